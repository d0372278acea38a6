"""What the order of a scene's music says of the scene: whom it is about, and where its pictures cut."""

from schemas.orders import cue_order, leads_of
from schemas.plan import ScenePlan
from schemas.timing import ShotTiming
from tests.small import small_plan, small_shot_list

SHOTS = small_shot_list()
KITCHEN, BEACH = SHOTS.scenes[1:]


def test_scene_of_one_is_hers() -> None:
    assert leads_of(BEACH) == ["MARA"]


def test_scene_of_two_is_of_both() -> None:
    assert leads_of(KITCHEN) == ["TOM", "MARA"]


def test_one_who_hardly_appears_leads_nothing() -> None:
    shots = [*BEACH.shots, *BEACH.shots, BEACH.shots[1].model_copy(update={"subjects": [], "lines": KITCHEN.shots[2].lines})]

    assert leads_of(BEACH.model_copy(update={"shots": shots})) == ["MARA"]


def test_title_is_of_nobody() -> None:
    assert leads_of(SHOTS.scenes[0]) == []


def test_music_is_told_where_the_pictures_cut_but_not_where_they_dissolve() -> None:
    timings = [ShotTiming(frames=48, first_samples=[]), ShotTiming(frames=96, first_samples=[]), ShotTiming(frames=24, first_samples=[])]
    plan = small_plan()
    order = cue_order(plan, 1, ScenePlan(scene=KITCHEN), timings)

    assert order.hits == [96_000, 288_000]
    assert order.samples == 168 * 2_000


def test_themes_and_hits_count_into_the_key() -> None:
    plan = small_plan()
    timings = [ShotTiming(frames=48, first_samples=[]) for _ in KITCHEN.shots]
    order = cue_order(plan, 1, ScenePlan(scene=KITCHEN), timings)

    assert order.key != order.model_copy(update={"leads": ["MARA"]}).key
    assert order.key != order.model_copy(update={"hits": []}).key
