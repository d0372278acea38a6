"""Subtitles: when they come and go, and how they are written."""

import re
from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from activities.media.text.line_breaks import columns_of
from activities.media.text.subtitles import Cue, cues_of, parts_of, srt, vtt
from schemas.film import ReelLine
from schemas.media import FLAC, SAMPLE_RATE_HZ, ArtifactRef
from schemas.timeline import PlacedLine, Timeline
from tests.examples import examples

FPS = 24
LONG = "The harbour has been empty since the first of March. The last of the boats went down with all hands in the storm."


def line(start_s: float, seconds: float, text: str, character: str = "MARA", placement: str = "on", number: int = 0) -> PlacedLine:
    speech = ArtifactRef(key="0" * 64, media_type=FLAC, size_bytes=1, sha256="", samples=round(seconds * SAMPLE_RATE_HZ))
    spoken = ReelLine.model_validate(
        {"number": number, "character": character, "text": text, "placement": placement, "speech": speech, "first_sample": 0}
    )
    return PlacedLine(scene=1, shot=1, line=spoken, first_sample=round(start_s * SAMPLE_RATE_HZ))


def cues(lines: Sequence[PlacedLine], film_s: float = 60) -> list[Cue]:
    return cues_of(Timeline(fps=FPS, frames=round(film_s * FPS), shots=[], scenes=[], lines=list(lines)))


def test_cue_begins_with_the_voice() -> None:
    (cue,) = cues([line(2.0, 1.5, "Who is there?")])

    assert cue.first_frame == 48


def test_short_word_stays_for_a_second() -> None:
    (cue,) = cues([line(2.0, 0.2, "No.")])

    assert cue.end_frame - cue.first_frame >= FPS


def test_cue_leaves_before_the_next_comes() -> None:
    first, second = cues([line(1, 2, "The lamp has not been lit since my father died."), line(3.05, 2, "Then light it.", "JONAS")])

    assert first.end_frame == second.first_frame - 2


def test_two_quick_speakers_share_a_cue_with_dashes() -> None:
    (cue,) = cues([line(1, 0.3, "No!"), line(1.4, 0.3, "Yes!", "JONAS")])

    assert cue.lines == ["– No!", "– Yes!"]
    assert cue.speaker == ""


def test_two_who_speak_at_once_are_told_as_they_speak() -> None:
    speech = "They are coming at 10:45. I paid $1,250.50 to Dr. Smith in 1997."
    told = cues([line(2, 8.8, speech, "JONAS"), line(2, 1.6, "No! You did not!")])

    assert [cue.lines for cue in told] == [
        ["– They are coming at 10:45.", "– No! You did not!"],
        ["I paid $1,250.50 to Dr. Smith in 1997."],
    ]
    assert all(sum(map(columns_of, cue.lines)) * FPS <= 17 * (cue.end_frame - cue.first_frame) for cue in told)


def test_quick_words_of_one_speaker_are_one_line() -> None:
    (cue,) = cues([line(1, 0.3, "No."), line(1.4, 1.0, "Never again.")])

    assert cue.lines == ["No. Never again."]


def test_long_speech_shares_its_time_by_its_words() -> None:
    spoken = cues([line(1, 7, LONG)])

    assert len(spoken) == 2
    assert spoken[0].first_frame == FPS
    assert abs(spoken[1].first_frame - 4.4 * FPS) < 12


def test_unseen_speaker_is_named_once() -> None:
    first, second = cues([line(1, 2, "Open the door.", "JONAS", "off_screen"), line(4, 2, "Please.", "JONAS", "off_screen")])

    assert first.lines == ["JONAS: Open the door."]
    assert second.lines == ["Please."]


def test_voice_over_is_in_italics() -> None:
    spoken = cues([line(1, 2, "It was the tenth day.", "NARRATOR", "voice_over")])

    assert "<i>It was the tenth day.</i>" in srt(spoken, FPS)
    assert "<v NARRATOR><i>It was the tenth day.</i>" in vtt(spoken, FPS)


def test_silent_line_gets_no_cue() -> None:
    assert cues([line(1, 1, "  ")]) == []


def test_last_cue_ends_with_the_film() -> None:
    (cue,) = cues([line(9.8, 0.2, "Wait.")], film_s=10)

    assert cue.end_frame <= 240
    assert cue.end_frame - cue.first_frame >= FPS


