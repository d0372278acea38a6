"""What was learnt by running out of memory, kept for the next process: on the same device with no more room, and nowhere else."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from activities.models.learnt import FOLDER, Learnt, keep, recall
from activities.models.rungs import Rung

GPU_BYTES = 1_250
LEARNT = Learnt(subject="an engine on a GPU", batch=2, is_tiled=True, rung=Rung.MODEL, room_bytes=1000)


def climbed(models_dir: Path, gpu_bytes: int = GPU_BYTES) -> list[str]:
    """What a process of its own tried, the last of which worked."""
    command = [sys.executable, "-m", "tests.activities.models.climbing", str(models_dir), str(gpu_bytes)]
    told: list[str] = json.loads(subprocess.run(command, check=True, capture_output=True, text=True, timeout=300).stdout)
    return told


def test_a_process_begins_where_the_one_before_it_broke(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.activities.models.climbing", str(tmp_path), str(GPU_BYTES), "breaks"]
    broken = subprocess.run(command, check=False, capture_output=True, text=True, timeout=300)

    assert "CUDA error: an illegal memory access" in broken.stderr
    assert "was='2 at once, resident weights'" in broken.stderr
    assert climbed(tmp_path) == ["1 at once, model weights"] * 2
    other_gpu = climbed(tmp_path, GPU_BYTES + 1)
    assert other_gpu[0] == "2 at once, resident weights"


def test_what_is_kept_is_recalled_for_the_same_room_or_less(tmp_path: Path) -> None:
    keep(tmp_path, LEARNT)

    assert recall(tmp_path, LEARNT.subject, 1000) == LEARNT
    assert recall(tmp_path, LEARNT.subject, 1040) == LEARNT
    assert recall(tmp_path, LEARNT.subject, 500) == LEARNT
    assert recall(tmp_path, LEARNT.subject, 1100) is None
    assert recall(tmp_path, "another engine", 1000) is None


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b'{"version": 1, "subj',
        b"\xff\xfe\x00",
        b"[]",
        LEARNT.model_dump_json().replace('"version":1', '"version":2').encode(),
        LEARNT.model_dump_json().replace("model", "moon").encode(),
        LEARNT.model_dump_json().replace('"batch":2', '"batch":0').encode(),
        LEARNT.model_dump_json().replace('"batch":2', '"batch":2,"layers":3').encode(),
        LEARNT.model_dump_json().replace("an engine", "no engine").encode(),
    ],
)
def test_a_file_that_is_damaged_or_of_another_version_is_passed_over_and_replaced(content: bytes, tmp_path: Path) -> None:
    keep(tmp_path, LEARNT)
    (path,) = (tmp_path / FOLDER).iterdir()
    path.write_bytes(content)

    assert recall(tmp_path, LEARNT.subject, 1000) is None
    keep(tmp_path, LEARNT)
    assert recall(tmp_path, LEARNT.subject, 1000) == LEARNT
    assert list((tmp_path / FOLDER).iterdir()) == [path]


def test_a_registry_that_cannot_be_written_costs_only_the_memory(tmp_path: Path) -> None:
    (tmp_path / FOLDER.parent).write_text("a file where a folder should be")
    keep(tmp_path, LEARNT)

    assert recall(tmp_path, LEARNT.subject, 1000) is None
