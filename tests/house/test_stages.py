"""One word a stage, the same in every folder."""

import importlib.util

import pytest

from activities.engines import engine_class, engine_names
from schemas.profiles import PROFILES
from schemas.stages import OPTIONAL, Stage


@pytest.mark.parametrize("stage", Stage)
def test_a_stage_has_its_messages_and_its_folder(stage: Stage) -> None:
    assert importlib.util.find_spec(f"schemas.{stage}") is not None
    assert importlib.util.find_spec(f"activities.{stage}.activity") is not None


@pytest.mark.parametrize("name", PROFILES)
def test_a_profile_names_an_engine_for_every_stage_it_must_have(name: str) -> None:
    profile = PROFILES[name]

    assert list(profile.stages) == [stage for stage in Stage if stage in profile.stages]
    assert set(profile.stages) | OPTIONAL == set(Stage)
    for stage, use in profile.stages.items():
        assert stage is Stage.FILM or use.engine in engine_names(stage)


@pytest.mark.parametrize(("stage", "name"), [(stage, name) for stage in Stage for name in engine_names(stage)])
def test_an_engine_tells_what_it_is(stage: Stage, name: str) -> None:
    engine = engine_class(stage, name)

    assert engine.stage is stage
    assert engine.version
    assert engine.summary
    assert engine.licence
