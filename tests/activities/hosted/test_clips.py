"""Clips bought from providers: exactly the frames of the order, whatever lengths are sold."""

from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from activities.engines import Input, Job
from activities.hosted.videos import Part, parts_of
from activities.media.frames import open_clip
from activities.media.planes import planes_of
from schemas.failures import Refused
from schemas.images import PaintImage
from schemas.media import MP4, PERFORMANCE, PICTURE, ArtifactRef
from schemas.shots import Card
from tests.activities.images.orders import paint
from tests.hosted.orders import Desk, clip_order
from tests.hosted.server import Server

ENGINES = ["runway", "replicate_clips", "fal_clips"]


def _light(path: Path, frames: int, fps: int = 24) -> list[float]:
    """How bright the ground of each frame of a clip is."""
    clip = open_clip(path, MP4, path, 64, 36, fps)
    assert clip.frames == frames
    return [float(planes_of(frame)[0][:, :8].mean()) for frame in clip.read(0, frames)]


@pytest.mark.parametrize("name", ENGINES)
@pytest.mark.parametrize(("frames", "fps"), [(48, 24), (100, 25), (250, 30)])
def test_a_clip_has_exactly_the_frames_of_the_order(server: Server, tmp_path: Path, name: str, frames: int, fps: int) -> None:
    made = Desk(server, tmp_path).make(clip_order(name, frames=frames, fps=fps))

    assert (made.media_type, made.frames, made.fps, made.width_px, made.height_px) == (MP4, frames, fps, 64, 36)
    light = _light(made.path, frames, fps)
    assert light == sorted(light)


def test_frames_at_the_films_own_rate_are_those_of_the_provider(server: Server, tmp_path: Path) -> None:
    light = _light(Desk(server, tmp_path).make(clip_order("runway", frames=48)).path, 48)

    # 5 s go from level 40 to 200 in RGB: 120 frames, of which the first 48 are shown
    wanted = 16 + 219 / 255 * (40 + 160 * np.arange(48) / 119)
    assert np.abs(np.array(light) - wanted).max() < 1.5


def test_the_nearest_length_that_is_enough_is_bought(server: Server, tmp_path: Path) -> None:
    for frames in (48, 130, 140):
        Desk(server, tmp_path / str(frames)).make(clip_order("runway", frames=frames))

    assert [seen.json["duration"] for seen in server.requests("runway.submit")] == [5, 5, 10]


def test_a_video_a_little_too_short_is_played_slower_and_says_so(server: Server, tmp_path: Path) -> None:
    made = Desk(server, tmp_path).make(clip_order("runway", frames=130))

    assert made.facts["notes"] == ["played 8.3% slower than it was made"]
    assert _light(made.path, 130)[-1] > 180


def test_a_shot_longer_than_the_longest_video_is_bought_in_parts_that_follow_each_other(server: Server, tmp_path: Path) -> None:
    made = Desk(server, tmp_path).make(clip_order("fal_clips", frames=24 * 15))

    first, second = (seen.json for seen in server.requests("fal.submit"))
    assert (first["duration"], second["duration"]) == ("10", "10")
    assert first["image_url"] != second["image_url"]
    assert len(made.facts["jobs"]) == 2
    assert len(_light(made.path, 360)) == 360


def test_each_part_is_bought_once(server: Server, tmp_path: Path) -> None:
    desk, order = Desk(server, tmp_path), clip_order("fal_clips", frames=24 * 15)
    desk.make(order)

    desk.make(order)

    assert server.sold == {"fal": 2}
    assert sorted(desk.purchases.records) == [1, 2]


@pytest.mark.parametrize(
    ("frames", "fps", "parts"),
    [
        (48, 24, [Part(48, 5)]),
        (24 * 11, 24, [Part(264, 10)]),
        (24 * 11 + 1, 24, [Part(132, 5), Part(133, 10)]),
        (24 * 30, 24, [Part(240, 10)] * 3),
    ],
)
def test_the_parts_of_a_shot_are_as_few_and_as_short_as_will_do(frames: int, fps: int, parts: list[Part]) -> None:
    assert parts_of(frames, fps, (5, 10)) == parts


def test_the_shots_picture_and_words_are_sent(server: Server, tmp_path: Path) -> None:
    Desk(server, tmp_path).make(clip_order("runway", width_px=90, height_px=160, frames=24))

    told = server.requests("runway.submit")[0].json
    packed = told["promptImage"].partition("base64,")[2]
    with Image.open(BytesIO(__import__("base64").b64decode(packed))) as still:
        assert still.size == (720, 1280)
    assert told["ratio"] == "720:1280"
    assert told["promptText"] == "steam rises. the camera slowly pushes in"


def test_a_picture_is_uploaded_before_a_prediction_reads_it(server: Server, tmp_path: Path) -> None:
    Desk(server, tmp_path).make(clip_order("replicate_clips"))

    told = server.requests("replicate.submit")[0].json["input"]
    assert told["start_image"].startswith(server.address)
    assert [seen.route for seen in server.seen][:2] == ["replicate.upload", "replicate.submit"]


def test_what_runway_says_a_task_cost_is_what_it_cost(server: Server, tmp_path: Path) -> None:
    desk = Desk(server, tmp_path)

    desk.make(clip_order("runway"))

    assert desk.purchases.costs == {1: 250_000}


def test_the_camera_moves_over_cards_for_nothing(server: Server, tmp_path: Path) -> None:
    desk = Desk(server, tmp_path)
    card = paint(card=Card(kind="title", heading="The Last Lamp"))
    ref = ArtifactRef(key="e" * 64, media_type=PICTURE, size_bytes=1, sha256="f" * 64)
    order = clip_order("runway", image=ref)

    made = desk.engine(order).make(Job(order=order, inputs={ref.key: Input(_drawn(card, tmp_path))}, folder=tmp_path))

    assert made.media_type == PERFORMANCE
    assert server.seen == []


def test_a_drawn_picture_is_set_in_motion_as_it_looks_at_rest(server: Server, tmp_path: Path) -> None:
    ref = ArtifactRef(key="e" * 64, media_type=PICTURE, size_bytes=1, sha256="f" * 64)
    order = clip_order("fal_clips", image=ref)

    made = Desk(server, tmp_path).engine(order).make(Job(order=order, inputs={ref.key: Input(_drawn(paint(), tmp_path))}, folder=tmp_path))

    assert made.media_type == MP4


def test_lengths_that_are_none_are_refused_by_their_setting(server: Server, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="FILM_CLIPS_FAL_CLIPS_DURATIONS_S"):
        Desk(server, tmp_path, DURATIONS_S="5,ten").make(clip_order("fal_clips"))


def _drawn(order: PaintImage, folder: Path) -> Path:
    from activities.engines import EngineOptions
    from activities.images.engines.drawn import Drawn

    place = folder / "drawn"
    place.mkdir()
    return Drawn(EngineOptions()).make(Job(order=order, inputs={}, folder=place)).path
