"""The sandbox: every workflow has modules of its own, and none is compiled twice."""

import importlib.util
from importlib.machinery import ModuleSpec
from types import ModuleType

import workflows
from workers.sandbox import WorkflowModules


def _found(name: str) -> ModuleSpec:
    spec = WorkflowModules().find_spec(name, list(workflows.__path__))
    assert spec is not None
    return spec


def _executed(name: str) -> ModuleType:
    spec = _found(name)
    module = importlib.util.module_from_spec(spec)
    assert spec.loader is not None
    spec.loader.exec_module(module)
    return module


def test_a_workflow_module_is_executed_anew_each_time() -> None:
    first, second = _executed("workflows.desk"), _executed("workflows.desk")

    assert first.Desk is not second.Desk


def test_a_workflow_module_is_compiled_once() -> None:
    first, second = _executed("workflows.desk"), _executed("workflows.desk")

    assert first.Desk.take.__code__ is second.Desk.take.__code__


def test_other_modules_are_left_to_python() -> None:
    assert WorkflowModules().find_spec("schemas.order", None) is None
