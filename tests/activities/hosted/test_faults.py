"""What goes wrong between us and a provider, and that nothing is paid for twice without need."""

from pathlib import Path

import pytest

from activities.engines import Job
from activities.failures import as_application_error
from activities.hosted.service import LONGEST_WAIT_S
from activities.purchase import Lost, MemoryPurchases, PurchaseState
from schemas.failures import Broken, Refused, Unavailable
from tests.activities.hosted.test_images import refusal_of
from tests.hosted.orders import Desk, clip_order, line_order, picture_order
from tests.hosted.server import Fault, Server


def test_too_many_requests_carry_when_to_come_back(server: Server, tmp_path: Path) -> None:
    desk = Desk(server, tmp_path)
    server.fail("openai.submit", Fault(429, {"error": {"message": "slow down"}}, {"Retry-After": "17"}))

    with pytest.raises(Unavailable, match="slow down") as caught:
        desk.make(picture_order("openai_images"))

    assert caught.value.retry_after_s == 17
    assert len(server.seen) == 1


@pytest.mark.parametrize(
    ("told", "waited_s"),
    [
        ("0.001", 1.0),
        ("90000000", LONGEST_WAIT_S),
        ("1e308", LONGEST_WAIT_S),
        ("inf", LONGEST_WAIT_S),
        ("9" * 400, LONGEST_WAIT_S),
        ("0", None),
        ("-5", None),
        ("-inf", None),
        ("nan", None),
        ("Fri, 31 Dec 9999 23:59:59 GMT", None),
        ("soon", None),
    ],
)
def test_nobody_is_made_to_wait_for_ever(server: Server, tmp_path: Path, told: str, waited_s: float | None) -> None:
    server.fail("openai.submit", Fault(429, headers={"Retry-After": told}))

    with pytest.raises(Unavailable) as caught:
        Desk(server, tmp_path).make(picture_order("openai_images"))

    assert caught.value.retry_after_s == waited_s
    delay = as_application_error(caught.value).next_retry_delay
    assert (None if delay is None else delay.total_seconds()) == waited_s


@pytest.mark.parametrize("sign", ["\n", "\0", "\u2019"])
def test_a_key_that_can_not_be_sent_is_refused_and_not_told(server: Server, tmp_path: Path, sign: str) -> None:
    desk = Desk(server, tmp_path, API_KEY=f"secret{sign}key")

    with pytest.raises(Refused, match="FILM_IMAGES_OPENAI_IMAGES_API_KEY") as refused:
        desk.make(picture_order("openai_images"))

    told = [str(error) for error in (refused.value, refused.value.__cause__, refused.value.__context__)]
    assert not [text for text in told if "secret" in text]
    assert desk.purchases.records[1].state is PurchaseState.FAILED
    assert server.seen == []


def test_a_password_in_an_address_is_not_told(server: Server, tmp_path: Path) -> None:
    address = server.url("openai/v1").replace("//", "//user:secret@")
    server.fail("openai.submit", Fault(500))

    with pytest.raises(Unavailable, match=r"at http://127\.0\.0\.1") as caught:
        Desk(server, tmp_path, BASE_URL=address).make(picture_order("openai_images"))

    assert "secret" not in str(caught.value)


@pytest.mark.parametrize("credits_charged", [float("inf"), float("nan"), -1, 10**400], ids=["inf", "nan", "-1", "huge"])
def test_a_cost_that_is_none_is_not_believed(server: Server, tmp_path: Path, credits_charged: float) -> None:
    server.verdict = {"status": "SUCCEEDED", "output": [], "progress": credits_charged, "cost": {"credits": credits_charged}}
    desk = Desk(server, tmp_path)

    with pytest.raises(Unavailable, match="no longer known"):
        desk.make(clip_order("runway"))

    assert desk.purchases.costs == {1: 250_000}


@pytest.mark.parametrize("status", [429, 500, 502, 503])
def test_what_was_not_sold_may_be_asked_for_without_end(server: Server, tmp_path: Path, status: int) -> None:
    desk = Desk(server, tmp_path)
    server.fail("openai.submit", *[Fault(status)] * 4)
    for _ in range(4):
        with pytest.raises(Unavailable):
            desk.make(picture_order("openai_images"))

    desk.make(picture_order("openai_images"))

    assert server.sold == {"openai": 1}
    assert desk.purchases.costs == {1: 63_000}


