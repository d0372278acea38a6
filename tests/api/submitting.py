"""Scripts handed in."""

from typing import Any

from httpx import AsyncClient

SCRIPT = "Title: Rain\n\nINT. ROOM - DAY\n\nRain.\n\nMARA\nNo.\n"


async def submit(http: AsyncClient, project: str, script: str = SCRIPT, key: str | None = None, **fields: Any) -> dict[str, Any]:
    """Submit a script; the answer."""
    headers = {"Idempotency-Key": key} if key else {}
    answer = await http.post(f"/api/projects/{project}/films", json={"script": script, **fields}, headers=headers)
    assert answer.status_code == 201, answer.text
    return dict(answer.json())
