"""Log files stay small, and their ends can be shown and followed."""

from itertools import islice
from pathlib import Path

from deploy.stack import logs


def test_a_small_log_stays(tmp_path: Path) -> None:
    log = _write(tmp_path / "part.log", "one\n")

    assert not logs.rotate(log, max_bytes=100)
    assert log.read_text() == "one\n"


def test_a_large_log_is_set_aside_while_its_writer_goes_on(tmp_path: Path) -> None:
    log = _write(tmp_path / "part.log", "old\n" * 100)
    with log.open("ab", buffering=0) as writer:
        assert logs.rotate(log, max_bytes=100)
        writer.write(b"new\n")

    assert log.read_text() == "new\n"
    assert (tmp_path / "part.log.1").read_text() == "old\n" * 100


def test_only_two_older_logs_are_kept(tmp_path: Path) -> None:
    for number in range(4):
        logs.rotate(_write(tmp_path / "part.log", f"{number}" * 200), max_bytes=100)

    assert sorted(path.name for path in tmp_path.iterdir()) == ["part.log", "part.log.1", "part.log.2"]
    assert (tmp_path / "part.log.2").read_text() == "2" * 200


def test_the_last_lines_are_shown(tmp_path: Path) -> None:
    log = _write(tmp_path / "part.log", "".join(f"line {number}\n" for number in range(10_000)))

    assert logs.last_lines(log, 2) == ["line 9998", "line 9999"]
    assert logs.last_lines(log, 0) == []


def test_a_log_that_is_not_there_has_no_lines(tmp_path: Path) -> None:
    assert logs.last_lines(tmp_path / "none.log", 5) == []


def test_following_shows_whole_new_lines_also_after_a_rotation(tmp_path: Path) -> None:
    log = _write(tmp_path / "part.log", "before\n")
    lines = logs.follow([("part", log)], count=1, every_s=0.001)
    assert next(lines) == ("part", "before")

    with log.open("a") as writer:
        writer.write("first\nsecond\nhal")
    assert list(islice(lines, 2)) == [("part", "first"), ("part", "second")]
    with log.open("a") as writer:
        writer.write("f\n")
    assert next(lines) == ("part", "half")
    logs.rotate(log, max_bytes=1)
    with log.open("a") as writer:
        writer.write("new\n")
    assert next(lines) == ("part", "new")


def _write(log: Path, text: str) -> Path:
    log.write_text(text, encoding="utf-8")
    return log
