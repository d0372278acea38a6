"""Subtitles in the picture: which text is shown in which frames of a shot, drawn once each (`lettering`).

They come and go by the same rules as those beside the film, inside their shot: a shot's frames never depend on its neighbours' words.
"""

from dataclasses import dataclass

from activities.film.subtitles.lettering import FACE, SIZE, WHITE, WIDEST, Lettering, Written, lettered
from activities.media.text.fonts import Rgb, text_note
from activities.media.text.subtitles import Cue, Heard, cues_from, speaker_colour
from schemas.film import FrameRange

_COLUMN_EM = 0.52
"""A column of running text; a full-width character (two columns) is one em."""


@dataclass(frozen=True)
class TimedLettering:
    """A lettering and the frames of the shot that show it."""

    first_frame: int
    end_frame: int
    lettering: Lettering


def letterings(part: FrameRange, width_px: int, height_px: int, fps: int) -> list[TimedLettering]:
    """Everything that is burned into a part of a shot, drawn."""
    colours = _colours(part)
    return [
        TimedLettering(
            cue.first_frame,
            cue.end_frame,
            lettered(_written(cue, colours), width_px, height_px, style=part.subtitles_style, language=part.language),
        )
        for cue in burned_cues(part, width_px, height_px, fps)
        if cue.first_frame < part.first_frame + part.frames and cue.end_frame > part.first_frame
    ]


def burned_cues(part: FrameRange, width_px: int, height_px: int, fps: int) -> list[Cue]:
    """The subtitles of the whole shot, timed; a speaker who is not seen is named."""
    columns = max(4, int(WIDEST * width_px / (_COLUMN_EM * SIZE * min(width_px, height_px))))
    heard = [Heard(text.first_frame, text.frames, text.text, text.speaker, text.placement) for text in part.burned]
    end = max([part.first_frame + part.frames, *(text.first_frame + text.room for text in part.burned)])
    return cues_from(heard, fps, end, columns)


def lettering_notes(*parts: FrameRange) -> list[str]:
    """What a person should know of how burned text came out: writing systems that no font on this machine has."""
    notes = (text_note(text.text, FACE, part.language) for part in parts for text in part.burned)
    return list(dict.fromkeys(note for note in notes if note))


def _colours(part: FrameRange) -> dict[str, Rgb]:
    if part.subtitles_style != "colours":
        return {}
    return {text.speaker: speaker_colour(text.number) for text in part.burned}


def _written(cue: Cue, colours: dict[str, Rgb]) -> list[Written]:
    speakers = cue.speakers or [cue.speaker] * len(cue.lines)
    return [Written(line, colours.get(speaker, WHITE), cue.is_voice_over) for line, speaker in zip(cue.lines, speakers, strict=True)]
