"""Character sheets are painted once, before the shots that are painted from them, and have takes of their own."""

from schemas.changes import ChangeCharacter, SelectTake, TakeSettings
from schemas.edits import CharacterEdits, Edits, Places
from schemas.images import PaintImage
from schemas.media import ArtifactRef
from schemas.orders import sheet_order
from schemas.plan import FilmPlan, ScenePlan
from schemas.scene_orders import SceneOrders
from schemas.stages import Stage
from tests.small import MARA, TOM, made_from, small_plan, small_shot_list

_PLACES = Places(scenes={1: [1, 2, 3]}, lines={}, characters=["MARA", "TOM"])
_CAST = {person.name: person.model_copy(update={"number": number}) for number, person in enumerate((MARA, TOM), 1)}


def _plan(edits: Edits | None = None) -> FilmPlan:
    plan = small_plan()
    engine = plan.engines[Stage.IMAGES].model_copy(update={"options": {"sheets": True}})
    return plan.model_copy(update={"engines": {**plan.engines, Stage.IMAGES: engine}, "edits": edits or Edits()})


def _scene(number: int, plan: FilmPlan, made: dict[str, ArtifactRef]) -> SceneOrders:
    return SceneOrders(plan, 1, ScenePlan(scene=small_shot_list().scenes[number]), made)


def _images(scene: SceneOrders) -> list[PaintImage]:
    return [order for order in scene.by_key.values() if isinstance(order, PaintImage)]


def test_engines_that_paint_without_sheets_order_none() -> None:
    scene = _scene(1, small_plan(), {})

    assert [order.sheet_of for order in _images(scene)] == ["", "", ""]
    assert not any(order.references for order in _images(scene))


def test_a_shot_waits_for_the_sheets_of_those_in_it() -> None:
    made: dict[str, ArtifactRef] = {}
    scene = _scene(1, _plan(), made)
    assert [order.sheet_of for order in _images(scene)] == ["", "MARA", "TOM"]

    (sheet,) = [order for order in _images(scene) if order.sheet_of == "MARA"]
    made[sheet.key] = made_from(sheet)
    scene.advance(sheet.key)

    painted_from = [order.references for order in _images(scene) if not order.sheet_of]
    assert painted_from == [[], [made[sheet.key]]]


def test_a_character_has_one_sheet_in_the_whole_film() -> None:
    keys = {order.key for number in (1, 2) for order in _images(_scene(number, _plan(), {})) if order.sheet_of == "MARA"}

    assert len(keys) == 1


def test_a_whole_scene_is_made_from_sheets() -> None:
    made: dict[str, ArtifactRef] = {}
    scene = _scene(1, _plan(), made)
    while missing := scene.by_key.keys() - made.keys():
        for key in sorted(missing):
            made[key] = made_from(scene.by_key[key])
            scene.advance(key)

    assert scene.is_made
    assert scene.reel is not None
    assert [shot.takes[Stage.IMAGES] for shot in scene.reel.shots] == [1, 1, 1]


def test_a_shot_tells_what_was_otherwise_than_ordered_when_it_was_made() -> None:
    made: dict[str, ArtifactRef] = {}
    scene = _scene(1, _plan(), made)
    while missing := scene.by_key.keys() - made.keys():
        for key in sorted(missing):
            order = scene.by_key[key]
            is_short = isinstance(order, PaintImage) and order.sheet_of == "MARA"
            made[key] = made_from(order).model_copy(update={"notes": ("memory was short",) if is_short else ()})
            scene.advance(key)

    assert scene.reel is not None
    assert [shot.notes for shot in scene.reel.shots] == [[], ["images: memory was short"], []]


def test_a_sheet_shows_one_person_from_four_sides() -> None:
    order = sheet_order(_plan(), 1, _CAST["TOM"])

    assert order.about.target == "character 2"
    assert {subject.character.name for subject in order.subjects} == {"TOM"}
    assert [subject.facing for subject in order.subjects] == ["camera", "right", "left", "away"]
    assert "Tom" in order.prompt


def test_another_look_is_another_sheet() -> None:
    edits = Edits(characters={"TOM": CharacterEdits(description="a grey beard")})
    before, after = (sheet_order(plan, 1, _CAST["TOM"]) for plan in (_plan(), _plan(edits)))

    assert before.key != after.key
    assert "a grey beard" in after.prompt


def test_a_sheet_is_made_again_as_another_take_and_gone_back_to() -> None:
    again = _PLACES.applied(Edits(), [ChangeCharacter(name="TOM", reroll=True)])
    back = _PLACES.applied(again, [SelectTake(stage=Stage.IMAGES, number=2, is_sheet=True, settings=TakeSettings(take=1))])
    third = _PLACES.applied(back, [ChangeCharacter(name="TOM", reroll=True)])
    takes = [sheet_order(_plan(edits), 1, _CAST["TOM"]).take for edits in (Edits(), again, back, third)]

    assert takes == [1, 2, 1, 3]
    assert sheet_order(_plan(back), 1, _CAST["TOM"]).key == sheet_order(_plan(), 1, _CAST["TOM"]).key


def test_a_sheet_of_nobody_can_not_be_selected() -> None:
    change = SelectTake(stage=Stage.IMAGES, number=3, is_sheet=True, settings=TakeSettings())

    assert _PLACES.missing(change) == "no character 3; the film has characters 1 to 2"
