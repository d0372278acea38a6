"""An XTTS v2 with a language model of two layers; vocoder and speaker encoder have their fixed size: 96 MB of random weights."""

from pathlib import Path

from activities.models.tiny.cards import files_folder, register
from activities.models.torch_setup import torch_module

MODEL = "tiny/xtts"
TINY: dict[str, dict[str, str | int | float | bool]] = {"xtts": {"model": MODEL}}
_LANGUAGES = ["en", "es", "fr", "de", "it", "pt", "pl", "tr", "ru", "nl", "cs", "ar", "zh-cn", "hu", "ko", "ja", "hi"]


def make_tiny_xtts(models_dir: Path) -> str:
    """Build and register it; gives its id."""
    torch = torch_module()
    from tokenizers import Tokenizer, models, pre_tokenizers
    from TTS.tts.configs.xtts_config import XttsConfig
    from TTS.tts.models.xtts import Xtts, XttsArgs, XttsAudioConfig

    torch.manual_seed(0)
    folder = files_folder(models_dir, MODEL)
    marks = ["[STOP]", "[UNK]", "[SPACE]", *(f"[{language}]" for language in _LANGUAGES), "[START]"]
    pieces = [*marks, *(chr(code) for code in range(33, 127) if chr(code) not in marks)]
    tokenizer = Tokenizer(models.BPE(vocab={piece: number for number, piece in enumerate(pieces)}, merges=[], unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    tokenizer.add_special_tokens(marks)
    tokenizer.save(str(folder / "vocab.json"))
    sizes = XttsArgs(
        gpt_layers=2,
        gpt_n_model_channels=64,
        gpt_n_heads=2,
        gpt_number_text_tokens=len(pieces),
        gpt_start_text_token=pieces.index("[START]"),
        gpt_stop_text_token=0,
        gpt_max_audio_tokens=24,
        gpt_max_text_tokens=402,
        gpt_use_perceiver_resampler=True,
        decoder_input_dim=64,
        tokenizer_file="/root/training/vocab.json",
    )
    config = XttsConfig(model_args=sizes, audio=XttsAudioConfig(), languages=_LANGUAGES)
    vocabulary = str(folder / "vocab.json")
    config.model_args.tokenizer_file = vocabulary
    network = Xtts(config)
    with torch.no_grad():
        for block in network.gpt.gpt.h:  # else what attention brings, the words, is lost beside each token's own value
            block.attn.c_proj.weight.mul_(1000)
    torch.save({"model": network.state_dict()}, folder / "model.pth")
    config.save_json(str(folder / "config.json"))
    names = ["Claribel Dervla", "Ana Florence", "Craig Gutsy"]
    voices = {name: {"gpt_cond_latent": torch.randn(1, 32, 64), "speaker_embedding": torch.randn(1, 512, 1)} for name in names}
    torch.save(voices, folder / "speakers_xtts.pth")
    return register(models_dir, MODEL)
