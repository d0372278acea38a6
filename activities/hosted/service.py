"""Speaks HTTP with a provider: one request at a time, no retries of its own, every answer either usable or one of our failures.

The workflow retries, with what it knows of the whole film; what matters here is to tell apart what was certainly not bought (no connection,
a status that says no) from what may have been (`Lost`: the time ran out, or the connection broke, after the request was sent).
Waiting calls `progress` several times a second, so that a cancelled film is felt at once.
"""

import asyncio
import base64
import binascii
import hashlib
import json
import re
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import unquote_to_bytes, urlsplit

import httpx

from activities.purchase import Kept, Lost
from schemas.failures import Broken, Refused, Unavailable

T = TypeVar("T")
Progress = Callable[[], None]

_POLL_S = 0.25
_CONNECT_S = 15.0
_PHASES = 3
"""Asking, waiting and being answered may take as long as one answer may, each: httpx counts silence only, and a call must end some time."""
_WORDS = 400
"""Characters of what a provider says that are passed on."""
_FETCH_TRIES = 3
_LARGEST_BYTES = 1024**3
LONGEST_WAIT_S = 3600.0
"""However long a provider asks to be left alone: then it is asked whether that still holds."""
_SHORTEST_WAIT_S = 1.0
_UNKNOWN = frozenset({408, 504, 522, 524})
"""Statuses of a proxy that gave up waiting: what stands behind it may have done the work."""

_LOGIN = re.compile(r"//[^/]*@")
_LATER = {409: "is at something else", 425: "is not ready", 429: "asks to wait"}


class Failing(Unavailable):
    """The server answered that it failed.

    Attributes:
        body: The JSON it said so with.
    """

    def __init__(self, message: str, retry_after_s: float | None = None, body: Mapping[str, Any] | None = None) -> None:
        super().__init__(message, retry_after_s)
        self.body = body or {}


class Denied(Refused):
    """The key, or the account behind it, does not reach so far: that says nothing of what was asked for."""


class Missing(Refused):
    """The provider has nothing at this path."""


class Expired(Unavailable):
    """The address of a result is no longer served."""


@dataclass(frozen=True)
class Request:
    """One call."""

    method: str
    path: str
    """Below the service's address."""
    json: Mapping[str, Any] | None = None
    form: Mapping[str, str] | None = None
    files: tuple[tuple[str, tuple[str | None, bytes, str | None]], ...] = ()
    """Field, then file name, content and media type; without a name and a type it is a plain field of a multipart form."""
    headers: Mapping[str, str] = field(default_factory=dict)
    query: Mapping[str, str] = field(default_factory=dict)

    @property
    def digest(self) -> str:
        """The hash of what is asked: of everything but headers, which hold keys."""
        told = json.dumps([self.method, self.path, self.json, self.form, self.query], sort_keys=True)
        digest = hashlib.blake2b(told.encode(), digest_size=16)
        for name, (file_name, content, media_type) in self.files:
            digest.update(json.dumps([name, file_name, media_type, len(content)]).encode() + content)
        return digest.hexdigest()


@dataclass(frozen=True)
class Answer:
    """A usable answer: status 2xx, its body whole."""

    content: bytes
    headers: Mapping[str, str]
    """By lower-case name."""
    where: str
    """Who answered, for messages."""

    def json(self) -> dict[str, Any]:
        """The body as a JSON object.

        Raises:
            Broken: It is none.
        """
        try:
            found = httpx.Response(200, content=self.content).json()
        except ValueError as error:
            msg = f"{self.where} answered something that is no JSON"
            raise Broken(msg) from error
        if not isinstance(found, dict):
            msg = f"{self.where} answered JSON that is no object"
            raise Broken(msg)
        return found


def _no_refusal(_status: int, _body: Mapping[str, Any]) -> str | None:
    return None


