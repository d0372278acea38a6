"""Pickled voices, which have no safetensors, are read as tensors and nothing else."""

import os
import shutil
from pathlib import Path

import pytest

from activities.models.pool import warm_pool
from activities.models.tiny import bark, coqui_vits, xtts
from activities.models.torch_setup import torch_module
from activities.voices.coqui import table
from schemas.failures import Refused
from tests.activities.voices.speaking import engine, job

pytestmark = pytest.mark.slow


class Code:
    """What a pickle could run: it makes a folder."""

    def __init__(self, made: Path) -> None:
        self.made = made

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.mkdir, (str(self.made),)


@pytest.mark.parametrize(
    ("models", "name", "options", "file"),
    [
        ("xtts_models", "xtts", xtts.TINY["xtts"], "model.pth"),
        ("xtts_models", "xtts", xtts.TINY["xtts"], "speakers_xtts.pth"),
        ("coqui_vits_models", "vits", coqui_vits.TINY["vits"], "model.pth"),
        ("bark_models", "bark", bark.TINY["bark"], "pytorch_model.bin"),
    ],
)
def test_a_pickle_with_code_in_it_is_refused_and_not_run(
    models: str, name: str, options: dict[str, str], file: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    models_dir = Path(shutil.copytree(request.getfixturevalue(models), tmp_path / "models"))
    (folder,) = (path.parent for path in models_dir.rglob("config.json"))
    for weights in folder.glob("*.safetensors"):
        weights.unlink()
    torch_module().save({"model": Code(tmp_path / "was run")}, folder / file)
    warm_pool("cpu").let_go()  # what another test loaded under the same name

    with pytest.raises(Refused, match=r"can't be (read|loaded)"):
        engine(models_dir, name, **options).make(job(tmp_path / "line"))
    assert not (tmp_path / "was run").exists()


@pytest.mark.parametrize("name", ["speakers.pth", "speakers.json"])
def test_a_table_that_is_none_is_refused_by_its_name(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"no table")

    with pytest.raises(Refused, match=f"{name} can't be read"):
        table(tmp_path / name)
