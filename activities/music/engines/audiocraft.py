"""MusicGen through audiocraft, in a worker environment of its own: models that take up a tune, and stereo models.

The tune is a cue that our own rules compose for the order, so that themes belong to the film's people, beats to its tempo and accents to
its cuts, whoever plays them. Longer cues are played window by window, each from the last seconds of the one before; beyond `longest_s` they
go round, cross-faded where it is heard least. Every order draws from its own source, see `activities.music.sampling`.

audiocraft pins libraries of 2023, so it lives beside the other engines: docs/models.md says how.
"""

from collections.abc import Hashable, Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from typing import Any, ClassVar, Literal, Self

import numpy as np
from pydantic import Field, model_validator

from activities.engines import EngineOptions
from activities.media.prompting import music_prompt
from activities.media.sound.waveform import Sound, resampled
from activities.models.addons import absent, card_of, folder_of, joint_terms
from activities.models.cards import active_card
from activities.models.headers import component_bytes
from activities.models.rungs import Rung
from activities.models.steps import Steps
from activities.models.torch_setup import torch_module, with_all_bits
from activities.music.checkpoints import (
    CODEC_FILE,
    LANGUAGE_FILE,
    TUNE,
    WORDS,
    Player,
    checkpoint_bytes,
    load_player,
    told,
    tune_slice,
    words_tokenizer,
)
from activities.music.composition import tune_of
from activities.music.generating import GeneratedMusic, MusicOptions
from activities.music.sampling import drawn
from schemas.engines import Queue
from schemas.failures import Refused
from schemas.media import SAMPLE_RATE_HZ
from schemas.models import Terms
from schemas.music import ComposeMusic

_GUIDANCE = 3.0


class AudiocraftOptions(MusicOptions):
    """How audiocraft plays."""

    model: str = "facebook/musicgen-melody"
    words_model: str = "google-t5/t5-base"
    """The text encoder the model was trained with; audiocraft's checkpoints do not contain it."""
    tune: Literal["auto", "composed", "none"] = "auto"
    """What tune it takes up: one composed by rules for the order, or none; auto: composed where the model can."""
    temperature: float = Field(default=1.0, ge=0.05, le=3.0)
    top_k: int = Field(default=250, ge=1, le=2048)
    """Codes to choose from."""
    window_s: float = Field(default=30.0, ge=2.0, le=30.0)
    """What it plays in one go."""
    memory_s: float = Field(default=12.0, ge=0.5, le=28.0)
    """How much of a window it hears before it plays the next; less than the window."""

    @model_validator(mode="after")
    def _hears_less_than_it_plays(self) -> Self:
        if self.memory_s >= self.window_s:
            raise ValueError(f"memory_s ({self.memory_s:g}) must be less than window_s ({self.window_s:g})")
        return self


