"""Which faults of a device end a process, which are short memory, and which are the call's own."""

import errno
from collections.abc import Sequence
from pathlib import Path

import pytest

from activities.engines import Job, Made
from activities.models.faults import is_broken_device, is_memory_short, refusing
from activities.models.ladder import Conditions, run_down
from activities.models.rungs import Rung
from activities.models.torch_setup import torch_module
from schemas.failures import DoesNotFit, Refused
from tests.activities.voices.speaking import job, line

SHORT = [
    "CUDA out of memory. Tried to allocate 2.00 GiB. GPU 0 has a total capacity of 11.60 GiB",
    "CUDA error: out of memory\nCUDA kernel errors might be asynchronously reported at some other API call",
    "CUDA driver error: out of memory",
    "CUDA error: CUBLAS_STATUS_ALLOC_FAILED when calling `cublasCreate(handle)`",
    "CUDA error: CUBLAS_STATUS_NOT_INITIALIZED when calling `cublasCreate(handle)`",
    "cuDNN error: CUDNN_STATUS_ALLOC_FAILED",
    "GET was unable to find an engine to execute this computation",
    "[enforce fail at alloc_cpu.cpp:121] err == 0. DefaultCPUAllocator: can't allocate memory: you tried to allocate 99 bytes",
]
BROKEN = [
    "CUDA error: an illegal memory access was encountered",
    "CUDA error: device-side assert triggered",
    "CUDA error: unspecified launch failure",
    "cuDNN error: CUDNN_STATUS_EXECUTION_FAILED",
]
OWN = [
    "CUDA error: no kernel image is available for execution on the device",
    "cuDNN error: CUDNN_STATUS_NOT_SUPPORTED. This error may appear if you passed in a non-contiguous input.",
    "mat1 and mat2 shapes cannot be multiplied (77x768 and 2048x640)",
]


@pytest.mark.parametrize("kind", ["RuntimeError", "AcceleratorError"])
@pytest.mark.parametrize("told", SHORT)
def test_memory_that_cuda_its_driver_and_its_libraries_lack_is_short_memory_too(kind: str, told: str) -> None:
    fault = _fault(kind, told)

    assert is_memory_short(fault)
    assert not is_broken_device(fault)


@pytest.mark.parametrize("told", BROKEN)
def test_a_device_that_can_not_be_used_any_more_is_broken(told: str) -> None:
    assert is_broken_device(_fault("AcceleratorError", told))
    assert not is_memory_short(_fault("AcceleratorError", told))


def test_a_file_that_can_not_be_mapped_is_short_memory() -> None:
    assert is_memory_short(OSError(errno.ENOMEM, "Cannot allocate memory"))
    assert not is_memory_short(OSError(errno.ENOENT, "No such file or directory"))


@pytest.mark.parametrize("told", [SHORT[0], BROKEN[0]])
def test_files_are_not_blamed_for_memory_or_the_device(told: str) -> None:
    with pytest.raises(RuntimeError, match=told[:20]), refusing("the model can't be loaded"):
        raise _fault("RuntimeError", told)


@pytest.mark.parametrize(
    ("fault", "said"),
    [(OSError("no file named model.safetensors\nor others"), "no file named model.safetensors"), (KeyError(), "KeyError()")],
)
def test_files_that_are_something_else_are_refused_with_the_reason(fault: Exception, said: str) -> None:
    with pytest.raises(Refused) as refused, refusing("the model can't be loaded"):
        raise fault

    assert str(refused.value) == f"the model can't be loaded: {said}"


@pytest.mark.parametrize("told", OWN)
def test_what_the_device_refuses_of_one_call_does_not_end_the_process(told: str) -> None:
    kind = "AcceleratorError" if told.startswith("CUDA error") else "RuntimeError"

    assert not is_broken_device(_fault(kind, told))
    assert not is_memory_short(_fault(kind, told))


@pytest.mark.parametrize("told", SHORT[1:])
def test_the_ladder_is_climbed_down_whoever_lacks_the_memory(tmp_path: Path, told: str) -> None:
    tried: list[int] = []

    def attempt(jobs: Sequence[Job[object]], conditions: Conditions) -> list[Made]:  # type: ignore[type-var]
        tried.append(conditions.batch)
        raise _fault("AcceleratorError", told)

    jobs = [job(tmp_path / "a", line()), job(tmp_path / "b", line())]
    start = Conditions(batch=2, is_tiled=False, rung=Rung.RESIDENT)
    with pytest.raises(DoesNotFit):
        run_down(jobs, attempt, start, told, "cpu", may_tile=False)  # type: ignore[arg-type]

    assert tried[-2:] == [2, 1]


def _fault(kind: str, told: str) -> RuntimeError:
    known = torch_module().AcceleratorError if kind == "AcceleratorError" else RuntimeError
    fault: RuntimeError = known(told)
    return fault
