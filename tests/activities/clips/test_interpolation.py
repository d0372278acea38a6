"""Frames between frames, measured on a texture and a square of other texture that move each in its own way."""

import subprocess
import sys
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import cv2
import numpy as np
import pytest

from activities.clips.interpolation import at_rate, between, frame_at
from activities.media.sizes import Rgb

_SIZE = (320, 180)


def scene(seed: int, ground: tuple[float, float], square: tuple[float, float], turn_deg: float = 0.0) -> Callable[[float], Rgb]:
    """What is seen at a moment: a ground and a square before it, both moving by so many pixels in each unit of time."""
    dice = np.random.Generator(np.random.PCG64(seed))

    def texture(width: int, height: int, grain_px: float) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
        noise = cv2.GaussianBlur(dice.integers(0, 256, (height, width, 3)).astype(np.float32), (0, 0), grain_px)
        return np.asarray((noise - noise.min()) / (noise.max() - noise.min()) * 255, np.float32)

    behind, before = texture(640, 360, 4), texture(60, 60, 3)

    def at(moment: float) -> Rgb:
        turned = cv2.getRotationMatrix2D((320, 180), turn_deg * moment, 1.0)
        turned[:, 2] += np.array([-160 + ground[0] * moment, -90 + ground[1] * moment])
        seen = cv2.warpAffine(behind, turned, _SIZE, flags=cv2.INTER_CUBIC)
        there = np.array([[1, 0, 120 + square[0] * moment], [0, 1, 60 + square[1] * moment]], np.float32)
        cover = cv2.warpAffine(np.ones((60, 60), np.float32), there, _SIZE)[..., None]
        return np.clip(np.rint(seen * (1 - cover) + cv2.warpAffine(before, there, _SIZE, flags=cv2.INTER_CUBIC) * cover), 0, 255).astype(
            np.uint8
        )

    return at


def psnr_db(one: Rgb, other: Rgb) -> float:
    return float(10 * np.log10(255**2 / np.mean((one.astype(np.float64) - other) ** 2)))


@pytest.mark.parametrize(
    ("ground", "square", "turn_deg", "gain_db"),
    [((6.0, -2.7), (0.0, 0.0), 0.0, 8.0), ((6.0, -2.7), (-4.0, 3.5), 0.0, 6.0), ((0.0, 0.0), (12.0, 0.0), 2.0, 8.0)],
)
def test_motion_is_followed_where_a_mixture_blurs(
    ground: tuple[float, float], square: tuple[float, float], turn_deg: float, gain_db: float
) -> None:
    at = scene(3, ground, square, turn_deg)
    frames = [at(0), at(1)]
    mixed = np.rint(frames[0].astype(np.float64) / 2 + frames[1] / 2).astype(np.uint8)
    found = frame_at(between(*frames), 0.5)

    assert psnr_db(found, at(0.5)) > psnr_db(mixed, at(0.5)) + gain_db


def test_what_comes_out_from_behind_something_is_taken_from_the_frame_that_shows_it() -> None:
    at = scene(5, (0.0, 0.0), (16.0, 0.0))
    frames = [at(0), at(1)]
    found = frame_at(between(*frames), 0.5)
    mixed = np.rint(frames[0].astype(np.float64) / 2 + frames[1] / 2).astype(np.uint8)
    # what the square uncovers until it stands halfway, but for its soft edge
    strip = (slice(64, 116), slice(120, 126))

    assert psnr_db(found[strip], at(0.5)[strip]) > psnr_db(mixed[strip], at(0.5)[strip]) + 2


def test_frames_that_are_there_stay_as_they_are() -> None:
    at = scene(3, (6.0, 2.0), (0.0, 0.0))
    frames = [at(moment) for moment in range(3)]
    made = list(at_rate(frames, Fraction(8), 7, 24))

    assert [number for number in range(7) if any(np.array_equal(made[number], frame) for frame in frames)] == [0, 3, 6]


def test_a_still_stays_still() -> None:
    picture = scene(3, (0.0, 0.0), (0.0, 0.0))(0)
    made = list(at_rate([picture, picture], Fraction(6), 4, 24))

    assert all(np.array_equal(frame, picture) for frame in made)


def test_motion_is_even() -> None:
    at = scene(3, (6.0, 0.0), (6.0, 0.0))
    made = list(at_rate([at(0), at(1)], Fraction(6), 5, 24))
    likeness_db = [psnr_db(made[number], at(number / 4)) for number in (1, 2, 3)]

    assert min(likeness_db) > 40


@pytest.mark.parametrize(
    ("rate", "fps", "count"), [(Fraction(8), 24, 20), (Fraction(16), 25, 31), (Fraction(25), 24, 17), (Fraction(7), 30, 5)]
)
def test_as_many_frames_come_as_are_asked_for(rate: Fraction, fps: int, count: int) -> None:
    frames = [np.full((8, 8, 3), 5 * number, np.uint8) for number in range(40)]
    made = list(at_rate(frames, rate, count, fps))

    assert len(made) == count
    assert made[-1].mean() == pytest.approx(5 * (count - 1) * float(rate) / fps, abs=0.6)


def test_the_same_frames_give_the_same_bytes_in_another_process_with_other_threads() -> None:
    script = (
        "import sys, hashlib, cv2; cv2.setNumThreads(int(sys.argv[1])); from tests.activities.clips.test_interpolation import *; "
        "at = scene(3, (6.0, -2.7), (-9.0, 7.5)); "
        "sys.stdout.write(hashlib.sha256(frame_at(between(at(0), at(1)), 0.4).tobytes()).hexdigest())"
    )
    root = Path(__file__).parents[3]
    told = {
        subprocess.run([sys.executable, "-c", script, threads], capture_output=True, text=True, check=True, cwd=root).stdout
        for threads in ("1", "4")
    }

    assert len(told) == 1
