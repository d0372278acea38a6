"""Chooses the engines of a profile: a worker can see what is installed, the workflow can't."""

import asyncio
from collections.abc import Mapping

from temporalio import activity

from activities.engines import check_wanted, engine_class, engine_options
from activities.failures import for_temporal
from activities.film.coding.choosing import HARDWARE_SETTING, choose_encoder, why_not
from activities.film.versions import ASSEMBLE_VERSION, MIX_VERSION
from activities.images.engine import ImageEngine
from activities.lipsync.engine import LipsyncEngine
from schemas.casting import ChooseEngines, EnginesChosen
from schemas.engines import EngineChoice, Guest, Queue, Wish
from schemas.failures import Refused
from schemas.profiles import MODERATOR_SETTING, PROFILES, EngineUse, Profile
from schemas.stages import Stage

MIXER = EngineChoice(stage=Stage.FILM, name="mix", version=MIX_VERSION)
ASSEMBLER = EngineChoice(stage=Stage.FILM, name="assemble", version=ASSEMBLE_VERSION)

TRANSLATOR = "translator"

BENEATH = "camera"
"""The clips engine whose clips cost little: seconds on a CPU."""


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
            return await asyncio.to_thread(cast_profile, order, self._engine_settings)


def cast_profile(order: ChooseEngines, engine_settings: Mapping[str, str], profiles: Mapping[str, Profile] = PROFILES) -> EnginesChosen:
    """The engines of a profile, as far as the worker of `order.queue` can see.

    Raises:
        Refused: There is no such profile, one of its engines or of those wanted besides can't run, or its licence is not wanted; says what
            to do.
    """
    if order.profile not in profiles:
        msg = f"no profile '{order.profile}'; there are {', '.join(sorted(profiles))}"
        raise Refused(msg)
    for wish in (*order.engines, *order.wishes):
        check_wanted(wish.stage, wish.wanted)
    profile = profiles[order.profile].with_engines(order.engines)
    profile = profile.moderated_by(engine_settings.get(MODERATOR_SETTING)).for_film(is_moderated=order.is_moderated)
    view = _View(order.queue)
    engines: dict[Stage, EngineChoice] = {}
    queues: dict[Stage, Queue] = {}
    for stage, use in profile.stages.items():
        queue = None if stage is Stage.FILM else view.queue_of(stage, use.engine)
        if queue is not None:
            engines[stage], queues[stage] = _choice(order, profile, stage, engine_settings), queue
    guests: list[Guest] = []
    for wish in order.wishes:
        queue = view.queue_of(wish.stage, wish.wanted.engine)
        if queue is not None:
            alone = profile.with_engines([_with_sheets(profile, wish, engine_settings)])
            choice = _choice(order, alone, wish.stage, engine_settings)
            guests.append(Guest(wish=wish, choice=choice, queue=queue, beneath=_beneath(choice, order, engine_settings)))
    assembler, notes = ASSEMBLER, []
    if order.queue is Queue.WORKFLOWS:
        wanted = str(profile.stages[Stage.FILM].options.get("hardware", engine_settings.get(HARDWARE_SETTING, "none")))
        encoder, note = choose_encoder(order.codec, wanted, why_not)
        engines[Stage.FILM], queues[Stage.FILM] = encoder.choice, Queue.CPU
        if note:
            # the manifest tells what was wanted and is missing; so it counts into the key of the film, not into those of its segments
            assembler, notes = ASSEMBLER.model_copy(update={"options": {"hardware_missing": wanted}}), [note]
    translator = _translator(order, engine_settings) if order.is_translated and order.queue is Queue.WORKFLOWS else None
    return EnginesChosen(
        translator=translator,
        engines=engines,
        queues=queues,
        guests=guests,
        beneath=_beneath(engines.get(Stage.LIPSYNC), order, engine_settings),
        mixer=MIXER,
        assembler=assembler,
        notes=notes,
        elsewhere=list(view.elsewhere),
    )


