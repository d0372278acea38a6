"""A server on the loopback that speaks like OpenAI, Stability AI, ElevenLabs, Replicate, fal and Runway, with a cash register and faults.

Each provider has its own path below the server's address: `server.url("runway")`. What a provider would charge for is counted in
`server.sold`, whether or not its answer arrives. A fault is used up by the next request of its route:

    server.fail("runway.submit", Fault(status=429, headers={"Retry-After": "7"}))

Routes: `<provider>.submit`, `<provider>.look`, `<provider>.result` (fal), `<provider>.upload` (Replicate), `<provider>.file` (a download).
"""

import json
import re
import secrets
import threading
import time
from collections import Counter, defaultdict, deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tests.hosted.replies import PROVIDERS, Reply

_BLANKS = 1000


@dataclass(frozen=True)
class Fault:
    """What goes wrong with one request."""

    status: int = 0
    """Answered in place of what is right; 0 goes on."""
    body: Any = None
    """JSON of the answer; None for a short text."""
    headers: dict[str, str] = field(default_factory=dict)
    delay_s: float = 0.0
    """Before the answer, after the sale."""
    held: threading.Event | None = None
    """The same, until it is set, at most a minute."""
    drip_s: float = 0.0
    """Between two bytes of blank space, of which a thousand come before the answer; 0 for none."""
    is_cut: bool = False
    """Half of the right answer arrives, then the connection ends."""


@dataclass(frozen=True)
class Seen:
    """One request that came."""

    route: str
    method: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]
    """By lower-case name."""
    body: bytes

    @property
    def json(self) -> dict[str, Any]:
        """The body as JSON."""
        return dict(json.loads(self.body))


class Server:
    """The running server."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.address = ""
        self.seen: list[Seen] = []
        self.sold: Counter[str] = Counter()
        """What each provider charged for."""
        self.jobs: dict[str, dict[str, Any]] = {}
        """By name: `looks`, how often it is still "working"; `body`, the request; `verdict`, a failed or refused job's last answer."""
        self.looks = 0
        """How often a new job is looked at before it is done."""
        self.verdict: Any = None
        """The end of every new job, in place of success."""
        self.files: dict[str, tuple[bytes, str]] = {}
        """By token; taking one out makes its address expire."""
        self._faults: dict[str, deque[Fault]] = defaultdict(deque)
        self.lock = threading.Lock()

    def url(self, provider: str) -> str:
        """Where a provider is asked."""
        return f"{self.address}/{provider}"

    def fail(self, route: str, *faults: Fault) -> None:
        """Let the next requests of a route go wrong, in turn."""
        self._faults[route].extend(faults)

    def fault(self, route: str) -> Fault:
        """The fault that is due."""
        with self.lock:
            return self._faults[route].popleft() if self._faults[route] else Fault()

    def sell(self, provider: str) -> None:
        """Count a sale; several are made at a time."""
        with self.lock:
            self.sold[provider] += 1

    def requests(self, route: str) -> list[Seen]:
        """What came to a route."""
        return [seen for seen in self.seen if seen.route == route]

    def offer(self, content: bytes, media_type: str, provider: str) -> str:
        """Put a file up for download; its address."""
        token = secrets.token_hex(8)
        self.files[token] = (content, media_type)
        return f"{self.address}/files/{provider}/{token}"

    def take_job(self, body: dict[str, Any]) -> str:
        """A new job's name."""
        name = f"job-{len(self.jobs) + 1}-{secrets.token_hex(4)}"
        self.jobs[name] = {"looks": self.looks, "body": body, "verdict": self.verdict}
        return name

    def is_done(self, name: str) -> bool:
        """Whether a job is done; every question brings it nearer."""
        with self.lock:
            self.jobs[name]["looks"] -= 1
            return bool(self.jobs[name]["looks"] < 0)


@contextmanager
def providers(folder: Path) -> Iterator[Server]:
    """The server, until the end of the block; `folder` is for the files it makes."""
    server = Server(folder)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            self._answer(self.rfile.read(int(self.headers.get("Content-Length") or 0)))

        def do_GET(self) -> None:
            self._answer(b"")

        def _answer(self, body: bytes) -> None:
            parts = urlsplit(self.path)
            query = {name: values[0] for name, values in parse_qs(parts.query).items()}
            provider, route, answer = _route(self.command, parts.path)
            headers = {name.lower(): value for name, value in self.headers.items()}
            seen = Seen(f"{provider}.{route}", self.command, parts.path, query, headers, body)
            server.seen.append(seen)
            fault = server.fault(seen.route)
            if fault.status:
                content = json.dumps(fault.body).encode() if fault.body is not None else b"it went wrong"
                self._send(
                    Reply(content, "application/json" if fault.body is not None else "text/plain", fault.status, fault.headers), fault
                )
                return
            self._send(answer(server, seen), fault)

        def _send(self, reply: Reply, fault: Fault) -> None:
            time.sleep(fault.delay_s)
            if fault.held is not None:
                fault.held.wait(60)
            content = reply.content[: len(reply.content) // 2] if fault.is_cut else reply.content
            try:
                self.send_response(reply.status)
                for name, value in {
                    "Content-Type": reply.media_type,
                    "Content-Length": str(_length(reply, fault)),
                    **reply.headers,
                }.items():
                    self.send_header(name, value)
                self.end_headers()
                if fault.drip_s:
                    self._drip(fault.drip_s)
                self.wfile.write(content)
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True  # the client did not want to wait
            if fault.is_cut:
                self.close_connection = True

        def _drip(self, pause_s: float) -> None:
            for _ in range(_BLANKS):
                self.wfile.write(b" ")
                time.sleep(pause_s)

        def log_message(self, format: str, *args: object) -> None:
            """Stay silent."""

    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    http.daemon_threads = True
    thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    server.address = f"http://127.0.0.1:{http.server_address[1]}"
    try:
        yield server
    finally:
        http.shutdown()
        http.server_close()
        thread.join()


def _length(reply: Reply, fault: Fault) -> int:
    return len(reply.content) + (_BLANKS if fault.drip_s else 0)


def _route(method: str, path: str) -> tuple[str, str, Any]:
    provider, _, rest = path.removeprefix("/").partition("/")
    if provider == "files":
        return rest.partition("/")[0], "file", _file
    for name, wanted, pattern, answer in PROVIDERS.get(provider, ()):
        if method == wanted and re.fullmatch(pattern, f"/{rest}"):
            return provider, name, answer
    return provider, "nowhere", lambda _server, _seen: Reply.json({"detail": f"nothing at {path}"}, 404)


def _file(server: Server, seen: Seen) -> Reply:
    found = server.files.get(seen.path.rpartition("/")[2])
    return Reply(*found) if found else Reply.json({"error": "expired"}, 403)
