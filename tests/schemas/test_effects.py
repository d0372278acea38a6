"""Orders for what is heard of the action, and films that have none."""

from collections.abc import Sequence
from typing import get_args

import pytest

from schemas.casting import EnginesChosen
from schemas.changes import ChangeFilm, ChangeShot, SelectTake, TakeSettings
from schemas.edits import Edits, Places
from schemas.effects import LASTING_S, ONCE_S, MakeEffects, pieces_of, wanted_sounds
from schemas.engines import EngineChoice, Guest, Queue, WantedEngine, Wish
from schemas.keys import artifact_key
from schemas.media import ArtifactRef
from schemas.message import Message
from schemas.moderation import words_of
from schemas.orders import effects_order
from schemas.plan import FilmPlan, scene_plan
from schemas.rehearsal import Rehearsal
from schemas.scene_orders import SceneOrders
from schemas.shots import Shot, ShotList, SoundCue, SoundKind
from schemas.stages import Stage
from tests.small import made_from, small_plan, small_shot_list

KNOCK, RAIN = SoundCue(kind="knock", at=0.2), SoundCue(kind="rain", at=0.6)
PLACES = Places(scenes={0: [0], 1: [1, 2, 3], 2: [4, 5]}, lines={2: [1, 2], 3: [3], 5: [4]}, characters=["MARA", "TOM"])


def heard(*cues: SoundCue) -> ShotList:
    """The small film with something to hear in its shot 2."""
    shots = small_shot_list()
    scene = shots.scenes[1]
    changed = [shot.model_copy(update={"sounds": list(cues)}) if shot.number == 2 else shot for shot in scene.shots]
    return shots.model_copy(update={"scenes": [shots.scenes[0], scene.model_copy(update={"shots": changed}), shots.scenes[2]]})


def shot(*cues: SoundCue, number: int = 2) -> Shot:
    return heard(*cues).scenes[1].shots[1].model_copy(update={"number": number})


def ordered(*cues: SoundCue, number: int = 2, plan: FilmPlan | None = None) -> MakeEffects:
    order = effects_order(plan or small_plan(), 1, shot(*cues, number=number))
    assert order is not None
    return order


def mute() -> FilmPlan:
    """A plan without an engine for effects, as the draft's."""
    plan = small_plan()
    return plan.model_copy(update={"engines": {stage: one for stage, one in plan.engines.items() if stage is not Stage.EFFECTS}})


def orders_of(plan: FilmPlan, shots: ShotList) -> SceneOrders:
    """Scene 1, made whole."""
    made: dict[str, ArtifactRef] = {}
    orders = SceneOrders(plan, 1, scene_plan(shots, 1), made)
    while missing := [order for key, order in orders.by_key.items() if key not in made]:
        for order in missing:
            made[order.key] = made_from(order)
            orders.advance(order.key)
    return orders


def test_every_kind_has_one_length() -> None:
    assert LASTING_S.keys() | ONCE_S.keys() == set(get_args(SoundKind))
    assert not LASTING_S.keys() & ONCE_S.keys()


def test_where_and_how_loud_a_sound_is_makes_no_other_sound() -> None:
    moved = [KNOCK.model_copy(update={"at": 0.9}), RAIN.model_copy(update={"level_db": -6.0, "is_far": True})]

    assert ordered(KNOCK, RAIN).key == ordered(*reversed(moved)).key


@pytest.mark.parametrize(
    "cues", [[KNOCK], [KNOCK, KNOCK, RAIN], [KNOCK.model_copy(update={"prompt": "on a tin roof"}), RAIN], [SoundCue(kind="dog"), RAIN]]
)
def test_other_sounds_are_another_order(cues: Sequence[SoundCue]) -> None:
    assert ordered(*cues).key != ordered(KNOCK, RAIN).key


def test_the_same_sound_in_another_shot_is_another_order() -> None:
    assert ordered(KNOCK, number=3).key != ordered(KNOCK).key


def test_every_cue_finds_its_piece_in_the_file() -> None:
    cues = [RAIN, KNOCK, RAIN, SoundCue(kind="dog")]
    sounds, pieces = wanted_sounds(cues), pieces_of(cues)
    begins = [sum(sound.samples for sound in sounds[:place]) for place in range(len(sounds))]

    assert [(sound.kind, sound.number) for sound in sounds] == [("dog", 1), ("knock", 1), ("rain", 1), ("rain", 2)]
    assert [piece.first_sample for piece in pieces] == [begins[2], begins[1], begins[3], begins[0]]
    assert [piece.samples for piece in pieces] == [sounds[place].samples for place in (2, 1, 3, 0)]


def test_a_shot_without_sounds_and_a_film_without_an_engine_order_nothing() -> None:
    assert effects_order(small_plan(), 1, shot()) is None
    assert effects_order(mute(), 1, shot(KNOCK)) is None


def test_a_scene_waits_for_its_effects_and_has_them_in_its_reel() -> None:
    orders = orders_of(small_plan(), heard(KNOCK))
    (order,) = (order for order in orders.by_key.values() if isinstance(order, MakeEffects))
    assert orders.reel is not None
    made = orders.reel.shots[1]

    assert made.effects is not None
    assert made.effects.key == order.key
    assert made.effects in orders.reel.heard
    assert made.engines[Stage.EFFECTS] == "any 1"
    assert made.takes[Stage.EFFECTS] == 1


