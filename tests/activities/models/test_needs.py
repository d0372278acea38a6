"""What engines say a call takes beside its weights, held to what is counted on models of published size."""

import pytest

from activities.models.torch_setup import torch_module
from schemas.stages import Stage
from tests.bench.activations import believed, counted
from tests.bench.counting import held_bytes, shapes_only
from tests.bench.gpu.trials import measured
from tests.bench.published import Shape


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")  # libraries, about shapes without numbers
@pytest.mark.parametrize("name", ["flux2_klein", "qwen_edit", "wan", "wan-decoder", "cogvideox", "ltx2"])
def test_what_is_believed_is_enough_and_not_twice_too_much(name: str) -> None:
    shape, *found = counted(name)

    for known, told in zip(found, believed(shape), strict=True):
        assert known == 0 or known <= told <= 2 * known


def test_what_is_held_at_once_is_counted_without_weights_and_without_what_is_gone() -> None:
    torch = torch_module()
    with shapes_only(torch.float32):
        layer = torch.nn.Linear(1_000, 1_000)

        def work() -> object:
            first = torch.empty(1, 1_000)
            second = layer(first)
            del first
            return second + 1

        held = held_bytes(work, [layer])

    assert held == 2 * 4_000


def test_a_trial_fills_a_model_and_times_its_step_and_its_decoding() -> None:
    torch = torch_module()
    with torch.device("meta"):
        layer = torch.nn.Linear(8, 8)
    shape = Shape(
        "a/b", Stage.IMAGES, "sdxl", (8, 8), 1, [layer], lambda: layer(torch.empty(1, 8)).sum(), lambda: layer(torch.empty(2, 8)).sum()
    )
    try:
        row = measured(shape, "cpu")
    finally:
        torch.set_default_device(None)

    assert row["result"] == "ran"
    assert row["weights GB"] == 72 * 4 / 1e9
    assert {"step s", "decoding s"} <= row.keys()
