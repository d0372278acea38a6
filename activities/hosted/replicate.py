"""Replicate: predictions of any model it hosts (https://replicate.com/docs/reference/http).

A prediction is named at once, polled at `/v1/predictions/<id>` and keeps its files for an hour; after that its output is gone and it counts
as lost. Inputs differ by model: what an engine sends is the common ground, `inputs` of the options adds the rest.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from activities.hosted.buying import JobState
from activities.hosted.market import MarketOptions
from activities.hosted.service import Answer, Progress, Request, Service, first_address, text_at
from schemas.failures import Broken

_WAITING = frozenset({"starting", "processing", "queued"})
_UNSAFE = ("nsfw", "safety", "sensitive", "moderat", "flagged", "content policy")
"""Words by which models on Replicate say that they refuse the content; they have no code for it."""


class ReplicateOptions(MarketOptions):
    """The model is `owner/name` of an official one, or `owner/name:version`, with the version's 64 digits, of any other."""

    base_url: str = "https://api.replicate.com"


def service_of(options: ReplicateOptions, settings: str) -> Service:
    """Where Replicate is asked."""
    headers = {"Authorization": f"Bearer {options.api_key.get_secret_value()}"}
    return Service("Replicate", options.base_url, headers, settings, options.timeout_s)


@dataclass(frozen=True)
class Prediction:
    """One prediction, as a job."""

    service: Service
    model: str
    inputs: Mapping[str, Any] | Callable[[], Mapping[str, Any]]
    """What the model is told; a function is asked only when the prediction is created: it may have to upload something first."""

    def submission(self) -> Request:
        """Create it: https://replicate.com/docs/reference/http#predictions.create and #models.predictions.create."""
        name, _, version = self.model.partition(":")
        inputs = dict(self.inputs() if callable(self.inputs) else self.inputs)
        if version:
            return Request("POST", "/v1/predictions", json={"version": version, "input": inputs})
        return Request("POST", f"/v1/models/{name}/predictions", json={"input": inputs})

    def name_of(self, answer: Answer) -> str:
        """Its id."""
        return text_at(answer.json(), "id", "Replicate's answer")

    def look(self, job_id: str) -> Request:
        """Get it: https://replicate.com/docs/reference/http#predictions.get."""
        return Request("GET", f"/v1/predictions/{job_id}")

    def state(self, answer: Answer, progress: Progress) -> JobState:
        """By its `status`: starting, processing, succeeded, failed, canceled."""
        _ = progress
        told = answer.json()
        status, error = told.get("status"), str(told.get("error") or "")
        if status in _WAITING:
            return JobState("working")
        if status == "succeeded":
            address = first_address(told.get("output"))
            return JobState("done", 1.0, address) if address else JobState("gone", reason="its output is no longer there")
        if status in {"failed", "canceled", "aborted"}:
            is_refused = any(word in error.casefold() for word in _UNSAFE)
            return JobState("refused" if is_refused else "failed", reason=error or f"it was {status}")
        msg = f"Replicate says that a prediction is {status!r}"
        raise Broken(msg)


def uploaded(service: Service, content: bytes, name: str, media_type: str, progress: Progress) -> str:
    """Upload a file that a prediction is to read (https://replicate.com/docs/reference/http#files.create); answers with its address."""
    files = (("content", (name, content, media_type)),)
    told = service.send(Request("POST", "/v1/files", files=files), progress).json()
    urls = told.get("urls")
    return text_at(urls if isinstance(urls, dict) else {}, "get", "Replicate's answer to a file")
