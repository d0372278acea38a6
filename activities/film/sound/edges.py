"""Where one scene's sound gives way to the next one's, and what scenes must know of each other to be mixed alone."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from schemas.engines import EngineChoice
from schemas.film import Reel, ReelShot
from schemas.media import SAMPLE_RATE_HZ, ArtifactRef
from schemas.order import About
from schemas.sound import MixScene, SoundEdge
from schemas.timeline import PlacedScene, Timeline, samples_per_frame

HARD_SAMPLES = 240
"""5 ms: what a hard cut fades over, so that it does not click."""
AIR_CUT_SAMPLES = SAMPLE_RATE_HZ // 4
"""The air of two scenes crossfades over so much on each side of a cut."""
MUSIC_CUT_SAMPLES = round(0.06 * SAMPLE_RATE_HZ)
_RISES = 0.6
"""Share of a J- or L-cut over which the one sound rises, at its beginning, and the other falls, at its end: between, both are heard."""
_SPEECH_REACH = round(2.6 * SAMPLE_RATE_HZ)
"""Speech of neighbours as near as this moves the level of a scene's music: the longest bridge, and a rise or fall."""


class Reach(NamedTuple):
    """How a stretch of sound begins or ends, in samples."""

    beyond: int
    """Outside its scene."""
    fade: int
    """From its outermost sample inwards."""


def air_reach(edge: SoundEdge, *, is_begin: bool) -> Reach:
    """How a scene's air begins or ends."""
    if edge.kind == "cut":
        return Reach(AIR_CUT_SAMPLES, 2 * AIR_CUT_SAMPLES)
    return _reach(edge, AIR_CUT_SAMPLES, is_begin=is_begin)


def music_reach(edge: SoundEdge, *, is_begin: bool) -> Reach:
    """How a scene's music begins or ends."""
    return _reach(edge, MUSIC_CUT_SAMPLES, is_begin=is_begin)


def _reach(edge: SoundEdge, soft: int, *, is_begin: bool) -> Reach:
    match edge.kind:
        case "hard":
            return Reach(0, HARD_SAMPLES)
        case "shared":
            return Reach(0, edge.samples)
        case "leads" | "lasts":
            beyond = edge.samples if edge.kind == ("leads" if is_begin else "lasts") else 0
            return Reach(beyond, round(_RISES * edge.samples))
        case _:
            return Reach(0, soft)


def edges(timeline: Timeline) -> list[SoundEdge]:
    """What lies before, between and behind the scenes of a cut: one more than there are scenes."""
    rate = samples_per_frame(timeline.fps)
    firsts: dict[int, ReelShot] = {}
    for placed in timeline.shots:
        firsts.setdefault(placed.scene, placed.shot)
    between = [_edge(before, after, firsts[after.scene], rate) for before, after in pairwise(timeline.scenes)]
    return [SoundEdge(kind="film"), *between, SoundEdge(kind="film")]


def _edge(before: PlacedScene, after: PlacedScene, shot: ReelShot, rate: int) -> SoundEdge:
    shared = before.first_frame + before.frames - after.first_frame
    if shared > 0:
        return SoundEdge(kind="shared", samples=shared * rate)
    if shot.is_hard_cut:
        return SoundEdge(kind="hard")
    if shot.sound_leads_frames > 0:
        # nothing is heard before the film begins
        return SoundEdge(kind="leads", samples=min(shot.sound_leads_frames, after.first_frame) * rate)
    if shot.sound_leads_frames < 0:
        return SoundEdge(kind="lasts", samples=-shot.sound_leads_frames * rate)
    return SoundEdge(kind="cut")


def scene_orders(engine: EngineChoice, about: About, reels: Sequence[tuple[ArtifactRef, Reel]], timeline: Timeline) -> list[MixScene]:
    """The orders that mix the scenes of a cut, each by itself; `reels` are those with shots, in order."""
    rate = samples_per_frame(timeline.fps)
    borders = edges(timeline)
    orders = []
    for index, ((ref, reel), scene) in enumerate(zip(reels, timeline.scenes, strict=True)):
        first, samples = scene.first_frame * rate, scene.frames * rate
        orders.append(
            MixScene(
                engine=engine,
                about=about.model_copy(update={"label": f"{about.label} of scene {scene.scene}"}),
                reel=ref,
                heard=reel.sound_key,
                begin=borders[index],
                end=borders[index + 1],
                speech_around=_speech_around(timeline, scene.scene, first, samples, reel.music_rings_samples),
            )
        )
    return orders


def _speech_around(timeline: Timeline, scene: int, first_sample: int, samples: int, rings: int) -> list[tuple[int, int]]:
    """What others say near a scene, from its first sample, cut to what matters."""
    low, high = -_SPEECH_REACH, samples + rings + _SPEECH_REACH
    spans = []
    for placed in timeline.lines:
        begin = placed.first_sample - first_sample
        end = begin + placed.samples
        if placed.scene != scene and end > low and begin < high:
            spans.append((max(begin, low), min(end, high)))
    return sorted(spans)
