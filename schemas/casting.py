"""How a film gets its engines: what is asked of the workers that know what is installed, and what they answer."""

from schemas.engines import EngineChoice, Guest, Queue, Wish
from schemas.making import FilmOrder
from schemas.message import Message
from schemas.options import Codec
from schemas.plan import FilmPlan
from schemas.screenplay import title_of_file
from schemas.stages import OPTIONAL, Stage


class ChooseEngines(Message):
    """Asks for the engines of a profile."""

    profile: str
    engines: list[Wish] = []
    """Those that the film has instead of the profile's."""
    wishes: list[Wish] = []
    """What single shots have for themselves."""
    codec: Codec = "h264"
    commercial_only: bool = False
    """Refuse engines whose licence, or whose model's, forbids commercial use."""
    is_moderated: bool = True
    """Whether words are looked through; else no engine is needed for it."""
    is_translated: bool = False
    """Whether the film has subtitles in further languages."""
    queue: Queue = Queue.WORKFLOWS
    """Whose worker is asked: it answers for what it can see, the one of the workflows for everything that runs on CPUs."""


class EnginesChosen(Message):
    """The engines of a film."""

    engines: dict[Stage, EngineChoice]
    queues: dict[Stage, Queue]
    guests: list[Guest] = []
    """Of single shots."""
    beneath: EngineChoice | None = None
    """Who makes the clips of speaking shots where the lipsync engine leaves nothing but their first frame; on CPUs. None: they count."""
    mixer: EngineChoice
    assembler: EngineChoice
    translator: EngineChoice | None = None
    """None for films without subtitles in further languages."""
    notes: list[str] = []
    """What is other than was wished for: no such hardware here."""
    elsewhere: list[Queue] = []
    """Queues whose workers have to be asked for the engines that are missing here: only they know what is installed there."""

    def with_those_of(self, other: "EnginesChosen") -> "EnginesChosen":
        """These engines and another queue's."""
        return self.model_copy(
            update={
                "engines": {**self.engines, **other.engines},
                "queues": {**self.queues, **other.queues},
                "guests": [*self.guests, *other.guests],
                "beneath": self.beneath or other.beneath,
                "notes": [*self.notes, *other.notes],
                "elsewhere": [],
            }
        )

    def plan_of(self, order: FilmOrder) -> FilmPlan:
        """The first plan of a film."""
        return FilmPlan(
            film=order.film,
            owner=order.owner,
            options=order.options,
            engines=self.engines,
            queues=self.queues,
            beneath=self.beneath,
            mixer=self.mixer,
            assembler=self.assembler,
            translator=self.translator,
            title=title_of_file(order.script_name),
            language=order.options.language,
        )

    def taken_over(self, plan: FilmPlan) -> FilmPlan:
        """The plan with these engines; what its own ones made stays in the film, and they make nothing more."""
        # What a film was begun without, the mix made for its shots: it stays so, or every one of them would change.
        engines = {stage: one for stage, one in self.engines.items() if stage not in OPTIONAL or stage in plan.engines}
        former = {stage: made for stage, made in plan.former.items() if stage in engines}
        for stage, engine in ((stage, engine) for stage, engine in plan.engines.items() if stage in engines):
            # Segments of two encoders can't be joined, and what is encoded is nobody's taste: all of them are made again.
            # What looks words through leaves nothing in the film either.
            if stage not in {Stage.FILM, Stage.MODERATION} and engine != engines[stage]:
                former[stage] = _with(former.get(stage, []), engine, engines[stage])
        mixers = plan.former_mixers if plan.mixer == self.mixer else _with(plan.former_mixers, plan.mixer, self.mixer)
        own = {name: value for name, value in self if name not in {"notes", "elsewhere", "guests"}}
        guests = [_taken_over(guest, plan.guests) for guest in self.guests]
        # an edit may have brought others while these were cast
        cast = [guest.wish for guest in guests]
        guests += [guest for guest in plan.guests if guest.wish not in cast and guest.wish in plan.edits.wishes]
        return plan.model_copy(update={**own, "engines": engines, "guests": guests, "former": former, "former_mixers": mixers})


def _taken_over(new: Guest, guests: list[Guest]) -> Guest:
    """A guest with what the same wish led to before."""
    before = next((guest for guest in guests if guest.wish == new.wish), None)
    if before is None:
        return new
    same = before.choice == new.choice
    return new.model_copy(update={"former": before.former if same else _with(before.former, before.choice, new.choice)})


def _with(former: list[EngineChoice], replaced: EngineChoice, new: EngineChoice) -> list[EngineChoice]:
    return [engine for engine in [*former, replaced] if engine != new]
