"""What the order of a scene's music says of the scene: whom it is about, and where its pictures cut; and which scenes have music."""

import pytest

from schemas.changes import ChangeCue
from schemas.edits import CueEdits, Edits, Places
from schemas.music import MUSIC_RINGS_S, beyond_scene_s
from schemas.options import NO_MUSIC_DB, FilmOptions
from schemas.orders import cue_order, leads_of
from schemas.plan import FilmPlan, ScenePlan
from schemas.rehearsal import outcome
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


def _with_levels(film_db: float = 0.0, scene_db: float | None = None) -> FilmPlan:
    plan = small_plan()
    options = plan.options.model_copy(update={"music_db": film_db})
    return plan.model_copy(update={"options": options, "edits": Edits(cues={1: CueEdits(level_db=scene_db)})})


@pytest.mark.parametrize("plan", [_with_levels(NO_MUSIC_DB), _with_levels(scene_db=NO_MUSIC_DB)])
def test_a_scene_without_music_is_whole_and_nothing_is_composed_for_it(plan: FilmPlan) -> None:
    reel, _ = outcome(plan, ScenePlan(scene=KITCHEN), lambda _: 48_000)

    assert reel is not None
    assert reel.music is None
    assert not reel.music_engine


def test_a_scene_can_have_music_in_a_film_without() -> None:
    reel, _ = outcome(_with_levels(NO_MUSIC_DB, -3), ScenePlan(scene=KITCHEN), lambda _: 48_000)

    assert reel is not None
    assert reel.music is not None
    assert reel.music_db == -3


def test_music_that_is_quieter_is_mixed_anew_and_not_composed_anew() -> None:
    usual, quieter = (outcome(_with_levels(level), ScenePlan(scene=KITCHEN), lambda _: 48_000)[0] for level in (0.0, -6.0))

    assert usual is not None
    assert quieter is not None
    assert usual.music == quieter.music
    assert usual.sound_key != quieter.sound_key


def test_usual_music_leaves_the_words_of_options_and_reels_as_they_were() -> None:
    reel, _ = outcome(_with_levels(), ScenePlan(scene=KITCHEN), lambda _: 48_000)

    assert reel is not None
    assert "music_db" not in reel.model_dump_json()
    assert "music_db" not in FilmOptions().model_dump_json()


def test_an_edit_of_the_level_stays_beside_other_edits_of_the_music() -> None:
    places = Places(scenes={1: [1, 2, 3]}, lines={}, characters=[])
    edits = places.applied(places.applied(Edits(), [ChangeCue(scene=1, level_db=-9)]), [ChangeCue(scene=1, mood="tense")])

    assert edits.cues[1].level_db == -9
    assert edits.cues[1].mood == "tense"


def test_music_that_rings_on_is_longer_than_its_scene_and_hits_the_cut() -> None:
    plan = small_plan()
    timings = [ShotTiming(frames=48, first_samples=[]) for _ in KITCHEN.shots]
    usual = cue_order(plan, 1, ScenePlan(scene=KITCHEN, next_shot=BEACH.shots[0]), timings)
    ringing = KITCHEN.model_copy(update={"music": KITCHEN.music.model_copy(update={"rings_on": True})})
    order = cue_order(plan, 1, ScenePlan(scene=ringing, next_shot=BEACH.shots[0]), timings)

    assert order.samples == usual.samples + MUSIC_RINGS_S * 48_000
    assert order.hits == [*usual.hits, usual.samples]


def test_another_mood_for_the_next_scene_leaves_music_that_rings_on_as_it_is() -> None:
    ringing = KITCHEN.model_copy(update={"music": KITCHEN.music.model_copy(update={"rings_on": True})})
    scene = ScenePlan(scene=ringing, next_shot=BEACH.shots[0])
    timings = [ShotTiming(frames=48, first_samples=[]) for _ in KITCHEN.shots]
    plan = small_plan()
    edited = plan.model_copy(update={"edits": Edits(cues={BEACH.number: CueEdits(mood="horror")})})

    assert cue_order(plan, 1, scene, timings).key == cue_order(edited, 1, scene, timings).key


@pytest.mark.parametrize(("transition", "seconds"), [("fade_through_black", 3), ("cut", 0), ("dissolve", 0)])
def test_music_lasts_until_the_picture_has_faded(transition: str, seconds: int) -> None:
    following = BEACH.shots[0].model_copy(update={"transition_in": transition})

    assert beyond_scene_s(KITCHEN.music, following) == seconds
    assert beyond_scene_s(KITCHEN.music, None) == 0
