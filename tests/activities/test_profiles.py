"""Profiles name engines and options that exist, and what is sold as commercial is."""

import pytest

from activities.engines import engine_class, engine_names, engine_options
from activities.models.catalogue import KNOWN
from activities.models.engine import ModelEngine, ModelOptions
from activities.models.miniatures import families, of_profile
from schemas.profiles import PROFILES, STUDIO
from schemas.stages import Stage

CAST = [(profile.name, stage) for profile in PROFILES.values() for stage in profile.stages if stage is not Stage.FILM]


def weights(profile: str, stage: Stage) -> str:
    """The model a profile's engine runs on; "" for engines without one."""
    use = PROFILES[profile].stages[stage]
    options = engine_options(stage, use.engine, {}, {**use.options})
    return options.model if isinstance(options, ModelOptions) else ""


@pytest.mark.parametrize(("profile", "stage"), CAST)
def test_every_engine_of_a_profile_exists_and_takes_its_options(profile: str, stage: Stage) -> None:
    use = PROFILES[profile].stages[stage]

    assert use.engine in engine_names(stage)
    engine_options(stage, use.engine, {}, {**use.options})
    assert not use.fallback or use.fallback in engine_names(stage)


@pytest.mark.parametrize("profile", [profile.name for profile in STUDIO])
def test_the_weights_of_a_studio_profile_are_in_the_catalogue_for_their_engine(profile: str) -> None:
    for stage, use in PROFILES[profile].stages.items():
        if stage is not Stage.FILM and issubclass(engine_class(stage, use.engine), ModelEngine):
            assert f"{stage}/{use.engine}" in KNOWN[weights(profile, stage)].engines


@pytest.mark.parametrize("profile", ["preview", "studio-commercial"])
def test_profiles_for_commercial_films_use_nothing_that_forbids_them(profile: str) -> None:
    for stage, use in PROFILES[profile].stages.items():
        if stage is Stage.FILM:
            continue
        model_id = weights(profile, stage)
        terms = KNOWN[model_id].terms if model_id else engine_class(stage, use.engine).terms(engine_options(stage, use.engine, {}))
        assert terms.commercial_use, f"{stage}: {terms.licence}"


@pytest.mark.parametrize("profile", [profile.name for profile in STUDIO if "Not for commercial films" in profile.summary])
def test_profiles_that_are_not_for_commercial_films_say_why_in_the_catalogue(profile: str) -> None:
    ids = [weights(profile, stage) for stage in PROFILES[profile].stages if stage is not Stage.FILM]

    assert any(not KNOWN[model_id].terms.commercial_use for model_id in ids if model_id)


def test_the_tiny_profile_runs_on_miniatures_alone() -> None:
    built = {str(options["model"]) for name in of_profile() for options in families()[name].engines.values()}
    used = {weights("tiny", stage) for stage in PROFILES["tiny"].stages if stage is not Stage.FILM} - {""}

    assert len(used) >= 4
    assert used <= built
