"""Films of stills: pictures with the detail of photographs, a camera that moves over each, dissolves, voices and ducked music.

What is made is made by the film stage's own functions, in a folder instead of a store, several parts at once as a worker makes them.
"""

import hashlib
import itertools
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from activities.engines import Input, Job, Made
from activities.film.assemble import assemble_film
from activities.film.coding.encoders import software
from activities.film.delivery.mux import Parts, mux
from activities.film.segments import encode_segment, encode_transition
from activities.film.sound.track import TrackFiles
from activities.media.drawn.performance import CameraPath, Performance, View, write_performance
from activities.media.segment import read_segment
from schemas.film import AssembleFilm, EncodeSegment, EncodeTransition, Encoding, FrameRange, Join, Reel, ReelLine, ReelShot
from schemas.media import JPEG, JSON, PERFORMANCE, SEGMENT, SOUND_TRACK, ArtifactRef
from schemas.order import About
from schemas.sound import SoundTrack
from schemas.timeline import lay_out
from tests.activities.film.sound.sound_room import SECOND, SoundRoom, line

ABOUT = About(film="stills", owner="bench", cut=1, target="film", label="")
STILL_WIDTH_PX, STILL_HEIGHT_PX = 2880, 1620
ZOOM = 1.25
_LINE_S = 2.0


@dataclass(frozen=True)
class Plan:
    """Of which shots a film is."""

    shots: int
    shot_frames: int
    """Of every shot, the dissolves at its ends included."""
    dissolve_frames: int
    encoding: Encoding
    pictures: int
    """How many different ones there are; they come again and again."""

    @property
    def frames(self) -> int:
        """Of the whole film."""
        return self.shots * self.shot_frames - (self.shots - 1) * self.dissolve_frames

    @property
    def seconds(self) -> float:
        """Of the whole film."""
        return self.frames / self.encoding.fps


