"""What processes do without: a worker's memory is counted in what it imports, and the `film` command answers at once."""

import subprocess
import sys

from schemas.profiles import PROFILES
from schemas.stages import Stage

_PROGRAM = """
import importlib, sys
from activities.engines import engine_class
from schemas.stages import Stage
for name in ("running", "tidying"):
    importlib.import_module(f"workers.{name}")
for name in ("assemble", "sound.finish", "sound.mix", "sound.scene", "segments", "quality.inspect"):
    importlib.import_module(f"activities.film.{name}")
for use in sys.argv[1:]:
    stage, _, name = use.partition("/")
    engine = engine_class(Stage(stage), name)
    engine(engine.Options())
print(*sys.modules)
"""


def test_a_worker_of_drawn_films_imports_no_scientific_library() -> None:
    engines = [f"{stage}/{use.engine}" for stage, use in PROFILES["draft"].stages.items() if stage is not Stage.FILM]
    run = subprocess.run([sys.executable, "-c", _PROGRAM, *engines], check=True, capture_output=True, text=True, timeout=60)
    packages = {module.partition(".")[0] for module in run.stdout.split()}

    assert {"av", "cv2", "skia", "soundfile", "workers"} <= packages
    assert packages.isdisjoint({"scipy", "torch", "transformers", "diffusers", "pandas", "matplotlib"})


def test_a_worker_without_models_leaves_out_what_libraries_would_import_in_vain() -> None:
    command = [sys.executable, "-X", "importtime", "-m", "workers", "no-such-queue"]
    run = subprocess.run(command, check=False, capture_output=True, text=True, timeout=60)
    # what was tried in vain is listed too, so only what lies inside a package tells that it was imported
    inside = {line.rpartition("|")[2].strip().rpartition(".")[0] for line in run.stderr.splitlines() if line.startswith("import time:")}

    assert "the queues are" in run.stderr
    assert {"temporalio", "structlog", "workers"} <= inside
    assert inside.isdisjoint({"grpc", "rich"})


def test_the_command_waits_for_nothing_that_only_servers_use() -> None:
    run = subprocess.run(
        [sys.executable, "-c", "import api.cli, sys; print(*sys.modules)"], check=True, capture_output=True, text=True, timeout=60
    )
    packages = {module.partition(".")[0] for module in run.stdout.split()}

    assert {"api", "schemas", "typer", "httpx"} <= packages
    assert packages.isdisjoint({"activities", "workflows", "deploy", "fastapi", "sqlalchemy", "temporalio", "minio", "numpy"})
