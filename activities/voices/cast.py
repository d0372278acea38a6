"""Who speaks: each character has a timbre and a manner of their own through the film, by gender, age, place in the cast and name.

A timbre is one of eSpeak NG's variants with our own size of the vocal tract: the sound is made lower and slower and then played faster (or
the other way round), which moves the formants without moving pitch and pace. Two characters of one timbre still differ in pitch, pace,
liveliness and size, which are drawn from the name.
"""

import unicodedata
from dataclasses import dataclass
from typing import Literal

from activities.media.sound.waveform import random_numbers
from schemas.failures import Refused
from schemas.shots import Character

Gender = Literal["female", "male"]


@dataclass(frozen=True)
class Timbre:
    """A kind of voice."""

    name: str
    gender: Gender
    variant: str
    """The file in eSpeak NG's `voices/!v`."""
    ages: tuple[str, ...]
    description: str
    size: float = 1.0
    """Formants, as a factor: above 1 is a smaller person."""
    pitch_semitones: float = 0.0
    rate_wpm: int = 158
    liveliness: int = 55
    """eSpeak NG's pitch range, 0 to 99; 50 is natural."""
    warmth_db: float = 0.0
    brightness_db: float = 0.0


TIMBRES = (
    Timbre("alto", "female", "f2", ("adult",), "woman, round, even", 0.99, -0.5, 156, 56, 1.5),
    Timbre("mezzo", "female", "f3", ("young", "adult"), "woman, clear, lively", 1.0, -1.2, 160, 58, 1.0),
    Timbre("soprano", "female", "f5", ("young",), "young woman, light, airy", 1.03, 0.6, 166, 62, 0.0, 0.5),
    Timbre("velvet", "female", "steph", ("adult",), "woman, dark, calm", 1.02, -0.6, 150, 52, -2.0, 9.0),
    Timbre("viola", "female", "f1", ("adult",), "woman, firm, warm", 1.0, -0.2, 158, 55, 1.0),
    Timbre("bell", "female", "belinda", ("young", "adult"), "woman, bright, close", 0.97, -1.6, 160, 60, 1.5, -1.0),
    Timbre("willow", "female", "f4", ("old",), "old woman, thin, slow", 0.96, -1.8, 138, 60, 0.0, -1.5),
    Timbre("ember", "female", "f1", ("old",), "old woman, low, hoarse", 0.93, -3.0, 136, 50, 1.5, -2.0),
    Timbre("baritone", "male", "adam", ("adult",), "man, full, even", 1.0, 0.0, 154, 55, 0.0, 2.0),
    Timbre("tenor", "male", "m3", ("young", "adult"), "man, clear, direct", 1.02, 1.2, 160, 56, 2.0),
    Timbre("bass", "male", "mike2", ("adult",), "man, deep, slow", 0.94, -0.8, 144, 48, 0.0, 3.0),
    Timbre("cello", "male", "m7", ("adult",), "man, warm, round", 0.98, -0.6, 152, 54, 1.0, 1.0),
    Timbre("reed", "male", "Reed", ("young", "adult"), "man, light, quick", 1.04, 1.5, 164, 58, 0.0, 2.5),
    Timbre("oak", "male", "max", ("adult",), "man, dry, plain", 0.97, -0.4, 154, 52, 1.5),
    Timbre("lantern", "male", "klatt6", ("young",), "young man, bright, open", 1.06, 2.6, 166, 60, 0.0, 2.0),
    Timbre("gravel", "male", "m1", ("old",), "old man, rough, slow", 0.96, 0.8, 134, 50, 1.0, -1.0),
    Timbre("harbour", "male", "m4", ("old",), "old man, thin, unhurried", 1.0, 2.2, 136, 56, 0.5, -1.5),
    Timbre("robin", "male", "f1", ("child",), "boy", 1.15, 4.6, 160, 66, 1.0, 0.5),
    Timbre("pip", "male", "f4", ("child",), "boy, small", 1.21, 6.5, 156, 68, 1.0),
    Timbre("wren", "female", "f2", ("child",), "girl", 1.15, 4.5, 158, 66, 1.0),
    Timbre("lark", "female", "f3", ("child",), "girl, small", 1.2, 5.0, 154, 70, 1.0, -1.0),
)
_BY_NAME = {timbre.name: timbre for timbre in TIMBRES}
_NARRATORS = frozenset(
    {"narrator", "narrador", "narradora", "narrateur", "narratrice", "erzähler", "erzählerin", "narratore", "рассказчик"}
)


_APART = ((0.0, 1.0, 1.0), (2.4, 1.05, 1.06), (-2.2, 0.95, 0.94), (1.2, 0.96, 0.9), (-1.0, 1.06, 1.1))
"""Semitones, size and pace of those who share a timbre in one film."""


@dataclass(frozen=True)
class Speaker:
    """One character's own voice."""

    timbre: Timbre
    accent: str
    """eSpeak NG's tag, or "" to go by the line's language."""
    pitch_semitones: float
    rate_wpm: float
    liveliness: float
    size: float


def speaker_for(character: Character, voice: str) -> Speaker:
    """The voice of a character: always the same for the same name, gender, age and place among those alike in the film.

    Args:
        character: Who speaks; case and spaces of the name do not matter.
        voice: A `Voice.id`; "" chooses one that fits.

    Raises:
        Refused: There is no such voice; lists those there are.
    """
    accent, _, name = voice.rpartition("/")
    if name and name not in _BY_NAME:
        msg = f"no voice '{voice}' for espeak; there are {', '.join(_BY_NAME)}, each also with an accent, as in en-gb-scotland/cello"
        raise Refused(msg)
    called = " ".join(unicodedata.normalize("NFKC", character.name).casefold().split())
    random = random_numbers("speaker", called, character.gender, character.age)
    choices = _fitting(character, called)
    # drawn in any case, so that a voice chosen by name still sounds like this character's own
    drawn = choices[int(random.integers(len(choices)))]
    own = random.uniform(-1, 1, 4)
    if not character.number:
        timbre, apart = drawn, _APART[0]
    else:
        # those of a film who are alike get one timbre after the other, and once all are taken other sizes of them
        round_number, place = divmod(character.likeness, len(choices))
        timbre, apart = choices[place], _APART[round_number % len(_APART)]
    timbre = _BY_NAME[name] if name else timbre
    pitch_apart, size_apart, rate_apart = apart
    return Speaker(
        timbre=timbre,
        accent=accent,
        pitch_semitones=timbre.pitch_semitones + pitch_apart + (0.7 if character.number else 1.4) * float(own[0]),
        rate_wpm=timbre.rate_wpm * rate_apart * (1 + 0.05 * float(own[1])),
        liveliness=timbre.liveliness + 7 * float(own[2]),
        size=timbre.size * size_apart * (1 + (0.012 if character.number else 0.025) * float(own[3])),
    )


def _fitting(character: Character, called: str) -> list[Timbre]:
    if called in _NARRATORS and character.gender == "unknown":
        return [_BY_NAME["cello"]]
    gender = character.gender
    if gender == "unknown":
        gender = "female" if random_numbers("gender", called).random() < 0.5 else "male"
    fitting = [timbre for timbre in TIMBRES if timbre.gender == gender and character.age in timbre.ages]
    # counted by themselves, they begin at the other end, so as not to meet those whose gender is told
    return fitting[::-1] if character.gender == "unknown" else fitting
