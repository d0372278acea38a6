"""What films can be made with: engines and profiles."""

import asyncio

from fastapi import APIRouter

from activities.engines import engine_info, engine_names
from api.answers import EngineList, ProfileAnswer, ProfileList
from api.deps import OwnerDep
from schemas.engines import EngineInfo
from schemas.failures import Refused
from schemas.profiles import PROFILES, Profile
from schemas.stages import Stage
from workers.bootstrap import engine_settings

router = APIRouter(prefix="/api", tags=["engines"])


@router.get("/engines", summary="List engines")
async def list_engines(_owner: OwnerDep) -> EngineList:
    """Every engine of every stage, with its licence and whether it can run on the machine of the API."""
    return EngineList(engines=await asyncio.to_thread(_all_engines))


@router.get("/profiles", summary="List profiles")
async def list_profiles(_owner: OwnerDep) -> ProfileList:
    """Named choices of engine per stage."""
    return ProfileList(profiles=await asyncio.to_thread(_all_profiles))


def _all_engines() -> list[EngineInfo]:
    return [engine_info(stage, name, engine_settings()) for stage in Stage for name in engine_names(stage)]


def _all_profiles() -> list[ProfileAnswer]:
    return [
        ProfileAnswer(name=profile.name, summary=profile.summary, stages=profile.stages, unavailable=_missing(profile))
        for profile in PROFILES.values()
    ]


def _missing(profile: Profile) -> list[str]:
    reasons = []
    for stage, use in profile.stages.items():
        if stage is Stage.FILM:  # assembling has one way, which is always there
            continue
        try:
            reason = engine_info(stage, use.engine, engine_settings(), {**use.options}).unavailable
        except Refused as error:
            reason = str(error)
        if reason:
            reasons.append(f"{stage}: {use.engine}: {reason}")
    return reasons
