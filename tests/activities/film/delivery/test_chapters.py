"""Chapters: a list in the film's head, whatever the film's length."""

from itertools import pairwise

from activities.film.delivery.chapters import CHAPTERS_MAX, chapters_of
from schemas.timeline import PlacedScene


def _scenes(count: int) -> list[PlacedScene]:
    return [
        PlacedScene(scene=number, heading=f"EXT. PLACE {number}", first_frame=24 * (number - 1), frames=24)
        for number in range(1, count + 1)
    ]


def test_every_scene_of_a_film_begins_a_chapter() -> None:
    chapters = chapters_of(_scenes(CHAPTERS_MAX), 24 * CHAPTERS_MAX, 24)

    assert [chapter["start"] for chapter in chapters] == [48_000 * second for second in range(CHAPTERS_MAX)]
    assert chapters[-1]["end"] == 48_000 * CHAPTERS_MAX


def test_more_scenes_than_a_list_holds_share_chapters_to_the_films_end() -> None:
    chapters = chapters_of(_scenes(300), 24 * 300, 24)

    assert [chapter["metadata"]["title"] for chapter in chapters[:2]] == ["EXT. PLACE 1", "EXT. PLACE 3"]
    assert len(chapters) == 150
    assert all(chapter["end"] == following["start"] for chapter, following in pairwise(chapters))
    assert chapters[-1]["end"] == 300 * 48_000


def test_a_scene_without_a_heading_is_called_by_its_number() -> None:
    scene = PlacedScene(scene=7, heading="", first_frame=0, frames=24)

    assert chapters_of([scene], 24, 24)[0]["metadata"] == {"title": "Scene 7"}
