"""Profiles name engines and options that exist, and what is sold as commercial is."""

import re
from pathlib import Path

import pytest

from activities.engines import engine_class, engine_names, engine_options
from activities.models.catalogue import KNOWN
from activities.models.engine import ModelEngine, ModelOptions
from activities.models.miniatures import families, of_profile
from schemas.profiles import PROFILES, STUDIO
from schemas.stages import Stage

ROOT = Path(__file__).parents[2]
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


@pytest.mark.parametrize("profile", ["preview", "studio-commercial", "studio-commercial-talking"])
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


def rows(page: str) -> dict[str, list[str]]:
    """The rows of a page's tables that begin with something in code, by each such name."""
    found: dict[str, list[str]] = {}
    for line in (ROOT / page).read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")] if line.startswith("| ") else []
        for name in re.findall(r"`([^`]+)`", " ".join(cells[:2])):
            found.setdefault(name, []).append(line)
    return found


def forbids_money(profile: str) -> bool:
    """Whether any weights of a profile forbid commercial films."""
    ids = [weights(profile, stage) for stage in PROFILES[profile].stages if stage is not Stage.FILM]
    return any(not KNOWN[model_id].terms.commercial_use for model_id in ids if model_id)


@pytest.mark.parametrize("page", ["README.md", "docs/models.md"])
@pytest.mark.parametrize("profile", [profile.name for profile in STUDIO])
def test_a_studio_profile_is_documented_and_what_is_said_of_money_is_so(profile: str, page: str) -> None:
    told = rows(page).get(profile) or rows(page).get(profile.replace("studio", "", 1), [])

    assert told, f"{page} has no row of {profile}"
    cells = [row.strip("| ").split("|")[-1].strip() for row in told if row.count("|") >= 5 or page == "README.md"]
    assert cells
    assert all((cell == "no") == forbids_money(profile) for cell in cells), cells


@pytest.mark.parametrize(
    "model_id", sorted({weights(profile.name, stage) for profile in STUDIO for stage in profile.stages if stage is not Stage.FILM} - {""})
)
def test_the_weights_of_studio_profiles_are_documented_with_their_licence_and_memory(model_id: str) -> None:
    short = f"-{model_id.rpartition('-')[2]}"
    (row, *_) = rows("docs/models.md").get(model_id) or rows("docs/models.md")[short]
    _, licence, money, resident, _ = (cell.strip() for cell in row.strip("| ").split("|"))

    assert money.startswith("no") == (not KNOWN[model_id].terms.commercial_use)
    assert float(re.split(r"[ ,]", resident)[0]) > 0
    assert licence.split()[0][:4].casefold() in KNOWN[model_id].terms.licence.replace("Coqui Public Model License", "CPML").casefold()
