"""How strictly workflows are kept deterministic: the sandbox stays on, our messages pass through it."""

from temporalio.worker.workflow_sandbox import SandboxedWorkflowRunner, SandboxRestrictions

RUNNER = SandboxedWorkflowRunner(restrictions=SandboxRestrictions.default.with_passthrough_modules("schemas", "pydantic"))
