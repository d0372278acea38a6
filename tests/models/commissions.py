"""The smallest sensible order for every stage that has model engines, and what its result must be."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cv2
import numpy as np

from activities.engines import Input, Job, Made
from activities.media.frames import open_clip
from activities.media.sound.waveform import read_sound, write_sound
from schemas.clips import AnimateClip
from schemas.effects import MakeEffects, WantedSound
from schemas.engines import EngineChoice
from schemas.images import PaintImage
from schemas.lipsync import SpokenLine, SyncLips
from schemas.media import FLAC, MP4, PNG, SAMPLE_RATE_HZ, ArtifactRef
from schemas.music import ComposeMusic
from schemas.order import About, Order
from schemas.shots import Character, MusicCue, Setting, Subject
from schemas.stages import Stage
from schemas.voices import SpeakLine
from tests.activities.lipsync.faces_on_film import FPS, HEIGHT_PX, WIDTH_PX, portrait, write_clip

WIDTH, HEIGHT = 128, 72
CLIP_FRAMES = 7
CUE_SAMPLES = SAMPLE_RATE_HZ + 11
"""No whole number of anything a music model counts in."""
SPEECH_PEAK = 10 ** (-3 / 20)
_ANN = Character(name="ANN", gender="female")


@dataclass(frozen=True)
class Commission:
    """An order with the files behind its references."""

    order: Order
    inputs: Mapping[str, Input]

    def job(self, folder: Path, progress: Callable[[float], None] = lambda _fraction: None, **changes: object) -> Job[Any]:
        """The order on the bench, with some fields changed."""
        folder.mkdir(parents=True)
        return Job(self.order.model_copy(update=changes), self.inputs, folder, progress)


def commission(stage: Stage, folder: Path) -> Commission:
    """The order of a stage; its inputs are made in `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    return _BY_STAGE[stage](folder)


def fault(order: Order, made: Made) -> str | None:
    """What is wrong with a result by what its order says; None when nothing is."""
    if not made.path.is_file():
        return "there is no file"
    match order:
        case PaintImage():
            picture = cv2.imread(str(made.path))
            return None if picture is not None and picture.shape == (order.height_px, order.width_px, 3) else "it has another size"
        case AnimateClip() | SyncLips():
            wanted = order if isinstance(order, AnimateClip) else order.clip
            assert wanted.width_px
            assert wanted.height_px
            assert wanted.fps
            clip = open_clip(made.path, made.media_type, made.path, wanted.width_px, wanted.height_px, wanted.fps)
            read = sum(1 for _ in clip.read(0, clip.frames))
            length = (made.frames, made.fps, clip.frames, read)
            return None if length == (wanted.frames, wanted.fps, wanted.frames, wanted.frames) else f"frames and rate are {length}"
        case SpeakLine():
            sound = read_sound(made.path)
            if sound.shape != (1, made.samples):
                return f"{made.samples} samples are told of and {sound.shape} are there"
            return None if 0 < float(np.abs(sound).max()) <= SPEECH_PEAK else "it is silent, or too loud"
        case ComposeMusic() | MakeEffects():
            sound = read_sound(made.path)
            return None if sound.shape == (2, order.samples) and made.samples == order.samples else f"its shape is {sound.shape}"
        case _:
            return f"nothing is known of {type(order).__name__}"


def _fields(stage: Stage) -> dict[str, Any]:
    about = About(film="f", owner="o", cut=1, target="shot 1", label="Scene 1 · Shot 1")
    return {"engine": EngineChoice(stage=stage, name="any", version="1"), "about": about, "seed": 5}


def _image(_folder: Path) -> Commission:
    setting = Setting(int_ext="INT", location="KITCHEN", time_of_day="day")
    size = {"width_px": WIDTH, "height_px": HEIGHT, "size": "MS", "framing": "single", "angle": "eye"}
    order = {**_fields(Stage.IMAGES), **size, "setting": setting, "subjects": [Subject(character=_ANN)], "prompt": "Ann at the table"}
    return Commission(PaintImage.model_validate(order), {})


def _clip(folder: Path) -> Commission:
    path = folder / "still.png"
    coarse = np.random.Generator(np.random.PCG64(1)).integers(0, 256, (9, 16, 3), np.uint8)
    cv2.imwrite(str(path), cv2.resize(coarse, (WIDTH, HEIGHT), interpolation=cv2.INTER_CUBIC))
    ref = ArtifactRef(key="a" * 64, media_type=PNG, size_bytes=1, sha256="0" * 64, width_px=WIDTH, height_px=HEIGHT)
    size = {"width_px": WIDTH, "height_px": HEIGHT, "frames": CLIP_FRAMES, "fps": 24}
    order = {**_fields(Stage.CLIPS), **size, "image": ref, "move": "push_in", "prompt": "Ann turns to the window"}
    return Commission(AnimateClip.model_validate(order), {ref.key: Input(path)})


def _line(_folder: Path) -> Commission:
    return Commission(SpeakLine.model_validate({**_fields(Stage.VOICES), "character": _ANN, "text": "Good evening."}), {})


def _cue(_folder: Path) -> Commission:
    order = {**_fields(Stage.MUSIC), "cue": MusicCue(prompt="warm strings", tempo_bpm=120), "samples": CUE_SAMPLES}
    return Commission(ComposeMusic.model_validate(order), {})


def _effects(_folder: Path) -> Commission:
    sounds = [WantedSound(kind="door_slams", number=1, samples=CUE_SAMPLES), WantedSound(kind="rain", number=1, samples=CUE_SAMPLES // 2)]
    return Commission(MakeEffects.model_validate({**_fields(Stage.EFFECTS), "shot": 1, "sounds": sounds}), {})


def _lips(folder: Path) -> Commission:
    frames, samples = 12, 8000
    clip = write_clip(folder / "clip.mp4", (portrait(number) for number in range(frames)))
    time_s = np.arange(samples) / SAMPLE_RATE_HZ
    write_sound(folder / "speech.flac", np.sin(2 * np.pi * 220 * time_s)[None].astype(np.float32) * 0.4, channels=1)
    size = {"width_px": WIDTH_PX, "height_px": HEIGHT_PX, "frames": frames, "fps": FPS}
    ref = ArtifactRef.model_validate({"key": "c" * 64, "media_type": MP4, "size_bytes": 1, "sha256": "0" * 64, **size})
    speech = ArtifactRef(key="5" * 64, media_type=FLAC, size_bytes=1, sha256="0" * 64, samples=samples)
    said = SpokenLine(character="ANN", speech=speech, first_sample=4000)
    order = {**_fields(Stage.LIPSYNC), "clip": ref, "image": ref, "speeches": [said], "subjects": [Subject(character=_ANN)]}
    return Commission(SyncLips.model_validate(order), {ref.key: Input(clip), speech.key: Input(folder / "speech.flac")})


_BY_STAGE: dict[Stage, Callable[[Path], Commission]] = {
    Stage.IMAGES: _image,
    Stage.CLIPS: _clip,
    Stage.VOICES: _line,
    Stage.MUSIC: _cue,
    Stage.EFFECTS: _effects,
    Stage.LIPSYNC: _lips,
}
