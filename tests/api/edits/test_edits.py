"""Changes to films: what reaches the workflow, and what is refused before."""

from typing import Any

import pytest
from httpx import AsyncClient

from api.starting import workflow_id
from schemas.making import CancelFilm
from schemas.states import FilmState
from tests.api.hearing import told
from tests.api.rows import set_state
from tests.api.submitting import submit
from workers.bootstrap import Services


@pytest.fixture
def film(open_film: str) -> str:
    return open_film


@pytest.mark.parametrize(
    ("ask", "changes"),
    [
        ({"shot": 3}, [{"kind": "shot", "shot": 3, "reroll": ["images", "clips"]}]),
        ({"shot": 3, "stage": "clips"}, [{"kind": "shot", "shot": 3, "reroll": ["clips"]}]),
        ({"shot": 3, "stage": "effects"}, [{"kind": "shot", "shot": 3, "reroll": ["effects"]}]),
        ({"shot": 3, "prompt": "wide", "seed": 7}, [{"kind": "shot", "shot": 3, "prompt": "wide", "seed": 7}]),
        ({"shot": 2, "voice": "cello"}, [{"kind": "line", "line": 1, "voice": "cello"}, {"kind": "line", "line": 2, "voice": "cello"}]),
        ({"shot": 2, "line": 2}, [{"kind": "line", "line": 2, "reroll": True}]),
        ({"line": 2, "text": "Yes."}, [{"kind": "line", "line": 2, "text": "Yes."}]),
        ({"cue": 1}, [{"kind": "cue", "scene": 1, "reroll": True}]),
        ({"cue": 1, "prompt": "harp"}, [{"kind": "cue", "scene": 1, "prompt": "harp"}]),
        ({"scene": 1}, [{"kind": "scene", "scene": 1, "reroll": ["images", "clips", "voices", "music", "effects"]}]),
        ({"scene": 1, "stage": "music"}, [{"kind": "scene", "scene": 1, "reroll": ["music"]}]),
        ({"character": "MARA", "voice": "cello"}, [{"kind": "character", "name": "MARA", "voice": "cello"}]),
        ({"character": "MARA"}, [{"kind": "character", "name": "MARA", "reroll": True}]),
        ({"character": "MARA", "seed": 7}, [{"kind": "character", "name": "MARA", "seed": 7}]),
        (
            {"character": "MARA", "prompt": "a red coat", "seed": 7},
            [{"kind": "character", "name": "MARA", "description": "a red coat", "seed": 7}],
        ),
        ({"stage": "voices"}, [{"kind": "film", "reroll": ["voices"]}]),
        ({"changes": [{"kind": "film", "title": "Wind"}]}, [{"kind": "film", "title": "Wind"}]),
    ],
)
async def test_what_is_asked_for_simply_becomes_these_changes(
    http: AsyncClient, services: Services, film: str, ask: dict[str, Any], changes: list[Any]
) -> None:
    answer = await http.post(f"/api/films/{film}/regenerate", json=ask)

    assert answer.status_code == 202, answer.text
    assert answer.json() | {"edit": ""} == {"film": film, "edit": "", "revision": 1, "cut": 2, "href": f"/api/films/{film}/cuts/2"}
    assert await told(services, film) == changes


@pytest.mark.parametrize(
    ("ask", "status", "words"),
    [
        ({}, 422, "say what to make again"),
        ({"shot": 3, "scene": 1}, 422, "one thing at a time"),
        ({"shot": 9}, 422, "no shot 9; the film has shots 0 to 5"),
        ({"line": 40}, 422, "no line 40; the film has lines 1 to "),
        ({"cue": 40}, 422, "no scene 40; the film has scenes 0 to "),
        ({"line": 1, "stage": "music"}, 422, "a line is made by the stage voices alone"),
        ({"cue": 1, "stage": "images"}, 422, "a cue is made by the stage music alone"),
        ({"shot": 2, "stage": "images", "voice": "cello"}, 422, "/voice: can't be set there; what can is: prompt, seed"),
        ({"shot": 2, "stage": "voices", "prompt": "x"}, 422, "/prompt: can't be set there; what can is: voice"),
        ({"shot": 2, "stage": "effects", "seed": 3}, 422, "/seed: can't be set there; what can is: only `stage`"),
        ({"shot": 3, "line": 1}, 422, "line 1 is in shot 2; the lines of shot 3 are: 3"),
        ({"shot": 1, "voice": "cello"}, 422, "nobody speaks in shot 1"),
        ({"scene": 1, "prompt": "x"}, 422, "/prompt"),
        ({"shot": 1, "stage": "music"}, 422, "use `cue`"),
        ({"shot": 1, "stage": "film"}, 422, "/stage: Input should be 'images', 'clips', 'voices', 'music' or 'effects'"),
        ({"character": "NOBODY", "voice": "x"}, 422, "no character 'NOBODY'; there are MARA"),
        ({"character": "MARA", "stage": "music"}, 422, "a character sheet is made by the stage images alone"),
        ({"character": "MARA", "text": "x"}, 422, "what can is: voice, prompt, seed"),
        ({"line": 1, "voice": "low"}, 422, "no voice 'low' for espeak; there are alto, "),
        ({"line": 1, "voice": "xx-nowhere/cello"}, 422, "speaks 'xx-nowhere'"),
        ({"changes": [{"kind": "character", "name": "MARA", "voice": "low"}]}, 422, "no voice 'low'"),
        ({"changes": [{"kind": "shot", "shot": 1}]}, 422, "must change something"),
        ({"changes": [{"kind": "shot", "shot": 99, "seed": 1}]}, 422, "no shot 99; the film has shots 0 to 5"),
        ({"line": 1, "text": "<speak>No <audio src='x'/></speak>"}, 422, "/text: <audio> is not understood in a line; there are break"),
        ({"line": 1, "text": "<speak><phoneme ph='x'>No</phoneme></speak>"}, 422, "/text: espeak can't be told phonemes"),
    ],
)
async def test_what_can_not_be_changed_is_refused_with_a_reason(
    http: AsyncClient, film: str, ask: dict[str, Any], status: int, words: str
) -> None:
    answer = await http.post(f"/api/films/{film}/regenerate", json=ask)

    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    assert words in answer.text.replace('\\"', '"')


