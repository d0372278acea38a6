"""Burned subtitles: where they lie and how they read."""

import av
import numpy as np
import pytest
from pydantic import ValidationError

from activities.film.coding.encoders import ENCODERS
from activities.film.subtitles.burn import burned_cues, lettering_notes, letterings
from activities.film.subtitles.lettering import Lettering, Written, lettered
from activities.media.planes import new_frame, planes_of
from activities.media.text.subtitles import speaker_colour
from schemas.film import LETTERING_RULES, BurnedText, EncodeSegment, FrameRange, encoding_of
from schemas.media import ArtifactRef
from schemas.options import FilmOptions
from tests.activities.film.small_film import ABOUT

CLIP = ArtifactRef(key="0" * 64, media_type="video/mp4", size_bytes=1, sha256="")
LONG = "The harbour has been empty since the first of March. The last of the boats went down with all hands in the storm."


def _grey(width_px: int, height_px: int, level: int = 126) -> av.VideoFrame:
    frame = new_frame(width_px, height_px)
    for plane, value in zip(planes_of(frame), (level, 100, 160), strict=True):
        plane[:] = value
    return frame


def _written(lines: list[str], width_px: int = 640, height_px: int = 360, level: int = 126) -> av.VideoFrame:
    frame = _grey(width_px, height_px, level)
    lettered([Written(line) for line in lines], width_px, height_px).put_on(frame)
    return frame


def _touched(frame: av.VideoFrame, level: int = 126) -> list[int]:
    rows, columns = np.nonzero(planes_of(frame)[0] != level)
    return [int(edge) for edge in (rows.min(), rows.max(), columns.min(), columns.max())]


@pytest.mark.parametrize("size", [(640, 360), (360, 640), (360, 360), (854, 366)])
def test_text_lies_inside_the_safe_area(size: tuple[int, int]) -> None:
    width, height = size
    top, bottom, left, right = _touched(_written(["The lamp has not", "been lit since then."], width, height))

    assert top > height * 0.5
    assert bottom < height * 0.97
    assert left > width * 0.04
    assert right < width * 0.96


@pytest.mark.parametrize("level", [16, 126, 235])
def test_text_stands_out_from_any_ground(level: int) -> None:
    luma = planes_of(_written(["Who is there?"], level=level))[0]

    assert luma.max() >= 230
    assert luma.min() <= 50


def test_letters_have_no_colour() -> None:
    frame = _written(["MMMM"], 1280, 720)
    luma, blue, red = planes_of(frame)
    inside = (luma[::2, ::2] > 230) & (luma[1::2, 1::2] > 230)

    assert inside.any()
    assert abs(int(np.median(blue[inside])) - 128) <= 2
    assert abs(int(np.median(red[inside])) - 128) <= 2


def test_text_is_centred() -> None:
    _, _, left, right = _touched(_written(["Who is there?"]))

    assert abs(left + right - 639) <= 4


def test_very_wide_line_is_set_smaller() -> None:
    _, _, left, right = _touched(_written(["W" * 60]))

    assert right - left < 640 * 0.93


def _part(first: int, frames: int, *texts: BurnedText) -> FrameRange:
    return FrameRange(clip=CLIP, image=CLIP, first_frame=first, frames=frames, burned=list(texts))


def test_long_speech_is_shown_in_parts() -> None:
    timed = letterings(_part(0, 300, BurnedText(text=LONG, first_frame=24, frames=200)), 640, 360, 24)

    assert len(timed) == 2
    assert (timed[0].first_frame, timed[0].end_frame) == (24, timed[1].first_frame - 2)


def test_narrow_frame_takes_more_parts() -> None:
    wide = letterings(_part(0, 300, BurnedText(text=f"{LONG} {LONG}", first_frame=0, frames=200)), 640, 360, 24)
    narrow = letterings(_part(0, 300, BurnedText(text=f"{LONG} {LONG}", first_frame=0, frames=200)), 360, 640, 24)

    assert len(narrow) > len(wide)


def test_word_does_not_stay_for_the_rest_of_a_long_shot() -> None:
    (timed,) = letterings(_part(0, 900, BurnedText(text="No.", first_frame=10, frames=12, room=890)), 640, 360, 24)

    assert timed.end_frame <= 10 + 48


def test_writing_system_without_a_font_is_told() -> None:
    (note,) = lettering_notes(_part(0, 48, BurnedText(text="\U00012000\U00012001", first_frame=0, frames=48)))

    assert "Cuneiform" in note


