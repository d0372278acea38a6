"""Wav2Lip with random weights, in the form in which the public ones come; its size is fixed, so it is not tiny (139 MB)."""

from pathlib import Path

from activities.models.tiny.cards import files_folder, register
from activities.models.torch_setup import torch_module
from schemas.models import Terms

MODEL = "tiny/wav2lip"
TINY: dict[str, dict[str, str | int | float | bool]] = {"wav2lip": {"model": MODEL, "faces": "cascade"}}
"""Options by engine under which it runs without anything else."""
TERMS = Terms(licence="LicenseRef-Wav2Lip-research-only", commercial_use=False)


def make_tiny_wav2lip(models_dir: Path) -> str:
    """A checkpoint of torch: the tensors of data-parallel training under `state_dict`, beside what an optimizer leaves."""
    torch = torch_module()
    from activities.lipsync.wav2lip_network import Generator

    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(1)
        tensors = Generator().state_dict()
    # Untrained it paints grey faces whatever it hears; louder last weights make it paint something else for every sound.
    tensors["output_block.1.weight"] *= 30
    tensors["audio_encoder.12.conv_block.1.weight"] *= 30
    checkpoint = {
        "state_dict": {f"module.{name}": tensor for name, tensor in tensors.items()},
        "optimizer": {"state": {}, "param_groups": [{"lr": 0.0001, "betas": (0.5, 0.999)}]},
        "global_step": 1,
        "global_epoch": 1,
    }
    torch.save(checkpoint, files_folder(models_dir, MODEL) / "wav2lip.pth")
    return register(models_dir, MODEL, TERMS)
