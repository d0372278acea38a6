"""What models are told of a sound."""

from typing import Any, get_args

import pytest

from activities.effects.wording import effect_prompt
from schemas.shots import Era, Setting, SoundKind
from tests.activities.effects.sounding import order, wanted

KINDS: tuple[SoundKind, ...] = get_args(SoundKind)


def told(kind: SoundKind, action: str = "", *, prompt: str = "", **setting: object) -> str:
    sound = wanted(kind, prompt=prompt)
    return effect_prompt(order(sound, action=action, setting=Setting.model_validate(setting)), sound)


@pytest.mark.parametrize("era", get_args(Era))
def test_every_kind_has_its_own_words_in_every_era(era: Era) -> None:
    prompts = [told(kind, era=era) for kind in KINDS]

    assert len(set(prompts)) == len(KINDS)
    assert not any("{" in prompt or "  " in prompt for prompt in prompts)
    assert all("foley" in prompt for prompt in prompts)
    assert not any(" no " in prompt or "without" in prompt for prompt in prompts)


@pytest.mark.parametrize(
    ("action", "material"),
    [("The iron door slams.", "heavy iron"), ("Die Stahltür schlägt zu.", "heavy iron"), ("The door slams.", "wooden")],
)
def test_what_a_door_is_made_of_is_told(action: str, material: str) -> None:
    assert told("door_slams", action).startswith(f"{material} door slams")


@pytest.mark.parametrize(
    ("action", "setting", "ground"),
    [
        ("She runs over the gravel.", {"int_ext": "EXT", "location": "BEACH"}, "on gravel"),
        ("She walks.", {"int_ext": "EXT", "location": "BEACH"}, "on sand"),
        ("Elle marche.", {"int_ext": "EXT", "location": "FORÊT"}, "on dry leaves"),
        ("She walks.", {"int_ext": "INT", "location": "OFFICE"}, "on a hard floor"),
        ("She walks.", {"int_ext": "EXT", "location": "STREET", "weather": "rain"}, "on wet pavement"),
        ("She walks.", {"int_ext": "EXT", "location": "STREET", "weather": "snow"}, "in deep snow"),
    ],
)
def test_steps_are_heard_on_what_is_walked_on(action: str, setting: dict[str, Any], ground: str) -> None:
    assert ground in told("steps", action, **setting)


def test_a_phone_rings_as_phones_do_in_its_time() -> None:
    assert "mobile phone" in told("phone")
    assert "mechanical bell" in told("phone", era="fifties")


def test_what_is_said_in_the_action_besides_is_not_told() -> None:
    assert "violin" not in told("knock", "Mara plays the violin until somebody knocks.")


def test_a_persons_words_stand_in_place_of_the_usual_ones() -> None:
    assert told("knock", "The iron door.", prompt="a fist on a tin roof.").startswith("a fist on a tin roof, close-up")


def test_what_happens_once_is_told_so_and_what_lasts_goes_on() -> None:
    assert "dying away to silence" in told("gunshot")
    assert "continuous" in told("rain")
