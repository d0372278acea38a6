"""What is promised of every model engine, held to with miniatures of the real classes.

An engine is found by its file and needs no line here; without a miniature its tests fail and say how to make one.
"""

import hashlib
import importlib.util
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from activities.engines import Engine, Made, check_wanted, engine_class, engine_info, engine_names, engine_options
from activities.heartbeat import Cancelled
from activities.models.cards import activate, model_folder, write_card
from activities.models.engine import ModelEngine
from schemas.engines import Queue, WantedEngine
from schemas.failures import Refused
from schemas.models import ModelCard, ModelFile, Terms
from schemas.stages import Stage
from tests.models.commissions import Commission, commission, fault
from tests.models.conftest import Miniatures

pytestmark = [
    pytest.mark.slow,
    # what libraries warn of while they load or run models nobody trained; each engine's own tests look at its warnings
    pytest.mark.filterwarnings("ignore"),
]

ALL = [(stage, name) for stage in Stage for name in engine_names(stage) if issubclass(engine_class(stage, name), ModelEngine)]
MAKERS = [(stage, name) for stage, name in ALL if stage not in {Stage.SCREENPLAY, Stage.MODERATION, Stage.SHOTS}]
"""Those of pictures and sounds; language models of random weights write no scripts, see tests/activities/models/test_language.py."""
HALVED = [
    (stage, name)
    for stage, name in MAKERS
    if (kind := engine_class(stage, name)).queue is Queue.GPU
    and issubclass(kind, ModelEngine)
    and (kind.gpu_dtype, kind.Options.model_fields["dtype"].default) == ("bfloat16", "auto")
]
"""Those that calculate with other numbers on a GPU than on a CPU."""
SAME_IN_EVERY_TAKE = {(Stage.LIPSYNC, "wav2lip"): "a mouth is what the sound makes of it: nothing is drawn by lot"}
OTHER = "tiny/other"


@pytest.fixture(autouse=True)
def _in_its_environment(stage: Stage, name: str) -> None:
    if engine_class(stage, name).queue is Queue.AUDIOCRAFT and importlib.util.find_spec("audiocraft") is None:
        pytest.skip("audiocraft has an environment of its own: ./film install audiocraft")


@dataclass(frozen=True)
class Results:
    """What an engine made of one order twice, and of another take of it."""

    asked: Commission
    first: Made
    again: Made
    other_take: Made
    told: tuple[float, ...]
    """Progress while the first was made."""


Make = Callable[[Stage, str], Results]


@pytest.fixture(scope="session")
def results(miniatures: Miniatures, tmp_path_factory: pytest.TempPathFactory) -> Make:
    """Makes an engine's results once, and remembers them."""

    @cache
    def of(stage: Stage, name: str) -> Results:
        folder = tmp_path_factory.mktemp(f"{stage}-{name}")
        asked = commission(stage, folder / "inputs")
        told: list[float] = []
        first = built(miniatures, stage, name).make(asked.job(folder / "first", told.append))
        engine = built(miniatures, stage, name)
        again, other = (engine.make(asked.job(folder / f"take-{take}", take=take)) for take in (1, 2))
        return Results(asked, first, again, other, tuple(told))

    return of


def built(miniatures: Miniatures, stage: Stage, name: str) -> Engine[Any]:
    """The engine with its miniature, in its reproducible way."""
    given = {**miniatures.options(name), "reproducible": True}
    return engine_class(stage, name)(engine_options(stage, name, {"FILM_MODELS_DIR": str(miniatures.models_dir)}, given))


def digest(made: Made) -> str:
    return hashlib.sha256(made.path.read_bytes()).hexdigest()


@pytest.mark.parametrize(("stage", "name"), ALL)
def test_it_runs_where_its_miniature_is(stage: Stage, name: str, miniatures: Miniatures) -> None:
    given = miniatures.options(name)
    engine = built(miniatures, stage, name)

    assert engine_info(stage, name, {"FILM_MODELS_DIR": str(miniatures.models_dir)}, given).unavailable is None
    assert str(given["model"]) in engine.model(engine.options)


