"""A MusicGen of two layers: the real classes with random weights."""

from pathlib import Path

from activities.models.tiny.cards import files_folder, register
from activities.models.torch_setup import torch_module

MODEL = "tiny/musicgen"
TINY: dict[str, dict[str, str | int | float | bool]] = {"musicgen": {"model": MODEL, "longest_s": 3.0}}
_CODES = 64


def make_tiny_musicgen(models_dir: Path) -> str:
    """Build and register it; gives its id."""
    torch = torch_module()
    from transformers import (
        EncodecConfig,
        MusicgenConfig,
        MusicgenDecoderConfig,
        MusicgenForConditionalGeneration,
        T5Config,
        T5TokenizerFast,
    )

    torch.manual_seed(0)
    text = T5Config(vocab_size=300, d_model=16, d_kv=4, d_ff=32, num_layers=2, num_heads=4, decoder_start_token_id=0)
    codec = EncodecConfig(
        sampling_rate=32_000,
        num_filters=4,
        hidden_size=16,
        upsampling_ratios=[8, 5, 4, 4],
        codebook_size=_CODES,
        codebook_dim=16,
        # 50 frames a second of four codebooks of 6 bits
        target_bandwidths=[1.2],
        num_lstm_layers=1,
        use_causal_conv=False,
    )
    decoder = MusicgenDecoderConfig(
        vocab_size=_CODES,
        hidden_size=16,
        ffn_dim=32,
        num_hidden_layers=2,
        num_attention_heads=4,
        num_codebooks=4,
        pad_token_id=_CODES,
        bos_token_id=_CODES,
    )
    config = MusicgenConfig(text_encoder=text.to_dict(), audio_encoder=codec.to_dict(), decoder=decoder.to_dict())
    network = MusicgenForConditionalGeneration(config).eval()
    with torch.no_grad():
        # as built the attention to words is too faint to move a choice
        for name, weights in network.decoder.named_parameters():
            if "encoder_attn" in name or "lm_heads" in name:
                weights.mul_(12)
        # nor do the codes sound: they are zeros until they are trained
        for layer in network.audio_encoder.quantizer.layers:
            layer.codebook.embed.normal_()
    folder = files_folder(models_dir, MODEL)
    network.generation_config.update(pad_token_id=_CODES, bos_token_id=_CODES, decoder_start_token_id=_CODES)
    network.save_pretrained(folder)
    pieces = [("<pad>", 0.0), ("</s>", 0.0), ("<unk>", 0.0), ("▁", -1.0), *((chr(code), -3.0) for code in range(33, 127))]
    T5TokenizerFast(vocab=pieces, extra_ids=0).save_pretrained(folder)
    return register(models_dir, MODEL)
