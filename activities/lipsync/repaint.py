"""Which mouths of which frames are made anew: the plan of a clip, before a model is asked.

Only the frames in which somebody speaks are looked at; all others are not even decoded until the clip is written.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import av
import cv2
import numpy as np

from activities.engines import Job
from activities.lipsync.faces import Box, FaceDetector, box_of
from activities.lipsync.mel import Mel, window_at
from activities.lipsync.speakers import places, seen_people, side_by_side, tracks_of
from activities.lipsync.speaking import Voice, voice_of
from activities.lipsync.tracks import Found, Track, follow
from activities.media.frames import FrameSource
from activities.media.planes import Plane, planes_of
from activities.media.rgb import Rgb, rgb_from_planes
from activities.media.sound.waveform import Sound, read_sound
from schemas.lipsync import SyncLips

_LOOK_LINES = 540
"""Height at which faces are looked for, at most."""
_SMALLEST_PX = 28
"""Height of a face's box: in a smaller one a mouth is three pixels high, and what a model makes of it is mud."""
_TURN_FRAMES = 3
"""Over so many frames a mouth changes where a face comes into sight or is lost."""


class Mouth(NamedTuple):
    """One mouth of one frame that is made anew."""

    frame: int
    box: Box
    strength: int
    """1 to `FULL`."""
    mel: Mel
    """What is heard, see `activities.lipsync.mel.window_at`."""


@dataclass(frozen=True)
class Repaint:
    """The plan of a clip."""

    mouths: Sequence[Mouth]
    """By frame."""
    notes: Sequence[str]
    """Who speaks with no mouth moving, and why."""


def plan_repaint(job: Job[SyncLips], source: FrameSource, detector: FaceDetector, progress: Callable[[float], None]) -> Repaint:
    """What is to be done with a clip.

    Args:
        job: Its order, with the speeches fetched.
        source: Its frames.
        detector: Finds faces.
        progress: Called with 0 to 1.
    """
    voices = _voices(job, source)
    tracks = follow(_look(source, voices, detector, progress), source.fps, detector.every_frames)
    people, wanted_x, notes = _people(job.order, voices)
    large = [track for track in tracks if box_of(track.typical).height_px >= _SMALLEST_PX]
    owned = tracks_of(people, wanted_x, large, source.width_px)
    mouths: list[Mouth] = []
    for voice in voices:
        mine = [mouth for track in owned.get(voice.character, []) for mouth in _mouths(voice, track, source)]
        mouths += mine
        if not mine:
            reason = "the faces in the picture are others'" if large else "the faces are too small" if tracks else "no face is found"
            notes.append(f"{voice.character} speaks with an unmoved mouth: {reason}")
    return Repaint(sorted(mouths, key=lambda mouth: (mouth.frame, mouth.box)), notes)


def _voices(job: Job[SyncLips], source: FrameSource) -> list[Voice]:
    """Those who speak, in the order in which they begin."""
    spoken: dict[str, list[tuple[int, Sound]]] = {}
    for line in sorted(job.order.speeches, key=lambda line: line.first_sample):
        spoken.setdefault(line.character, []).append((line.first_sample, read_sound(job.input(line.speech).path)))
    return [voice_of(character, speeches, source.frames, source.fps) for character, speeches in spoken.items()]


def _look(source: FrameSource, voices: Sequence[Voice], detector: FaceDetector, progress: Callable[[float], None]) -> list[Found]:
    """The faces of every so manieth frame of those in which somebody speaks."""
    busy = np.flatnonzero(sum((voice.strengths for voice in voices), np.zeros(source.frames, np.int64)))
    if not len(busy):
        return []
    first, frames = int(busy[0]), int(busy[-1] - busy[0]) + 1
    found = []
    for number, frame in enumerate(source.read(first, frames)):
        # The last one too, so that nothing at the end is only supposed.
        if number % detector.every_frames == 0 or number == frames - 1:
            picture, factor = _small(frame)
            found.append(Found(first + number, [face.scaled(factor) for face in detector.find(picture)]))
            progress(number / frames)
    return found


def _small(frame: av.VideoFrame) -> tuple[Rgb, float]:
    """A frame as RGB with few lines, and how much larger the frame is."""
    high = min(frame.height, _LOOK_LINES)
    wide = round(frame.width * high / frame.height / 2) * 2
    if high == frame.height:
        return rgb_from_planes(*planes_of(frame)), 1.0
    y, u, v = planes_of(frame)
    return rgb_from_planes(_shrunk(y, wide, high), _shrunk(u, wide // 2, high // 2), _shrunk(v, wide // 2, high // 2)), frame.height / high


def _shrunk(plane: Plane, width_px: int, height_px: int) -> Plane:
    return np.asarray(cv2.resize(plane, (width_px, height_px), interpolation=cv2.INTER_AREA), np.uint8)


def _people(order: SyncLips, voices: Sequence[Voice]) -> tuple[list[str], list[float], list[str]]:
    """Whose faces may be seen, where they are wanted, and what is odd about it."""
    seen = {subject.character.name: subject for subject in seen_people(order.subjects)}
    speakers = [voice.character for voice in voices]
    if not order.subjects:
        notes = ["nothing is said about who stands where: faces are given to speakers from left to right"] if len(speakers) > 1 else []
        return speakers, side_by_side(len(speakers)), notes
    return list(seen), places([subject.position for subject in seen.values()]), []


def _mouths(voice: Voice, track: Track, source: FrameSource) -> list[Mouth]:
    """The mouths of one track; they come and go softly where the track begins or ends inside the speech."""
    mouths = []
    sure = _TURN_FRAMES + 1
    for frame in range(track.first_frame, track.end_frame):
        face = track.at(frame)
        since = frame - track.first_frame + 1 if track.first_frame > 0 else sure
        until = track.end_frame - frame if track.end_frame < source.frames else sure
        strength = int(voice.strengths[frame]) * min(since, until, sure) // sure
        if face is not None and strength:
            mouths.append(Mouth(frame, box_of(face), strength, window_at(voice.mel, frame, source.fps)))
    return mouths