@pytest.mark.parametrize(("stage", "name"), MAKERS)
def test_how_many_share_a_call_and_how_long_they_wait_for_it_is_set_by_whoever_runs_the_place(
    stage: Stage, name: str, miniatures: Miniatures, tmp_path: Path
) -> None:
    order = commission(stage, tmp_path / "inputs").order
    place = {"FILM_MODELS_DIR": str(miniatures.models_dir), f"FILM_{stage}_{name}_COMPANY_S".upper(): "2.5"}
    usual, set_here = (
        engine_class(stage, name)(engine_options(stage, name, settings, miniatures.options(name)))
        for settings in ({"FILM_MODELS_DIR": str(miniatures.models_dir)}, place)
    )

    assert usual.batch_max(order) >= 1
    assert 0 <= usual.company_s(order) <= 1
    assert set_here.company_s(order) == 2.5
    for option in ("batch_max", "company_s"):
        with pytest.raises(Refused, match=f"{option} .* is set by whoever runs the place"):
            check_wanted(stage, WantedEngine(engine=name, options={option: 1}))


@pytest.mark.parametrize(("stage", "name"), MAKERS)
def test_a_result_is_exactly_what_was_ordered(stage: Stage, name: str, results: Make) -> None:
    made = results(stage, name)

    assert fault(made.asked.order, made.first) is None
    assert made.first.downgrades == ()


@pytest.mark.parametrize(("stage", "name"), HALVED)
def test_it_makes_what_was_ordered_with_the_numbers_it_takes_on_a_gpu(
    stage: Stage, name: str, miniatures: Miniatures, tmp_path: Path
) -> None:
    asked = commission(stage, tmp_path / "inputs")
    given = {**miniatures.options(name), "dtype": "bfloat16"}
    engine = engine_class(stage, name)(engine_options(stage, name, {"FILM_MODELS_DIR": str(miniatures.models_dir)}, given))

    made = engine.make(asked.job(tmp_path / "made"))

    assert fault(asked.order, made) is None


@pytest.mark.parametrize(("stage", "name"), MAKERS)
def test_the_same_order_gives_the_same_bytes_from_another_engine_object(stage: Stage, name: str, results: Make) -> None:
    made = results(stage, name)

    assert digest(made.first) == digest(made.again)


@pytest.mark.parametrize(("stage", "name"), [maker for maker in MAKERS if maker not in SAME_IN_EVERY_TAKE])
def test_another_take_is_another_result(stage: Stage, name: str, results: Make) -> None:
    made = results(stage, name)

    assert fault(made.asked.order, made.other_take) is None
    assert digest(made.first) != digest(made.other_take)


@pytest.mark.parametrize(("stage", "name"), MAKERS)
def test_progress_rises_to_one(stage: Stage, name: str, results: Make) -> None:
    told = results(stage, name).told

    assert len(told) >= 2
    assert list(told) == sorted(told)
    assert told[-1] == 1.0


@pytest.mark.parametrize(("stage", "name"), MAKERS)
def test_a_cancelled_order_ends_with_its_next_step(stage: Stage, name: str, miniatures: Miniatures, tmp_path: Path) -> None:
    told: list[float] = []

    def progress(fraction: float) -> None:
        told.append(fraction)
        if len(told) >= 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        built(miniatures, stage, name).make(commission(stage, tmp_path / "inputs").job(tmp_path / "work", progress))

    assert len(told) == 2, "it went on after it was told to stop"


@pytest.mark.parametrize(("stage", "name"), ALL)
def test_weights_that_are_not_there_are_named(stage: Stage, name: str, miniatures: Miniatures) -> None:
    settings, given = {"FILM_MODELS_DIR": str(miniatures.models_dir)}, {"model": "tiny/nowhere"}
    told = engine_info(stage, name, settings, given).unavailable

    assert told is not None
    assert "tiny/nowhere" in told
    with pytest.raises(Refused, match="tiny/nowhere"):
        engine_class(stage, name)(engine_options(stage, name, settings, given))


@pytest.mark.parametrize(("stage", "name"), ALL)
def test_weights_of_another_kind_are_refused_before_a_film_begins(stage: Stage, name: str, miniatures: Miniatures) -> None:
    files = [ModelFile(path="notes.md", size_bytes=1, sha256="")]
    card = ModelCard(id=OTHER, revision="1", source="folder", terms=Terms(licence="CC0-1.0", commercial_use=True), files=files)
    folder = model_folder(miniatures.models_dir, card)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "notes.md").write_text("?", encoding="utf-8")
    write_card(miniatures.models_dir, card)
    activate(miniatures.models_dir, card)

    told = engine_info(stage, name, {"FILM_MODELS_DIR": str(miniatures.models_dir)}, {"model": OTHER}).unavailable

    assert told is not None
    assert OTHER in told
