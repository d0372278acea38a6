"""Engines that single shots have for themselves: whose orders they make, where, and what stays of those they had before."""

from schemas.casting import EnginesChosen
from schemas.changes import ChangeShot
from schemas.edits import Edits, Places, wishes_of
from schemas.engines import EngineChoice, Guest, Queue, WantedEngine, Wish
from schemas.media import MP4, PNG, ArtifactRef
from schemas.orders import clip_order, image_order, lips_order, sheet_orders
from schemas.plan import FilmPlan
from schemas.stages import Stage
from schemas.timing import ShotTiming
from tests.small import small_plan, small_shot_list

SHOTS = small_shot_list()
PLACES = Places(scenes={0: [0], 1: [1, 2, 3], 2: [4, 5]}, lines={2: [1, 2], 3: [3], 5: [4]}, characters=["MARA", "TOM"])
TABLE, LISTENS = SHOTS.scenes[1].shots[1], SHOTS.scenes[1].shots[2]
WANTED = WantedEngine(engine="sdxl", options={"steps": 20})
WISH = Wish(stage=Stage.IMAGES, wanted=WANTED)
CHANGE = ChangeShot(shot=2, engines={Stage.IMAGES: WANTED})


def guest(version: str = "1", **options: bool) -> Guest:
    """The painter that `WISH` leads to."""
    choice = EngineChoice(stage=Stage.IMAGES, name="sdxl", version=version, options={**WANTED.options, **options})
    return Guest(wish=WISH, choice=choice, queue=Queue.GPU)


def with_guest(one: Guest) -> FilmPlan:
    """The small film, its second shot painted by a guest."""
    return small_plan().model_copy(update={"edits": PLACES.applied(Edits(), [CHANGE]), "guests": [one]})


def recast(plan: FilmPlan, guests: list[Guest]) -> FilmPlan:
    """The plan after its engines were chosen anew."""
    own = small_plan()
    chosen = EnginesChosen(engines=own.engines, queues=own.queues, guests=guests, mixer=own.mixer, assembler=own.assembler)
    return chosen.taken_over(plan)


def test_a_guest_paints_its_shot_where_it_runs_and_no_other() -> None:
    plan = with_guest(guest())
    own, other = image_order(plan, 1, TABLE), image_order(plan, 1, LISTENS)

    assert (own.engine, plan.queue_of(own)) == (guest().choice, Queue.GPU)
    assert own.about.label == "Shot 2 · images · sdxl · take 1"
    assert (other.engine, plan.queue_of(other)) == (small_plan().engines[Stage.IMAGES], small_plan().queues[Stage.IMAGES])
    assert other.key == image_order(small_plan(), 1, LISTENS).key


def test_what_the_film_s_engines_made_before_does_not_stand_in_for_a_guest() -> None:
    older = EngineChoice(stage=Stage.IMAGES, name="any", version="0")
    plan = with_guest(guest()).model_copy(update={"former": {Stage.IMAGES: [older]}})

    assert image_order(plan, 1, TABLE).former == []
    assert image_order(plan, 1, LISTENS).former == [older]


def test_another_version_of_a_guest_leaves_what_the_older_one_made() -> None:
    plan = recast(with_guest(guest()), [guest("2")])

    assert image_order(plan, 1, TABLE).engine.version == "2"
    assert image_order(plan, 1, TABLE).former == [guest("1").choice]
    assert recast(plan, [guest("2")]) == plan


def test_another_version_of_a_guest_leaves_the_sheets_that_the_older_one_painted() -> None:
    plan = recast(with_guest(guest(sheets=True)), [guest("2", sheets=True)])

    assert {order.engine.version for order in sheet_orders(plan, 1, TABLE)} == {"2"}
    assert [order.former for order in sheet_orders(plan, 1, TABLE)] == [[guest("1", sheets=True).choice]] * len(
        sheet_orders(plan, 1, TABLE)
    )


def test_a_guest_that_came_while_engines_were_chosen_anew_stays() -> None:
    plan = recast(with_guest(guest()), [])

    assert plan.guests == [guest()]


def test_a_guest_is_no_concern_of_other_scenes() -> None:
    plan = with_guest(guest())

    assert plan.part(PLACES, 1).guests == [guest()]
    assert plan.part(PLACES, 2) == small_plan().part(PLACES, 2)


def test_a_shot_goes_back_to_the_film_s_engine() -> None:
    edits = PLACES.applied(Edits(), [CHANGE, ChangeShot(shot=2, engines={Stage.IMAGES: None})])

    assert edits.shots[2].engines == {}
    assert wishes_of([CHANGE, ChangeShot(shot=2, engines={Stage.IMAGES: None})]) == [WISH]


