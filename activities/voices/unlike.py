"""Tells characters apart who speak through one model: each has a voice of their own, or a pitch where there is but one."""

import unicodedata
from collections.abc import Sequence

import numpy as np

from activities.media.sound.waveform import random_numbers
from schemas.shots import Character
from schemas.voices import Voice

_AGES = {"child": 5.0, "young": 0.8, "adult": 0.0, "old": -0.8}
"""Semitones."""
_SPREAD_SEMITONES = 1.6


def voice_of(character: Character, voices: Sequence[Voice]) -> Voice:
    """The voice of a character: of their gender if the model has one of it, another for each of those alike in the film.

    Args:
        character: Who speaks; case and spaces of the name do not matter.
        voices: All the model has for the language, at least one.
    """
    fitting = [voice for voice in voices if voice.gender == character.gender != "unknown"]
    fitting = fitting or [voice for voice in voices if voice.gender == "unknown"] or list(voices)
    if character.number:
        # those of other gender or age began elsewhere in the list, so that voices of unknown gender are shared late
        return fitting[(_start(character) + character.likeness) % len(fitting)]
    return fitting[int(_random("model voice", character).integers(len(fitting)))]


def own_semitones(character: Character, voices: Sequence[Voice]) -> float:
    """How much higher a character speaks than the model's voice: by age and name where all have one voice, by age alone for children."""
    if character.age == "child":
        return _AGES["child"]
    if len(voices) > 1:
        return 0.0
    return _AGES[character.age] + float(_random("own pitch", character).uniform(-_SPREAD_SEMITONES, _SPREAD_SEMITONES))


def _start(character: Character) -> int:
    return int(random_numbers("model voices", character.gender, character.age).integers(1 << 16))


def _random(what: str, character: Character) -> np.random.Generator:
    called = " ".join(unicodedata.normalize("NFKC", character.name).casefold().split())
    return random_numbers(what, called, character.gender, character.age)
