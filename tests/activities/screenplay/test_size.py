"""Long lines, large scripts, limits: reading takes time in proportion to size, whatever is in it."""

import sys
from collections.abc import Callable
from types import FrameType

import pytest

from activities.screenplay.limits import ScriptLimits
from activities.screenplay.parse import parse_script
from schemas.failures import Refused
from schemas.screenplay import ScriptFormat

_UNITS = [
    "*", "_", "[[", "]]", "/*", "*/", "(", ")", "\"", "“", "«", "‘", "'", "—", " — ", "*a ", "_a ", "[[a]]", "( ", "#", "=",
    "~", ">", "@", "!", "A", "A ", "A-", "A.", "A, ", "INT. ", "TO:", "\\", "`", "<!--", "A: ", "說", "。", "「",
    "Mara said, “a” ", "A (30) ", " a's",
]  # fmt: skip


@pytest.mark.parametrize("format", ["fountain", "markdown", "prose", "auto"])
@pytest.mark.parametrize("unit", _UNITS)
def test_a_line_of_markup_is_read(unit: str, format: ScriptFormat) -> None:
    line = (unit * (20_000 // len(unit) + 1))[:20_000]

    assert _parsed(f"MARA\n{line}\n\n{line}", format) >= 1


@pytest.mark.slow
@pytest.mark.parametrize("unit", ["*", "_", "[[", "/*", '"', "(", "'", "A-", "。"])
def test_a_line_of_200_000_characters_is_read(unit: str) -> None:
    line = (unit * 200_000)[:200_000]

    assert _parsed(f"MARA\n{line}\n\n{line}", "auto") >= 1


@pytest.mark.parametrize("format", ["fountain", "markdown", "prose"])
def test_twice_the_script_is_twice_the_work(format: ScriptFormat) -> None:
    scene = "INT. HOUSE - DAY\n\nMara waits (30s).\n\nMARA\n(low)\nHello, *you*.\n\n“No,” said Tom. [[why]]\n\n**TOM:** Yes.\n\n"
    _parsed(scene, format)

    once = _work(lambda: _parsed(scene * 40, format))
    twice = _work(lambda: _parsed(scene * 80, format))

    assert twice < 2.2 * once


@pytest.mark.slow
def test_a_script_of_10_megabytes_is_read() -> None:
    scene = (
        "INT. HOUSE - DAY\n\n"
        + "Mara walks to the window and looks at the sea, where nothing moves.\n\n" * 8
        + "MARA\nHello there, friend.\n\n"
    )

    assert _parsed(scene * (10_000_000 // len(scene)), "auto") > 150_000


def test_too_many_elements_are_refused_with_their_line() -> None:
    with pytest.raises(Refused, match=r"4 elements up to line 7; at most 3 are accepted"):
        parse_script(b"a\n\nb\n\nc\n\nd\n\ne", "fountain", limits=ScriptLimits(elements=3))


def test_warnings_over_the_limit_are_counted() -> None:
    warnings = parse_script(b"INT. A\nx\n\n" * 5, "fountain", limits=ScriptLimits(warnings=2)).warnings

    assert [warning.message for warning in warnings if "3 more" in warning.message] == ["3 more warnings are not listed"]
    assert len(warnings) == 3


def _parsed(text: str, format: ScriptFormat) -> int:
    return len(parse_script(text.encode(), format).elements)


def _work(run: Callable[[], object]) -> int:
    """How many Python functions a call makes: the same on every machine."""
    count = 0

    def on_event(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(on_event)
    try:
        run()
    finally:
        sys.setprofile(before)
    return count
