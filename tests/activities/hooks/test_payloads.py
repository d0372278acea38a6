"""What hooks are told, and how that is signed."""

import json
from datetime import UTC, datetime

import pytest

from activities.hooks import payloads, signing
from schemas.hooks import Happening
from schemas.states import CutState, FilmState

AT = datetime(2026, 11, 21, 20, 0, 4, 120_999, UTC)
FILM = {"id": "f", "project": "p", "title": "Rain", "state": "processing", "cut": 0}


@pytest.mark.parametrize("state", [state for state in FilmState if state is not FilmState.PENDING])
def test_hooks_can_be_told_of_every_state_of_a_film(state: FilmState) -> None:
    assert payloads.happening("state", {"state": state, "reason": ""}) == f"film.{state}"


@pytest.mark.parametrize("state", CutState)
def test_hooks_can_be_told_of_every_state_of_a_cut(state: CutState) -> None:
    assert payloads.happening("cut", {"cut": 1, "state": state}) == f"cut.{state}"


def test_hooks_are_told_of_no_single_step() -> None:
    assert payloads.happening("step", {"stage": "images"}) is None


def test_a_payload_says_what_happened_and_where_to_look() -> None:
    data = {"cut": 2, "state": "completed", "reason": "", "frames": 48, "fps": 24}

    told = json.loads(payloads.body(Happening.CUT_COMPLETED, AT, FILM, 41, data))

    assert told == {
        "type": "cut.completed",
        "timestamp": "2026-11-21T20:00:04.120Z",
        "data": {
            "event": 41,
            "film": "f",
            "project": "p",
            "title": "Rain",
            "film_state": "processing",
            "cut": 2,
            "state": "completed",
            "reason": "",
            "frames": 48,
            "fps": 24,
            "links": {"film": "/api/films/f", "events": "/api/films/f/events", "cut": "/api/films/f/cuts/2"},
        },
    }


def test_a_payload_stays_small() -> None:
    data = {"cut": 0, "message": "ä" * 100_000}

    assert len(payloads.body(Happening.FILM_WARNED, AT, FILM | {"title": "a" * 100_000}, 41, data).encode()) < 4000


def test_secrets_differ_by_key_hook_and_number_and_stay_the_same() -> None:
    made = [signing.secret(*of) for of in (("k", "h", 1), ("k", "h", 2), ("k", "i", 1), ("l", "h", 1))]

    assert len(set(made)) == 4
    assert made[0] == signing.secret("k", "h", 1)


def test_the_signature_is_that_of_the_specification() -> None:
    """Its example, as the libraries of Standard Webhooks test it."""
    secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
    body = '{"test": 2432232314}'

    signed = signing.signatures([secret], "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, body)

    assert signed == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
