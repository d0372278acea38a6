"""Mixes a whole cut so that an edit costs the scene it changes: scenes mixed, one gain for the film, parts finished, parts encoded.

It says what is to be made, step after step, and is told what that came to; who has it made, or finds it made, is not its business. From
nothing and after an edit the same parts are asked for, so the sound of a cut does not depend on its history.
"""

from collections.abc import Generator, Sequence

import numpy as np

from activities.film.sound.edges import scene_orders
from activities.film.sound.gain import GAIN_STEP_DB, chosen_gain_db, stepped_db
from activities.film.sound.parts import encode_orders, finish_orders, loudness_counts, part_starts, placed
from activities.film.sound.scene import Weights, weights_of
from activities.film.sound.steps import Mixing, Stored
from activities.media.sound.loudness import SILENCE_LUFS, gated_lufs, power_of
from schemas.failures import Refused
from schemas.film import MixSound, Reel
from schemas.media import ArtifactRef
from schemas.sound import PlacedSound, SoundOrder, SoundTrack, TrackPart
from schemas.timeline import Timeline, lay_out, samples_per_frame

_MOST_ROUNDS = 3
_TOLERANCE_LU = 0.25
"""The arithmetic that chooses the gain is as good as this; when it is not, the parts are finished again."""


def mixing(order: MixSound, reels: Sequence[tuple[ArtifactRef, Reel]]) -> Mixing:
    """Mix a cut.

    Args:
        order: Loudness and ceiling.
        reels: All of the order's, read.

    Raises:
        Refused: There are no reels with shots, or they run at different frame rates.
    """
    timeline = laid_out([reel for _, reel in reels])
    mixed = yield scene_orders(order.engine, order.about, [(ref, reel) for ref, reel in reels if reel.shots], timeline)
    rate = samples_per_frame(timeline.fps)
    firsts = [scene.first_frame * rate + int(stored.facts["first_sample"]) for scene, stored in zip(timeline.scenes, mixed, strict=True)]
    stems = placed([stored.ref for stored in mixed], firsts)
    weights = [weights_of(stored.facts["weights"]) for stored in mixed]
    gain_db, finished, loudness_lufs = yield from _finished(order, timeline, stems, weights)
    parts = placed([stored.ref for stored in finished], part_starts(timeline)[:-1])
    encoded = (yield encode_orders(order, timeline, parts)) if order.packets == "aac" else []
    packets: list[ArtifactRef | None] = [*(stored.ref for stored in encoded)] or [None for _ in parts]
    return SoundTrack(
        samples=timeline.samples,
        gain_db=gain_db,
        loudness_lufs=round(loudness_lufs, 2),
        true_peak_dbtp=max(float(stored.facts["true_peak_dbtp"]) for stored in finished),
        parts=[
            TrackPart(
                scene=scene.scene, first_sample=part.first_sample, samples=part.sound.samples or 0, stems=own, mix=part.sound, packets=coded
            )
            for scene, part, own, coded in zip(timeline.scenes, parts, stems, packets, strict=True)
        ],
    )


def laid_out(reels: Sequence[Reel]) -> Timeline:
    """The timeline of reels that may be mixed together.

    Raises:
        Refused: They have no shots, or differ in frame rate.
    """
    if not any(reel.shots for reel in reels):
        msg = "there is nothing to mix: the reels have no shots"
        raise Refused(msg)
    rates = sorted({reel.fps for reel in reels})
    if len(rates) > 1:
        msg = f"the reels run at {' and '.join(str(fps) for fps in rates)} fps; a cut has one frame rate"
        raise Refused(msg)
    return lay_out(reels)


def _finished(
    order: MixSound, timeline: Timeline, stems: Sequence[PlacedSound], weights: Sequence[Weights]
) -> Generator[Sequence[SoundOrder], Sequence[Stored], tuple[float, Sequence[Stored], float]]:
    """The film's gain, its parts at that gain, and their loudness together."""
    scenes = [(sound.first_sample, weight) for sound, weight in zip(stems, weights, strict=True)]
    gain_db = chosen_gain_db(scenes, timeline.samples, order.loudness_lufs, order.true_peak_dbtp)
    for _ in range(_MOST_ROUNDS):
        finished = yield finish_orders(order, timeline, stems, gain_db)
        loudness_lufs = _loudness_lufs(finished)
        error_lu = order.loudness_lufs - loudness_lufs
        better_db = stepped_db(gain_db + error_lu)
        if abs(error_lu) <= _TOLERANCE_LU or loudness_lufs <= SILENCE_LUFS or abs(better_db - gain_db) < GAIN_STEP_DB:
            break
        gain_db = better_db
    return gain_db, finished, loudness_lufs


def _loudness_lufs(finished: Sequence[Stored]) -> float:
    counts = loudness_counts([stored.facts["blocks"] for stored in finished])
    powers = np.array([power_of(tenth / 10) for tenth in counts])
    return gated_lufs(powers, np.array(list(counts.values()), dtype=np.int64))
