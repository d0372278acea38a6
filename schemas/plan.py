"""What decides how a film is made: its options, engines and edits, and each scene with what it must know of the next."""

from collections.abc import Sequence

from schemas.edits import Edits, Places
from schemas.engines import EngineChoice, Queue
from schemas.film import Encoding, encoding_of
from schemas.message import Message
from schemas.options import FilmOptions, Subtitles
from schemas.order import About
from schemas.shots import Scene, Shot
from schemas.stages import Stage


class FilmPlan(Message):
    """Everything that decides what a film's orders are, beside its shot list."""

    film: str
    owner: str
    options: FilmOptions
    engines: dict[Stage, EngineChoice]
    queues: dict[Stage, Queue]
    mixer: EngineChoice
    assembler: EngineChoice
    title: str
    authors: list[str] = []
    language: str
    edits: Edits = Edits()

    @property
    def encoding(self) -> Encoding:
        """How the segments of this film are encoded."""
        return encoding_of(self.options.codec, self.options.frame, self.options.fps)

    @property
    def subtitles(self) -> Subtitles:
        """Where subtitles go, edits considered."""
        return self.edits.subtitles or self.options.subtitles

    def about(self, cut: int, stage: Stage, target: str, take: int) -> About:
        """For whom and what an order is."""
        label = f"{target.capitalize()} · {stage} · {self.engines[stage].name} · take {take}"
        return About(film=self.film, owner=self.owner, cut=cut, target=target, label=label)

    def part(self, places: Places, scene: int) -> "FilmPlan":
        """The part of the plan that concerns one scene of the film's `places`."""
        shots = places.scenes[scene]
        lines = [line for shot in shots for line in places.lines.get(shot, [])]
        return self.for_scene(shots, lines, scene, places.characters)

    def for_scene(self, shots: Sequence[int], lines: Sequence[int], scene: int, characters: Sequence[str]) -> "FilmPlan":
        """The plan with only those edits that concern one scene, so that others do not touch it."""
        edits = self.edits
        kept = Edits(
            shots={number: edit for number, edit in edits.shots.items() if number in shots},
            lines={number: edit for number, edit in edits.lines.items() if number in lines},
            cues={number: edit for number, edit in edits.cues.items() if number == scene},
            characters={name: edit for name, edit in edits.characters.items() if name in characters},
            title=edits.title if scene == 0 else None,
            subtitles="burned" if self.subtitles == "burned" else "sidecar",
        )
        return self.model_copy(update={"edits": kept})


class ScenePlan(Message):
    """One scene with what it must know of its neighbours."""

    scene: Scene
    next_shot: Shot | None = None
    """The first shot of the scene after it: its transition takes frames from this scene's last shot."""

    def following(self, index: int) -> Shot | None:
        """The shot after the scene's shot at `index`, in the film."""
        return self.scene.shots[index + 1] if index + 1 < len(self.scene.shots) else self.next_shot
