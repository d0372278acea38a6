"""What keeps a profile from running, by where its workers are."""

import platform

from api.engines.availability import Found, engines_of, terms_of, what_is_missing
from schemas.engines import Queue
from schemas.profiles import PROFILES
from schemas.stages import Stage

HERE = platform.node()
PAINTER = Found(Stage.IMAGES, "sdxl", Queue.GPU, "not available: torch is missing")
READY = Found(Stage.IMAGES, "sdxl", Queue.GPU, None)
PLAYER = Found(Stage.MUSIC, "audiocraft", Queue.AUDIOCRAFT, "not available: it needs audiocraft")
SPEAKER = Found(Stage.VOICES, "elevenlabs", Queue.HOSTED, "not available: set a key")


def test_the_draft_lacks_nothing_and_needs_no_gpu_worker() -> None:
    assert what_is_missing(engines_of(PROFILES["draft"]), {}) == []


def test_an_engine_that_lacks_something_here_is_named_with_what_to_do() -> None:
    assert what_is_missing([PAINTER, SPEAKER], {Queue.GPU: {HERE}}) == [
        "images: sdxl: not available: torch is missing",
        "voices: elevenlabs: not available: set a key",
    ]


def test_what_runs_on_gpu_workers_is_left_to_those_of_another_machine() -> None:
    assert what_is_missing([PAINTER, SPEAKER], {Queue.GPU: {"elsewhere"}}) == ["voices: elevenlabs: not available: set a key"]


def test_a_gpu_engine_without_any_gpu_worker_says_how_to_start_one() -> None:
    (missing,) = what_is_missing([READY], {})

    assert "python -m workers gpu" in missing


def test_what_has_an_environment_of_its_own_is_left_to_a_worker_of_any_machine() -> None:
    assert what_is_missing([PLAYER], {Queue.AUDIOCRAFT: {HERE}}) == []
    assert what_is_missing([PLAYER], {Queue.GPU: {"elsewhere"}}) == ["music: audiocraft: not available: it needs audiocraft"]


def test_a_player_without_a_worker_says_how_to_get_one() -> None:
    (missing,) = what_is_missing([Found(Stage.MUSIC, "audiocraft", Queue.AUDIOCRAFT, None)], {Queue.GPU: {HERE}})

    assert "`./film install audiocraft`" in missing
    assert "python -m workers audiocraft" in missing


def test_what_stands_in_for_an_engine_must_run_too() -> None:
    assert ("clips", "camera") in {(found.stage, found.name) for found in engines_of(PROFILES["studio-24gb"])}


def test_what_a_profile_is_made_with_is_told_and_not_what_stands_in_for_it() -> None:
    engines = engines_of(PROFILES["studio-24gb"])
    terms = terms_of([*engines, Found(Stage.MODERATION, "nobody", None, "no engine 'nobody' for moderation")])

    assert terms.keys() == PROFILES["studio-24gb"].stages.keys() - {Stage.FILM}
    assert terms[Stage.CLIPS].name == "wan"
    assert [stage for stage, info in terms.items() if not info.commercial_use] == [Stage.VOICES, Stage.MUSIC, Stage.LIPSYNC]
