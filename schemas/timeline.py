"""Where everything of a cut lies in time: integer frames and integer samples, nothing else.

Shot i of `frames[i]` frames shares `overlap_in[i]` of them with the shot before:

    start[i] = start[i-1] + frames[i-1] - overlap_in[i]

The film is the sequence of bodies (`frames - overlap_in - overlap_out`) and of the overlaps between them.
"""

from collections.abc import Sequence
from fractions import Fraction

from schemas.film import Reel, ReelLine, ReelShot
from schemas.media import SAMPLE_RATE_HZ
from schemas.message import Message


class PlacedShot(Message):
    """A shot and the film frame it begins with."""

    scene: int
    shot: ReelShot
    first_frame: int


class PlacedLine(Message):
    """A spoken line and the film sample it begins with."""

    scene: int
    shot: int
    line: ReelLine
    first_sample: int

    @property
    def samples(self) -> int:
        """Its length, in samples of 48 kHz."""
        return self.line.speech.samples or 0


class PlacedScene(Message):
    """A scene's extent; neighbours overlap by their transition."""

    scene: int
    heading: str
    first_frame: int
    frames: int
    heard_as: str = ""
    """The heading whose air and room it has."""


class Timeline(Message):
    """A whole cut in time."""

    fps: int
    frames: int
    shots: list[PlacedShot]
    scenes: list[PlacedScene]
    lines: list[PlacedLine]

    @property
    def samples(self) -> int:
        """The film's length, in samples of 48 kHz."""
        return self.frames * samples_per_frame(self.fps)

    @property
    def seconds(self) -> Fraction:
        """The film's length in seconds."""
        return Fraction(self.frames, self.fps)


def samples_per_frame(fps: int) -> int:
    """Samples of 48 kHz in one frame; whole for every frame rate a film can have."""
    return SAMPLE_RATE_HZ // fps


def lay_out(reels: Sequence[Reel]) -> Timeline:
    """The timeline of a cut.

    Args:
        reels: At least one, in film order, all of the same frame rate.
    """
    fps = reels[0].fps
    placed: list[PlacedShot] = []
    scenes: list[PlacedScene] = []
    lines: list[PlacedLine] = []
    end = 0
    for reel in reels:
        scene_start = None
        for shot in reel.shots:
            start = max(0, end - shot.overlap_in_frames)
            scene_start = start if scene_start is None else scene_start
            placed.append(PlacedShot(scene=reel.scene, shot=shot, first_frame=start))
            lines += [
                PlacedLine(scene=reel.scene, shot=shot.number, line=line, first_sample=start * samples_per_frame(fps) + line.first_sample)
                for line in shot.lines
            ]
            end = start + shot.frames
        if scene_start is not None:
            scenes.append(
                PlacedScene(
                    scene=reel.scene, heading=reel.heading, first_frame=scene_start, frames=end - scene_start, heard_as=reel.heard_as
                )
            )
    return Timeline(fps=fps, frames=end, shots=placed, scenes=scenes, lines=lines)
