"""People look as described, the same in every shot, and not like one another."""

from math import dist
from typing import Literal

import numpy as np
import pytest
from numpy.typing import NDArray

from activities.images.drawing.colour import Colour
from activities.images.drawing.compose import Drawing, draw_picture
from activities.images.drawing.people.looks import look_of
from activities.media.drawn.picture import Pixels
from schemas.shots import Character
from tests.activities.images.orders import FOREST, JONAS, MARA, paint, seen


def test_a_description_decides_hair_clothes_and_glasses() -> None:
    look = look_of(Character(name="ANNA", gender="female", description="Curly red hair, glasses, a green coat"))

    assert look.hair_style == "curly"
    assert look.top == "coat"
    assert look.has_glasses
    assert _hue(look.hair) == "red"
    assert _hue(look.top_tint) == "green"


@pytest.mark.parametrize(
    ("description", "hue"),
    [
        ("im roten Mantel", "red"),
        ("manteau rouge", "red"),
        ("abrigo verde", "green"),
        ("cappotto verde", "green"),
        ("a blue jacket", "blue"),
    ],
)
def test_colours_are_understood_in_several_languages(description: str, hue: str) -> None:
    assert _hue(look_of(Character(name="X", description=description)).top_tint) == hue


@pytest.mark.parametrize(
    "description",
    [
        "a girl with red braids",
        "in grünem Kleid mit roten Zöpfen",
        "une fille aux tresses rouges",
        "una niña de trenzas rojas, abrigo verde",
    ],
)
def test_braids_and_curls_have_the_colour_that_stands_right_by_them(description: str) -> None:
    red_haired = look_of(Character(name="ZOE", gender="female", description="red hair"))

    assert look_of(Character(name="ZOE", gender="female", description=description)).hair == red_haired.hair


@pytest.mark.parametrize("description", ["a girl in a red coat with braids", "a girl with braids in a red coat", "curls, a red scarf"])
def test_braids_have_no_colour_of_the_clothes(description: str) -> None:
    plain = Character(name="ZOE", gender="female", description="a girl with braids")

    assert look_of(plain.model_copy(update={"description": description})).hair == look_of(plain).hair


def test_a_judge_in_a_german_robe_wears_no_summer_dress() -> None:
    judge = Character(name="RICHTER BÖLL", gender="male", age="old", description="ein dicker Mann in schwarzer Robe mit weißem Bart")

    assert look_of(judge).top == "robe"


def test_a_colour_belongs_to_the_thing_it_stands_by() -> None:
    look = look_of(Character(name="JONAS", gender="male", description="bearded, blue jacket"))

    assert look.beard == "full"
    assert _hue(look.top_tint) == "blue"
    assert _hue(look.hair) != "blue"


@pytest.mark.parametrize(
    ("description", "style"),
    [("short red hair", "pixie"), ("mit kurzen braunen Haaren", "pixie"), ("long grey hair", "long"), ("a short woman with a bun", "bun")],
)
def test_hair_is_as_long_as_it_is_said_to_be(description: str, style: str) -> None:
    assert style == look_of(Character(name="MARA", gender="female", description=description)).hair_style


def test_a_long_beard_leaves_the_hair_alone() -> None:
    plain = look_of(Character(name="TOM", gender="male", age="old"))

    assert plain.hair_style == look_of(Character(name="TOM", gender="male", age="old", description="a long beard")).hair_style


def test_two_people_of_one_trade_wear_hats_of_their_own_colours() -> None:
    hats = {look_of(Character(name=name, description="a sailor")).hat_tint for name in ("MARA", "TOM", "INGE", "PAUL")}

    assert len(hats) > 1


def test_work_gives_clothes() -> None:
    assert look_of(Character(name="DOCTOR LEE")).top == "labcoat"
    assert look_of(Character(name="DER BÄCKER", gender="male")).top == "apron"


def test_without_a_description_the_name_alone_decides() -> None:
    assert look_of(Character(name="Tom")) == look_of(Character(name="TOM"))


def test_a_child_is_shorter_and_an_old_person_grey() -> None:
    child = look_of(Character(name="LILY", age="child"))
    old = look_of(Character(name="LILY", age="old"))

    assert child.height < 0.8 * old.height
    assert max(old.hair) - min(old.hair) < 0.1


def test_a_cast_is_told_apart() -> None:
    looks = [look_of(Character(name=f"PERSON {index}")) for index in range(40)]
    told_apart = {(look.hair_style, look.hair, look.top, look.top_tint, look.beard, look.has_glasses) for look in looks}

    assert len(told_apart) == len(looks)


def test_somebody_has_the_same_colours_in_every_shot() -> None:
    near = _coat(draw_picture(paint(subjects=[seen(MARA)], size="MS")))
    far = _coat(draw_picture(paint(subjects=[seen(MARA, facing="left", pose="walk")], size="FS", take=3, prompt="later")))

    assert np.abs(near - far).max() < 30


def test_two_people_in_one_shot_differ_in_colour() -> None:
    drawing = draw_picture(paint(setting=FOREST, subjects=[seen(MARA, position="left"), seen(JONAS, position="right")], size="FS"))
    bodies = [index for index, layer in enumerate(drawing.rig.layers) if layer.role == "body"]

    colours = [_mean(drawing.layers[index]) for index in bodies]

    assert np.abs(colours[0] - colours[1]).max() > 30


