"""A language model in this process: its answers have the asked shape, the same seed gives the same answer, asking can be stopped."""

import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any, Literal

import pytest
from pydantic import BaseModel, Field

from activities.asking import Question
from activities.engines import engine_class, engine_options
from activities.models.engine import ModelEngine
from activities.models.language import LanguageOptions, LocalModel
from activities.models.pool import warm_pool
from activities.models.tiny.language import make_tiny_language
from activities.models.torch_setup import torch_module
from schemas.failures import Refused
from schemas.stages import Stage


class Coverage(BaseModel):
    """What is asked for."""

    camera: Literal["pan", "push_in", "static"]
    seconds: int = Field(ge=2, le=9)
    name: str = Field(max_length=6, pattern="^[a-z]*$")


@pytest.fixture(scope="module")
def models_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("models")
    make_tiny_language(folder)
    return folder


def _model(models_dir: Path, **options: object) -> LocalModel:
    given = LanguageOptions.model_validate(
        {"models_dir": models_dir, "model": "tiny/llama", "temperature": 1.0, "device": "cpu", **options}
    )
    cls = engine_class(Stage.SHOTS, "local_llm")
    engine = cls(given)
    assert isinstance(engine, ModelEngine)
    return LocalModel(engine, given)


def _question(seed: int = 0, check: object = None) -> Question[Coverage]:
    return Question(
        instructions="Choose.",
        data={"beats": ["Mara läuft zum Meer."]},
        shape=Coverage,
        check=(lambda _answer: ()) if check is None else check,  # type: ignore[arg-type]
        seed=seed,
    )


def test_random_weights_still_answer_in_the_shape_that_was_asked(models_dir: Path) -> None:
    model = _model(models_dir)
    answers = [model.ask(_question(seed), lambda: None) for seed in range(3)]

    assert all(2 <= answer.seconds <= 9 and len(answer.name) <= 6 for answer in answers)
    assert len({answer.model_dump_json() for answer in answers}) > 1


def test_the_same_seed_gives_the_same_answer(models_dir: Path) -> None:
    first, again = (_model(models_dir).ask(_question(seed=7), lambda: None) for _ in range(2))

    assert first == again


def test_a_model_that_keeps_breaking_the_rules_is_refused_with_what_was_wrong(models_dir: Path) -> None:
    with pytest.raises(Refused, match="beat 3 is missing"):
        _model(models_dir).ask(_question(check=lambda _answer: ["beat 3 is missing"]), lambda: None)


def test_an_answer_without_end_is_refused_with_what_to_set(models_dir: Path) -> None:
    with pytest.raises(Refused, match="ANSWER_TOKENS_MAX"):
        _model(models_dir, answer_tokens_max=16).ask(_question(), lambda: None)


class Crowded(LocalModel):
    """On a device that has no room for an answer while another model is warm."""

    def _completed(self, *asked: Any) -> str:
        if "other" in warm_pool("cpu").names:
            raise torch_module().OutOfMemoryError("CUDA out of memory. Tried to allocate 2.00 GiB")
        return super()._completed(*asked)


def test_other_warm_models_go_before_an_answer_is_given_up(models_dir: Path) -> None:
    pool = warm_pool("cpu")
    with pool.borrow("other", 0, object):
        pass
    model = _model(models_dir)
    crowded = Crowded(model._engine, model._options)

    assert crowded.ask(_question(), lambda: None) == model.ask(_question(), lambda: None)
    assert "other" not in pool.names


def test_files_that_are_no_language_model_are_refused(models_dir: Path, tmp_path: Path) -> None:
    shutil.copytree(models_dir, tmp_path / "models")
    config = next((tmp_path / "models").rglob("config.json"))
    config.write_text('{"model_type": "no such kind"}')
    warm_pool("cpu").let_go()

    with pytest.raises(Refused, match="tiny/llama@tiny can't be loaded as a language model"):
        _model(tmp_path / "models").ask(_question(), lambda: None)


def test_a_question_beyond_the_models_context_is_refused_and_not_asked(models_dir: Path) -> None:
    long = replace(_question(), data={"beats": ["Mara runs. " * 2_000]})

    with pytest.raises(Refused, match=r"tokens does not go into the context of tiny/llama, which has 16384: .*CHUNK_CHARACTERS"):
        _model(models_dir).ask(long, lambda: None)


def test_asking_stops_at_the_next_token_once_the_film_is_cancelled(models_dir: Path) -> None:
    tokens = 0

    def progress() -> None:
        nonlocal tokens
        tokens += 1
        if tokens == 5:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        _model(models_dir).ask(_question(), progress)
    assert tokens == 5


@pytest.mark.parametrize("stage", [Stage.SCREENPLAY, Stage.MODERATION, Stage.SHOTS])
def test_without_weights_the_engines_say_what_to_do(tmp_path: Path, stage: Stage) -> None:
    options = engine_options(stage, "local_llm", {"FILM_MODELS_DIR": str(tmp_path)})

    assert engine_class(stage, "local_llm").unavailable(options) == (
        "the model Qwen/Qwen3-8B is not in the registry: `film models add Qwen/Qwen3-8B`"
    )
