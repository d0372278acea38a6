"""Chooses the engines of a profile: a worker can see what is installed, the workflow can't."""

from collections.abc import Mapping

from temporalio import activity

from activities.engines import engine_class, engine_options
from activities.failures import for_temporal
from activities.film.encoders import software
from activities.film.versions import ASSEMBLE_VERSION, MIX_VERSION
from schemas.engines import EngineChoice, Queue
from schemas.failures import Refused
from schemas.making import ChooseEngines, EnginesChosen
from schemas.profiles import PROFILES, EngineUse, Profile
from schemas.stages import Stage

MIXER = EngineChoice(stage=Stage.FILM, name="mix", version=MIX_VERSION)
ASSEMBLER = EngineChoice(stage=Stage.FILM, name="assemble", version=ASSEMBLE_VERSION)


class Casting:
    """The activity that resolves profiles."""

    def __init__(self, engine_settings: Mapping[str, str]) -> None:
        """`engine_settings` are the `FILM_<STAGE>_<ENGINE>_*` variables."""
        self._engine_settings = engine_settings

    @activity.defn
    async def choose_engines(self, order: ChooseEngines) -> EnginesChosen:
        """The engine, version and queue of every stage of a profile."""
        with for_temporal():
            return cast_profile(order.profile, self._engine_settings)


def cast_profile(name: str, engine_settings: Mapping[str, str]) -> EnginesChosen:
    """The engines of a profile.

    Raises:
        Refused: There is no such profile, or one of its engines can't run; says what to do.
    """
    if name not in PROFILES:
        msg = f"no profile '{name}'; there are {', '.join(sorted(PROFILES))}"
        raise Refused(msg)
    profile = PROFILES[name]
    engines: dict[Stage, EngineChoice] = {}
    queues: dict[Stage, Queue] = {}
    for stage in Stage:
        engines[stage], queues[stage] = _choice(profile, stage, profile.stages[stage], engine_settings)
    return EnginesChosen(engines=engines, queues=queues, mixer=MIXER, assembler=ASSEMBLER)


def _choice(profile: Profile, stage: Stage, use: EngineUse, engine_settings: Mapping[str, str]) -> tuple[EngineChoice, Queue]:
    if stage is Stage.FILM:
        return software("h264").choice, Queue.CPU
    cls = engine_class(stage, use.engine)
    options = engine_options(stage, use.engine, engine_settings, use.options)
    reason = cls.unavailable(options)
    if reason:
        msg = f"profile '{profile.name}' needs {stage} engine '{use.engine}', which is not available: {reason}"
        raise Refused(msg)
    return EngineChoice(stage=stage, name=use.engine, version=cls.version, model=cls.model(options), options=use.options), cls.queue
