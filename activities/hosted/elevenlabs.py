"""ElevenLabs: speech and music, answered at once (https://elevenlabs.io/docs/api-reference)."""

from collections.abc import Mapping
from typing import Any

from activities.hosted.options import HostedOptions
from activities.hosted.service import Service, words_of

_REFUSALS = frozenset({"content_against_policy", "bad_prompt", "detected_captcha_voice", "moderation_failed"})


PLAN_NOTE = "ElevenLabs' free plan forbids commercial use and asks to be named; paid plans allow it"
"""https://elevenlabs.io/terms-of-use"""


class ElevenlabsOptions(HostedOptions):
    """Where ElevenLabs is."""

    base_url: str = "https://api.elevenlabs.io"


def service_of(options: HostedOptions, settings: str) -> Service:
    """Where ElevenLabs is asked."""
    headers = {"xi-api-key": options.api_key.get_secret_value()}
    return Service("ElevenLabs", options.base_url, headers, settings, options.timeout_s, refusal_of)


def refusal_of(status: int, body: Mapping[str, Any]) -> str | None:
    """ElevenLabs names the kind of a fault in `detail.status`."""
    detail = body.get("detail")
    kind = detail.get("status") if isinstance(detail, dict) else None
    return words_of(body) if status in {400, 403, 422} and kind in _REFUSALS else None
