"""A cut as an editor's program lays it out: clips that meet at cut points, transitions over them, sounds in lanes, markers.

The film's own timeline lets two shots share the frames of their transition. Editors' timelines don't: there the clips meet in the middle of
the transition, and it takes what it needs from the handles, the frames of a clip before its in and after its out point. So the frames shown
are the same, and every time below is a whole number of frames.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from activities.film.delivery.picture_track import CONTAINERS
from activities.film.sound.edges import edges, music_reach
from schemas.film import Encoding, Reel
from schemas.shots import TransitionKind
from schemas.sound import SoundEdge
from schemas.timeline import PlacedLine, PlacedScene, PlacedShot, Timeline, samples_per_frame

FIRST_HOUR_S = 3600
"""Films begin at 01:00:00:00, as tapes did, so that there is room for a leader."""

SoundKind = Literal["dialogue", "music", "effects", "mix"]


@dataclass(frozen=True)
class Overlap:
    """A transition into a clip."""

    kind: TransitionKind
    first_frame: int
    """Of the film."""
    before_cut: int
    """Frames of it before the cut point, out of the handle of the clip that begins."""
    after_cut: int
    """Frames of it behind the cut point, out of the handle of the clip that ends."""

    @property
    def frames(self) -> int:
        """Its length."""
        return self.before_cut + self.after_cut


@dataclass(frozen=True)
class Clip:
    """One shot on the picture track."""

    placed: PlacedShot
    first_frame: int
    """Of the film: its cut point."""
    frames: int
    """To the next cut point."""
    source_frame: int
    """The frame of its file it begins with."""
    media_frames: int
    """Length of its file."""
    overlap: Overlap | None
    """The transition into it; None for a cut."""
    suffix: str
    """Of its file: "mp4", or "mov" for ProRes."""

    @property
    def number(self) -> int:
        """Of the shot."""
        return self.placed.shot.number

    @property
    def name(self) -> str:
        """What its file is called, and it in every list."""
        return f"shot-{self.number:04}.{self.suffix}"

    @property
    def file(self) -> str:
        """Where its file lies in a bundle."""
        return f"media/{self.name}"

    @property
    def end_frame(self) -> int:
        """The first frame of the film behind it."""
        return self.first_frame + self.frames


@dataclass(frozen=True)
class Sound:
    """One sound file in the film."""

    kind: SoundKind
    name: str
    file: str
    """Where it lies in a bundle."""
    lane: int
    """Among those of its kind, from 0; no two in one lane sound at once."""
    first_frame: int
    """Of the film."""
    frames: int
    media_samples: int
    """Length of the file."""
    channels: int
    number: int = 0
    """Of the line, or of the scene; 0 for what covers the film."""
    speaker: str = ""


@dataclass(frozen=True)
class LineMark:
    """Where a line of the script is spoken."""

    placed: PlacedLine
    first_frame: int
    """Of the film: the frame its first sample lies in."""
    frames: int
    """To the frame its last sample lies in."""

    @property
    def words(self) -> str:
        """For the list of markers."""
        speaker = self.placed.line.character
        return f"{speaker}: {self.placed.line.text}" if speaker else self.placed.line.text


@dataclass(frozen=True)
class SceneMark:
    """Where a scene begins."""

    number: int
    heading: str
    first_frame: int

    @property
    def words(self) -> str:
        """For the list of markers."""
        return self.heading or f"Scene {self.number}"


@dataclass(frozen=True)
class Edit:
    """Everything that is written down for an editor."""

    title: str
    encoding: Encoding
    timeline: Timeline
    clips: Sequence[Clip]
    sounds: Sequence[Sound]
    lines: Sequence[LineMark]
    scenes: Sequence[SceneMark]

    @property
    def fps(self) -> int:
        """Frames a second."""
        return self.timeline.fps

    def clip_at(self, frame: int) -> Clip:
        """The clip on the picture track at a frame of the film."""
        return self.clips[bisect_right(self.clips, frame, key=lambda clip: clip.first_frame) - 1]


def edit_of(title: str, encoding: Encoding, reels: Sequence[Reel], timeline: Timeline) -> Edit:
    """A finished cut for editors; `timeline` is that of the reels."""
    lines = [_line_mark(placed, timeline.fps) for placed in timeline.lines]
    return Edit(
        title=title,
        encoding=encoding,
        timeline=timeline,
        clips=_clips(timeline.shots, CONTAINERS[encoding.codec]),
        sounds=[*_speeches(lines, timeline), *_cues(reels, timeline), *_whole(timeline)],
        lines=lines,
        scenes=[SceneMark(scene.scene, scene.heading, scene.first_frame) for scene in timeline.scenes],
    )


def _clips(shots: Sequence[PlacedShot], suffix: str) -> list[Clip]:
    overlaps = [_overlap(placed) for placed in shots]
    clips = []
    for placed, overlap, following in zip(shots, overlaps, [*overlaps[1:], None], strict=True):
        before = overlap.before_cut if overlap else 0
        after = following.after_cut if following else 0
        clips.append(
            Clip(
                placed=placed,
                first_frame=placed.first_frame + before,
                frames=placed.shot.frames - before - after,
                source_frame=before,
                media_frames=max(placed.shot.frames, placed.shot.clip.frames or 0),
                overlap=overlap,
                suffix=suffix,
            )
        )
    return clips


def _overlap(placed: PlacedShot) -> Overlap | None:
    frames = placed.shot.overlap_in_frames
    if not frames:
        return None
    return Overlap(placed.shot.transition_in, placed.first_frame, before_cut=frames // 2, after_cut=frames - frames // 2)


def _line_mark(placed: PlacedLine, fps: int) -> LineMark:
    first, end = span_of(placed, fps)
    return LineMark(placed, first, max(1, end - first))


def span_of(placed: PlacedLine, fps: int) -> tuple[int, int]:
    """The frame a line's first sample lies in, and the first frame behind its last one."""
    rate = samples_per_frame(fps)
    return placed.first_sample // rate, -(-(placed.first_sample + placed.samples) // rate)


