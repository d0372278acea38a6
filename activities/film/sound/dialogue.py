"""Speech as it sounds in a film: each line at its level, in its room, through what it comes through."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import assert_never

import numpy as np

from activities.engines import Input
from activities.film.sound.places import is_outside, words_of
from activities.film.sound.placing import Sounding, Stop
from activities.media.delivery import Delivery, delivery_of
from activities.media.sound.loudness import integrated_lufs
from activities.media.sound.room import BOOTH, CHAMBER, HALL, NEXT_DOOR, OPEN_AIR, Room, reverberated
from activities.media.sound.tone import bell, coloured, cut, shelf
from activities.media.sound.waveform import Sound, amplitude, faded, random_numbers, read_sound, stereo
from schemas.timeline import PlacedLine

LEVEL_LUFS = -20.0
_MOST_GAIN_DB = 15.0
_ROOMS: tuple[tuple[str, Room, float], ...] = (
    ("church cathedral temple mosque hall theatre theater museum station cave tunnel warehouse hangar crypt", HALL, -19),
    ("corridor stairwell bathroom cellar basement garage prison cell lobby", NEXT_DOOR, -19),
    ("car taxi truck cockpit tent booth closet cabin lift elevator", BOOTH, -16),
)
"""Words of a scene heading, the room they mean, and its level in dB."""


class Dialogue(Sounding):
    """Every spoken line of a scene."""

    def __init__(self, lines: Sequence[PlacedLine], heading: str, inputs: Mapping[str, Input], stops: Sequence[Stop]) -> None:
        """`inputs` by artifact key; what sounds at one of the `stops` ends there."""
        ordered = sorted(lines, key=lambda placed: (placed.first_sample, placed.line.number))
        super().__init__([(placed.first_sample, partial(_heard, placed, heading, inputs)) for placed in ordered], stops)


def _heard(placed: PlacedLine, heading: str, inputs: Mapping[str, Input]) -> Sound:
    speech = inputs[placed.line.speech.key]
    sound = read_sound(speech.path).mean(axis=0, keepdims=True)
    return treated(sound, placed, heading, is_spoken=bool(speech.facts.get("is_spoken", True)))


def treated(speech: Sound, placed: PlacedLine, heading: str, *, is_spoken: bool = True) -> Sound:
    """One line as the film has it.

    Args:
        speech: Mono.
        placed: Whose placement and delivery say how it is heard.
        heading: Of its scene: "INT. CHURCH - NIGHT" sounds like one.
        is_spoken: False for a breath, which keeps its own level.

    Returns:
        Shape (2, samples and the room's tail); its first sample is the speech's first.
    """
    delivery = delivery_of(placed.line.delivery)
    sound = coloured(speech, [cut("low", 80)])
    if is_spoken and np.abs(sound).max(initial=0) > 0:
        gain_db = min(_MOST_GAIN_DB, LEVEL_LUFS + delivery.level_db - integrated_lufs(sound))
        sound = np.asarray(sound * np.float32(amplitude(gain_db)), dtype=np.float32)
    sound = faded(sound, 48, 240)
    if delivery.through:
        return _through(sound, delivery)
    match placed.line.placement:
        case "on":
            room, level_db = room_of(heading)
            return reverberated(stereo(sound, placed.line.pan), room, level_db)
        case "voice_over":
            close = coloured(sound, [shelf("low", 240, 2.5), bell(3_000, 0.8), shelf("high", 7_000, 1.0)])
            return reverberated(stereo(close, placed.line.pan), BOOTH, -24, dry_db=0.5)
        case "off_screen":
            side = 0.35 if random_numbers("side", placed.line.character).random() < 0.5 else -0.35
            far = stereo(coloured(sound, [cut("high", 3_400), shelf("low", 250, -2.0)]), side)
            return reverberated(far, NEXT_DOOR if not is_outside(heading) else OPEN_AIR, -9, dry_db=-3.5)
    assert_never(placed.line.placement)


def room_of(heading: str) -> tuple[Room, float]:
    """The room a scene heading means, and its level against the voice in dB."""
    words = words_of(heading)
    for names, room, level_db in _ROOMS:
        if words & set(names.split()):
            return room, level_db
    return (OPEN_AIR, -25) if is_outside(heading) else (CHAMBER, -22)


def _through(sound: Sound, delivery: Delivery) -> Sound:
    """What a telephone, a radio, a loudspeaker or a door leaves of a voice, nearly as loud as the voice was."""
    match delivery.through:
        case "phone":
            narrow = coloured(sound, [cut("low", 380), cut("low", 380), bell(1_700, 4), cut("high", 3_200), cut("high", 3_200)])
            return reverberated(_overloaded(narrow, sound, 2.0), BOOTH, -22, dry_db=-1.0)
        case "radio":
            narrow = coloured(sound, [cut("low", 500), cut("low", 500), bell(2_000, 6), cut("high", 2_700), cut("high", 2_700)])
            return reverberated(_overloaded(narrow, sound, 5.0), BOOTH, -22, dry_db=-1.0)
        case "loudspeaker":
            horn = coloured(sound, [cut("low", 420), bell(1_400, 5, 1.4), cut("high", 4_200)])
            return reverberated(_overloaded(horn, sound, 3.0), HALL, -9, dry_db=-2.0)
        case "door":
            muffled = coloured(sound, [cut("high", 900), cut("high", 1_400)])
            return reverberated(_as_loud(muffled, sound), NEXT_DOOR, -10, dry_db=-4)
        case "":
            return stereo(sound)
    assert_never(delivery.through)


def _as_loud(sound: Sound, wanted: Sound) -> Sound:
    gain_db = min(_MOST_GAIN_DB, integrated_lufs(wanted) - integrated_lufs(sound))
    return np.asarray(sound * np.float32(amplitude(gain_db)), dtype=np.float32)


def _overloaded(sound: Sound, wanted: Sound, drive: float) -> Sound:
    """Through a small amplifier that is driven so hard, and as loud as `wanted` again: what is flattened would else be lost in the mix."""
    scale = np.float32(drive / 0.3)
    return _as_loud(np.asarray(np.tanh(_as_loud(sound, wanted) * scale) / scale, dtype=np.float32), wanted)
