"""A model hub on loopback that speaks as much of the Hugging Face hub's protocol as a download needs."""

import hashlib
import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

COMMIT = "5f0e8c1d2b3a49586776655443322110ffeeddcc"


class Hub(ThreadingHTTPServer):
    """Serves the files of one repository; keeps what was asked for."""

    daemon_threads = True

    def __init__(self, repository: str, files: Mapping[str, bytes], *, is_gated: bool = False) -> None:
        super().__init__(("127.0.0.1", 0), _Answers)
        self.repository, self.files, self.is_gated = repository, files, is_gated
        self.said = dict(files)
        """What it says of its files; change it to make it wrong."""
        self.asked: list[str] = []
        self.ranges: list[str] = []
        """The byte ranges that were asked for."""
        self.breaks_at: dict[str, int] = {}
        """By file: once, it ends the connection after so many bytes."""
        self.sends_bytes: dict[str, int] = {}
        """By file: it goes silent after so many bytes of an answer, until it sends everything again (`resume`), and ends the connection."""
        self._resumed = threading.Event()
        self.knows_ranges = True
        self.token: str | None = None
        """Without this token nothing is given out."""
        self.seen_tokens: set[str] = set()
        """What it was sent as `Authorization`."""
        self.files_at: str | None = None
        """Where its files really are: another server of the same content, to which it leads whoever asks for one."""
        self.is_away = False
        """It answers everything with 503."""

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def resume(self) -> None:
        """Send everything from now on."""
        self.sends_bytes.clear()
        self._resumed.set()
        self._resumed = threading.Event()

    def silence(self) -> None:
        """Wait in the middle of a file."""
        self._resumed.wait(60)


@contextmanager
def serving(repository: str, files: Mapping[str, bytes], *, is_gated: bool = False) -> Iterator[Hub]:
    """A hub for as long as the block lasts."""
    with Hub(repository, files, is_gated=is_gated) as hub:
        thread = threading.Thread(target=hub.serve_forever, daemon=True)
        thread.start()
        try:
            yield hub
        finally:
            hub.shutdown()
            thread.join()


class _Answers(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Hub

    def do_GET(self) -> None:
        self._answer(with_body=True)

    def do_HEAD(self) -> None:
        self._answer(with_body=False)

    def log_message(self, *_arguments: Any) -> None:
        pass

    def _answer(self, *, with_body: bool) -> None:
        """One answer; `with_body` unless only its head was asked for."""
        path = self.path.partition("?")[0]
        hub = self.server
        hub.asked.append(f"{self.command} {path}")
        hub.seen_tokens |= {self.headers["Authorization"]} - {None}
        if hub.is_away:
            self._send(503, b"", {}, with_body=with_body)
        elif hub.token and self.headers["Authorization"] != f"Bearer {hub.token}":
            self._send(401, b"{}", {"X-Error-Code": "RepoNotFound"}, with_body=with_body)
        elif hub.is_gated:
            self._send(403, b"{}", {"X-Error-Code": "GatedRepo", "X-Error-Message": "gated"}, with_body=with_body)
        elif path.startswith(f"/api/models/{hub.repository}/revision/"):
            siblings = [{"rfilename": name, "size": len(content), "lfs": _large(content)} for name, content in hub.said.items()]
            told = {"id": hub.repository, "modelId": hub.repository, "sha": COMMIT, "siblings": siblings, "tags": [], "private": False}
            self._send(200, json.dumps(told).encode(), {"Content-Type": "application/json"}, with_body=with_body)
        elif hub.files_at:
            self._send(302, b"", {"Location": f"{hub.files_at}{path}"}, with_body=with_body)
        else:
            name = path.removeprefix(f"/{hub.repository}/resolve/{COMMIT}/")
            content = hub.files.get(name)
            if content is None:
                self._send(404, b"", {"X-Error-Code": "EntryNotFound"}, with_body=with_body)
                return
            self._send_file(name, content, with_body=with_body)

    def _send_file(self, name: str, content: bytes, *, with_body: bool) -> None:
        hub, begun = self.server, self.headers["Range"]
        told = {"ETag": f'"{hashlib.sha256(content).hexdigest()}"', "X-Repo-Commit": COMMIT, "Content-Length": str(len(content))}
        status = 200
        if begun is not None:
            hub.ranges.append(f"{name} {begun}")
            if hub.knows_ranges:
                first = int(begun.removeprefix("bytes=").removesuffix("-"))
                told |= {"Content-Range": f"bytes {first}-{len(content) - 1}/{len(content)}", "Content-Length": str(len(content) - first)}
                status, content = 206, content[first:]
        waits = name in hub.sends_bytes
        most = hub.sends_bytes[name] if waits else hub.breaks_at.pop(name, None)
        self._send(status, content[:most], told, with_body=with_body)
        if waits:
            hub.silence()
        self.close_connection = most is not None

    def _send(self, status: int, body: bytes, headers: Mapping[str, str], *, with_body: bool) -> None:
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        if with_body:
            self.wfile.write(body)


def _large(content: bytes) -> dict[str, Any]:
    return {"size": len(content), "sha256": hashlib.sha256(content).hexdigest(), "pointerSize": 130}
