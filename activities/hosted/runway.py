"""Runway: a picture and words in, a video out, as a task (https://docs.dev.runwayml.com/api/).

A task is named at once and polled at `/v1/tasks/<id>`; the addresses of its output run out after a day or two, and asking again gives new
ones. A failed task names a code (https://docs.dev.runwayml.com/errors/task-failures/) and costs what it says, mostly nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from activities.hosted.buying import JobState
from activities.hosted.options import HostedOptions
from activities.hosted.service import Answer, Progress, Request, Service, first_address, text_at
from schemas.failures import Broken

API_VERSION = "2024-11-06"
"""https://docs.dev.runwayml.com/api-details/versioning/"""
_MICROS_PER_CREDIT = 10_000
"""A credit is a cent: https://docs.dev.runwayml.com/guides/pricing/"""
_CREDITS_MAX = 100_000
"""What is said to have cost more is taken for a mistake: JSON knows infinities, a row does not."""


def service_of(options: HostedOptions, settings: str) -> Service:
    """Where Runway is asked."""
    headers = {"Authorization": f"Bearer {options.api_key.get_secret_value()}", "X-Runway-Version": API_VERSION}
    return Service("Runway", options.base_url, headers, settings, options.timeout_s)


@dataclass(frozen=True)
class ImageToVideo:
    """One task."""

    service: Service
    body: Mapping[str, Any]

    def submission(self) -> Request:
        """Begin it: https://docs.dev.runwayml.com/api/#tag/Start-generating/paths/~1v1~1image_to_video/post."""
        return Request("POST", "/v1/image_to_video", json=dict(self.body))

    def name_of(self, answer: Answer) -> str:
        """Its id."""
        return text_at(answer.json(), "id", "Runway's answer")

    def look(self, job_id: str) -> Request:
        """Ask how far it is."""
        return Request("GET", f"/v1/tasks/{job_id}")

    def state(self, answer: Answer, progress: Progress) -> JobState:
        """By its `status`."""
        _ = progress
        told = answer.json()
        match told.get("status"):
            case "PENDING" | "THROTTLED":
                return JobState("working")
            case "RUNNING":
                fraction = told.get("progress")
                return JobState("working", float(fraction) if isinstance(fraction, int | float) and 0 <= fraction <= 1 else 0.0)
            case "SUCCEEDED":
                address = first_address(told.get("output"))
                return JobState("done", 1.0, address, cost_micros=_cost(told)) if address else JobState("gone", reason="it has no output")
            case "FAILED":
                code, words = str(told.get("failureCode") or ""), str(told.get("failure") or "")
                reason = f"{words} ({code})" if code else words
                # SAFETY.* is final; INTERNAL.*, INPUT_PREPROCESSING.* and the rest may succeed another time
                return JobState("refused" if code.startswith("SAFETY") else "failed", reason=reason, cost_micros=_cost(told))
            case "CANCELLED":
                return JobState("failed", reason="it was cancelled there", cost_micros=_cost(told))
            case status:
                msg = f"Runway says that a task is {status!r}"
                raise Broken(msg)


def _cost(told: Mapping[str, Any]) -> int | None:
    cost = told.get("cost")
    credits_charged = cost.get("credits") if isinstance(cost, dict) else None
    if not isinstance(credits_charged, int | float) or not 0 <= credits_charged <= _CREDITS_MAX:
        return None
    return round(credits_charged * _MICROS_PER_CREDIT)