def test_right_to_left_lines_are_marked() -> None:
    text = srt(cues([line(1, 3, "قال لي إن البحر لا ينسى.")]), FPS)

    assert "\u200fقال لي إن البحر لا ينسى.\u200f" in text


def test_line_that_begins_with_a_foreign_word_is_marked_in_a_right_to_left_speech() -> None:
    text = srt(cues([line(1, 3, "Jonas חזר הביתה אחרי שנים!")]), FPS)

    assert "\u200fJonas חזר הביתה אחרי שנים!\u200f" in text


def test_dense_speech_is_shown_as_long_as_it_takes_to_read() -> None:
    dense = [line(1 + 2.4 * index, 2.3, "The lamp has not been lit since my father died.", "AB"[index % 2]) for index in range(3)]

    for cue in cues(dense):
        assert sum(map(columns_of, cue.lines)) / (cue.end_frame - cue.first_frame) * FPS <= 17


def test_subtitles_leave_their_voice_only_where_they_must() -> None:
    spoken = cues(
        [line(1, 2.3, "The lamp has not been lit since my father died."), line(3.4, 2.6, "Then light it.", "JONAS"), line(20, 2, "No.")]
    )

    assert spoken[0].first_frame == FPS
    assert spoken[2].first_frame == 20 * FPS


def test_japanese_of_one_speaker_is_joined_without_a_space() -> None:
    (cue,) = cues([line(1, 0.4, "灯台です。"), line(1.5, 1.0, "もう誰もいません。")])

    assert cue.lines == ["灯台です。もう誰もいません。"]


def test_srt_is_numbered_and_has_commas() -> None:
    text = srt(cues([line(1, 2, "One."), line(3661.5, 2, "Two.")], film_s=4000), FPS)

    assert text.startswith("1\n00:00:01,000 --> 00:00:03,417\nOne.\n\n2\n01:01:01,500 --> ")


def test_vtt_has_a_header_points_and_voices() -> None:
    text = vtt(cues([line(1, 2, "One.")]), FPS)

    assert text == "WEBVTT\n\n1\n00:00:01.000 --> 00:00:03.417\n<v MARA>One.\n"


def test_markup_in_a_speech_stays_text() -> None:
    spoken = cues([line(1, 2, "a < b --> c & d", "M<A>RA")])

    assert "a &lt; b --&gt; c &amp; d" in vtt(spoken, FPS)
    assert "<v M&lt;A&gt;RA>" in vtt(spoken, FPS)
    assert srt(spoken, FPS).count("-->") == 1


def test_parts_fill_the_whole_time() -> None:
    parts = parts_of(LONG, 100)

    assert parts[0][0] == 0
    assert sum(frames for _, frames, _ in parts) == 100


@pytest.mark.parametrize("frames", [0, 1])
def test_speech_of_no_time_has_no_more_parts_than_frames(frames: int) -> None:
    assert len(parts_of(LONG, frames)) == frames


@examples(60)
@given(
    st.lists(
        st.tuples(
            st.floats(0, 55),
            st.floats(0.05, 6),
            st.sampled_from(["No.", "Then light it, if you dare.", LONG, "灯台にはもう誰もいません。", "قال لي"]),
            st.sampled_from(["MARA", "JONAS"]),
        ),
        max_size=12,
    )
)
def test_cues_never_overlap_last_a_second_and_keep_to_two_lines(spoken: list[tuple[float, float, str, str]]) -> None:
    found = cues([line(*each, number=number) for number, each in enumerate(spoken)])

    for cue, following in pairwise(found):
        assert cue.end_frame <= following.first_frame
    assert all(cue.end_frame - cue.first_frame >= FPS for cue in found)
    assert all(len(cue.lines) <= 2 and max(map(columns_of, cue.lines)) <= 42 for cue in found)


@examples(30)
@given(st.lists(st.tuples(st.floats(0, 55), st.floats(0.05, 6)), min_size=1, max_size=12))
def test_times_in_srt_rise(spans: list[tuple[float, float]]) -> None:
    text = srt(cues([line(start, length, "Then light it.", number=index) for index, (start, length) in enumerate(spans)]), FPS)

    times = re.findall(r"\d\d:\d\d:\d\d,\d\d\d", text)
    assert times == sorted(times)
