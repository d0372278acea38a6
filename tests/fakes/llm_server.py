"""A small server that speaks OpenAI's `/v1/chat/completions` on the loopback, with answers and faults written by the test."""

import json
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(frozen=True)
class Reply:
    """One answer of the server."""

    content: str = ""
    """What the model says; JSON, if it behaves."""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    refusal: str | None = None
    finish_reason: str = "stop"
    delay_s: float = 0.0
    body: str | None = None
    """Sent instead of a chat completion."""


Script = Sequence[Reply] | Callable[[dict[str, Any]], Reply]


@dataclass
class LlmServer:
    """The running server: its address, and every request it got."""

    base_url: str = ""
    requests: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)


@contextmanager
def llm_server(script: Script) -> Iterator[LlmServer]:
    """A server that gives the replies in turn, the last one again and again; or what a function makes of each request."""
    server = LlmServer()
    lock = threading.Lock()

    def reply_to(request: dict[str, Any]) -> Reply:
        with lock:
            server.requests.append(request)
            count = len(server.requests)
        return script(request) if callable(script) else script[min(count, len(script)) - 1]

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            server.keys.append(self.headers.get("Authorization", ""))
            reply = reply_to(request) if self.path == "/v1/chat/completions" else Reply(status=404)
            time.sleep(reply.delay_s)
            body = (reply.body if reply.body is not None else _completion(reply, request)).encode()
            try:
                self.send_response(reply.status)
                for name, value in {"Content-Type": "application/json", "Content-Length": str(len(body)), **reply.headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True  # the client did not want to wait

        def log_message(self, format: str, *args: object) -> None:
            """Stay silent."""

    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    http.daemon_threads = True
    thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    server.base_url = f"http://127.0.0.1:{http.server_address[1]}/v1"
    try:
        yield server
    finally:
        http.shutdown()
        http.server_close()
        thread.join()


def _completion(reply: Reply, request: dict[str, Any]) -> str:
    if reply.status != 200:
        return json.dumps({"error": {"message": reply.content or "no", "type": "error", "code": None}})
    message = {"role": "assistant", "content": reply.content, "refusal": reply.refusal}
    choice = {"index": 0, "message": message, "finish_reason": reply.finish_reason}
    return json.dumps({"id": "1", "object": "chat.completion", "created": 0, "model": request["model"], "choices": [choice]})
