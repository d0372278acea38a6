"""The effects of a cut: every cue of every shot at its sample, in its room, making a little room for speech."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType

import numpy as np

from activities.engines import Input
from activities.film.sound.dialogue import room_of
from activities.film.sound.places import is_outside
from activities.film.sound.placing import Sounding, Stop
from activities.media.sound.duck import Ducking, ducking_db
from activities.media.sound.effects.catalogue import EFFECTS, given, made
from activities.media.sound.room import HALL, NEXT_DOOR, OPEN_AIR, reverberated
from activities.media.sound.tone import coloured, cut
from activities.media.sound.waveform import Sound, amplitude, random_numbers, read_sound
from schemas.effects import Piece, pieces_of
from schemas.failures import Broken
from schemas.media import SAMPLE_RATE_HZ, ArtifactRef
from schemas.shots import SoundCue
from schemas.timeline import Timeline, samples_per_frame

_UNDER_SPEECH = Ducking(depth_db=-6.0, attack_s=0.12, release_s=0.35, bridge_s=0.5)
_THUNDER_EVERY_S = (9.0, 19.0)
"""In a storm, from one thunder to the next."""


@dataclass(frozen=True)
class PlacedCue:
    """One sound and the film sample it begins with."""

    cue: SoundCue
    scene: int
    place: int
    """Counted in its scene; with it two sounds of a kind are never the same."""
    first_sample: int
    seconds: float
    """Left of its shot."""
    effects: ArtifactRef | None = None
    """What an engine made for its shot; None where it is synthesised here."""
    piece: Piece | None = None
    """Where in that it lies."""


class Effects(Sounding):
    """Every effect of a scene, under its speech."""

    def __init__(
        self,
        timeline: Timeline,
        heading: str,
        spans: Sequence[tuple[int, int]],
        stops: Sequence[Stop],
        inputs: Mapping[str, Input] = MappingProxyType({}),
    ) -> None:
        """Nothing is read or synthesised before its time.

        Args:
            timeline: The scene's own.
            heading: Whose room it sounds in.
            spans: What is spoken in or near it.
            stops: What sounds there ends there.
            inputs: What engines made for its shots, by key.
        """
        cues = sorted(cues_of(timeline), key=lambda placed: (placed.first_sample, placed.scene, placed.place))
        super().__init__([(placed.first_sample, partial(_heard, placed, heading, inputs)) for placed in cues], stops)
        self._spans = spans

    def block(self, first_sample: int, samples: int) -> Sound:
        """Shape (2, samples) of the scene, from `first_sample`; blocks are asked for in order."""
        block = super().block(first_sample, samples)
        if not block.any():
            return block
        return np.asarray(block * 10 ** (ducking_db(self._spans, first_sample, samples, _UNDER_SPEECH) / 20), dtype=np.float32)


def _heard(placed: PlacedCue, heading: str, inputs: Mapping[str, Input]) -> Sound:
    """A cue as its place lets it be heard."""
    cue = placed.cue
    sound = _of_engine(placed, placed.effects, placed.piece, inputs) if placed.effects and placed.piece else _synthesised(placed)
    sound = np.asarray(sound * np.float32(amplitude(cue.level_db)), dtype=np.float32)
    if cue.is_far:
        muffled = coloured(sound, [cut("high", 2_600), cut("low", 90)])
        return reverberated(muffled, OPEN_AIR if is_outside(heading) else NEXT_DOOR, -5.0, dry_db=-2.0)
    if EFFECTS[cue.kind].is_wide:
        return sound
    room, level_db = room_of(heading)
    # a blow excites a room as a voice does not: more of it, most in a hall
    return reverberated(sound, room, level_db + (4.0 if room is HALL else 8.0))


def _synthesised(placed: PlacedCue) -> Sound:
    kind = placed.cue.kind
    return made(kind, random_numbers("effect", kind, placed.scene, placed.place), placed.seconds)


def _of_engine(placed: PlacedCue, effects: ArtifactRef, piece: Piece, inputs: Mapping[str, Input]) -> Sound:
    sound = read_sound(inputs[effects.key].path, *piece)
    if sound.shape != (2, piece.samples):
        msg = f"the effects {effects.key} end at sample {piece.first_sample + sound.shape[1]}, before '{placed.cue.kind}' does"
        raise Broken(msg)
    return given(placed.cue.kind, sound, placed.seconds)


def cues_of(timeline: Timeline) -> list[PlacedCue]:
    """Every sound of a cut: those of its shots, and the thunder of its storms."""
    rate = samples_per_frame(timeline.fps)
    cues: list[PlacedCue] = []
    counted: dict[int, int] = {}
    for placed in timeline.shots:
        first, samples = placed.first_frame * rate, placed.shot.frames * rate
        for cue, piece in zip(placed.shot.sounds, pieces_of(placed.shot.sounds), strict=True):
            offset = min(samples - 1, round(cue.at * samples))
            place = counted.get(placed.scene, 0)
            counted[placed.scene] = place + 1
            cues.append(
                PlacedCue(cue, placed.scene, place, first + offset, (samples - offset) / SAMPLE_RATE_HZ, placed.shot.effects, piece)
            )
    return cues + _thunder(timeline, cues)


def _thunder(timeline: Timeline, told: list[PlacedCue]) -> list[PlacedCue]:
    """Distant thunder through every storm, away from the thunder the script tells."""
    rate = samples_per_frame(timeline.fps)
    storms = {placed.scene for placed in timeline.shots if placed.shot.setting and placed.shot.setting.weather == "storm"}
    loud = [placed.first_sample for placed in told if placed.cue.kind in {"thunder", "explosion"}]
    cues = []
    for scene in timeline.scenes:
        if scene.scene not in storms:
            continue
        random = random_numbers("storm", scene.scene, scene.heard_as)
        at_s = float(random.uniform(1.5, 5.0))
        turn = 0
        while at_s < scene.frames / timeline.fps - 1.0:
            first = scene.first_frame * rate + round(at_s * SAMPLE_RATE_HZ)
            if all(abs(first - other) > 4 * SAMPLE_RATE_HZ for other in loud):
                cue = SoundCue(kind="thunder", level_db=round(float(random.uniform(-15, -10)), 1), is_far=True)
                cues.append(PlacedCue(cue, scene.scene, 1_000 + turn, first, 6.0))
            at_s += float(random.uniform(*_THUNDER_EVERY_S))
            turn += 1
    return cues
