"""The last look at a film finds what is wrong with it."""

from pathlib import Path

import numpy as np
import pytest

from activities.film.assemble import assemble_film
from activities.film.check import check_film
from activities.media.loudness import SILENCE_LUFS
from activities.media.sound import write_sound
from schemas.failures import Broken
from schemas.film import Reel
from schemas.media import FLAC
from schemas.timeline import Timeline, lay_out
from tests.activities.film.small_film import SmallFilm, Take

Film = tuple[Path, Timeline]


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Film:
    small = SmallFilm(tmp_path_factory.mktemp("check"))
    order = small.order([[Take(24, fade_in=6), Take(20, "dissolve", 6), Take(12, fade_out=6)]])
    timeline = lay_out([Reel.model_validate_json(small.inputs[ref.key].path.read_bytes()) for ref in order.reels])
    return assemble_film(small.job(order))["film"].path, timeline


def test_good_film_passes(film: Film) -> None:
    path, timeline = film

    found = check_film(path, timeline)

    assert (found.frames, found.keyframes) == (50, 4)
    assert abs(found.samples - 100_000) <= 1024


def test_film_that_is_too_short_is_broken(film: Film) -> None:
    path, timeline = film

    with pytest.raises(Broken, match=r"has 50 frames, the timeline 51; the first that is missing is at 0:02\.083"):
        check_film(path, timeline.model_copy(update={"frames": 51}))


def test_film_that_is_too_long_is_broken(film: Film) -> None:
    path, timeline = film

    with pytest.raises(Broken, match=r"0:02\.042 \(shot 3 of scene 1\) is not one of the film's"):
        check_film(path, timeline.model_copy(update={"frames": 49}))


def test_other_loudness_is_broken(film: Film) -> None:
    path, timeline = film
    loud = check_film(path, timeline, loudness_lufs=-18.5).loudness_lufs

    with pytest.raises(Broken, match="LUFS"):
        check_film(path, timeline, loudness_lufs=loud + 1.5)


def test_silence_instead_of_sound_is_broken(film: Film) -> None:
    path, timeline = film

    with pytest.raises(Broken, match="LUFS"):
        check_film(path, timeline, loudness_lufs=SILENCE_LUFS)


def test_line_that_nobody_hears_is_broken(tmp_path: Path) -> None:
    small = SmallFilm(tmp_path)
    order = small.order([[Take(72, lines=[("Who is there?", 48_000, 48_000)])]])
    mix = np.random.Generator(np.random.PCG64(1)).normal(0, 0.06, (2, 144_000)).astype(np.float32)
    mix[:, 46_000:100_000] = 0
    write_sound(tmp_path / "gap.flac", mix, channels=2)

    with pytest.raises(Broken, match=r"line 1 \(MARA, shot 1\) is silent at 0:01\.000"):
        assemble_film(small.job(order.model_copy(update={"mix": small.keep(tmp_path / "gap.flac", FLAC)})))


def test_silent_film_passes(tmp_path: Path) -> None:
    small = SmallFilm(tmp_path)
    order = small.order([[Take(30)]])
    write_sound(tmp_path / "silence.flac", np.zeros((2, 60_000), np.float32), channels=2)

    made = assemble_film(small.job(order.model_copy(update={"mix": small.keep(tmp_path / "silence.flac", FLAC)})))

    assert made["film"].frames == 30


def test_black_shot_is_broken_by_its_number_and_time(tmp_path: Path) -> None:
    small = SmallFilm(tmp_path)

    with pytest.raises(Broken, match=r"shot 2 of scene 1 is black at 0:01\.000"):
        assemble_film(small.job(small.order([[Take(24), Take(30, is_black=True)]])))


def test_black_card_is_meant(tmp_path: Path) -> None:
    small = SmallFilm(tmp_path)

    made = assemble_film(small.job(small.order([[Take(24, title="title", is_black=True), Take(30)]])))

    assert made["film"].frames == 54
