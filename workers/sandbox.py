"""How strictly workflows are kept deterministic: the sandbox stays on, our messages pass through it.

Temporal's runner enters the sandbox, which compiles code and exchanges Python's builtins, some eleven times per activity only to ask
whom a payload is converted for. Our converter treats all payloads alike and stores none elsewhere, so the answers are given outside;
that saves a quarter of a workflow worker's time. Workflows themselves run in the sandbox as before.

Every workflow gets modules of its own, executed anew; what they were compiled to is kept. Python would read that from files each time,
and compile each time where it may not write them (PYTHONDONTWRITEBYTECODE, a read-only image): 4 ms a scene instead of 1.6.
"""

import sys
from collections.abc import Sequence
from functools import cache
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from types import CodeType, ModuleType
from typing import Any

from temporalio import workflow
from temporalio.converter import SerializationContext, StorageDriverStoreContext
from temporalio.worker import WorkflowInstance, WorkflowInstanceDetails
from temporalio.worker.workflow_sandbox import SandboxedWorkflowRunner, SandboxRestrictions


class SandboxRunner(SandboxedWorkflowRunner):
    """The sandbox, for a data converter that asks nobody for a context: one with a payload codec per workflow would need the original."""

    def prepare_workflow(self, defn: Any) -> None:  # a definition, whose module is private
        """Try a workflow's imports in the sandbox; what they are compiled to serves all its instances."""
        if _MODULES not in sys.meta_path:
            sys.meta_path.insert(0, _MODULES)
        super().prepare_workflow(defn)

    def create_instance(self, det: WorkflowInstanceDetails) -> WorkflowInstance:
        """A workflow in the sandbox."""
        return _Sandboxed(super().create_instance(det))


class _CompiledOnce(SourceFileLoader):
    """Executes a module's code without reading it again."""

    def get_code(self, fullname: str) -> CodeType | None:
        return _code(fullname, self.path)


@cache
def _code(name: str, path: str) -> CodeType | None:
    return SourceFileLoader(name, path).get_code(name)


class WorkflowModules(MetaPathFinder):
    """Finds the modules of `workflows` where Python does, and lets each be compiled once a process."""

    def find_spec(self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None) -> ModuleSpec | None:
        if not fullname.startswith("workflows."):
            return None
        spec = PathFinder.find_spec(fullname, path, target)
        if spec is not None and type(spec.loader) is SourceFileLoader:
            spec.loader = _CompiledOnce(fullname, spec.loader.path)
        return spec


_MODULES = WorkflowModules()


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
