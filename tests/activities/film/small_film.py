"""A small film made for tests: real clips, segments, transitions and sound, 128 × 72 pixels at 24 fps."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Any, Literal

import av
import numpy as np

from activities.engines import Input, Job, Made
from activities.film.coding.encoders import software
from activities.film.segments import encode_segment, encode_transition
from activities.film.sound.aac import encode_part
from activities.media.planes import new_frame, planes_of
from activities.media.segment import Segment, read_segment
from activities.media.sound.loudness import integrated_lufs
from activities.media.sound.waveform import write_sound
from schemas.engines import EngineChoice
from schemas.film import AssembleFilm, EncodeSegment, EncodeTransition, Encoding, FrameRange, Join, Reel, ReelLine, ReelShot
from schemas.media import FLAC, JSON, SEGMENT, SOUND_PACKETS, SOUND_TRACK, ArtifactRef
from schemas.order import About
from schemas.shots import TransitionKind
from schemas.sound import EncodePart, PlacedSound, SoundTrack, TrackPart
from schemas.stages import Stage
from schemas.timeline import samples_per_frame

ENCODING = Encoding(width_px=128, height_px=72, fps=24)
ENGINE = EngineChoice(stage=Stage.FILM, name="x264", version="1")
ABOUT = About(film="f", owner="o", cut=1, target="film", label="")
MATROSKA = "video/x-matroska"


@dataclass(frozen=True)
class Take:
    """One shot of the small film, before it is made."""

    frames: int
    transition: TransitionKind = "cut"
    overlap: int = 0
    title: str = "MS · single · MARA"
    fade_in: int = 0
    fade_out: int = 0
    lines: Sequence[tuple[str, int, int]] = ()
    """Text, first sample and samples."""
    placement: Literal["on", "voice_over", "off_screen"] = "on"
    is_black: bool = False


@dataclass
class SmallFilm:
    """Makes and remembers artifacts in a folder."""

    folder: Path
    encoding: Encoding = ENCODING
    inputs: dict[str, Input] = field(default_factory=dict)
    bodies: list[Segment] = field(default_factory=list)
    joins: list[Segment] = field(default_factory=list)

    @property
    def engine(self) -> EngineChoice:
        """The encoder of its segments."""
        return ENGINE if self.encoding.codec == "h264" else software(self.encoding.codec).choice

    def order(self, scenes: Sequence[Sequence[Take]], **changes: Any) -> AssembleFilm:
        """Make all parts of a film of these scenes and order it."""
        takes = [take for scene in scenes for take in scene]
        sources = [self.source(number, take) for number, take in enumerate(takes, start=1)]
        shots = [self._shot(index, takes, sources) for index in range(len(takes))]
        joins = [self._join(index, takes, sources) for index in range(1, len(takes)) if takes[index].overlap]
        reels, first = [], 0
        for number, scene in enumerate(scenes, start=1):
            heading = f"INT. LIGHTHOUSE, ROOM {number} - NIGHT"
            reel = Reel(scene=number, heading=heading, fps=self.encoding.fps, shots=shots[first : first + len(scene)])
            path = self.folder / f"reel{number}.json"
            path.write_text(reel.model_dump_json())
            reels.append(self.keep(path, JSON))
            first += len(scene)
        frames = sum(take.frames - take.overlap for take in takes)
        fields = {
            "engine": ENGINE,
            "about": ABOUT,
            "title": "The Lamp",
            "authors": ["A. Writer"],
            "reels": reels,
            "joins": joins,
            "mix": self.sound(frames * samples_per_frame(self.encoding.fps)),
            "encoding": self.encoding,
        }
        return AssembleFilm(**(fields | changes))

    def job(self, order: Any, name: str = "work") -> Job[Any]:
        """An order on the bench."""
        folder = self.folder / name
        folder.mkdir(exist_ok=True)
        return Job(order=order, inputs=self.inputs, folder=folder)

    def keep(self, path: Path, media_type: str, **facts: Any) -> ArtifactRef:
        """A reference to a file."""
        data = path.read_bytes()
        digest = hashlib.sha256(data).hexdigest()
        self.inputs[digest] = Input(path)
        return ArtifactRef(key=digest, media_type=media_type, size_bytes=len(data), sha256=digest, **facts)

    def source(self, number: int, take: Take) -> FrameRange:
        """A clip file of a pattern that moves, other in every shot."""
        path = self.folder / f"clip{number}.mkv"
        write_clip(path, number, take.frames, self.encoding, is_black=take.is_black)
        clip = self.keep(path, MATROSKA, frames=take.frames, fps=self.encoding.fps)
        return FrameRange(
            clip=clip, image=clip, first_frame=0, frames=take.frames, fade_in_frames=take.fade_in, fade_out_frames=take.fade_out
        )

    def sound(self, samples: int) -> ArtifactRef:
        """The sound of a cut: noise of about −18.5 LUFS, in one part."""
        path = self.folder / "mix.flac"
        noise = np.random.Generator(np.random.PCG64(1)).normal(0, 0.06, (2, samples)).astype(np.float32)
        write_sound(path, noise, channels=2)
        mix = self.keep(path, FLAC, samples=samples)
        stems = PlacedSound(sound=mix, first_sample=0)
        count = -(-samples // 1024) + 1
        order = EncodePart(engine=ENGINE, about=ABOUT, sounds=[stems], samples=samples, skipped=0, packets=count)
        packets = self.keep(encode_part(self.job(order, "packets")).path, SOUND_PACKETS)
        part = TrackPart(scene=1, first_sample=0, samples=samples, stems=stems, mix=mix, packets=packets)
        track = SoundTrack(samples=samples, gain_db=0, loudness_lufs=integrated_lufs(noise), true_peak_dbtp=-9, parts=[part])
        path = self.folder / "sound.json"
        path.write_text(track.model_dump_json())
        return self.keep(path, SOUND_TRACK, samples=samples)

    def _shot(self, index: int, takes: Sequence[Take], sources: Sequence[FrameRange]) -> ReelShot:
        take, source = takes[index], sources[index]
        after = takes[index + 1].overlap if index + 1 < len(takes) else 0
        body = source.model_copy(update={"first_frame": take.overlap, "frames": take.frames - take.overlap - after})
        made = encode_segment(
            self.job(EncodeSegment(engine=self.engine, about=ABOUT, source=body, encoding=self.encoding), f"shot{index + 1}")
        )
        self.bodies.append(read_segment(made.path))
        return ReelShot(
            number=index + 1,
            title=take.title,
            frames=take.frames,
            transition_in=take.transition,
            overlap_in_frames=take.overlap,
            overlap_out_frames=after,
            segment=self._segment(made),
            source=source,
            lines=[self._line(number, take, *line) for number, line in enumerate(take.lines, start=10 * index + 1)],
            first_line=3 * index + 1,
            last_line=3 * index + 2,
            image=source.image,
            clip=source.clip,
            engines={"images": "drawn 1", "clips": "camera 2"},
            seed=7,
            takes={"images": 1},
        )

    def _join(self, index: int, takes: Sequence[Take], sources: Sequence[FrameRange]) -> Join:
        before, take = takes[index - 1], takes[index]
        order = EncodeTransition(
            engine=self.engine,
            about=ABOUT,
            kind=take.transition,
            before_shot=index + 1,
            tail=sources[index - 1].model_copy(update={"first_frame": before.frames - take.overlap, "frames": take.overlap}),
            head=sources[index].model_copy(update={"first_frame": 0, "frames": take.overlap}),
            encoding=self.encoding,
        )
        made = encode_transition(self.job(order, f"join{index + 1}"))
        self.joins.append(read_segment(made.path))
        return Join(before_shot=index + 1, segment=self._segment(made))

    def _segment(self, made: Made) -> ArtifactRef:
        return self.keep(made.path, SEGMENT, frames=made.frames, fps=made.fps)

    def _line(self, number: int, take: Take, text: str, first_sample: int, samples: int) -> ReelLine:
        speech = ArtifactRef(key=f"{number:064}", media_type=FLAC, size_bytes=1, sha256="", samples=samples)
        return ReelLine(number=number, character="MARA", text=text, placement=take.placement, speech=speech, first_sample=first_sample)


def write_clip(path: Path, number: int, frames: int, encoding: Encoding, *, is_black: bool = False) -> None:
    """A lossless clip of soft stripes that move; the luma of frame k of clip n is what `luma_of(n, k)` says."""
    with av.open(str(path), "w", options={"fflags": "+bitexact"}) as file:
        stream = file.add_stream("ffv1", rate=encoding.fps)
        stream.width, stream.height, stream.pix_fmt = encoding.width_px, encoding.height_px, "yuv420p"
        stream.time_base = Fraction(1, encoding.fps)
        stream.thread_count = 1
        coder = stream.codec_context
        coder.colorspace = coder.color_primaries = coder.color_trc = coder.color_range = 1
        for index in range(frames):
            frame = new_frame(encoding.width_px, encoding.height_px)
            luma, blue, red = planes_of(frame)
            luma[:] = 16 if is_black else luma_of(number, index, encoding)
            blue[:] = 128 if is_black else 96 + 9 * number % 60
            red[:] = 128 if is_black else 160 - 7 * number % 60
            frame.pts = index
            file.mux(stream.encode(frame))
        file.mux(stream.encode(None))


def luma_of(number: int, index: int, encoding: Encoding = ENCODING) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    """The luma of one frame of a clip."""
    across = np.arange(encoding.width_px)[np.newaxis] + 2 * index
    down = np.arange(encoding.height_px)[:, np.newaxis] * (number % 3)
    return np.asarray(60 + 10 * (number % 7) + 50 * np.sin((across + down) / (6 + number)), np.uint8)
