"""The check of a cut finds what is wrong with it, by shot and time, and nothing in a cut that is good."""

from pathlib import Path

import numpy as np
import pytest

from activities.film.assemble import assemble_film
from activities.film.quality.heard import sounds_of
from activities.media.sound.loudness import integrated_lufs
from activities.media.sound.waveform import read_sound, write_sound
from schemas.film import Reel
from schemas.media import JSON
from tests.activities.film.quality.broken_film import BrokenFilm, scenes, told
from tests.activities.film.small_film import Take

SPOKEN = [("Who is there?", 24_000, 24_000)]


def test_a_good_film_passes_and_its_measures_are_told(tmp_path: Path) -> None:
    small = BrokenFilm(tmp_path)

    report = small.checked(small.order(scenes(Take(48, fade_in=6, lines=SPOKEN), Take(40, "dissolve", 6), Take(30, fade_out=6))))

    assert (report.passed, report.findings) == (True, [])
    assert (report.frames, report.seconds) == (112, 4.667)
    assert abs(report.loudness_lufs + 18.5) < 0.3
    assert report.drift_ms is not None
    assert abs(report.drift_ms) < 0.1


def test_a_black_shot_is_named_with_its_time(tmp_path: Path) -> None:
    small = BrokenFilm(tmp_path)

    report = small.checked(small.order(scenes(Take(24), Take(30, is_black=True))))

    assert told(report) == [("black", 2, "0:01.000", "images")]
    assert report.findings[0].message == "shot 2 of scene 1 at 0:01.000 is black for 1.2 s"
    assert (report.findings[0].measured, report.findings[0].limit, report.findings[0].unit) == (1.25, 0.5, "s")


def test_a_black_stretch_inside_a_shot_is_found_where_it_begins(tmp_path: Path) -> None:
    small = BrokenFilm(tmp_path, black={1: range(30, 48)})

    assert told(small.checked(small.order(scenes(Take(96))))) == [("black", 1, "0:01.250", "images")]


def test_a_flash_of_black_is_meant(tmp_path: Path) -> None:
    small = BrokenFilm(tmp_path, black={1: range(30, 36)})

    assert told(small.checked(small.order(scenes(Take(96))))) == []


def test_a_title_without_letters_is_a_fault(tmp_path: Path) -> None:
    small = BrokenFilm(tmp_path)

    assert told(small.checked(small.order(scenes(Take(24, title="title", is_black=True), Take(30))))) == [
        ("black", 1, "0:00.000", "images")
    ]


def test_a_black_screen_and_a_long_fade_are_meant(tmp_path: Path) -> None:
    small = BrokenFilm(tmp_path)

    report = small.checked(small.order(scenes(Take(24, title="black", is_black=True), Take(72, fade_in=30, fade_out=30))))

    assert told(report) == []


def test_a_frozen_clip_is_named_with_its_time(tmp_path: Path) -> None:
    small = BrokenFilm(tmp_path, frozen={2: range(12, 60)})

    report = small.checked(small.order(scenes(Take(24), Take(72))))

    assert told(report) == [("frozen", 2, "0:01.500", "clips")]
    assert abs(report.findings[0].measured - 2.0) < 0.1


def test_a_freeze_that_is_meant_is_no_fault(tmp_path: Path) -> None:
    small = BrokenFilm(tmp_path, frozen={1: range(12, 60)})
    order = small.order(scenes(Take(72)))
    reel = Reel.model_validate_json(small.inputs[order.reels[0].key].path.read_bytes())
    frozen = reel.model_copy(update={"shots": [shot.model_copy(update={"may_be_still": True}) for shot in reel.shots]})
    (tmp_path / "frozen.json").write_text(frozen.model_dump_json())

    assert told(small.checked(order.model_copy(update={"reels": [small.keep(tmp_path / "frozen.json", JSON)]}))) == []


def test_pictures_shown_twice_are_told_and_no_fault(tmp_path: Path) -> None:
    small = BrokenFilm(tmp_path, doubled={1})

    report = small.checked(small.order(scenes(Take(48))))

    assert report.passed
    assert [one.check for one in report.findings] == ["duplicates"]
    assert report.findings[0].measured == pytest.approx(0.5, abs=0.15)  # coding makes some of them differ