def _coat(drawing: Drawing) -> NDArray[np.float64]:
    """The commonest colour of the body: its coat."""
    body = [pixels for layer, pixels in zip(drawing.rig.layers, drawing.layers, strict=True) if layer.role == "body"][-1]
    solid = body[body[..., 3] > 250][:, :3]
    reddest = solid[np.argsort(solid[:, 0].astype(int) - solid[:, 2])[-len(solid) // 4 :]]
    return np.asarray(np.median(reddest, axis=0), np.float64)


def _mean(pixels: Pixels) -> NDArray[np.float64]:
    solid = pixels[pixels[..., 3] > 250][:, :3]
    return np.asarray(solid.mean(axis=0), np.float64)


def _hue(tint: Colour) -> str:
    return ("red", "green", "blue")[int(np.argmax(tint))]


def test_a_cast_of_eight_without_descriptions_wears_eight_colours() -> None:
    cast = [Character(name=f"PERSON {number}", gender="female", number=number, likeness=number - 1) for number in range(1, 9)]
    looks = [look_of(character) for character in cast]

    assert min(_distance(one.top_tint, other.top_tint) for at, one in enumerate(looks) for other in looks[:at]) > 0.08
    assert len({look.hair_style for look in looks}) == 8


def test_a_number_does_not_overrule_a_description() -> None:
    look = look_of(Character(name="ANNA", gender="female", description="curly hair, a green coat", number=1, likeness=3))

    assert look.hair_style == "curly"
    assert _hue(look.top_tint) == "green"


def _distance(one: Colour, other: Colour) -> float:
    return sum(abs(a - b) for a, b in zip(one, other, strict=True))


def test_relatives_share_skin_and_eyes_and_about_their_hair() -> None:
    mother = look_of(Character(name="MARTHA", gender="female", description="red hair"))
    daughters = [look_of(Character(name=name, gender="female", heritage="MARTHA\nred hair")) for name in ("LENA", "IDA", "ROSE")]

    assert {daughter.eyes for daughter in daughters} == {mother.eyes}
    assert max(dist(daughter.skin, mother.skin) for daughter in daughters) < 0.12
    assert max(dist(daughter.hair, mother.hair) for daughter in daughters) < 0.2


@pytest.mark.parametrize("gender", ["female", "male", "unknown"])
def test_relatives_are_alike_whether_or_not_a_gender_is_known(gender: Literal["female", "male", "unknown"]) -> None:
    parent = look_of(Character(name="MARTHA", gender=gender))
    daughter = look_of(Character(name="LENA", gender="female", heritage="MARTHA\n"))

    assert daughter.eyes == parent.eyes
    assert dist(daughter.skin, parent.skin) < 0.12


def test_a_relatives_own_description_counts_more() -> None:
    told = Character(name="PAUL", gender="male", description="blond hair, pale", heritage="MARTHA\nblack hair, dark skinned")
    alone = Character(name="PAUL", gender="male", description="blond hair, pale")

    assert (look_of(told).hair, look_of(told).skin) == (look_of(alone).hair, look_of(alone).skin)


def test_grey_hair_is_not_inherited() -> None:
    child = look_of(Character(name="LENA", age="child", heritage="ANNA\n78, white hair"))

    assert child.hair == look_of(Character(name="LENA", age="child")).hair


def test_a_priests_clothes_are_not_worn_by_every_father() -> None:
    assert look_of(Character(name="OTTO", gender="male", description="father of Lena")).top != "cassock"


@pytest.mark.parametrize(
    ("description", "gender", "top"),
    [
        ("a judge", "female", "robe"),
        ("a woman in black robes", "female", "robe"),
        ("a figure in a hooded cloak", "unknown", "robe"),
        ("a priest", "male", "cassock"),
        ("an intern in green scrubs", "male", "tee"),
        ("bald, a track suit", "male", "hoodie"),
        ("captain of the team, a green jersey", "female", "sweater"),
        ("un pull rayé", "female", "sweater"),
    ],
)
def test_clothes_of_many_trades_are_known(description: str, gender: Literal["female", "male", "unknown"], top: str) -> None:
    assert look_of(Character(name="Q", gender=gender, description=description)).top == top


@pytest.mark.parametrize(
    "description",
    ["cheveux noirs courts", "pelo negro", "capelli neri", "cabelos pretos", "schwarze Haare"],
)
def test_hair_in_the_plural_has_its_colour(description: str) -> None:
    hair = look_of(Character(name="CAMILLE", gender="female", description=description)).hair

    assert max(hair) < 0.2


def test_the_captain_of_a_team_wears_no_peaked_cap() -> None:
    assert look_of(Character(name="AMARA", gender="female", description="captain, a green jersey")).hat == ""


def test_leather_is_brown_unless_a_colour_is_told_and_denim_blue() -> None:
    leather, black, denim = (
        look_of(Character(name="JUNE", description=told)).top_tint for told in ("a leather coat", "a black leather coat", "a denim jacket")
    )

    assert leather[0] > 1.3 * leather[2]
    assert max(black) < 0.25
    assert denim[2] > 1.3 * denim[0]
