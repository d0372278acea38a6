"""What films can be made with: engines and profiles."""

import asyncio

from fastapi import APIRouter

from activities.engines import engine_info, engine_names
from api.answers import EngineList, ProfileAnswer, ProfileList
from api.deps import OwnerDep, ServicesDep
from api.engines.annexes import seen_from_home
from api.engines.availability import engines_of, model_workers, terms_of, used_here, what_is_missing
from schemas.engines import EngineInfo, Queue
from schemas.profiles import PROFILES, Profile
from schemas.stages import Stage
from workers.bootstrap import engine_settings

router = APIRouter(prefix="/api", tags=["engines"])


@router.get("/engines", summary="List engines")
async def list_engines(_owner: OwnerDep) -> EngineList:
    """Every engine of every stage, with its licence and whether it can run on the machine of the API."""
    return EngineList(engines=await asyncio.to_thread(_all_engines))


@router.get("/profiles", summary="List profiles")
async def list_profiles(_owner: OwnerDep, services: ServicesDep) -> ProfileList:
    """Named choices of engine per stage, and what keeps each from running."""
    workers = await model_workers(services.temporal, (queue for queue in Queue if queue.merges))
    return ProfileList(profiles=await asyncio.to_thread(_all_profiles, workers))


def _all_engines() -> list[EngineInfo]:
    return [seen_from_home(engine_info(stage, name, engine_settings()), {}) for stage in Stage for name in engine_names(stage)]


def _all_profiles(workers: dict[Queue, set[str]]) -> list[ProfileAnswer]:
    return [_profile(used_here(profile), workers) for profile in PROFILES.values()]


def _profile(profile: Profile, workers: dict[Queue, set[str]]) -> ProfileAnswer:
    engines = engines_of(profile)
    terms = terms_of(engines)
    return ProfileAnswer(
        name=profile.name,
        summary=profile.summary,
        stages=profile.stages,
        licences={stage: info.licence for stage, info in terms.items()},
        commercial_use=all(info.commercial_use for info in terms.values()),
        unavailable=what_is_missing(engines, workers),
    )