@dataclass
class StillsFilm:
    """Makes the parts of one film and joins them."""

    plan: Plan
    folder: Path
    inputs: dict[str, Input] = field(default_factory=dict)
    made: dict[str, ArtifactRef] = field(default_factory=dict)
    """Bodies ("body 3") and dissolves ("join 3": into shot 3)."""
    _folders: Iterator[int] = field(default_factory=itertools.count)

    def __post_init__(self) -> None:
        # each round is a process of its own, in the same folder
        self._room = SoundRoom(Path(tempfile.mkdtemp(prefix="sound-", dir=self.folder)))
        self._sources = [self.source(number) for number in range(self.plan.shots)]

    def source(self, number: int, zoom: float = ZOOM) -> FrameRange:
        """A whole shot: the camera comes nearer, in every other one it goes away."""
        plan = self.plan
        near, far = View(x=0.06, y=-0.04, zoom=zoom), View(zoom=1.02)
        camera = CameraPath(start=far, end=near) if number % 2 else CameraPath(start=near, end=far)
        image = self._keep(self.folder / f"still-{number % plan.pictures:02}.jpg", JPEG)
        performance = Performance(
            frames=plan.shot_frames,
            fps=plan.encoding.fps,
            width_px=plan.encoding.width_px,
            height_px=plan.encoding.height_px,
            seed=number,
            image_media_type=JPEG,
            camera=camera,
        )
        path = self.folder / f"performance-{number}-{zoom}.json"
        write_performance(path, performance)
        return FrameRange(clip=self._keep(path, PERFORMANCE), image=image, first_frame=0, frames=plan.shot_frames)

    def shoot_again(self, number: int) -> list[str]:
        """Give a shot another camera; the names of the parts that are to be made again."""
        self._sources[number] = self.source(number, zoom=1.4)
        joins = [shot for shot in (number, number + 1) if 0 < shot < self.plan.shots]
        return [f"body {number}", *(f"join {shot}" for shot in joins)]

    def names(self) -> list[str]:
        """Of all the parts that are pictures, as they are shown."""
        return [name for number in range(self.plan.shots) for name in ([f"join {number}"] if number else []) + [f"body {number}"]]

    def encode(self, names: Sequence[str], at_once: int) -> None:
        """Make parts, several side by side."""
        with ThreadPoolExecutor(at_once) as pool:
            self.made |= dict(zip(names, pool.map(self._encoded, names), strict=True))

    def sound(self) -> SoundTrack:
        """Mix what `voice_and_music` made."""
        return self._room.mix([self._reel])[0]

    def voice_and_music(self) -> None:
        """Noise with the rhythm of speech, two seconds of it in every shot, and chords under all of it."""
        speech = [self._room.speech(_LINE_S, name=f"voice {number}") for number in range(4)]
        self._lines = [line(speech[number % len(speech)], SECOND // 2, number=number + 1) for number in range(self.plan.shots)]
        self._music = self._room.music(self.plan.seconds)

    def join(self, track: SoundTrack, path: Path) -> None:
        """The film, and nothing beside it."""
        names = self.names()
        parts = Parts(
            segments=[read_segment(self.inputs[self.made[name].key].path) for name in names],
            sound=TrackFiles(track, self._room.inputs),
            cues=[],
            scenes=lay_out([self._reel]).scenes,
            title="Stills",
            authors=[],
            language="en",
        )
        mux(parts, path, lambda _share: None)

    def assemble(self, track: SoundTrack, name: str) -> dict[str, Made]:
        """The film with its poster, contact sheet, manifest and subtitles."""
        reel, mix = self._file("reel.json", self._reel.model_dump_json()), self._file("track.json", track.model_dump_json())
        order = AssembleFilm(
            engine=software("h264").choice,
            about=ABOUT,
            title="Stills",
            authors=[],
            reels=[self._keep(reel, JSON)],
            joins=[Join(before_shot=number + 1, segment=self.made[f"join {number}"]) for number in range(1, self.plan.shots)],
            mix=self._keep(mix, SOUND_TRACK, samples=track.samples),
            encoding=self.plan.encoding,
        )
        return assemble_film(self._job(order, name, self._room.inputs))

    @property
    def _reel(self) -> Reel:
        shots = [self._shot(number) for number in range(self.plan.shots)]
        return Reel(scene=1, heading="INT. ROOM - DAY", fps=self.plan.encoding.fps, shots=shots, music=self._music)

    def _shot(self, number: int) -> ReelShot:
        plan, source = self.plan, self._sources[number]
        return ReelShot(
            number=number + 1,
            title="WS",
            frames=plan.shot_frames,
            transition_in="dissolve" if number else "cut",
            overlap_in_frames=plan.dissolve_frames if number else 0,
            overlap_out_frames=plan.dissolve_frames if number + 1 < plan.shots else 0,
            segment=self.made.get(f"body {number}", source.image),
            source=source,
            lines=[self._spoken(number)],
            image=source.image,
            clip=source.clip,
        )

    def _spoken(self, number: int) -> ReelLine:
        return self._lines[number]

    def _encoded(self, name: str) -> ArtifactRef:
        kind, _, text = name.partition(" ")
        number, plan, engine = int(text), self.plan, software("h264").choice
        overlap, source = plan.dissolve_frames, self._sources[number]
        if kind == "body":
            first = overlap if number else 0
            last = plan.shot_frames - (overlap if number + 1 < plan.shots else 0)
            part = source.model_copy(update={"first_frame": first, "frames": last - first})
            body = EncodeSegment(engine=engine, about=ABOUT, source=part, encoding=plan.encoding)
            return self._keep(encode_segment(self._job(body, name)).path, SEGMENT, frames=last - first, fps=plan.encoding.fps)
        join = EncodeTransition(
            engine=engine,
            about=ABOUT,
            kind="dissolve",
            before_shot=number,
            tail=self._sources[number - 1].model_copy(update={"first_frame": plan.shot_frames - overlap, "frames": overlap}),
            head=source.model_copy(update={"frames": overlap}),
            encoding=plan.encoding,
        )
        return self._keep(encode_transition(self._job(join, name)).path, SEGMENT, frames=overlap, fps=plan.encoding.fps)

    def _job(self, order: Any, name: str, more: dict[str, Input] | None = None) -> Job[Any]:
        # a folder each: shots of the same picture and move are the same bytes, known by one name, so none may be written over another
        folder = self.folder / f"{name.replace(' ', '-')}-{next(self._folders)}"
        folder.mkdir(exist_ok=True)
        return Job(order=order, inputs={**self.inputs, **(more or {})}, folder=folder)

    def _file(self, name: str, text: str) -> Path:
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        return path

    def _keep(self, path: Path, media_type: str, **facts: Any) -> ArtifactRef:
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        self.inputs[digest] = Input(path)
        return ArtifactRef(key=digest, media_type=media_type, size_bytes=path.stat().st_size, sha256=digest, **facts)


def paint_stills(folder: Path, count: int) -> None:
    """Write `still-00.jpg` and so on: light over large shapes, edges, and grain as fine as a photograph's."""
    for number in range(count):
        random = np.random.Generator(np.random.PCG64(number))
        picture = np.full((STILL_HEIGHT_PX, STILL_WIDTH_PX, 3), 110, np.float32)
        for cells, depth in ((3, 90), (9, 40), (40, 22), (180, 12), (700, 7)):
            picture += _octave(random, cells, depth)
        for _ in range(60):
            x, y = int(random.integers(STILL_WIDTH_PX)), int(random.integers(STILL_HEIGHT_PX))
            colour = tuple(float(level) for level in random.integers(20, 235, 3))
            cv2.circle(picture, (x, y), int(random.integers(8, 160)), colour, -1 if random.random() < 0.5 else 3, cv2.LINE_AA)
        cv2.imwrite(str(folder / f"still-{number:02}.jpg"), np.clip(picture, 0, 255).astype(np.uint8), [cv2.IMWRITE_JPEG_QUALITY, 95])


def _octave(random: np.random.Generator, cells: int, depth: float) -> NDArray[np.float32]:
    """Noise of so many cells across, in three channels that go together for the most part."""
    grid = random.standard_normal((max(2, cells * 9 // 16), cells, 1)) + 0.35 * random.standard_normal((max(2, cells * 9 // 16), cells, 3))
    small = np.asarray(grid * depth, np.float32)
    return np.asarray(cv2.resize(small, (STILL_WIDTH_PX, STILL_HEIGHT_PX), interpolation=cv2.INTER_CUBIC), np.float32)
