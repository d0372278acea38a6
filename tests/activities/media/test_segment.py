"""Segment files: written whole or not at all, read back, decoded from any frame."""

from collections.abc import Iterator
from pathlib import Path

import av
import numpy as np
import pytest

from activities.film.coding.encode import encode
from activities.film.coding.encoders import software
from activities.media.planes import new_frame, planes_of
from activities.media.segment import Segment, SegmentWriter, read_segment
from schemas.failures import Broken, Refused
from schemas.film import Encoding

ENCODING = Encoding(width_px=96, height_px=64, fps=24, keyint_frames=12)


def segment_of(path: Path, frames: int, seed: int = 1, encoding: Encoding = ENCODING) -> Segment:
    encode(_pictures(frames, seed, encoding), frames, encoding, software(encoding.codec), path, lambda _share: None)
    return read_segment(path)


def _pictures(frames: int, seed: int, encoding: Encoding) -> Iterator[av.VideoFrame]:
    random = np.random.Generator(np.random.PCG64(seed))
    still = random.integers(16, 235, (encoding.height_px, encoding.width_px), dtype=np.uint8)
    for index in range(frames):
        frame = new_frame(encoding.width_px, encoding.height_px)
        luma, blue, red = planes_of(frame)
        luma[:] = np.roll(still, index, axis=1)
        blue[:], red[:] = 100 + seed, 150 - seed
        yield frame


@pytest.mark.parametrize("frames", [1, 2, 3, 12, 40])
def test_every_frame_comes_back_in_order(tmp_path: Path, frames: int) -> None:
    segment = segment_of(tmp_path / "a", frames)

    assert [frame.pts for frame in segment.decoded()] == list(range(frames))
    assert segment.header.frames == frames


def test_parameter_sets_do_not_depend_on_pictures_or_length(tmp_path: Path) -> None:
    headers = [segment_of(tmp_path / f"{frames}-{seed}", frames, seed).header for frames, seed in ((1, 1), (2, 5), (30, 9))]

    assert len({header.extradata for header in headers}) == 1


def test_segment_begins_with_a_key_frame_and_has_one_at_least_every_keyint(tmp_path: Path) -> None:
    header = segment_of(tmp_path / "a", 40).header

    keys = sorted(frame for frame, key in zip(header.shown, header.keys, strict=True) if key)
    assert keys == [0, 12, 24, 36]


def test_one_frame_equals_the_same_frame_of_the_whole(tmp_path: Path) -> None:
    segment = segment_of(tmp_path / "a", 40)
    whole = [planes_of(frame)[0].copy() for frame in segment.decoded()]

    for wanted in (0, 11, 12, 17, 39):
        assert np.array_equal(planes_of(segment.frame(wanted))[0], whole[wanted])


def test_same_pictures_give_the_same_bytes(tmp_path: Path) -> None:
    segment_of(tmp_path / "a", 20)
    segment_of(tmp_path / "b", 20)

    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_header_survives_the_file(tmp_path: Path) -> None:
    header = encode(_pictures(9, 1, ENCODING), 9, ENCODING, software("h264"), tmp_path / "a", lambda _share: None)

    assert read_segment(tmp_path / "a").header == header


def test_progress_is_told_for_every_frame(tmp_path: Path) -> None:
    told: list[float] = []

    encode(_pictures(4, 1, ENCODING), 4, ENCODING, software("h264"), tmp_path / "a", told.append)

    assert told == [0.25, 0.5, 0.75, 1.0]


def test_cancelled_encoding_leaves_nothing_behind(tmp_path: Path) -> None:
    class Cancelled(Exception):
        pass

    def stop(share: float) -> None:
        if share >= 0.5:
            raise Cancelled

    with pytest.raises(Cancelled):
        encode(_pictures(8, 1, ENCODING), 8, ENCODING, software("h264"), tmp_path / "a", stop)

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("frames", [3, 5])
def test_another_number_of_frames_than_wanted_is_broken(tmp_path: Path, frames: int) -> None:
    with pytest.raises(Broken, match="4 were wanted"):
        encode(_pictures(frames, 1, ENCODING), 4, ENCODING, software("h264"), tmp_path / "a", lambda _share: None)


def test_frame_of_another_size_is_broken(tmp_path: Path) -> None:
    with pytest.raises(Broken, match="96×64"):
        encode(
            _pictures(1, 1, ENCODING),
            1,
            ENCODING.model_copy(update={"width_px": 98}),
            software("h264"),
            tmp_path / "a",
            lambda _share: None,
        )


def test_odd_size_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="even"):
        encode([], 1, ENCODING.model_copy(update={"width_px": 97}), software("h264"), tmp_path / "a", lambda _share: None)


def test_unknown_preset_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="sluggish"):
        encode([], 1, ENCODING.model_copy(update={"preset": "sluggish"}), software("h264"), tmp_path / "a", lambda _share: None)


def test_frame_that_is_not_there_is_broken(tmp_path: Path) -> None:
    with pytest.raises(Broken, match="no frame 3 in a segment of 3"):
        segment_of(tmp_path / "a", 3).frame(3)


@pytest.mark.parametrize("kept", [0, 7, 40, -1])
def test_file_that_was_cut_off_is_broken(tmp_path: Path, kept: int) -> None:
    segment_of(tmp_path / "a", 5)
    (tmp_path / "b").write_bytes((tmp_path / "a").read_bytes()[:kept])

    with pytest.raises(Broken, match="segment"):
        read_segment(tmp_path / "b")


def test_other_file_is_broken(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"\x89PNG" * 40)

    with pytest.raises(Broken, match="is not a segment"):
        read_segment(tmp_path / "a")


def test_damaged_header_is_broken(tmp_path: Path) -> None:
    segment_of(tmp_path / "a", 5)
    data = (tmp_path / "a").read_bytes()
    (tmp_path / "a").write_bytes(data.replace(b'"shown":[', b'"shown":{'))

    with pytest.raises(Broken, match="header"):
        read_segment(tmp_path / "a")


def test_packets_that_are_no_run_of_frames_are_broken(tmp_path: Path) -> None:
    with SegmentWriter(tmp_path / "a", ENCODING, "x") as writer:
        writer.add(b"1", 0, is_key=True)
        writer.add(b"2", 2, is_key=False)

        with pytest.raises(Broken, match="2 packets"):
            writer.finish(b"")
