"""Wav2Lip over real clips of a real face, with weights of the right form that were never trained: where it paints, not what."""

import hashlib
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Literal

import av
import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from activities.engines import Input, Job, Made, engine_class
from activities.lipsync.activity import fault
from activities.lipsync.engines.wav2lip import Wav2Lip, Wav2LipOptions
from activities.lipsync.faces import Face, box_of
from activities.media.frames import open_clip
from activities.media.planes import planes_of
from activities.media.rgb import Rgb
from activities.media.sound.waveform import write_sound
from activities.models.tiny.cards import files_folder, register
from activities.models.tiny.wav2lip import make_tiny_wav2lip
from activities.models.torch_setup import torch_module
from schemas.engines import EngineChoice
from schemas.failures import Refused
from schemas.lipsync import SpokenLine, SyncLips
from schemas.media import FLAC, MP4, PERFORMANCE, PICTURE, PNG, ArtifactRef
from schemas.order import About
from schemas.shots import Character, Subject
from schemas.stages import Stage
from tests.activities.clips.orders import clip_order, make_clip
from tests.activities.lipsync.faces_on_film import FPS, HEIGHT_PX, MOUTH, WIDTH_PX, empty, portrait, two_portraits, write_clip

FRAMES = 24
SPOKEN = range(10, 14)
"""Frames in which somebody speaks."""
TOUCHED = range(6, 18)
"""Those and the easing around them."""


@pytest.fixture(scope="module", autouse=True)
def _one_thread() -> Iterator[None]:
    """Threads of the network that wait for each other on busy processors cost half as much again."""
    torch = torch_module()
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(threads)


@pytest.fixture(scope="module")
def options(tmp_path_factory: pytest.TempPathFactory) -> Wav2LipOptions:
    folder = tmp_path_factory.mktemp("models")
    return Wav2LipOptions(models_dir=folder, model=make_tiny_wav2lip(folder), faces="cascade", device="cpu")


@pytest.fixture(scope="module")
def engine(options: Wav2LipOptions) -> Wav2Lip:
    return Wav2Lip(options)


def job_of(
    folder: Path,
    pictures: Iterator[Rgb],
    *,
    position: Literal["left", "centre", "right"] = "centre",
    facing: Literal["camera", "away"] = "camera",
    pitch_hz: float = 220.0,
) -> Job[SyncLips]:
    """ANN says something in a clip; BEN is there too where ANN is not in the middle."""
    folder.mkdir()
    clip = write_clip(folder / "source.mp4", pictures)
    time_s = np.arange(len(SPOKEN) * 2000) / 48_000
    write_sound(folder / "speech.flac", np.sin(2 * np.pi * pitch_hz * time_s)[None].astype(np.float32) * 0.4, channels=1)
    ref = ArtifactRef(
        key=f"{folder.name:0<64}",
        media_type=MP4,
        size_bytes=1,
        sha256="0" * 64,
        width_px=WIDTH_PX,
        height_px=HEIGHT_PX,
        frames=FRAMES,
        fps=FPS,
    )
    speech = ArtifactRef(key="5" * 64, media_type=FLAC, size_bytes=1, sha256="0" * 64, samples=len(time_s))
    ann = Subject(character=Character(name="ANN"), position=position, facing=facing)
    ben = Subject(character=Character(name="BEN"), position="left" if position == "right" else "right")
    order = SyncLips(
        engine=EngineChoice(stage=Stage.LIPSYNC, name="wav2lip", version=Wav2Lip.version),
        about=About(film="f", owner="o", cut=1, target="shot 1", label="Scene 1 · Shot 1"),
        clip=ref,
        image=ref,
        speeches=[SpokenLine(character="ANN", speech=speech, first_sample=SPOKEN.start * 2000)],
        subjects=[ann] if position == "centre" else [ann, ben],
    )
    bench = folder / "bench"
    bench.mkdir()
    return Job(order, {ref.key: Input(clip), speech.key: Input(folder / "speech.flac")}, bench)


def frames_of(path: Path) -> list[av.VideoFrame]:
    return list(open_clip(path, MP4, path, WIDTH_PX, HEIGHT_PX, FPS).read(0, FRAMES))


def changes(job: Job[SyncLips], made: Made) -> list[NDArray[np.bool_]]:
    """By frame: which pixels have another brightness than in the clip."""
    before = frames_of(job.input(job.order.clip).path)
    return [planes_of(one)[0] != planes_of(other)[0] for one, other in zip(before, frames_of(made.path), strict=True)]


def digest(made: Made) -> str:
    return hashlib.sha256(made.path.read_bytes()).hexdigest()