class Audiocraft(GeneratedMusic):
    """See the module."""

    version: ClassVar[str] = "2"
    summary: ClassVar[str] = "MusicGen through audiocraft: plays a tune composed for the film; not for commercial films"
    licence: ClassVar[str] = "CC-BY-NC-4.0 AND Apache-2.0"
    commercial_use: ClassVar[bool] = False
    queue: ClassVar[Queue] = Queue.AUDIOCRAFT
    needs: ClassVar[tuple[str, ...]] = ("torch", "transformers", "audiocraft")
    needs_files: ClassVar[tuple[str, ...]] = (LANGUAGE_FILE, CODEC_FILE)
    Options: ClassVar[type[EngineOptions]] = AudiocraftOptions
    bytes_per_second: ClassVar[int] = 40_000_000
    offloads: ClassVar[bool] = False

    def __init__(self, options: EngineOptions) -> None:
        super().__init__(options)
        if not isinstance(options, AudiocraftOptions):
            raise TypeError("the options of audiocraft must be AudiocraftOptions")
        if self.device == "cpu" and self.dtype.itemsize < 4:
            # its layers are of 16 bits and its norms of 32, which torch brings together on GPUs alone
            msg = f"audiocraft plays at 16 bits on a GPU only (DTYPE={options.dtype}); DTYPE=auto takes 32 on a CPU"
            raise Refused(msg)
        self.audiocraft = options
        self.words_card = card_of(options.models_dir, options.words_model)

    @classmethod
    def unavailable(cls, options: EngineOptions) -> str | None:
        """As any model engine; without audiocraft, how its environment is made."""
        reason = super().unavailable(options)
        if reason and reason.startswith("it needs "):
            return (
                "it needs audiocraft, which runs in an environment of its own: `./film install audiocraft`, or pip install --no-deps -r "
                "deploy/requirements/audiocraft.txt into that of `python -m workers audiocraft`"
            )
        return reason or (absent(options.models_dir, [options.words_model]) if isinstance(options, AudiocraftOptions) else None)

    @classmethod
    def model(cls, options: EngineOptions) -> str:
        """The model and its text encoder, each with its revision."""
        own = super().model(options)
        words = active_card(options.models_dir, options.words_model) if isinstance(options, AudiocraftOptions) else None
        return f"{own} + {words.name}" if own and words else own

    @classmethod
    def terms(cls, options: EngineOptions) -> Terms:
        """What the model and its text encoder allow."""
        own = super().terms(options)
        words = active_card(options.models_dir, options.words_model) if isinstance(options, AudiocraftOptions) else None
        return joint_terms([own, words.terms]) if words else own

    def components(self) -> dict[str, int]:
        """Language model, codec and text encoder; the codec and the text encoder stay at 32 bits."""
        words = sum(component_bytes(folder_of(self.audiocraft.models_dir, self.audiocraft.words_model), 4).values())
        language = checkpoint_bytes(self.folder / LANGUAGE_FILE, self.dtype.itemsize)
        return {"language": language, "codec": checkpoint_bytes(self.folder / CODEC_FILE, 4), "words": words}

    @cached_property
    def _tokenizer(self) -> Any:
        return words_tokenizer(folder_of(self.audiocraft.models_dir, self.audiocraft.words_model))

    def kin(self, order: ComposeMusic) -> Hashable:
        """Cues whose words are padded to one length."""
        return int(told(self._tokenizer, [music_prompt(order)]).input_ids.shape[1])

    @property
    def weights_key(self) -> str:
        """Both models, and their precision."""
        return f"{self.card.name} + {self.words_card.name} {self.dtype}"

    def load(self, rung: Rung) -> Player:  # noqa: ARG002 - it has one
        """The model; it is loaded whole."""
        return load_player(self.folder, folder_of(self.audiocraft.models_dir, self.audiocraft.words_model), self.device, self.dtype)

    def steps(self, seconds: float) -> int:
        """About: fifty a second of music."""
        return int(seconds * 50)

    def play(self, model: Player, orders: Sequence[ComposeMusic], seconds: float, noise: Sequence[Any], steps: Steps) -> list[Sound]:
        """Windows of codes, each from the end of the last, then all of them as sound."""
        torch = torch_module()
        rate_hz, frames_hz = model.codec.sample_rate, model.codec.frame_rate
        tunes = self._tunes(model, orders)
        wanted = int(np.ceil(seconds * frames_hz)) + 1
        window = round(min(self.audiocraft.window_s, model.window_s) * frames_hz)
        memory = min(round(self.audiocraft.memory_s * frames_hz), window - 1)
        steps = steps.of(wanted)
        codes = torch.zeros((len(orders), model.language.num_codebooks, 0), dtype=torch.long, device=self.device)
        with torch.inference_mode(), self._drawing(model, noise):
            while codes.shape[-1] < wanted:
                done = codes.shape[-1]
                heard = codes[..., -memory:]
                until = min(window, heard.shape[-1] + wanted - done)
                attributes = self._attributes(model, orders, tunes, (done - heard.shape[-1]) / frames_hz)
                with torch.autocast(self.device, self.dtype, enabled=self.dtype != torch.float32):
                    new = model.language.generate(
                        heard, attributes, max_gen_len=until, callback=lambda frames, _most, done=done: steps.done(done + frames)
                    )
                codes = torch.cat([codes, new[..., heard.shape[-1] :]], dim=-1)
            with with_all_bits():
                sound = model.codec.decode(codes, None)
        return [resampled(one, rate_hz) for one in sound.float().cpu().numpy()]

    @property
    def _guidance(self) -> float:
        return _GUIDANCE if self.music.guidance < 0 else self.music.guidance

    def _tunes(self, model: Player, orders: Sequence[ComposeMusic]) -> list[Any]:
        """A tune for each order, of shape (samples,) at the codec's rate; None for a model without."""
        wanted = self.audiocraft.tune
        if wanted == "composed" and not model.takes_tunes:
            msg = f"audiocraft: TUNE=composed, but {self.card.id} takes up no tune; facebook/musicgen-melody does"
            raise Refused(msg)
        if wanted == "none" or not model.takes_tunes:
            return [None] * len(orders)
        torch = torch_module()
        heard = (resampled(tune_of(order).mean(axis=0, keepdims=True), SAMPLE_RATE_HZ, model.codec.sample_rate)[0] for order in orders)
        return [torch.from_numpy(np.ascontiguousarray(tune)) for tune in heard]

    def _attributes(self, model: Player, orders: Sequence[ComposeMusic], tunes: Sequence[Any], first_s: float) -> list[Any]:
        """What the model is told for a window that begins so far into the cue, as audiocraft's attributes."""
        torch = torch_module()
        from audiocraft.modules.conditioners import ConditioningAttributes, WavCondition  # noqa: PLC0415 - seconds

        attributes = [ConditioningAttributes(text={WORDS: music_prompt(order)}) for order in orders]
        if model.takes_tunes:
            rate_hz = model.codec.sample_rate
            length = round(model.window_s * rate_hz)
            for each, tune in zip(attributes, tunes, strict=True):
                # a single sample is how audiocraft says "none"
                wave = torch.zeros(1, 1, 1) if tune is None else tune_slice(tune, round(first_s * rate_hz), length)
                samples = torch.tensor([0 if tune is None else length], device=self.device)
                each.wav[TUNE] = WavCondition(wave.to(self.device), samples, [rate_hz], [None], [0.0])
        return attributes

    @contextmanager
    def _drawing(self, model: Player, noise: Sequence[Any]) -> Iterator[None]:
        """Inside, the model draws each order's codes from its own source; audiocraft's way draws all from torch's global one."""
        torch = torch_module()
        language, chosen = model.language, self.audiocraft

        def next_codes(sequence: Any, conditions: Any, *_others: Any, **_named: Any) -> Any:
            logits = language(torch.cat([sequence, sequence]), conditions=[], condition_tensors=conditions)[..., -1, :].float().cpu()
            if self._guidance <= 1:
                logits = logits.chunk(2)[0]
            new = drawn(logits, noise, self._guidance, chosen.temperature, chosen.top_k)
            return new.to(sequence.device)[..., None]

        language._sample_next_token = next_codes
        try:
            yield
        finally:
            del language._sample_next_token
