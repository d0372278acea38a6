"""The camera engine: an order in, a performance out that keeps inside the picture and lives."""

import hashlib
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from typing import get_args

import cv2
import numpy as np
import pytest

from activities.clips.engines.camera import Camera
from activities.engines import engine_class
from activities.images.drawing.compose import draw_picture
from activities.media.drawn.camera import Screen, edges_of, stays_inside, view_at
from activities.media.drawn.flat import flat_rig
from activities.media.drawn.performance import FigureMotion, Performance, View, read_performance
from activities.media.drawn.picture import read_rig, write_picture
from activities.media.frames import open_clip
from activities.media.planes import planes_of
from schemas.clips import SpeechSpan
from schemas.failures import Refused
from schemas.media import JPEG, MP4, PERFORMANCE, PNG
from schemas.shots import CameraMove, Character, Setting, Subject
from schemas.stages import Stage
from tests.activities.clips.orders import clip_order, make_clip, picture_ref
from tests.activities.images.orders import JONAS, paint, seen
from tests.activities.media.drawn.small_pictures import write_two_people

MOVES: tuple[CameraMove, ...] = get_args(CameraMove)


@pytest.fixture(scope="module")
def people(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("picture") / "people.ora"
    write_two_people(path, 320, 180, with_weather=True)
    return path


def performed(people: Path, folder: Path, **changes: object) -> Performance:
    return read_performance(make_clip(clip_order(**changes), people, folder).path)


def anna(**changes: object) -> Subject:
    return Subject.model_validate({"character": Character(name="ANNA"), **changes})


def motion_of(performance: Performance, character: str) -> FigureMotion:
    return next(motion for motion in performance.figures if motion.character == character)


def ends(performance: Performance) -> tuple[View, View]:
    path = performance.camera.model_copy(update={"sway_x": [], "sway_y": [], "sway_zoom": [], "sway_roll_deg": []})
    return view_at(path, 0, performance.frames, performance.fps), view_at(path, performance.frames - 1, performance.frames, performance.fps)


def test_it_is_found_by_its_name() -> None:
    assert engine_class(Stage.CLIPS, "camera") is Camera


def test_a_performance_has_the_length_rate_and_size_of_its_order(people: Path, tmp_path: Path) -> None:
    made = make_clip(clip_order(frames=31, fps=25), people, tmp_path)

    assert (made.media_type, made.frames, made.fps, made.width_px, made.height_px) == (PERFORMANCE, 31, 25, 320, 180)
    assert open_clip(made.path, made.media_type, people, 320, 180, 25).frames == 31


def test_the_same_order_gives_the_same_bytes_in_another_process(people: Path, tmp_path: Path) -> None:
    here = make_clip(clip_order(move="handheld"), people, tmp_path).path.read_bytes()
    script = (
        "import sys; from pathlib import Path; from tests.activities.clips.orders import *; "
        "made = make_clip(clip_order(move='handheld'), Path(sys.argv[1]), Path(sys.argv[2])); "
        "import hashlib; sys.stdout.write(hashlib.sha256(made.path.read_bytes()).hexdigest())"
    )
    root = Path(__file__).parents[3]
    command = [sys.executable, "-c", script, str(people), str(tmp_path / "other")]
    there = subprocess.run(command, capture_output=True, text=True, check=True, cwd=root).stdout

    assert there == hashlib.sha256(here).hexdigest()


@pytest.mark.parametrize("field", ["seed", "take"])
def test_another_seed_or_take_is_another_performance(people: Path, tmp_path: Path, field: str) -> None:
    one, two = (performed(people, tmp_path, **{field: number}).model_dump(exclude={"seed"}) for number in (1, 2))

    assert one != two


@pytest.mark.parametrize("intensity", [0.0, 0.5, 1.0])
@pytest.mark.parametrize("move", MOVES)
def test_no_move_leaves_the_picture(people: Path, tmp_path: Path, move: CameraMove, intensity: float) -> None:
    rig = read_rig(people)
    for seed in range(3):
        made = performed(people, tmp_path, move=move, intensity=intensity, seed=seed)
        assert stays_inside(made.camera, Screen(320, 180, rig.frame), edges_of(rig), made.frames, made.fps)


@pytest.mark.parametrize("size", [(320, 180), (180, 320), (400, 160)])
@pytest.mark.parametrize("move", MOVES)
def test_no_move_leaves_a_flat_image(tmp_path: Path, move: CameraMove, size: tuple[int, int]) -> None:
    cv2.imwrite(str(tmp_path / "flat.png"), np.full((size[1], size[0], 3), 128, np.uint8))
    made = performed(tmp_path / "flat.png", tmp_path, move=move, intensity=1.0, image=picture_ref(PNG))
    rig = flat_rig(tmp_path / "flat.png", 320, 180)

    assert stays_inside(made.camera, Screen(320, 180, rig.frame), edges_of(rig), made.frames, made.fps)


@pytest.mark.parametrize(
    ("move", "across", "down", "closer"),
    [
        ("static", 0, 0, 0),
        ("handheld", 0, 0, 0),
        ("push_in", None, None, 1),
        ("pull_out", None, None, -1),
        ("pan_left", -1, 0, 0),
        ("pan_right", 1, 0, 0),
        ("tilt_up", 0, -1, 0),
        ("tilt_down", 0, 1, 0),
        ("truck_left", -1, 0, 0),
        ("truck_right", 1, 0, 0),
    ],
)
def test_a_move_goes_where_its_name_says(
    people: Path, tmp_path: Path, move: CameraMove, across: int | None, down: int | None, closer: int
) -> None:
    start, end = ends(performed(people, tmp_path, move=move))

    assert across is None or np.sign(round(end.x - start.x, 6)) == across
    assert down is None or np.sign(round(end.y - start.y, 6)) == down
    assert np.sign(round(end.zoom - start.zoom, 6)) == closer


@pytest.mark.parametrize("move", ["push_in", "pull_out", "pan_left", "tilt_up", "truck_right"])
def test_more_intensity_goes_farther(people: Path, tmp_path: Path, move: CameraMove) -> None:
    ways = []
    for intensity in (0.0, 0.4, 0.9):
        start, end = ends(performed(people, tmp_path, move=move, intensity=intensity))
        ways.append(abs(end.x - start.x) + abs(end.y - start.y) + abs(end.zoom - start.zoom))

    assert ways[0] == pytest.approx(0, abs=1e-9)
    assert ways[0] < ways[1] < ways[2]


@pytest.mark.parametrize("move", MOVES)
def test_no_frame_repeats_the_one_before(people: Path, tmp_path: Path, move: CameraMove) -> None:
    made = make_clip(clip_order(move=move, intensity=0.0 if move == "static" else 0.5), people, tmp_path)
    frames = [planes_of(frame)[0].copy() for frame in open_clip(made.path, made.media_type, people, 320, 180, 24).read(0, 48)]

    assert all(not np.array_equal(one, two) for one, two in pairwise(frames))


def test_a_camera_that_stands_still_drifts_less_than_the_eye_follows(people: Path, tmp_path: Path) -> None:
    """Under 4 px a second at 1280 px width, under 1 % away from where it stands."""
    made = performed(people, tmp_path, frames=240)
    views = [view_at(made.camera, frame, 240, 24) for frame in range(240)]
    speed = max(np.hypot(b.x - a.x, (b.y - a.y) * 9 / 16) for a, b in pairwise(views)) * 24

    assert speed * 1280 < 6
    assert max(abs(view.x) for view in views) < 0.01


def test_blinks_are_three_to_five_seconds_apart(people: Path, tmp_path: Path) -> None:
    blinks = motion_of(performed(people, tmp_path, frames=24 * 60), "ANNA").blinks
    gaps_s = np.diff(blinks) / 24

    assert 12 <= len(blinks) <= 20
    assert gaps_s.min() >= 2.9
    assert gaps_s.max() <= 5.1


def test_two_people_do_not_blink_together(people: Path, tmp_path: Path) -> None:
    made = performed(people, tmp_path, frames=24 * 30)

    assert motion_of(made, "ANNA").blinks != motion_of(made, "BEN").blinks


def test_only_who_speaks_nods_and_only_while_speaking(people: Path, tmp_path: Path) -> None:
    speech = [SpeechSpan(character="ANNA", first_frame=24, frames=96)]
    made = performed(people, tmp_path, frames=240, subjects=[anna()], speech=speech)
    nods = motion_of(made, "ANNA").nods

    assert nods
    assert all(24 <= nod.first_frame < 120 for nod in nods)
    assert not motion_of(made, "BEN").nods


def test_somebody_in_profile_nods_sideways(people: Path, tmp_path: Path) -> None:
    speech = [SpeechSpan(character="ANNA", first_frame=0, frames=200)]
    nods = {
        facing: motion_of(performed(people, tmp_path, frames=240, subjects=[anna(facing=facing)], speech=speech), "ANNA").nods
        for facing in ("left", "right")
    }

    assert np.mean([nod.degrees for nod in nods["left"]]) < -0.5
    assert np.mean([nod.degrees for nod in nods["right"]]) > 0.5


@pytest.mark.parametrize(("facing", "direction"), [("left", -1), ("right", 1), ("camera", 0)])
def test_somebody_walks_where_they_face(people: Path, tmp_path: Path, facing: str, direction: int) -> None:
    walk = motion_of(performed(people, tmp_path, subjects=[anna(pose="walk", facing=facing)]), "ANNA").walk

    assert walk is not None
    assert np.sign(walk.end - walk.start) == direction
    assert (walk.growth > 0) == (facing == "camera")


def test_who_stands_does_not_walk(people: Path, tmp_path: Path) -> None:
    assert motion_of(performed(people, tmp_path, subjects=[anna()]), "ANNA").walk is None


def test_a_storm_blows_harder_than_fog(people: Path, tmp_path: Path) -> None:
    storm, fog = (performed(people, tmp_path, weather=weather).surroundings for weather in ("storm", "fog"))

    assert storm.wind > 2 * fog.wind
    assert storm.ripple > fog.ripple


def test_snow_falls_slower_than_rain(people: Path, tmp_path: Path) -> None:
    rain, snow = (performed(people, tmp_path, weather=weather).surroundings for weather in ("rain", "snow"))

    assert rain.precipitation[1] > 4 * snow.precipitation[1]
    assert snow.flutter > rain.flutter


def test_who_is_not_in_the_picture_is_noted(people: Path, tmp_path: Path) -> None:
    order = clip_order(subjects=[Subject(character=Character(name="CARL"))])

    assert make_clip(order, people, tmp_path).facts == {"notes": ["CARL is not in the picture"]}


def test_over_a_flat_image_only_the_camera_moves(tmp_path: Path) -> None:
    cv2.imwrite(str(tmp_path / "flat.jpg"), np.full((90, 160, 3), 128, np.uint8))
    made = performed(tmp_path / "flat.jpg", tmp_path, image=picture_ref(JPEG), move="pan_left")

    assert made.figures == []
    assert made.camera.start.zoom > 1


def test_a_video_can_not_be_moved_over(people: Path, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="can't move over video/mp4"):
        make_clip(clip_order(image=picture_ref(MP4)), people, tmp_path)


@pytest.mark.parametrize("change", [{"frames": 0}, {"fps": 0}, {"width_px": 321}, {"height_px": 0}])
def test_a_clip_that_can_not_be_is_refused(people: Path, tmp_path: Path, change: dict[str, int]) -> None:
    with pytest.raises(Refused, match="a clip of"):
        make_clip(clip_order(**change), people, tmp_path)


def test_a_clip_may_be_one_frame_long(people: Path, tmp_path: Path) -> None:
    made = make_clip(clip_order(frames=1, move="push_in"), people, tmp_path)

    assert len(list(open_clip(made.path, made.media_type, people, 320, 180, 24).read(0, 1))) == 1


def test_a_rider_goes_exactly_as_far_as_the_horse(people: Path, tmp_path: Path) -> None:
    order = paint(
        setting=Setting(int_ext="EXT", location="FIELD"),
        size="FS",
        subjects=[seen(JONAS, pose="ride", facing="left")],
        props=["horse"],
    )
    drawing = draw_picture(order)
    write_picture(tmp_path / "horse.ora", drawing.rig, drawing.layers, drawing.merged)
    made = performed(tmp_path / "horse.ora", tmp_path, subjects=order.subjects)
    ways = [
        (motion.walk.end - motion.walk.start) * figure.height_px
        for motion, figure in zip(made.figures, drawing.rig.figures, strict=True)
        if motion.walk
    ]

    assert ways[0] == pytest.approx(ways[1], abs=0.01)
    assert ways[0] < -20


@pytest.mark.parametrize("words", ["Freeze frame on her smile.", "The picture freezes.", "STANDBILD.", "Arrêt sur image."])
def test_a_picture_freezes_when_the_script_says_so_and_not_before(people: Path, tmp_path: Path, words: str) -> None:
    made = make_clip(clip_order(prompt=words), people, tmp_path)
    frames = [planes_of(frame)[0].copy() for frame in open_clip(made.path, made.media_type, people, 320, 180, 24).read(0, 48)]

    assert not any(np.array_equal(one, two) for one, two in pairwise(frames[:25]))
    assert all(np.array_equal(one, two) for one, two in pairwise(frames[24:]))


def test_nobody_is_cut_short_by_a_freeze(people: Path, tmp_path: Path) -> None:
    order = {"speech": [SpeechSpan(character="ANNA", first_frame=5, frames=35)], "prompt": "Freeze frame."}

    assert performed(people, tmp_path, **order).still_from == 40


def test_who_freezes_with_fear_does_not_freeze_the_film(people: Path, tmp_path: Path) -> None:
    assert performed(people, tmp_path, prompt="Anna freezes. A frame falls.").still_from is None
