"""Loads what audiocraft saved: a language model over codes, the codec behind it, and what tells it words and tunes.

audiocraft 1.3.0 (https://github.com/facebookresearch/audiocraft) fetches its parts from the network while it loads, and reads its files as
programs. Here its classes are put together from folders of the registry: checkpoints as tensors only, words by a T5 that is a model of its
own, tunes without the network that would take singing out of a mix, since ours come without drums. Two libraries that it imports and does
not use for this are declared absent: xformers (builds for CUDA only) and spaCy (200 MB).
"""

import math
import sys
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from activities.models.faults import refusing
from activities.models.sounding import unwarned
from activities.models.torch_setup import torch_module
from schemas.failures import Refused

LANGUAGE_FILE = "state_dict.bin"
CODEC_FILE = "compression_state_dict.bin"
WORDS, TUNE = "description", "self_wav"
"""What audiocraft calls the two things its models are told."""
_WORDS_MULTIPLE = 32
_LANGUAGE_KIND = "transformer_lm"
_KNOWN = {WORDS: "t5", TUNE: "chroma_stem"}


@dataclass(frozen=True)
class Player:
    """A model that is ready to play."""

    language: Any
    """audiocraft's `LMModel`."""
    codec: Any
    """audiocraft's `CompressionModel`."""
    window_s: float
    """What it was trained to play in one go."""

    @property
    def takes_tunes(self) -> bool:
        """Whether it was trained to take up a tune."""
        return TUNE in self.language.condition_provider.conditioners


def checkpoint_bytes(path: Path, item_bytes: int) -> int:
    """What a checkpoint's tensors take once they are loaded; none of them is read.

    Raises:
        Refused: It is no checkpoint.
    """
    return sum(weights.numel() * item_bytes for weights in _read(path, "meta")["best_state"].values())


def load_player(folder: Path, words_folder: Path, device: str, dtype: Any) -> Player:
    """Put a model together.

    Args:
        folder: Of the model, with both checkpoints.
        words_folder: Of the T5 it was trained with.
        device: "cpu" or "cuda".
        dtype: Of the language model's layers.

    Raises:
        Refused: The files are not such a model.
    """
    audiocraft_modules()
    from omegaconf import OmegaConf  # noqa: PLC0415 - with audiocraft

    saved = _read(folder / LANGUAGE_FILE)
    settings = OmegaConf.create(saved["xp.cfg"])
    settings.device, settings.dtype = device, str(dtype).removeprefix("torch.")
    with refusing(f"the model in {folder} can't be loaded by audiocraft"), unwarned():
        language = language_model(settings, words_folder, device)
        language.load_state_dict(saved["best_state"])
        codec = _codec(folder / CODEC_FILE, settings, device)
        window_s = float(settings.dataset.segment_duration)
    return Player(language.to(device).eval(), codec.to(device).eval(), window_s)


def language_model(settings: Any, words_folder: Path, device: str) -> Any:
    """A language model of audiocraft as its settings describe it, with random weights.

    Args:
        settings: audiocraft's, of omegaconf; what it is told is taken out of them.
        words_folder: Of the T5 that tells it words.
        device: "cpu" or "cuda".

    Raises:
        ValueError: It is of another kind than this can be told.
    """
    audiocraft_modules()
    from audiocraft.models.builders import get_lm_model  # noqa: PLC0415 - with audiocraft
    from audiocraft.modules.conditioners import ConditioningProvider  # noqa: PLC0415
    from omegaconf import OmegaConf  # noqa: PLC0415

    if settings.lm_model != _LANGUAGE_KIND:
        msg = f"it is a {settings.lm_model}; this engine plays {_LANGUAGE_KIND}"
        raise ValueError(msg)
    told = OmegaConf.to_container(settings.conditioners, resolve=True)
    told.pop("args", None)
    kinds = {name: one["model"] for name, one in told.items()}
    if WORDS not in kinds or not kinds.items() <= _KNOWN.items():
        msg = f"it is told {kinds}; this engine tells {_KNOWN}"
        raise ValueError(msg)
    # audiocraft's own would be fetched while it is built
    settings.conditioners = None
    language = get_lm_model(settings)
    conditioners = {WORDS: _words(words_folder, language.dim, device)}
    if TUNE in told:
        conditioners[TUNE] = _tune(told[TUNE]["chroma_stem"], language.dim, float(settings.dataset.segment_duration), device)
    language.condition_provider = ConditioningProvider(conditioners, device=device)
    return language


def audiocraft_modules() -> None:
    """Import audiocraft, without the libraries it names but is not used with."""
    torch = torch_module()
    if "audiocraft" not in sys.modules:
        operations = _absent("xformers.ops", unbind=torch.unbind, LowerTriangularMask=object, memory_efficient_attention=None)
        _absent("xformers", ops=operations)
        _absent("spacy")
    with unwarned():
        import audiocraft.models  # noqa: F401, PLC0415 - seconds


def _absent(name: str, **content: Any) -> ModuleType:
    module = ModuleType(name)
    vars(module).update(content)
    return sys.modules.setdefault(name, module)


