"""Frames of a video file: exact numbers, the film's size and colour."""

from fractions import Fraction
from pathlib import Path
from typing import Literal

import av
import numpy as np
import pytest
from av.container import OutputContainer

from activities.media.frames import open_clip
from activities.media.planes import planes_of
from schemas.failures import Refused

FRAMES = 40


def add_stream(container: OutputContainer, codec: Literal["libx264", "ffv1"], fps: int, size: tuple[int, int]) -> av.VideoStream:
    stream: av.VideoStream = container.add_stream(codec, rate=fps)
    stream.width, stream.height, stream.pix_fmt = *size, "yuv420p"
    return stream


def write_video(path: Path, width_px: int = 64, height_px: int = 36, fps: int = 24) -> Path:
    """A video whose frame k is grey of luma 20 + 5 k, with B-frames and a keyframe every 12."""
    with av.open(str(path), "w") as container:
        stream = add_stream(container, "libx264", fps, (width_px, height_px))
        stream.codec_context.time_base = Fraction(1, fps)
        stream.options = {"crf": "10", "bf": "2", "g": "12"}
        for number in range(FRAMES):
            frame = av.VideoFrame(width_px, height_px, "yuv420p")
            for plane, value in zip(planes_of(frame), (20 + 5 * number, 128, 128), strict=True):
                plane[:] = value
            frame.pts = number
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return path


@pytest.fixture(scope="module")
def video(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_video(tmp_path_factory.mktemp("video") / "grey.mp4")


def lumas(frames: list[av.VideoFrame]) -> list[float]:
    return [float(planes_of(frame)[0].mean()) for frame in frames]


@pytest.mark.parametrize("first_frame", [0, 1, 11, 12, 13, 23, 35, 39])
def test_a_range_starts_at_the_frame_asked_for(video: Path, first_frame: int) -> None:
    source = open_clip(video, "video/mp4", video, 64, 36, 24)
    frames = list(source.read(first_frame, FRAMES - first_frame))

    assert lumas(frames) == pytest.approx([20 + 5 * number for number in range(first_frame, FRAMES)], abs=2)
    assert [frame.pts for frame in frames] == list(range(first_frame, FRAMES))


def test_a_frame_does_not_depend_on_the_range_that_asked_for_it(video: Path) -> None:
    source = open_clip(video, "video/mp4", video, 64, 36, 24)
    whole = [[plane.copy() for plane in planes_of(frame)] for frame in source.read(0, FRAMES)]
    part = [[plane.copy() for plane in planes_of(frame)] for frame in source.read(17, 9)]

    for expected, actual in zip(whole[17:26], part, strict=True):
        for a, b in zip(expected, actual, strict=True):
            np.testing.assert_array_equal(a, b)


def test_writing_into_a_frame_does_not_reach_the_next(video: Path) -> None:
    source = open_clip(video, "video/mp4", video, 64, 36, 24)
    means = []
    for frame in source.read(0, FRAMES):
        means.append(float(planes_of(frame)[0].mean()))
        for plane in planes_of(frame):
            plane[:] = 0

    assert means == pytest.approx([20 + 5 * number for number in range(FRAMES)], abs=2)


def test_length_size_and_colour_are_as_the_film_wants(video: Path) -> None:
    source = open_clip(video, "video/mp4", video, 32, 48, 24)
    frame = next(source.read(3, 1))

    assert (source.frames, source.width_px, source.height_px, source.fps) == (FRAMES, 32, 48, 24)
    assert (frame.width, frame.height, frame.format.name) == (32, 48, "yuv420p")
    assert (int(frame.colorspace), int(frame.color_range), int(frame.color_primaries), int(frame.color_trc)) == (1, 1, 1, 1)


def test_another_shape_is_covered_and_cut_not_stretched(tmp_path: Path) -> None:
    path = tmp_path / "bars.mkv"
    with av.open(str(path), "w") as container:
        stream = add_stream(container, "ffv1", 24, (96, 32))
        frame = av.VideoFrame(96, 32, "yuv420p")
        for plane in planes_of(frame):
            plane[:] = 128
        planes_of(frame)[0][:, :32] = 16
        planes_of(frame)[0][:, 64:] = 235
        container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    luma = planes_of(next(open_clip(path, "video/x-matroska", path, 32, 32, 24).read(0, 1)))[0]

    assert float(np.abs(luma.astype(int) - 128).max()) <= 1


def test_another_rate_is_refused(video: Path) -> None:
    with pytest.raises(Refused, match="runs at 24 frames a second, the film at 30"):
        open_clip(video, "video/mp4", video, 64, 36, 30)


def test_a_range_outside_the_clip_is_refused(video: Path) -> None:
    source = open_clip(video, "video/mp4", video, 64, 36, 24)

    with pytest.raises(Refused, match="which has 40"):
        next(source.read(38, 5))


def test_what_is_no_video_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "no.mp4"
    path.write_text("this is no video")

    with pytest.raises(Refused, match="can't be read as video"):
        open_clip(path, "video/mp4", path, 64, 36, 24)


def test_sound_is_no_clip(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="audio/flac is no moving picture"):
        open_clip(tmp_path / "a.flac", "audio/flac", tmp_path / "a.png", 64, 36, 24)
