"""Wav2Lip's generator: the tensors of the public weights, in both kinds of file, and what comes out."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from activities.models.torch_setup import torch_module

torch = torch_module()

from safetensors.torch import save_file  # noqa: E402 - after torch is set up

from activities.lipsync.wav2lip_network import Generator, load_generator  # noqa: E402
from activities.lipsync.wav2lip_painter import paint  # noqa: E402
from schemas.failures import Refused  # noqa: E402


@pytest.fixture(scope="module")
def generator() -> Generator:
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(7)
        made = Generator()
    made.eval()
    return made


def spoken(count: int) -> tuple[list[Any], list[Any]]:
    """Faces and what they hear."""
    chance = np.random.Generator(np.random.PCG64(2))
    faces = [chance.integers(0, 256, (96, 96, 3), dtype=np.uint8) for _ in range(count)]
    return faces, [chance.uniform(-4, 4, (80, 16)).astype(np.float32) for _ in range(count)]


def test_it_has_the_tensors_of_the_public_weights(generator: Generator) -> None:
    tensors = generator.state_dict()

    assert len(tensors) == 352
    assert sum(parameter.numel() for parameter in generator.parameters()) == 36_298_035
    for name, shape in {
        "face_encoder_blocks.0.0.conv_block.0.weight": (16, 6, 7, 7),
        "face_encoder_blocks.2.3.conv_block.1.running_var": (64,),
        "face_encoder_blocks.6.1.conv_block.0.weight": (512, 512, 1, 1),
        "audio_encoder.0.conv_block.0.weight": (32, 1, 3, 3),
        "audio_encoder.12.conv_block.1.num_batches_tracked": (),
        "face_decoder_blocks.1.0.conv_block.0.weight": (1024, 512, 3, 3),
        "face_decoder_blocks.6.2.conv_block.0.bias": (64,),
        "output_block.0.conv_block.0.weight": (32, 80, 3, 3),
        "output_block.1.weight": (3, 32, 1, 1),
    }.items():
        assert tuple(tensors[name].shape) == shape


def test_a_face_and_a_window_of_sound_become_a_face(generator: Generator) -> None:
    with torch.inference_mode():
        made = generator(torch.zeros(2, 1, 80, 16), torch.zeros(2, 6, 96, 96))

    assert made.shape == (2, 3, 96, 96)
    assert 0 <= float(made.min()) <= float(made.max()) <= 1


def test_the_public_kind_of_checkpoint_loads_whole(generator: Generator, tmp_path: Path) -> None:
    path = tmp_path / "wav2lip.pth"
    named = {f"module.{name}": tensor for name, tensor in generator.state_dict().items()}
    torch.save({"state_dict": named, "optimizer": None, "global_step": 1}, path)

    loaded = load_generator(path, "cpu").state_dict()

    assert all(torch.equal(loaded[name], tensor) for name, tensor in generator.state_dict().items())


def test_safetensors_load_whole(generator: Generator, tmp_path: Path) -> None:
    path = tmp_path / "wav2lip.safetensors"
    save_file(generator.state_dict(), path)

    loaded = load_generator(path, "cpu").state_dict()

    assert all(torch.equal(loaded[name], tensor) for name, tensor in generator.state_dict().items())


_IN_LITTLE_MEMORY = """
import resource, sys
from pathlib import Path
import psutil
from activities.lipsync.wav2lip_network import load_generator
from activities.models.faults import is_memory_short
room = psutil.Process().memory_info().vms + 100_000_000
resource.setrlimit(resource.RLIMIT_AS, (room, room))
try:
    load_generator(Path(sys.argv[1]), "cpu")
except (RuntimeError, MemoryError) as error:
    print(is_memory_short(error))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="macOS sets no limit to addresses")
def test_weights_are_not_blamed_when_memory_is_short(generator: Generator, tmp_path: Path) -> None:
    path = tmp_path / "wav2lip.pth"
    torch.save({"state_dict": generator.state_dict()}, path)
    command = [sys.executable, "-c", _IN_LITTLE_MEMORY, str(path)]
    told = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)

    assert (told.stdout.strip(), told.stderr) == ("True", "")


def test_a_tensor_that_is_missing_is_named(generator: Generator, tmp_path: Path) -> None:
    path = tmp_path / "wav2lip.safetensors"
    save_file({name: tensor for name, tensor in generator.state_dict().items() if name != "output_block.1.bias"}, path)

    with pytest.raises(Refused, match=r"1 of its 352 tensors are missing, output_block\.1\.bias"):
        load_generator(path, "cpu")


def test_another_network_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.pth"
    torch.save({"state_dict": {"encoder.weight": torch.zeros(1)}}, path)

    with pytest.raises(Refused, match="no Wav2Lip generator"):
        load_generator(path, "cpu")


class Code:
    """What a pickle could run."""


def test_a_pickle_with_code_in_it_is_not_run(tmp_path: Path) -> None:
    path = tmp_path / "evil.pth"
    torch.save({"state_dict": Code()}, path)

    with pytest.raises(Refused, match="can't be read as weights"):
        load_generator(path, "cpu")


@pytest.mark.parametrize("name", ["broken.pth", "broken.safetensors"])
def test_a_broken_file_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"no weights")

    with pytest.raises(Refused, match=f"{name} can't be read as weights"):
        load_generator(tmp_path / name, "cpu")


def test_a_face_does_not_depend_on_those_that_share_its_call(generator: Generator) -> None:
    faces, heard = spoken(5)

    together = paint(generator, faces, heard, 4, lambda _done: None)
    alone = paint(generator, faces[4:], heard[4:], 4, lambda _done: None)

    assert np.array_equal(together[4], alone[0])


def test_the_lower_half_of_a_face_is_hidden_in_the_first_channels_only(generator: Generator) -> None:
    """The network sees it as the picture of the person: it must matter."""
    faces, heard = spoken(1)
    other = faces[0].copy()
    other[48:] = 0

    (one,), (two,) = paint(generator, faces, heard, 1, lambda _done: None), paint(generator, [other], heard, 1, lambda _done: None)

    assert not np.array_equal(one, two)


def test_progress_is_told_after_every_call(generator: Generator) -> None:
    faces, heard = spoken(5)
    told: list[int] = []

    paint(generator, faces, heard, 2, told.append)

    assert told == [2, 4, 5]
