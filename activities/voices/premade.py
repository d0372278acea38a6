"""Voices of providers by name, and which of them a character has: always the same for the same name, gender and age."""

import unicodedata
from collections.abc import Sequence

from activities.media.sound.waveform import random_numbers
from schemas.shots import Character
from schemas.voices import Voice


def voice_for(character: Character, voices: Sequence[Voice]) -> Voice:
    """The voice of a character: of their gender and age if there is one, else of their gender.

    Args:
        character: Who speaks; case and spaces of the name do not matter.
        voices: All a provider has, at least one of each gender.
    """
    called = " ".join(unicodedata.normalize("NFKC", character.name).casefold().split())
    random = random_numbers("premade voice", called, character.gender, character.age)
    drawn = "female" if random.random() < 0.5 else "male"
    gender = drawn if character.gender == "unknown" else character.gender
    alike = [voice for voice in voices if voice.gender == gender]
    fitting = [voice for voice in alike if character.age in voice.ages] or alike
    return fitting[int(random.integers(len(fitting)))]
