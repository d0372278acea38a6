"""Where hooks may lead: public addresses, never into the network that the server stands in.

A hook is an address that others choose and our machine asks. Without a check it would reach what only that machine can reach: its own
services, its neighbours, the metadata of its cloud. So the name is resolved here, every address that it has must be allowed, and the
connection is made to an address that was looked at (`posting.py`): resolving it a second time could give another.
"""

import asyncio
import re
import socket
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from urllib.parse import quote, urlsplit

from schemas.failures import Refused, Unavailable
from schemas.settings import Settings

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

_LOOKING_UP = ThreadPoolExecutor(16, thread_name_prefix="names")
"""Threads of its own: a name whose server says nothing holds one for half a minute, whoever waits for it, and films work in the others."""
_LOOPBACK = tuple(ip_network(one) for one in ("127.0.0.0/8", "::1/128"))
_NOT_PUBLIC = tuple(
    ip_network(one)
    # https://www.iana.org/assignments/iana-ipv4-special-registry and .../iana-ipv6-special-registry; written out, as Python's own lists
    # differ between releases. Multicast and the reserved end of IPv4 are added; of IPv6 everything outside 2000::/3, where all public
    # addresses are, and inside it what carries IPv4. 168.63.129.16 looks public, and is the host of every machine in Azure
    # (https://learn.microsoft.com/azure/virtual-network/what-is-ip-address-168-63-129-16): it hands out what that machine may know.
    for one in (
        *("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24"),
        *("192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4"),
        "168.63.129.16/32",
        *("::/3", "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20", "4000::/2", "8000::/1"),
    )
)


@dataclass(frozen=True)
class Bounds:
    """What is allowed."""

    networks: tuple[Network, ...] = ()
    """Allowed although they are not public."""
    is_plain_allowed: bool = False
    """Whether http is, beside https."""

    @classmethod
    def of(cls, settings: Settings) -> "Bounds":
        """Those of a server, or of a machine that one person works at, whose own programs may be told."""
        if settings.mode == "local":
            return cls(networks=(*_LOOPBACK, *settings.hook_networks), is_plain_allowed=True)
        return cls(networks=settings.hook_networks, is_plain_allowed=settings.hook_plain_http)

    def allows(self, address: Address) -> bool:
        """Whether a connection may be made to an address."""
        inner = address.ipv4_mapped if isinstance(address, IPv6Address) and address.ipv4_mapped else address
        if any(inner in network for network in self.networks):
            return True
        return not any(inner in network for network in _NOT_PUBLIC)


@dataclass(frozen=True)
class Target:
    """A web address, taken apart."""

    scheme: str
    host: str
    """In ASCII; an address of IPv6 without its brackets."""
    port: int
    path: str
    """With what is asked behind it."""

    @property
    def origin(self) -> str:
        """The header `host`."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"


_PORTS = {"http": 80, "https": 443}
_NAME = re.compile(r"[A-Za-z0-9._-]+")
"""Of a machine; with underscores, which names in networks of one's own have."""
_KEPT = "/?&=%:;@!$'()*+,~-._[]"
"""Of a path: what is not written as hexadecimal digits."""


def read_url(text: str, bounds: Bounds) -> Target:
    """The address of a receiver, if it is one that may be asked; a name in it is not resolved.

    Raises:
        Refused: It can't be read, or leads where hooks may not lead.
    """
    if any(sign <= " " or sign in "\\\x7f" for sign in text):
        raise Refused("wanted a web address without blanks and backslashes")
    try:
        parts = urlsplit(text)
        host, port = (parts.hostname or "").rstrip("."), parts.port
        host = host if ":" in host else host.encode("idna").decode("ascii")
    except (ValueError, UnicodeError) as error:
        raise Refused(f"no web address: {error}") from error
    if parts.scheme not in _PORTS or not host:
        raise Refused("wanted a whole web address, like https://example.com/films")
    if parts.scheme == "http" and not bounds.is_plain_allowed:
        raise Refused("wanted https: over http anybody on the way could read what is sent")
    if parts.username is not None or parts.password is not None:
        raise Refused("wanted an address without a user and password; what is sent is signed instead")
    if parts.fragment:
        raise Refused(f"the part behind # is never sent: '#{parts.fragment}'")
    if port == 0:
        raise Refused("there is no port 0")
    literal = _literal(host)
    if literal is not None:
        _check(host, [literal], bounds)
    elif not _NAME.fullmatch(host):
        raise Refused(f"no web address: '{host}' is no name of a machine")
    path = quote(parts.path or "/", safe=_KEPT) + (f"?{quote(parts.query, safe=_KEPT)}" if parts.query else "")
    return Target(parts.scheme, host, port or _PORTS[parts.scheme], path)


async def resolve(target: Target, bounds: Bounds) -> list[Address]:
    """The addresses of a receiver, in the order in which they are tried.

    Raises:
        Refused: One of them is not allowed.
        Unavailable: The name is not known, or nobody could be asked.
    """
    try:
        look_up = partial(socket.getaddrinfo, target.host, target.port, type=socket.SOCK_STREAM)
        found = await asyncio.get_running_loop().run_in_executor(_LOOKING_UP, look_up)
    except (OSError, UnicodeError) as error:
        raise Unavailable(f"the name {target.host} does not resolve: {error}") from error
    addresses = list(dict.fromkeys(ip_address(str(entry[4][0]).partition("%")[0]) for entry in found))
    _check(target.host, addresses, bounds)
    return addresses


def _literal(host: str) -> Address | None:
    try:
        return ip_address(host.partition("%")[0])
    except ValueError:
        return None


def _check(host: str, addresses: Sequence[Address], bounds: Bounds) -> None:
    wrong = next((address for address in addresses if not bounds.allows(address)), None)
    if wrong is not None:
        named = f"{host} ({wrong})" if str(wrong) != host else host
        raise Refused(f"{named} is no public address; hooks lead to public ones only, and to networks that FILM_HOOK_NETWORKS allows")