@dataclass(frozen=True)
class Service:
    """Where a provider is and how it is asked."""

    name: str
    """For people: "Runway"."""
    base_url: str
    headers: Mapping[str, str]
    settings: str
    """How the settings of the engine that asks begin, for messages: `FILM_CLIPS_RUNWAY_`."""
    timeout_s: float = 300.0
    refusals: Callable[[int, Mapping[str, Any]], str | None] = _no_refusal
    """The provider's words when an answer's status and JSON say that it refuses the content; None for any other answer."""

    def send(self, request: Request, progress: Progress) -> Answer:
        """Send one request.

        Raises:
            Refused: The provider refuses key, request or content.
            Lost: It was sent, and nobody knows what became of it.
            Unavailable: It was not taken: no connection, too many requests (carries when to come back), a fault of the server.
        """
        return asyncio.run(self._waited(request, progress))

    def fetch(self, url: str, path: Path, progress: Progress) -> Path:
        """Download a result to a file; half a file is asked for again, three times in all.

        The provider's key is not sent: results lie on other hosts.

        Raises:
            Expired: The address is no longer served.
            Unavailable: It can't be downloaded now.
            Broken: The address is none that results may lie at.
        """
        if url.startswith("data:"):
            path.write_bytes(_decoded(url, self.name))
            return path
        self._check_address(url)
        for left in reversed(range(_FETCH_TRIES)):
            try:
                asyncio.run(self._downloaded(url, path, progress))
            except Lost:
                if not left:
                    raise
            else:
                return path
        raise AssertionError

    async def _waited(self, request: Request, progress: Progress) -> Answer:
        return await _felt(self._asked(request), progress)

    async def _asked(self, request: Request) -> Answer:
        headers = {**self.headers, **request.headers}
        if not all(value.isascii() and value.isprintable() for value in headers.values()):  # httpx would tell the key in its complaint
            msg = f"{self.settings}API_KEY has a sign in it that can't be sent, like a line break or a curly quotation mark"
            raise Refused(msg)
        try:
            async with asyncio.timeout(_PHASES * self.timeout_s), self._client(headers) as client:
                response = await client.request(
                    request.method,
                    f"{self.base_url.rstrip('/')}/{request.path.lstrip('/')}",
                    json=request.json,
                    data=dict(request.form) if request.form is not None else None,
                    files=list(request.files) or None,
                    params=dict(request.query) or None,
                )
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise self._not_answered(error) from error
        except TimeoutError as error:
            msg = f"{self.where} did not answer within {_PHASES * self.timeout_s:g} s, though it went on sending"
            raise Lost(msg) from error
        if response.is_success:
            return Answer(response.content, {name.lower(): value for name, value in response.headers.items()}, self.where)
        raise self._not_usable(response)

    async def _downloaded(self, url: str, path: Path, progress: Progress) -> None:
        async def download() -> None:
            try:
                async with self._client({}) as client, client.stream("GET", url) as response:
                    if not response.is_success:
                        raise self._not_served(response)
                    with path.open("wb") as file:
                        async for block in response.aiter_bytes():
                            file.write(block)
                            if file.tell() > _LARGEST_BYTES:
                                msg = f"a result of {self.name} is larger than {_LARGEST_BYTES // 1024**2} MiB"
                                raise Broken(msg)
            except httpx.HTTPError as error:
                raise self._not_answered(error) from error

        await _felt(download(), progress)

    def _client(self, headers: Mapping[str, str]) -> httpx.AsyncClient:
        return httpx.AsyncClient(
            headers=dict(headers),
            timeout=httpx.Timeout(self.timeout_s, connect=min(_CONNECT_S, self.timeout_s)),
            follow_redirects=not headers,
            event_hooks={"request": [] if headers else [self._check_request]},
        )

    async def _check_request(self, request: httpx.Request) -> None:
        self._check_address(str(request.url))  # also where a result is said to have moved to

    @property
    def where(self) -> str:
        """Whoever is asked, for messages."""
        return f"{self.name} at {self._address}"

    @property
    def _address(self) -> str:
        """Without the name and password that may stand in it."""
        return _LOGIN.sub("//", self.base_url)

    def _not_answered(self, error: Exception) -> Exception:
        if isinstance(error, httpx.InvalidURL | httpx.UnsupportedProtocol):
            return Refused(f"{self.settings}BASE_URL is no address: {self._address!r}")
        if isinstance(error, httpx.ConnectError | httpx.ConnectTimeout | httpx.PoolTimeout):
            return Unavailable(f"{self.where} can't be reached ({error}); is {self.settings}BASE_URL right?")
        if isinstance(error, httpx.TimeoutException):
            return Lost(f"{self.where} did not answer within {self.timeout_s:g} s")
        return Lost(f"the connection to {self.where} broke before its answer was whole: {error or type(error).__name__}")

    def _not_usable(self, response: httpx.Response) -> Exception:
        status, body = response.status_code, _object(response)
        said = words_of(body) or response.reason_phrase
        wait_s = retry_after_s(response.headers.get("retry-after"))
        refusal = self.refusals(status, body)
        if refusal is not None:
            return Refused(f"{self.name} refuses the content: {refusal[:_WORDS]} ({status})")
        if status in _UNKNOWN:
            return Lost(f"{self.where} gave up waiting for itself ({status})", retry_after_s=wait_s)
        if status in _LATER or status >= 500:
            if "quota" in said.casefold():
                return Refused(f"{self.where} says that the account's quota is used up: {said} ({status})")
            told = f"{self.where} {_LATER.get(status, 'failed')} ({status}): {said}"
            return Unavailable(told, wait_s) if status in _LATER else Failing(told, wait_s, body)
        if status in {404, 410}:
            return Missing(f"{self.where} has nothing at {response.url.path}: {said} ({status})")
        advice = {401: f"; check {self.settings}API_KEY", 402: "; is the account paid up?", 403: f"; check {self.settings}API_KEY"}
        kind = Denied if status in advice else Refused
        return kind(f"{self.where} refuses the request: {said}{advice.get(status, '')} ({status})")

    def _not_served(self, response: httpx.Response) -> Exception:
        where = f"a result of {self.name}"
        if response.status_code in {400, 401, 403, 404, 410}:  # signed addresses that ran out answer with any of these
            return Expired(f"{where} is no longer served ({response.status_code})")
        wait_s = retry_after_s(response.headers.get("retry-after"))
        return Unavailable(f"{where} can't be downloaded now ({response.status_code})", retry_after_s=wait_s)

    def _check_address(self, url: str) -> None:
        """Results lie on any host by https; by http only where the service itself is asked, which is somebody's own server."""
        scheme, host = urlsplit(url).scheme, urlsplit(url).netloc
        if scheme != "https" and (scheme, host) != (urlsplit(self.base_url).scheme, urlsplit(self.base_url).netloc):
            msg = f"{self.name} names a result at {scheme}://{host}, which is no https address"
            raise Broken(msg)