@pytest.fixture(scope="module")
def portrait_job(tmp_path_factory: pytest.TempPathFactory) -> Job[SyncLips]:
    return job_of(tmp_path_factory.mktemp("portrait") / "a", (portrait(number) for number in range(FRAMES)))


@pytest.fixture(scope="module")
def spoken(engine: Wav2Lip, portrait_job: Job[SyncLips]) -> Made:
    return engine.make(portrait_job)


def test_the_result_is_as_long_and_large_as_the_clip(portrait_job: Job[SyncLips], spoken: Made) -> None:
    assert fault(portrait_job.order, spoken) is None
    assert (spoken.width_px, spoken.height_px, spoken.media_type) == (WIDTH_PX, HEIGHT_PX, MP4)
    assert len(frames_of(spoken.path)) == FRAMES


def test_frames_in_which_nobody_speaks_keep_their_bits(portrait_job: Job[SyncLips], spoken: Made) -> None:
    changed = {number for number, where in enumerate(changes(portrait_job, spoken)) if where.any()}

    assert changed == set(TOUCHED)
    assert spoken.facts == {"faces": spoken.facts["faces"], "mouths": len(TOUCHED)}


def test_only_the_mouth_of_the_speaker_changes(portrait_job: Job[SyncLips], spoken: Made) -> None:
    """Where it is follows from how the photograph was placed."""
    mouth_y = 0.5 * HEIGHT_PX + 0.9 * (MOUTH[1] - 124)
    face = box_of(Face(0.5 * WIDTH_PX, mouth_y - 0.9 * 42, 0.5 * WIDTH_PX, mouth_y))

    for where in changes(portrait_job, spoken):
        rows, columns = np.nonzero(where)
        assert all(face.left_px - 4 <= column <= face.left_px + face.width_px + 4 for column in columns)
        assert all(face.top_px + 0.4 * face.height_px <= row <= face.top_px + face.height_px + 4 for row in rows)


def test_while_somebody_speaks_the_mouth_is_the_models(portrait_job: Job[SyncLips], spoken: Made) -> None:
    changed = changes(portrait_job, spoken)

    assert min(where.sum() for where in changed[SPOKEN.start : SPOKEN.stop]) > 1500


@pytest.mark.slow
def test_orders_in_one_call_come_out_as_they_do_alone(engine: Wav2Lip, portrait_job: Job[SyncLips], spoken: Made, tmp_path: Path) -> None:
    other = job_of(tmp_path / "b", (portrait(number, size=0.8) for number in range(FRAMES)), pitch_hz=700.0)
    again = Job(portrait_job.order, portrait_job.inputs, tmp_path)

    results = engine.make_many([other, again])

    assert digest(results[1]) == digest(spoken)
    assert digest(results[0]) != digest(spoken)


def test_what_is_heard_shapes_the_mouth(engine: Wav2Lip, spoken: Made, tmp_path: Path) -> None:
    job = job_of(tmp_path / "a", (portrait(number) for number in range(FRAMES)), pitch_hz=2000.0)

    other = engine.make(job)

    pairs = [(planes_of(one)[0], planes_of(two)[0]) for one, two in zip(frames_of(spoken.path), frames_of(other.path), strict=True)]
    differing = {number for number, (one, two) in enumerate(pairs) if (one != two).any()}
    assert set(SPOKEN) <= differing <= set(TOUCHED)


@pytest.mark.parametrize("side", ["left", "right"])
def test_of_two_people_only_the_speaker_moves(engine: Wav2Lip, tmp_path: Path, side: Literal["left", "right"]) -> None:
    job = job_of(tmp_path / "a", (two_portraits(number) for number in range(FRAMES)), position=side)

    columns = np.nonzero(np.any(changes(job, engine.make(job)), axis=0))[1]

    assert columns.size
    assert (columns < WIDTH_PX / 2).all() if side == "left" else (columns >= WIDTH_PX / 2).all()


def test_frames_without_a_face_keep_their_bits(engine: Wav2Lip, tmp_path: Path) -> None:
    job = job_of(tmp_path / "a", (portrait(number) if number < 12 else empty(number) for number in range(FRAMES)))

    changed = [number for number, where in enumerate(changes(job, engine.make(job))) if where.any()]

    assert changed
    assert max(changed) < 12


def test_a_clip_without_faces_is_left_as_it_is_and_that_is_said(engine: Wav2Lip, tmp_path: Path) -> None:
    job = job_of(tmp_path / "a", (empty(number) for number in range(FRAMES)))

    made = engine.make(job)

    assert made.path.read_bytes() == job.input(job.order.clip).path.read_bytes()
    assert made.facts["notes"] == ["ANN speaks with an unmoved mouth: no face is found"]


