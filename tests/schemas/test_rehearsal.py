"""Edits tried out on paper: what can't be done and what would change nothing is told, and nothing else is."""

from collections.abc import Sequence
from typing import Any

import pytest

from schemas.changes import (
    Change,
    ChangeCharacter,
    ChangeCue,
    ChangeFilm,
    ChangeLine,
    ChangeScene,
    ChangeShot,
    SelectTake,
    TakeSettings,
)
from schemas.edits import Edits, Places
from schemas.engines import EngineChoice, Guest, Queue, WantedEngine, Wish
from schemas.images import CARD_PROMPT
from schemas.plan import FilmPlan
from schemas.rehearsal import Rehearsal
from schemas.shots import ShotList, SoundCue
from schemas.stages import Stage
from tests.small import small_plan, small_shot_list

SHOTS = small_shot_list()
PLACES = Places(scenes={0: [0], 1: [1, 2, 3], 2: [4, 5]}, lines={2: [1, 2], 3: [3], 5: [4]}, characters=["MARA", "TOM"])
SILENT = ShotList(title="Silent", scenes=[SHOTS.scenes[0]])
IGNORED = {Stage.IMAGES: frozenset({"negative_prompt", CARD_PROMPT}), Stage.MUSIC: frozenset({"prompt"})}
SHEETS = small_plan().engines | {Stage.IMAGES: small_plan().engines[Stage.IMAGES].model_copy(update={"options": {"sheets": True}})}


def ignored(engine: EngineChoice) -> frozenset[str]:
    """What the film's engines ignore; those called "deaf" ignore everything."""
    everything = frozenset({"prompt", "negative_prompt", "camera", "intensity"})
    return everything if engine.name == "deaf" else IGNORED.get(engine.stage, frozenset())


def problems(changes: Sequence[Change], before: Sequence[Change] = (), *, shots: ShotList = SHOTS, **plan: Any) -> list[str]:
    """What is said of an edit of the small film, after another edit."""
    places = PLACES if shots is SHOTS else Places(scenes={0: [0]}, lines={}, characters=[])
    now = small_plan().model_copy(update=plan)
    edits = places.applied(Edits(), list(before)) if before else Edits()
    plan_now: FilmPlan = now.model_copy(update={"edits": edits})
    rehearsal = Rehearsal(plan_now, changes, shots, places, ignored, lambda place: f"what is a {place}?" if "BLORB" in place else None)
    idle = rehearsal.idle(lambda line: 3000 * len(line.text))
    return rehearsal.unfit() or ([idle] if idle else [])


