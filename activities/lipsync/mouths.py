"""When a mouth takes which shape: from timed shapes to keys that hold.

Rules of hand-drawn lip sync: a shape comes 40 ms before its sound, holds at least two frames (less reads as a flicker), and of sounds too
short for that only closed lips and lip on teeth are kept, since their absence is noticed first. Between words the mouth stays as it was;
from a pause of a tenth of a second it rests.
"""

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import NamedTuple

import numpy as np

from activities.media.drawn.picture import Viseme
from activities.media.visemes import CLOSURES, VOWELS, is_pause, visemes_of
from schemas.timeline import samples_per_frame

LEAD_SAMPLES = 1920
"""40 ms at 48 kHz: how much earlier than its sound a shape is seen."""
_REST_AFTER_SAMPLES = 4800
_OPENS_IN_SAMPLES = 2880
"""60 ms: an "a" shorter than this is over before the jaw is down; it is shown half open."""
_HOLD_FRAMES = 2
_FIRST_OF_TWO = 0.6
"""A diphthong spends more of its time on its first vowel."""


class Shape(NamedTuple):
    """A mouth shape and when it sounds, in samples of 48 kHz counted in the shot."""

    first_sample: int
    last_sample: int
    """The first sample that is no longer part of it."""
    viseme: Viseme


def spoken_shapes(phonemes: Iterable[Sequence[int | str]], first_sample: int) -> list[Shape]:
    """The shapes of a speech.

    Args:
        phonemes: `[first_sample, samples, IPA]`, in order, counted in the speech: the fact of that name.
        first_sample: Where the speech begins in the shot.
    """
    shapes: list[Shape] = []
    for begin, length, ipa in phonemes:
        start, end = first_sample + int(begin), first_sample + int(begin) + int(length)
        visemes = visemes_of(str(ipa))
        if is_pause(str(ipa)):
            shapes.append(Shape(start, end, "rest"))
        elif not visemes and shapes and shapes[-1].viseme != "rest":
            shapes[-1] = shapes[-1]._replace(last_sample=end)
        for viseme, (left, right) in zip(visemes, _shares(len(visemes)), strict=True):
            is_undershot = viseme == "A" and end - start < _OPENS_IN_SAMPLES
            shown: Viseme = "E" if is_undershot else viseme
            shapes.append(Shape(start + round((end - start) * left), start + round((end - start) * right), shown))
    return shapes


def mouth_keys(shapes: Iterable[Shape], frames: int, fps: int) -> list[tuple[int, Viseme]]:
    """Keys `[first_frame, viseme]` for a mouth, each held for two frames at least but where the clip ends.

    Args:
        shapes: In any order; those that overlap compete frame by frame.
        frames: Length of the clip.
        fps: Its rate.
    """
    per_frame = samples_per_frame(fps)
    shown = _by_frame(_with_short_pauses_filled(sorted(shapes)), frames, per_frame)
    keys: list[tuple[int, Viseme]] = []
    at = 0
    for viseme, length in _held([(viseme, len(list(run))) for viseme, run in groupby(shown)]):
        if not (at == 0 and viseme == "rest"):
            keys.append((at, viseme))
        at += length
    return keys


def _shares(count: int) -> list[tuple[float, float]]:
    if count == 2:
        return [(0.0, _FIRST_OF_TWO), (_FIRST_OF_TWO, 1.0)]
    return [(number / count, (number + 1) / count) for number in range(count)]


def _with_short_pauses_filled(shapes: Sequence[Shape]) -> list[Shape]:
    """Pauses too short to rest in go to the shape before them; those are the stops inside speech."""
    filled: list[Shape] = []
    for shape in shapes:
        is_short = shape.viseme == "rest" and shape.last_sample - shape.first_sample < _REST_AFTER_SAMPLES
        gap = shape.first_sample - filled[-1].last_sample if filled else _REST_AFTER_SAMPLES
        if filled and 0 < gap < _REST_AFTER_SAMPLES:
            filled[-1] = filled[-1]._replace(last_sample=shape.first_sample)
        if filled and is_short:
            filled[-1] = filled[-1]._replace(last_sample=max(filled[-1].last_sample, shape.last_sample))
        else:
            filled.append(shape)
    return filled


def _by_frame(shapes: Sequence[Shape], frames: int, per_frame: int) -> list[Viseme]:
    """The weightiest shape of each frame: closures before vowels before other consonants, the longer before the shorter."""
    best = np.zeros(frames)
    shown: list[Viseme] = ["rest"] * frames
    for shape in shapes:
        if shape.viseme == "rest":
            continue
        start, end = shape.first_sample - LEAD_SAMPLES, shape.last_sample - LEAD_SAMPLES
        weight = _weight(shape.viseme)
        for frame in range(max(0, start // per_frame), min(frames, -(-end // per_frame))):
            share = (min(end, (frame + 1) * per_frame) - max(start, frame * per_frame)) / per_frame
            # A frame that is mostly pause shows the pause, unless lips close in it.
            if share * weight > max(best[frame], 0.4):
                best[frame], shown[frame] = share * weight, shape.viseme
    return shown


def _weight(viseme: Viseme) -> float:
    if viseme == "rest":
        return 0.0
    return 3.0 if viseme in CLOSURES else 1.3 if viseme in VOWELS else 1.0


def _held(runs: list[tuple[Viseme, int]]) -> list[tuple[Viseme, int]]:
    """Runs of at least two frames, of the same length together; only a run at the end may be shorter.

    A run that is too short takes a frame from the next when it matters more, else the next takes it.
    """
    shapes = [viseme for viseme, _ in runs]
    lengths = [length for _, length in runs]
    held: list[tuple[Viseme, int]] = []
    for place, shape in enumerate(shapes):
        if not lengths[place]:
            continue
        if lengths[place] < _HOLD_FRAMES and place + 1 < len(runs):
            gives_way = _weight(shape) < _weight(shapes[place + 1]) if shape in CLOSURES else _weight(shape) <= _weight(shapes[place + 1])
            if gives_way:
                lengths[place + 1] += lengths[place]
                continue
            lengths[place + 1] -= 1
            lengths[place] += 1
        if held and held[-1][0] == shape:
            held[-1] = (shape, held[-1][1] + lengths[place])
        else:
            held.append((shape, lengths[place]))
    return held
