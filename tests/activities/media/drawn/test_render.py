"""Drawing performances: what is seen at each frame."""

import hashlib
import subprocess
import sys
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import get_args

import av
import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from activities.media.drawn.camera import Screen, edges_of, fitted
from activities.media.drawn.performance import (
    CameraPath,
    FigureMotion,
    Performance,
    Surroundings,
    View,
    Walk,
    Wave,
    write_performance,
)
from activities.media.drawn.picture import Rig, Viseme, is_shown_at_rest, read_layer, read_rig
from activities.media.drawn.render import DrawnClip
from activities.media.frames import open_clip
from activities.media.planes import planes_of
from schemas.failures import Broken, Refused
from schemas.media import JPEG, PERFORMANCE, PNG
from tests.activities.media.drawn.small_pictures import Sketch, write_two_people

WIDTH, HEIGHT = 320, 180
CALM = Surroundings(precipitation=(0.0, 0.0), clouds=0.0, wind=0.0, ripple=0.0, shimmer=0.0)
DRIFT = CameraPath(sway_x=[Wave(amplitude=0.004, period_s=7)], sway_y=[Wave(amplitude=0.003, period_s=5, phase=0.2)])


@pytest.fixture(scope="module")
def people(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("picture") / "people.ora"
    write_two_people(path, WIDTH, HEIGHT, with_weather=True)
    return path


def performance(frames: int = 24, **changes: object) -> Performance:
    return Performance.model_validate(
        {"frames": frames, "fps": 24, "width_px": WIDTH, "height_px": HEIGHT, "seed": 1, "camera": CameraPath(parallax=0.0), **changes}
    )


def planes(frames: list[av.VideoFrame]) -> list[list[NDArray[np.uint8]]]:
    return [[plane.copy() for plane in planes_of(frame)] for frame in frames]


def drawn(made: Performance, picture: Path, first_frame: int = 0, frames: int | None = None) -> list[list[NDArray[np.uint8]]]:
    clip = DrawnClip(made, picture, made.width_px, made.height_px)
    return planes(list(clip.read(first_frame, made.frames if frames is None else frames)))


def lively() -> Performance:
    motion = FigureMotion(
        figure=0,
        character="ANNA",
        breath=Wave(amplitude=0.003, period_s=4),
        tilt_deg=[Wave(amplitude=1, period_s=3)],
        blinks=[5],
        mouth=[(3, "A"), (7, "MBP"), (9, "rest")],
    )
    camera = CameraPath(start=View(x=-0.03), end=View(x=0.03, zoom=1.1), parallax=0.5, sway_roll_deg=[Wave(amplitude=0.3, period_s=2)])
    return performance(figures=[motion], camera=camera)


def test_a_frame_does_not_depend_on_the_range_that_asked_for_it(people: Path) -> None:
    whole, part = drawn(lively(), people), drawn(lively(), people, 10, 5)

    for expected, actual in zip(whole[10:15], part, strict=True):
        for a, b in zip(expected, actual, strict=True):
            np.testing.assert_array_equal(a, b)


def test_frames_do_not_depend_on_the_number_of_threads(people: Path) -> None:
    clip = DrawnClip(lively(), people, WIDTH, HEIGHT)
    one = planes(list(clip.read(0, 24)))
    cv2.setNumThreads(4)
    four = planes(list(clip.read(0, 24)))
    cv2.setNumThreads(1)

    assert all(np.array_equal(a, b) for x, y in zip(one, four, strict=True) for a, b in zip(x, y, strict=True))


def test_another_process_draws_the_same_bytes(people: Path, tmp_path: Path) -> None:
    write_performance(tmp_path / "p.json", lively())
    here = hashlib.sha256(b"".join(plane.tobytes() for frame in drawn(lively(), people, 3, 4) for plane in frame)).hexdigest()
    script = (
        "import hashlib, sys; from pathlib import Path; from activities.media.frames import open_clip; "
        "from activities.media.planes import planes_of; from schemas.media import PERFORMANCE; "
        f"frames = open_clip(Path(sys.argv[1]), PERFORMANCE, Path(sys.argv[2]), {WIDTH}, {HEIGHT}, 24).read(3, 4); "
        "planes = [plane.tobytes() for frame in frames for plane in planes_of(frame)]; "
        "sys.stdout.write(hashlib.sha256(b''.join(planes)).hexdigest())"
    )
    command = [sys.executable, "-c", script, str(tmp_path / "p.json"), str(people)]
    there = subprocess.run(command, capture_output=True, text=True, check=True, cwd=Path(__file__).parents[4]).stdout

    assert there == here


def test_no_frame_repeats_the_one_before(people: Path) -> None:
    frames = drawn(performance(frames=96, camera=DRIFT), people)

    assert all(not np.array_equal(one[0], two[0]) for one, two in pairwise(frames))


def test_frames_are_tagged_and_counted(people: Path, tmp_path: Path) -> None:
    write_performance(tmp_path / "p.json", lively())
    source = open_clip(tmp_path / "p.json", PERFORMANCE, people, WIDTH, HEIGHT, 24)
    frame = next(source.read(7, 1))

    assert (source.frames, source.width_px, source.height_px, source.fps) == (24, WIDTH, HEIGHT, 24)
    assert (frame.format.name, frame.width, frame.height, frame.pts, frame.time_base) == ("yuv420p", WIDTH, HEIGHT, 7, Fraction(1, 24))
    assert (int(frame.colorspace), int(frame.color_range), int(frame.color_primaries), int(frame.color_trc)) == (1, 1, 1, 1)


def test_colours_are_bt709_limited_range(tmp_path: Path) -> None:
    """Against swscale, an independent converter."""
    colours = np.array([[255, 0, 0], [0, 255, 0], [0, 0, 255], [255, 255, 255], [0, 0, 0], [200, 120, 60]], np.uint8)
    for number, colour in enumerate(colours):
        sketch = Sketch(64, 36)
        canvas = sketch.blank()
        canvas[..., :3], canvas[..., 3] = colour, 255
        sketch.add(canvas, "set", 0.5)
        sketch.write(tmp_path / f"{number}.ora")
        flat = av.VideoFrame.from_ndarray(np.full((36, 64, 3), colour, np.uint8), format="rgb24")
        expected = planes_of(flat.reformat(format="yuv420p", dst_colorspace="ITU709", dst_color_range="MPEG"))
        made = performance(frames=1).model_copy(update={"width_px": 64, "height_px": 36})
        for a, b in zip(expected, drawn(made, tmp_path / f"{number}.ora")[0], strict=True):
            assert float(np.abs(a.astype(int) - b).max()) <= 1


def test_the_picture_is_seen_as_it_is_at_rest(tmp_path: Path) -> None:
    """Composed straight from the layers it is the same picture, to the rounding of each layer."""
    rig = write_two_people(tmp_path / "people.ora", 320, 160)
    canvas = np.zeros((rig.height_px + 200, rig.width_px + 200, 3))
    for layer in rig.layers:
        if is_shown_at_rest(layer):
            pixels = read_layer(tmp_path / "people.ora", layer).astype(float)
            y, x = layer.y + 100, layer.x + 100
            region = canvas[y : y + layer.height_px, x : x + layer.width_px]
            region[:] = pixels[..., :3] * pixels[..., 3:] / 255 + region * (1 - pixels[..., 3:] / 255)
    luma = canvas @ np.array([0.2126, 0.7152, 0.0722]) * 219 / 255 + 16
    made = performance(frames=1, surroundings=CALM).model_copy(update={"height_px": 160})
    off = drawn(made, tmp_path / "people.ora")[0][0] - luma[120:280, 140:460]

    assert float(np.abs(off).max()) <= 4
    assert float(np.abs(off).mean()) < 0.7


@pytest.mark.parametrize("colour", [(255, 255, 255), (180, 40, 40), (20, 20, 20)])
def test_edges_of_layers_have_no_fringe(tmp_path: Path, colour: tuple[int, int, int]) -> None:
    """A shape of the backdrop's own colour can't be seen, wherever the camera is."""
    sketch = Sketch(WIDTH, HEIGHT)
    canvas = sketch.blank()
    canvas[..., :3], canvas[..., 3] = colour, 255
    sketch.add(canvas, "set", 0.0)
    sketch.shapes("set", 1.3, [(0.5, 0.5, 0.2, 0.2), (0.4, 0.6, 0.1, 0.3)], (*colour, 255))
    sketch.write(tmp_path / "plain.ora")
    camera = CameraPath(start=View(x=-0.02), end=View(x=0.031, y=0.017, zoom=1.13), parallax=0.7)
    for frame in drawn(performance(camera=camera), tmp_path / "plain.ora"):
        assert all(int(np.ptp(plane)) <= 4 for plane in frame)


def test_the_camera_never_sees_beyond_the_canvas(tmp_path: Path) -> None:
    sketch = Sketch(WIDTH, HEIGHT)
    canvas = sketch.blank()
    canvas[..., :3], canvas[..., 3] = 128, 255
    # Not a set: nothing goes on beyond the ends of a prop, there it is black.
    sketch.add(canvas, "prop", 1.0)
    rig = sketch.write(tmp_path / "grey.ora")
    screen = Screen(WIDTH, HEIGHT, rig.frame)
    for way in (View(x=0.5), View(x=-0.5, y=0.5), View(y=-0.5, roll_deg=4), View(zoom=0.5)):
        camera = fitted(CameraPath(start=way, end=View()), screen, edges_of(rig), 24, 24)
        frames = drawn(performance(camera=camera), tmp_path / "grey.ora")
        assert max(int(np.ptp(frame[0])) for frame in frames) == 0


def head_region(rig: Rig, number: int) -> tuple[slice, slice]:
    neck, height = rig.figures[number].neck, rig.figures[number].height_px
    x, y = neck[0] - rig.frame[0], neck[1] - rig.frame[1]
    return slice(round(y - 0.16 * height), round(y)), slice(round(x - 0.06 * height), round(x + 0.06 * height))


def changed(people: Path, made: Performance, still: Performance, where: tuple[slice, slice]) -> list[float]:
    """How much of a region differs from the still performance, frame by frame: mean levels."""
    pairs = zip(drawn(made, people), drawn(still, people), strict=True)
    return [float(np.abs(a[0][where].astype(int) - b[0][where]).mean()) for a, b in pairs]


@pytest.fixture(scope="module")
def rig(people: Path) -> Rig:
    return read_rig(people)


def test_eyes_close_for_a_blink_and_open_again(people: Path, rig: Rig) -> None:
    blinking = performance(frames=14, figures=[FigureMotion(figure=0, character="ANNA", blinks=[5])])
    difference = changed(people, blinking, performance(frames=14), head_region(rig, 0))

    assert [value > 0 for value in difference] == [False] * 5 + [True] * 4 + [False] * 5
    assert difference[6] > difference[5]


def test_every_mouth_shape_is_seen_while_it_is_held(people: Path, rig: Rig) -> None:
    visemes: tuple[Viseme, ...] = get_args(Viseme)
    keys = [(2 * place, viseme) for place, viseme in enumerate(visemes)]
    speaking = performance(frames=22, surroundings=CALM, figures=[FigureMotion(figure=1, character="BEN", mouth=keys)])
    region = head_region(rig, 1)
    frames = [frame[0][region] for frame in drawn(speaking, people)]
    shapes = {frame.tobytes() for frame in frames}

    assert len(shapes) == len(visemes)
    assert all(np.array_equal(frames[k], frames[k + 1]) for k in range(0, 22, 2))


def test_a_blink_leaves_everybody_else_alone(people: Path, rig: Rig) -> None:
    blinking = performance(frames=10, figures=[FigureMotion(figure=0, character="ANNA", blinks=[3])])

    assert max(changed(people, blinking, performance(frames=10), head_region(rig, 1))) == 0


def test_a_breath_lifts_the_head_and_keeps_it_on_the_neck(people: Path, rig: Rig) -> None:
    """Where body and head meet, no backdrop shows through."""
    breathing = performance(
        frames=48,
        figures=[
            FigureMotion(figure=0, character="ANNA", breath=Wave(amplitude=0.02, period_s=2), tilt_deg=[Wave(amplitude=3, period_s=1)])
        ],
    )
    neck = rig.figures[0].neck
    x, y = round(neck[0] - rig.frame[0]), round(neck[1] - rig.frame[1])
    column = [frame[2][(y - 8) // 2 : (y + 8) // 2, x // 2] for frame in drawn(breathing, people)]

    # Skin and clothes are both redder than the wall: V above 140 all the way down.
    assert min(int(part.min()) for part in column) > 140


def test_a_walk_crosses_the_picture(people: Path, rig: Rig) -> None:
    walk = Walk(start=-0.2, end=0.2, bob=0.01, steps_per_s=2)
    frames = drawn(performance(figures=[FigureMotion(figure=1, character="BEN", walk=walk)]), people)
    levels = [np.clip(frame[1][40:55].astype(float) - 140, 0, None).sum(axis=0) for frame in frames]
    blue = [float(np.average(np.arange(WIDTH // 2), weights=level)) for level in levels]

    assert blue[-1] - blue[0] > 0.3 * rig.figures[1].height_px / 2
    assert all(b >= a for a, b in pairwise(blue))


@pytest.mark.parametrize("moving", [{"precipitation": (0.0, 1.0)}, {"clouds": 0.05}, {"wind": 1.0}, {"ripple": 0.01}, {"shimmer": 0.5}])
def test_weather_moves_what_it_should(people: Path, moving: dict[str, object]) -> None:
    one = drawn(performance(frames=8, surroundings=CALM), people)
    other = drawn(performance(frames=8, surroundings=CALM.model_copy(update=moving)), people)

    assert np.array_equal(one[0][0], one[7][0])
    assert not np.array_equal(other[0][0], other[7][0])


def test_rain_repeats_itself_without_a_seam(tmp_path: Path) -> None:
    """An even veil stays even while it falls: no line where one period meets the next."""
    sketch = Sketch(WIDTH, HEIGHT)
    canvas = sketch.blank()
    canvas[..., 3] = 255
    sketch.add(canvas, "set", 0.2)
    veil = sketch.blank()
    veil[...] = (255, 255, 255, 100)
    sketch.add(veil, "precipitation", 1.2)
    sketch.write(tmp_path / "veil.ora")
    camera = CameraPath(start=View(zoom=1.05, roll_deg=-0.5), end=View(zoom=1.05, x=0.03, roll_deg=0.5), parallax=0.5)
    made = performance(camera=camera, surroundings=Surroundings(precipitation=(0.13, 0.9)))

    assert max(int(np.ptp(frame[0])) for frame in drawn(made, tmp_path / "veil.ora")) <= 1


def test_scenery_in_pieces_is_the_scenery(tmp_path: Path) -> None:
    """Two shapes in one layer, drawn apart, look as in two layers."""
    ellipses = [(0.2, 0.4, 0.08, 0.2), (0.8, 0.6, 0.1, 0.15)]
    for name, parts in (("one", [ellipses]), ("two", [[shape] for shape in ellipses])):
        sketch = Sketch(WIDTH, HEIGHT)
        sketch.backdrop()
        for part in parts:
            sketch.shapes("set", 0.9, part, (200, 30, 30, 255))
        sketch.write(tmp_path / f"{name}.ora")
    camera = CameraPath(start=View(x=-0.05), end=View(x=0.05, zoom=1.1), parallax=0.6)
    made = performance(frames=6, camera=camera)
    for one, two in zip(drawn(made, tmp_path / "one.ora"), drawn(made, tmp_path / "two.ora"), strict=True):
        for a, b in zip(one, two, strict=True):
            assert int(cv2.absdiff(a, b).max()) <= 1


@pytest.mark.parametrize("media_type", [PNG, JPEG])
@pytest.mark.parametrize("size", [(320, 180), (500, 180), (200, 400), (1600, 900)])
def test_a_flat_image_covers_the_frame(tmp_path: Path, media_type: str, size: tuple[int, int]) -> None:
    path = tmp_path / ("flat.png" if media_type == PNG else "flat.jpg")
    cv2.imwrite(str(path), np.full((size[1], size[0], 3), 180, np.uint8))
    made = performance(frames=3, camera=CameraPath(end=View(zoom=1.2)), image_media_type=media_type)

    assert all(int(np.ptp(plane)) == 0 for frame in drawn(made, path) for plane in frame)


def test_a_performance_can_be_drawn_in_another_size(people: Path) -> None:
    small = planes(list(DrawnClip(lively(), people, 160, 90).read(0, 24)))
    large = drawn(lively(), people)
    halved = cv2.resize(large[12][0], (160, 90), interpolation=cv2.INTER_AREA)

    assert float(np.abs(halved.astype(int) - small[12][0]).mean()) < 3


def test_a_performance_of_another_rate_is_refused(people: Path, tmp_path: Path) -> None:
    write_performance(tmp_path / "p.json", lively())

    with pytest.raises(Refused, match="made for 24 frames a second, the film has 30"):
        open_clip(tmp_path / "p.json", PERFORMANCE, people, WIDTH, HEIGHT, 30)


def test_a_range_outside_the_performance_is_refused(people: Path) -> None:
    with pytest.raises(Refused, match="a performance of 24"):
        next(DrawnClip(lively(), people, WIDTH, HEIGHT).read(20, 5))


def test_a_damaged_picture_is_broken(tmp_path: Path) -> None:
    (tmp_path / "p.ora").write_bytes(b"no zip")

    with pytest.raises(Broken, match="is no layered picture"):
        DrawnClip(lively(), tmp_path / "p.ora", WIDTH, HEIGHT)


def test_a_belt_of_clouds_ends_where_it_ends(tmp_path: Path) -> None:
    """Cut off by the upper end of the canvas, its lower edge stays soft: nothing of its top comes back below it."""
    sketch = Sketch(WIDTH, HEIGHT)
    canvas = sketch.blank()
    canvas[..., 3] = 255
    sketch.add(canvas, "set", 0.2)
    belt = sketch.blank()
    belt[: sketch.height // 2] = (255, 255, 255, 255)
    belt[..., 3] = np.where(np.arange(sketch.height) < sketch.height // 2, np.linspace(255, -255, sketch.height).clip(0), 0)[:, None]
    sketch.add(belt, "clouds", 0.1)
    sketch.write(tmp_path / "belt.ora")
    camera = CameraPath(start=View(y=-0.02), end=View(y=0.021), parallax=0.3)
    for frame in drawn(performance(camera=camera), tmp_path / "belt.ora"):
        column = frame[0][:, 100].astype(int)
        assert np.diff(column).max() <= 0
        assert int(np.ptp(frame[0], axis=1).max()) <= 1
