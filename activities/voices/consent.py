"""Looks up the sample that a line is to be spoken with, and whether its speaker consents to that line."""

from datetime import date

from activities.ledger import Sessions
from schemas.failures import Refused
from schemas.media import ArtifactRef, ClonedFrom
from schemas.options import FilmOptions
from schemas.samples import Consent, Sample, sample_of, withdrawn
from schemas.tables import FilmRow, VoiceSampleRow
from schemas.voices import SpeakLine


async def with_sample(sessions: Sessions, order: SpeakLine, today: date) -> SpeakLine:
    """The order with the sample that its voice names.

    Raises:
        Refused: There is no such sample of the film's owner, or its consent does not reach so far; says why.
    """
    wanted = sample_of(order.voice) or ""
    async with sessions() as session:
        row = await session.get(VoiceSampleRow, wanted)
        film = await session.get(FilmRow, order.about.film)
    if row is None or row.owner != order.about.owner:
        msg = f"there is no voice sample '{wanted}'"
        raise Refused(msg)
    consent = Consent.model_validate(row.consent)
    commercial_only = film is not None and FilmOptions.model_validate(film.options).commercial_only
    reason = consent.why_not(order.language, today, commercial_only=commercial_only)
    if row.withdrawn_at is not None:
        reason = withdrawn(row.id, consent.speaker, row.withdrawn_at.date(), row.reason)
    if reason is not None:
        msg = f"{order.about.label}: {reason}; give {order.character.name} another voice"
        raise Refused(msg)
    told = ClonedFrom(
        sample=row.id,
        speaker=consent.speaker,
        consent_given_on=consent.given_on,
        consent_recorded_by=consent.recorded_by,
        commercial_use=consent.commercial_use,
    )
    return order.model_copy(update={"sample": Sample(recording=ArtifactRef.model_validate(row.recording), told=told)})