@pytest.mark.parametrize("name", ["openai_images", "stability", "fal_images"])
def test_a_refusal_of_the_content_is_told_in_the_providers_words(server: Server, tmp_path: Path, name: str) -> None:
    route, status, body = refusal_of(name)
    if route == "fal.result":
        server.verdict = body
    else:
        server.fail(route, Fault(status, body))

    with pytest.raises(Refused, match=r"refuses the content: .*your request was rejected"):
        Desk(server, tmp_path).make(picture_order(name))


def test_a_job_that_is_refused_is_told_in_the_providers_words(server: Server, tmp_path: Path) -> None:
    server.verdict = {"status": "FAILED", "failure": "a face too famous", "failureCode": "SAFETY.INPUT.IMAGE", "cost": {"credits": 0}}
    desk = Desk(server, tmp_path)

    with pytest.raises(Refused, match="a face too famous"):
        desk.make(clip_order("runway"))

    assert desk.purchases.costs == {1: 0}


def test_a_model_that_calls_content_unsafe_refuses(server: Server, tmp_path: Path) -> None:
    server.verdict = {"status": "failed", "error": "NSFW content detected"}

    with pytest.raises(Refused, match="NSFW"):
        Desk(server, tmp_path).make(picture_order("replicate_images"))


@pytest.mark.parametrize(("status", "told"), [(401, "API_KEY"), (402, "paid up"), (400, "refuses the request"), (404, "nothing at")])
def test_what_a_person_must_mend_is_refused_with_what_to_do(server: Server, tmp_path: Path, status: int, told: str) -> None:
    server.fail("openai.submit", Fault(status, {"error": {"message": "no"}}))

    with pytest.raises(Refused, match=told):
        Desk(server, tmp_path).make(picture_order("openai_images"))


def test_a_used_up_quota_is_refused(server: Server, tmp_path: Path) -> None:
    server.fail("openai.submit", Fault(429, {"error": {"message": "You exceeded your current quota", "code": "insufficient_quota"}}))

    with pytest.raises(Refused, match="quota is used up"):
        Desk(server, tmp_path).make(picture_order("openai_images"))


def test_half_an_answer_of_a_call_without_a_job_is_bought_once_more_and_then_no_more(server: Server, tmp_path: Path) -> None:
    desk = Desk(server, tmp_path)
    server.fail("openai.submit", Fault(is_cut=True), Fault(is_cut=True))
    for _ in range(2):
        with pytest.raises(Lost):
            desk.make(picture_order("openai_images"))

    with pytest.raises(Refused, match="2 times and nothing came of it") as refused:
        desk.make(picture_order("openai_images"))

    assert "FILM_IMAGES_OPENAI_IMAGES_PURCHASES_MAX" in str(refused.value)
    assert server.sold == {"openai": 2}


def test_one_purchase_is_all_where_the_settings_say_so(server: Server, tmp_path: Path) -> None:
    desk = Desk(server, tmp_path, PURCHASES_MAX="1")
    server.fail("openai.submit", Fault(is_cut=True))
    with pytest.raises(Lost):
        desk.make(picture_order("openai_images"))

    with pytest.raises(Refused, match="once and nothing came of it"):
        desk.make(picture_order("openai_images"))

    assert server.sold == {"openai": 1}


def test_a_gateway_that_keeps_keys_is_asked_again_with_the_same_key(server: Server, tmp_path: Path) -> None:
    desk = Desk(server, tmp_path, PURCHASES_MAX="1", IS_IDEMPOTENT="true")
    server.fail("openai.submit", Fault(is_cut=True), Fault(is_cut=True))
    for _ in range(2):
        with pytest.raises(Lost):
            desk.make(picture_order("openai_images"))

    desk.make(picture_order("openai_images"))

    assert len({seen.headers["idempotency-key"] for seen in server.seen}) == 1


