"""A MusicGen of audiocraft's own classes, two layers deep, that takes up tunes; saved as audiocraft exports its models.

It is built where audiocraft is installed: in the environment of its workers.
"""

from pathlib import Path
from typing import Any

from activities.models.tiny.cards import files_folder, register
from activities.models.tiny.t5 import t5_encoder, t5_tokenizer
from activities.models.torch_setup import torch_module

MODEL, WORDS_MODEL = "tiny/audiocraft", "tiny/audiocraft-words"
TINY: dict[str, dict[str, str | int | float | bool]] = {
    "audiocraft": {"model": MODEL, "words_model": WORDS_MODEL, "longest_s": 3.0},
}
_CODES = 64
_CODEC = f"""
compression_model: encodec
sample_rate: 32000
channels: 1
encodec:
  {{autoencoder: seanet, quantizer: rvq, sample_rate: "${{sample_rate}}", channels: "${{channels}}", causal: false, renormalize: false}}
seanet:
  {{dimension: 16, channels: 1, causal: false, n_filters: 4, n_residual_layers: 1, ratios: [8, 5, 4, 4], lstm: 1, encoder: {{}},
  decoder: {{}}}}
rvq: {{n_q: 4, bins: {_CODES}, q_dropout: false}}
"""
_LANGUAGE = f"""
lm_model: transformer_lm
sample_rate: 32000
dataset: {{segment_duration: 4.0}}
codebooks_pattern: {{modeling: delay, delay: {{delays: [0, 1, 2, 3], flatten_first: 0, empty_initial: 0}}}}
transformer_lm:
  {{n_q: 4, card: {_CODES}, dim: 32, num_heads: 4, num_layers: 2, hidden_scale: 2, dropout: 0.0, activation: gelu, norm_first: true,
  bias_ff: false, bias_attn: false, bias_proj: false, causal: true, custom: false, memory_efficient: true, attention_as_float32: false,
  positional_embedding: sin, weight_init: gaussian, depthwise_init: current, zero_bias_init: true}}
classifier_free_guidance: {{training_dropout: 0.2, inference_coef: 3.0}}
attribute_dropout: {{args: {{active_on_eval: false}}, text: {{}}, wav: {{self_wav: 0.5}}}}
fuser: {{cross_attention_pos_emb: false, cross_attention_pos_emb_scale: 1, sum: [], prepend: CONDITIONS, cross: [], input_interpolate: []}}
conditioners:
  args: {{merge_text_conditions_p: 0.25, drop_desc_p: 0.5}}
  description: {{model: t5, t5: {{name: t5-base, finetune: false, word_dropout: 0.2, normalize_text: false}}}}
"""
_TUNE = """  self_wav:
    {model: chroma_stem, chroma_stem: {sample_rate: "${sample_rate}", n_chroma: 12, radix2_exp: 12, argmax: true, match_len_on_eval: false}}
"""
_SIDES = "interleave_stereo_codebooks: {use: true, per_timestep: false}\n"


def make_tiny_audiocraft(models_dir: Path) -> str:
    """Build and register it with the T5 that tells it words; gives its id."""
    return _make(models_dir, MODEL, takes_tunes=True)


def make_tuneless(models_dir: Path) -> str:
    """One that takes up no tune, as MusicGen's small, medium and large."""
    return _make(models_dir, "tiny/audiocraft-tuneless", takes_tunes=False)


def make_stereo(models_dir: Path) -> str:
    """One whose codes are left and right in turn, as MusicGen's stereo models."""
    return _make(models_dir, "tiny/audiocraft-stereo", takes_tunes=True, sides=2)


def _make(models_dir: Path, model_id: str, *, takes_tunes: bool, sides: int = 1) -> str:
    from activities.music.checkpoints import CODEC_FILE, LANGUAGE_FILE, audiocraft_modules

    audiocraft_modules()
    torch = torch_module()
    torch.manual_seed(0)
    words = files_folder(models_dir, WORDS_MODEL)
    t5_encoder().save_pretrained(words)
    t5_tokenizer().save_pretrained(words)
    register(models_dir, WORDS_MODEL)
    folder = files_folder(models_dir, model_id)
    conditions = "[self_wav, description]" if takes_tunes else "[description]"
    text = _LANGUAGE.replace("CONDITIONS", conditions) + (_TUNE if takes_tunes else "") + (_SIDES if sides == 2 else "")
    if sides == 2:
        text = text.replace("delays: [0, 1, 2, 3]", "delays: [0, 0, 1, 1, 2, 2, 3, 3]").replace("{n_q: 4", "{n_q: 8")
    language, codec = _language(text, words), _codec()
    torch.save({"best_state": language.state_dict(), "xp.cfg": text, "version": "1.3.0", "exported": True}, folder / LANGUAGE_FILE)
    torch.save({"best_state": codec.state_dict(), "xp.cfg": _CODEC, "version": "1.3.0", "exported": True}, folder / CODEC_FILE)
    return register(models_dir, model_id)


def _language(text: str, words: Path) -> Any:
    from omegaconf import OmegaConf

    from activities.music.checkpoints import language_model

    torch = torch_module()
    settings = OmegaConf.create(text)
    settings.device, settings.dtype = "cpu", "float32"
    language = language_model(settings, words, "cpu")
    with torch.no_grad():
        # as built its conditions are too faint beside each other to move a choice
        for conditioner in language.condition_provider.conditioners.values():
            conditioner.output_proj.weight.mul_(6)
        for layer in language.linears:
            layer.weight.mul_(6)
    return language


def _codec() -> Any:
    from audiocraft.models.builders import get_compression_model
    from omegaconf import OmegaConf

    torch = torch_module()
    settings = OmegaConf.create(_CODEC)
    settings.device = "cpu"
    codec = get_compression_model(settings)
    with torch.no_grad():
        # codes are zeros until they are trained
        for layer in codec.quantizer.vq.layers:
            layer._codebook.embed.normal_()
            layer._codebook.inited.fill_(1.0)
    return codec.eval()
