"""Small questions to a running server; every answer is None for well, or a sentence for not."""

import asyncio
import json
from typing import Any

from deploy.stack.ports import LOOPBACK


async def http(port: int, path: str, *, method: str = "GET", body: Any = None, timeout_s: float = 2.0) -> tuple[int, bytes]:
    """Status and body of one HTTP/1.0 exchange with a loopback server.

    Raises:
        OSError: Nobody listens, or the connection broke.
        TimeoutError: No answer in time.
        ValueError: The answer isn't HTTP.
    """
    payload = b"" if body is None else json.dumps(body).encode()
    head = (
        f"{method} {path} HTTP/1.0\r\nHost: {LOOPBACK}:{port}\r\nContent-Type: application/json\r\n"
        f"Content-Length: {len(payload)}\r\nConnection: close\r\n\r\n"
    )
    async with asyncio.timeout(timeout_s):
        reader, writer = await asyncio.open_connection(LOOPBACK, port)
        try:
            writer.write(head.encode() + payload)
            await writer.drain()
            answer = await reader.read()
        finally:
            writer.close()
    status_line, _, rest = answer.partition(b"\r\n")
    words = status_line.split()
    if len(words) < 2 or not words[0].startswith(b"HTTP/"):
        raise ValueError(f"port {port} does not speak HTTP")
    return int(words[1]), rest.partition(b"\r\n\r\n")[2]


async def http_problem(port: int, path: str) -> str | None:
    """None if a GET is answered with 2xx."""
    try:
        status, _ = await http(port, path)
    except (OSError, TimeoutError, ValueError) as error:
        return f"no answer on port {port}: {error or type(error).__name__}"
    return None if 200 <= status < 300 else f"port {port} answers {path} with {status}"


async def postgres_problem(url: str) -> str | None:
    """None if a database answers a query."""
    import asyncpg  # noqa: PLC0415 takes longer to import than many a command needs

    try:
        connection = await asyncpg.connect(url, timeout=2.0)
        try:
            await connection.fetchval("SELECT 1", timeout=2.0)
        finally:
            await connection.close(timeout=2.0)
    except (OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
        return f"no answer from PostgreSQL: {error or type(error).__name__}"
    return None