def test_an_answer_that_takes_too_long_counts_as_lost(server: Server, tmp_path: Path) -> None:
    desk = Desk(server, tmp_path, TIMEOUT_S="0.3")
    server.fail("elevenlabs.submit", Fault(delay_s=2))

    with pytest.raises(Lost, match=r"0\.3 s"):
        desk.make(line_order("elevenlabs"))

    assert desk.purchases.records[1].state is PurchaseState.LOST


def test_an_answer_that_never_ends_counts_as_lost(server: Server, tmp_path: Path) -> None:
    """It comes a byte at a time, so that each is there in time."""
    desk = Desk(server, tmp_path, TIMEOUT_S="0.5")
    server.fail("elevenlabs.submit", Fault(drip_s=0.02))

    with pytest.raises(Lost, match="did not answer within"):
        desk.make(line_order("elevenlabs"))

    assert desk.purchases.records[1].state is PurchaseState.LOST


def test_a_provider_that_is_not_there_has_sold_nothing(server: Server, tmp_path: Path) -> None:
    desk = Desk(server, tmp_path, BASE_URL="http://127.0.0.1:9/v1")

    with pytest.raises(Unavailable, match="FILM_IMAGES_OPENAI_IMAGES_BASE_URL"):
        desk.make(picture_order("openai_images"))

    assert desk.purchases.records[1].state is PurchaseState.FAILED


def test_a_job_that_was_named_is_fetched_and_never_bought_again(server: Server, tmp_path: Path) -> None:
    desk = Desk(server, tmp_path)
    server.fail("runway.look", Fault(503), Fault(429), Fault(is_cut=True), Fault(500))
    for _ in range(4):
        with pytest.raises(Unavailable):
            desk.make(clip_order("runway"))

    desk.make(clip_order("runway"))

    assert server.sold == {"runway": 1}


def test_a_result_that_can_not_be_had_now_is_fetched_later_and_never_bought_again(server: Server, tmp_path: Path) -> None:
    desk = Desk(server, tmp_path)
    server.fail("fal.result", Fault(is_cut=True), Fault(500), Fault(503), Fault(429), Fault(401, {"detail": "no such key"}))
    for kind in (Unavailable, Unavailable, Unavailable, Unavailable, Refused):
        with pytest.raises(kind):
            desk.make(picture_order("fal_images"))

    desk.make(picture_order("fal_images"))

    assert server.sold == {"fal": 1}
    assert desk.purchases.records[1].purchases == 1


def test_a_model_that_failed_at_fal_is_tried_once_more_and_then_told(server: Server, tmp_path: Path) -> None:
    desk = Desk(server, tmp_path)
    server.fail("fal.result", *[Fault(500, {"detail": [{"msg": "it ran out of memory", "type": "internal_server_error"}]})] * 2)
    for _ in range(2):
        with pytest.raises(Unavailable, match="ran out of memory"):
            desk.make(picture_order("fal_images"))

    with pytest.raises(Refused, match="2 times and nothing came of it"):
        desk.make(picture_order("fal_images"))

    assert server.sold == {"fal": 2}


def test_half_a_file_is_downloaded_again(server: Server, tmp_path: Path) -> None:
    server.fail("runway.file", Fault(is_cut=True), Fault(is_cut=True))
    desk = Desk(server, tmp_path)

    desk.make(clip_order("runway"))

    assert len(server.requests("runway.file")) == 3
    assert server.sold == {"runway": 1}


def test_an_address_that_ran_out_is_asked_for_anew(server: Server, tmp_path: Path) -> None:
    server.fail("runway.file", Fault(403))
    desk = Desk(server, tmp_path)

    desk.make(clip_order("runway"))

    assert server.sold == {"runway": 1}


def test_a_result_that_is_gone_for_good_is_bought_once_more(server: Server, tmp_path: Path) -> None:
    desk = Desk(server, tmp_path)
    server.fail("replicate.file", Fault(404), Fault(404))
    with pytest.raises(Unavailable, match="ran out"):
        desk.make(picture_order("replicate_images"))

    desk.make(picture_order("replicate_images"))

    assert server.sold == {"replicate": 2}
    assert desk.purchases.costs == {1: 50_000}


