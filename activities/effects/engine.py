"""What every effects engine is: one `MakeEffects` in, one file out (see `schemas/effects.py` for what it must be)."""

from typing import ClassVar

from activities.engines import Engine
from schemas.effects import MakeEffects
from schemas.stages import Stage


class EffectsEngine(Engine[MakeEffects]):
    """The root of the effects engines."""

    stage: ClassVar[Stage] = Stage.EFFECTS
