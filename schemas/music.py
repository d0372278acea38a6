"""A mood and a length in, music out."""

from typing import ClassVar

from schemas.order import Order
from schemas.shots import MusicCue, Shot
from schemas.stages import Stage

MUSIC_RINGS_S = 4
"""How long the last chord of a cue sounds on into a scene whose music goes on with it."""
MUSIC_FADES_S = 3
"""How much longer than its scene a cue is composed where the picture fades out: the fade takes the end of its last chord, not silence."""


class ComposeMusic(Order):
    """Compose one cue.

    The result is stereo FLAC at 48 kHz of exactly `samples` samples that begins and ends musically (no cut-off note), about −20 LUFS.
    """

    stage: ClassVar[Stage] = Stage.MUSIC

    cue: MusicCue
    samples: int
    theme: str = ""
    """Text that a film's themes are derived from, the same for all its cues, so that they belong together: the title."""
    leads: list[str] = []
    """Names of the characters the scene is about, the first of them most: their themes are heard instead of the film's. At most two."""
    hits: list[int] = []
    """Samples at which the picture cuts, rising: the music has an accent there."""


def beyond_scene_s(cue: MusicCue, following: Shot | None) -> int:
    """How many seconds longer than its scene a cue is composed.

    Args:
        cue: Of the scene.
        following: The first shot behind it; None at the end of the film.
    """
    if following is None:
        return 0
    if cue.rings_on:
        return MUSIC_RINGS_S
    return MUSIC_FADES_S if following.transition_in in {"fade_through_black", "fade_through_white"} else 0
