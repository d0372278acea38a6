"""The last look at a film finds what is wrong with it."""

from pathlib import Path

import pytest

from activities.film.assemble import assemble_film
from activities.film.check import check_film
from activities.media.loudness import SILENCE_LUFS
from schemas.failures import Broken
from schemas.film import Reel
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


def test_black_shot_is_broken_by_its_number_and_time(tmp_path: Path) -> None:
    small = SmallFilm(tmp_path)

    with pytest.raises(Broken, match=r"shot 2 of scene 1 is black at 0:01\.000"):
        assemble_film(small.job(small.order([[Take(24), Take(30, is_black=True)]])))


def test_black_card_is_meant(tmp_path: Path) -> None:
    small = SmallFilm(tmp_path)

    made = assemble_film(small.job(small.order([[Take(24, title="title", is_black=True), Take(30)]])))

    assert made["film"].frames == 54
