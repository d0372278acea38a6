"""Whether a profile can run: asked before a film is begun, so that nothing is left of one that can't be, and told with every profile.

An engine says itself what it lacks on this machine. What runs on GPU workers may be installed on another one, and audiocraft is in an
environment of its own on any: where such a worker listens, it is left to answer when the film chooses its engines.
"""

import asyncio
import platform
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace

from temporalio.api.enums.v1 import TaskQueueType
from temporalio.api.taskqueue.v1 import TaskQueue
from temporalio.api.workflowservice.v1 import DescribeTaskQueueRequest
from temporalio.client import Client
from temporalio.service import RPCError

from activities.engines import check_wanted, engine_info
from api.engines.annexes import seen_from_home
from api.problems import FieldError, Problem, refused, unavailable
from api.starting import RPC_TIMEOUT
from schemas.engines import EngineInfo, Queue, Wish
from schemas.failures import Refused
from schemas.options import FilmOptions
from schemas.profiles import MODERATOR_SETTING, PROFILES, EngineUse, Profile
from schemas.stages import Stage
from workers.bootstrap import engine_settings

TRANSLATOR = "translator"
"""The engine of the film stage that subtitles in other languages need."""


async def check_options(temporal: Client, options: FilmOptions) -> None:
    """Make sure that a film with these options can be made.

    Raises:
        Problem: 409, an engine can't run, says what to do; 422, there is no such profile, or a licence is not wanted; 503.
    """
    chosen = _profile_of(options)
    for wish in options.wishes:
        check_wish(wish, f"/options/engines/{wish.stage}")
    profile = used_here(chosen).for_film(is_moderated=options.moderation != "off")
    engines = await asyncio.to_thread(engines_of, profile)
    # before what is missing: nobody fetches weights to be told afterwards that they are not for this film
    forbidden = _not_for_money(engines, is_translated=bool(options.translate)) if options.commercial_only else []
    if forbidden:
        told = f"profile '{profile.name}' is not for commercial films, and this one must allow it: {'; '.join(forbidden)}"
        raise refused("/options/profile", f"{told}; `film profiles` tells which allow it")
    missing = what_is_missing(engines, await model_workers(temporal, queues_of(engines)))
    if missing:
        raise _not_here("/options/profile", f"profile '{profile.name}' can't run here: {'; '.join(missing)}")
    if options.translate:
        away = (await asyncio.to_thread(engine_info, Stage.FILM, TRANSLATOR, engine_settings())).unavailable
        if away:
            raise _not_here("/options/translate", f"subtitles in {', '.join(options.translate)} can't be made here: {away}")


def check_wish(wish: Wish, place: str) -> None:
    """Make sure that people may want this engine; `place` is where they did, in what they sent.

    Raises:
        Problem: 422, there is no such engine, or it has no such option; names what there is.
    """
    try:
        check_wanted(wish.stage, wish.wanted)
    except Refused as error:
        raise refused(place, str(error)) from error


async def check_wishes(temporal: Client, wishes: Sequence[tuple[Wish, str]], options: FilmOptions) -> None:
    """Make sure that engines which single shots of a film are to have can run, each with its place in what was sent.

    Raises:
        Problem: 409, one can't run here, says what to do; 422, there is no such engine or option, or its licence is not wanted; 503.
    """
    for wish, place in wishes:
        check_wish(wish, place)
        alone = _profile_of(options).for_shot(wish)
        engines = await asyncio.to_thread(engines_of, alone)
        forbidden = _not_for_money(engines, is_translated=False) if options.commercial_only else []
        if forbidden:
            raise refused(place, f"{wish.wanted.engine} is not for commercial films, and this one must allow it: {'; '.join(forbidden)}")
        missing = what_is_missing(engines, await model_workers(temporal, queues_of(engines)))
        if missing:
            raise _not_here(place, f"{wish.wanted.engine} can't run here: {'; '.join(missing)}")


def _not_here(field: str, told: str) -> Problem:
    """409 that names what was asked for: nothing is in its way but the place, which may have it another day."""
    return Problem(409, told, [FieldError(field=field, message=told)])


def _profile_of(options: FilmOptions) -> Profile:
    """A film's profile with the engines that it has instead."""
    if options.profile not in PROFILES:
        raise refused("/options/profile", f"there is no profile '{options.profile}'; there are {', '.join(sorted(PROFILES))}")
    return PROFILES[options.profile].with_engines(options.wishes)


