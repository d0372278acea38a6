"""Reading shot lists, the longest included."""

import secrets

from activities.engines import Job, Made
from activities.planning import Planning, expected_steps, places_of
from schemas.making import FindScenes, OutlineFilm, PlanScenes, ScenesOrder
from schemas.media import JSON, ArtifactRef
from schemas.options import NO_MUSIC_DB, FilmOptions
from schemas.order import Order
from schemas.plan import FilmPlan, scene_plan
from schemas.scene_orders import SceneOrders
from schemas.screenplay import Screenplay
from schemas.shots import Line, ShotList, SoundCue
from schemas.stages import Stage
from schemas.tables import ArtifactRow, EventRow, LineRow, ShotRow, StepRow
from tests.activities.conftest import Workplace, line_order
from tests.small import MARA, made_from, small_plan, small_shot_list

PLACES = places_of(small_shot_list())


async def _stored(workplace: Workplace, text: str) -> ArtifactRef:
    def write(job: Job[Order]) -> Made:
        path = job.folder / "made.json"
        path.write_text(text, encoding="utf-8")
        return Made(path=path, media_type=JSON)

    return await workplace.bench.make_with(line_order(salt=secrets.token_hex(4), cut=9), write)


async def _outline(workplace: Workplace, shots: ShotList) -> OutlineFilm:
    screenplay = Screenplay(title="Small", scenes=[], language="en")
    return OutlineFilm(
        film="f",
        owner="local",
        screenplay=await _stored(workplace, screenplay.model_dump_json()),
        shots=await _stored(workplace, shots.model_dump_json()),
        fallback_title="small",
        options=FilmOptions(),
    )


def long_shot_list(shots: int) -> ShotList:
    """A shot list of one scene with a line in every shot."""
    small = small_shot_list()
    model = small.scenes[1].shots[1]
    many = [
        model.model_copy(update={"number": number, "lines": [Line(number=number, character=MARA, text="Who is there?")]})
        for number in range(1, shots + 1)
    ]
    return small.model_copy(update={"scenes": [small.scenes[1].model_copy(update={"shots": many})]})


async def test_the_outline_of_a_long_film_is_written(workplace: Workplace) -> None:
    """1,100 shots have more steps than one statement takes parameters; it was taken for a database that is away, and tried for ever."""
    shots = long_shot_list(1100)
    order = await _outline(workplace, shots)

    outline = await Planning(workplace.bench, workplace.sessions).outline_film(order)

    steps = [row for row in await workplace.rows(StepRow) if row.state == "planned"]
    assert len(steps) == len(list(expected_steps(shots, FilmOptions()))) > 32_767 / 6
    assert len(await workplace.rows(ShotRow)) == len(await workplace.rows(LineRow)) == 1100
    assert len(outline.places.lines) == 1100


def test_no_music_is_awaited_of_a_film_without_any() -> None:
    steps = list(expected_steps(small_shot_list(), FilmOptions(music_db=NO_MUSIC_DB)))

    assert steps
    assert Stage.MUSIC not in {stage for stage, _ in steps}


def test_effects_are_awaited_where_an_engine_makes_them() -> None:
    shots = small_shot_list()
    (shot, *others) = shots.scenes[1].shots
    loud = shot.model_copy(update={"sounds": [SoundCue(kind="knock")]})
    heard = shots.model_copy(update={"scenes": [shots.scenes[1].model_copy(update={"shots": [loud, *others]})]})
    own = {"engines": {"effects": {"engine": "synth"}}}
    steps = [list(expected_steps(heard, FilmOptions.model_validate(options))) for options in ({}, {"profile": "tiny"}, own)]

    assert [[target for stage, target in some if stage is Stage.EFFECTS] for some in steps] == [[], ["shot 1"], ["shot 1"]]


async def test_an_outline_written_twice_is_one(workplace: Workplace) -> None:
    order = await _outline(workplace, small_shot_list())
    planning = Planning(workplace.bench, workplace.sessions)
    first = await planning.outline_film(order)

    assert await planning.outline_film(order) == first
    assert [row.kind for row in await workplace.rows(EventRow)].count("outline") == 1


async def test_a_scene_of_which_nothing_exists_starts_with_nothing(workplace: Workplace) -> None:
    shots = await _stored(workplace, small_shot_list().model_dump_json())
    planning = Planning(workplace.bench, workplace.sessions)
    plan = small_plan(seed=secrets.randbelow(2**31))

    start = await planning.plan_scenes(PlanScenes(order=ScenesOrder(plans={1: plan}, cut=1, shots=shots)))

    assert (start.made, [scene.reel for scene in start.scenes]) == ({}, [None])
    assert {row.target for row in await workplace.rows(StepRow) if row.state == "planned"} == {
        *("shot 1", "shot 2", "shot 3"),
        *("line 1", "line 2", "line 3"),
    }


async def _made_whole(workplace: Workplace, plan: FilmPlan, number: int) -> SceneOrders:
    """A scene of the small film of which all but the reel exists."""
    made: dict[str, ArtifactRef] = {}
    scene = SceneOrders(plan, 1, scene_plan(small_shot_list(), number), made)
    while missing := [order for key, order in scene.by_key.items() if key not in made]:
        for order in missing:
            made[order.key] = made_from(order)
            await workplace.bench.ledger.commit(_row(order))
            scene.advance(order.key)
    return scene


def _row(order: Order) -> ArtifactRow:
    return ArtifactRow(
        key=order.key,
        stage=order.stage,
        kind=type(order).__name__,
        ref=made_from(order).model_dump(mode="json"),
        object_name=f"artifacts/{order.key}",
        facts={},
        engine=order.engine.name,
        engine_version=order.engine.version,
        seconds=0.0,
        worker="here",
        attempt=1,
    )


async def test_scenes_that_exist_whole_are_found_with_their_reels(workplace: Workplace) -> None:
    shots = await _stored(workplace, small_shot_list().model_dump_json())
    planning = Planning(workplace.bench, workplace.sessions)
    plan = small_plan(seed=secrets.randbelow(2**31))
    scene = await _made_whole(workplace, plan.part(PLACES, 1), 1)
    order = FindScenes(plan=plan, cut=1, shots=shots, scenes=[0, 1, 2])

    found = await planning.find_scenes(order)

    assert [one.scene for one in found.scenes] == [1]
    assert found.scenes[0] == scene.made_scene(found.scenes[0].reel)
    assert scene.reel is not None
    assert await workplace.bench.read(found.scenes[0].reel) == scene.reel.model_dump_json(indent=1).encode()
    assert await planning.find_scenes(order) == found, "whoever asks again is told the same"


async def test_what_is_found_of_a_whole_scene_is_noted_as_used_again(workplace: Workplace) -> None:
    shots = await _stored(workplace, small_shot_list().model_dump_json())
    plan = small_plan(seed=secrets.randbelow(2**31))
    scene = await _made_whole(workplace, plan.part(PLACES, 2), 2)

    await Planning(workplace.bench, workplace.sessions).find_scenes(FindScenes(plan=plan, cut=1, shots=shots, scenes=[1, 2]))

    noted = {(row.stage, row.target): row.state for row in await workplace.rows(StepRow) if row.key != shots.key}
    expected = {(order.stage, order.about.target): "reused" for order in scene.by_key.values()}
    assert noted == {**expected, (Stage.FILM, "scene 2"): "made"}
