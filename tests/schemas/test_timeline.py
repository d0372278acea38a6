"""Where everything lies in time."""

import pytest

from schemas.media import FLAC, ArtifactRef
from schemas.options import FilmOptions
from schemas.shots import Character, Line, Shot
from schemas.states import FilmState
from schemas.timeline import samples_per_frame
from schemas.timing import GAP_S, LEAD_S, MIN_BODY_FRAMES, TAIL_S, Surroundings, fade_frames, overlap_frames, time_shot

SECOND = 48_000


def speech(seconds: float) -> ArtifactRef:
    """A recording of some length."""
    return ArtifactRef(key="s", media_type=FLAC, size_bytes=1, sha256="0", samples=round(seconds * 48_000))


def shot(lines: int, **fields: object) -> Shot:
    """A shot with some lines."""
    said = [Line(number=number, character=Character(name="A"), text="x") for number in range(1, lines + 1)]
    return Shot.model_validate({"number": 1, "scene": 1, "lines": said, "min_duration_s": 2, **fields})


def test_lines_follow_one_another_with_a_gap() -> None:
    timing = time_shot(shot(2), [speech(1), speech(2)], 24, Surroundings(), None)

    first, second = timing.first_samples
    assert first == round(LEAD_S * 48_000)
    assert second == first + 48_000 + round(GAP_S * 48_000)
    assert timing.frames * 2000 >= second + 96_000 + round(TAIL_S * 48_000)


def test_a_pause_in_the_script_is_kept() -> None:
    line = Line(number=1, character=Character(name="A"), text="x", pause_before_s=1.5)
    timing = time_shot(shot(0).model_copy(update={"lines": [line]}), [speech(1)], 24, Surroundings(), None)

    assert timing.first_samples == [round((LEAD_S + 1.5) * 48_000)]


def test_a_shot_is_never_shorter_than_its_lines() -> None:
    assert time_shot(shot(1), [speech(5)], 24, Surroundings(), 1).frames >= 5 * 24


def test_nobody_speaks_under_a_transition() -> None:
    timing = time_shot(shot(1), [speech(1)], 24, Surroundings(quiet_in=12, quiet_out=10), None)

    assert timing.first_samples[0] >= 12 * 2000
    assert timing.frames >= 12 + 24 + 10


def test_something_of_a_shot_stays_between_its_transitions() -> None:
    assert time_shot(shot(0, min_duration_s=0.1), [], 24, Surroundings(quiet_in=12, quiet_out=12), None).frames == 24 + MIN_BODY_FRAMES


def test_a_j_cut_lets_a_line_be_heard_before_its_picture() -> None:
    alone = time_shot(shot(1), [speech(3)], 24, Surroundings(), None)
    led = time_shot(shot(1), [speech(3)], 24, Surroundings(leads_in=24), None)

    assert led.first_samples == [alone.first_samples[0] - SECOND]
    assert led.frames == alone.frames - 24


def test_the_shot_before_a_j_cut_is_quiet_while_the_next_is_heard() -> None:
    timing = time_shot(shot(1), [speech(3)], 24, Surroundings(leads_out=24), None)

    assert timing.frames * 2000 >= timing.first_samples[0] + 3 * SECOND + SECOND


def test_an_l_cut_lets_a_line_be_heard_after_its_picture() -> None:
    timing = time_shot(shot(1), [speech(3)], 24, Surroundings(leads_out=-24), None)

    assert timing.first_samples[0] + 3 * SECOND == pytest.approx(timing.frames * 2000 + SECOND, abs=2000)


def test_an_l_cut_out_of_a_shot_that_is_longer_than_its_lines_lets_them_wait() -> None:
    timing = time_shot(shot(1, min_duration_s=8), [speech(3)], 24, Surroundings(leads_out=-24), None)

    assert timing.frames == 8 * 24
    assert timing.first_samples[0] + 3 * SECOND == 9 * SECOND


def test_nobody_answers_while_the_line_before_is_heard_on() -> None:
    assert time_shot(shot(1), [speech(1)], 24, Surroundings(leads_in=-24), None).first_samples[0] >= SECOND


@pytest.mark.parametrize("around", [Surroundings(leads_in=96), Surroundings(leads_out=-96)])
def test_a_short_line_is_never_heard_over_another_picture_only(around: Surroundings) -> None:
    timing = time_shot(shot(1, min_duration_s=0), [speech(0.5)], 24, around, None)
    begin, end = timing.first_samples[0], timing.first_samples[0] + SECOND // 2

    assert min(end, timing.frames * 2000) - max(begin, 0) >= 0.15 * SECOND


def test_two_who_speak_at_once_begin_together_and_the_next_waits_for_both() -> None:
    said = shot(3)
    sides = ("left", "right", None)
    dual = said.model_copy(update={"lines": [line.model_copy(update={"dual": side}) for line, side in zip(said.lines, sides, strict=True)]})
    left, right, after = time_shot(dual, [speech(2), speech(1), speech(1)], 24, Surroundings(), None).first_samples

    assert left == right
    assert after == left + 2 * SECOND + round(GAP_S * SECOND)


@pytest.mark.parametrize("fps", [24, 25, 30])
def test_a_frame_is_a_whole_number_of_samples(fps: int) -> None:
    assert samples_per_frame(fps) * fps == 48_000


def test_only_dissolves_and_wipes_overlap() -> None:
    assert overlap_frames(shot(0, transition_in="dissolve", transition_s=0.5), 24) == 12
    assert overlap_frames(shot(0, transition_in="fade_through_black", transition_s=0.5), 24) == 0
    assert fade_frames(shot(0, transition_in="fade_through_black", transition_s=0.5), 24) == (6, 6)
    assert fade_frames(shot(0, transition_in="fade_in", transition_s=0.5), 24) == (0, 12)


@pytest.mark.parametrize(
    ("aspect", "resolution", "frame"),
    [
        ("16:9", "720p", (1280, 720)),
        ("16:9", "1080p", (1920, 1080)),
        ("16:9", "480p", (854, 480)),
        ("9:16", "1080p", (1080, 1920)),
        ("1:1", "720p", (720, 720)),
        ("4:5", "1080p", (1080, 1350)),
        ("21:9", "1080p", (2520, 1080)),
        ("16:9", "2160p", (3840, 2160)),
    ],
)
def test_the_shorter_side_has_the_lines_of_the_resolution(aspect: str, resolution: str, frame: tuple[int, int]) -> None:
    assert FilmOptions.model_validate({"aspect": aspect, "resolution": resolution}).frame == frame


def test_final_states_stay_final() -> None:
    final = [state for state in FilmState if state.is_final]

    assert final == [FilmState.MODERATION_FAILED, FilmState.COMPLETED, FilmState.FAILED, FilmState.CANCELLED]
    assert [state for state in final if not state.is_given_up] == [FilmState.COMPLETED]
    assert not [state for state in final for following in FilmState if state.may_become(following)]
