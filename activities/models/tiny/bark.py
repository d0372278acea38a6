"""A Bark of two layers: the real classes with random weights, and two presets."""

import json
from pathlib import Path

import numpy as np

from activities.models.tiny.cards import files_folder, register
from activities.models.torch_setup import torch_module

MODEL = "tiny/bark"
TINY: dict[str, dict[str, str | int | float | bool]] = {"bark": {"model": MODEL, "longest_s": 0.2}}


def make_tiny_bark(models_dir: Path) -> str:
    """Build and register it; gives its id."""
    torch = torch_module()
    from transformers import (
        BarkCoarseConfig,
        BarkConfig,
        BarkFineConfig,
        BarkModel,
        BarkSemanticConfig,
        EncodecConfig,
    )

    torch.manual_seed(0)
    folder = files_folder(models_dir, MODEL)
    size = {"num_layers": 2, "num_heads": 2, "hidden_size": 16, "block_size": 1024, "dropout": 0.0}
    config = BarkConfig(
        semantic_config=BarkSemanticConfig(input_vocab_size=129_600, output_vocab_size=10_048, **size).to_dict(),
        coarse_acoustics_config=BarkCoarseConfig(input_vocab_size=12_096, output_vocab_size=12_096, **size).to_dict(),
        fine_acoustics_config=BarkFineConfig(
            input_vocab_size=1_056, output_vocab_size=1_056, n_codes_total=8, n_codes_given=1, **size
        ).to_dict(),
        codec_config=EncodecConfig(
            sampling_rate=24_000,
            num_filters=4,
            hidden_size=16,
            codebook_size=1_024,
            codebook_dim=16,
            num_lstm_layers=1,
            target_bandwidths=[6.0],
        ).to_dict(),
    )
    network = BarkModel(config).eval()
    with torch.no_grad():
        # as built the codec's codes are zeros, and the language models hardly listen
        for layer in network.codec_model.quantizer.layers:
            layer.codebook.embed.normal_()
        for part in (network.semantic, network.coarse_acoustics):
            part.lm_head.weight.mul_(20)
            for name, weights in part.named_parameters():
                if "layers" in name and weights.ndim == 2:
                    weights.mul_(25)
    network.save_pretrained(folder)
    (folder / "generation_config.json").write_text(json.dumps(_generation()), encoding="utf-8")
    _tokenizer(folder)
    _presets(folder)
    return register(models_dir, MODEL)


def _generation() -> dict[str, object]:
    """As the library's own classes have it; saved by hand, because the nested configuration fails its own check."""
    from transformers.models.bark import generation_configuration_bark as parts

    whole = parts.BarkGenerationConfig.from_sub_model_configs(
        parts.BarkSemanticGenerationConfig(), parts.BarkCoarseGenerationConfig(), parts.BarkFineGenerationConfig()
    )
    told = {name: value.to_dict() if hasattr(value, "to_dict") else value for name, value in vars(whole).items() if name[0] != "_"}
    readable: dict[str, object] = json.loads(json.dumps(told, default=str))
    return readable


def _tokenizer(folder: Path) -> None:
    from transformers import BertTokenizer

    letters = [chr(code) for code in range(33, 127)]
    pieces = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *letters, *(f"##{letter}" for letter in letters)]
    BertTokenizer(vocab={piece: number for number, piece in enumerate(pieces)}, do_lower_case=False).save_pretrained(folder)


def _presets(folder: Path) -> None:
    random = np.random.Generator(np.random.PCG64(0))
    shapes = {"semantic_prompt": (10_000, (20,)), "coarse_prompt": (1_024, (2, 30)), "fine_prompt": (1_024, (8, 30))}
    told: dict[str, object] = {"repo_or_path": "tiny/bark"}
    for name in ("v2/en_speaker_0", "v2/de_speaker_1"):
        files = {kind: f"speaker_embeddings/{name}_{kind}.npy" for kind in shapes}
        for kind, (codes, shape) in shapes.items():
            path = folder / files[kind]
            path.parent.mkdir(parents=True, exist_ok=True)
            np.save(path, random.integers(0, codes, shape))
        told[name] = files
    (folder / "speaker_embeddings_path.json").write_text(json.dumps(told), encoding="utf-8")
