"""Chooses the engines of a profile: a worker can see what is installed, the workflow can't."""

import asyncio
from collections.abc import Mapping

from temporalio import activity

from activities.engines import engine_class, engine_options
from activities.failures import for_temporal
from activities.film.choosing import HARDWARE_SETTING, choose_encoder, why_not
from activities.film.versions import ASSEMBLE_VERSION, MIX_VERSION
from schemas.engines import EngineChoice, Queue
from schemas.failures import Refused
from schemas.making import ChooseEngines, EnginesChosen
from schemas.options import Codec
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
            # in a thread: looking for hardware opens encoders
            return await asyncio.to_thread(cast_profile, order.profile, self._engine_settings, order.codec)


def cast_profile(name: str, engine_settings: Mapping[str, str], codec: Codec = "h264") -> EnginesChosen:
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
        if stage is not Stage.FILM:
            engines[stage], queues[stage] = _choice(profile, stage, profile.stages[stage], engine_settings)
    wanted = str(profile.stages[Stage.FILM].options.get("hardware", engine_settings.get(HARDWARE_SETTING, "none")))
    encoder, note = choose_encoder(codec, wanted, why_not)
    engines[Stage.FILM], queues[Stage.FILM] = encoder.choice, Queue.CPU
    # the manifest tells what was wanted and is missing; so it counts into the key of the film, not into those of its segments
    assembler = ASSEMBLER.model_copy(update={"options": {"hardware_missing": wanted}}) if note else ASSEMBLER
    return EnginesChosen(engines=engines, queues=queues, mixer=MIXER, assembler=assembler, notes=[note] if note else [])


def _choice(profile: Profile, stage: Stage, use: EngineUse, engine_settings: Mapping[str, str]) -> tuple[EngineChoice, Queue]:
    cls = engine_class(stage, use.engine)
    options = engine_options(stage, use.engine, engine_settings, use.options)
    reason = cls.unavailable(options)
    if reason:
        msg = f"profile '{profile.name}' needs {stage} engine '{use.engine}', which is not available: {reason}"
        raise Refused(msg)
    return EngineChoice(stage=stage, name=use.engine, version=cls.version, model=cls.model(options), options=use.options), cls.queue
