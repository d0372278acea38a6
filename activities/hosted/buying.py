"""Buys from a provider, never the same thing twice without need: at once, or as a job that is fetched when it is done.

What a provider keeps of a call decides what a lost answer costs: a job is named within a second and then fetched as often as needed; a call
that answers with the result itself is bought again when its answer is lost on the way, as often as the offer allows. What arrived is kept.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, Protocol

from activities.hosted.service import Answer, Expired, Missing, Progress, Request, Sending, Service
from activities.purchase import Bought, Kept, Offer, Purchase
from schemas.failures import Broken, FilmError, Refused, Unavailable

_TICK_S = 0.1
_FIRST_LOOK_S = 1.0
_LOOK_S = 5.0
"""How long between two looks at a job, in the end."""
_FAILED_RETRY_S = 10.0
_FETCHED = 0.9
"""How much of the work is done when a job is."""
_NAME_S = 60.0
"""How long a provider may take to name a job."""


@dataclass(frozen=True)
class JobState:
    """What a provider says of a job."""

    status: Literal["working", "done", "failed", "refused", "gone"]
    """refused: for its content, which asking again does not change. gone: the provider knows no such job, or no longer its result."""
    fraction: float = 0.0
    address: str = ""
    """Of the result, when it is done."""
    reason: str = ""
    """The provider's words, when it failed or refuses."""
    cost_micros: int | None = None
    """What the provider says it cost, in millionths of a US dollar."""


class Jobs(Protocol):
    """A provider that takes jobs."""

    @property
    def service(self) -> Service:
        """Where it is asked."""

    def submission(self) -> Request:
        """The call that buys."""

    def name_of(self, answer: Answer) -> str:
        """The job's name in the answer to the submission.

        Raises:
            Broken: There is none.
        """

    def look(self, job_id: str) -> Request:
        """The call that asks how far a job is."""

    def state(self, answer: Answer, progress: Progress) -> JobState:
        """How far it is by the answer to that."""


@contextmanager
def bought_at_once(service: Service, request: Request, purchase: Purchase, offer: Offer, progress: Progress) -> Iterator[Answer]:
    """Buy what is answered at once, or have what an earlier attempt was answered; whoever can't use the answer says so inside.

        with bought_at_once(service, request, job.purchase(), offer, tick) as answer:
            path.write_bytes(answer.content)

    The answer is kept with the record of the call until the artifact that comes of it is stored, so that a worker that is killed with it in
    its hands, or between two calls of one result, has paid for nothing in vain.

    Raises:
        Lost: Nobody knows whether it was bought; the next attempt decides by the offer.
        Refused, Unavailable: Nothing was bought.
        Refused, Broken: Raised inside: the answer is of no use, and is not kept.
    """
    had = purchase.begin(replace(offer, asked=request.digest))
    if had is None:
        kept = purchase.carry_out(Sending(service, _keyed(request, purchase)), progress)
    elif had.answer is None:
        msg = f"{offer.provider} has no jobs, but one is noted: {had.job_id}"
        raise Broken(msg)
    else:
        kept = had.answer
    try:
        yield Answer(kept.content, kept.headers, service.where)
    except (Refused, Broken) as error:
        purchase.lost(str(error))
        raise


def result_of(jobs: Jobs, purchase: Purchase, offer: Offer, path: Path, progress: Callable[[float], None]) -> str:
    """Buy a job, or take up the one that was bought before, wait for it and download its result.

    Args:
        jobs: The provider.
        purchase: The record of the call.
        offer: What is bought.
        path: Where the result goes.
        progress: Called several times a second with 0 to 1; may raise to stop. The job goes on at the provider and is fetched when the
            same thing is ordered again: it is paid for.

    Returns:
        The job's name.

    Raises:
        Refused: The provider refuses the content, or the job failed as often as the offer allows.
        Unavailable: Try later; the job stands.
    """
    had = purchase.begin(offer) or Bought()
    job_id = had.job_id
    if not job_id:
        job_id = _named(jobs, had.answer or _submitted(jobs, purchase), purchase)
        purchase.submitted(job_id)
    for _ in range(2):  # an address may have run out between the look and the download; a new look gives a new one
        state = _finished(jobs, job_id, purchase, progress)
        try:
            jobs.service.fetch(state.address, path, lambda: progress(_FETCHED))
        except Expired as error:
            expired = error
        else:
            return job_id
    msg = f"the result of {offer.provider}'s job {job_id} ran out before it was fetched"
    purchase.lost(msg)
    raise Unavailable(msg) from expired


def _submitted(jobs: Jobs, purchase: Purchase) -> Kept:
    quick = replace(jobs.service, timeout_s=min(_NAME_S, jobs.service.timeout_s))
    # No tick: a film that is cancelled in this second would have a job whose name is noted only when it is ordered again.
    return purchase.carry_out(Sending(quick, _prepared(jobs, purchase)), lambda: None)


def _prepared(jobs: Jobs, purchase: Purchase) -> Request:
    """The call that buys; what it needs may have to be uploaded first, and while that fails nothing is bought."""
    try:
        return _keyed(jobs.submission(), purchase)
    except FilmError as error:
        purchase.not_bought(str(error))
        raise


def _named(jobs: Jobs, kept: Kept, purchase: Purchase) -> str:
    try:
        return jobs.name_of(Answer(kept.content, kept.headers, jobs.service.where))
    except FilmError as error:
        purchase.lost(str(error))
        raise


def _finished(jobs: Jobs, job_id: str, purchase: Purchase, progress: Callable[[float], None]) -> JobState:
    pause_s, fraction = _FIRST_LOOK_S, 0.0

    def wait() -> None:
        progress(fraction)

    while True:
        state = _looked(jobs, job_id, wait)
        fraction = min(_FETCHED, max(fraction, state.fraction * _FETCHED))
        if state.cost_micros is not None:
            purchase.cost(state.cost_micros)
        match state.status:
            case "done":
                return state
            case "refused":
                purchase.lost(state.reason)
                msg = f"{jobs.service.name} refuses the content: {state.reason}"
                raise Refused(msg)
            case "failed" | "gone":
                msg = f"{jobs.service.name}'s job {job_id} {_ENDS[state.status]}{f': {state.reason}' if state.reason else ''}"
                purchase.lost(msg)
                raise Unavailable(msg, retry_after_s=_FAILED_RETRY_S)
        _rest(pause_s, wait)
        pause_s = min(_LOOK_S, pause_s * 1.5)


_ENDS = {"failed": "failed", "gone": "is no longer known there"}


def _looked(jobs: Jobs, job_id: str, progress: Progress) -> JobState:
    try:
        return jobs.state(jobs.service.send(jobs.look(job_id), progress), progress)
    except Missing:
        return JobState("gone")


def _rest(seconds: float, progress: Progress) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        progress()
        time.sleep(_TICK_S)


def _keyed(request: Request, purchase: Purchase) -> Request:
    headers = {**request.headers, "Idempotency-Key": purchase.idempotency_key}
    return replace(request, headers=headers)