@pytest.mark.parametrize(
    "changes",
    [
        [ChangeShot(shot=2, prompt="Mara by the window")],
        [ChangeShot(shot=2, duration_s=9)],
        [ChangeShot(shot=2, camera="push_in", intensity=0.2)],
        [ChangeShot(shot=2, reroll=[Stage.CLIPS])],
        [ChangeShot(shot=2, seed=7)],
        [ChangeShot(shot=4, transition_s=1)],
        [ChangeShot(shot=3, transition="iris", transition_s=1)],
        [ChangeShot(shot=3, cut="j", cut_s=0.5)],
        [ChangeShot(shot=3, cut="l")],
        [ChangeShot(shot=4, cut="j")],
        [ChangeShot(shot=3, cut="j"), ChangeShot(shot=3, cut_s=0.4)],
        [ChangeShot(shot=2, sounds=[SoundCue(kind="knock")])],
        [ChangeLine(line=2, text="Yes.")],
        [ChangeLine(line=2, reroll=True)],
        [ChangeCue(scene=1, mood="tense")],
        [ChangeCue(scene=1, level_db=-6)],
        [ChangeCue(scene=1, level_db=-60)],
        [ChangeScene(scene=1, sounds_like="INT. CHURCH")],
        [ChangeScene(scene=2, reroll=[Stage.VOICES])],
        [ChangeCharacter(name="TOM", voice="cello")],
        [ChangeCharacter(name="TOM", description="a red beard")],
        [ChangeFilm(title="Smaller")],
        [ChangeFilm(style="black and white")],
        [ChangeFilm(subtitles="burned")],
        [ChangeFilm(reroll=[Stage.MUSIC])],
        [SelectTake(stage=Stage.CLIPS, number=2, settings=TakeSettings(camera="pan_left"))],
        [ChangeShot(shot=2, prompt="Mara at the table"), ChangeLine(line=1, voice="cello")],
    ],
)
def test_what_changes_something_is_taken(changes: list[Change]) -> None:
    assert problems(changes) == []


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ([ChangeShot(shot=2, prompt="Mara at the table")], "shot 2 is that already"),
        ([ChangeShot(shot=2, duration_s=0.5)], "shot 2 is as long as that already, or as its lines and transitions need"),
        ([ChangeShot(shot=2, camera="static")], "shot 2 is that already"),
        ([ChangeShot(shot=2, seed=0)], "shot 2 is that already"),
        ([ChangeShot(shot=3, transition="cut")], "shot 3 is that already"),
        ([ChangeShot(shot=3, cut="straight")], "shot 3 is that already"),
        ([ChangeShot(shot=4, transition_s=0.5)], "shot 4 is that already"),
        ([ChangeShot(shot=2, sounds=[])], "shot 2 is that already"),
        ([ChangeLine(line=2, text="No.", speed=1)], "line 2 is that already"),
        ([ChangeCue(scene=1, mood="calm")], "the music of scene 1 is that already"),
        ([ChangeCue(scene=1, level_db=0)], "the music of scene 1 is that already"),
        ([ChangeScene(scene=1, sounds_like="")], "scene 1 is that already"),
        ([ChangeScene(scene=1, sounds_like="INT. KITCHEN - NIGHT")], "scene 1 is that already"),
        ([ChangeScene(scene=0, reroll=[Stage.VOICES])], "there is nothing of that in scene 0"),
        ([ChangeFilm(title="Small")], "the film is that already"),
        ([ChangeFilm(style="")], "the film is that already"),
        ([ChangeFilm(subtitles="sidecar")], "the film is that already"),
        (
            [SelectTake(stage=Stage.CLIPS, number=2, settings=TakeSettings(camera="static", intensity=0.5))],
            "the settings of that take of clips for shot 2 are those the film has now",
        ),
        (
            [ChangeShot(shot=2, prompt="Mara at the table"), ChangeFilm(title="Small")],
            "shot 2 is that already; the film is that already",
        ),
    ],
)
def test_what_would_change_nothing_is_refused(changes: list[Change], reason: str) -> None:
    assert problems(changes) == [f"nothing would change: {reason}"]


def test_a_change_of_music_that_is_not_there_is_refused() -> None:
    silenced = [ChangeCue(scene=1, level_db=-60)]
    reason = "nothing would change: scene 1 has no music; give it a level for some, 0 is what is usual"

    assert problems([ChangeCue(scene=1, mood="tense")], silenced) == [reason]


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ([ChangeShot(shot=3, transition_s=1)], "transition_s: shot 3 begins with a cut, which has no length; name a transition with it"),
        (
            [ChangeShot(shot=3, prompt="else", transition_s=1)],
            "transition_s: shot 3 begins with a cut, which has no length; name a transition with it",
        ),
        (
            [ChangeShot(shot=4, cut_s=1)],
            "cut_s: shot 4 begins with a dissolve, where sound and picture change at once; name a cut, j or l, with it",
        ),
        (
            [ChangeShot(shot=2, cut="l")],
            "cut: nobody speaks in shot 1: inside a scene nothing of it could be heard on in shot 2",
        ),
        ([ChangeShot(shot=2, negative_prompt="fog")], "negative_prompt: the film's images engine, any, does nothing with it"),
        (
            [ChangeShot(shot=0, prompt="in red")],
            "prompt: shot 0 is a card, of which any sets the words and nothing else that is told; try another seed",
        ),
        ([ChangeCue(scene=1, prompt="a harp")], "prompt: the film's music engine, any, does nothing with it"),
        ([ChangeScene(scene=1, sounds_like="INT. BLORB")], "sounds_like: what is a INT. BLORB?"),
        (
            [ChangeCharacter(name="MARA", reroll=True)],
            "the film's images engine, any, paints from no character sheets; describe MARA anew, or make a shot again",
        ),
        (
            [ChangeCharacter(name="MARA", voice="cello", seed=3)],
            "the film's images engine, any, paints from no character sheets; describe MARA anew, or make a shot again",
        ),
    ],
)
def test_what_can_have_no_effect_is_refused_whatever_else_is_changed(changes: list[Change], reason: str) -> None:
    assert problems(changes) == [reason]


