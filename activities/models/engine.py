"""What every engine over local weights has in common: where the weights are, on which device they run, whom they merge with."""

import importlib.util
from abc import abstractmethod
from collections.abc import Sequence
from pathlib import Path
from typing import Any, ClassVar, Literal, TypeVar

from pydantic import Field

from activities.engines import COMPANY_S, Engine, EngineOptions, Job, Made
from activities.models.cards import active_card, missing_files, model_folder
from activities.models.catalogue import KNOWN, absent
from activities.models.devices import in_vain, why_no_gpu
from activities.models.torch_setup import torch_module
from schemas.engines import Queue
from schemas.failures import Refused
from schemas.models import ModelCard, Terms
from schemas.order import Order

O = TypeVar("O", bound=Order)  # noqa: E741 - the engine's order

Offload = Literal["auto", "resident", "model", "group"]


class ModelOptions(EngineOptions):
    """Where weights are and how they are run; a subclass names its own `model`, and adds what shapes its results."""

    models_dir: Path = Path(".film/models")
    """From `FILM_MODELS_DIR`; the registry's folder."""
    model: str
    """Id in the registry."""
    device: Literal["auto", "cpu", "cuda"] = "auto"
    """auto: the first GPU, else the CPU."""
    dtype: Literal["auto", "float32", "bfloat16", "float16"] = "auto"
    """Of weights and activations. auto: on a GPU what the engine thinks right, mostly bfloat16; float32 on a CPU."""
    offload: Offload = "auto"
    """Which part of a model stays on the GPU, see `activities.models.rungs`; auto: as much as fits."""
    reproducible: bool = False
    """One order a call: the same order then gives the same bytes on the same kind of device. Merged calls differ in last bits."""
    batch_max: int = 0
    """At most so many orders a call; 0: what the engine thinks right for the size."""
    company_s: float = Field(default=-1.0, ge=-1.0, le=60.0)
    """How long an order waits at most for others to share its call, seconds; below 0: what the engine thinks right."""


