"""fal: models behind a queue (https://fal.ai/docs/documentation/model-apis/inference/queue).

A request is named at once and polled at the queue. Its status and result lie under the first two words of the model's name only; we keep
the request's id and put that address together, so that the key never goes to an address a server made up. The queue is asked not to repeat
a request by itself (`X-Fal-No-Retry`): that is the workflow's to decide.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from activities.hosted.buying import JobState
from activities.hosted.market import MarketOptions
from activities.hosted.service import Answer, Denied, Failing, Progress, Request, Service, first_address, text_at, words_of
from schemas.failures import Broken, Refused


class FalOptions(MarketOptions):
    """The model as in its address: `fal-ai/flux/dev`."""

    base_url: str = "https://queue.fal.run"


def service_of(options: FalOptions, settings: str) -> Service:
    """Where fal is asked."""
    headers = {"Authorization": f"Key {options.api_key.get_secret_value()}"}
    return Service("fal", options.base_url, headers, settings, options.timeout_s, refusal_of)


def refusal_of(status: int, body: Mapping[str, Any]) -> str | None:
    """It says 422 with `detail[].type` "content_policy_violation" (https://docs.fal.ai/errors/#content_policy_violation)."""
    detail = body.get("detail")
    faults = detail if isinstance(detail, list) else []
    kinds = [fault.get("type") for fault in faults if isinstance(fault, dict)]
    return words_of(body) if status in {400, 422} and "content_policy_violation" in kinds else None


@dataclass(frozen=True)
class QueuedRequest:
    """One request, as a job."""

    service: Service
    model: str
    inputs: Mapping[str, Any]

    def submission(self) -> Request:
        """Put it into the queue."""
        return Request("POST", f"/{self.model}", json=dict(self.inputs), headers={"X-Fal-No-Retry": "1"})

    def name_of(self, answer: Answer) -> str:
        """Its id."""
        return text_at(answer.json(), "request_id", "fal's answer")

    def look(self, job_id: str) -> Request:
        """Ask how far it is."""
        return Request("GET", f"{self._at(job_id)}/status")

    def state(self, answer: Answer, progress: Progress) -> JobState:
        """IN_QUEUE, IN_PROGRESS, or COMPLETED: then the result is fetched, which is where a failure shows."""
        told = answer.json()
        match told.get("status"):
            case "IN_QUEUE" | "IN_PROGRESS":
                return JobState("working")
            case "COMPLETED":
                return self._result(text_at(told, "request_id", "fal's status"), progress)
            case status:
                msg = f"fal says that a request is {status!r}"
                raise Broken(msg)

    def _result(self, job_id: str, progress: Progress) -> JobState:
        try:
            told = self.service.send(Request("GET", self._at(job_id)), progress).json()
        except Denied:
            raise
        except Refused as error:
            is_content = "refuses the content" in str(error)
            return JobState("refused" if is_content else "failed", reason=str(error))
        except Failing as error:
            # a model that failed says why in `detail` (https://docs.fal.ai/errors/); what stands between us and a result that is there
            # may fail too, and then it is asked for again: it is paid for
            if not isinstance(error.body.get("detail"), list):
                raise
            return JobState("failed", reason=str(error))
        address = first_address(told)
        return JobState("done", 1.0, address) if address else JobState("failed", reason="its result names no file")

    def _at(self, job_id: str) -> str:
        return f"/{'/'.join(self.model.split('/')[:2])}/requests/{job_id}"
