"""What does not fit into memory is made by the engine that the profile names for it, and the film says so; without one it is refused."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from temporalio.exceptions import ApplicationError

from activities.engines import engine_class, engine_options
from activities.making import Bench
from activities.models.pool import limit_memory, warm_pool
from activities.models.tiny.vits_hf import TINY, make_tiny_vits_hf
from schemas.engines import EngineChoice
from schemas.order import Order
from schemas.stages import Stage
from schemas.tables import EventRow
from tests.activities.conftest import Workplace, line_order

OPTIONS = TINY["vits_hf"]


@pytest.fixture(scope="module")
def models_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A registry with one small voice."""
    folder = tmp_path_factory.mktemp("models")
    make_tiny_vits_hf(folder)
    return folder


@pytest.fixture(autouse=True)
def _little_memory() -> Iterator[None]:
    warm_pool("cpu").let_go()
    limit_memory(1_000)
    yield
    limit_memory(None)


def _choice(models_dir: Path, name: str, **more: object) -> EngineChoice:
    cls = engine_class(Stage.VOICES, name)
    given = {} if name == "espeak" else OPTIONS
    options = engine_options(Stage.VOICES, name, {"FILM_MODELS_DIR": str(models_dir)}, given)
    fields = {"stage": Stage.VOICES, "name": name, "version": cls.version, "model": cls.model(options), "options": given, **more}
    return EngineChoice.model_validate(fields)


def _bench(workplace: Workplace, models_dir: Path) -> Bench:
    objects = workplace.bench.objects
    return Bench(objects, workplace.bench.ledger, workplace.settings.state_dir / "own", {"FILM_MODELS_DIR": str(models_dir)})


def _order(choice: EngineChoice) -> Order:
    return line_order(salt="who falls back").model_copy(update={"engine": choice})


async def test_another_engine_stands_in_and_log_and_manifest_say_so(workplace: Workplace, models_dir: Path) -> None:
    order = _order(_choice(models_dir, "vits_hf", fallback=_choice(models_dir, "espeak")))
    made = await _bench(workplace, models_dir).make(order)

    (told,) = [row.data["message"] for row in await workplace.rows(EventRow) if row.kind == "warning"]
    assert made.notes[0].startswith("made by espeak, because the model does not fit into memory even with 1 at once, resident weights")
    assert told == f"{order.about.label}: {made.notes[0]}"
    assert told.count(order.about.label) == 1
    assert made.made_by == f"espeak {engine_class(Stage.VOICES, 'espeak').version}"


async def test_without_one_it_is_refused_and_says_what_would_fit(workplace: Workplace, models_dir: Path) -> None:
    with pytest.raises(ApplicationError, match="use a smaller model or a GPU with more memory") as refused:
        await _bench(workplace, models_dir).make(_order(_choice(models_dir, "vits_hf")))

    assert refused.value.type == "Refused"
