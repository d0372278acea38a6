"""The effects of a cut: every cue of every shot at its sample, in its room, making a little room for speech."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from activities.film.sound.dialogue import room_of
from activities.film.sound.places import is_outside
from activities.film.sound.placing import Sounding, Stop
from activities.media.sound.duck import Ducking, ducking_db
from activities.media.sound.effects.catalogue import EFFECTS, made
from activities.media.sound.room import HALL, NEXT_DOOR, OPEN_AIR, reverberated
from activities.media.sound.tone import coloured, cut
from activities.media.sound.waveform import Sound, amplitude, random_numbers
from schemas.media import SAMPLE_RATE_HZ
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


class Effects(Sounding):
    """Every effect of a scene, under its speech."""

    def __init__(self, timeline: Timeline, heading: str, spans: Sequence[tuple[int, int]], stops: Sequence[Stop]) -> None:
        """`timeline` is the scene's own, `spans` what is spoken in or near it; what sounds at one of the `stops` ends there."""
        cues = sorted(cues_of(timeline), key=lambda placed: (placed.first_sample, placed.scene, placed.place))
        super().__init__([(placed.first_sample, partial(_heard, placed, heading)) for placed in cues], stops)
        self._spans = spans

    def block(self, first_sample: int, samples: int) -> Sound:
        """Shape (2, samples) of the scene, from `first_sample`; blocks are asked for in order."""
        block = super().block(first_sample, samples)
        if not block.any():
            return block
        return np.asarray(block * 10 ** (ducking_db(self._spans, first_sample, samples, _UNDER_SPEECH) / 20), dtype=np.float32)


def _heard(placed: PlacedCue, heading: str) -> Sound:
    """A cue as its place lets it be heard."""
    cue = placed.cue
    sound = made(cue.kind, random_numbers("effect", cue.kind, placed.scene, placed.place), placed.seconds)
    sound = np.asarray(sound * np.float32(amplitude(cue.level_db)), dtype=np.float32)
    if cue.is_far:
        muffled = coloured(sound, [cut("high", 2_600), cut("low", 90)])
        return reverberated(muffled, OPEN_AIR if is_outside(heading) else NEXT_DOOR, -5.0, dry_db=-2.0)
    if EFFECTS[cue.kind].is_wide:
        return sound
    room, level_db = room_of(heading)
    # a blow excites a room as a voice does not: more of it, most in a hall
    return reverberated(sound, room, level_db + (4.0 if room is HALL else 8.0))


def cues_of(timeline: Timeline) -> list[PlacedCue]:
    """Every sound of a cut: those of its shots, and the thunder of its storms."""
    rate = samples_per_frame(timeline.fps)
    cues: list[PlacedCue] = []
    counted: dict[int, int] = {}
    for placed in timeline.shots:
        first, samples = placed.first_frame * rate, placed.shot.frames * rate
        for cue in placed.shot.sounds:
            offset = min(samples - 1, round(cue.at * samples))
            place = counted.get(placed.scene, 0)
            counted[placed.scene] = place + 1
            cues.append(PlacedCue(cue, placed.scene, place, first + offset, (samples - offset) / SAMPLE_RATE_HZ))
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
