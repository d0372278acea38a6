"""What parentheticals say."""

import pytest

from activities.media.delivery import Delivery, delivery_of


@pytest.mark.parametrize("words", ["(whispering)", "in a whisper", "flüsternd", "en chuchotant", "फुसफुसाते हुए"])
def test_a_whisper_is_understood(words: str) -> None:
    assert delivery_of(words).is_whispered


@pytest.mark.parametrize("words", ["", "beat", "to John", "happens to look up", "a single nod", "basically", "riding off"])
def test_what_is_no_manner_says_nothing(words: str) -> None:
    assert delivery_of(words) == Delivery()


def test_manners_add_up() -> None:
    both = delivery_of("angry, on the phone")

    assert both.rate > 1
    assert both.through == "phone"


@pytest.mark.parametrize(("words", "through"), [("over the radio", "radio"), ("through the door", "door"), ("INTO PHONE", "phone")])
def test_what_a_voice_comes_through_is_understood(words: str, through: str) -> None:
    assert delivery_of(words).through == through


def test_many_manners_stay_within_reason() -> None:
    everything = delivery_of("shouting, excited, laughing, quickly, breathless, surprised")

    assert everything.rate <= 1.5
    assert everything.pitch_semitones <= 5
    assert everything.level_db <= 6