def test_a_film_without_an_engine_for_effects_says_nothing_of_them() -> None:
    orders = orders_of(mute(), heard(KNOCK))
    assert orders.reel is not None
    told = orders.reel.model_dump_json()

    assert Stage.EFFECTS not in {order.stage for order in orders.by_key.values()}
    assert "effects" not in told
    assert '"prompt"' not in told


class FormerCue(Message):
    """What a cue was before it could have words."""

    kind: SoundKind
    at: float = 0.0
    level_db: float = 0.0
    is_far: bool = False


class Holder(Message):
    """Something with a cue in it."""

    cue: Message


def test_a_cue_without_words_counts_as_it_did_before_cues_had_any() -> None:
    now, then = Holder(cue=KNOCK), Holder(cue=FormerCue(kind="knock", at=0.2))

    assert artifact_key("any", now) == artifact_key("any", then)
    assert artifact_key("any", Holder(cue=KNOCK.model_copy(update={"prompt": "hard"}))) != artifact_key("any", then)


def test_effects_made_by_an_engine_are_another_mix() -> None:
    plain, made = orders_of(mute(), heard(KNOCK)).reel, orders_of(small_plan(), heard(KNOCK)).reel
    assert plain is not None
    assert made is not None

    assert plain.sound_key != made.sound_key


def test_a_shot_has_an_engine_of_its_own_in_a_film_without_one() -> None:
    wish = Wish(stage=Stage.EFFECTS, wanted=WantedEngine(engine="synth"))
    guest = Guest(wish=wish, choice=EngineChoice(stage=Stage.EFFECTS, name="synth", version="1"), queue=Queue.HOSTED)
    edits = PLACES.applied(Edits(), [ChangeShot(shot=2, engines={Stage.EFFECTS: wish.wanted})])
    plan = mute().model_copy(update={"edits": edits, "guests": [guest]})

    assert ordered(KNOCK, plan=plan).engine.name == "synth"
    assert plan.queue_of(ordered(KNOCK, plan=plan)) is Queue.HOSTED
    assert effects_order(plan, 1, shot(KNOCK, number=3)) is None


def test_another_take_is_one_of_all_sounds_of_the_shot_and_can_be_gone_back_from() -> None:
    again = PLACES.applied(Edits(), [ChangeShot(shot=2, reroll=[Stage.EFFECTS])])
    back = PLACES.applied(again, [SelectTake(stage=Stage.EFFECTS, number=2, settings=TakeSettings(take=1))])
    second, first = (ordered(KNOCK, plan=small_plan().model_copy(update={"edits": edits})) for edits in (again, back))

    assert (second.take, first.take) == (2, 1)
    assert first.key == ordered(KNOCK).key != second.key
    assert PLACES.applied(back, [ChangeShot(shot=2, reroll=[Stage.EFFECTS])]).shots[2].effects_take == 3


@pytest.mark.parametrize(
    ("change", "plan", "told"),
    [
        (ChangeShot(shot=2, reroll=[Stage.EFFECTS]), mute(), "the effects of shot 2 are synthesised in the mix and have no takes"),
        (ChangeShot(shot=2, sounds=[KNOCK.model_copy(update={"prompt": "hard"})]), mute(), "no engine makes the effects of shot 2"),
        (ChangeShot(shot=3, reroll=[Stage.EFFECTS]), small_plan(), "nothing is heard of the action in shot 3"),
        (ChangeFilm(reroll=[Stage.EFFECTS]), mute(), "nothing would change"),
    ],
)
def test_what_would_not_be_heard_is_refused(change: ChangeShot | ChangeFilm, plan: FilmPlan, told: str) -> None:
    rehearsal = Rehearsal(plan, [change], heard(KNOCK), PLACES, lambda _: frozenset(), lambda _: None)
    problems = rehearsal.unfit() or [rehearsal.idle(lambda line: 3000 * len(line.text)) or ""]

    assert told in problems[0]


def test_words_that_the_engine_does_not_read_are_refused() -> None:
    worded = ChangeShot(shot=2, sounds=[KNOCK.model_copy(update={"prompt": "hard"})])
    told = Rehearsal(small_plan(), [worded], heard(KNOCK), PLACES, lambda _: frozenset({"sounds.prompt"}), lambda _: None).unfit()

    assert told == ["sounds: the shot's effects engine, any, goes by their kinds and does nothing with their words"]


def test_another_take_of_what_is_heard_is_taken() -> None:
    rehearsal = Rehearsal(
        small_plan(), [ChangeShot(shot=2, reroll=[Stage.EFFECTS])], heard(KNOCK), PLACES, lambda _: frozenset(), lambda _: None
    )

    assert rehearsal.unfit() == []
    assert rehearsal.idle(lambda line: 3000 * len(line.text)) is None


def test_the_words_of_a_sound_are_looked_through() -> None:
    change = ChangeShot(shot=2, sounds=[KNOCK.model_copy(update={"prompt": "a fist on tin"}), RAIN])

    assert [words.text for words in words_of([change])] == ["a fist on tin"]


def test_a_film_that_was_begun_without_an_engine_for_effects_goes_on_without() -> None:
    begun, now = mute(), small_plan()
    chosen = EnginesChosen(engines=now.engines, queues=now.queues, mixer=now.mixer, assembler=now.assembler)

    assert chosen.taken_over(begun).engines == begun.engines
    assert chosen.taken_over(now).engines == now.engines
