"""The catalogue knows what engines run on by default, and which of a repository's files they read."""

from fnmatch import fnmatch
from pathlib import Path

import pytest

from activities.engines import engine_class, engine_names
from activities.models.catalogue import KNOWN, KnownModel, absent
from activities.models.engine import ModelEngine
from activities.models.headers import PICKLED
from activities.models.hub import Hub
from activities.models.registry import Registry
from schemas.failures import Refused
from schemas.stages import Stage

ENGINES = [(stage, name) for stage in Stage for name in engine_names(stage) if issubclass(engine_class(stage, name), ModelEngine)]

LTX_VIDEO = {
    "License.txt",
    "README.md",
    "ltx-video-2b-v0.9.safetensors",
    "ltxv-13b-0.9.8-dev.safetensors",
    "media/trailer.gif",
    "model_index.json",
    "scheduler/scheduler_config.json",
    "text_encoder/config.json",
    "text_encoder/model-00001-of-00004.safetensors",
    "text_encoder/model.safetensors.index.json",
    "tokenizer/spiece.model",
    "transformer/diffusion_pytorch_model.safetensors",
    "vae/diffusion_pytorch_model.safetensors",
}
"""Of its repository, a file of each kind."""


def fetched(model: KnownModel, names: set[str]) -> set[str]:
    """Those of a repository's files that are fetched."""
    return {name for name in names if any(fnmatch(name, pattern) for pattern in model.files)}


@pytest.mark.parametrize(("stage", "name"), ENGINES)
def test_every_model_an_engine_names_by_default_is_known_for_it(stage: Stage, name: str) -> None:
    fields = engine_class(stage, name).Options.model_fields
    named = {fields[option].default for option in fields if option == "model" or option.endswith("_model")} - {""}

    for model_id in named:
        assert {f"{stage}/{name}", f"{stage}/*"} & set(KNOWN[model_id].engines), model_id


@pytest.mark.parametrize("model", KNOWN.values(), ids=lambda model: model.id)
def test_a_known_model_is_for_engines_that_are_there_and_brings_the_files_they_need(model: KnownModel) -> None:
    for engine in model.engines:
        stage, _, name = engine.partition("/")
        assert name == "*" or name in engine_names(Stage(stage)), engine
        if name != "*" and engine_class(Stage(stage), name).Options.model_fields["model"].default == model.id:
            needed = set(engine_class(Stage(stage), name).needs_files)  # type: ignore[attr-defined]
            assert fetched(model, needed) == needed


@pytest.mark.parametrize("model", KNOWN.values(), ids=lambda model: model.id)
def test_pickles_are_named_one_by_one(model: KnownModel) -> None:
    patterns = {pattern for pattern in model.files if pattern.endswith(PICKLED) and not pattern.startswith("*")}

    assert patterns <= set(model.pickles)
    assert all(fetched(model, {pickle}) for pickle in model.pickles)


def test_of_a_repository_with_many_checkpoints_the_pipeline_is_fetched() -> None:
    left = LTX_VIDEO - fetched(KNOWN["Lightricks/LTX-Video"], LTX_VIDEO)

    assert left == {"README.md", "ltx-video-2b-v0.9.safetensors", "ltxv-13b-0.9.8-dev.safetensors", "media/trailer.gif"}


def test_of_a_repository_with_two_formats_audiocrafts_is_fetched() -> None:
    names = {"state_dict.bin", "compression_state_dict.bin", "model-00001-of-00002.safetensors", "config.json", "spiece.model"}

    assert fetched(KNOWN["facebook/musicgen-melody"], names) == {"state_dict.bin", "compression_state_dict.bin"}


def test_what_is_not_on_the_hub_says_where_it_is(tmp_path: Path) -> None:
    with Hub() as hub, pytest.raises(Refused, match=r"wav2lip is not on the hub: .* `film models add wav2lip --from FOLDER`"):
        Registry(tmp_path).download(hub, "wav2lip")


@pytest.mark.parametrize(
    ("model_id", "advice"),
    [
        ("suno/bark", "`film models add suno/bark`"),
        ("me/mine", "`film models add me/mine`"),
        ("tiny/sdxl", "`film models miniatures`"),
        ("wav2lip", "fetch its files from https://github.com/Rudrabha/Wav2Lip, then `film models add wav2lip --from FOLDER`"),
    ],
)
def test_what_is_absent_is_told_with_what_brings_it(model_id: str, advice: str) -> None:
    assert absent(model_id).startswith(f"the model {model_id} is not in the registry: {advice}")
