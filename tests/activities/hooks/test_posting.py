"""One message to one receiver, whatever that does."""

import asyncio
import datetime
import ssl
from ipaddress import ip_network
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from activities.hooks.addresses import Bounds
from activities.hooks.posting import Post
from tests.fakes.receiver import CUT, SILENT, answer, receiving

LOCAL = Bounds(networks=(ip_network("127.0.0.0/8"), ip_network("::1/128")), is_plain_allowed=True)


def post(timeout_s: float = 60, trust: ssl.SSLContext | None = None, bounds: Bounds = LOCAL) -> Post:
    return Post(bounds, "Filmwright/tests", timeout_s, trust)


async def test_what_is_sent_arrives_as_it_is() -> None:
    async with receiving() as receiver:
        told = await post().send(f"{receiver.url}?for=ü", {"webhook-id": "msg_1"}, '{"title":"Das Mädchen"}')

    (sent,) = receiver.got
    assert (told.status, told.reason, told.beginning) == (200, "", "ok")
    assert (sent.line, sent.body) == ("POST /films?for=%C3%BC HTTP/1.1", '{"title":"Das Mädchen"}')
    assert (sent.headers["host"], sent.headers["webhook-id"]) == (f"127.0.0.1:{receiver.port}", "msg_1")
    assert sent.headers["user-agent"] == "Filmwright/tests"


async def test_a_name_with_several_addresses_is_reached_at_the_one_that_answers() -> None:
    async with receiving(host="127.0.0.1") as receiver:
        told = await post().send(f"http://localhost:{receiver.port}/", {}, "{}")

    assert told.status == 200
    assert receiver.got[0].headers["host"] == f"localhost:{receiver.port}"


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        (CUT, "the connection was cut, or the answer is no HTTP"),
        (b"what?\r\n\r\n", "the connection was cut, or the answer is no HTTP"),
        (SILENT, "no answer within 0.5 s"),
        (answer(404), "answered 404"),
        (answer(301, location="http://example.com/"), "redirects are not followed"),
    ],
)
async def test_what_goes_wrong_is_told(said: bytes | None, reason: str) -> None:
    async with receiving() as receiver:
        receiver.default = said
        told = await post(timeout_s=0.5 if said is SILENT else 60).send(receiver.url, {}, "{}")

    assert not told.is_success
    assert reason in told.reason


async def test_a_closed_port_and_an_unknown_name_are_told() -> None:
    async with receiving() as receiver:
        closed = receiver.url
    told = [await post().send(url, {}, "{}") for url in (closed, "http://no-such-host.invalid/")]

    assert [one.status for one in told] == [None, None]
    assert told[0].reason.startswith("no connection")
    assert "does not resolve" in told[1].reason


async def test_nothing_is_sent_where_hooks_may_not_lead() -> None:
    async with receiving() as receiver:
        told = await post(bounds=Bounds(is_plain_allowed=True)).send(f"http://localhost:{receiver.port}/", {}, "{}")

    assert receiver.got == []
    assert "no public address" in told.reason


async def test_of_an_endless_answer_no_more_is_read_than_is_shown() -> None:
    sent = 0
    is_cut = asyncio.Event()

    async def pour(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal sent
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
        try:
            while sent < 10**9:
                writer.write(b"x\x00" * 4096)
                sent += 8192
                await writer.drain()
        except ConnectionError:
            is_cut.set()
        finally:
            writer.close()

    async with await asyncio.start_server(pour, "127.0.0.1", 0) as server:
        told = await post().send(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/", {}, "{}")
        await asyncio.wait_for(is_cut.wait(), 60)

    assert (told.status, told.beginning) == (200, "x\ufffd" * 2048)
    assert sent < 10**8


async def test_an_answer_that_drips_ends_with_the_time_for_it() -> None:
    async def drip(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
        try:
            while True:
                writer.write(b"x")
                await writer.drain()
                await asyncio.sleep(0.05)
        except ConnectionError:
            pass
        finally:
            writer.close()

    async with await asyncio.start_server(drip, "127.0.0.1", 0) as server:
        told = await post(timeout_s=0.4).send(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/", {}, "{}")

    assert (told.status, told.reason) == (None, "no answer within 0.4 s")


async def test_what_a_receiver_says_moves_no_cursor() -> None:
    async with receiving() as receiver:
        receiver.answers = [answer(302, location="http://a.example/\x1b[2J"), answer(500, "\x1b[2Jno")]
        told = [await post().send(receiver.url, {}, "{}") for _ in range(2)]

    assert told[0].reason.endswith("http://a.example/\ufffd[2J")
    assert told[1].beginning == "\ufffd[2Jno"


@pytest.mark.parametrize(
    ("said", "retry_after_s"),
    [
        ("120", 120),
        ("soon", None),
        ("-3", None),
        ("Fri, 01 Jan 2100 00:00:00 GMT", 2.3e9),
        ("Fri, 01 Jan 99999999999999999999 00:00:00 GMT", None),
        ("Fri, 01 Jan 2100 00:00:00 +99999999999999999999", None),
    ],
)
async def test_when_a_receiver_wants_to_be_asked_again_is_heard(said: str, retry_after_s: float | None) -> None:
    async with receiving() as receiver:
        receiver.default = answer(429, retry_after=said)
        told = await post().send(receiver.url, {}, "{}")

    assert told.retry_after_s == (pytest.approx(retry_after_s, rel=0.1) if retry_after_s else None)


def certificate(folder: Path, name: str) -> Path:
    """A certificate that signs itself, for a name, and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    pem = folder / f"{name}.pem"
    private = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    pem.write_bytes(made.public_bytes(serialization.Encoding.PEM) + private)
    return pem


@pytest.mark.parametrize(("name", "is_reached"), [("localhost", True), ("elsewhere.example", False)])
async def test_the_certificate_is_that_of_the_name_and_not_of_the_address(tmp_path: Path, name: str, is_reached: bool) -> None:
    pem = certificate(tmp_path, name)
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(pem)
    trust = ssl.create_default_context(cafile=str(pem))

    async with receiving(tls=server) as receiver:
        told = await post(trust=trust).send(f"https://localhost:{receiver.port}/", {}, "{}")

    assert (told.status == 200) is is_reached
    assert is_reached or "CERTIFICATE_VERIFY_FAILED" in told.reason
