"""Where hooks may lead."""

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from activities.hooks.addresses import Bounds, read_url, resolve
from schemas.failures import Refused
from schemas.settings import Settings

SERVER = Bounds()
GIVEN = {"database_url": "postgresql+asyncpg://x", "s3_endpoint": "http://x", "s3_access_key": "x", "s3_secret_key": "x"}


@pytest.mark.parametrize(
    "host",
    [
        *("127.0.0.1", "127.8.9.1", "0.0.0.0", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.1.1", "100.64.0.1", "169.254.169.254"),
        *("192.0.2.1", "198.18.0.1", "224.0.0.1", "255.255.255.255", "[::1]", "[::]", "[fe80::1]", "[fd00::1]", "[ff02::1]"),
        *("[::ffff:127.0.0.1]", "[::ffff:10.0.0.1]", "[::127.0.0.1]", "[64:ff9b::a9fe:a9fe]", "[2002:7f00:1::]", "[fe80::1%25eth0]"),
        *("[::ffff:0:127.0.0.1]", "[5f00::1]", "[4000::1]", "[fec0::1]", "168.63.129.16"),
    ],
)
def test_no_hook_leads_into_the_server_s_own_network(host: str) -> None:
    with pytest.raises(Refused, match="no public address"):
        read_url(f"https://{host}/films", SERVER)


@pytest.mark.parametrize("host", ["localhost", "2130706433", "0x7f.1", "127.1", "localhost."])
async def test_no_name_leads_there_either(host: str) -> None:
    with pytest.raises(Refused, match="no public address"):
        await resolve(read_url(f"https://{host}/films", SERVER), SERVER)


async def test_names_are_looked_up_while_films_hold_all_threads() -> None:
    loop, done = asyncio.get_running_loop(), threading.Event()
    with ThreadPoolExecutor(1) as only_thread:
        loop.set_default_executor(only_thread)
        film = loop.run_in_executor(None, done.wait, 120)
        try:
            async with asyncio.timeout(60):
                with pytest.raises(Refused, match="no public address"):
                    await resolve(read_url("https://localhost/", SERVER), SERVER)
        finally:
            done.set()
            loop.set_default_executor(ThreadPoolExecutor())  # all tests share the loop; with one thread two of them would wait for ever
        assert await film


@pytest.mark.parametrize("host", ["93.184.216.34", "172.32.0.1", "[2606:2800:220:1::1]", "[::ffff:808:808]"])
async def test_public_addresses_are_allowed(host: str) -> None:
    target = read_url(f"https://{host}/films", SERVER)

    assert [str(one) for one in await resolve(target, SERVER)] == [host.strip("[]")]


def test_a_server_asks_for_https_and_a_laptop_may_tell_itself() -> None:
    server = Bounds.of(Settings.model_validate({**GIVEN, "mode": "server"}))
    laptop = Bounds.of(Settings.model_validate({**GIVEN, "mode": "local"}))

    with pytest.raises(Refused, match="wanted https"):
        read_url("http://example.com/", server)
    assert read_url("http://127.0.0.1:8000/", laptop).port == 8000
    with pytest.raises(Refused, match="no public address"):
        read_url("http://192.168.1.1/", laptop)


def test_whoever_runs_a_server_may_allow_networks_and_plain_http() -> None:
    asked = {**GIVEN, "mode": "server", "hook_networks": "10.1.0.0/16, fd00::/8", "hook_plain_http": True}
    bounds = Bounds.of(Settings.model_validate(asked))

    assert read_url("http://10.1.2.3/", bounds).host == "10.1.2.3"
    with pytest.raises(Refused, match="no public address"):
        read_url("http://10.2.0.1/", bounds)


def test_an_address_is_read_as_it_is_sent() -> None:
    target = read_url("https://Bücher.example:8443/a b".replace(" ", "%20") + "/ü?x=1&y=ä", SERVER)

    assert (target.host, target.origin) == ("xn--bcher-kva.example", "xn--bcher-kva.example:8443")
    assert target.path == "/a%20b/%C3%BC?x=1&y=%C3%A4"
    assert read_url("https://[2606:2800:220:1::1]", SERVER).origin == "[2606:2800:220:1::1]"
    assert read_url("https://example.com:443", SERVER).origin == "example.com"


@pytest.mark.parametrize(
    "url",
    [
        "",
        "https://",
        "https://exa mple.com/",
        "https://example.com\\@127.0.0.1/",
        "https://example.com:99999/",
        "/films",
        "https://exa%0d%0ample.com/",
    ],
)
def test_what_is_no_address_is_refused(url: str) -> None:
    with pytest.raises(Refused):
        read_url(url, SERVER)
