"""What every order has in common: an engine, a seed, a take, and for whom it is made."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar, Self

from pydantic import BaseModel

from schemas.engines import EngineChoice
from schemas.keys import artifact_key
from schemas.media import ArtifactRef
from schemas.message import Message
from schemas.stages import Stage


class About(Message):
    """For whom and for which place of the film an order is made; does not count into the key."""

    film: str
    owner: str
    cut: int
    """The cut in the making when it was ordered, from 1."""
    target: str
    """What it is for, stable over edits: "film", "scene 3", "shot 7", "line 12"."""
    label: str
    """One line for people: "Scene 3 · Shot 7 · image · drawn · take 1"."""


class Order(Message):
    """What an activity is asked to make. Everything but what is `uncounted` goes into the artifact's key."""

    # Hashing is most of what orders cost, and each is asked for its key a dozen times. In a slot, not in a field or a private attribute:
    # a copy with other values must not take the key along, and equal orders stay equal whoever was asked.
    __slots__ = ("_known_key",)
    if TYPE_CHECKING:  # pydantic would take it for a private attribute
        _known_key: str

    stage: ClassVar[Stage]
    uncounted: ClassVar[frozenset[str]] = frozenset({"about"})
    """Fields that do not influence the result."""

    is_step: ClassVar[bool] = True
    """Whether a cut has a step for it, which its progress counts and its watchers hear of."""

    goes_through_pauses: ClassVar[bool] = False
    """Whether it is made also while its film is paused: a person waits for the answer."""

    engine: EngineChoice
    seed: int = 0
    take: int = 1
    """The how-manieth try at the same thing, from 1; an engine mixes it into its seed."""
    about: About
    former: list[EngineChoice] = []
    """Engines that the film's earlier cuts were made with, the first of them first: what exists of theirs is taken and not made again.
    Never counts."""

    @property
    def key(self) -> str:
        """The address of what this order makes."""
        try:
            return self._known_key
        except AttributeError:
            key = artifact_key(type(self).__name__, self, ignore=self.uncounted | {"former"})
            object.__setattr__(self, "_known_key", key)
            return key

    @property
    def keys(self) -> list[str]:
        """Where what it makes may be found: made by a former engine of the film, the oldest first, else by its own."""
        return [*(self.by(engine).key for engine in self.former), self.key]

    def by(self, engine: EngineChoice) -> Self:
        """The same order, as it is given to one engine and to no other."""
        return self.model_copy(update={"engine": engine, "former": []})

    def made_as(self, key: str) -> Self:
        """The order as the engine had it whose result is stored under one of its `keys`."""
        return next((order for engine in self.former if (order := self.by(engine)).key == key), self)

    def inputs(self) -> list[ArtifactRef]:
        """Every artifact this order refers to, in the order of its fields, at any depth."""
        return list(refs_in(self))


def refs_in(value: object) -> Iterator[ArtifactRef]:
    """Every artifact that a message refers to, in the order of its fields, at any depth."""
    if isinstance(value, ArtifactRef):
        yield value
    elif isinstance(value, BaseModel):
        for _, inner in value:
            yield from refs_in(inner)
    elif isinstance(value, dict):
        for inner in value.values():
            yield from refs_in(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from refs_in(inner)
