"""What an operator sees of webhooks."""

from datetime import UTC, datetime
from typing import Any

from httpx import AsyncClient

from schemas.hook_tables import DeliveryRow, HookRow
from tests.api.hooks.hooking import made
from workers.bootstrap import Services


async def test_hooks_and_what_waits_for_them_are_told(http: AsyncClient, services: Services) -> None:
    hook = (await made(http, "http://127.0.0.1:9/"))["id"]
    async with services.sessions.begin() as session:
        session.add(DeliveryRow(id="msg_x", hook_id=hook, kind="hook.ping", body="{}", state="waiting"))
        theirs: dict[str, Any] = {"owner": "somebody", "url": "http://127.0.0.1:9/", "secret_mark": ""}
        session.add(HookRow(id="bad", failures=3, failing_since=datetime.now(UTC), **theirs))
        session.add(HookRow(id="off", is_on=False, **theirs))

    told = (await http.get("/api/metrics")).text

    for state in ("on", "failing", "off"):
        assert f'filmwright_hooks{{state="{state}"}} 1.0' in told
    assert "filmwright_deliveries_waiting 1.0" in told
    assert 'filmwright_queue_backlog{kind="activity",queue="hooks"} ' in told  # how much is another test's
