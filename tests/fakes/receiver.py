"""A receiver of webhooks on a real port: keeps what it is sent, and answers as a test tells it to, well or badly."""

import asyncio
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

OK = b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\nconnection: close\r\n\r\nok"
CUT = b""
"""The connection is closed without an answer."""
SILENT = None
"""Nothing is answered; the connection stays."""


def answer(status: int, body: str = "", **headers: str) -> bytes:
    """An answer; underscores in the names of headers are hyphens."""
    lines = [f"HTTP/1.1 {status} X", f"content-length: {len(body.encode())}", "connection: close"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return ("\r\n".join(lines) + "\r\n\r\n" + body).encode()


@dataclass(frozen=True)
class Sent:
    """One request."""

    line: str
    headers: dict[str, str]
    body: str


@dataclass
class Receiver:
    """What came, and what is answered: the next of `answers`, at last its default."""

    port: int = 0
    answers: list[bytes | None] = field(default_factory=list)
    default: bytes | None = OK
    got: list[Sent] = field(default_factory=list)
    scheme: str = "http"
    may_answer: asyncio.Event = field(default_factory=asyncio.Event)
    """Set, unless a test holds the answers back."""

    @property
    def url(self) -> str:
        """Where it is."""
        return f"{self.scheme}://127.0.0.1:{self.port}/films"

    async def until(self, number: int, within_s: float = 60) -> list[Sent]:
        """The first so many that came, as soon as they have."""
        async with asyncio.timeout(within_s):
            while len(self.got) < number:  # noqa: ASYNC110 - what the server sees is all there is
                await asyncio.sleep(0.02)
        return self.got[:number]


@asynccontextmanager
async def receiving(tls: ssl.SSLContext | None = None, host: str = "127.0.0.1") -> AsyncIterator[Receiver]:
    """A receiver at work."""
    receiver = Receiver(scheme="https" if tls else "http")
    receiver.may_answer.set()
    silent: set[asyncio.StreamWriter] = set()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
            headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in head[1:] if line)}
            body = await reader.readexactly(int(headers.get("content-length", "0")))
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()
            return
        receiver.got.append(Sent(head[0], headers, body.decode()))
        said = receiver.answers.pop(0) if receiver.answers else receiver.default
        if said is None:
            silent.add(writer)
            return
        await receiver.may_answer.wait()
        writer.write(said)
        writer.close()

    server = await asyncio.start_server(serve, host, 0, ssl=tls)
    receiver.port = server.sockets[0].getsockname()[1]
    try:
        yield receiver
    finally:
        receiver.may_answer.set()
        for writer in silent:
            writer.close()
        server.close()
        await server.wait_closed()