def test_latin_text_needs_no_note() -> None:
    assert lettering_notes(_part(0, 48, BurnedText(text=LONG, first_frame=0, frames=48))) == []


def test_unseen_speaker_is_named_in_the_picture() -> None:
    text = BurnedText(text="Open the door.", first_frame=10, frames=40, room=90, speaker="JONAS", placement="off_screen")

    (cue,) = burned_cues(_part(0, 100, text), 640, 360, 24)

    assert cue.lines == ["JONAS: Open the door."]


def test_subtitle_stays_to_be_read_but_not_beyond_its_shot() -> None:
    text = BurnedText(text="The last of the boats went down in it.", first_frame=10, frames=20, room=40)

    (cue,) = burned_cues(_part(0, 50, text), 640, 360, 24)

    assert cue.end_frame == 50


def test_every_speaker_has_a_colour() -> None:
    texts = [BurnedText(text="MMMM", first_frame=60 * index, frames=48, speaker=name, number=index + 1) for index, name in enumerate("AB")]
    part = _part(0, 120, *texts).model_copy(update={"subtitles_style": "colours"})
    first, second = (_on_grey(timed.lettering) for timed in letterings(part, 1280, 720, 24))

    assert np.allclose(first, speaker_colour(1), atol=12)
    assert np.allclose(second, speaker_colour(2), atol=12)


def test_boxed_letters_lie_on_a_dark_ground() -> None:
    frame = _grey(640, 360, 235)
    lettered([Written("Who is there?")], 640, 360, style="boxed").put_on(frame)
    top, bottom, left, right = _touched(frame, 235)
    luma = planes_of(frame)[0][top + 4 : bottom - 4, left + 4 : right - 4]

    assert np.median(luma) < 90


def _on_grey(lettering: Lettering) -> list[int]:
    """The colour of the letters, as R, G, B."""
    frame = _grey(1280, 720)
    lettering.put_on(frame)
    rgb = frame.to_ndarray(format="rgb24")
    return [int(np.percentile(rgb[..., channel][planes_of(frame)[0] > 180], 50)) for channel in range(3)]


def test_words_outside_the_part_are_not_drawn() -> None:
    assert letterings(_part(100, 12, BurnedText(text="No.", first_frame=10, frames=30)), 640, 360, 24) == []


def test_boxes_that_nobody_would_see_are_refused() -> None:
    with pytest.raises(ValidationError, match="burned"):
        FilmOptions(subtitles_style="boxed")

    assert FilmOptions(subtitles_style="boxed", subtitles="burned").subtitles_style == "boxed"


def _laid_out() -> list[tuple[int, int, list[str]]]:
    """A dual dialogue, a long line and a voice from elsewhere, as they are burned."""
    burned = [
        BurnedText(text="We open in ten minutes!", first_frame=10, frames=40, room=390, speaker="OLIVER", number=1),
        BurnedText(text="I open when I am ready!", first_frame=12, frames=44, room=388, speaker="BEATRICE", number=2),
        BurnedText(text=LONG, first_frame=90, frames=150, room=310, speaker="OLIVER", number=1),
        BurnedText(text="Who is there?", first_frame=300, frames=20, room=100, speaker="GHOST", placement="off_screen", number=3),
    ]
    part = FrameRange(clip=CLIP, image=CLIP, first_frame=0, frames=400, burned=burned)
    return [(cue.first_frame, cue.end_frame, list(cue.lines)) for cue in burned_cues(part, 640, 360, 24)]


def test_a_change_of_the_layout_is_a_change_of_its_rules() -> None:
    # Where this fails the layout has changed: raise LETTERING_RULES, then put here what is laid out now.
    assert LETTERING_RULES == 2
    assert _laid_out() == [
        (10, 81, ["– We open in ten minutes!", "– I open when I am ready!"]),
        (90, 162, ["The harbour has been empty", "since the first of March."]),
        (164, 250, ["The last of the boats went down", "with all hands in the storm."]),
        (300, 330, ["GHOST: Who is there?"]),
    ]


def test_segments_of_other_rules_have_other_keys() -> None:
    def key(rules: int) -> str:
        burned = [BurnedText(text="Who is there?", first_frame=0, frames=24, rules=rules)]
        source = FrameRange(clip=CLIP, image=CLIP, first_frame=0, frames=24, burned=burned)
        return EncodeSegment(engine=ENCODERS["x264"].choice, about=ABOUT, source=source, encoding=encoding_of("h264", (64, 36), 24)).key

    assert key(LETTERING_RULES) != key(LETTERING_RULES - 1)
