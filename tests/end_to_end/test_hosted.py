"""A film by hosted engines: whatever providers and workers do on the way, everything is paid for once, and the film tells its price."""

import asyncio
import re
import time
from collections.abc import Callable, Iterator

import pytest

from schemas.stages import Stage
from tests.end_to_end.filming import Studio, studio
from tests.end_to_end.measuring import measured
from tests.hosted.orders import settings_for
from tests.hosted.server import Fault, Server, providers

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]

ENGINES = (
    (Stage.IMAGES, "openai_images"),
    (Stage.CLIPS, "runway"),
    (Stage.VOICES, "elevenlabs"),
    (Stage.MUSIC, "elevenlabs"),
    (Stage.EFFECTS, "elevenlabs"),
)
HEARD = {"effects": {"engine": "elevenlabs"}}
"""The profile leaves effects to the mix."""
SCRIPT = """Title: The Kettle

INT. KITCHEN - NIGHT

Mara lifts the kettle. A dog barks, thunder rolls.

MARA
Did you hear that?

TOM
Only the kettle.
"""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The providers."""
    with providers(tmp_path_factory.mktemp("sold")) as running:
        yield running


@pytest.fixture(scope="module")
def stage(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Studio]:
    """A stack whose workers know the providers."""
    with pytest.MonkeyPatch.context() as patch:
        for kind, name in ENGINES:
            for variable, value in settings_for(server, kind, name).items():
                patch.setenv(variable, value)
        with studio(tmp_path_factory.mktemp("film") / ".film") as stage:
            yield stage


async def test_a_film_is_finished_and_paid_for_once_though_much_goes_wrong(stage: Studio, server: Server) -> None:
    server.fail("openai.submit", Fault(429, {"error": {"message": "slow down"}}, {"Retry-After": "1"}), Fault(500), Fault(delay_s=6))
    server.fail("elevenlabs.submit", Fault(503))
    server.fail("runway.look", Fault(502), Fault(is_cut=True))
    server.fail("runway.file", Fault(403), Fault(is_cut=True))
    server.looks = 10**6
    film = stage.submit(SCRIPT, profile="hosted", aspect="1:1", engines=HEARD)
    await _until(lambda: server.sold["openai"] >= 1)
    stage.healthy("workers", stage.kill("workers"))  # in the middle of a call that is answered at once
    await _all_jobs_wait(stage)
    stage.healthy("workers", stage.kill("workers"))
    server.looks = 0
    for job in list(server.jobs.values()):
        job["looks"] = 0
    known = stage.finished(film)

    paid = await stage.rows("SELECT provider, state, purchases, amount_micros FROM paid_calls ORDER BY key, part")
    sold = {provider: sum(1 for row in paid if row["provider"].casefold() == provider) for provider in server.sold}
    assert server.sold == sold
    assert {(row["state"], row["purchases"]) for row in paid} == {("done", 1)}
    assert sum(seen.path.endswith("/sound-generation") for seen in server.requests("elevenlabs.submit")) >= 2
    assert known["cost"]["amount_micros"] == sum(row["amount_micros"] for row in paid) > 0
    assert measured(stage.file(film, 1, "film.mp4")).frames > 100


async def test_the_same_film_again_costs_nothing(stage: Studio, server: Server) -> None:
    before = dict(server.sold)

    again = stage.finished(stage.submit(SCRIPT, profile="hosted", aspect="1:1", engines=HEARD))

    assert server.sold == before
    assert again["cost"]["amount_micros"] == 0


async def test_a_refusal_ends_the_film_with_the_shot_and_the_providers_words(stage: Studio, server: Server) -> None:
    server.fail("openai.submit", Fault(400, {"error": {"message": "no kettles, please", "code": "moderation_blocked"}}))

    known = stage.wait(
        stage.submit(SCRIPT.replace("kettle", "teapot"), profile="hosted", aspect="1:1"), lambda known: known["state"] == "failed"
    )

    assert re.match(r"Shot \d+ · images · openai_images · .*no kettles, please", known["reason"])


async def _until(is_so: Callable[[], bool]) -> None:
    async with asyncio.timeout(120):
        while not is_so():  # noqa: ASYNC110 - it happens in other processes
            await asyncio.sleep(0.05)


async def _all_jobs_wait(stage: Studio) -> None:
    """Until nothing happens any more but that jobs are looked at."""
    deadline, before = time.monotonic() + 120, ""
    while True:
        assert time.monotonic() < deadline, f"the film did not come to rest: {before}"
        now = str(await stage.rows("SELECT key, part, state FROM paid_calls ORDER BY key, part"))
        if now == before and "submitted" in now and "begun" not in now:
            return
        before = now
        await asyncio.sleep(4)
