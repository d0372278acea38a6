"""Trying an edit out with what a worker knows: how long lines are, which takes there are, how places sound."""

import secrets
from collections.abc import Sequence

import pytest

from activities.engines import Job, Made
from activities.entries import take_settings
from activities.film.sound.places import unknown_place
from activities.planning import places_of
from activities.rehearsing import Rehearsing, ignored_by
from schemas.changes import Change, ChangeScene, ChangeShot, SelectTake
from schemas.clips import AnimateClip
from schemas.edits import Edits
from schemas.engines import EngineChoice
from schemas.images import PaintImage
from schemas.making import RehearseEdit
from schemas.media import FLAC, JSON, PICTURE, ArtifactRef
from schemas.order import Order
from schemas.plan import FilmPlan, scene_plan
from schemas.scene_orders import SceneOrders
from schemas.stages import Stage
from schemas.voices import SpeakLine
from tests.activities.conftest import Workplace, line_order
from tests.small import small_plan, small_shot_list

SHOTS = small_shot_list()
PLACES = places_of(SHOTS)
SCENE = 1


async def _listed(workplace: Workplace) -> ArtifactRef:
    def write(job: Job[Order]) -> Made:
        path = job.folder / "made.json"
        path.write_text(SHOTS.model_dump_json())
        return Made(path=path, media_type=JSON)

    return await workplace.bench.make_with(line_order(salt=secrets.token_hex(4), cut=9), write)


async def _make(workplace: Workplace, plan: FilmPlan) -> SceneOrders:
    """Make the lines, pictures and clips of a scene; a line is a second long."""

    def write(job: Job[SpeakLine | PaintImage | AnimateClip]) -> Made:
        path = job.folder / "made"
        path.write_text(job.order.key)
        spoken = isinstance(job.order, SpeakLine)
        return Made(path=path, media_type=FLAC if spoken else PICTURE, samples=48_000 if spoken else None)

    made: dict[str, ArtifactRef] = {}
    orders = SceneOrders(plan.part(PLACES, SCENE), 1, scene_plan(SHOTS, SCENE), made)
    wanted = (SpeakLine, PaintImage, AnimateClip)
    while missing := [order for key, order in orders.by_key.items() if key not in made and isinstance(order, wanted)]:
        for order in missing:
            made[order.key] = await workplace.bench.make_with(order, write)
            orders.advance(order.key)
    return orders


def _order_of(orders: SceneOrders, stage: Stage, target: str) -> Order:
    return next(order for order in orders.by_key.values() if (order.stage, order.about.target) == (stage, target))


def _going_back(orders: SceneOrders, stage: Stage) -> SelectTake:
    order = _order_of(orders, stage, "shot 2")
    settings = take_settings(order)
    assert settings is not None
    assert stage in {Stage.IMAGES, Stage.CLIPS}
    return SelectTake(stage=Stage.IMAGES if stage is Stage.IMAGES else Stage.CLIPS, number=2, settings=settings, key=order.key)


def _edited(plan: FilmPlan, *changes: Change) -> FilmPlan:
    return plan.model_copy(update={"edits": PLACES.applied(plan.edits, list(changes))})


@pytest.fixture
def plan() -> FilmPlan:
    """Of a film that nobody else makes."""
    return small_plan(seed=secrets.randbelow(2**31)).model_copy(update={"edits": Edits()})


async def _problems(workplace: Workplace, plan: FilmPlan, changes: Sequence[Change]) -> list[str]:
    order = RehearseEdit(plan=plan, changes=list(changes), shots=await _listed(workplace))
    return (await Rehearsing(workplace.bench).rehearse_edit(order)).problems


async def test_a_length_below_that_of_the_spoken_lines_changes_nothing(workplace: Workplace, plan: FilmPlan) -> None:
    await _make(workplace, plan)

    assert await _problems(workplace, plan, [ChangeShot(shot=2, duration_s=2.2)]) == [
        "nothing would change: shot 2 is as long as that already, or as its lines and transitions need"
    ]
    assert await _problems(workplace, plan, [ChangeShot(shot=2, duration_s=4)]) == []


async def test_going_back_to_a_clip_of_another_picture_is_refused(workplace: Workplace, plan: FilmPlan) -> None:
    first = await _make(workplace, plan)
    later = _edited(plan, ChangeShot(shot=2, prompt="Mara by the window", camera="push_in"))
    await _make(workplace, later)
    clip, picture = (_going_back(first, stage) for stage in (Stage.CLIPS, Stage.IMAGES))

    (refusal,) = await _problems(workplace, later, [clip])
    assert refusal.startswith(
        "that take of clips for shot 2 was made by another engine, from another picture, or for another length than the film has now"
    )
    assert await _problems(workplace, later, [picture]) == []
    assert await _problems(workplace, later, [picture, clip]) == [], "both together are the shot as it was"


async def test_going_back_to_a_clip_of_the_same_picture_is_taken(workplace: Workplace, plan: FilmPlan) -> None:
    first = await _make(workplace, plan)
    later = _edited(plan, ChangeShot(shot=2, camera="push_in"))
    await _make(workplace, later)

    assert await _problems(workplace, later, [_going_back(first, Stage.CLIPS)]) == []


async def test_a_place_that_nobody_knows_the_sound_of_is_refused_with_those_that_are_known(workplace: Workplace, plan: FilmPlan) -> None:
    (refusal,) = await _problems(workplace, plan, [ChangeScene(scene=1, sounds_like="INT. BLORB")])

    assert refusal.startswith("sounds_like: nothing is known of how 'INT. BLORB' sounds; known are bar, beach, car, cave, church")
    assert await _problems(workplace, plan, [ChangeScene(scene=1, sounds_like="INT. CHURCH")]) == []


@pytest.mark.parametrize("heading", ["INT. CHURCH", "forest", "EXT. BEACH - NIGHT", "INT. Kitchen", "Küche", "EXT. MOUNTAIN", "a bathroom"])
def test_places_are_known_by_any_of_their_words(heading: str) -> None:
    assert unknown_place(heading) is None


def test_engines_say_what_they_do_nothing_with() -> None:
    assert ignored_by(EngineChoice(stage=Stage.MUSIC, name="synth", version="1")) == frozenset({"prompt"})
    assert ignored_by(EngineChoice(stage=Stage.MUSIC, name="gone", version="1")) == frozenset()
