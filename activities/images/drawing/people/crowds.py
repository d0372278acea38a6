"""People without a name who stand about behind those the shot is on; the same ones in every shot of a place."""

from functools import partial

from activities.images.drawing.air.light import on_people
from activities.images.drawing.camera import Camera
from activities.images.drawing.framing import PERSON_M
from activities.images.drawing.pen import Pen
from activities.images.drawing.people.bearing import borne
from activities.images.drawing.people.bodies import draw_body
from activities.images.drawing.people.faces import MIMICS, draw_eyes, draw_mouth
from activities.images.drawing.people.heads import draw_behind_head, draw_head
from activities.images.drawing.people.looks import Look, look_of
from activities.images.drawing.people.poses import pose_body
from activities.images.drawing.people.suits import BUBBLE, draw_glass, suited
from activities.images.drawing.seeds import Random, between, choose, random_of
from activities.images.drawing.sets.exteriors_space import AIRLESS
from activities.images.drawing.sets.furniture import ground_shadow
from activities.images.drawing.sets.place import Place
from schemas.shots import Character, Era, Expression

_INSIDE, _OUTSIDE = 7, 13
"""How many there are."""
_ROWS_M = (2.1, 3.6, 5.6)
"""How far behind the others they stand, out of doors; in a room one row, before its far wall."""
_ASHORE_M = (0.9, 1.4, 1.9)
"""Where there is water they keep to this side of it."""
_KINDS = {"crowd": "", "soldiers": "a soldier"}
_FEELINGS: tuple[Expression, ...] = ("neutral", "neutral", "happy", "thoughtful", "surprised")
_TURNS = (-0.72, -0.4, 0.0, 0.4, 0.72)
_MOVING_ROOMS = frozenset({"car", "plane", "lift", "theatre", "stadium"})
"""Sets in which nobody finds room to stand; an audience stands neither on the stage nor on the pitch: a stadium's stands are full."""


def gather(place: Place, camera: Camera, company: str, set_name: str, *, era: Era, seed: int) -> None:
    """Stand people about in a set, among its things; who would lose their head to the upper edge of the frame is left out.

    Args:
        place: Gets them as pieces.
        camera: Sees them.
        company: A name of `CROWD_WORDS`; "" adds nobody.
        set_name: What the place is.
        era: What they wear.
        seed: Of the film: another film has other people.
    """
    if not company or set_name in _MOVING_ROOMS:
        return
    random = random_of("crowd", company, set_name, seed)
    count = _OUTSIDE if place.is_open else _INSIDE
    for index in range(count):
        # A step more than an even share, so that no two stand in one line; the middle stays a little thinner than the sides.
        across = (index + between(random, 0.2, 0.8)) / count * 2 - 1
        rows_m = _ASHORE_M if place.waters else _ROWS_M
        z_m = choose(random, rows_m) if place.is_open else max(0.9, min(place.wall_m - 0.75, 2.4))
        reach_m = place.reach_m * (1.15 if place.is_open else 0.9) * (1 + 0.09 * z_m)
        person = _somebody(random, company, index, era, is_airless=place.is_open and set_name in AIRLESS)
        depth_m = z_m + between(random, -0.25, 0.25)
        if camera.y_px(PERSON_M * person[0].height, depth_m) > camera.frame[1]:
            place.add(across * reach_m, depth_m, partial(_draw, look=person[0], turn=person[1], feels=person[2]))


def _somebody(random: Random, company: str, index: int, era: Era, *, is_airless: bool) -> tuple[Look, float, Expression]:
    gender = "male" if company == "soldiers" or random.integers(2) else "female"
    age = "adult" if company == "soldiers" else choose(random, ("young", "adult", "adult", "old"))
    number = int(random.integers(1, 17))
    person = Character.model_validate(
        {"name": f"{company} {index}", "description": _KINDS[company], "gender": gender, "age": age, "number": number, "likeness": index}
    )
    look = look_of(person, era)
    return suited(look, number) if is_airless else look, choose(random, _TURNS), choose(random, _FEELINGS)


def _draw(pen: Pen, look: Look, turn: float, feels: Expression) -> None:
    """One of them, on their feet; metres."""
    body = pose_body(look, "stand", turn * 0.58)
    body = borne(body, feels) if feels != "happy" else body
    ground_shadow(pen, 0.3)
    pen = Pen(pen.canvas, on_people(pen.light), pen.distance_m)
    with pen.moved(0, 0, PERSON_M * look.height):
        with pen.moved(*body.head, body.head_height):
            draw_behind_head(pen, look, turn, is_away=False)
        draw_body(pen, look, body, is_away=False, moving=frozenset())
        with pen.moved(*body.head, body.head_height):
            draw_head(pen, look, MIMICS[feels], turn, is_away=False)
            draw_eyes(pen, look, MIMICS[feels], turn)
            draw_mouth(pen, look, MIMICS[feels], turn, "rest")
            if look.hat == BUBBLE:
                draw_glass(pen, turn)
