"""How sounds are written on the command line."""

import pytest

from api.commands.editing import sounds_of
from api.commands.failing import CommandFailed


@pytest.mark.parametrize(
    ("given", "sounds"),
    [
        (["knock"], [{"kind": "knock", "at": 0.0}]),
        (["knock@0.5", "rain"], [{"kind": "knock", "at": 0.5}, {"kind": "rain", "at": 0.0}]),
        (["knock@0.5=a fist on tin, 3@4 = hard"], [{"kind": "knock", "at": 0.5, "prompt": "a fist on tin, 3@4 = hard"}]),
        (["rain=on leaves"], [{"kind": "rain", "at": 0.0, "prompt": "on leaves"}]),
        ([""], []),
    ],
)
def test_a_sound_is_its_kind_its_place_and_words_for_it(given: list[str], sounds: list[dict[str, object]]) -> None:
    assert sounds_of(given) == sounds


@pytest.mark.parametrize("given", ["knock@late", "knock@2", "knock@-1=hard"])
def test_a_place_outside_the_shot_is_refused(given: str) -> None:
    with pytest.raises(CommandFailed, match="its place is a number from 0"):
        sounds_of([given])