def test_somebody_seen_from_behind_is_given_nobody_elses_face(engine: Wav2Lip, tmp_path: Path) -> None:
    job = job_of(tmp_path / "a", (portrait(number) for number in range(FRAMES)), position="left", facing="away")

    made = engine.make(job)

    assert made.facts["mouths"] == 0
    assert made.facts["notes"] == ["ANN speaks with an unmoved mouth: the faces in the picture are others'"]


def test_progress_rises_to_the_end(engine: Wav2Lip, portrait_job: Job[SyncLips], tmp_path: Path) -> None:
    told: list[float] = []

    engine.make(Job(portrait_job.order, portrait_job.inputs, tmp_path, told.append))

    assert all(before <= after for before, after in pairwise(told))
    assert (len(told) > FRAMES, told[-1]) == (True, 1.0)


class Cancelled(Exception):
    """What a cancelled film's progress raises."""


@pytest.mark.parametrize("at", [0.1, 0.5, 0.8])
def test_a_cancelled_order_ends_at_its_next_step(engine: Wav2Lip, portrait_job: Job[SyncLips], tmp_path: Path, at: float) -> None:
    after: list[float] = []

    def progress(fraction: float) -> None:
        if fraction >= at:
            after.append(fraction)
            raise Cancelled

    with pytest.raises(Cancelled):
        engine.make(Job(portrait_job.order, portrait_job.inputs, tmp_path, progress))

    assert len(after) == 1


def test_a_drawn_clip_is_refused_with_the_engine_that_is_for_it(engine: Wav2Lip, portrait_job: Job[SyncLips]) -> None:
    drawn = portrait_job.order.clip.model_copy(update={"media_type": PERFORMANCE})
    image = portrait_job.order.image.model_copy(update={"media_type": PICTURE})

    with pytest.raises(Refused, match="'visemes'"):
        engine.make(Job(portrait_job.order.model_copy(update={"clip": drawn, "image": image}), portrait_job.inputs, portrait_job.folder))


def test_a_photograph_under_a_moving_camera_speaks(engine: Wav2Lip, portrait_job: Job[SyncLips], tmp_path: Path) -> None:
    picture = tmp_path / "portrait.png"
    Image.fromarray(portrait()).save(picture)
    image = ArtifactRef(key="1" * 64, media_type=PNG, size_bytes=1, sha256="0" * 64)
    filmed = clip_order(image=image, width_px=WIDTH_PX, height_px=HEIGHT_PX, frames=FRAMES, fps=FPS)
    camera = make_clip(filmed, picture, tmp_path / "camera")
    clip = portrait_job.order.clip.model_copy(update={"key": "2" * 64, "media_type": PERFORMANCE})
    inputs = {**portrait_job.inputs, image.key: Input(picture), clip.key: Input(camera.path)}

    made = engine.make(Job(portrait_job.order.model_copy(update={"clip": clip, "image": image}), inputs, tmp_path))

    assert (made.media_type, made.frames, made.facts["mouths"]) == (MP4, FRAMES, len(TOUCHED))


def test_it_may_not_be_sold(options: Wav2LipOptions) -> None:
    assert not Wav2Lip.commercial_use
    assert not Wav2Lip.terms(options).commercial_use


def test_its_key_names_weights_and_detector(options: Wav2LipOptions) -> None:
    assert Wav2Lip.model(options).startswith("tiny/wav2lip@tiny + scikit-image-lbp-")
    assert Wav2Lip.unavailable(options) is None
    assert engine_class(Stage.LIPSYNC, "wav2lip") is Wav2Lip


def test_without_weights_it_says_what_to_do(tmp_path: Path) -> None:
    assert "film models add wav2lip" in str(Wav2Lip.unavailable(Wav2LipOptions(models_dir=tmp_path)))


@pytest.mark.parametrize(
    ("checkpoint", "said"),
    [("", r"several files of weights \(a\.pth, b\.pth\)"), ("c.pth", "has no c.pth; there are a.pth, b.pth"), ("b.pth", "^None$")],
)
def test_of_several_weights_one_must_be_named(tmp_path: Path, checkpoint: str, said: str) -> None:
    folder = files_folder(tmp_path, "tests/both")
    for name in ("a.pth", "b.pth", "readme.md"):
        (folder / name).write_bytes(name.encode())
    model = register(tmp_path, "tests/both")

    reason = str(Wav2Lip.unavailable(Wav2LipOptions(models_dir=tmp_path, model=model, checkpoint=checkpoint, faces="cascade")))

    assert re.search(said, reason)
