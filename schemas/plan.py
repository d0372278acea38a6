"""What decides how a film is made: its options, engines and edits, and each scene with what it must know of the next."""

from collections.abc import Sequence

from schemas.edits import Edits, Places, ShotEdits
from schemas.engines import EngineChoice, Guest, Queue
from schemas.failures import Refused
from schemas.film import Encoding, encoding_of
from schemas.message import Message
from schemas.options import NO_MUSIC_DB, FilmOptions, Gate, Subtitles
from schemas.order import About, Order
from schemas.shots import Scene, Shot, ShotList
from schemas.stages import Stage

_BEHIND: dict[Gate, frozenset[Stage]] = {
    Stage.SHOTS: frozenset({Stage.IMAGES, Stage.CLIPS, Stage.VOICES, Stage.MUSIC, Stage.EFFECTS, Stage.LIPSYNC, Stage.FILM}),
    Stage.IMAGES: frozenset({Stage.CLIPS, Stage.LIPSYNC, Stage.FILM}),
    Stage.CLIPS: frozenset({Stage.FILM}),
}
"""What waits for an approval. Lines and music go on behind the pictures: they need not be looked at, and clips are as long as lines are."""


class FilmPlan(Message):
    """Everything that decides what a film's orders are, beside its shot list."""

    film: str
    owner: str
    options: FilmOptions
    engines: dict[Stage, EngineChoice]
    queues: dict[Stage, Queue]
    mixer: EngineChoice
    assembler: EngineChoice
    translator: EngineChoice | None = None
    former: dict[Stage, list[EngineChoice]] = {}
    """The engines of the film's earlier cuts, the first of them first; what exists of theirs stays in the film."""
    former_mixers: list[EngineChoice] = []
    beneath: EngineChoice | None = None
    """Who makes the clips of speaking shots, where the lipsync engine makes these shots whole."""
    guests: list[Guest] = []
    """The engines that shots have for themselves, as `edits` wishes them."""
    title: str
    authors: list[str] = []
    language: str
    edits: Edits = Edits()
    cautions: list[str] = []
    """What was found in its words that may not be wanted in films, and was let pass."""
    approved: dict[Gate, list[int]] = {}
    """Scenes that people approved, by the stage they looked at."""

    @property
    def encoding(self) -> Encoding:
        """How the segments of this film are encoded."""
        return encoding_of(self.options.codec, self.options.frame, self.options.fps, self.options.quality)

    def music_db(self, scene: int) -> float:
        """How much louder or quieter than usual the music of a scene is; `NO_MUSIC_DB`: it has none."""
        edit = self.edits.cues.get(scene)
        return self.options.music_db if edit is None or edit.level_db is None else edit.level_db

    def has_music(self, scene: int) -> bool:
        """Whether music is composed for a scene."""
        return self.music_db(scene) > NO_MUSIC_DB

    def gate(self, scene: int) -> Gate | None:
        """The stage behind which a scene waits for a person; None when it goes on."""
        return next((gate for gate in _BEHIND if gate in self.options.approve and scene not in self.approved.get(gate, [])), None)

    def held(self, scene: int) -> frozenset[Stage]:
        """The stages of which nothing is made of a scene until it is approved."""
        gate = self.gate(scene)
        return _BEHIND[gate] if gate else frozenset()

    def approving(self, gate: Gate, scenes: Sequence[int]) -> "FilmPlan":
        """The plan with some scenes approved."""
        return self.model_copy(update={"approved": {**self.approved, gate: sorted({*self.approved.get(gate, []), *scenes})}})

    @property
    def mixture(self) -> list[str]:
        """Which of its engines were changed since the film was begun, for those who wonder why its shots differ."""
        return [
            f"{stage}: made with {', '.join(f'{one.name} {one.version}' for one in engines)} before, "
            f"since then with {self.engines[stage].name} {self.engines[stage].version}"
            for stage, engines in sorted(self.former.items())
        ]

    @property
    def style(self) -> str:
        """What all pictures look like, edits considered."""
        return self.options.style if self.edits.style is None else self.edits.style

    @property
    def languages(self) -> list[str]:
        """Further languages of its subtitles, each once, its own left out."""
        return [language for language in dict.fromkeys(self.options.translate) if language != self.language]

    @property
    def subtitles(self) -> Subtitles:
        """Where subtitles go, edits considered."""
        return self.edits.subtitles or self.options.subtitles

    def guest(self, stage: Stage, shot: int) -> Guest | None:
        """The engine that a stage of a shot has for itself; None where the film's makes it."""
        edit = self.edits.shots.get(shot)
        wanted = edit.engines.get(stage) if edit else None
        return next((guest for guest in self.guests if (guest.wish.stage, guest.wish.wanted) == (stage, wanted)), None)

    def engine(self, stage: Stage, shot: int) -> EngineChoice:
        """Who makes a stage of a shot."""
        guest = self.guest(stage, shot)
        return guest.choice if guest else self.engines[stage]

    def foley(self, shot: int) -> EngineChoice | None:
        """Who makes the sounds of a shot's action; None where the mix synthesises them."""
        guest = self.guest(Stage.EFFECTS, shot)
        return guest.choice if guest else self.engines.get(Stage.EFFECTS)

    def animator(self, shot: Shot) -> EngineChoice:
        """Who makes a shot's clip: somebody cheap where only its first frame will be left."""
        guest = self.guest(Stage.LIPSYNC, shot.number)
        beneath = guest.beneath if guest else self.beneath
        return beneath if beneath and lines_on_screen(shot) else self.engine(Stage.CLIPS, shot.number)

    def former_of(self, stage: Stage, shot: int) -> list[EngineChoice]:
        """Whose work at a stage of a shot stays in the film."""
        guest = self.guest(stage, shot)
        return guest.former if guest else self.former.get(stage, [])

    def former_of_guest(self, choice: EngineChoice) -> list[EngineChoice]:
        """Whose work stays in the film of what a guest makes for several shots."""
        return next((guest.former for guest in self.guests if guest.choice == choice), [])

    def joined_by(self, guests: Sequence[Guest]) -> "FilmPlan":
        """The plan with further engines for single shots; those it has stay."""
        known = [guest.wish for guest in self.guests]
        return self.model_copy(update={"guests": [*self.guests, *(guest for guest in guests if guest.wish not in known)]})

    def queue_of(self, order: Order) -> Queue:
        """Where an order is made."""
        if order.engine in [self.beneath, *(guest.beneath for guest in self.guests)]:
            return Queue.CPU
        guests = (guest.queue for guest in self.guests if guest.choice == order.engine)
        return next(guests, None) or self.queues[order.stage]

    @property
    def bought(self) -> set[Stage]:
        """Stages of which something is paid for."""
        of_guests = {guest.wish.stage for guest in self.guests if guest.queue is Queue.HOSTED}
        return {stage for stage, queue in self.queues.items() if queue is Queue.HOSTED} | of_guests

    def about(self, cut: int, stage: Stage, target: str, take: int, engine: EngineChoice | None = None) -> About:
        """For whom and what an order is; `engine` where it is not the film's."""
        label = f"{target.capitalize()} · {stage} · {(engine or self.engines[stage]).name} · take {take}"
        return About(film=self.film, owner=self.owner, cut=cut, target=target, label=label)

    def part(self, places: Places, scene: int) -> "FilmPlan":
        """The part of the plan that concerns one scene of the film's `places`."""
        shots = places.scenes[scene]
        lines = [line for shot in shots for line in places.lines.get(shot, [])]
        kept = self.for_scene(shots, lines, scene, places.characters)
        following = places.after(scene)
        changed = self.edits.shots.get(following) if following is not None else None
        # How the next scene begins takes frames from the end of this one, or is heard in it.
        into = changed.beginning if changed is not None else ShotEdits()
        if following is None or into == ShotEdits():
            return kept
        return kept.model_copy(update={"edits": kept.edits.model_copy(update={"shots": {**kept.edits.shots, following: into}})})

    def for_scene(self, shots: Sequence[int], lines: Sequence[int], scene: int, characters: Sequence[str]) -> "FilmPlan":
        """The plan with only those edits that concern one scene, so that others do not touch it."""
        edits = self.edits
        kept = Edits(
            shots={number: edit for number, edit in edits.shots.items() if number in shots},
            lines={number: edit for number, edit in edits.lines.items() if number in lines},
            cues={number: edit for number, edit in edits.cues.items() if number == scene},
            characters={name: edit for name, edit in edits.characters.items() if name in characters},
            scenes={number: edit for number, edit in edits.scenes.items() if number == scene},
            title=edits.title if scene == 0 else None,
            style=edits.style,
            subtitles="burned" if self.subtitles == "burned" else "sidecar",
        )
        wishes = kept.wishes
        approved = {gate: [scene] for gate, scenes in self.approved.items() if scene in scenes}
        return self.model_copy(
            update={"edits": kept, "cautions": [], "approved": approved, "guests": [one for one in self.guests if one.wish in wishes]}
        )


