"""The contact sheet: a picture a shot, whatever their number and shape."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from activities.film.coding.encode import encode
from activities.film.coding.encoders import software
from activities.film.delivery.contact_sheet import grid_for, sheet_notes, write_contact_sheet
from activities.film.delivery.poster import write_poster
from activities.film.delivery.stills import middle_frame, small_size, small_still
from activities.media.segment import read_segment
from schemas.film import AssembleFilm, BurnedText, Reel
from schemas.timeline import Timeline, lay_out
from tests.activities.film.small_film import SmallFilm, Take

Film = tuple[SmallFilm, AssembleFilm, Timeline]


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Film:
    small = SmallFilm(tmp_path_factory.mktemp("sheet"))
    titles = ["title", "EWS · establishing", "MCU · single · MARA", "MS · two shot · A, B", "WS · master"]
    order = small.order([[Take(10, title=title) for title in titles]])
    return small, order, lay_out([Reel.model_validate_json(small.inputs[order.reels[0].key].path.read_bytes())])


def test_every_shot_has_its_own_cell(film: Film, tmp_path: Path) -> None:
    small, order, timeline = film

    size = write_contact_sheet(order, timeline, small.bodies, tmp_path / "a.jpg", lambda _share: None)

    sheet = np.asarray(Image.open(tmp_path / "a.jpg"))
    grid = grid_for(5, 128 / 72)
    assert size == (grid.width_px, grid.height_px) == sheet.shape[1::-1]
    cells = []
    for index in range(5):
        left, top = grid.corner(index)
        cells.append(sheet[top : top + grid.picture_height_px, left : left + grid.picture_width_px].reshape(-1, 3).mean(axis=0))
    assert min(float(np.abs(one - other).max()) for i, one in enumerate(cells) for other in cells[:i]) > 3


def test_place_after_the_last_shot_is_empty(film: Film, tmp_path: Path) -> None:
    small, order, timeline = film
    write_contact_sheet(order, timeline, small.bodies, tmp_path / "a.jpg", lambda _share: None)

    sheet = np.asarray(Image.open(tmp_path / "a.jpg"))
    left, top = grid_for(5, 128 / 72).corner(5)
    assert sheet[top + 5 : top + 100, left + 5 : left + 100].max() < 28


def test_title_without_a_font_is_told(film: Film) -> None:
    _, order, timeline = film

    assert sheet_notes(order, timeline) == []
    assert "Cuneiform" in sheet_notes(order.model_copy(update={"title": "\U00012000"}), timeline)[0]


def test_endless_title_stays_on_the_sheet(film: Film, tmp_path: Path) -> None:
    small, order, timeline = film

    size = write_contact_sheet(
        order.model_copy(update={"title": "The Lamp " * 60}), timeline, small.bodies, tmp_path / "a.jpg", lambda _share: None
    )

    right = np.asarray(Image.open(tmp_path / "a.jpg"))[:100, -40:]
    assert size[0] == grid_for(5, 128 / 72).width_px
    assert right.max() < 28


@pytest.mark.parametrize("aspect", [9 / 16, 1.0, 16 / 9, 21 / 9])
@pytest.mark.parametrize("shots", [1, 2, 7, 40, 400, 1500])
def test_sheet_can_be_looked_at(shots: int, aspect: float) -> None:
    grid = grid_for(shots, aspect)

    assert grid.columns * grid.rows >= shots
    assert grid.picture_width_px >= 120
    # JPEG ends at 65,535 pixels; a picture viewer gives up sooner
    assert grid.height_px < 30_000
    assert grid.width_px < 3000


@pytest.mark.parametrize("aspect", [9 / 16, 21 / 9])
def test_sheet_of_the_longest_film_is_still_a_jpeg(aspect: float) -> None:
    grid = grid_for(10_000, aspect)

    assert grid.columns * grid.rows >= 10_000
    assert grid.picture_width_px >= 60
    assert grid.height_px < 65_500


def test_middle_frame_avoids_burned_words(film: Film) -> None:
    part = film[2].shots[0].shot.source.model_copy(update={"first_frame": 30, "frames": 10})
    written = part.model_copy(update={"burned": [BurnedText(text="a", first_frame=0, frames=35)]})

    assert middle_frame(part, [0]) == 5
    assert middle_frame(part, [0, 6]) == 6
    assert middle_frame(written, [0]) == 5
    assert middle_frame(written.model_copy(update={"frames": 20}), [0, 8]) == 8
    assert middle_frame(part.model_copy(update={"burned": [BurnedText(text="a", first_frame=0, frames=37)]}), [0]) == 7


def test_small_picture_of_a_segment_is_its_frame(film: Film) -> None:
    small, _, timeline = film
    body = small.bodies[1]
    whole = body.frame(body.header.still_frame).reformat(format="rgb24").to_ndarray().astype(int)

    assert np.abs(small_still(timeline.shots[1].shot, body).astype(int) - whole).mean() < 4


def test_segment_without_a_small_picture_is_decoded(film: Film, tmp_path: Path) -> None:
    small, order, timeline = film
    body = small.bodies[1]
    encode(body.decoded(), body.header.frames, order.encoding, software("h264"), tmp_path / "old", lambda _share: None)

    old = read_segment(tmp_path / "old")

    assert old.still() is None
    found, wanted = (small_still(timeline.shots[1].shot, each).astype(int) for each in (old, body))
    assert np.abs(found - wanted).mean() < 6


@pytest.mark.parametrize(("frame", "small"), [((1920, 1080), (400, 225)), ((720, 1280), (225, 400)), ((96, 64), (96, 64))])
def test_small_pictures_have_the_frame_s_shape(frame: tuple[int, int], small: tuple[int, int]) -> None:
    assert small_size(*frame) == small


def test_poster_prefers_a_face_and_never_takes_a_title(film: Film, tmp_path: Path) -> None:
    small, _, timeline = film

    write_poster(timeline.shots, small.bodies, tmp_path / "poster.jpg")

    poster = np.asarray(Image.open(tmp_path / "poster.jpg")).astype(int)
    face = small.bodies[2].frame(5).reformat(format="rgb24").to_ndarray().astype(int)
    title = small.bodies[0].frame(5).reformat(format="rgb24").to_ndarray().astype(int)
    assert np.abs(poster - face).mean() < np.abs(poster - title).mean()