class _View:
    """What the worker of one queue sees: the engines of its own, and of those on a CPU whoever runs workflows."""

    def __init__(self, queue: Queue) -> None:
        self._own = queue
        self.elsewhere: dict[Queue, None] = {}
        """Where else to ask, in order; only whoever runs workflows asks around."""

    def queue_of(self, stage: Stage, engine: str) -> Queue | None:
        """The queue of an engine that is seen from here, else None."""
        queue = engine_class(stage, engine).queue
        seen_from = Queue.WORKFLOWS if queue is Queue.CPU else queue
        if seen_from is self._own:
            return queue
        if self._own is Queue.WORKFLOWS:
            self.elsewhere[seen_from] = None
        return None


def _beneath(lips: EngineChoice | None, order: ChooseEngines, engine_settings: Mapping[str, str]) -> EngineChoice | None:
    """Who makes the clips under a lipsync engine of which it leaves nothing; None where clips count."""
    if lips is None or lips.stage is not Stage.LIPSYNC:
        return None
    maker = engine_class(lips.stage, lips.name)
    options = engine_options(lips.stage, lips.name, engine_settings, lips.options)
    if not (issubclass(maker, LipsyncEngine) and maker.makes_whole(options)):
        return None
    alone = Profile(name=order.profile, summary="", stages={Stage.CLIPS: EngineUse(engine=BENEATH)})
    return _choice(order, alone, Stage.CLIPS, engine_settings)


def _with_sheets(profile: Profile, wish: Wish, engine_settings: Mapping[str, str]) -> Wish:
    """A wish for a shot; in a film that is painted from character sheets it is for these too, unless it says otherwise."""
    own, wanted = profile.stages.get(wish.stage), wish.wanted
    painter = engine_class(wish.stage, wanted.engine)
    if own is None or not own.options.get("sheets") or not issubclass(painter, ImageEngine):
        return wish
    if not painter.takes_sheets(engine_options(wish.stage, wanted.engine, engine_settings, wanted.options)):
        return wish
    return wish.model_copy(update={"wanted": wanted.model_copy(update={"options": {"sheets": True, **wanted.options}})})


def _translator(order: ChooseEngines, engine_settings: Mapping[str, str]) -> EngineChoice:
    cls = engine_class(Stage.FILM, TRANSLATOR)
    options = engine_options(Stage.FILM, TRANSLATOR, engine_settings)
    reason = cls.unavailable(options)
    if reason:
        msg = f"subtitles in other languages need the film engine '{TRANSLATOR}', which is not available: {reason}"
        raise Refused(msg)
    if order.commercial_only and not cls.terms(options).commercial_use:
        msg = f"the model that translates subtitles ({cls.model(options)}) forbids commercial use, and this film must allow it"
        raise Refused(msg)
    return EngineChoice(stage=Stage.FILM, name=TRANSLATOR, version=cls.version, model=cls.model(options))


def _choice(order: ChooseEngines, profile: Profile, stage: Stage, engine_settings: Mapping[str, str]) -> EngineChoice:
    use = profile.stages[stage]
    cls = engine_class(stage, use.engine)
    options = engine_options(stage, use.engine, engine_settings, use.options)
    reason = cls.unavailable(options)
    if reason:
        msg = f"profile '{profile.name}' needs {stage} engine '{use.engine}', which is not available: {reason}"
        raise Refused(msg)
    terms, model = cls.terms(options), cls.model(options)
    if order.commercial_only and not terms.commercial_use:
        what = f"{stage} engine '{use.engine}'{f' with {model}' if model else ''}"
        msg = f"profile '{profile.name}' uses {what}, whose licence ({terms.licence}) forbids commercial use, and this film must allow it"
        raise Refused(msg)
    return EngineChoice(
        stage=stage,
        name=use.engine,
        version=cls.version,
        model=model,
        options=use.options,
        fallback=_choice(order, profile.falling_back(stage), stage, engine_settings) if use.fallback else None,
    )
