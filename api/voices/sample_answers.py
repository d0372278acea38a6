"""What the routes of voice samples answer with."""

from datetime import UTC, date, datetime
from enum import StrEnum

from pydantic import ConfigDict, Field

from schemas.message import Message
from schemas.samples import Consent, SampleMeasures, sample_voice, withdrawn
from schemas.tables import VoiceSampleRow


class SampleState(StrEnum):
    """Whether new lines may be spoken with a sample."""

    USABLE = "usable"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"


class SampleAnswer(Message):
    """A sample of somebody's voice."""

    model_config = ConfigDict(frozen=True)

    id: str
    voice: str = Field(description="What to give a character or a line as its voice.", examples=["sample:5b1f0c77aa10d2e94c3f"])
    name: str = Field(description="Of the file it came as.")
    state: SampleState
    reason: str = Field(description="Why no new line may be spoken with it; empty while one may.")
    consent: Consent
    measures: SampleMeasures
    created_at: datetime = Field(description="When the consent was recorded here.")
    withdrawn_at: datetime | None = None
    erased_at: datetime | None = Field(default=None, description="When the recording was removed from the store.")
    films: list[str] = Field(default=[], description="Films that have takes spoken with it; told of one sample, not in lists.")
    href: str
    recording: str | None = Field(description="Where the recording can be heard; null once it is removed.")


def sample_answer(row: VoiceSampleRow, films: list[str] | None = None) -> SampleAnswer:
    """A row as it is answered with."""
    href = f"/api/voices/samples/{row.id}"
    state, reason = _state(row, datetime.now(UTC).date())
    return SampleAnswer(
        id=row.id,
        voice=sample_voice(row.id),
        name=row.name,
        state=state,
        reason=reason,
        consent=Consent.model_validate(row.consent),
        measures=SampleMeasures.model_validate(row.measures),
        created_at=row.created_at,
        withdrawn_at=row.withdrawn_at,
        erased_at=row.erased_at,
        films=films or [],
        href=href,
        recording=None if row.withdrawn_at else f"{href}/recording",
    )


def _state(row: VoiceSampleRow, today: date) -> tuple[SampleState, str]:
    consent = Consent.model_validate(row.consent)
    if row.withdrawn_at is not None:
        return SampleState.WITHDRAWN, withdrawn(row.id, consent.speaker, row.withdrawn_at.date(), row.reason)
    # in any language and for any film: what is left is that it may have ended
    reason = consent.why_not("auto", today, commercial_only=False)
    return (SampleState.EXPIRED, reason) if reason else (SampleState.USABLE, "")
