"""Clips written as files: every frame comes back, in its colour, and twice the same is the same file."""

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

from activities.media.frames import open_clip
from activities.media.planes import planes_of
from activities.media.rgb import Rgb, planes_from_rgb, rgb_from_planes
from activities.media.video_writer import write_frames, write_video
from schemas.failures import Broken, Refused
from schemas.media import MP4

WIDTH_PX, HEIGHT_PX, FPS, FRAMES = 96, 54, 24, 30


def pictures(frames: int = FRAMES) -> Iterator[Rgb]:
    """A coloured ramp that moves, with noise on it."""
    noise = np.random.Generator(np.random.PCG64(1))
    rows, columns = np.mgrid[0:HEIGHT_PX, 0:WIDTH_PX]
    for number in range(frames):
        ramp = np.stack([2 * columns + number, 4 * rows, 200 - columns], axis=-1)
        yield np.clip(ramp + noise.integers(-6, 7, ramp.shape), 0, 255).astype(np.uint8)


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("clip") / "clip.mp4"
    assert write_video(path, pictures(), FPS, WIDTH_PX, HEIGHT_PX) == FRAMES
    return path


def read(path: Path, first_frame: int = 0, frames: int = FRAMES) -> list[av.VideoFrame]:
    return list(open_clip(path, MP4, path, WIDTH_PX, HEIGHT_PX, FPS).read(first_frame, frames))


def test_every_frame_comes_back_to_the_bit(clip: Path) -> None:
    for frame, picture in zip(read(clip), pictures(), strict=True):
        for got, wanted in zip(planes_of(frame), planes_from_rgb(picture), strict=True):
            assert np.array_equal(got, wanted)


def test_a_range_comes_back_to_the_bit_too(clip: Path) -> None:
    wanted = planes_of(read(clip)[26])[0]

    assert np.array_equal(planes_of(read(clip, 26, 1)[0])[0], wanted)


def test_frames_of_a_clip_are_written_as_they_are(clip: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.mp4"

    assert write_frames(again, iter(read(clip)), FPS, WIDTH_PX, HEIGHT_PX) == FRAMES
    assert again.read_bytes() == clip.read_bytes()


def test_equal_frames_are_equal_bytes(clip: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.mp4"
    write_video(again, pictures(), FPS, WIDTH_PX, HEIGHT_PX)

    assert again.read_bytes() == clip.read_bytes()


def test_the_file_says_its_rate_and_its_colours(clip: Path) -> None:
    with av.open(str(clip)) as container:
        stream = container.streams.video[0]
        frame = next(container.decode(stream))

        assert (stream.average_rate, stream.frames) == (Fraction(FPS), FRAMES)
        assert (frame.colorspace, frame.color_primaries, frame.color_trc, frame.color_range) == (1, 1, 1, 1)
        assert not {"creation_time", "encoder"} & set(container.metadata)


def test_a_size_that_is_odd_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="95 × 54 px"):
        write_video(tmp_path / "clip.mp4", pictures(1), FPS, 95, HEIGHT_PX)


def test_no_frames_are_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="no frames"):
        write_video(tmp_path / "clip.mp4", pictures(0), FPS, WIDTH_PX, HEIGHT_PX)


def test_a_picture_of_another_size_breaks(tmp_path: Path) -> None:
    with pytest.raises(Broken, match="frame 0 of the clip"):
        write_video(tmp_path / "clip.mp4", pictures(1), FPS, WIDTH_PX * 2, HEIGHT_PX)


@pytest.mark.parametrize(
    ("colour", "yuv"),
    # Rec. ITU-R BT.709-6 and BT.601's bars: the primaries at full level
    [((255, 255, 255), (235, 128, 128)), ((0, 0, 0), (16, 128, 128)), ((255, 0, 0), (63, 102, 240)), ((0, 255, 0), (173, 42, 26)),
     ((0, 0, 255), (32, 240, 118))],
)  # fmt: skip
def test_colours_are_those_of_the_standard(colour: tuple[int, int, int], yuv: tuple[int, int, int]) -> None:
    planes = planes_from_rgb(np.full((4, 4, 3), colour, np.uint8))

    assert tuple(int(plane[0, 0]) for plane in planes) == yuv


def test_a_soft_picture_survives_planes_and_back() -> None:
    rows, columns = np.mgrid[0:64, 0:64]
    picture = np.stack([40 + 2 * columns, 60 + rows + columns, 180 - rows], axis=-1).astype(np.uint8)

    error = rgb_from_planes(*planes_from_rgb(picture)).astype(int) - picture

    assert np.abs(error)[2:-2, 2:-2].max() <= 2
