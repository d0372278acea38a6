"""Performances as files."""

from pathlib import Path

import pytest

from activities.media.drawn.performance import FigureMotion, Performance, Wave, at_once, read_performance, write_performance
from schemas.failures import Broken


def test_what_is_written_is_read(tmp_path: Path) -> None:
    motion = FigureMotion(figure=0, character="ZOË", blinks=[3], mouth=[(2, "MBP"), (4, "rest")])
    performance = Performance(frames=10, fps=24, width_px=64, height_px=36, seed=7, figures=[motion])
    write_performance(tmp_path / "p.json", performance)

    assert read_performance(tmp_path / "p.json") == performance


def test_equal_performances_are_equal_bytes(tmp_path: Path) -> None:
    for name in ("a", "b"):
        write_performance(tmp_path / name, Performance(frames=10, fps=24, width_px=64, height_px=36, seed=7))

    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


@pytest.mark.parametrize("text", ["", "{}", '{"frames": "many"}'])
def test_what_is_no_performance_is_broken(tmp_path: Path, text: str) -> None:
    (tmp_path / "p.json").write_text(text)

    with pytest.raises(Broken, match="holds no performance"):
        read_performance(tmp_path / "p.json")


def test_waves_add_up() -> None:
    waves = [Wave(amplitude=2.0, period_s=4.0), Wave(amplitude=1.0, period_s=2.0, phase=0.25)]

    assert at_once(waves, 0.0) == pytest.approx(1.0)
    assert at_once(waves, 1.0) == pytest.approx(2.0 - 1.0)