def _read(path: Path, device: str = "cpu") -> dict[str, Any]:
    torch = torch_module()
    with refusing(f"{path.name} of {path.parent} is no checkpoint of tensors"):
        saved = torch.load(path, map_location=device, weights_only=True)
    if not isinstance(saved, dict) or not {"xp.cfg", "best_state"} <= saved.keys():
        elsewhere = saved.get("pretrained") if isinstance(saved, dict) else None
        why = f"it names {elsewhere}, whose weights are not in it" if elsewhere else "it has no `xp.cfg` and `best_state`"
        msg = f"{path.name} of {path.parent} is no exported checkpoint of audiocraft: {why}"
        raise Refused(msg)
    return saved


def words_tokenizer(folder: Path) -> Any:
    """The tokenizer of a T5.

    Raises:
        Refused: There is none in the folder.
    """
    torch_module()
    from transformers import AutoTokenizer  # noqa: PLC0415 - seconds

    with refusing(f"the model in {folder} has no tokenizer"):
        return AutoTokenizer.from_pretrained(folder, local_files_only=True)


def told(tokenizer: Any, texts: list[str]) -> Any:
    """Texts as tokens, padded to a multiple of 32.

    Words are put before the music, and nothing hides their padding: it shapes what is played. So it must not depend on how long the words
    of neighbours in a call are.
    """
    return tokenizer(texts, return_tensors="pt", padding=True, pad_to_multiple_of=_WORDS_MULTIPLE)


def _words(folder: Path, width: int, device: str) -> Any:
    from audiocraft.modules.conditioners import T5Conditioner, TextConditioner  # noqa: PLC0415 - with audiocraft
    from transformers import T5EncoderModel  # noqa: PLC0415

    tokenizer = words_tokenizer(folder)
    with refusing(f"the model in {folder} can't be loaded as a T5"):
        encoder = T5EncoderModel.from_pretrained(folder, local_files_only=True).to(device).eval()

    class FolderWords(T5Conditioner):  # type: ignore[misc]  # audiocraft has no types
        """T5 out of a folder, at 32 bits: it overflows at 16. The original knows names only."""

        def __init__(self) -> None:
            TextConditioner.__init__(self, encoder.config.d_model, width)
            self.device, self.name, self.finetune = device, str(folder), False
            self.word_dropout, self.normalize_text = 0.0, False
            self.autocast = torch_module().autocast(device, enabled=False)
            self.t5_tokenizer = tokenizer
            # beside the module's parts: its weights are not the checkpoint's
            self.__dict__["t5"] = encoder

        def tokenize(self, x: list[str | None]) -> Any:
            tokens = told(tokenizer, [text or "" for text in x]).to(device)
            tokens.attention_mask[[index for index, text in enumerate(x) if not text]] = 0
            return tokens

    return FolderWords()


def _tune(settings: dict[str, Any], width: int, window_s: float, device: str) -> Any:
    from audiocraft.modules.chroma import ChromaExtractor  # noqa: PLC0415 - with audiocraft
    from audiocraft.modules.conditioners import ChromaStemConditioner, WaveformConditioner  # noqa: PLC0415

    shape = {name: settings[name] for name in ("sample_rate", "n_chroma", "radix2_exp", "argmax") if name in settings}

    class WholeTune(ChromaStemConditioner):  # type: ignore[misc]  # audiocraft has no types
        """The loudest tones from moment to moment, of a sound that has no drums to take out."""

        def __init__(self) -> None:
            WaveformConditioner.__init__(self, dim=shape["n_chroma"], output_dim=width, device=device)
            self.autocast = torch_module().autocast(device, enabled=False)
            self.sample_rate, self.duration = shape["sample_rate"], window_s
            self.match_len_on_eval, self._use_masking = True, False
            self.eval_wavs = self.cache = None
            self.chroma = ChromaExtractor(**shape).to(device)
            self.chroma_len = self._get_chroma_len()

        def _get_stemmed_wav(self, wav: Any, _sample_rate: int) -> Any:
            return wav

    return WholeTune()


def _codec(path: Path, settings: Any, device: str) -> Any:
    from audiocraft.models.builders import get_compression_model, get_wrapped_compression_model  # noqa: PLC0415 - with audiocraft
    from omegaconf import OmegaConf  # noqa: PLC0415

    saved = _read(path)
    own = OmegaConf.create(saved["xp.cfg"])
    own.device = device
    codec = get_compression_model(own)
    codec.load_state_dict(saved["best_state"])
    # two of a stereo model's codes take turns
    return get_wrapped_compression_model(codec, settings)


def tune_slice(tune: Any, first: int, length: int) -> Any:
    """A run of a tune, which goes round where it is too short, of shape (1, 1, length).

    Args:
        tune: Shape (samples,), on the CPU.
        first: Sample it begins with.
        length: Samples.
    """
    torch = torch_module()
    rounds = math.ceil((first % len(tune) + length) / len(tune))
    begin = first % len(tune)
    return torch.cat([tune] * rounds)[begin : begin + length][None, None]
