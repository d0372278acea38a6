"""The air of a place, under everything: a room's tone, wind, rain, surf, a street, crickets, so that silence in a film is never digital.

Drawn from noise, 24 s of each kind, looped without a seam; which kind is read from the scene's heading. It lies 25 to 35 dB under speech.
"""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from activities.film.dialogue import is_outside
from activities.media.loudness import integrated_lufs
from activities.media.sound import Sound, amplitude, crossfade_gain, random_numbers
from activities.media.tone import Section, bell, coloured, cut
from schemas.media import SAMPLE_RATE_HZ
from schemas.timeline import PlacedScene, Timeline, samples_per_frame

_LOOP = SAMPLE_RATE_HZ * 24
_SEAM = SAMPLE_RATE_HZ * 2
_EDGE = round(SAMPLE_RATE_HZ * 0.25)
"""The air of two scenes crossfades over a quarter of a second on each side of the cut."""
_KINDS: tuple[tuple[str, str], ...] = (
    ("rain", "rain storm regen pluie lluvia pioggia बारिश"),
    ("surf", "beach sea ocean shore harbour harbor pier coast strand meer plage mer playa mar"),
    ("street", "street city downtown square market traffic highway station strasse straße rue calle ville"),
    ("wind", "mountain desert field cliff hill plain roof rooftop"),
)
_LEVEL_LUFS = {"room": -56.0, "wind": -50.0, "rain": -46.0, "surf": -46.0, "street": -48.0, "night": -50.0}


class Ambience:
    """The air of every scene of a cut."""

    def __init__(self, timeline: Timeline) -> None:
        rate = samples_per_frame(timeline.fps)
        self._end = timeline.samples
        self._scenes = [(scene.first_frame * rate, (scene.first_frame + scene.frames) * rate, kind_of(scene)) for scene in timeline.scenes]

    def block(self, first_sample: int, samples: int) -> Sound:
        """Shape (2, samples) of the film, from `first_sample`."""
        block = np.zeros((2, samples), np.float32)
        for start, end, kind in self._scenes:
            begin, until = max(start - _EDGE, first_sample, 0), min(end + _EDGE, first_sample + samples)
            if until > begin:
                gain = crossfade_gain(begin - start + _EDGE, until - begin, end - start + 2 * _EDGE, 2 * _EDGE, 2 * _EDGE)
                piece = loop(kind).take(np.arange(begin, until), axis=1, mode="wrap")
                block[:, begin - first_sample : until - first_sample] += piece * gain
        return np.asarray(block * crossfade_gain(first_sample, samples, self._end, _EDGE, _EDGE), dtype=np.float32)


def kind_of(scene: PlacedScene) -> str:
    """Which air a scene heading means; inside a room everything but rain stays outside."""
    heading = scene.heading.casefold()
    words = set("".join(char if char.isalpha() else " " for char in heading).split())
    found = next((kind for kind, names in _KINDS if words & set(names.split())), "")
    if not is_outside(scene.heading):
        return "room"
    if found:
        return found
    return "night" if words & {"night", "midnight", "nacht", "nuit", "noche"} else "wind"


@lru_cache(maxsize=8)
def loop(kind: str) -> Sound:
    """24 s of one kind, its end leading into its beginning; shared, do not write to it."""
    random = random_numbers("ambience", kind)
    noise = random.standard_normal((2, _LOOP + _SEAM)).astype(np.float32)
    common = random.standard_normal((1, _LOOP + _SEAM)).astype(np.float32)
    noise = np.asarray(0.8 * noise + 0.6 * common, dtype=np.float32)
    sound = coloured(noise, _COLOURS[kind]) * _swell(kind, random)
    if kind == "night":
        sound = sound + _crickets(random, sound.shape[1])
    fade = np.linspace(0, 1, _SEAM)
    sound[:, :_SEAM] = sound[:, :_SEAM] * np.sqrt(fade) + sound[:, _LOOP:] * np.sqrt(1 - fade)
    whole = np.asarray(sound[:, :_LOOP], dtype=np.float32)
    return np.asarray(whole * np.float32(amplitude(_LEVEL_LUFS[kind] - integrated_lufs(whole))), dtype=np.float32)


_COLOURS: dict[str, Sequence[Section]] = {
    "room": [cut("high", 160), cut("high", 900), cut("low", 40)],
    "wind": [cut("high", 420), cut("high", 700), cut("low", 90), bell(300, 5, 1.5)],
    "rain": [cut("low", 900), cut("high", 9_000), bell(4_000, -3)],
    "surf": [cut("high", 900), cut("high", 3_000), cut("low", 70)],
    "street": [cut("high", 260), cut("high", 1_400), cut("low", 45)],
    "night": [cut("high", 300), cut("high", 800), cut("low", 80)],
}


def _swell(kind: str, random: np.random.Generator) -> NDArray[np.float32]:
    """How its level moves: waves and gusts; rain and rooms are even."""
    depth, period_s = {"wind": (0.55, 5.0), "surf": (0.8, 7.0), "street": (0.35, 6.0), "night": (0.2, 6.0)}.get(kind, (0.05, 8.0))
    time_s = np.arange(_LOOP + _SEAM) / SAMPLE_RATE_HZ
    moves = np.zeros(len(time_s))
    for part in range(4):
        moves += np.sin(2 * np.pi * time_s / (period_s * (1 + 0.37 * part)) + random.uniform(0, 6.28)) / (1 + part)
    return np.asarray(1 + depth * moves / 2.1, dtype=np.float32)


def _crickets(random: np.random.Generator, samples: int) -> Sound:
    """Two of them, left and right, chirping in threes."""
    time_s = np.arange(samples) / SAMPLE_RATE_HZ
    result = np.zeros((2, samples), np.float32)
    for channel, pitch_hz in enumerate((4_350.0, 4_710.0)):
        rhythm_s = 0.62 + 0.09 * channel
        phase = (time_s + random.uniform(0, 1)) % rhythm_s
        pulse = np.where(phase < 0.15, np.sin(np.pi * (phase % 0.05) / 0.05) ** 2, 0.0)
        result[channel] += (0.006 * pulse * np.sin(2 * np.pi * pitch_hz * time_s)).astype(np.float32)
    return result
