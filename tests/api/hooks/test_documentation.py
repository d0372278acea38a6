"""What docs/webhooks.md tells is so."""

import json
import re
import time
from pathlib import Path
from typing import Any

import pytest
from httpx import AsyncClient

from activities.hooks import payloads, schedule, signing
from activities.hooks.posting import TIMEOUT_S
from schemas.hooks import PING, Happening

PAGE = (Path(__file__).parents[3] / "docs" / "webhooks.md").read_text(encoding="utf-8")
SECRET = signing.secret("k" * 32, "h", 1)


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)


@pytest.mark.parametrize(
    ("headers", "body", "is_ours"),
    [
        ({}, "{}", True),
        ({}, "{ }", False),
        ({"webhook-id": "msg_2"}, "{}", False),
        ({"webhook-timestamp": str(int(time.time()) - 400)}, "{}", False),
        ({"webhook-signature": "v1,AAAA"}, "{}", False),
    ],
)
def test_the_program_that_checks_signatures_checks_them(headers: dict[str, str], body: str, is_ours: bool) -> None:
    (program,) = blocks("python")
    told: dict[str, Any] = {}
    exec(program, told)
    now_s = int(time.time())
    signed = signing.signatures([signing.secret("k" * 32, "h", 2), SECRET], "msg_1", now_s, "{}")
    sent = {"webhook-id": "msg_1", "webhook-timestamp": str(now_s), "webhook-signature": signed}

    assert told["is_from_filmwright"](SECRET, sent | headers, body.encode()) is is_ours


def test_every_kind_is_told_of() -> None:
    assert not [kind for kind in (*Happening, PING) if f"`{kind}`" not in PAGE]


@pytest.mark.parametrize("example", blocks("json"))
def test_examples_have_the_fields_that_are_sent(example: str) -> None:
    from datetime import datetime

    told = json.loads(example)
    data = told["data"]
    film = {"id": data["film"], "project": data["project"], "title": data["title"], "state": data["film_state"], "cut": data.get("cut", 0)}

    written = payloads.body(Happening(told["type"]), datetime.fromisoformat(told["timestamp"]), film, data["event"], data)

    assert json.loads(written) == told


def test_pauses_and_times_are_those_of_the_program() -> None:
    words = {5: "5 s", 300: "5 min", 1800: "30 min", 7200: "2 h", 18_000: "5 h", 36_000: "10 h"}
    told = [words[pause] for pause in schedule.PAUSES_S]

    assert f"after {', '.join(told[:-1])} and {told[-1]}" in PAGE
    assert f"within {TIMEOUT_S:g} seconds" in PAGE
    assert (schedule.OFF_AFTER.days, schedule.OFF_AFTER_FAILURES) == (3, 10)


async def test_what_is_sent_is_in_the_documentation_of_the_api(http: AsyncClient) -> None:
    openapi = (await http.get("/openapi.json")).json()

    described = openapi["webhooks"]["happening"]["post"]
    schemas = openapi["components"]["schemas"]
    headers = [field["name"] for field in described["parameters"]]

    assert described["requestBody"]["content"]["application/json"]["schema"] == {"$ref": "#/components/schemas/HookMessage"}
    assert schemas["Happening"]["enum"] == list(Happening)
    assert headers == ["webhook-id", "webhook-timestamp", "webhook-signature"]
    assert [field for field in payloads.TOLD if field not in schemas["HookData"]["properties"]] == []
