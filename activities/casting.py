"""Chooses the engines of a profile: a worker can see what is installed, the workflow can't."""

from temporalio import activity

from activities.engines import engine_class
from activities.failures import for_temporal
from activities.film.versions import ASSEMBLE_VERSION, MIX_VERSION
from activities.film.x264 import ENGINE_NAME, ENGINE_VERSION
from schemas.engines import EngineChoice, Queue
from schemas.failures import Refused
from schemas.making import ChooseEngines, EnginesChosen
from schemas.profiles import PROFILES, EngineUse, Profile
from schemas.stages import Stage

MIXER = EngineChoice(stage=Stage.FILM, name="mix", version=MIX_VERSION)
ASSEMBLER = EngineChoice(stage=Stage.FILM, name="assemble", version=ASSEMBLE_VERSION)


class Casting:
    """The activity that resolves profiles."""

    @activity.defn
    async def choose_engines(self, order: ChooseEngines) -> EnginesChosen:
        """The engine, version and queue of every stage of a profile."""
        with for_temporal():
            return cast_profile(order.profile)


def cast_profile(name: str) -> EnginesChosen:
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
        engines[stage], queues[stage] = _choice(profile, stage, profile.stages[stage])
    return EnginesChosen(engines=engines, queues=queues, mixer=MIXER, assembler=ASSEMBLER)


def _choice(profile: Profile, stage: Stage, use: EngineUse) -> tuple[EngineChoice, Queue]:
    if stage is Stage.FILM:
        return EngineChoice(stage=stage, name=ENGINE_NAME, version=ENGINE_VERSION), Queue.CPU
    cls = engine_class(stage, use.engine)
    reason = cls.unavailable()
    if reason:
        msg = f"profile '{profile.name}' needs {stage} engine '{use.engine}', which is not available: {reason}"
        raise Refused(msg)
    return EngineChoice(stage=stage, name=use.engine, version=cls.version, options=use.options), cls.queue