def test_a_silent_recording_is_named_by_its_line(tmp_path: Path) -> None:
    small = BrokenFilm(tmp_path, silent_lines={11})

    report = small.checked(small.order(scenes(Take(48, lines=SPOKEN), Take(48, lines=SPOKEN))))

    assert told(report) == [("silent_line", 2, "0:02.500", "voices")]
    assert report.findings[0].line == 11
    assert report.findings[0].message == "line 11 (MARA) is silent in shot 2 of scene 1 at 0:02.500"


def test_a_pause_in_words_may_be_silent(tmp_path: Path) -> None:
    small = BrokenFilm(tmp_path, silent_lines={1})

    assert told(small.checked(small.order(scenes(Take(48, lines=[("...", 24_000, 24_000)]))))) == []


def test_a_subtitle_that_nobody_can_read_in_time_is_told_and_no_fault(tmp_path: Path) -> None:
    small = BrokenFilm(tmp_path)
    quick = "She sells sea shells by the sea shore, and never once in forty years did anybody ask her why."

    report = small.checked(small.order(scenes(Take(60, lines=[(quick, 24_000, 72_000)]))))

    assert report.passed
    assert {(one.check, one.measured > 17, one.limit) for one in report.findings} == {("subtitles", True, 17.0)}


def test_loudness_and_peak_are_compared_with_what_was_ordered(tmp_path: Path) -> None:
    small = BrokenFilm(tmp_path)

    report = small.checked(small.order(scenes(Take(72))), loudness_lufs=-23.0, true_peak_dbtp=-20.0)

    assert told(report) == [("loudness", 1, "0:00.000", None), ("true_peak", 1, "0:00.000", None)]


def test_a_mix_cut_off_at_full_scale_is_found(tmp_path: Path) -> None:
    small = BrokenFilm(tmp_path)
    order = small.order(scenes(Take(72)))
    sound = np.random.Generator(np.random.PCG64(1)).normal(0, 0.06, (2, 144_000)).astype(np.float32)
    sound[:, 100_000:100_020] = 1.0

    report = small.checked(small.mixed(order, sound))

    assert ("clipping", 1, "0:02.083", None) in told(report)


def test_sound_that_lags_behind_the_pictures_is_found(tmp_path: Path) -> None:
    """The film has the mix of the cut, 60 ms later."""
    small = BrokenFilm(tmp_path)
    order = small.order(scenes(Take(120)))
    late = small.mixed(order, np.roll(read_sound(small.mix_of(order)), 2880, axis=1))
    film = assemble_film(small.job(late))["film"]

    report = small.checked(order, film)

    assert {check for check, *_ in told(report)} == {"drift"}
    assert abs((report.drift_ms or 0) - 60) < 1


def test_a_film_of_another_length_is_broken_by_the_first_frame_that_is_missing(tmp_path: Path) -> None:
    (tmp_path / "short").mkdir()
    short, long = BrokenFilm(tmp_path / "short"), BrokenFilm(tmp_path)
    film = assemble_film(short.job(short.order(scenes(Take(24)))))["film"]

    report = long.checked(long.order(scenes(Take(30))), film)

    assert told(report)[0] == ("length", 1, "0:01.000", None)


def test_a_cut_that_is_not_as_long_as_its_plan_is_found(tmp_path: Path) -> None:
    small = BrokenFilm(tmp_path)

    report = small.checked(small.order(scenes(Take(24))), frames=26)

    assert [one.message for one in report.findings] == ["the cut has 24 frames, its plan 26"]


def test_another_shape_is_found(tmp_path: Path) -> None:
    small = BrokenFilm(tmp_path)
    order = small.order(scenes(Take(24)))

    report = small.checked(order, encoding=order.encoding.model_copy(update={"width_px": 96}))

    assert [(one.check, one.message) for one in report.findings] == [("aspect", "the film is 128×72, 96×72 was planned")]


def test_a_sound_is_measured_the_same_in_blocks(tmp_path: Path) -> None:
    sound = np.random.Generator(np.random.PCG64(3)).normal(0, 0.1, (2, 48_000 * 21)).astype(np.float32)
    write_sound(tmp_path / "long.flac", sound, channels=2)

    measured = sounds_of(tmp_path / "long.flac")

    assert abs(measured.loudness_lufs - integrated_lufs(sound)) < 0.01
    assert abs(measured.true_peak_dbtp - 20 * np.log10(np.abs(sound).max())) < 1.5
