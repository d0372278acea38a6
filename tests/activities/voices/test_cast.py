"""Voices that can be told apart."""

from itertools import combinations

import pytest

from activities.voices.cast import Speaker, speaker_for
from schemas.shots import Character


def _cast(gender: str, age: str, count: int) -> list[Speaker]:
    return [
        speaker_for(Character.model_validate({"name": f"P{n}", "gender": gender, "age": age, "number": n + 1, "likeness": n}), "")
        for n in range(count)
    ]


@pytest.mark.parametrize(
    ("gender", "age", "timbres"), [("female", "adult", 5), ("male", "adult", 5), ("male", "old", 2), ("female", "child", 2)]
)
def test_those_alike_get_different_timbres(gender: str, age: str, timbres: int) -> None:
    assert len({speaker.timbre.name for speaker in _cast(gender, age, timbres)}) == timbres


@pytest.mark.parametrize("gender", ["female", "male"])
def test_sharers_of_a_timbre_are_told_apart_by_pitch_and_size(gender: str) -> None:
    for one, other in combinations(_cast(gender, "old", 6), 2):
        if one.timbre == other.timbre:
            assert abs(one.pitch_semitones - other.pitch_semitones) > 0.6 or abs(one.size / other.size - 1) > 0.05


def test_woman_and_somebody_untold_who_is_taken_for_one_differ() -> None:
    told = speaker_for(Character(name="MARA", gender="female", number=1, likeness=0), "")
    untold = next(
        speaker for name in "ABCDEFGH" if (speaker := speaker_for(Character(name=name, number=2, likeness=0), "")).timbre.gender == "female"
    )

    assert told.timbre != untold.timbre


def test_voice_stays_through_the_film() -> None:
    mara = Character(name="MARA", gender="female", number=3, likeness=1)

    assert speaker_for(mara, "") == speaker_for(mara, "")