def test_a_character_sheet_is_made_again_where_there_are_sheets() -> None:
    assert problems([ChangeCharacter(name="MARA", reroll=True)], engines=SHEETS) == []


def test_a_voice_that_every_line_overrules_changes_nothing() -> None:
    own = [ChangeLine(line=2, voice="cello"), ChangeLine(line=3, voice="cello")]

    assert problems([ChangeCharacter(name="TOM", voice="alto")], own) == [
        "nothing would change: TOM is that already, or is in no shot or line that it would change"
    ]


def test_subtitles_of_a_film_without_speech_are_nothing_to_change() -> None:
    assert problems([ChangeFilm(subtitles="burned")], shots=SILENT) == ["nothing would change: nobody speaks in this film"]


def test_a_film_with_subtitles_for_the_deaf_is_not_left_without_any() -> None:
    options = small_plan(sdh=True).options

    assert problems([ChangeFilm(subtitles="none")], options=options) == [
        "subtitles: the film was ordered with sdh, which would stay; make it without"
    ]


def test_a_reason_is_the_same_after_a_change_has_travelled() -> None:
    """On its way every field of it is written out, set or not."""
    change = ChangeShot.model_validate_json(ChangeShot(shot=2, duration_s=0.5).model_dump_json())

    assert problems([change]) == problems([ChangeShot(shot=2, duration_s=0.5)])


def test_the_same_edit_a_second_time_changes_nothing() -> None:
    edit: list[Change] = [ChangeShot(shot=3, cut="j", cut_s=0.5)]

    assert problems(edit, edit) == ["nothing would change: shot 3 is that already"]


DEAF = {Stage.IMAGES: WantedEngine(engine="deaf")}


def invited(choice: EngineChoice) -> list[Guest]:
    """The guest that `DEAF` wishes for."""
    return [Guest(wish=Wish(stage=Stage.IMAGES, wanted=DEAF[Stage.IMAGES]), choice=choice, queue=Queue.CPU)]


def test_another_engine_for_a_shot_is_a_change_and_the_film_s_own_by_its_name_is_none() -> None:
    change = ChangeShot(shot=2, engines={Stage.IMAGES: DEAF[Stage.IMAGES]})
    other = EngineChoice(stage=Stage.IMAGES, name="deaf", version="1")

    assert problems([change], guests=invited(other)) == []
    assert problems([change], guests=invited(small_plan().engines[Stage.IMAGES])) == ["nothing would change: shot 2 is that already"]
    assert problems([ChangeShot(shot=2, engines={Stage.IMAGES: None})]) == ["nothing would change: shot 2 is that already"]


def test_what_a_shot_s_own_engine_ignores_is_told_of_that_shot_alone() -> None:
    guests = invited(EngineChoice(stage=Stage.IMAGES, name="deaf", version="1"))
    before = [ChangeShot(shot=2, engines={Stage.IMAGES: DEAF[Stage.IMAGES]})]

    assert problems([ChangeShot(shot=2, prompt="rain")], before, guests=guests) == [
        "prompt: the shot's images engine, deaf, does nothing with it"
    ]
    assert problems([ChangeShot(shot=3, prompt="rain")], before, guests=guests) == []
