"""The engine that reads by rules."""

from pathlib import Path

import pytest

from activities.engines import EngineOptions, engine_class, engine_info
from activities.screenplay.engines.rules import Rules
from schemas.media import JSON
from schemas.screenplay import Screenplay
from schemas.stages import Stage
from tests.activities.screenplay.orders import job_of

_EXAMPLES = Path(__file__).parents[3] / "examples"


def test_it_is_found_by_its_name_and_available() -> None:
    assert engine_class(Stage.SCREENPLAY, "rules") is Rules
    assert engine_info(Stage.SCREENPLAY, "rules", {}).unavailable is None


def test_it_makes_the_screenplay_as_json(tmp_path: Path) -> None:
    made = Rules(EngineOptions()).make(job_of(tmp_path, b"INT. HOUSE - DAY\n\nMARA\nHello."))

    assert made.media_type == JSON
    assert Screenplay.model_validate_json(made.path.read_bytes()).characters[0].name == "MARA"


def test_the_same_script_gives_the_same_bytes(tmp_path: Path) -> None:
    script = (_EXAMPLES / "la-panaderia.txt").read_bytes()
    first = Rules(EngineOptions()).make(job_of(tmp_path, script)).path.read_bytes()

    assert Rules(EngineOptions()).make(job_of(tmp_path, script)).path.read_bytes() == first


def test_the_ordered_format_overrides_what_the_text_looks_like(tmp_path: Path) -> None:
    made = Rules(EngineOptions()).make(job_of(tmp_path, b"INT. HOUSE - DAY\n\nMara waits.", format="prose"))

    assert "NARRATOR" in made.path.read_text()


@pytest.mark.parametrize(
    ("name", "title", "language", "scenes", "cast"),
    [
        ("lighthouse.fountain", "The Last Lamp", "en", 6, {"MARA": "female adult", "TOM": "male old", "LILY": "female child"}),
        ("night-train.fdx", "Night Train", "en", 4, {"VERA": "female young", "HOLLIS": "male old", "DANIEL": "male young"}),
        ("la-panaderia.txt", "La panadería de la madrugada", "es", 2, {"ROSA": "female old", "TOMÁS": "male child"}),
        ("the-letter.md", "The Letter", "en", 4, {"ANSELM": "male adult", "EDITH": "female old", "JONAS": "male old"}),
    ],
)
def test_the_examples_are_read_whole_and_without_warnings(
    tmp_path: Path, name: str, title: str, language: str, scenes: int, cast: dict[str, str]
) -> None:
    made = Rules(EngineOptions()).make(job_of(tmp_path, (_EXAMPLES / name).read_bytes()))
    screenplay = Screenplay.model_validate_json(made.path.read_bytes())

    assert (screenplay.title, screenplay.language, len(screenplay.scenes), screenplay.warnings) == (title, language, scenes, [])
    found = {member.name: f"{member.gender} {member.age}" for member in screenplay.characters}
    assert {name: found[name] for name in cast} == cast
