"""What is heard of a shot's action in, its sounds out, one after the other in one file."""

from collections import Counter
from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from schemas.media import SAMPLE_RATE_HZ
from schemas.message import Message
from schemas.order import Order
from schemas.shots import Setting, SoundCue, SoundKind
from schemas.stages import Stage

LASTING_S: dict[SoundKind, float] = {
    "steps": 3.2, "running": 3.5, "horse": 5.0, "typing": 4.0, "drips": 8.0, "fire": 10.0, "rain": 10.0, "wind": 8.0, "waves": 10.0,
    "crowd": 8.0, "applause": 5.0, "heartbeat": 6.0, "engine": 5.0, "train": 8.0, "aircraft": 7.0, "siren": 7.0, "phone": 4.5,
    "alarm": 4.0, "clock": 10.0, "static": 4.0, "birds": 8.0, "gulls": 5.0, "crickets": 10.0,
}  # fmt: skip
"""What goes on until its shot ends, or so many seconds."""
ONCE_S: dict[SoundKind, float] = {
    "door_opens": 2.0, "door_closes": 1.5, "door_slams": 2.0, "knock": 1.5, "creak": 2.5, "lock": 1.5, "thud": 1.5, "punch": 1.0,
    "sword": 2.0, "gunshot": 2.5, "explosion": 5.0, "glass_breaks": 2.5, "clink": 1.5, "paper": 2.0, "match": 2.0, "shutter": 1.0,
    "switch": 1.0, "pour": 3.0, "splash": 2.5, "thunder": 7.0, "car_passes": 5.0, "brakes": 2.5, "car_horn": 2.0, "ship_horn": 5.0,
    "train_whistle": 4.0, "whistle": 1.5, "church_bell": 7.5, "small_bell": 2.5, "crow": 2.0, "owl": 3.0, "dog": 2.0, "wolf": 4.5,
}  # fmt: skip
"""What happens once and dies away by itself: how long there is for it."""


class WantedSound(Message):
    """One sound of a shot. Where it begins, how loud and how far away it is, is up to the mix."""

    kind: SoundKind
    number: int
    """The how-manieth of its kind in its shot, from 1."""
    samples: int
    prompt: str = ""
    """A person's words for it; "" for what is usual of its kind."""


class MakeEffects(Order):
    """Make the sounds of one shot's action.

    The result is stereo FLAC at 48 kHz: the sounds without a gap, each of exactly its `samples` from its first moment that is heard, near
    and dry, about −20 LUFS, with silence behind it where it ends before.
    """

    stage: ClassVar[Stage] = Stage.EFFECTS

    shot: int
    """The doors of two shots are two doors."""
    sounds: list[WantedSound]
    """By kind and number: where they lie in the shot does not count."""
    setting: Setting = Setting()
    action: str = ""
    """What happens, in the writer's words."""

    @property
    def samples(self) -> int:
        """How long all of it is."""
        return sum(sound.samples for sound in self.sounds)


class Piece(NamedTuple):
    """Where in the file of a shot's sounds one of them lies."""

    first_sample: int
    samples: int


def wanted_sounds(cues: Sequence[SoundCue]) -> list[WantedSound]:
    """What is to be made for the cues of a shot; moved, louder or farther away they want the same."""
    return [sound for _, sound in sorted(_numbered(cues), key=_by_kind)]


def pieces_of(cues: Sequence[SoundCue]) -> list[Piece]:
    """Where the sound of each of a shot's cues lies in the file that was made for them, in the order of the cues."""
    pieces: dict[int, Piece] = {}
    first = 0
    for place, sound in sorted(_numbered(cues), key=_by_kind):
        pieces[place] = Piece(first, sound.samples)
        first += sound.samples
    return [pieces[place] for place in range(len(cues))]


def _numbered(cues: Sequence[SoundCue]) -> list[tuple[int, WantedSound]]:
    counted: Counter[SoundKind] = Counter()
    numbered = []
    for place, cue in enumerate(cues):
        counted[cue.kind] += 1
        seconds = LASTING_S.get(cue.kind) or ONCE_S[cue.kind]
        samples = round(seconds * SAMPLE_RATE_HZ)
        numbered.append((place, WantedSound(kind=cue.kind, number=counted[cue.kind], samples=samples, prompt=cue.prompt)))
    return numbered


def _by_kind(placed: tuple[int, WantedSound]) -> tuple[str, int]:
    return placed[1].kind, placed[1].number
