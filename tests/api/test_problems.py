"""Every error is problem details, and foreign requests are turned away."""

from collections.abc import AsyncIterator

import pytest
from httpx import AsyncClient

from tests.api.conftest import Face, served
from workers.bootstrap import Services


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/nowhere", 404),
        ("GET", "/api/films/zzz", 404),
        ("GET", "/api/projects/zzz", 404),
        ("DELETE", "/api/health", 405),
        ("GET", "/api/films?limit=0", 422),
        ("GET", "/api/films?cursor=%FF", 422),
        ("GET", "/api/films?state=lost", 422),
        ("POST", "/api/projects", 422),
        ("POST", "/api/films/zzz/cancel", 404),
        ("PATCH", "/api/films/zzz/shots/1", 404),
    ],
)
async def test_an_error_is_problem_details(http: AsyncClient, method: str, path: str, status: int) -> None:
    answer = await http.request(method, path, json={} if method in {"POST", "PATCH"} else None)
    problem = answer.json()

    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    assert problem["status"] == status
    assert problem["type"].startswith("urn:filmwright:problem:")
    assert problem["detail"]
    assert problem["instance"] == path.partition("?")[0]


async def test_broken_json_says_so(http: AsyncClient) -> None:
    answer = await http.post("/api/projects", content=b'{"title": ', headers={"Content-Type": "application/json"})

    assert (answer.status_code, answer.headers["content-type"]) == (422, "application/problem+json")
    assert answer.json()["detail"] == "/: not JSON: Expecting value (after 10 characters)"


async def test_a_form_where_json_is_wanted_says_so(http: AsyncClient) -> None:
    answer = await http.post("/api/projects", data={"title": "x"})

    assert answer.json()["detail"] == "/: a JSON object is wanted, sent as application/json"


async def test_a_text_that_can_not_be_stored_is_refused(http: AsyncClient) -> None:
    answer = await http.post("/api/projects", json={"title": "a\0b"})

    assert answer.status_code == 422
    assert "NUL" in answer.json()["detail"]


async def test_a_declared_body_over_the_limit_is_refused_unread(http: AsyncClient) -> None:
    answer = await http.post("/api/projects", content=b"x" * (3 * 1024 * 1024))

    assert (answer.status_code, answer.headers["content-type"]) == (413, "application/problem+json")


async def test_a_streamed_body_over_the_limit_is_refused_while_it_comes(http: AsyncClient) -> None:
    sent = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal sent
        for _ in range(200):
            sent += 65536
            yield b"x" * 65536

    answer = await http.post("/api/projects", content=endless(), headers={"Content-Type": "application/json"})

    assert (answer.status_code, answer.headers["content-type"]) == (413, "application/problem+json")


async def test_a_script_over_the_limit_is_refused(services: Services, project: str) -> None:
    settings = services.settings.model_copy(update={"script_size_max": 1000})
    small = Services(settings, services.sessions, services.temporal, services.store, "tests")
    async with served(small) as face, face.client() as http:
        answer = await http.post(f"/api/projects/{project}/films", json={"script": "x" * 1001})

    assert answer.status_code == 413
    assert "1001 bytes" in answer.json()["detail"]


async def test_another_kind_of_body_is_refused(http: AsyncClient, project: str) -> None:
    answer = await http.post(f"/api/projects/{project}/films", content=b"INT. ROOM", headers={"Content-Type": "text/plain"})

    assert answer.status_code == 415


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "10.0.0.1:8484", ""])
async def test_a_foreign_host_is_turned_away(http: AsyncClient, host: str) -> None:
    answer = await http.get("/api/health", headers={"Host": host})

    assert (answer.status_code, answer.headers["content-type"]) == (421, "application/problem+json")


@pytest.mark.parametrize("host", ["localhost:1", "127.0.0.1", "[::1]:8484", "films.localhost"])
async def test_a_loopback_host_is_served(http: AsyncClient, host: str) -> None:
    assert (await http.get("/api/health", headers={"Host": host})).status_code == 200


async def test_a_foreign_page_may_not_change_anything(http: AsyncClient) -> None:
    answer = await http.post("/api/projects", json={"title": "x"}, headers={"Origin": "https://evil.example"})
    own = await http.post("/api/projects", json={"title": "x"}, headers={"Origin": str(http.base_url).rstrip("/")})

    assert (answer.status_code, own.status_code) == (403, 201)


async def test_the_api_is_ready_when_its_parts_answer(http: AsyncClient) -> None:
    answer = await http.get("/api/ready")

    assert (answer.status_code, answer.json()) == (
        200,
        {"is_ready": True, "parts": {"database": "ready", "temporal": "ready", "store": "ready"}},
    )


async def test_the_documentation_is_whole_and_needs_no_other_server(face: Face, http: AsyncClient) -> None:
    page = (await http.get("/docs")).text
    script = await http.get("/docs/files/swagger-ui-bundle.js")
    openapi = (await http.get("/openapi.json")).json()

    assert "https://" not in page
    assert script.status_code == 200
    operations = [(path, verb, item) for path, verbs in openapi["paths"].items() for verb, item in verbs.items()]
    for path, verb, item in operations:
        assert item.get("summary"), (path, verb)
        assert {"422", "503", "500"} <= set(item["responses"]), (path, verb)
        for status, response in item["responses"].items():
            if status[0] in "45" and path != "/api/ready":
                assert "application/problem+json" in response["content"], (path, verb, status)
    bodies = [item["requestBody"]["content"] for _, _, item in operations if "requestBody" in item]
    assert bodies
    for content in bodies:
        for kind, described in content.items():
            name = (
                described["schema"].get("$ref", "").rpartition("/")[2]
                or str(described["schema"].get("anyOf", [{}])[0].get("$ref", "")).rpartition("/")[2]
            )
            model = openapi["components"]["schemas"].get(name, {})
            assert "example" in described or "example" in model or "examples" in model, (kind, described)
