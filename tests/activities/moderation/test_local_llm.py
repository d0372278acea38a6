"""A language model in this process: random weights judge nothing, but they can't leave the shape either, and let nothing pass."""

from pathlib import Path
from typing import Any

import pytest

from activities.asking import Question
from activities.engines import engine_class, engine_options
from activities.models.engine import ModelEngine
from activities.models.language import LanguageOptions, LocalModel
from activities.models.tiny.language import make_tiny_language
from activities.moderation.by_model import INSTRUCTIONS, Concerns
from schemas.failures import Refused
from schemas.stages import Stage
from tests.activities.moderation.orders import job_of

SCRIPT = "INT. HALL - DAY\n\nRain on the roof.\n\nMARA\nGo home.\n"


@pytest.fixture(scope="module")
def models_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("models")
    make_tiny_language(folder)
    return folder


def built(models_dir: Path, **options: Any) -> ModelEngine[Any]:
    """The engine with random weights."""
    given = {"model": "tiny/llama", "device": "cpu", "temperature": 1.0, **options}
    engine = engine_class(Stage.MODERATION, "local_llm")(
        engine_options(Stage.MODERATION, "local_llm", {"FILM_MODELS_DIR": str(models_dir)}, given)
    )
    assert isinstance(engine, ModelEngine)
    return engine


@pytest.mark.slow
def test_its_answers_have_the_shape_of_concerns(models_dir: Path) -> None:
    engine = built(models_dir, answer_tokens_max=3000)
    assert isinstance(engine.options, LanguageOptions)
    question = Question(instructions=INSTRUCTIONS, data={"passages": []}, shape=Concerns, seed=3)

    answer = LocalModel(engine, engine.options).ask(question, lambda: None)

    assert all(1 <= concern.severity <= 100 for concern in answer.concerns)


@pytest.mark.slow
def test_a_model_without_a_usable_answer_lets_nothing_pass(models_dir: Path, tmp_path: Path) -> None:
    engine = built(models_dir, answer_tokens_max=16)

    with pytest.raises(Refused, match="ANSWER_TOKENS_MAX"):
        engine.make(job_of(tmp_path, SCRIPT, engine="local_llm"))