def test_engines_of_two_stages_are_changed_one_by_one() -> None:
    clips = WantedEngine(engine="svd")
    edits = PLACES.applied(PLACES.applied(Edits(), [CHANGE]), [ChangeShot(shot=2, engines={Stage.CLIPS: clips})])

    assert edits.shots[2].engines == {Stage.IMAGES: WANTED, Stage.CLIPS: clips}
    assert edits.wishes == [WISH, Wish(stage=Stage.CLIPS, wanted=clips)]


def test_a_guest_that_paints_from_sheets_paints_them_itself_in_a_film_without() -> None:
    (sheet,) = sheet_orders(with_guest(guest(sheets=True)), 1, TABLE)

    assert sheet.engine == guest(sheets=True).choice
    assert sheet_orders(with_guest(guest(sheets=True)), 1, LISTENS) == []


def test_a_guest_in_a_film_with_sheets_paints_from_the_film_s() -> None:
    plan = with_guest(guest(sheets=True))
    painter = plan.engines[Stage.IMAGES].model_copy(update={"options": {"sheets": True}})
    plan = plan.model_copy(update={"engines": {**plan.engines, Stage.IMAGES: painter}})

    assert [sheet.engine for sheet in sheet_orders(plan, 1, TABLE)] == [painter]


def test_a_stage_of_which_a_guest_is_paid_is_paid_for() -> None:
    paid = guest().model_copy(update={"queue": Queue.HOSTED})

    assert with_guest(paid).bought == {Stage.IMAGES}
    assert with_guest(guest()).bought == set()


CAMERA = EngineChoice(stage=Stage.CLIPS, name="camera", version="1")
STILL = ArtifactRef(key="1" * 64, media_type=PNG, size_bytes=1, sha256="0" * 64)
CLIP = ArtifactRef(key="2" * 64, media_type=MP4, size_bytes=1, sha256="0" * 64, frames=48, fps=24)
SPEECH = ArtifactRef(key="3" * 64, media_type=MP4, size_bytes=1, sha256="0" * 64, samples=48_000)
TIMING = ShotTiming(frames=48, first_samples=[0, 0])
WINDOW = SHOTS.scenes[1].shots[0]
"""In which nobody speaks."""


def test_where_the_lips_engine_makes_the_shot_no_dear_clip_is_made_under_it() -> None:
    plan = small_plan().model_copy(update={"beneath": CAMERA})
    speaking = clip_order(plan, 1, TABLE, TIMING, STILL, [SPEECH, SPEECH])
    silent = clip_order(plan, 1, WINDOW, ShotTiming(frames=48, first_samples=[]), STILL, [])

    assert (speaking.engine, plan.queue_of(speaking), speaking.about.label) == (CAMERA, Queue.CPU, "Shot 2 · clips · camera · take 1")
    assert silent.engine == plan.engines[Stage.CLIPS]


def test_who_makes_the_shot_to_its_voices_is_told_what_happens_in_it() -> None:
    shot = TABLE.model_copy(update={"motion_prompt": "Mara lifts a cup"})
    whole, mouths = (
        lips_order(small_plan().model_copy(update={"beneath": beneath}), 1, shot, TIMING, STILL, CLIP, [SPEECH, SPEECH])
        for beneath in (CAMERA, None)
    )

    assert whole is not None
    assert mouths is not None
    assert (whole.motion, mouths.motion) == ("Mara lifts a cup", "")


def test_a_shot_of_its_own_lips_engine_has_its_own_clip_under_it() -> None:
    wish = Wish(stage=Stage.LIPSYNC, wanted=WantedEngine(engine="ltx2"))
    own = Guest(wish=wish, choice=EngineChoice(stage=Stage.LIPSYNC, name="ltx2", version="1"), queue=Queue.GPU, beneath=CAMERA)
    edits = PLACES.applied(Edits(), [ChangeShot(shot=2, engines={Stage.LIPSYNC: wish.wanted})])
    plan = small_plan().model_copy(update={"edits": edits, "guests": [own]})

    assert clip_order(plan, 1, TABLE, TIMING, STILL, [SPEECH, SPEECH]).engine == CAMERA
    assert clip_order(plan, 1, LISTENS, ShotTiming(frames=48, first_samples=[0]), STILL, [SPEECH]).engine == plan.engines[Stage.CLIPS]