class ScenePlan(Message):
    """One scene with what it must know of its neighbours."""

    scene: Scene
    next_shot: Shot | None = None
    """The first shot of the scene after it: its transition takes frames from this scene's last shot."""

    def edited(self, edits: Edits) -> "ScenePlan":
        """The scene with what people changed of its shots themselves: how each begins and what is heard in it."""
        shots = [edits.shot_of(shot) for shot in self.scene.shots]
        next_shot = edits.shot_of(self.next_shot) if self.next_shot else None
        return ScenePlan(scene=self.scene.model_copy(update={"shots": shots}), next_shot=next_shot)

    def following(self, index: int) -> Shot | None:
        """The shot after the scene's shot at `index`, in the film."""
        return self.scene.shots[index + 1] if index + 1 < len(self.scene.shots) else self.next_shot


def lines_on_screen(shot: Shot) -> set[int]:
    """The lines of a shot whose speaker is seen speaking, by number."""
    seen = {subject.character.name for subject in shot.subjects if subject.facing != "away"}
    return {line.number for line in shot.lines if line.placement == "on" and line.character.name in seen}


def scene_plan(shots: ShotList, number: int) -> ScenePlan:
    """One scene of a shot list with what it must know of the next.

    Raises:
        Refused: There is no such scene.
    """
    for index, scene in enumerate(shots.scenes):
        if scene.number == number:
            following: Scene | None = shots.scenes[index + 1] if index + 1 < len(shots.scenes) else None
            return ScenePlan(scene=scene, next_shot=following.shots[0] if following else None)
    msg = f"no scene {number}; the film has scenes {', '.join(str(scene.number) for scene in shots.scenes)}"
    raise Refused(msg)
