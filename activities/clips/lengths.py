"""The lengths a video model offers, as a setting names them."""

from schemas.failures import Refused


def durations_of(told: str, setting: str) -> tuple[int, ...]:
    """Whole seconds, from "5,10".

    Raises:
        Refused: They are none; says which setting.
    """
    parts = [part.strip() for part in told.split(",")]
    if not all(part.isdecimal() and 1 <= int(part) <= 60 for part in parts):
        msg = f"{setting} must be whole seconds from 1 to 60 with commas between, like 5,10; got {told!r}"
        raise Refused(msg)
    return tuple(sorted({int(part) for part in parts}))