def test_a_job_that_failed_is_tried_once_more_and_then_told(server: Server, tmp_path: Path) -> None:
    desk = Desk(server, tmp_path)
    server.verdict = {"status": "FAILED", "failure": "something broke", "failureCode": "INTERNAL", "cost": {"credits": 0}}
    for _ in range(2):
        with pytest.raises(Unavailable, match="something broke"):
            desk.make(clip_order("runway"))

    with pytest.raises(Refused, match="something broke"):
        desk.make(clip_order("runway"))

    assert server.sold == {"runway": 2}


def test_a_job_nobody_knows_any_more_is_bought_again(server: Server, tmp_path: Path) -> None:
    desk = Desk(server, tmp_path)
    server.fail("fal.look", Fault(503))
    with pytest.raises(Unavailable):
        desk.make(picture_order("fal_images"))
    server.jobs.clear()
    with pytest.raises(Unavailable, match="no longer known"):
        desk.make(picture_order("fal_images"))

    desk.make(picture_order("fal_images"))

    assert server.sold == {"fal": 2}


def test_an_upload_that_fails_has_bought_nothing(server: Server, tmp_path: Path) -> None:
    desk = Desk(server, tmp_path)
    server.fail("replicate.upload", Fault(is_cut=True), Fault(500), Fault(500))
    for _ in range(3):
        with pytest.raises(Unavailable):
            desk.make(clip_order("replicate_clips"))

    desk.make(clip_order("replicate_clips"))

    assert server.sold == {"replicate": 1}


def test_a_cancelled_film_stops_waiting_and_the_job_is_fetched_later(server: Server, tmp_path: Path) -> None:
    class Cancelled(BaseException):
        pass

    def progress(_fraction: float) -> None:
        if server.requests("runway.look"):
            raise Cancelled

    server.looks = 10**6
    desk, order = Desk(server, tmp_path), clip_order("runway")
    folder = tmp_path / "cancelled"
    folder.mkdir()
    with pytest.raises(Cancelled):
        desk.engine(order).make(Job(order=order, inputs=desk._inputs(order), folder=folder, progress=progress, purchase=desk.purchases))
    looks = len(server.requests("runway.look"))
    for job in server.jobs.values():
        job["looks"] = 0

    desk.make(order)

    assert looks == 1
    assert server.sold == {"runway": 1}


def test_a_key_is_never_sent_to_where_a_result_lies(server: Server, tmp_path: Path) -> None:
    Desk(server, tmp_path).make(clip_order("fal_clips"))

    assert "authorization" not in server.requests("fal.file")[0].headers
    assert [seen.path for seen in server.seen if "elsewhere" in seen.path] == []


def test_a_result_without_https_elsewhere_is_not_fetched(server: Server, tmp_path: Path) -> None:
    server.verdict = {"status": "SUCCEEDED", "output": ["http://169.254.169.254/latest/meta-data"]}

    with pytest.raises(Broken, match="no https address"):
        Desk(server, tmp_path).make(clip_order("runway"))


def test_a_result_that_is_moved_to_where_none_may_lie_is_not_fetched(server: Server, tmp_path: Path) -> None:
    server.fail("runway.file", Fault(302, headers={"Location": "http://127.0.0.1:9/latest/meta-data"}))

    with pytest.raises(Broken, match="no https address"):
        Desk(server, tmp_path).make(clip_order("runway"))


@pytest.mark.parametrize("content", [b"no picture", b""])
def test_what_is_no_picture_is_broken(server: Server, tmp_path: Path, content: bytes) -> None:
    server.verdict = {"status": "succeeded", "output": [server.offer(content, "image/png", "replicate")]}

    with pytest.raises(Broken, match="can't be read as a picture"):
        Desk(server, tmp_path).make(picture_order("replicate_images"))


def test_without_a_record_of_ones_own_an_engine_still_buys(server: Server, tmp_path: Path) -> None:
    order = line_order("elevenlabs")

    made = Desk(server, tmp_path).engine(order).make(Job(order=order, inputs={}, folder=tmp_path))

    assert made.samples
    assert isinstance(Job(order=order, inputs={}, folder=tmp_path).purchase, MemoryPurchases)
