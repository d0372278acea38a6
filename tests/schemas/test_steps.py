"""How long steps may take where they are done."""

from schemas.clips import AnimateClip
from schemas.engines import Queue
from schemas.settings import Settings
from schemas.steps import STEPS


def test_the_last_order_that_a_worker_with_a_model_holds_has_time_to_wait_for_all_others() -> None:
    step = STEPS[AnimateClip]
    held = Settings.model_fields["gpu_activities"].default

    assert step.on(Queue.GPU).timeout >= held * step.timeout
    assert step.on(Queue.CPU) == step