def used_here(profile: Profile) -> Profile:
    """The profile as films are made with it at this place."""
    return profile.moderated_by(engine_settings().get(MODERATOR_SETTING))


@dataclass(frozen=True)
class Found:
    """One engine of a profile, or what stands in for it."""

    stage: Stage
    name: str
    queue: Queue | None
    """None when its options are wrong."""
    lacks: str | None
    """What it lacks on this machine."""
    info: EngineInfo | None = None
    """All that it tells of itself; None when its options are wrong, and of what stands in for it."""


def engines_of(profile: Profile) -> list[Found]:
    """Every engine of a profile and of its fallbacks, as this machine sees it; takes a moment the first time."""
    uses = [(stage, use) for stage, use in profile.stages.items() if stage is not Stage.FILM]  # assembling has one way, always there
    fallbacks = [_found(stage, EngineUse(engine=use.fallback)) for stage, use in uses if use.fallback]
    return [_found(stage, use) for stage, use in uses] + [replace(one, info=None) for one in fallbacks]


def _found(stage: Stage, use: EngineUse) -> Found:
    try:
        info = seen_from_home(engine_info(stage, use.engine, engine_settings(), {**use.options}), use.options)
    except Refused as error:
        return Found(stage, use.engine, None, str(error))
    return Found(stage, use.engine, info.queue, info.unavailable, info)


def queues_of(engines: Sequence[Found]) -> list[Queue]:
    """The queues of models that they run on."""
    return sorted({engine.queue for engine in engines if engine.queue is not None and engine.queue.merges})


def what_is_missing(engines: Sequence[Found], workers: Mapping[Queue, Set[str]]) -> list[str]:
    """What keeps engines from running, as far as is known here: nothing when they can.

    Args:
        engines: Of one profile.
        workers: The machines with workers of each queue of models, see `model_workers`.
    """
    found = [f"{one.stage}: {one.name}: {one.lacks}" for one in engines if one.lacks and not _is_left_to_workers(one.queue, workers)]
    if not found:
        found = [f"no worker of the queue {queue} is running: {queue.remedy}" for queue in queues_of(engines) if not workers.get(queue)]
    return found


def _is_left_to_workers(queue: Queue | None, workers: Mapping[Queue, Set[str]]) -> bool:
    if queue is None or not queue.merges:
        return False
    # a gpu worker of this machine has what is installed here
    here = {platform.node()} if queue is Queue.GPU else set()
    return bool(workers.get(queue, set()) - here)


async def model_workers(temporal: Client, queues: Iterable[Queue]) -> dict[Queue, set[str]]:
    """The machines whose workers listen to queues of models, by the names they give themselves (`workers.bootstrap`).

    Raises:
        Problem: 503, Temporal does not answer.
    """
    return {queue: await _workers(temporal, queue) for queue in queues}


async def _workers(temporal: Client, queue: Queue) -> set[str]:
    asked = DescribeTaskQueueRequest(
        namespace=temporal.namespace,
        task_queue=TaskQueue(name=queue),
        task_queue_type=TaskQueueType.TASK_QUEUE_TYPE_ACTIVITY,
    )
    try:
        answer = await temporal.workflow_service.describe_task_queue(asked, timeout=RPC_TIMEOUT)
    except (RPCError, RuntimeError) as error:  # RuntimeError: a lazy client that can't connect
        raise unavailable("Temporal does not answer; nobody knows which workers there are") from error
    return {poller.identity.rpartition("-")[0] for poller in answer.pollers}


def terms_of(engines: Sequence[Found]) -> dict[Stage, EngineInfo]:
    """What a profile's own engines tell of themselves, licences among it; without those whose options are wrong."""
    return {one.stage: one.info for one in engines if one.info is not None}


def _not_for_money(engines: Sequence[Found], *, is_translated: bool) -> list[str]:
    infos = [*terms_of(engines).values()]
    infos += [engine_info(Stage.FILM, TRANSLATOR, engine_settings())] if is_translated else []
    return [
        f"{info.stage}: {info.name}: licence {info.licence}{f' ({info.note})' if info.note else ''}"
        for info in infos
        if not info.commercial_use
    ]
