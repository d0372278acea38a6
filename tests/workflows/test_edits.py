"""What each kind of edit makes anew, counted exactly: no false rebuild, no missed rebuild.

The same plans run in the workflow; here they are worked out without a server, so that every kind of edit can be tried.
"""

from itertools import pairwise
from typing import Any

import pytest
from pydantic import ValidationError

from activities.entries import take_settings
from schemas.casting import EnginesChosen
from schemas.changes import Change, ChangeCharacter, ChangeCue, ChangeFilm, ChangeLine, ChangeScene, ChangeShot, SelectTake, TakeSettings
from schemas.edits import Edits, Places
from schemas.film import MixSound, StoreReel
from schemas.making import ScenesStart, SceneStart
from schemas.media import JSON, ArtifactRef
from schemas.orders import image_order, join_order
from schemas.plan import FilmPlan, scene_plan
from schemas.shots import ShotList, SoundCue, TransitionKind
from schemas.stages import Stage
from tests.small import made_from, small_plan, small_shot_list
from workflows.desk import Desk

SHOTS = small_shot_list()
PLACES = Places(
    scenes={scene.number: [shot.number for shot in scene.shots] for scene in SHOTS.scenes},
    lines={shot.number: [line.number for line in shot.lines] for scene in SHOTS.scenes for shot in scene.shots if shot.lines},
    characters=["MARA", "TOM"],
)


def desk_of(plan: FilmPlan, number: int, made: dict[str, ArtifactRef], shots: ShotList = SHOTS) -> Desk:
    """The desk of one scene that begins with what is made."""
    return Desk(ScenesStart(scenes=[SceneStart(scene=scene_plan(shots, number))], made=made), {number: plan.part(PLACES, number)}, 1)


def make_everything(plan: FilmPlan, made: dict[str, ArtifactRef], shots: ShotList = SHOTS) -> set[str]:
    """Make the film; answers with what was missing, as "stage target"."""
    new: set[str] = set()
    finished = []
    for number in PLACES.scenes:
        desk = desk_of(plan, number, made, shots)
        while missing := desk.missing(number):
            for order in missing:
                new.add(f"{order.stage} {order.about.target}")
                made[order.key] = made_from(order)
                desk.take(order, made[order.key])
        reel = desk.reel(number)
        assert reel is not None
        store = StoreReel(engine=plan.mixer, about=plan.about(1, Stage.FILM, f"scene {number}", 1), reel=reel)
        finished.append(desk.finished(number, ArtifactRef(key=store.key, media_type=JSON, size_bytes=1, sha256="0" * 64)))
    for before, after in pairwise(finished):
        overlap = join_order(plan, 1, before.last, after.first)
        if overlap is not None and overlap.key not in made:
            new.add(f"film {overlap.about.target}")
            made[overlap.key] = made_from(overlap)
    mix = MixSound(engine=plan.mixer, about=plan.about(1, Stage.FILM, "mix", 1), reels=[], heard=[scene.heard for scene in finished])
    if mix.key not in made:
        new.add("film mix")
        made[mix.key] = made_from(mix)
    return new


SHOT_2 = {"clips shot 2", "lipsync shot 2", "film shot 2"}
"""What follows when the picture or the length of shot 2 changes."""
TO_BEACH = "film transition into shot 4"
INTO_3 = {"clips shot 2", "lipsync shot 2", "film shot 2", "clips shot 3", "lipsync shot 3", "film shot 3"} | {
    "film transition into shot 3",
    "music scene 1",
    "film mix",
    TO_BEACH,
}

