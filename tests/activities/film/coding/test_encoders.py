"""Every encoder that runs everywhere: segments that can be joined, the same bytes every time, no frame lost."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import av
import numpy as np
import pytest

from activities.film.coding.encode import encode, opened, why_not
from activities.film.coding.encoders import ENCODERS, encoder_named, software
from activities.film.delivery.picture_track import matched
from activities.media.planes import new_frame, planes_of
from activities.media.segment import Segment, read_segment
from schemas.failures import Broken, Refused
from schemas.film import Encoding, encoding_of
from schemas.options import Codec

CODECS: tuple[Codec, ...] = get_args(Codec)
SIZE = (106, 66)
"""Its right edge and, in half the lines, its lower edge lie inside blocks of every codec."""


def pictures(frames: int, seed: int = 1, size: tuple[int, int] = SIZE) -> Iterator[av.VideoFrame]:
    """A soft pattern that drifts."""
    across, down = np.arange(size[0])[np.newaxis], np.arange(size[1])[:, np.newaxis]
    for index in range(frames):
        frame = new_frame(*size)
        luma, blue, red = planes_of(frame)
        luma[:] = 120 + 60 * np.sin((across + 2 * index) / (5 + seed)) * np.cos(down / (4 + seed))
        blue[:], red[:] = 90 + 10 * seed, 160 - 10 * seed
        yield frame


def segment_of(path: Path, codec: Codec, frames: int, seed: int = 1) -> Segment:
    encode(pictures(frames, seed), frames, encoding_of(codec, SIZE, 24), software(codec), path, lambda _share: None)
    return read_segment(path)


def lumas(segment: Segment) -> list[np.ndarray[tuple[int, ...], np.dtype[np.uint8]]]:
    return [planes_of(frame.reformat(format="yuv420p"))[0].copy() for frame in segment.decoded()]


@pytest.mark.parametrize("codec", CODECS)
@pytest.mark.parametrize("frames", [1, 2, 3, 50])
def test_every_frame_comes_back_in_order(tmp_path: Path, codec: Codec, frames: int) -> None:
    segment = segment_of(tmp_path / "a", codec, frames)

    found = lumas(segment)
    assert len(found) == segment.header.frames == frames
    for luma, frame in zip(found, pictures(frames), strict=True):
        assert np.abs(luma.astype(int) - planes_of(frame)[0]).mean() < 2.5


@pytest.mark.parametrize("codec", CODECS)
def test_segments_of_any_pictures_and_lengths_can_be_joined(tmp_path: Path, codec: Codec) -> None:
    matched([segment_of(tmp_path / f"{frames}", codec, frames, seed) for frames, seed in ((1, 1), (2, 5), (30, 9))])


@pytest.mark.parametrize("codec", CODECS)
def test_the_same_frames_become_the_same_bytes_whatever_was_in_memory_before(tmp_path: Path, codec: Codec) -> None:
    rubbish = np.random.default_rng(2)
    made = set()
    for number in range(4):
        dirt = [rubbish.integers(0, 255, rubbish.integers(10_000, 400_000), dtype=np.uint8) for _ in range(30)]
        del dirt
        made.add(segment_of(tmp_path / f"{number}", codec, 12).path.read_bytes())

    assert len(made) == 1


@pytest.mark.parametrize("codec", CODECS)
def test_a_frame_is_decoded_from_the_key_frame_before_it(tmp_path: Path, codec: Codec) -> None:
    segment = segment_of(tmp_path / "a", codec, 60)
    keys = sorted(frame for frame, is_key in zip(segment.header.shown, segment.header.keys, strict=True) if is_key)
    whole = list(segment.decoded())

    assert keys == (list(range(60)) if codec == "prores" else [0, 48])
    for wanted in (0, 47, 48, 55):
        assert np.array_equal(segment.frame(wanted).to_ndarray(), whole[wanted].to_ndarray())


@pytest.mark.parametrize("codec", CODECS)
def test_pictures_are_tagged(tmp_path: Path, codec: Codec) -> None:
    (frame,) = segment_of(tmp_path / "a", codec, 1).decoded()

    assert (frame.colorspace, frame.color_primaries, frame.color_trc, frame.color_range) == (1, 1, 1, 1)


def test_mezzanine_has_ten_bits_and_half_the_colour(tmp_path: Path) -> None:
    (frame,) = segment_of(tmp_path / "a", "prores", 1).decoded()

    assert frame.format.name == "yuv422p10le"


def test_versions_name_the_build_that_writes_the_packets() -> None:
    """Another build may write packets that can't be joined with stored ones: raise the version with it."""
    assert {encoder.version.partition("+")[2] for encoder in ENCODERS.values()} == {f"av{av.__version__}"}


def test_no_two_encoders_have_one_name_or_one_place() -> None:
    assert len({(encoder.codec, encoder.hardware) for encoder in ENCODERS.values()}) == len(ENCODERS)


def test_segments_of_two_encoders_are_not_joined(tmp_path: Path) -> None:
    with pytest.raises(Broken, match="encoder x264"):
        matched([segment_of(tmp_path / "a", "h264", 2), segment_of(tmp_path / "b", "h265", 2)])


@pytest.mark.parametrize("codec", CODECS)
def test_the_software_encoder_of_every_codec_runs_here(codec: Codec) -> None:
    assert why_not(software(codec)) is None


def test_an_encoder_is_found_by_what_a_segment_says(tmp_path: Path) -> None:
    assert encoder_named(segment_of(tmp_path / "a", "av1", 1).header.encoder) == software("av1")


def test_an_unknown_encoder_is_refused() -> None:
    with pytest.raises(Refused, match="no encoder 'vp9'; there are x264, x265"):
        encoder_named("vp9 1")


def test_an_encoder_of_another_codec_is_broken() -> None:
    with pytest.raises(Broken, match="x265 makes h265, the film is to be h264"):
        opened(Encoding(width_px=64, height_px=64, fps=24), software("h265"))


@pytest.mark.skipif(sys.platform != "linux", reason="threads have policies of their own on Linux only")
@pytest.mark.parametrize("codec", CODECS)
def test_no_encoder_puts_the_process_above_all_others(tmp_path: Path, codec: Codec) -> None:
    def policies() -> set[int]:
        return {os.sched_getscheduler(int(task.name)) for task in Path("/proc/self/task").iterdir()}

    seen: set[int] = set()

    def watch(_share: float) -> None:
        seen.update(policies())

    encode(pictures(5), 5, encoding_of(codec, SIZE, 24), software(codec), tmp_path / "segment", watch)

    assert seen | policies() == {os.SCHED_OTHER}