async def test_each_part_of_a_film_can_be_changed_at_its_address(http: AsyncClient, services: Services, film: str) -> None:
    answers = [
        await http.patch(f"/api/films/{film}/shots/1", json={"camera": "push_in", "duration_s": 3}),
        await http.patch(f"/api/films/{film}/lines/1", json={"text": "Did you?", "speed": 0.9}),
        await http.patch(f"/api/films/{film}/scenes/1", json={"sounds_like": "INT. CHURCH"}),
        await http.patch(f"/api/films/{film}/shots/3", json={"cut": "j", "cut_s": 0.5}),
        await http.patch(f"/api/films/{film}/shots/2", json={"transition": "iris", "sounds": [{"kind": "knock", "at": 0.5}]}),
        await http.patch(f"/api/films/{film}/cues/2", json={"mood": "tense"}),
        await http.patch(f"/api/films/{film}/characters/TOM", json={"description": "tall"}),
        await http.post(f"/api/films/{film}/takes/select", json={"stage": "images", "number": 2, "take": 1}),
    ]

    assert [answer.status_code for answer in answers] == [202] * 8
    assert await told(services, film) == [
        {"kind": "shot", "shot": 1, "camera": "push_in", "duration_s": 3},
        {"kind": "line", "line": 1, "text": "Did you?", "speed": 0.9},
        {"kind": "scene", "scene": 1, "sounds_like": "INT. CHURCH"},
        {"kind": "shot", "shot": 3, "cut": "j", "cut_s": 0.5},
        {"kind": "shot", "shot": 2, "transition": "iris", "sounds": [{"kind": "knock", "at": 0.5, "level_db": 0.0, "is_far": False}]},
        {"kind": "cue", "scene": 2, "mood": "tense"},
        {"kind": "character", "name": "TOM", "description": "tall"},
        {"kind": "take", "stage": "images", "number": 2, "settings": {"take": 1, "seed": 0, "prompt": "old"}, "key": "b"},
    ]


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("shots/77", {"seed": 1}, 404),
        ("lines/77", {"seed": 1}, 404),
        ("cues/77", {"seed": 1}, 404),
        ("shots/1", {}, 422),
        ("shots/1", {"duration_s": 0}, 422),
        ("shots/1", {"colour": "red"}, 422),
        ("lines/1", {"speed": 9}, 422),
        ("shots/1", {"transition": "cut", "transition_s": 1}, 422),
        ("shots/1", {"transition": "star_wipe"}, 422),
        ("shots/2", {"cut": "k"}, 422),
        ("shots/2", {"cut": "smash", "cut_s": 1}, 422),
        ("shots/1", {"transition": "dissolve", "transition_s": 9}, 422),
        ("scenes/77", {"sounds_like": "INT. CHURCH"}, 404),
    ],
)
async def test_a_wrong_change_is_refused(http: AsyncClient, film: str, path: str, body: dict[str, Any], status: int) -> None:
    assert (await http.patch(f"/api/films/{film}/{path}", json=body)).status_code == status


async def test_a_take_that_is_not_there_or_selected_is_refused(http: AsyncClient, film: str) -> None:
    missing = await http.post(f"/api/films/{film}/takes/select", json={"stage": "images", "number": 2, "take": 9})
    selected = await http.post(f"/api/films/{film}/takes/select", json={"stage": "images", "number": 2, "take": 2})

    assert (missing.status_code, selected.status_code) == (422, 409)
    assert "the takes are: 1, 2" in missing.json()["detail"]


async def test_the_same_change_sent_twice_is_one_change(http: AsyncClient, services: Services, film: str) -> None:
    headers = {"Idempotency-Key": f"twice-{film}"}
    first = await http.post(f"/api/films/{film}/regenerate", json={"shot": 3}, headers=headers)
    second = await http.post(f"/api/films/{film}/regenerate", json={"shot": 3}, headers=headers)
    other = await http.post(f"/api/films/{film}/regenerate", json={"shot": 4}, headers=headers)

    assert first.json() == second.json()
    assert other.status_code == 409
    assert len(await told(services, film)) == 1


async def test_a_film_that_idled_out_starts_again_for_a_change(http: AsyncClient, services: Services, film: str) -> None:
    handle = services.temporal.get_workflow_handle(workflow_id(film))
    await handle.signal("cancel", CancelFilm())
    await handle.result()

    answer = await http.post(f"/api/films/{film}/regenerate", json={"line": 1, "voice": "cello"})
    notes = await handle.query("notes", result_type=list[str])

    assert answer.status_code == 202
    assert notes[0] == "made"


async def test_a_film_that_failed_takes_no_changes(http: AsyncClient, services: Services, film: str) -> None:
    await set_state(services, film, FilmState.FAILED)

    answer = await http.post(f"/api/films/{film}/regenerate", json={"shot": 3})

    assert (answer.status_code, answer.json()["type"]) == (409, "urn:filmwright:problem:conflict")


async def test_a_film_without_shots_yet_says_so(http: AsyncClient, project: str) -> None:
    film = (await submit(http, project))["id"]

    answer = await http.patch(f"/api/films/{film}/shots/1", json={"seed": 1})

    assert answer.status_code == 409
    assert "not broken into shots yet" in answer.json()["detail"]
