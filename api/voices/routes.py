"""Which voices can speak, an engine's own and those of samples, and the refusal of those that can't, before a cut is begun."""

import asyncio
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Protocol, runtime_checkable

from fastapi import APIRouter, Query
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from activities.engines import engine_class, engine_names, engine_options
from api.answers import VoiceList
from api.deps import OwnerDep, SessionDep
from api.engines.availability import check_wish
from api.problems import documented, refused
from api.voices.spoken_again import voices_spoken_again
from schemas.changes import Change, ChangeCharacter, ChangeLine
from schemas.engines import WantedEngine, Wish
from schemas.failures import Refused
from schemas.markup import without_ssml
from schemas.options import FilmOptions
from schemas.profiles import PROFILES, EngineUse
from schemas.samples import Consent, can_not_clone, sample_of, sample_voice, samples_of, withdrawn
from schemas.stages import Stage
from schemas.tables import FilmRow, VoiceSampleRow
from schemas.voices import Voice
from workers.bootstrap import engine_settings

router = APIRouter(prefix="/api", tags=["engines"], responses=documented(422))


@runtime_checkable
class _Offer(Protocol):
    """What the root of the voices engines promises; the API imports no stage."""

    def voices(self, language: str = "") -> list[Voice]: ...

    def check_voice(self, voice: str) -> None: ...

    def check_language(self, language: str) -> None: ...

    def check_text(self, text: str) -> None: ...


@router.get("/voices", summary="List voices")
async def list_voices(
    owner: OwnerDep,
    session: SessionDep,
    profile: str = Query(default="draft", max_length=100, description="Whose voices engine is asked."),
    engine: str = Query(default="", pattern=r"^([a-z][a-z0-9_]{0,60})?$", description="Another voices engine than the profile's."),
    language: str = Query(default="", max_length=35, description="A BCP 47 tag: adds the accents of that language."),
) -> VoiceList:
    """Every voice that a line or a character of a film of this profile can be given; samples too, where its engine can speak with them."""
    use = speaker_of(profile, [Wish(stage=Stage.VOICES, wanted=WantedEngine(engine=engine))] if engine else [])
    own = await asyncio.to_thread(_voices, use, language)
    return VoiceList(voices=own + (await _sampled(session, owner, language) if _clones(use.engine) else []))


async def check_changed_voices(session: AsyncSession, film: FilmRow, changes: Sequence[Change]) -> None:
    """Make sure that the voices which changes of a film ask for exist, and that those consent whose voices speak new lines.

    Markup of new lines must be such that whoever speaks them has means for it.

    Raises:
        Problem: 422, one does not; lists those there are, or says why it may not be used.
    """
    options = FilmOptions.model_validate(film.options)
    await check_texts(options, [("/text", "", change.text) for change in changes if isinstance(change, ChangeLine) and change.text])
    wanted = {change.voice for change in changes if isinstance(change, ChangeLine | ChangeCharacter) and change.voice}
    again = {voice for voice in await voices_spoken_again(session, film, changes) if sample_of(voice) is not None}
    try:
        await _check_all(session, film.owner, options, wanted | again)
    except Refused as error:
        raise refused("/voice", str(error)) from error


async def check_cast_voices(session: AsyncSession, owner: str, options: FilmOptions) -> None:
    """Make sure of the same for the voices that a film is ordered with.

    Raises:
        Problem: 422, as above.
    """
    _check_engine(options)
    for name, voice in options.voices.items():
        try:
            await _check_all(session, owner, options, [voice])
        except Refused as error:
            raise refused(f"/options/voices/{name}", str(error)) from error


async def _check_all(session: AsyncSession, owner: str, options: FilmOptions, wanted: Iterable[str]) -> None:
    own = sorted(voice for voice in wanted if sample_of(voice) is None)
    if own:
        await asyncio.to_thread(_check, speaker_of(options.profile, options.wishes), own)
    for sample in sorted(samples_of(wanted)):
        await _check_sample(session, owner, options, sample)


async def _check_sample(session: AsyncSession, owner: str, options: FilmOptions, sample: str) -> None:
    engine = speaker_of(options.profile, options.wishes).engine
    if not _clones(engine):
        able = [name for name in engine_names(Stage.VOICES) if _clones(name)]
        profiles = [name for name, profile in PROFILES.items() if profile.stages[Stage.VOICES].engine in able]
        msg = f"{can_not_clone(engine, able)}; profiles with them: {', '.join(profiles) or 'none'}"
        raise Refused(msg)
    row = await session.get(VoiceSampleRow, sample)
    if row is None or row.owner != owner:
        msg = f"there is no voice sample '{sample}'; `GET /api/voices/samples` lists yours"
        raise Refused(msg)
    consent = Consent.model_validate(row.consent)
    if row.withdrawn_at is not None:
        raise Refused(withdrawn(sample, consent.speaker, row.withdrawn_at.date(), row.reason))
    reason = consent.why_not(options.language, datetime.now(UTC).date(), commercial_only=options.commercial_only)
    if reason is not None:
        raise Refused(reason)


