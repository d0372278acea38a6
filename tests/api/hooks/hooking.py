"""Makes hooks, and looks at what they were told, as a client of the API does."""

import asyncio
import base64
import hashlib
import hmac
from datetime import UTC, datetime, timedelta
from typing import Any

from httpx import AsyncClient
from sqlalchemy import func, update
from sqlmodel import col

from schemas.hook_tables import DeliveryRow, HookRow
from tests.fakes.receiver import Sent
from workers.bootstrap import Services
from workers.courier import begin_to_tell


async def made(http: AsyncClient, url: str, key: str | None = None, **fields: Any) -> dict[str, Any]:
    """A new hook, or that of the same `Idempotency-Key`."""
    said = await http.post("/api/hooks", json={"url": url, **fields}, headers={"Idempotency-Key": key} if key else {})
    assert said.status_code == 201, said.text
    return dict(said.json())


async def deliveries(http: AsyncClient, hook: str) -> list[dict[str, Any]]:
    """What a hook was told or is to be told, oldest first."""
    items: list[dict[str, Any]] = (await http.get(f"/api/hooks/{hook}/deliveries")).json()["items"]
    return items[::-1]


async def tried(http: AsyncClient, hook: str, attempts: int = 1) -> list[dict[str, Any]]:
    """The deliveries of a hook, once so many attempts were written down in all."""
    async with asyncio.timeout(60):
        while True:
            found = await deliveries(http, hook)
            if sum(len(one["attempts"]) for one in found) >= attempts:
                return found
            await asyncio.sleep(0.05)


async def hurry(services: Services, hook: str, tries: int) -> None:
    """Let the pause after so many attempts be over, unless it is by itself: then nothing of the next one is touched."""
    now = func.clock_timestamp()
    of_hook = (col(DeliveryRow.hook_id) == hook, col(DeliveryRow.tries) == tries)
    async with services.sessions.begin() as session:
        # As whoever notes an attempt: first the hook, then what it is told.
        await session.execute(update(HookRow).where(col(HookRow.id) == hook, col(HookRow.failures) == tries).values(rests_until=None))
        await session.execute(update(DeliveryRow).where(*of_hook).values(due_at=now))
    await begin_to_tell(services.temporal, hook)


async def overdue(services: Services, hook: str) -> None:
    """Let what waits for a hook have been due for long."""
    long_ago = datetime.now(UTC) - timedelta(minutes=5)
    async with services.sessions.begin() as session:
        await session.execute(update(DeliveryRow).where(col(DeliveryRow.hook_id) == hook).values(due_at=long_ago))


def is_signed(sent: Sent, secret: str) -> bool:
    """Whether one of the signatures of a request is right, by the words of the specification."""
    key = base64.b64decode(secret.removeprefix("whsec_"))
    content = f"{sent.headers['webhook-id']}.{sent.headers['webhook-timestamp']}.{sent.body}"
    wanted = "v1," + base64.b64encode(hmac.new(key, content.encode(), hashlib.sha256).digest()).decode()
    return wanted in sent.headers["webhook-signature"].split(" ")
