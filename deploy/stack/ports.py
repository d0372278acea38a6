"""Free ports on the loopback interface, and who holds the taken ones."""

import secrets
import socket
import time
from collections.abc import Collection, Mapping, Sequence

import psutil

from schemas.failures import Unavailable

LOOPBACK = "127.0.0.1"

QUIET_PORTS = range(20_000, 32_768)
"""Where a port stays ours: from 32768 on, Linux gives ports to outgoing connections, which may take one while its server is down."""

LINGER_S = 3.0
TRIES = 1_000
NEIGHBOURS = 20
"""How many ports after a taken one are tried before any free one is good enough: people remember 7234 more easily than 41893."""


def is_free(port: int) -> bool:
    """Whether a server could listen on this loopback port now."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        # As servers do: a port whose last connections are still in TIME_WAIT counts as free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
            probe.listen(1)
        except OSError:
            return False
    return True


def is_free_soon(port: int) -> bool:
    """Whether a server could listen on this port now or in a moment.

    Connections of a server that was killed can hold its port for an instant although nobody listens any more; a port that someone does
    listen on is refused at once.
    """
    deadline = time.monotonic() + LINGER_S
    while not is_free(port):
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as caller:
            caller.settimeout(0.5)
            if caller.connect_ex((LOOPBACK, port)) == 0 or time.monotonic() > deadline:
                return False
        time.sleep(0.05)
    return True


def owner_of(port: int) -> str:
    """The process that listens on a port, for a person to read: "nginx (process 812)"."""
    try:
        connections = psutil.net_connections(kind="inet")
    except psutil.AccessDenied:
        return "a process of another user"
    for connection in connections:
        if connection.status == psutil.CONN_LISTEN and connection.laddr and connection.laddr.port == port:
            if connection.pid is None:
                return "a process of another user"
            try:
                return f"{psutil.Process(connection.pid).name()} (process {connection.pid})"
            except psutil.Error:
                return f"process {connection.pid}"
    return "a process that can't be seen from here"


def choose(wanted: Mapping[str, Sequence[int]], reserved: Collection[int] = ()) -> tuple[dict[str, int], list[str]]:
    """A different free port for every name.

    Args:
        wanted: For each name the ports it would like, best first; 0 or nothing means any.
        reserved: Ports that must not be chosen although nobody listens on them now.

    Returns:
        The ports, and a sentence for each name that didn't get the port it liked best.
    """
    chosen: dict[str, int] = {}
    notices: list[str] = []
    for name, preferences in wanted.items():
        excluded = {*reserved, *chosen.values()}
        asked = [port for port in preferences if port]
        neighbours = [asked[-1] + step for step in range(1, NEIGHBOURS + 1) if asked[-1] + step < 65536] if asked else []
        if asked and asked[0] not in excluded and is_free_soon(asked[0]):
            chosen[name] = asked[0]
            continue
        port = next((port for port in [*asked, *neighbours] if port not in excluded and is_free(port)), None)
        port = port or _any_free(excluded)
        chosen[name] = port
        if asked and port != asked[0]:
            holder = "another part of this stack" if asked[0] in excluded else owner_of(asked[0])
            notices.append(f"port {asked[0]} for {name} is taken by {holder}; using {port}")
    return chosen, notices


def _any_free(excluded: set[int]) -> int:
    for _ in range(TRIES):
        port = secrets.choice(QUIET_PORTS)
        if port not in excluded and is_free(port):
            return port
    raise Unavailable(f"no free port was found on {LOOPBACK} between {QUIET_PORTS.start} and {QUIET_PORTS.stop}")
