"""Miniatures: models of the real classes with random weights, of a few megabytes each, for trying the whole pipeline without a download.

They paint noise, speak nonsense and play noise, through the very code that runs the real weights. Building needs torch and the extras of
the engines they are for; their modules are found by name, so that nothing else imports them.
"""

import importlib
import pkgutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from activities.models.torch_setup import torch_module
from schemas.failures import Refused
from schemas.profiles import PROFILES

PACKAGE = "activities.models.tiny"
"""A module a family: functions `make_tiny_*(models_dir)`, and in `TINY` the options under which its engines run with what they make."""
PROFILE = "tiny"
"""The profile that is made of miniatures."""
_BUILDER = "make_tiny_"

_ANNEXES = {"audiocraft": "`./film install audiocraft`, then `.venv-audiocraft/bin/python -m api.cli models miniatures audiocraft`"}
"""How those are built whose library has an environment of its own."""

Option = str | int | float | bool
Tell = Callable[[str], None]


@dataclass(frozen=True)
class Family:
    """The miniatures of one module."""

    name: str
    engines: Mapping[str, Mapping[str, Option]]
    """Options by engine."""
    builders: tuple[Callable[[Path], object], ...]
    """Each builds and registers what it is called after."""

    def build(self, models_dir: Path) -> None:
        """Build all of it, anew; the same bytes every time."""
        for builder in self.builders:
            builder(models_dir)


def families() -> dict[str, Family]:
    """Every family by name; imports its module, but no model library."""
    package = importlib.import_module(PACKAGE)
    found = {}
    for name in sorted(module.name for module in pkgutil.iter_modules(package.__path__)):
        module = importlib.import_module(f"{PACKAGE}.{name}")
        engines = getattr(module, "TINY", None)
        if engines is not None:
            own = {key: value for key, value in vars(module).items() if key.startswith(_BUILDER) and value.__module__ == module.__name__}
            found[name] = Family(name, engines, tuple(own.values()))
    return found


def of_profile() -> list[str]:
    """The families that the profile of miniatures needs."""
    wanted = {use.engine for use in PROFILES[PROFILE].stages.values()}
    return [family.name for family in families().values() if wanted & family.engines.keys()]


def build(models_dir: Path, names: Iterable[str], tell: Tell) -> list[Family]:
    """Build some families into a registry.

    Args:
        models_dir: The registry.
        names: Families.
        tell: Told the name of each as it is begun.

    Raises:
        Refused: There is no such family, or what it is built with is not installed.
    """
    known = families()
    wanted = list(names)
    unknown = [name for name in wanted if name not in known]
    if unknown:
        msg = f"no miniatures '{unknown[0]}'; there are {', '.join(known)}"
        raise Refused(msg)
    try:
        torch_module()
        _hush()
        for name in wanted:
            tell(name)
            known[name].build(models_dir)
    except ModuleNotFoundError as error:
        how = _ANNEXES.get(error.name or "", "`./film install models`")
        msg = f"miniatures are built with the model libraries, and {error.name} is not installed: {how}"
        raise Refused(msg) from error
    return [known[name] for name in wanted]


def _hush() -> None:
    """Keep the libraries from telling of every file they write, and of image processors nobody uses."""
    from transformers.utils import logging  # noqa: PLC0415 - seconds

    logging.set_verbosity_error()
    logging.disable_progress_bar()
