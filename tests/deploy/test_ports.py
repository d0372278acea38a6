"""Free ports are found, and taken ones are told with their owner."""

import os
import socket
from collections.abc import Iterator

import pytest

from deploy.stack import ports


@pytest.fixture
def taken() -> Iterator[int]:
    """A port that this process listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield listener.getsockname()[1]


def test_a_listening_port_is_not_free(taken: int) -> None:
    assert not ports.is_free(taken)


def test_the_owner_is_named(taken: int) -> None:
    assert f"(process {os.getpid()})" in ports.owner_of(taken)


def test_the_first_free_preference_is_chosen_without_a_word() -> None:
    port = ports.choose({"any": [0]})[0]["any"]

    assert ports.choose({"api": [port, 0]}) == ({"api": port}, [])


def test_beside_a_taken_port_a_neighbour_is_chosen_and_told(taken: int) -> None:
    chosen, notices = ports.choose({"api": [taken]})

    assert taken < chosen["api"] <= taken + ports.NEIGHBOURS
    assert notices == [f"port {taken} for api is taken by {ports.owner_of(taken)}; using {chosen['api']}"]


def test_no_port_is_given_twice() -> None:
    chosen, _ = ports.choose({str(number): [0] for number in range(50)})

    assert len(set(chosen.values())) == 50


def test_a_reserved_port_is_not_given() -> None:
    port = ports.choose({"any": [0]})[0]["any"]

    assert ports.choose({"api": [port]}, reserved=[port])[0]["api"] != port
