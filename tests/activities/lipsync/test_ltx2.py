"""LTX-2 with given sound, through a tiny model of the real classes: whose voice it is, is seen in the picture."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from activities.engines import Engine, Input, Job, Made, engine_class, engine_options
from activities.heartbeat import Cancelled
from activities.lipsync.engines.ltx2 import Ltx2Lips, Ltx2LipsOptions
from activities.lipsync.given_sound import GivenSound, levels_from, log_mel
from activities.lipsync.talking import talking_prompt
from activities.media.frames import open_clip
from activities.media.planes import planes_of
from activities.media.rgb import rgb_from_planes
from activities.media.sound.waveform import write_sound
from activities.models.ltx2 import as_given
from activities.models.pool import limit_memory, warm_pool
from activities.models.rungs import Rung
from activities.models.tiny.ltx2 import TINY, make_tiny_ltx2
from activities.models.torch_setup import torch_module
from schemas.engines import EngineChoice
from schemas.failures import DoesNotFit, Refused
from schemas.lipsync import SpokenLine, SyncLips
from schemas.media import FLAC, MP4, PERFORMANCE, PICTURE, PNG, SAMPLE_RATE_HZ, ArtifactRef
from schemas.order import About
from schemas.shots import Character, Subject
from schemas.stages import Stage
from tests.activities.clips.orders import clip_order, make_clip
from tests.activities.lipsync.faces_on_film import FPS, HEIGHT_PX, WIDTH_PX, portrait, write_clip

FRAMES = 12
"""More than one call of the tiny model makes."""
GUIDED: dict[str, Any] = {"kind": "guided", "left_out_layer": 1}


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    models_dir = tmp_path_factory.mktemp("ltx2-models")
    torch_module().set_num_threads(1)
    make_tiny_ltx2(models_dir)
    return models_dir


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_clip(tmp_path_factory.mktemp("clip") / "clip.mp4", (portrait(number) for number in range(FRAMES)))


def test_a_shot_keeps_size_rate_and_length_and_has_the_same_bytes_each_time(models: Path, clip: Path, tmp_path: Path) -> None:
    told: list[float] = []
    first = _engine(models).make(_job(tmp_path / "a", clip, progress=told.append))
    again = _engine(models).make(_job(tmp_path / "b", clip))

    assert (first.width_px, first.height_px, first.frames, first.fps) == (WIDTH_PX, HEIGHT_PX, FRAMES, FPS)
    assert _frames(first).shape == (FRAMES, HEIGHT_PX, WIDTH_PX, 3)
    assert first.path.read_bytes() == again.path.read_bytes()
    assert told == sorted(told)
    assert (told[-1], first.facts["windows"]) == (1.0, 2)
    assert "whole picture" in first.facts["remade"]


def test_another_voice_is_seen_and_the_result_has_no_sound_of_the_models(models: Path, clip: Path, tmp_path: Path) -> None:
    low, high, silent = (_engine(models).make(_job(tmp_path / str(hz), clip, hz=hz)) for hz in (110, 1500, 0))

    assert _change(low, high) > 0.005
    assert _change(low, silent) > 0.005
    with av.open(str(low.path)) as container:
        assert not container.streams.audio


def test_a_voice_is_seen_from_where_it_begins(models: Path, clip: Path, tmp_path: Path) -> None:
    early, late = (_engine(models).make(_job(tmp_path / str(first), clip, first_sample=first)) for first in (0, 8 * 2000))

    assert _change(early, late) > 0.003


def test_the_model_is_given_the_voice_in_every_step_and_told_that_it_is_clean(models: Path, clip: Path, tmp_path: Path) -> None:
    torch = torch_module()
    worker = _engine(models, steps=3)
    worker.make(_job(tmp_path / "warm", clip))
    heard: list[Any] = []
    noises: list[float] = []
    crossed: list[bool] = []

    def listen(_module: Any, _arguments: Any, named: dict[str, Any]) -> None:
        heard.append(named["audio_hidden_states"].clone())
        crossed.append(named["use_cross_timestep"])
        noises.append(float(named["audio_timestep"].abs().max() + named["audio_sigma"].abs().max()))

    pool = warm_pool("cpu")
    with pool.borrow(pool.names[-1], 0, lambda: pytest.fail("it is not warm")) as loaded:
        hook = loaded.pipeline.transformer.register_forward_pre_hook(listen, with_kwargs=True)
        worker.make(_job(tmp_path / "heard", clip))
        hook.remove()
        voice = np.zeros((1, FRAMES * SAMPLE_RATE_HZ // FPS), np.float32)
        voice[0, 4000 : 4000 + len(_tone(220))] = _tone(220)
        given = GivenSound(loaded.pipeline, voice, FPS).latents(0, 9)

    assert len(heard) == 6  # three steps of two windows
    assert noises == [0.0] * 6
    assert crossed == [False] * 6  # the tiny model is one of 2.0
    assert torch.equal(heard[0], heard[2])
    # but for the 24 bits of its file
    assert torch.allclose(heard[0], loaded.pipeline._pack_audio_latents(given), atol=1e-3)
    assert not torch.equal(heard[2], heard[3])


def test_noise_over_the_voice_is_told_to_the_model_and_has_effect(models: Path, clip: Path, tmp_path: Path) -> None:
    clean, noisy = (_engine(models, sound_noise=level).make(_job(tmp_path / str(level), clip)) for level in (0.0, 0.5))

    assert _change(clean, noisy) > 0.003
    assert noisy.facts["sound_noise"] == 0.5


def test_every_guidance_of_a_guided_model_has_effect(models: Path, clip: Path, tmp_path: Path) -> None:
    plain: dict[str, Any] = {**GUIDED, "guidance": 3.0, "apart": 1.0, "left_out": 0.0}
    first = _engine(models, **plain).make(_job(tmp_path / "plain", clip))

    for name, value in (("guidance", 9.0), ("apart", 6.0), ("left_out", 5.0)):
        other = _engine(models, **{**plain, name: value}).make(_job(tmp_path / name, clip))
        assert _change(first, other) > 0, name


def test_little_strength_stays_close_to_the_clip(models: Path, clip: Path, tmp_path: Path) -> None:
    other = write_clip(tmp_path / "other.mp4", (portrait(number if number == 0 else number + 60, size=0.9) for number in range(FRAMES)))
    changes = {}
    for strength in (0.3, 1.0):
        worker = _engine(models, strength=strength)
        changes[strength] = _change(worker.make(_job(tmp_path / f"a{strength}", clip)), worker.make(_job(tmp_path / f"b{strength}", other)))

    # from noise alone it knows nothing of the clip but the first frame, which is the same
    assert changes[1.0] == 0
    assert changes[0.3] > 0.01


def test_the_ending_of_the_clip_has_effect(models: Path, clip: Path, tmp_path: Path) -> None:
    free, held = (_engine(models, ending=ending).make(_job(tmp_path / ending, clip)) for ending in ("free", "clip"))

    assert _change(free, held) > 0.003


def test_levels_begin_at_the_strength_and_keep_to_the_models_own(models: Path) -> None:
    worker = _engine(models, strength=0.5)
    assert isinstance(worker, Ltx2Lips)
    pipeline = worker.load(Rung.RESIDENT).pipeline

    assert levels_from(pipeline, [1.0, 0.75, 0.5, 0.25], 4, 0.6, 16) == [0.6, 0.5, 0.25]
    assert levels_from(pipeline, None, 4, 0.1, 16) == [0.1]
    assert levels_from(pipeline, None, 4, 0.6, 16) == pytest.approx([0.6, 0.5, 0.25])


def test_a_distilled_model_works_at_its_own_levels_however_its_scheduler_shifts() -> None:
    torch_module()
    from diffusers import FlowMatchEulerDiscreteScheduler

    shifting = FlowMatchEulerDiscreteScheduler(use_dynamic_shifting=True, shift=3.0, shift_terminal=0.1)
    levels = Ltx2LipsOptions(kind="distilled").levels
    scheduler = as_given(shifting)
    scheduler.set_timesteps(sigmas=levels, mu=2.0)

    assert levels is not None
    assert scheduler.sigmas[:-1].tolist() == pytest.approx(levels)
    assert Ltx2LipsOptions(kind="guided").levels is None


def test_a_tone_is_heard_in_its_band_and_silence_in_none() -> None:
    tone = log_mel(_tone(1000)[None], 16_000, 160, 64)
    silence = log_mel(np.zeros((1, SAMPLE_RATE_HZ // 10), np.float32), 16_000, 160, 64)

    assert tone.shape == (len(_tone(1000)) // 3 // 160 + 1, 64)
    # 1 kHz is mel 15 of 45.2 on Slaney's scale, so band 21 of 64
    assert set(tone[2:-2].argmax(axis=1)) == {21}
    assert np.all(silence == np.float32(np.log(1e-5)))


def test_a_cancelled_film_stops_within_a_step(models: Path, clip: Path, tmp_path: Path) -> None:
    told: list[float] = []

    def progress(fraction: float) -> None:
        told.append(fraction)
        raise Cancelled

    with pytest.raises(Cancelled):
        _engine(models).make(_job(tmp_path / "a", clip, progress=progress))
    assert len(told) == 1


def test_the_prompt_says_who_speaks_and_who_listens(clip: Path, tmp_path: Path) -> None:
    job = _job(tmp_path / "a", clip, facts={"prompt": "A kitchen at night."})

    assert talking_prompt(job) == "A kitchen at night. Ann is talking, the lips move with every word. Bob listens with closed lips"


def test_drawn_clips_are_refused_with_advice(models: Path, clip: Path, tmp_path: Path) -> None:
    job = _job(tmp_path / "a", clip)
    drawn = job.order.clip.model_copy(update={"media_type": PERFORMANCE})
    order = job.order.model_copy(update={"clip": drawn, "image": job.order.image.model_copy(update={"media_type": PICTURE})})

    with pytest.raises(Refused, match="'visemes'"):
        _engine(models).make(Job(order, job.inputs, job.folder))


def test_a_picture_under_a_moving_camera_speaks(models: Path, clip: Path, tmp_path: Path) -> None:
    picture = tmp_path / "portrait.png"
    Image.fromarray(portrait()).save(picture)
    image = ArtifactRef(key="1" * 64, media_type=PNG, size_bytes=1, sha256="0" * 64)
    filmed = clip_order(image=image, width_px=WIDTH_PX, height_px=HEIGHT_PX, frames=FRAMES, fps=FPS, move="push_in")
    camera = make_clip(filmed, picture, tmp_path / "camera")
    job = _job(tmp_path / "a", clip)
    moved = job.order.clip.model_copy(update={"key": "2" * 64, "media_type": PERFORMANCE})
    inputs = {**job.inputs, image.key: Input(picture), moved.key: Input(camera.path)}

    made = _engine(models, ending="clip").make(Job(job.order.model_copy(update={"clip": moved, "image": image}), inputs, job.folder))

    assert (made.media_type, made.frames) == (MP4, FRAMES)
    assert _frames(made).shape == (FRAMES, HEIGHT_PX, WIDTH_PX, 3)


def test_lengths_that_are_no_calls_are_refused_with_the_next(models: Path) -> None:
    with pytest.raises(Refused, match="take 17"):
        _engine(models, most_frames=20)


def test_what_does_not_fit_says_so(models: Path, clip: Path, tmp_path: Path) -> None:
    limit_memory(1000)
    try:
        with pytest.raises(DoesNotFit, match="lower megapixels of lipsync engine"):
            _engine(models).make(_job(tmp_path / "a", clip))
    finally:
        limit_memory(None)


def _engine(models_dir: Path, **options: str | float | bool) -> Engine[SyncLips]:
    given = engine_options(Stage.LIPSYNC, "ltx2", {"FILM_MODELS_DIR": str(models_dir)}, {**TINY["ltx2"], **options})
    return engine_class(Stage.LIPSYNC, "ltx2")(given)


def _tone(hz: float) -> NDArray[np.float32]:
    """A quarter of a second."""
    return (0.4 * np.sin(2 * np.pi * hz * np.arange(SAMPLE_RATE_HZ // 4) / SAMPLE_RATE_HZ)).astype(np.float32)


def _job(
    folder: Path,
    clip: Path,
    *,
    hz: float = 220,
    first_sample: int = 4000,
    facts: dict[str, Any] | None = None,
    progress: Callable[[float], None] = lambda _fraction: None,
) -> Job[SyncLips]:
    folder.mkdir(parents=True)
    write_sound(folder / "speech.flac", _tone(hz)[None], channels=1)
    size = {"width_px": WIDTH_PX, "height_px": HEIGHT_PX, "frames": FRAMES, "fps": FPS}
    ref = ArtifactRef.model_validate({"key": "c" * 64, "media_type": MP4, "size_bytes": 1, "sha256": "0" * 64, **size})
    speech = ArtifactRef(key="5" * 64, media_type=FLAC, size_bytes=1, sha256="0" * 64, samples=SAMPLE_RATE_HZ // 4)
    order = SyncLips(
        engine=EngineChoice(stage=Stage.LIPSYNC, name="ltx2", version="1"),
        about=About(film="f", owner="o", cut=1, target="shot 1", label="Scene 1 · Shot 1"),
        clip=ref,
        image=ref,
        speeches=[SpokenLine(character="ANN", speech=speech, first_sample=first_sample)],
        subjects=[Subject(character=Character(name=name)) for name in ("ANN", "BOB")],
    )
    return Job(order, {ref.key: Input(clip, facts or {}), speech.key: Input(folder / "speech.flac")}, folder, progress)


def _frames(made: Made) -> NDArray[np.int16]:
    found = open_clip(made.path, made.media_type, made.path, WIDTH_PX, HEIGHT_PX, FPS)
    return np.stack([rgb_from_planes(*planes_of(frame)) for frame in found.read(0, found.frames)]).astype(np.int16)


def _change(first: Made, second: Made) -> float:
    """Mean difference of two clips, in levels of 255."""
    return float(np.abs(_frames(first) - _frames(second)).mean())