async def _sampled(session: AsyncSession, owner: str, language: str) -> list[Voice]:
    """The samples that may speak, as voices."""
    mine = select(VoiceSampleRow).where(col(VoiceSampleRow.owner) == owner, col(VoiceSampleRow.withdrawn_at).is_(None))
    today = datetime.now(UTC).date()
    voices = []
    for row in await session.scalars(mine.order_by(col(VoiceSampleRow.created_at).desc(), col(VoiceSampleRow.id).desc())):
        consent = Consent.model_validate(row.consent)
        if consent.why_not(language or "auto", today, commercial_only=False) is None:
            described = f"sample of {consent.speaker}, consent of {consent.given_on}"
            voices.append(Voice(id=sample_voice(row.id), language="", gender="unknown", ages=(), description=described))
    return voices


async def check_texts(options: FilmOptions, texts: Sequence[tuple[str, str, str]]) -> None:
    """Make sure that lines can be spoken as they are marked up.

    Args:
        options: Of their film.
        texts: Each behind its place in what was sent, and where it is there: "line 12: ", or "".

    Raises:
        Problem: 422, one can't; says which tag.
    """
    marked = [one for one in texts if without_ssml(one[-1]) != one[-1]]
    offer = await asyncio.to_thread(_offer, speaker_of(options.profile, options.wishes)) if marked else None
    if offer is None:  # an engine that runs on other machines only is asked there, when the line is spoken
        return
    for place, where, text in marked:
        try:
            offer.check_text(text)
        except Refused as error:
            raise refused(place, f"{where}{error}") from error


async def check_language(options: FilmOptions, language: str) -> None:
    """Make sure that whoever speaks the lines of a film knows its language.

    Args:
        options: Of the film.
        language: BCP 47 tag, ordered or read from the script.

    Raises:
        Problem: 422, nobody does; lists the languages there are.
    """
    _check_engine(options)
    try:
        offer = await asyncio.to_thread(_offer, speaker_of(options.profile, options.wishes))
        if offer is not None:
            await asyncio.to_thread(offer.check_language, language)
    except Refused as error:
        guessed = f"; '{language}' is what the script was taken for: order the language where it is another"
        raise refused("/options/language", f"{error}{guessed if options.language == 'auto' else ''}") from error


def _check_engine(options: FilmOptions) -> None:
    for wish in options.wishes:
        if wish.stage is Stage.VOICES:
            check_wish(wish, f"/options/engines/{wish.stage}")


def _voices(use: EngineUse, language: str) -> list[Voice]:
    offer = _offer(use)
    if offer is None:
        msg = f"the voices engine '{use.engine}' can't run on the machine of the API; `film engines` says what it needs"
        raise Refused(msg)
    return offer.voices(language)


def _check(use: EngineUse, wanted: Sequence[str]) -> None:
    offer = _offer(use)
    if offer is None:  # an engine that runs on other machines only is asked there, when the line is spoken
        return
    for voice in wanted:
        offer.check_voice(voice)


def speaker_of(profile: str, wishes: Iterable[Wish]) -> EngineUse:
    """Who speaks in films of a profile with these engines instead of its own.

    Raises:
        Refused: There is no such profile.
    """
    if profile not in PROFILES:
        msg = f"there is no profile '{profile}'; there are {', '.join(sorted(PROFILES))}"
        raise Refused(msg)
    return PROFILES[profile].with_engines(wishes).stages[Stage.VOICES]


def _clones(engine: str) -> bool:
    """As the root of the voices engines tells of each, whether or not it can run here."""
    return bool(getattr(engine_class(Stage.VOICES, engine), "clones", False))


def _offer(use: EngineUse) -> _Offer | None:
    """A voices engine, or None where it can't run on this machine."""
    options = engine_options(Stage.VOICES, use.engine, engine_settings(), use.options)
    found = engine_class(Stage.VOICES, use.engine)
    if found.unavailable(options) is not None:
        return None
    engine = found(options)
    return engine if isinstance(engine, _Offer) else None
