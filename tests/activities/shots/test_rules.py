"""The engine without a model."""

import subprocess
import sys
from pathlib import Path

import pytest

from activities.engines import EngineOptions, Input, Job, Made, engine_info
from activities.shots.breakdown import break_down
from activities.shots.engines.rules import Rules
from schemas.engines import EngineChoice
from schemas.failures import Refused
from schemas.media import JSON, ArtifactRef
from schemas.order import About
from schemas.screenplay import Screenplay
from schemas.shots import ListShots, ShotList
from schemas.stages import Stage
from tests.activities.shots.scripts import action, film, says, scene

SCREENPLAY = film(
    scene("EXT. HARBOUR - NIGHT", action("A storm. Mara and Tom run to the boat, a lantern in her hand.")),
    scene("INT. BOAT - CONTINUOUS", says("MARA", "Hold on!"), says("TOM", "To what?", "frightened"), action("The lantern falls.")),
)
ABOUT = About(film="f", owner="o", cut=1, target="film", label="shots")


def order(title: str = "") -> ListShots:
    ref = ArtifactRef(key="a" * 64, media_type=JSON, size_bytes=1, sha256="b" * 64)
    engine = EngineChoice(stage=Stage.SHOTS, name="rules", version=Rules.version)
    return ListShots(engine=engine, about=ABOUT, screenplay=ref, title=title)


def make(content: bytes, folder: Path, title: str = "") -> Made:
    path = folder / "screenplay.json"
    path.write_bytes(content)
    wanted = order(title)
    return Rules(EngineOptions()).make(Job(order=wanted, inputs={wanted.screenplay.key: Input(path)}, folder=folder))


def test_a_screenplay_becomes_a_stored_shot_list(tmp_path: Path) -> None:
    made = make(SCREENPLAY.model_dump_json().encode(), tmp_path)

    shot_list = ShotList.model_validate_json(made.path.read_bytes())
    shots = [shot for part in shot_list.scenes for shot in part.shots]
    assert made.media_type == JSON
    assert made.facts == {"scenes": 4, "shots": len(shots), "lines": 2}


def test_the_ordered_title_is_the_films(tmp_path: Path) -> None:
    made = make(SCREENPLAY.model_dump_json().encode(), tmp_path, "Ordered")

    assert ShotList.model_validate_json(made.path.read_bytes()).title == "Ordered"


def test_the_same_order_makes_the_same_bytes_in_any_process(tmp_path: Path) -> None:
    here = make(SCREENPLAY.model_dump_json().encode(), tmp_path).path.read_bytes()
    script = (
        "import sys, pathlib\n"
        "from activities.shots.breakdown import break_down\n"
        "from schemas.screenplay import Screenplay\n"
        "screenplay = Screenplay.model_validate_json(pathlib.Path(sys.argv[1]).read_bytes())\n"
        "sys.stdout.buffer.write(break_down(screenplay).model_dump_json().encode())"
    )

    for seed in ("1", "2"):
        there = subprocess.run(
            [sys.executable, "-c", script, str(tmp_path / "screenplay.json")],
            capture_output=True,
            check=True,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(Path.cwd())},
        )
        assert there.stdout == here


def test_what_is_no_screenplay_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="not a screenplay"):
        make(b"[1, 2]", tmp_path)


def test_an_empty_screenplay_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="nothing to show"):
        make(Screenplay().model_dump_json().encode(), tmp_path)


def test_the_engine_can_always_run() -> None:
    assert engine_info(Stage.SHOTS, "rules", {}).unavailable is None


def test_work_grows_in_step_with_the_script() -> None:
    long = [scene("INT. BOAT - DAY", *(says("MARA" if n % 2 else "TOM", "Hold on!") for n in range(1500)))]

    assert sum(len(part.shots) for part in break_down(film(*long)).scenes) > 500
