"""One request to one receiver over HTTP; imported with the first one, as its library takes memory that most workers never need.

The connection goes to an address that was checked (`addresses.py`); the certificate is checked against the name all the same.
"""

import ssl
from collections.abc import Mapping, Sequence

import httpx

from activities.hooks.addresses import Address, Target
from schemas.failures import Unavailable

ANSWER_BYTES = 4096
"""No more of an answer is read than is shown."""
_CONNECT_S = 5.0
"""For one address of several."""
_SAID_CHARACTERS = 300
_NAMES: dict[type[Exception], str] = {
    httpx.ReadError: "the connection was cut",
    httpx.WriteError: "the connection was cut",
    httpx.RemoteProtocolError: "the connection was cut, or the answer is no HTTP",
}


class Sender:
    """Sends to addresses that were looked at."""

    def __init__(self, trust: ssl.SSLContext | None) -> None:
        """`trust` says which certificates are believed; None: those of public authorities."""
        self._trust = trust or httpx.create_ssl_context(trust_env=False)

    async def send(
        self, target: Target, addresses: Sequence[Address], headers: Mapping[str, str], body: str
    ) -> tuple[int, Mapping[str, str], bytes]:
        """Status, headers and the beginning of the answer; the first address that can be connected to counts.

        Raises:
            Unavailable: There is no answer; says why.
        """
        try:
            for number, address in enumerate(addresses, 1):
                try:
                    return await self._send_to(address, target, headers, body)
                except (httpx.ConnectError, httpx.ConnectTimeout):
                    if number == len(addresses):
                        raise
        except (httpx.HTTPError, httpx.InvalidURL, OSError) as error:
            said = str(error)[:_SAID_CHARACTERS]
            raise Unavailable(f"{_NAMES.get(type(error), 'no connection')}{f': {said}' if said else ''}") from error
        raise Unavailable(f"the name {target.host} has no address")

    async def _send_to(
        self, address: Address, target: Target, headers: Mapping[str, str], body: str
    ) -> tuple[int, Mapping[str, str], bytes]:
        # A connection of its own each time: kept ones would be shared by all names of an address, whose certificates differ.
        place = f"[{address}]" if address.version == 6 else str(address)
        request = httpx.Request(
            "POST",
            f"{target.scheme}://{place}:{target.port}{target.path}",
            headers={"host": target.origin, "accept-encoding": "identity", "connection": "close", **headers},
            content=body.encode(),
            extensions={"sni_hostname": target.host, "timeout": httpx.Timeout(None, connect=_CONNECT_S).as_dict()},
        )
        async with httpx.AsyncHTTPTransport(verify=self._trust, trust_env=False) as transport:
            response = await transport.handle_async_request(request)
            read = b""
            async for piece in response.aiter_raw():
                read += piece
                if len(read) >= ANSWER_BYTES:
                    break
            await response.aclose()
        return response.status_code, response.headers, read[:ANSWER_BYTES]
