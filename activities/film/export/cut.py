"""A finished cut, read from what it was made of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from activities.engines import Input
from activities.media.text.subtitles import Cue, cues_of
from schemas.exports import ExportFormat
from schemas.failures import Broken
from schemas.film import AssembleFilm, Reel, ReelShot
from schemas.media import ArtifactRef
from schemas.sound import SoundTrack
from schemas.timeline import Timeline, lay_out


@dataclass(frozen=True)
class Cut:
    """A finished cut."""

    assembly: AssembleFilm
    """What it was ordered as."""
    track: SoundTrack
    """Its sound."""
    reels: Sequence[Reel]
    timeline: Timeline
    cues: Sequence[Cue]
    """Its subtitles, whatever the film has of them."""


def read_cut(assembly: AssembleFilm, track: SoundTrack, inputs: Mapping[str, Input]) -> Cut:
    """A cut out of its order and its reels.

    Raises:
        Broken: A reel can't be read, or there is none with shots.
    """
    reels = read_reels(assembly.reels, inputs)
    if not any(reel.shots for reel in reels):
        msg = "the cut has no shots"
        raise Broken(msg)
    timeline = lay_out(reels)
    return Cut(assembly, track, reels, timeline, cues_of(timeline))


def read_reels(refs: Sequence[ArtifactRef], inputs: Mapping[str, Input]) -> list[Reel]:
    """The reels of a cut.

    Raises:
        Broken: One can't be read.
    """
    return [_reel(inputs[ref.key].path) for ref in refs]


def needed(to: ExportFormat, track: SoundTrack, reels: Sequence[Reel]) -> list[ArtifactRef]:
    """What an export needs fetched beside the reels."""
    if to not in {"stems", "bundle"}:
        return []
    shots = [shot for reel in reels for shot in reel.shots]
    if to == "stems":
        return track.stems
    sounds = [line.speech for shot in shots for line in shot.lines] + [reel.music for reel in reels if reel.music is not None]
    return [*sounds, *track.stems, *track.mixes, *(ref for shot in shots for ref in media_inputs(shot))]


def _reel(path: Path) -> Reel:
    try:
        return Reel.model_validate_json(path.read_bytes())
    except ValidationError as error:
        msg = f"{path.name} is no reel: {error}"
        raise Broken(msg) from error


def media_inputs(shot: ReelShot) -> list[ArtifactRef]:
    """What `shot_media.write_shot` needs fetched."""
    return [shot.segment, shot.clip, shot.image] if has_handles(shot) else [shot.segment]


def has_handles(shot: ReelShot) -> bool:
    return bool(shot.overlap_in_frames or shot.overlap_out_frames or (shot.clip.frames or 0) > shot.frames)