EDITS: list[tuple[str, list[Change], set[str]]] = [
    ("prompt of a shot", [ChangeShot(shot=2, prompt="Mara by the window")], {"images shot 2"} | SHOT_2),
    ("the same prompt again", [ChangeShot(shot=2, prompt="Mara at the table")], set()),
    ("another take of an image", [ChangeShot(shot=2, reroll=[Stage.IMAGES])], {"images shot 2"} | SHOT_2),
    ("another take of a clip", [ChangeShot(shot=2, reroll=[Stage.CLIPS])], SHOT_2),
    ("camera", [ChangeShot(shot=2, camera="push_in")], SHOT_2),
    ("intensity", [ChangeShot(shot=2, intensity=0.9)], SHOT_2),
    ("duration", [ChangeShot(shot=2, duration_s=9)], {"music scene 1", "film mix"} | SHOT_2),
    ("a duration shorter than the lines", [ChangeShot(shot=2, duration_s=0.5)], set()),
    (
        "text of a line",
        [ChangeLine(line=1, text="Did you really hear that just now?")],
        {"voices line 1", "music scene 1", "film mix"} | SHOT_2,
    ),
    (
        "text of a line, of the same length in frames",
        [ChangeLine(line=3, text="It is merely a wind.")],
        {"voices line 3", "lipsync shot 3", "film shot 3", "film mix", TO_BEACH},
    ),
    ("voice of a line", [ChangeLine(line=2, voice="en+m3")], {"voices line 2", "film mix"}),
    ("speed of a line", [ChangeLine(line=4, speed=0.8)], {"voices line 4", "lipsync shot 5", "film shot 5", "film mix"}),
    ("another reading of a line", [ChangeLine(line=4, reroll=True)], {"voices line 4", "lipsync shot 5", "film shot 5", "film mix"}),
    (
        "voice of a character",
        [ChangeCharacter(name="MARA", voice="en+f2")],
        {"voices line 1", "lipsync shot 2", "film shot 2", "voices line 4", "lipsync shot 5", "film shot 5", "film mix"},
    ),
    (
        "look of a character",
        [ChangeCharacter(name="TOM", description="An old man with a red beard")],
        {"images shot 3", "clips shot 3", "lipsync shot 3", "film shot 3", TO_BEACH},
    ),
    ("mood of a scene's music", [ChangeCue(scene=1, mood="tense")], {"music scene 1", "film mix"}),
    (
        "style of the film",
        [ChangeFilm(style="sepia")],
        {f"{stage} shot {shot}" for stage in ("images", "clips", "film") for shot in range(6)}
        | {f"lipsync shot {shot}" for shot in (2, 3, 5)}
        | {TO_BEACH},
    ),
    ("level of a scene's music", [ChangeCue(scene=1, level_db=-6)], {"film mix"}),
    ("no music in a scene", [ChangeCue(scene=1, level_db=-60)], {"film mix"}),
    ("another take of the music", [ChangeCue(scene=2, reroll=True)], {"music scene 2", "film mix"}),
    (
        "a whole scene's pictures",
        [ChangeScene(scene=2, reroll=[Stage.IMAGES])],
        {f"{stage} shot {shot}" for stage in ("images", "clips", "film") for shot in (4, 5)} | {"lipsync shot 5", TO_BEACH},
    ),
    ("a dissolve inside a scene", [ChangeShot(shot=3, transition="dissolve", transition_s=0.5)], INTO_3),
    ("a wipe instead of a dissolve", [ChangeShot(shot=4, transition="wipe_left", transition_s=0.5)], {TO_BEACH}),
    (
        "a longer dissolve into the next scene",
        [ChangeShot(shot=4, transition_s=1)],
        {"clips shot 3", "lipsync shot 3", "film shot 3", "film shot 4", TO_BEACH, "music scene 1", "film mix"},
    ),
    (
        "a cut into the next scene",
        [ChangeShot(shot=4, transition="cut")],
        {"clips shot 3", "lipsync shot 3", "film shot 3", "film shot 4", "music scene 1", "film mix"},
    ),
    ("a cut that is a cut already", [ChangeShot(shot=5, transition="cut")], set()),
    ("a cut instead of a fade in", [ChangeShot(shot=1, transition="cut")], {"film shot 1"}),
    (
        "a fade through black",
        [ChangeShot(shot=5, transition="fade_through_black")],
        {"film shot 4", "clips shot 5", "lipsync shot 5", "film shot 5", "music scene 2", "film mix"},
    ),
    ("a smash cut", [ChangeShot(shot=3, cut="smash")], {"film mix"}),
    ("a cut that is straight already", [ChangeShot(shot=3, cut="straight")], set()),
    ("sounds of a shot", [ChangeShot(shot=2, sounds=[SoundCue(kind="door_opens", at=0.2)])], {"effects shot 2", "film mix"}),
    ("another place for the ear", [ChangeScene(scene=1, sounds_like="INT. CHURCH")], {"film mix"}),
    ("the place it is for the ear", [ChangeScene(scene=1, sounds_like="")], set()),
    ("title", [ChangeFilm(title="Smaller")], {"images shot 0", "clips shot 0", "film shot 0"}),
    ("burned subtitles", [ChangeFilm(subtitles="burned")], {"film shot 2", "film shot 3", "film shot 5", TO_BEACH}),
    ("no subtitles", [ChangeFilm(subtitles="none")], set()),
    ("back to the first take", [SelectTake(stage=Stage.IMAGES, number=2, settings=TakeSettings(prompt="Mara at the table"))], set()),
]


