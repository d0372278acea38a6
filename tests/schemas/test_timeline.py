"""Where everything lies in time."""

import pytest

from schemas.media import FLAC, ArtifactRef
from schemas.options import FilmOptions
from schemas.shots import Character, Line, Shot
from schemas.states import FilmState
from schemas.timeline import samples_per_frame
from schemas.timing import GAP_S, LEAD_S, MIN_BODY_FRAMES, TAIL_S, fade_frames, overlap_frames, time_shot


def speech(seconds: float) -> ArtifactRef:
    """A recording of some length."""
    return ArtifactRef(key="s", media_type=FLAC, size_bytes=1, sha256="0", samples=round(seconds * 48_000))


def shot(lines: int, **fields: object) -> Shot:
    """A shot with some lines."""
    said = [Line(number=number, character=Character(name="A"), text="x") for number in range(1, lines + 1)]
    return Shot.model_validate({"number": 1, "scene": 1, "lines": said, "min_duration_s": 2, **fields})


def test_lines_follow_one_another_with_a_gap() -> None:
    timing = time_shot(shot(2), [speech(1), speech(2)], 24, quiet_in=0, quiet_out=0, wish_s=None)

    first, second = timing.first_samples
    assert first == round(LEAD_S * 48_000)
    assert second == first + 48_000 + round(GAP_S * 48_000)
    assert timing.frames * 2000 >= second + 96_000 + round(TAIL_S * 48_000)


def test_a_pause_in_the_script_is_kept() -> None:
    line = Line(number=1, character=Character(name="A"), text="x", pause_before_s=1.5)
    timing = time_shot(shot(0).model_copy(update={"lines": [line]}), [speech(1)], 24, quiet_in=0, quiet_out=0, wish_s=None)

    assert timing.first_samples == [round((LEAD_S + 1.5) * 48_000)]


def test_a_shot_is_never_shorter_than_its_lines() -> None:
    assert time_shot(shot(1), [speech(5)], 24, quiet_in=0, quiet_out=0, wish_s=1).frames >= 5 * 24


def test_nobody_speaks_under_a_transition() -> None:
    timing = time_shot(shot(1), [speech(1)], 24, quiet_in=12, quiet_out=10, wish_s=None)

    assert timing.first_samples[0] >= 12 * 2000
    assert timing.frames >= 12 + 24 + 10


def test_something_of_a_shot_stays_between_its_transitions() -> None:
    assert time_shot(shot(0, min_duration_s=0.1), [], 24, quiet_in=12, quiet_out=12, wish_s=None).frames == 24 + MIN_BODY_FRAMES


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

    assert final == [FilmState.COMPLETED, FilmState.FAILED, FilmState.CANCELLED]
    assert not [state for state in final for following in FilmState if state.may_become(following)]
