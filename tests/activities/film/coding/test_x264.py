"""The encoder: its version follows its build, its bytes do not follow the state of memory."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import av
import cv2
import numpy as np

from activities.film.coding.encode import encode
from activities.film.coding.encoders import software
from activities.media.planes import new_frame, planes_of
from schemas.film import Encoding

FRAMES = 60
WIDTH_PX, HEIGHT_PX = 854, 480


def test_version_names_the_build_that_writes_the_packets() -> None:
    """Another build may write packets that can't be joined with stored ones: raise the version with it."""
    assert software("h264").version.endswith(f"+av{av.__version__}")


def fading_in() -> Iterator[av.VideoFrame]:
    """A soft picture that comes up from black and drifts: what made x264's AVX-512 code read memory nobody wrote."""
    noise = np.random.default_rng(1).integers(0, 255, (HEIGHT_PX + 64, WIDTH_PX + 256), dtype=np.uint8)
    picture = cv2.normalize(cv2.GaussianBlur(noise, (0, 0), 9), noise, 16, 235, cv2.NORM_MINMAX)
    for number in range(FRAMES):
        frame = new_frame(WIDTH_PX, HEIGHT_PX)
        share = min(1.0, (number + 0.5) / 17)
        for index, plane in enumerate(planes_of(frame)):
            height, width = plane.shape
            seen = picture[:height, number : number + width]
            plane[:] = 16 + (seen - 16.0) * share if index == 0 else 128 + (seen / 8 - 16) * share
        yield frame


def test_the_same_frames_become_the_same_bytes_whatever_was_in_memory_before(tmp_path: Path) -> None:
    encoding = Encoding(width_px=WIDTH_PX, height_px=HEIGHT_PX, fps=24)
    rubbish = np.random.default_rng(2)
    made = set()
    for number in range(5):
        dirt = [rubbish.integers(0, 255, rubbish.integers(300_000, 3_000_000), dtype=np.uint8) for _ in range(30)]
        del dirt
        path = tmp_path / f"{number}"
        encode(fading_in(), FRAMES, encoding, software("h264"), path, lambda _fraction: None)
        made.add(path.read_bytes())

    assert len(made) == 1


def test_an_encoder_of_1080p_holds_no_more_than_frames_of_one_group() -> None:
    run = subprocess.run([sys.executable, "-c", HOLDING], check=True, capture_output=True, text=True, timeout=60)

    assert int(run.stdout) < 116 * 1024 * 1024, "a worker holds two of them, and 600 MB at most"


HOLDING = """
from pathlib import Path
import psutil
from activities.film.coding.encode import opened
from activities.film.coding.encoders import software
from activities.media.planes import new_frame, planes_of
from schemas.film import Encoding

coder = None
for number in range(30):
    frame = new_frame(1920, 1080)
    for plane in planes_of(frame):
        plane[:] = 90 + number
    if coder is None:
        before = psutil.Process().memory_info().rss
        coder = opened(Encoding(width_px=1920, height_px=1080, fps=24), software("h264"))
    frame.pts = number
    coder.encode(frame)
print(psutil.Process().memory_info().rss - before)
"""
"""Tells how much a process grows by encoding."""
