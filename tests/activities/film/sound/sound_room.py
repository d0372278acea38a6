"""Mixes cuts in a folder, as the film stage does in its store."""

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Literal

import numpy as np

from activities.engines import Input, Job, Made
from activities.film.craft import make_sound
from activities.film.sound.mix import mixing
from activities.film.sound.steps import Mixing, Stored
from activities.film.sound.track import TrackFiles
from activities.media.sound.loudness import integrated_lufs
from activities.media.sound.tone import coloured, cut
from activities.media.sound.waveform import Sound, random_numbers, write_sound
from schemas.engines import EngineChoice
from schemas.film import FrameRange, MixSound, Reel, ReelLine, ReelShot
from schemas.media import FLAC, JSON, ArtifactRef
from schemas.order import About
from schemas.sound import SoundOrder, SoundTrack
from schemas.stages import Stage

SECOND = 48_000
NOTHING = ArtifactRef(key="0" * 64, media_type="image/png", size_bytes=0, sha256="0")
Placement = Literal["on", "voice_over", "off_screen"]


class SoundRoom:
    """Sounds, reels and whatever was made of them, by key."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.inputs: dict[str, Input] = {}
        self.made: dict[str, ArtifactRef] = {}
        self.ran: list[SoundOrder] = []
        """What was really made, in order."""

    def sound(self, sound: Sound, **facts: Any) -> ArtifactRef:
        path = self.folder / f"{len(self.inputs)}.flac"
        write_sound(path, sound, channels=sound.shape[0])
        return self._put(Made(path, FLAC, samples=sound.shape[1], facts=facts), hashlib.sha256(path.read_bytes()).hexdigest())

    def speech(self, seconds: float, level_db: float = -20, name: str = "speech") -> ArtifactRef:
        """Noise of the colour and the rhythm of speech."""
        samples = round(seconds * SECOND)
        noise = random_numbers(name, samples).standard_normal((1, samples)).astype(np.float32)
        syllables = 0.55 + 0.45 * np.sin(2 * np.pi * 4 * np.arange(samples) / SECOND)
        voice = coloured(noise, [cut("low", 150), cut("high", 1_500)]) * syllables
        return self.sound(np.asarray(voice * 10 ** ((level_db - integrated_lufs(voice.astype(np.float32))) / 20), dtype=np.float32))

    def music(self, seconds: float) -> ArtifactRef:
        places = np.arange(round(seconds * SECOND)) / SECOND
        left, right = (sum(np.sin(2 * np.pi * pitch * places + phase) for pitch in (220.0, 277.2, 329.6, 440.0)) for phase in (0, 1))
        sound = np.stack([left, right]).astype(np.float32)
        return self.sound(np.asarray(sound * 10 ** ((-20 - integrated_lufs(sound)) / 20), dtype=np.float32))

    def mix(self, reels: Sequence[Reel], **fields: Any) -> tuple[SoundTrack, TrackFiles]:
        """Mix a cut; what was made before is found."""
        refs = [self._reel(reel) for reel in reels]
        order = MixSound(
            engine=EngineChoice(stage=Stage.FILM, name="mix", version="1"),
            about=About(film="film", owner="owner", cut=1, target="mix", label="Mix"),
            reels=refs,
            heard=[reel.sound_key for reel in reels],
            **fields,
        )
        track = run(mixing(order, list(zip(refs, reels, strict=True))), self._stored)
        return track, TrackFiles(track, self.inputs)

    def _stored(self, order: SoundOrder) -> Stored:
        if order.key not in self.made:
            folder = self.folder / f"job-{len(self.made)}"
            folder.mkdir()
            self.ran.append(order)
            self.made[order.key] = self._put(make_sound(Job(order=order, inputs=self.inputs, folder=folder)), order.key)
        return Stored(self.made[order.key], self.inputs[order.key].facts)

    def _reel(self, reel: Reel) -> ArtifactRef:
        path = self.folder / f"reel-{len(self.inputs)}.json"
        path.write_text(reel.model_dump_json())
        return self._put(Made(path, JSON), hashlib.sha256(str(path).encode()).hexdigest())

    def _put(self, made: Made, key: str) -> ArtifactRef:
        self.inputs[key] = Input(path=made.path, facts=made.facts)
        digest = hashlib.sha256(made.path.read_bytes()).hexdigest()
        return ArtifactRef(key=key, media_type=made.media_type, size_bytes=made.path.stat().st_size, sha256=digest, samples=made.samples)


def run(mixing: Mixing, stored: Callable[[SoundOrder], Stored]) -> SoundTrack:
    """Do what a mixing asks for until it is through."""
    try:
        orders = next(mixing)
        while True:
            orders = mixing.send([stored(order) for order in orders])
    except StopIteration as end:
        track: SoundTrack = end.value
        return track


def line(
    speech: ArtifactRef, first_sample: int, placement: Placement = "on", delivery: str = "", number: int = 1, pan: float = 0.0
) -> ReelLine:
    return ReelLine(
        number=number,
        character="MARA",
        text="Hm.",
        placement=placement,
        delivery=delivery,
        speech=speech,
        first_sample=first_sample,
        pan=pan,
    )


def shot(seconds: float, lines: Sequence[ReelLine] = (), **fields: Any) -> ReelShot:
    frames = round(seconds * 24)
    return ReelShot(
        number=1,
        title="MS",
        frames=frames,
        segment=NOTHING,
        source=FrameRange(clip=NOTHING, image=NOTHING, first_frame=0, frames=frames),
        lines=list(lines),
        image=NOTHING,
        clip=NOTHING,
        **fields,
    )


def reel(shots: Sequence[ReelShot], music: ArtifactRef | None = None, scene: int = 1, heading: str = "INT. ROOM - DAY") -> Reel:
    return Reel(scene=scene, heading=heading, fps=24, shots=list(shots), music=music)


def mixed(room: SoundRoom, reels: Sequence[Reel], **fields: Any) -> tuple[SoundTrack, Sound]:
    """A cut's track and its whole mix."""
    track, files = room.mix(reels, packets="none", **fields)
    return track, np.concatenate(list(files.mix()), axis=1)


def stems(room: SoundRoom, reels: Sequence[Reel]) -> dict[str, Sound]:
    """A cut's whole stems, by name."""
    _, files = room.mix(reels, packets="none")
    blocks = list(files.stems())
    return {name: np.concatenate([getattr(block, name) for block in blocks], axis=1) for name in ("dialogue", "music", "effects")}
