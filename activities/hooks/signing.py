"""Secrets and signatures of hooks, after Standard Webhooks (https://github.com/standard-webhooks/standard-webhooks, `spec/`).

A secret is computed from the server's key, the hook and a number, so that no table, backup or history has one. Rolling a secret is the
next number. Whoever has the server's key has all secrets; with another key all of them are others, which is noticed by their marks.
"""

import base64
import hashlib
import hmac
from collections.abc import Sequence


def secret(key: str, hook: str, number: int) -> str:
    """The secret of a hook: `whsec_` and the Base64 of 32 bytes.

    Args:
        key: The server's key for hooks, `FILM_HOOKS_KEY`.
        hook: The hook's id.
        number: Which of its secrets, from 1.
    """
    made = hmac.new(key.encode(), f"filmwright hook {hook} {number}".encode(), hashlib.sha256).digest()
    return "whsec_" + base64.b64encode(made).decode()


def mark(of_secret: str) -> str:
    """What a secret is recognised by and can't be found from."""
    return hashlib.sha256(of_secret.encode()).hexdigest()[:16]


def signatures(secrets: Sequence[str], message: str, sent_s: int, body: str) -> str:
    """The header `webhook-signature`: one signature for each secret, with spaces between.

    Args:
        secrets: The newest, and while it may still be used, the one before.
        message: The header `webhook-id`.
        sent_s: The header `webhook-timestamp`, in seconds since 1970.
        body: What is sent.
    """
    return " ".join("v1," + _signature(one, f"{message}.{sent_s}.{body}") for one in secrets)


def _signature(of_secret: str, content: str) -> str:
    key = base64.b64decode(of_secret.removeprefix("whsec_"))
    return base64.b64encode(hmac.new(key, content.encode(), hashlib.sha256).digest()).decode()
