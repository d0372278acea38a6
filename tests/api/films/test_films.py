"""Submitting, listing, showing and deleting films."""

import asyncio
import json
from typing import Any

import pytest
from httpx import AsyncClient

from api.starting import start_film, workflow_id
from schemas.states import FilmState
from schemas.tables import FilmRow, PaidCallRow, StepRow
from tests.api.conftest import Face
from tests.api.rows import finish, outline, set_state
from tests.api.submitting import SCRIPT, submit
from workers.bootstrap import Services


async def test_a_submitted_script_is_a_pending_film_with_a_running_workflow(http: AsyncClient, project: str, services: Services) -> None:
    film = await submit(http, project, name="rain.fountain", options={"resolution": "480p"})

    running = await services.temporal.get_workflow_handle(workflow_id(film["id"])).describe()

    assert (film["state"], film["title"], film["project"]) == ("pending", "rain", project)
    assert running.typed_search_attributes.search_attributes
    assert (await running.static_summary()) == "rain"


async def test_a_script_comes_back_byte_for_byte(http: AsyncClient, project: str) -> None:
    data = "INT. KÜCHE - TAG\r\n\r\nRegen.\r\n".encode("utf-16")
    answer = await http.post(
        f"/api/projects/{project}/films", files={"script": ("küche.fountain", data)}, data={"options": json.dumps({"fps": 25})}
    )

    film = (await http.get(answer.json()["href"])).json()
    script = await http.get(film["script"]["href"], follow_redirects=True)

    assert script.content == data
    assert (film["script"]["name"], film["options"]["fps"]) == ("küche.fountain", 25)


async def test_a_film_without_speech_may_be_in_a_language_that_nobody_speaks(http: AsyncClient, project: str) -> None:
    assert await submit(http, project, "INT. ROOM - DAY\n\nRain.\n", options={"language": "xx"})


async def test_the_same_key_and_request_is_the_same_film(http: AsyncClient, project: str) -> None:
    first = await submit(http, project, key=f"same-{project}")
    second = await submit(http, project, key=f"same-{project}")

    assert first["id"] == second["id"]


async def test_the_same_key_with_another_request_is_a_conflict(http: AsyncClient, project: str) -> None:
    await submit(http, project, key=f"other-{project}")

    answer = await http.post(
        f"/api/projects/{project}/films", json={"script": SCRIPT + "!"}, headers={"Idempotency-Key": f"other-{project}"}
    )

    assert (answer.status_code, answer.headers["content-type"]) == (409, "application/problem+json")


async def test_twenty_requests_at_once_with_one_key_make_one_film(face: Face, project: str) -> None:
    async with face.client() as http:
        films = await asyncio.gather(*(submit(http, project, key=f"race-{project}") for _ in range(20)))
        listed = (await http.get("/api/films", params={"project": project})).json()["items"]

    assert len({film["id"] for film in films}) == len(listed) == 1


async def test_pages_of_films_are_filtered_by_project_and_state(http: AsyncClient, project: str, services: Services) -> None:
    films = [(await submit(http, project, f"{SCRIPT}{number}"))["id"] for number in range(5)]
    await set_state(services, films[2], FilmState.FAILED)

    first = (await http.get("/api/films", params={"project": project, "state": "pending", "limit": 3})).json()
    second = (
        await http.get("/api/films", params={"project": project, "state": "pending", "limit": 3, "cursor": first["next_cursor"]})
    ).json()

    assert [film["id"] for film in first["items"] + second["items"]] == [films[4], films[3], films[1], films[0]]
    assert second["next_cursor"] is None


async def test_a_film_tells_everything_about_itself(http: AsyncClient, project: str, services: Services) -> None:
    film = (await submit(http, project))["id"]
    await outline(services, film)
    await finish(services, film)

    answer = (await http.get(f"/api/films/{film}")).json()

    assert answer["state"] == "completed"
    assert answer["progress"]["percent"] == 100
    assert answer["progress"]["stages"]["images"] == {"planned": 2, "made": 1, "reused": 1}
    assert answer["progress"]["stages"]["voices"] == {"planned": 1, "made": 0, "reused": 0}
    assert [scene["shots"] for scene in answer["scenes"]] == [[0], [1, 2, 3], [4, 5]]
    assert [line["text"] for line in answer["lines"]] == ["Did you hear that?", "No.", "It is only the wind.", "Gone."]
    assert [character["name"] for character in answer["characters"]] == ["MARA", "TOM"]
    assert [(take["number"], take["is_selected"]) for take in answer["takes"]] == [(1, False), (2, True)]
    assert answer["cuts"][0]["duration_s"] == answer["duration_s"] == 2
    assert set(answer["cuts"][0]["files"]) == {"film.mp4", "film.srt", "poster.jpg", "contact-sheet.jpg", "manifest.json"}
    assert answer["cost"] == {
        "amount_micros": 0,
        "currency": "USD",
        "seconds": 1.5,
        "stages": {"images": {"artifacts": 1, "seconds": 1.5, "amount_micros": 0}},
        "open_micros": 0,
    }
    assert answer["links"]["temporal_ui"].endswith(f"/namespaces/{services.temporal.namespace}/workflows/film-{film}")


