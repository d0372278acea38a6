"""Which voices can speak, and the refusal of those that can't, before a cut is begun."""

import asyncio
from collections.abc import Sequence
from typing import Protocol, runtime_checkable

from fastapi import APIRouter, Query

from activities.engines import engine_class, engine_options
from api.answers import VoiceList
from api.deps import OwnerDep
from api.problems import documented, refused
from schemas.changes import Change, ChangeCharacter, ChangeLine
from schemas.failures import Refused
from schemas.profiles import PROFILES
from schemas.stages import Stage
from schemas.voices import Voice
from workers.bootstrap import engine_settings

router = APIRouter(prefix="/api", tags=["engines"], responses=documented(422))


@runtime_checkable
class _Offer(Protocol):
    """What the root of the voices engines promises; the API imports no stage."""

    def voices(self, language: str = "") -> list[Voice]: ...

    def check_voice(self, voice: str) -> None: ...


@router.get("/voices", summary="List voices")
async def list_voices(
    _owner: OwnerDep,
    profile: str = Query(default="draft", max_length=100, description="Whose voices engine is asked."),
    language: str = Query(default="", max_length=35, description="A BCP 47 tag: adds the accents of that language."),
) -> VoiceList:
    """Every voice that a line or a character of a film of this profile can be given."""
    return VoiceList(voices=await asyncio.to_thread(_voices, profile, language))


async def check_voices(profile: str, changes: Sequence[Change]) -> None:
    """Make sure that the voices which changes ask for exist.

    Raises:
        Problem: 422, one does not; lists those there are.
    """
    wanted = {change.voice for change in changes if isinstance(change, ChangeLine | ChangeCharacter) and change.voice}
    if not wanted:
        return
    try:
        await asyncio.to_thread(_check, profile, sorted(wanted))
    except Refused as error:
        raise refused("/voice", str(error)) from error


async def check_language(profile: str, language: str) -> None:
    """Make sure that somebody of a profile speaks the language that a film is ordered in.

    Raises:
        Problem: 422, nobody does; lists the languages there are.
    """
    try:
        offer = await asyncio.to_thread(_offer, profile)
        if offer is not None:
            await asyncio.to_thread(offer.voices, language)
    except Refused as error:
        raise refused("/options/language", str(error)) from error


def _voices(profile: str, language: str) -> list[Voice]:
    offer = _offer(profile)
    if offer is None:
        msg = f"the voices engine of profile '{profile}' can't run on the machine of the API; `film engines` says what it needs"
        raise Refused(msg)
    return offer.voices(language)


def _check(profile: str, wanted: Sequence[str]) -> None:
    offer = _offer(profile)
    if offer is None:  # an engine that runs on other machines only is asked there, when the line is spoken
        return
    for voice in wanted:
        offer.check_voice(voice)


def _offer(profile: str) -> _Offer | None:
    """The voices engine of a profile, or None where it can't run on this machine."""
    if profile not in PROFILES:
        msg = f"there is no profile '{profile}'; there are {', '.join(sorted(PROFILES))}"
        raise Refused(msg)
    use = PROFILES[profile].stages[Stage.VOICES]
    options = engine_options(Stage.VOICES, use.engine, engine_settings(), use.options)
    found = engine_class(Stage.VOICES, use.engine)
    if found.unavailable(options) is not None:
        return None
    engine = found(options)
    return engine if isinstance(engine, _Offer) else None