@dataclass(frozen=True)
class Sending:
    """A call that is paid for: one request to a service."""

    service: Service
    request: Request

    def __call__(self, tick: Progress) -> Kept:
        """Send it; see `Service.send`."""
        answer = self.service.send(self.request, tick)
        return Kept(answer.content, answer.headers)


def retry_after_s(header: str | None) -> float | None:
    """Seconds to wait as a `Retry-After` header tells (RFC 9110), 1 to `LONGEST_WAIT_S`.

    None without one, when it tells no time to wait, and when it names a date: engines read no clock.
    """
    if header is None:
        return None
    try:
        said_s = float(header)
    except ValueError:
        return None
    return min(max(_SHORTEST_WAIT_S, said_s), LONGEST_WAIT_S) if said_s > 0 else None


def words_of(body: Mapping[str, Any]) -> str:
    """What a provider says went wrong, wherever in its JSON it says so; "" when it does not."""
    for name in ("error", "detail", "message", "title", "errors", "failure", "msg"):
        said = body.get(name)
        if isinstance(said, str) and said:
            return said[:_WORDS]
        if isinstance(said, Mapping) and words_of(said):
            return words_of(said)
        if isinstance(said, list) and said:
            parts = [part if isinstance(part, str) else words_of(part) if isinstance(part, Mapping) else "" for part in said]
            return "; ".join(part for part in parts if part)[:_WORDS]
    return ""


def first_address(output: Any) -> str:
    """The first address in an output, which is one, a list of them, or an object that holds one; "" when there is none."""
    if isinstance(output, str) and output.startswith(("http://", "https://", "data:")):
        return output
    inner = output if isinstance(output, list) else list(output.values()) if isinstance(output, dict) else []
    return next((found for part in inner if (found := first_address(part))), "")


def text_at(told: Mapping[str, Any], name: str, where: str) -> str:
    """A text of an answer.

    Raises:
        Broken: It is not there.
    """
    found = told.get(name)
    if not isinstance(found, str) or not found:
        msg = f"{where} has no '{name}'"
        raise Broken(msg)
    return found


def data_address(content: bytes, media_type: str) -> str:
    """Bytes as a `data:` address (RFC 2397)."""
    return f"data:{media_type};base64,{base64.b64encode(content).decode()}"


async def _felt(work: Coroutine[Any, Any, T], progress: Progress) -> T:
    """Await something, calling `progress` meanwhile; when that raises, the work is ended."""
    waited = asyncio.ensure_future(work)
    try:
        while not waited.done():
            progress()
            await asyncio.wait({waited}, timeout=_POLL_S)
        return waited.result()
    finally:
        waited.cancel()


def _object(response: httpx.Response) -> Mapping[str, Any]:
    try:
        found = response.json()
    except ValueError:
        return {"message": response.text[:_WORDS]}
    return found if isinstance(found, dict) else {"message": str(found)[:_WORDS]}


def _decoded(url: str, name: str) -> bytes:
    head, _, body = url.partition(",")
    try:
        return base64.b64decode(body, validate=True) if head.endswith(";base64") else unquote_to_bytes(body)
    except (ValueError, binascii.Error) as error:
        msg = f"{name} answered a data address that can't be read"
        raise Broken(msg) from error