class ModelEngine(Engine[O]):
    """An engine over weights of the registry.

    A subclass says what it `needs`, its `extra`, its `Options` with a default `model`, loads in `__init__`, and writes `make_many`.
    """

    needs: ClassVar[tuple[str, ...]] = ("torch",)
    """Modules it imports."""
    extra: ClassVar[str]
    """The extra of the project that installs them."""
    needs_files: ClassVar[tuple[str, ...]] = ()
    """Files the model must have: `model_index.json`."""
    queue: ClassVar[Queue] = Queue.GPU
    offloads: ClassVar[bool] = True
    """Whether it can run with less than all of its weights on its device."""
    gpu_dtype: ClassVar[str] = "bfloat16"
    """What dtype=auto is on a GPU."""
    is_generative: ClassVar[bool] = True
    usual_company_s: ClassVar[float] = COMPANY_S
    """How long orders wait for company unless the options say: about a hundredth of what a call takes."""
    Options: ClassVar[type[EngineOptions]] = ModelOptions

    def __init__(self, options: EngineOptions) -> None:
        """Find the weights and the device; a subclass goes on to load them, or loads them with the first order.

        Raises:
            Refused: The weights are not in the registry, or the device is not there.
        """
        super().__init__(options)
        settings = _model_options(options)
        card = active_card(settings.models_dir, settings.model)
        if card is None:
            raise Refused(absent(settings.model))
        if not self._may_stay(settings):
            raise Refused(self._stays_whole(settings))
        self.settings = settings
        self.card: ModelCard = card
        self.folder = model_folder(settings.models_dir, card)
        self.model_name = self.model(options)
        """Everything that counts into orders' keys: the weights and what is put onto them, each with its revision."""
        self.device = pick_device(settings.device)
        self.dtype = pick_dtype(settings.dtype, self.device, self.gpu_dtype)

    @classmethod
    def unavailable(cls, options: EngineOptions) -> str | None:
        """What to install or to fetch, or None."""
        lacking = [name for name in cls.needs if importlib.util.find_spec(name) is None]
        if lacking:
            return f"it needs {', '.join(lacking)}: `./film install models`, or pip install torch and then 'filmwright[{cls.extra}]'"
        settings = _model_options(options)
        if not cls._may_stay(settings):
            return cls._stays_whole(settings)
        no_gpu = why_no_gpu() if settings.device == "cuda" else None
        if no_gpu:
            return in_vain(f"{cls._setting('DEVICE')}=cuda", no_gpu)
        card = active_card(settings.models_dir, settings.model)
        if card is None:
            return absent(settings.model)
        lost = missing_files(settings.models_dir, card)
        if lost:
            return f"the model {card.name} lacks {lost[0]}: `film models download {card.id}`"
        there = {file.path for file in card.files}
        unknown = [path for path in cls.needs_files if path not in there]
        return f"the model {card.name} is not for this engine: it has no {unknown[0]}" if unknown else None

    @classmethod
    def _may_stay(cls, settings: ModelOptions) -> bool:
        """Whether it can run with what is asked for on its device."""
        return cls.offloads or settings.offload in {"auto", "resident"}

    @classmethod
    def _stays_whole(cls, settings: ModelOptions) -> str:
        name = cls.__module__.rpartition(".")[2]
        return f"{name} runs with all its weights on its device: {cls._setting('OFFLOAD')}={settings.offload} is not for it, leave it out"

    @classmethod
    def _setting(cls, option: str) -> str:
        """What the environment calls an option."""
        return f"FILM_{cls.stage}_{cls.__module__.rpartition('.')[2]}_{option}".upper()

    @classmethod
    def model(cls, options: EngineOptions) -> str:
        """Id and revision of the weights in use; "" when they are not there."""
        settings = _model_options(options)
        card = active_card(settings.models_dir, settings.model)
        return card.name if card else ""

    @classmethod
    def terms(cls, options: EngineOptions) -> Terms:
        """Those of the weights in use, else those that the catalogue knows of them, else those of the engine's usual ones."""
        settings = _model_options(options)
        card, known = active_card(settings.models_dir, settings.model), KNOWN.get(settings.model)
        return card.terms if card else known.terms if known else super().terms(options)

    def company_s(self, order: O) -> float:  # noqa: ARG002 - the same for all of an engine's
        """What the options say, else the engine's own."""
        return self.usual_company_s if self.settings.company_s < 0 else self.settings.company_s

    def make(self, job: Job[O]) -> Made:
        """One result."""
        return self.make_many([job])[0]

    @abstractmethod
    def make_many(self, jobs: Sequence[Job[O]]) -> list[Made]:
        """Results of orders with equal `batch_key`, in their order, each from its own generator."""


def pick_device(wanted: Literal["auto", "cpu", "cuda"]) -> str:
    """A torch device: "cuda" or "cpu".

    Raises:
        Refused: A GPU is asked for and none is there.
    """
    torch = torch_module()
    there = bool(torch.cuda.is_available())
    if wanted == "cuda" and not there:
        raise Refused("a GPU is asked for (DEVICE=cuda), but torch sees none; DEVICE=auto takes the CPU then")
    return "cuda" if there and wanted != "cpu" else "cpu"


def pick_dtype(wanted: str, device: str, gpu_dtype: str = "bfloat16") -> Any:
    """The torch dtype of weights and activations; of "auto" float32 on a CPU, `gpu_dtype` on a GPU."""
    torch = torch_module()
    return getattr(torch, wanted if wanted != "auto" else "float32" if device == "cpu" else gpu_dtype)


def _model_options(options: EngineOptions) -> ModelOptions:
    if not isinstance(options, ModelOptions):
        msg = f"a model engine's options must be ModelOptions, got {type(options).__name__}"
        raise TypeError(msg)
    return options
