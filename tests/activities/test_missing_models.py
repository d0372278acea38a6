"""Without model libraries, or without weights, engines say what to do about it, and nothing else is touched by that."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from activities.engines import engine_class, engine_info, engine_names
from activities.models.catalogue import KNOWN
from activities.models.engine import ModelEngine
from schemas.stages import Stage

ROOT = Path(__file__).parents[2]
LIBRARIES = [
    "accelerate",
    "audiocraft",
    "diffusers",
    "huggingface_hub",
    "llguidance",
    "mediapipe",
    "peft",
    "safetensors",
    "sentencepiece",
    "skimage",
    "tokenizers",
    "torch",
    "torchaudio",
    "torchcodec",
    "torchvision",
    "transformers",
    "TTS",
]
"""What the base install does not have."""

WITHOUT = """
import json, sys
from importlib.abc import MetaPathFinder

class Absent(MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in LIBRARIES:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
        return None

LIBRARIES = set(sys.argv[1].split(","))
sys.meta_path.insert(0, Absent())

import importlib.util
found = importlib.util.find_spec

def find_spec(name, package=None):
    return None if name.partition(".")[0] in LIBRARIES else found(name, package)

importlib.util.find_spec = find_spec
from activities.engines import engine_info, engine_names
from schemas.stages import Stage

told = [engine_info(stage, name, {}).model_dump(mode="json") for stage in Stage for name in engine_names(stage)]
print(json.dumps({"told": told, "loaded": sorted(LIBRARIES & sys.modules.keys())}))
"""
"""A Python in which the libraries are not installed: importing one fails, looking for one finds nothing."""

MODEL_ENGINES = [(stage, name) for stage in Stage for name in engine_names(stage) if issubclass(engine_class(stage, name), ModelEngine)]


def test_every_engine_tells_of_itself_where_no_model_library_is_installed() -> None:
    done = subprocess.run([sys.executable, "-c", WITHOUT, ",".join(LIBRARIES)], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    told = {(Stage(engine["stage"]), engine["name"]): engine["unavailable"] for engine in answer["told"]}

    assert set(told) == {(stage, name) for stage in Stage for name in engine_names(stage)}
    for model_engine in MODEL_ENGINES:
        assert told[model_engine].startswith("not available: it needs "), model_engine
        assert "pip install" in told[model_engine]
    assert told[Stage.IMAGES, "drawn"] is None


@pytest.mark.parametrize(("stage", "name"), MODEL_ENGINES)
def test_an_engine_without_weights_names_the_command_that_fetches_them(stage: Stage, name: str, tmp_path: Path) -> None:
    told = engine_info(stage, name, {"FILM_MODELS_DIR": str(tmp_path)}).unavailable

    assert told is not None
    assert told.startswith("not available: ")
    assert "film models add" in told or "pip install" in told


def test_an_engine_without_weights_tells_their_licence_as_the_catalogue_has_it(tmp_path: Path) -> None:
    settings = {"FILM_MODELS_DIR": str(tmp_path)}
    research, sold = (
        engine_info(Stage.CLIPS, "ltx", settings, {"model": model_id})
        for model_id in ("Lightricks/LTX-Video", "Lightricks/LTX-Video-0.9.5")
    )

    assert (research.licence, research.commercial_use) == (KNOWN["Lightricks/LTX-Video"].terms.licence, False)
    assert sold.commercial_use
