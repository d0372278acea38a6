"""Chooses the encoder of a film: hardware where it is wanted and there, else software, and says so."""

from collections.abc import Callable
from typing import NamedTuple, get_args

from activities.film.coding.encoders import Encoder, Hardware, accelerated, software
from schemas.failures import Refused
from schemas.options import Codec

HARDWARE_SETTING = "FILM_FILM_ENCODER_HARDWARE"
WANTED = ("none", "auto", *get_args(Hardware))


class Choice(NamedTuple):
    """An encoder, and what has to be said about it."""

    encoder: Encoder
    note: str = ""
    """Why it is not the hardware that was wanted; for people."""


def choose_encoder(codec: Codec, wanted: str, why_not: Callable[[Encoder], str | None]) -> Choice:
    """The encoder for a film's pictures.

    Args:
        codec: What they are to be coded as.
        wanted: One of `WANTED`; "auto" takes what hardware there is.
        why_not: Tries an encoder: None when it runs here, else why it does not.

    Raises:
        Refused: `wanted` is something else.
    """
    if wanted not in WANTED:
        msg = f"{HARDWARE_SETTING} is '{wanted}'; it can be {', '.join(WANTED)}"
        raise Refused(msg)
    if wanted == "none":
        return Choice(software(codec))
    reasons = []
    for hardware in get_args(Hardware):
        if wanted not in {"auto", hardware}:
            continue
        encoder = accelerated(codec, hardware)
        reason = f"{hardware} makes no {codec}" if encoder is None else why_not(encoder)
        if encoder is not None and reason is None:
            return Choice(encoder)
        reasons.append(str(reason))
    fallback = software(codec)
    return Choice(
        fallback, f"encoded by {fallback.name}, in software; hardware was wanted ({wanted}) and is not there: {'; '.join(reasons)}"
    )


def why_not(encoder: Encoder) -> str | None:
    """Why an encoder can't run here; None when it can. PyAV is loaded for it."""
    from activities.film.coding import encode  # noqa: PLC0415 - see `activities/film/craft.py`

    return encode.why_not(encoder)