@pytest.mark.parametrize(("changes", "expected"), [pytest.param(changes, expected, id=name) for name, changes, expected in EDITS])
def test_an_edit_makes_what_depends_on_it_and_nothing_else(changes: list[Change], expected: set[str]) -> None:
    plan = small_plan()
    made: dict[str, ArtifactRef] = {}
    make_everything(plan, made)
    edited = plan.model_copy(update={"edits": PLACES.applied(plan.edits, changes)})

    assert make_everything(edited, made) == expected


@pytest.mark.parametrize(
    ("shot", "changes", "written"),
    [
        (3, [ChangeShot(shot=3, cut="j", cut_s=0.5)], {"sound_leads_s": 0.5}),
        (3, [ChangeShot(shot=3, cut="l")], {"sound_leads_s": -1.0}),
        (3, [ChangeShot(shot=3, cut="l"), ChangeShot(shot=3, cut_s=0.7)], {"sound_leads_s": -0.7}),
        (3, [ChangeShot(shot=3, cut="smash")], {"is_hard_cut": True}),
        (3, [ChangeShot(shot=3, cut="j"), ChangeShot(shot=3, cut="straight")], {}),
        (3, [ChangeShot(shot=3, cut="j"), ChangeShot(shot=3, transition="iris")], {"transition_in": "iris", "transition_s": 0.8}),
        (4, [ChangeShot(shot=4, cut="j", cut_s=0.8)], {"transition_in": "cut", "transition_s": 0.0, "sound_leads_s": 0.8}),
        (4, [ChangeShot(shot=4, cut="l", cut_s=0.8)], {"transition_in": "cut", "transition_s": 0.0, "sound_leads_s": -0.8}),
    ],
)
def test_a_cut_by_edit_is_the_cut_a_script_writes_to_the_sample(shot: int, changes: list[Change], written: dict[str, object]) -> None:
    scripted = SHOTS.model_copy(
        update={
            "scenes": [
                scene.model_copy(update={"shots": [one.model_copy(update=written if one.number == shot else {}) for one in scene.shots]})
                for scene in SHOTS.scenes
            ]
        }
    )
    plan, made, by_script = small_plan(), dict[str, ArtifactRef](), dict[str, ArtifactRef]()
    edits = plan.edits
    for change in changes:
        edits = PLACES.applied(edits, [change])

    make_everything(plan.model_copy(update={"edits": edits}), made)
    make_everything(plan, by_script, scripted)

    assert made.keys() == by_script.keys()


@pytest.mark.parametrize("fields", [{"cut": "j"}, {"cut_s": 1.0}, {"cut": "smash"}])
def test_nothing_is_cut_from_before_the_first_shot(fields: dict[str, Any]) -> None:
    assert PLACES.missing(ChangeShot(shot=0, **fields)) == "shot 0 is the first, there is nothing before it to cut from"


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"cut": "j", "transition": "iris"}, "iris is no cut"),
        ({"cut": "j", "transition_s": 1}, "a cut has no length"),
        ({"cut": "smash", "cut_s": 1}, "a smash cut has no length"),
        ({"cut": "x"}, "'straight', 'j', 'l' or 'smash'"),
        ({"cut": "l", "cut_s": 9}, "less than or equal to 4"),
    ],
)
def test_a_shot_begins_one_way(fields: dict[str, Any], words: str) -> None:
    with pytest.raises(ValidationError, match=words):
        ChangeShot.model_validate({"shot": 3, **fields})


def test_the_same_film_again_makes_nothing() -> None:
    made: dict[str, ArtifactRef] = {}
    make_everything(small_plan(), made)

    assert make_everything(small_plan(), made) == set()


def test_another_owner_and_film_share_everything() -> None:
    made: dict[str, ArtifactRef] = {}
    make_everything(small_plan(), made)

    assert make_everything(small_plan().model_copy(update={"film": "g", "owner": "someone"}), made) == set()


