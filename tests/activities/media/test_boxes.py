"""Boxes of MP4 files: listed, read, appended, made free space, and refused where they are none."""

from pathlib import Path
from uuid import UUID

import pytest

from activities.media.boxes import append_own, boxes, inside, make_free, payload, read_own
from schemas.failures import Broken

NAME, OTHER = UUID(int=7), UUID(int=8)


def box(kind: bytes, content: bytes) -> bytes:
    return (8 + len(content)).to_bytes(4, "big") + kind + content


def written(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def kinds(path: Path) -> list[tuple[str, int]]:
    with path.open("rb") as file:
        return [(found.kind, found.size_bytes) for found in boxes(file, 0, path.stat().st_size)]


def test_boxes_follow_each_other(tmp_path: Path) -> None:
    assert kinds(written(tmp_path / "a", box(b"ftyp", b"isom") + box(b"free", b"") + box(b"mdat", b"123"))) == [
        ("ftyp", 12),
        ("free", 8),
        ("mdat", 11),
    ]


def test_a_box_with_a_long_size_is_understood(tmp_path: Path) -> None:
    large = (1).to_bytes(4, "big") + b"mdat" + (19).to_bytes(8, "big") + b"123"

    assert kinds(written(tmp_path / "a", large + box(b"free", b""))) == [("mdat", 19), ("free", 8)]


def test_a_box_without_a_size_goes_to_the_end(tmp_path: Path) -> None:
    assert kinds(written(tmp_path / "a", bytes(4) + b"mdat123456")) == [("mdat", 14)]


def test_boxes_in_boxes_are_found(tmp_path: Path) -> None:
    path = written(tmp_path / "a", box(b"moof", box(b"traf", box(b"tfhd", b"1") + box(b"tfdt", b"2")) + box(b"traf", box(b"tfdt", b"3"))))
    with path.open("rb") as file:
        (moof,) = boxes(file, 0, path.stat().st_size)

        assert [payload(file, found) for found in inside(file, moof, "traf", "tfdt")] == [b"2", b"3"]


def test_what_is_made_free_space_is_passed_over_and_moves_nothing(tmp_path: Path) -> None:
    path = written(tmp_path / "a", box(b"moov", box(b"trak", b"one") + box(b"trak", b"two") + box(b"udta", b"three")))
    with path.open("r+b") as file:
        (head,) = boxes(file, 0, path.stat().st_size)

        make_free(file, list(inside(file, head, "trak"))[1:])

    assert path.read_bytes() == box(b"moov", box(b"trak", b"one") + box(b"free", b"two") + box(b"udta", b"three"))


@pytest.mark.parametrize("data", [b"123", (100).to_bytes(4, "big") + b"mdat", (4).to_bytes(4, "big") + b"mdat1234"])
def test_what_are_no_boxes_is_broken(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(Broken, match="a box at byte 0"):
        kinds(written(tmp_path / "a", data))


def test_an_own_box_is_read_back_and_moves_nothing(tmp_path: Path) -> None:
    before = box(b"ftyp", b"isom") + box(b"mdat", b"123")
    path = written(tmp_path / "a", before)

    append_own(path, OTHER, b"theirs")
    append_own(path, NAME, b"first")
    append_own(path, NAME, "last: é".encode())

    assert path.read_bytes().startswith(before)
    assert (read_own(path, NAME), read_own(path, OTHER)) == ("last: é".encode(), b"theirs")
    assert read_own(path, UUID(int=9)) is None
