"""A VITS of two layers and two speakers, as transformers has it: the real classes with random weights."""

import json
from pathlib import Path

from activities.models.tiny.cards import files_folder, register
from activities.models.torch_setup import torch_module

MODEL = "tiny/vits-hf"
TINY: dict[str, dict[str, str | int | float | bool]] = {"vits_hf": {"model": MODEL}}


def make_tiny_vits_hf(models_dir: Path) -> str:
    """Build and register it; gives its id."""
    torch = torch_module()
    from transformers import VitsConfig, VitsModel, VitsTokenizer

    torch.manual_seed(0)
    folder = files_folder(models_dir, MODEL)
    config = VitsConfig(
        vocab_size=40,
        hidden_size=16,
        num_hidden_layers=2,
        num_attention_heads=2,
        ffn_dim=32,
        flow_size=16,
        spectrogram_bins=9,
        upsample_initial_channel=16,
        upsample_rates=[8, 8, 2, 2],
        upsample_kernel_sizes=[16, 16, 4, 4],
        resblock_kernel_sizes=[3],
        resblock_dilation_sizes=[[1, 3, 5]],
        posterior_encoder_num_wavenet_layers=2,
        prior_encoder_num_flows=2,
        prior_encoder_num_wavenet_layers=2,
        duration_predictor_num_flows=2,
        duration_predictor_flow_bins=4,
        depth_separable_num_layers=2,
        depth_separable_channels=2,
        duration_predictor_filter_channels=16,
        num_speakers=2,
        speaker_embedding_size=8,
        speaking_rate=6.0,
    )
    network = VitsModel(config).eval()
    with torch.no_grad():
        # as built speakers are alike
        for name, weights in network.named_parameters():
            if "cond" in name:
                weights.normal_(std=0.3)
    network.save_pretrained(folder)
    letters = ["_", *" abcdefghijklmnopqrstuvwxyz'-,.?!", "<unk>"]
    (folder / "vocab.json").write_text(json.dumps({letter: number for number, letter in enumerate(letters)}), encoding="utf-8")
    tokenizer = VitsTokenizer(str(folder / "vocab.json"), pad_token="_", unk_token="<unk>", language="eng", phonemize=False)
    tokenizer.save_pretrained(folder)
    return register(models_dir, MODEL)
