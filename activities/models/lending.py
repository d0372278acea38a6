"""What engines share whose model waits in the warm pool: it is loaded on a rung, lent to a call, and run under the memory there is."""

from abc import abstractmethod
from collections.abc import Hashable, Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from typing import Any, ClassVar, TypeVar

from activities.engines import Job, Made
from activities.models.engine import ModelEngine
from activities.models.ladder import Attempt, Conditions, first_conditions, room_of, run_down, rung_that_fits
from activities.models.needs import Activations, needed_bytes
from activities.models.pool import warm_pool
from activities.models.rungs import Rung
from schemas.failures import Superseded
from schemas.order import Order

O = TypeVar("O", bound=Order)  # noqa: E741 - the engine's order


class LendingEngine(ModelEngine[O]):
    """An engine over one model of the pool; a subclass says what the model is made of, how it is loaded, and what calls take."""

    tiles: ClassVar[bool] = False
    """Whether the model can decode in tiles."""

    @property
    @abstractmethod
    def weights_key(self) -> str:
        """What makes loaded weights other weights, for the pool; type, model and rung are added."""

    @abstractmethod
    def components(self) -> dict[str, int]:
        """Bytes of each part of the model once loaded."""

    @abstractmethod
    def load(self, rung: Rung) -> Any:
        """The model, on its rung."""

    def make_ready(self, loaded: Any, conditions: Conditions) -> None:
        """Bring what `load` gave into the state that a call expects, before every call."""

    @cached_property
    def _parts(self) -> dict[str, int]:
        return self.components()

    @contextmanager
    def lent(self, conditions: Conditions, activations: Activations, count: int) -> Iterator[Any]:
        """What `load` gives, ready for a call of `count` orders, with room for it.

        Raises:
            Superseded: Another revision of something was put into use since this engine was built.
        """
        components = self._parts
        need = needed_bytes(conditions.rung, components, activations, count, is_tiled=conditions.is_tiled)
        name = f"{type(self).__name__} {self.model_name} {self.weights_key} {conditions.rung}"
        with warm_pool(self.device).borrow(name, need, lambda: self._load(conditions.rung), sum(components.values())) as loaded:
            self.make_ready(loaded, conditions)
            yield loaded

    def _load(self, rung: Rung) -> Any:
        """The model that was ordered: what is put onto it is looked up when it is loaded, and may have been replaced since."""
        now = self.model(self.options)
        if now != self.model_name:
            msg = f"this worker had {self.model_name or 'no model'} when it was ordered, and has {now or 'none'} now"
            raise Superseded(msg)
        return self.load(rung)

    def within_memory(
        self, jobs: Sequence[Job[O]], attempt: Attempt[O], batch: int, activations: Activations, *likes: Hashable
    ) -> list[Made]:
        """Results of orders, made under the memory there is; see `activities.models.ladder`.

        Args:
            jobs: At least one.
            attempt: Makes some of them; borrows the model with `lent`.
            batch: Orders a call at most.
            activations: What a call takes on the GPU beside the weights.
            likes: What tells calls of these weights apart by the memory they take: size, frames.

        Raises:
            DoesNotFit: Even the last rung is too much; says what was tried.
        """
        offload = self.settings.offload if self.offloads else "resident"
        start = first_conditions(offload, batch, self._parts, activations, self.device)
        remembered_as = (type(self).__name__, self.version, self.weights_key, *likes)
        is_fixed = self.settings.offload != "auto"
        may_advise = is_fixed and self.offloads and self.device != "cpu"
        return run_down(
            jobs,
            attempt,
            start,
            remembered_as,
            self.device,
            may_tile=self.tiles,
            is_fixed=is_fixed,
            is_whole=not self.offloads,
            advised=rung_that_fits(start.rung, self._parts, activations, room_of(self.device)) if may_advise else None,
            models_dir=self.settings.models_dir,
        )
