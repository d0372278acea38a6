"""How strictly workflows are kept deterministic: the sandbox stays on, our messages pass through it.

Temporal's runner enters the sandbox, which compiles code and exchanges Python's builtins, some eleven times per activity only to ask
whom a payload is converted for. Our converter treats all payloads alike and stores none elsewhere, so the answers are given outside;
that saves a quarter of a workflow worker's time. Workflows themselves run in the sandbox as before.
"""

from typing import Any

from temporalio import workflow
from temporalio.converter import SerializationContext, StorageDriverStoreContext
from temporalio.worker import WorkflowInstance, WorkflowInstanceDetails
from temporalio.worker.workflow_sandbox import SandboxedWorkflowRunner, SandboxRestrictions


class SandboxRunner(SandboxedWorkflowRunner):
    """The sandbox, for a data converter that asks nobody for a context: one with a payload codec per workflow would need the original."""

    def create_instance(self, det: WorkflowInstanceDetails) -> WorkflowInstance:
        """A workflow in the sandbox."""
        return _Sandboxed(super().create_instance(det))


class _Sandboxed(WorkflowInstance):
    def __init__(self, inside: WorkflowInstance) -> None:
        self._inside = inside

    def activate(self, act: Any) -> Any:  # a generated message, whose module is private
        return self._inside.activate(act)

    def get_serialization_context(self, command_info: object) -> SerializationContext | None:  # noqa: ARG002 - all are alike
        return None

    def get_external_store_context(self, command_info: object) -> StorageDriverStoreContext:  # noqa: ARG002 - nothing is stored elsewhere
        return StorageDriverStoreContext(target=None)

    def get_info(self) -> workflow.Info:
        return self._inside.get_info()

    def get_thread_id(self) -> int | None:
        return self._inside.get_thread_id()


RUNNER = SandboxRunner(restrictions=SandboxRestrictions.default.with_passthrough_modules("schemas", "pydantic"))
