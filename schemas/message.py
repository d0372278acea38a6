"""The root of everything that travels: a frozen pydantic model."""

from pydantic import BaseModel, ConfigDict


class Message(BaseModel):
    """A value that travels through Temporal, the store or the API.

    Unknown fields are ignored, so that a newer writer can talk to an older reader (old workflow histories must still load); what comes
    from people is checked by `Request` instead.
    """

    model_config = ConfigDict(frozen=True)


class Request(Message):
    """A message written by a person or their program: an unknown field is an error, not a typo that does nothing; so is "nan"."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)
