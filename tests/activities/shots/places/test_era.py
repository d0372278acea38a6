"""When a film plays."""

import pytest

from activities.shots.breakdown import break_down
from activities.shots.places.era import era_of
from tests.activities.shots.scripts import action, film, scene


@pytest.mark.parametrize(
    ("texts", "era"),
    [
        (["A knight kneels.", "The squire brings a lute."], "medieval"),
        (["A gramophone plays.", "She reads the telegram."], "twenties"),
        (["The jukebox glows.", "A cadillac waits at the drive-in."], "fifties"),
        (["The airlock hisses.", "A hologram flickers."], "futuristic"),
        (["EXT. PARIS - 1925"], "twenties"),
        (["INT. LAB - 2187"], "futuristic"),
        (["Draft date: 2026"], ""),
        (["He winds the gramophone."], ""),
        (["She makes coffee."], ""),
        (['An old photograph. On the back: "1931".'], ""),
        (["A letter, dated 1888."], ""),
    ],
)
def test_an_era_is_told_by_years_and_things(texts: list[str], era: str) -> None:
    assert era_of(texts, "cinematic") == era


def test_a_western_plays_in_the_west() -> None:
    assert era_of(["A man waits."], "western") == "western"


def test_what_is_not_there_tells_nothing() -> None:
    assert era_of(["No knight, no squire."], "cinematic") == ""


def test_every_shot_of_a_film_plays_in_its_era() -> None:
    story = film(scene("EXT. ROAD - DAY", action("A knight rides.")), scene("INT. HALL - NIGHT", action("The squire sleeps.")))
    shots = [shot for part in break_down(story).scenes for shot in part.shots if not shot.card]

    assert {shot.setting.era for shot in shots} == {"medieval"}