async def test_the_percent_of_a_film_in_the_making_are_its_things_that_are_there(
    http: AsyncClient, project: str, services: Services
) -> None:
    film = (await submit(http, project))["id"]
    early = (await http.get(f"/api/films/{film}/progress")).json()["percent"]
    await outline(services, film)
    async with services.sessions.begin() as session:
        session.add_all(
            StepRow(film_id=film, cut=1, stage="images", target=f"shot {shot}", state="made" if shot < 3 else "planned")
            for shot in range(6)
        )

    assert early == 0
    assert (await http.get(f"/api/films/{film}/progress")).json()["percent"] == 50


async def test_what_may_have_been_paid_for_nothing_is_told_beside_the_cost(http: AsyncClient, project: str, services: Services) -> None:
    film = (await submit(http, project))["id"]
    async with services.sessions.begin() as session:
        for key, state in (("a", "done"), ("b", "lost"), ("c", "submitted")):
            call = PaidCallRow(key=key, part=1, film_id=film, provider="Runway", idempotency_key=key, state=state, amount_micros=250_000)
            session.add(call)

    answer = (await http.get(f"/api/films/{film}")).json()

    assert answer["cost"]["open_micros"] == 500_000


async def test_ranges_of_a_film_are_served(http: AsyncClient, project: str, services: Services) -> None:
    film = (await submit(http, project))["id"]
    await finish(services, film)

    redirect = await http.get(f"/api/films/{film}/cuts/1/film.mp4")
    part = await http.get(redirect.headers["location"], headers={"Range": "bytes=5-14"})

    assert (redirect.status_code, part.status_code, part.content) == (307, 206, b"5678901234")
    assert part.headers["content-type"] == "video/mp4"


async def test_a_file_a_cut_does_not_have_is_not_found(http: AsyncClient, project: str, services: Services) -> None:
    film = (await submit(http, project))["id"]
    await finish(services, film)

    answers = [await http.get(f"/api/films/{film}/cuts/{path}") for path in ("1/film.vtt", "2/film.mp4", "2", "1/film.avi")]

    assert [answer.status_code for answer in answers] == [404, 404, 404, 422]


async def test_only_a_final_film_is_deleted(http: AsyncClient, project: str, services: Services) -> None:
    film = (await submit(http, project, key=f"delete-{project}"))["id"]
    early = await http.delete(f"/api/films/{film}")
    await finish(services, film)

    late = await http.delete(f"/api/films/{film}")
    gone = await http.get(f"/api/films/{film}")
    again = await submit(http, project, key=f"delete-{project}")

    assert (early.status_code, late.status_code, gone.status_code) == (409, 204, 404)
    assert again["id"] != film


async def test_things_of_another_owner_are_not_there(http: AsyncClient, project: str, services: Services) -> None:
    film = (await submit(http, project))["id"]
    async with services.sessions.begin() as session:
        row = await session.get_one(FilmRow, film)
        row.owner = "somebody"

    paths = ["", "/progress", "/events", "/cuts", "/cuts/1", "/cuts/1/film.mp4", "/script", "/screenplay"]
    reads = [await http.get(f"/api/films/{film}{path}") for path in paths]
    posts = [await http.post(f"/api/films/{film}/{verb}", json=None) for verb in ("cancel", "pause", "resume")]
    edits = [
        await http.post(f"/api/films/{film}/regenerate", json={"shot": 1}),
        await http.patch(f"/api/films/{film}/shots/1", json={"seed": 1}),
        await http.patch(f"/api/films/{film}/lines/1", json={"seed": 1}),
        await http.patch(f"/api/films/{film}/cues/1", json={"seed": 1}),
        await http.patch(f"/api/films/{film}/characters/MARA", json={"voice": "x"}),
        await http.post(f"/api/films/{film}/takes/select", json={"stage": "images", "number": 1, "take": 1}),
        await http.delete(f"/api/films/{film}"),
    ]
    listed = (await http.get("/api/films", params={"project": project})).json()["items"]

    assert {answer.status_code for answer in reads + posts + edits} == {404}
    assert listed == []