def _speeches(lines: Iterable[LineMark], timeline: Timeline) -> list[Sound]:
    ends: list[int] = []
    sounds = []
    for mark in sorted(lines, key=lambda mark: (mark.first_frame, mark.placed.line.number)):
        line = mark.placed.line
        name = f"line-{line.number:04}.flac"
        sounds.append(
            Sound(
                kind="dialogue",
                name=name,
                file=f"sound/{name}",
                lane=_lane(ends, mark.first_frame, mark.first_frame + mark.frames),
                first_frame=mark.first_frame,
                frames=min(mark.frames, timeline.frames - mark.first_frame),
                media_samples=mark.frames * samples_per_frame(timeline.fps),
                channels=1,
                number=line.number,
                speaker=line.character,
            )
        )
    return sounds


def _cues(reels: Sequence[Reel], timeline: Timeline) -> list[Sound]:
    ends: list[int] = []
    sounds = []
    music = {reel.scene: reel.music for reel in reels}
    borders = edges(timeline)
    for scene, begin, end in zip(timeline.scenes, borders, borders[1:], strict=False):
        cue = music.get(scene.scene)
        first, wanted = _beyond(scene, begin, end, samples_per_frame(timeline.fps))
        frames = min(wanted, (cue.samples or 0) // samples_per_frame(timeline.fps)) if cue else 0
        if cue is None or not frames:
            continue
        name = f"music-{scene.scene:04}.flac"
        sounds.append(
            Sound(
                kind="music",
                name=name,
                file=f"sound/{name}",
                lane=_lane(ends, first, first + frames),
                first_frame=first,
                frames=frames,
                media_samples=cue.samples or 0,
                channels=2,
                number=scene.scene,
            )
        )
    return sounds


def _beyond(scene: PlacedScene, begin: SoundEdge, end: SoundEdge, rate: int) -> tuple[int, int]:
    """The first frame and the frames over which a scene is heard, J- and L-cuts on both sides considered."""
    early, late = music_reach(begin, is_begin=True).beyond // rate, music_reach(end, is_begin=False).beyond // rate
    return scene.first_frame - early, early + scene.frames + late


def _whole(timeline: Timeline) -> list[Sound]:
    """What is as long as the film: the effects, which exist nowhere else, and the mix to compare with."""
    whole: list[tuple[SoundKind, str]] = [("effects", "stems/effects.flac"), ("mix", "sound/mix.flac")]
    return [
        Sound(
            kind=kind,
            name=file.rpartition("/")[2],
            file=file,
            lane=0,
            first_frame=0,
            frames=timeline.frames,
            media_samples=timeline.samples,
            channels=2,
        )
        for kind, file in whole
    ]


def _lane(ends: list[int], first: int, end: int) -> int:
    """The first lane that is free from `first` on; it is taken until `end`."""
    lane = next((lane for lane, taken in enumerate(ends) if taken <= first), len(ends))
    ends[lane : lane + 1] = [end]
    return lane
