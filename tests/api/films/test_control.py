"""Cancel, pause, resume."""

from httpx import AsyncClient

from api.starting import workflow_id
from schemas.states import FilmState
from tests.api.rows import finish, set_state
from tests.api.submitting import submit
from workers.bootstrap import Services


async def test_a_film_is_told_to_pause_go_on_and_stop(http: AsyncClient, project: str, services: Services, film_worker: None) -> None:
    film = (await submit(http, project))["id"]

    answers = [
        await http.post(f"/api/films/{film}/pause"),
        await http.post(f"/api/films/{film}/resume"),
        await http.post(f"/api/films/{film}/cancel", json={"reason": "wrong script"}),
    ]
    handle = services.temporal.get_workflow_handle(workflow_id(film))
    await handle.result()

    assert [answer.status_code for answer in answers] == [202, 202, 202]
    assert [answer.json()["is_paused"] for answer in answers[:2]] == [True, False]
    assert await handle.query("notes", result_type=list[str]) == ["new", "pause", "resume", "cancel: wrong script"]


async def test_a_cancelled_film_is_not_cancelled_again(http: AsyncClient, project: str, services: Services) -> None:
    film = (await submit(http, project))["id"]
    await set_state(services, film, FilmState.CANCELLED)

    answer = await http.post(f"/api/films/{film}/cancel")

    assert (answer.status_code, answer.json()["detail"]) == (409, f"film '{film}' is cancelled and nothing of it is being made")


async def test_a_finished_film_of_which_nothing_is_made_is_not_cancelled(http: AsyncClient, project: str, services: Services) -> None:
    film = (await submit(http, project))["id"]
    await finish(services, film)

    answers = [await http.post(f"/api/films/{film}/{verb}") for verb in ("cancel", "pause", "resume")]

    assert {answer.status_code for answer in answers} == {409}


async def test_a_film_whose_workflow_was_terminated_can_be_cancelled(http: AsyncClient, project: str, services: Services) -> None:
    film = (await submit(http, project))["id"]
    await set_state(services, film, FilmState.PROCESSING)
    await services.temporal.get_workflow_handle(workflow_id(film)).terminate()

    paused = await http.post(f"/api/films/{film}/pause")
    answer = await http.post(f"/api/films/{film}/cancel")
    now = (await http.get(f"/api/films/{film}")).json()

    assert (paused.status_code, answer.status_code) == (409, 202)
    assert (now["state"], [change["to_state"] for change in now["history"]]) == ("cancelled", ["cancelled"])
