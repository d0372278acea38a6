"""OpenAI's pictures and speech, as OpenAI and every server that speaks alike offers them.

Both answer with the result itself: there is no job to fetch later. OpenAI promises no idempotency for them (its own client sends no
`Idempotency-Key` either); the header is sent all the same, for gateways that keep it.
"""

from collections.abc import Mapping
from typing import Any

from activities.hosted.options import HostedOptions
from activities.hosted.service import Service, words_of

_REFUSALS = frozenset({"moderation_blocked", "content_policy_violation", "content_filter", "sentinel_block"})


class OpenaiOptions(HostedOptions):
    """Where OpenAI is."""

    base_url: str = "https://api.openai.com/v1"
    """Up to the version."""


def service_of(options: HostedOptions, settings: str) -> Service:
    """Where OpenAI is asked."""
    headers = {"Authorization": f"Bearer {options.api_key.get_secret_value()}"}
    return Service("OpenAI", options.base_url, headers, settings, options.timeout_s, refusal_of)


def refusal_of(status: int, body: Mapping[str, Any]) -> str | None:
    """What OpenAI says when it refuses the content: 400 with `error.code` "moderation_blocked" or "content_policy_violation"."""
    error = body.get("error")
    code = error.get("code") if isinstance(error, dict) else None
    return words_of(body) if status in {400, 403} and code in _REFUSALS else None