def test_going_back_to_an_earlier_take_makes_nothing() -> None:
    plan = small_plan()
    made: dict[str, ArtifactRef] = {}
    make_everything(plan, made)
    rerolled = PLACES.applied(plan.edits, [ChangeShot(shot=2, reroll=[Stage.IMAGES])])
    make_everything(plan.model_copy(update={"edits": rerolled}), made)
    back = PLACES.applied(rerolled, [SelectTake(stage=Stage.IMAGES, number=2, settings=TakeSettings(take=1, seed=0))])

    assert make_everything(plan.model_copy(update={"edits": back}), made) == set()


def test_going_back_to_a_picture_brings_back_the_look_it_shows() -> None:
    """Its settings said nothing of looks once, and so the newer look stayed."""
    plan = small_plan()
    made: dict[str, ArtifactRef] = {}
    make_everything(plan, made)
    older = take_settings(image_order(plan, 1, SHOTS.scenes[1].shots[2]))
    assert older is not None
    looked = PLACES.applied(plan.edits, [ChangeCharacter(name="TOM", description="An old man with a red beard")])
    make_everything(plan.model_copy(update={"edits": looked}), made)

    back = plan.model_copy(update={"edits": PLACES.applied(looked, [SelectTake(stage=Stage.IMAGES, number=3, settings=older)])})

    assert image_order(back, 3, SHOTS.scenes[1].shots[2]).key == image_order(plan, 1, SHOTS.scenes[1].shots[2]).key
    assert make_everything(back, made) == set()


def test_a_look_for_the_whole_film_also_holds_where_an_older_one_was_chosen() -> None:
    older = PLACES.applied(Edits(), [SelectTake(stage=Stage.IMAGES, number=3, settings=TakeSettings(looks={"TOM": "bald"}))])

    again = PLACES.applied(older, [ChangeCharacter(name="TOM", description="in a red coat")])

    order = image_order(small_plan().model_copy(update={"edits": again}), 1, SHOTS.scenes[1].shots[2])
    assert [subject.character.description for subject in order.subjects] == ["in a red coat"]


@pytest.mark.parametrize("kind", ["dissolve", "wipe_left", "wipe_right", "iris", "fade_through_black"])
def test_nothing_gives_way_to_the_first_shot(kind: TransitionKind) -> None:
    assert PLACES.missing(ChangeShot(shot=0, transition=kind)) == (
        f"shot 0 is the first, nothing can give way to it by a {kind}; it can begin with a cut or a fade_in"
    )


def test_a_new_version_of_every_engine_remakes_nothing_that_exists() -> None:
    made: dict[str, ArtifactRef] = {}
    make_everything(small_plan(), made)

    assert make_everything(newer(small_plan(), "2"), made) == set()


def test_after_a_new_version_an_edit_makes_by_it_what_must_be_made_and_nothing_else() -> None:
    made: dict[str, ArtifactRef] = {}
    make_everything(small_plan(), made)
    plan = newer(newer(small_plan(), "2"), "3")
    edited = plan.model_copy(update={"edits": PLACES.applied(plan.edits, [ChangeShot(shot=2, prompt="Mara by the window")])})

    assert make_everything(edited, made) == {"images shot 2"} | SHOT_2
    assert make_everything(newer(edited, "4"), made) == set(), "what an engine in between made is found too"


def test_the_reel_tells_which_engine_made_each_part_of_a_shot() -> None:
    made: dict[str, ArtifactRef] = {}
    make_everything(small_plan(), made)
    plan = newer(small_plan(), "2")
    edited = plan.model_copy(update={"edits": PLACES.applied(plan.edits, [ChangeShot(shot=2, camera="push_in")])})
    make_everything(edited, made)

    reel = desk_of(edited, 1, made).reel(1)

    assert reel is not None
    assert {shot.number: (shot.engines["images"], shot.engines["clips"]) for shot in reel.shots} == {
        1: ("any 1", "any 1"),
        2: ("any 1", "any 2"),
        3: ("any 1", "any 1"),
    }


def newer(plan: FilmPlan, version: str) -> FilmPlan:
    """The plan after its generative engines were updated."""
    engines = {
        stage: engine.model_copy(update={"version": version}) if stage is not Stage.FILM else engine
        for stage, engine in plan.engines.items()
    }
    chosen = EnginesChosen(engines=engines, queues=plan.queues, mixer=plan.mixer, assembler=plan.assembler)
    return chosen.taken_over(plan)
