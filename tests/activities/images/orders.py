"""Small orders for pictures."""

from typing import Any

from schemas.engines import EngineChoice
from schemas.images import PaintImage
from schemas.order import About
from schemas.shots import Character, Setting, Subject
from schemas.stages import Stage

MARA = Character(name="MARA", gender="female", description="long black hair, red coat")
JONAS = Character(name="JONAS", gender="male", description="bearded, blue jacket")
KITCHEN = Setting(int_ext="INT", location="KITCHEN", time_of_day="day")
FOREST = Setting(int_ext="EXT", location="FOREST", time_of_day="day")


def paint(**fields: Any) -> PaintImage:
    """An order for a small picture of the kitchen; `fields` replace any of its own."""
    order: dict[str, Any] = {
        "engine": EngineChoice(stage=Stage.IMAGES, name="drawn", version="1"),
        "about": About(film="f", owner="o", cut=1, target="shot 1", label="Scene 1 · Shot 1"),
        "width_px": 320,
        "height_px": 180,
        "size": "MS",
        "framing": "single",
        "angle": "eye",
        "setting": KITCHEN,
    }
    return PaintImage(**{**order, **fields})


def seen(character: Character, **fields: Any) -> Subject:
    """A character in a shot."""
    return Subject(character=character, **fields)
