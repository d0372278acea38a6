"""Frames that wait in a file."""

import weakref
from collections.abc import Iterator
from pathlib import Path

import av
import numpy as np
import pytest

from activities.film.spool import spooled
from activities.media.planes import new_frame, planes_of


class Layers:
    """What frames are drawn from."""


def frames(count: int, width_px: int = 34, layers: Layers | None = None) -> Iterator[av.VideoFrame]:
    for number in range(count):
        frame = new_frame(width_px, 20)
        for level, plane in enumerate(planes_of(frame)):
            plane[:] = np.arange(plane.size, dtype=np.uint8).reshape(plane.shape) + 10 * level + number
        yield frame


def levels(given: Iterator[av.VideoFrame]) -> list[list[list[int]]]:
    return [[plane.ravel().tolist() for plane in planes_of(frame)] for frame in given]


@pytest.mark.parametrize("width_px", [2, 34, 64, 854])
def test_frames_come_back_as_they_were(tmp_path: Path, width_px: int) -> None:
    assert levels(spooled(frames(5, width_px), tmp_path / "tail.yuv")) == levels(frames(5, width_px))


def test_what_frames_are_drawn_from_is_let_go_before_the_first_is_handed_out(tmp_path: Path) -> None:
    layers = Layers()
    known = weakref.ref(layers)
    waiting = spooled(frames(3, layers=layers), tmp_path / "tail.yuv")
    del layers

    next(waiting)

    assert known() is None


def test_the_file_is_gone_with_the_last_frame(tmp_path: Path) -> None:
    waiting = spooled(frames(3), tmp_path / "tail.yuv")
    next(waiting)
    assert (tmp_path / "tail.yuv").stat().st_size == 3 * 34 * 20 * 3 // 2
    list(waiting)

    assert not (tmp_path / "tail.yuv").exists()


def test_the_file_is_gone_when_nobody_wants_the_rest(tmp_path: Path) -> None:
    waiting = spooled(frames(3), tmp_path / "tail.yuv")
    next(waiting)
    waiting.close()  # type: ignore[attr-defined]

    assert not (tmp_path / "tail.yuv").exists()


def test_each_frame_is_told_when_it_is_made(tmp_path: Path) -> None:
    heard: list[None] = []
    next(spooled(frames(4), tmp_path / "tail.yuv", lambda: heard.append(None)))

    assert len(heard) == 4
