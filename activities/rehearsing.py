"""Finds out what an edit would do before it is taken: `schemas/rehearsal.py` with what only a worker knows.

That is how long the lines of a film are, what its engines do nothing with, how places sound, and which takes an edit brings back.
"""

from collections.abc import Sequence

from temporalio import activity

from activities.engines import engine_class, engine_options
from activities.failures import for_temporal
from activities.film.sound.places import unknown_place
from activities.making import Bench
from activities.planning import look_up, places_of
from schemas.changes import Change, ChangeShot, SelectTake
from schemas.edits import Places
from schemas.engines import EngineChoice
from schemas.failures import Refused
from schemas.making import EditRehearsed, RehearseEdit
from schemas.media import ArtifactRef
from schemas.plan import scene_plan
from schemas.rehearsal import Rehearsal, Spoken, lines_of, target_of
from schemas.scene_orders import SceneOrders
from schemas.shots import ShotList
from schemas.stages import Stage

_MADE_FROM = {
    Stage.IMAGES: "by another engine, from another sheet, or for another frame",
    Stage.CLIPS: "by another engine, from another picture, or for another length",
    Stage.VOICES: "by another engine or in another language",
    Stage.EFFECTS: "by another engine, or of other sounds",
}
"""What is other than it was, where the settings of a take do not bring it back."""


class Rehearsing:
    """The activity that tries edits out on paper."""

    def __init__(self, bench: Bench) -> None:
        """Reads artifacts through `bench`."""
        self._bench = bench

    @activity.defn
    async def rehearse_edit(self, order: RehearseEdit) -> EditRehearsed:
        """Find out what can't be done, and whether anything would change; nothing is written."""
        with for_temporal():
            shots = ShotList.model_validate_json(await self._bench.read(order.shots))
            rehearsal = Rehearsal(order.plan, order.changes, shots, places_of(shots), ignored_by, unknown_place)
            problems = rehearsal.unfit()
            if not problems:
                idle = rehearsal.idle(await self._spoken(rehearsal))
                problems = [idle] if idle else await self._other_takes(rehearsal)
            return EditRehearsed(problems=problems)

    async def _spoken(self, rehearsal: Rehearsal) -> Spoken:
        """How long the lines are that were spoken before, where that decides whether anything changes: where a length is wished for."""
        wished = {change.shot for change in rehearsal.changes if isinstance(change, ChangeShot) and change.duration_s is not None}
        numbers = [number for number, shots in rehearsal.places.scenes.items() if wished.intersection(shots)]
        orders = [
            order
            for plan in (rehearsal.before, rehearsal.after)
            for number in numbers
            for order in lines_of(plan.part(rehearsal.places, number), scene_plan(rehearsal.shots, number))
        ]
        found = await self._bench.ledger.find({key for order in orders for key in order.keys}) if orders else {}
        samples = {key: ArtifactRef.model_validate(row.ref).samples for key, row in found.items()}
        return lambda order: next((samples[key] for key in order.keys if key in samples), None)

    async def _other_takes(self, rehearsal: Rehearsal) -> list[str]:
        """Takes that were asked for, and that the settings they were made with would not bring back."""
        # A scene's music is as long as the scene is now: going back means its settings.
        wanted = [
            change for change in rehearsal.changes if isinstance(change, SelectTake) and change.key and change.stage is not Stage.MUSIC
        ]
        if not wanted:
            return []
        made: dict[str, ArtifactRef] = {}
        numbers = scenes_of(rehearsal.places, wanted)
        plan = rehearsal.after
        scenes = [SceneOrders(plan.part(rehearsal.places, one), 1, scene_plan(rehearsal.shots, one), made) for one in numbers]
        await look_up(self._bench.ledger, scenes, made)
        there = {(order.stage, order.about.target, key) for scene in scenes for order in scene.orders for key in order.keys}
        return [_not_the_same(change) for change in wanted if (change.stage, _target(change), change.key) not in there]


def _target(change: SelectTake) -> str:
    return target_of(change.stage, change.number, is_sheet=change.is_sheet)


def _not_the_same(change: SelectTake) -> str:
    return (
        f"that take of {change.stage} for {_target(change)} was made {_MADE_FROM[change.stage]} than the film has now, "
        "so it can't be gone back to alone: go back to that too, in one edit, or change its settings"
    )


def ignored_by(choice: EngineChoice) -> frozenset[str]:
    """What an engine does nothing with of what people can change."""
    try:
        cls = engine_class(choice.stage, choice.name)
        return cls.ignored(engine_options(choice.stage, choice.name, {}, choice.options))
    except Refused:  # an engine that is gone since: whoever makes the next cut is chosen then
        return frozenset()


def scenes_of(places: Places, changes: Sequence[Change]) -> list[int]:
    """The scenes in which some takes are, in film order; a sheet is in any that may show its character."""
    if any(isinstance(change, SelectTake) and change.is_sheet for change in changes):
        return list(places.scenes)
    shots = {change.number for change in changes if isinstance(change, SelectTake) and change.stage is not Stage.VOICES}
    lines = {change.number for change in changes if isinstance(change, SelectTake) and change.stage is Stage.VOICES}
    shots |= {shot for shot, numbers in places.lines.items() if lines.intersection(numbers)}
    return [scene for scene, numbers in places.scenes.items() if shots.intersection(numbers)]
