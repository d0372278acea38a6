"""When a delivery is tried again, how long a receiver is left alone, and when a hook is given up.

A delivery is tried at once and then after each of `PAUSES_S`, some 28 hours in all. A receiver that fails is left alone for a moment by all
that waits for it, longer with each failure, so that one that is away costs an attempt a minute and not one for each message.
"""

import hashlib
from datetime import timedelta

PAUSES_S = (5, 300, 1800, 2 * 3600, 5 * 3600, 10 * 3600, 10 * 3600)
"""After the first, second, ... attempt that failed; those of the Standard Webhooks specification, shortened to about a day."""
JITTER = 0.1
"""Of a pause, up or down: what failed at one time is not tried again at one time."""

LONGEST_REST_S = 60.0
LONGEST_RETRY_AFTER_S = 86_400.0
OFF_AFTER = timedelta(days=3)
"""A hook that has had no success for so long is switched off with its next failure, ..."""
OFF_AFTER_FAILURES = 10
"""... if that is at least the so-manieth in a row."""


def pause_s(delivery: str, tries: int) -> float | None:
    """Seconds until a delivery is tried again after `tries` attempts that failed; None when it is given up."""
    if tries > len(PAUSES_S):
        return None
    drawn = int.from_bytes(hashlib.blake2b(f"{delivery} {tries}".encode(), digest_size=4).digest()) / 2**32
    return PAUSES_S[tries - 1] * (1 + JITTER * (2 * drawn - 1))


def rest_s(failures: int, retry_after_s: float | None) -> float:
    """Seconds for which a receiver is left alone after `failures` in a row, or for as long as it asked."""
    asked = min(retry_after_s or 0.0, LONGEST_RETRY_AFTER_S)
    doubled = min(failures - 1, 16)  # far above the longest rest: one that fails for days fails more often than a float can be doubled
    return max(asked, min(2.0**doubled, LONGEST_REST_S))


def is_lost(failing_for: timedelta, failures: int) -> bool:
    """Whether a hook is to be switched off."""
    return failing_for >= OFF_AFTER and failures >= OFF_AFTER_FAILURES
