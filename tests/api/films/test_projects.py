"""Projects."""

from httpx import AsyncClient


async def test_a_project_can_be_made_read_changed_and_deleted(http: AsyncClient) -> None:
    made = await http.post("/api/projects", json={"title": "Shorts"})
    where = made.headers["location"]

    changed = await http.put(where, json={"title": "Short films", "description": "under five minutes"})
    read = await http.get(where)
    deleted = await http.delete(where)
    gone = await http.get(where)

    assert (made.status_code, changed.status_code, deleted.status_code, gone.status_code) == (201, 200, 204, 404)
    assert (read.json()["title"], read.json()["description"], read.json()["films"]) == ("Short films", "under five minutes", 0)


async def test_pages_of_projects_hold_each_once_newest_first(http: AsyncClient) -> None:
    made = [(await http.post("/api/projects", json={"title": f"P{number}"})).json()["id"] for number in range(5)]

    seen: list[str] = []
    cursor = None
    while True:
        page = (await http.get("/api/projects", params={"limit": 2} | ({"cursor": cursor} if cursor else {}))).json()
        seen += [item["id"] for item in page["items"]]
        cursor = page["next_cursor"]
        if cursor is None:
            break

    assert [item for item in seen if item in made] == made[::-1]
    assert len(seen) == len(set(seen))


async def test_a_project_with_films_is_not_deleted(http: AsyncClient, project: str) -> None:
    await http.post(f"/api/projects/{project}/films", json={"script": "INT. ROOM - DAY\n\nRain."})

    answer = await http.delete(f"/api/projects/{project}")

    assert (answer.status_code, answer.json()["detail"]) == (409, f"project '{project}' has 1 film; delete it first")


async def test_films_of_a_commercial_project_are_made_by_engines_that_allow_it(http: AsyncClient) -> None:
    project = (await http.post("/api/projects", json={"title": "For sale", "commercial_only": True})).json()
    film = (await http.post(f"/api/projects/{project['id']}/films", json={"script": "INT. ROOM - DAY\n\nRain."})).json()

    assert project["commercial_only"] is True
    assert (await http.get(f"/api/films/{film['id']}")).json()["options"]["commercial_only"] is True