async def test_a_film_whose_start_was_lost_is_started_once(http: AsyncClient, project: str, services: Services) -> None:
    film = (await submit(http, project))["id"]
    handle = services.temporal.get_workflow_handle(workflow_id(film))
    before = (await handle.describe()).run_id
    async with services.sessions() as session:
        row = await session.get_one(FilmRow, film)

    await start_film(services.temporal, row)

    assert (await handle.describe()).run_id == before


@pytest.mark.parametrize(
    ("body", "field", "words"),
    [
        ({"script": SCRIPT, "options": {"fps": 23}}, "/options/fps", "24, 25 or 30"),
        ({"script": SCRIPT, "opts": {}}, "/opts", "no such field"),
        ({"script": "  \n"}, "/script", "empty"),
        ({"script": SCRIPT, "options": {"profile": "imax"}}, "/options/profile", "draft"),
        ({"script": SCRIPT, "options": {"language": "xx"}}, "/options/language", "no voice of espeak speaks 'xx'"),
        (
            {"script": "INT. ROOM - DAY\n\nMARA\n<speak>No. <break time='1h'/></speak>\n"},
            "/script",
            "line 4: <break time='1h'> is not understood",
        ),
        ({"script": SCRIPT, "options": {"subtitles": "none", "sdh": True}}, "/options", "has none of sdh"),
        ({"script": SCRIPT, "options": {"subtitles_style": "boxed"}}, "/options", "drawn into the picture"),
        ({"script": "PK\u0003\u0004 and more", "name": "word.docx"}, "/script", "a zip archive"),
        ({"name": "x"}, "/script", "required"),
    ],
)
async def test_a_wrong_submission_says_which_field_is_wrong(
    http: AsyncClient, project: str, body: dict[str, Any], field: str, words: str
) -> None:
    answer = await http.post(f"/api/projects/{project}/films", json=body)
    problem = answer.json()

    assert answer.status_code == 422
    assert [error["field"] for error in problem["errors"]] == [field]
    assert words in problem["errors"][0]["message"]


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"profile": "hosted"}, "images: openai_images: not available: set FILM_IMAGES_OPENAI_IMAGES_API_KEY"),
        ({"profile": "draft-llm"}, "screenplay: llm: not available: set FILM_SCREENPLAY_LLM_BASE_URL"),
        ({"profile": "studio-24gb"}, "flux2_klein: not available"),
        ({"translate": ["fr"]}, "subtitles in fr can't be made here: not available: set FILM_FILM_TRANSLATOR_BASE_URL"),
    ],
)
async def test_what_can_not_be_made_here_is_refused_and_leaves_no_film(
    http: AsyncClient, project: str, options: dict[str, Any], words: str
) -> None:
    headers = {"Idempotency-Key": f"refused-{project}"}
    answer = await http.post(f"/api/projects/{project}/films", json={"script": SCRIPT, "options": options}, headers=headers)
    listed = (await http.get("/api/films", params={"project": project})).json()["items"]
    later = await submit(http, project, key=f"refused-{project}")

    assert (answer.status_code, answer.headers["content-type"]) == (409, "application/problem+json")
    assert words in answer.json()["detail"]
    assert listed == []
    assert later["state"] == "pending"


async def test_head_is_answered_wherever_get_is_with_its_headers_and_no_body(http: AsyncClient, project: str, services: Services) -> None:
    film = (await submit(http, project))["id"]
    await finish(services, film)

    for address in (f"/api/films/{film}", f"/api/films/{film}/cuts", f"/api/films/{film}/cuts/1", "/api/films", "/api/profiles"):
        asked, got = await http.head(address), await http.get(address)
        assert (asked.status_code, asked.content) == (200, b"")
        assert asked.headers["content-type"] == got.headers["content-type"]
    assert (await http.head(f"/api/films/{film}/script")).headers["location"]
    assert (await http.head(f"/api/films/{film}/cuts/1/film.mp4")).headers["content-length"] == "1000"
    assert (await http.head(f"/api/films/{film}/cuts/7")).status_code == 404
    assert (await http.head(f"/api/films/{film}/pause")).status_code == 405


async def test_head_of_the_events_is_answered_at_once(http: AsyncClient, project: str) -> None:
    film = (await submit(http, project))["id"]

    async with asyncio.timeout(60):
        answers = [await http.head(f"/api/films/{film}/events") for _ in range(3)]

    assert [answer.headers["content-type"].partition(";")[0] for answer in answers] == ["text/event-stream"] * 3
