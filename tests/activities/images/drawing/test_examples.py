"""The example scripts lose nothing on their way into pictures."""

from pathlib import Path

import pytest

from activities.images.drawing.reading import read
from activities.screenplay.parse import parse_script
from activities.shots.breakdown import break_down
from schemas.shots import ShotList
from tests.activities.images.orders import paint

EXAMPLES = Path(__file__).parents[4] / "examples"


def shot_list(name: str) -> ShotList:
    return break_down(parse_script((EXAMPLES / name).read_bytes(), "auto", "auto"))


@pytest.mark.parametrize("name", sorted(path.name for path in EXAMPLES.iterdir()))
def test_every_place_and_thing_of_an_example_is_known(name: str) -> None:
    shots = [shot for scene in shot_list(name).scenes for shot in scene.shots if not shot.card]
    readings = [
        read(paint(size=shot.size, setting=shot.setting, subjects=shot.subjects, props=shot.props, prompt=shot.prompt)) for shot in shots
    ]

    assert {note for reading in readings for note in reading.notes} == set()


@pytest.mark.parametrize(
    ("name", "era"), [("a-sack-of-silver.fdx", "western"), ("the-last-orbit.fountain", "futuristic"), ("the-lift.md", "")]
)
def test_an_example_plays_in_its_time(name: str, era: str) -> None:
    assert {shot.setting.era for scene in shot_list(name).scenes for shot in scene.shots if not shot.card} == {era}
