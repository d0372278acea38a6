"""Sound leaves every model through a decoder of 32 bits, whatever the model calculates with."""

from pathlib import Path
from typing import Any

import pytest

from activities.models.rungs import Rung
from activities.models.tiny.ace_step import TINY as ACE_STEP
from activities.models.tiny.musicgen import TINY as MUSICGEN
from activities.models.tiny.stable_audio import TINY as STABLE_AUDIO
from activities.models.torch_setup import torch_module
from activities.music.generating import GeneratedMusic
from tests.activities.music.playing import cue, engine, heard, job

_OPTIONS: dict[str, Any] = {**ACE_STEP, **MUSICGEN, **STABLE_AUDIO}


@pytest.mark.parametrize(("name", "decoder"), [("musicgen", "audio_encoder"), ("ace_step", "vae"), ("stable_audio", "vae")])
def test_a_model_of_16_bits_decodes_in_32(request: pytest.FixtureRequest, tmp_path: Path, name: str, decoder: str) -> None:
    torch = torch_module()
    player = engine(request.getfixturevalue(f"{name}_models"), name, **_OPTIONS[name], dtype="bfloat16")
    assert isinstance(player, GeneratedMusic)
    loaded = player.load(Rung.RESIDENT)
    model = loaded[0] if isinstance(loaded, tuple) else loaded
    made = player.make(job(tmp_path))

    assert {weight.dtype for weight in getattr(model, decoder).parameters()} == {torch.float32}
    assert torch.bfloat16 in {weight.dtype for part in ("decoder", "transformer") for weight in _weights(model, part)}
    assert heard(made).shape == (2, cue().samples)


def _weights(model: Any, part: str) -> list[Any]:
    found = getattr(model, part, None)
    return list(found.parameters()) if found is not None else []
