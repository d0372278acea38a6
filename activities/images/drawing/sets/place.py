"""A set as a list of things in metres: what is painted on the backdrop and what stands where."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from activities.images.drawing.air.light import Light
from activities.images.drawing.camera import Camera
from activities.images.drawing.colour import Colour, colour
from activities.images.drawing.pen import Pen
from activities.images.drawing.seeds import Random, choose
from activities.media.drawn.picture import LayerRole
from schemas.shots import TimeOfDay, Weather

Draw = Callable[[Pen], None]
"""Paints in metres, y upwards, the origin where the thing stands."""
Furniture = Literal["", "sofa", "bed", "table", "desk"]
PaintBackdrop = Callable[[Pen, Camera], None]


@dataclass(frozen=True)
class Piece:
    """A thing in the set, facing the camera."""

    x_m: float
    z_m: float
    """Behind the subjects; before them when negative."""
    draw: Draw
    role: LayerRole = "set"
    y_m: float = 0.0
    kind: Furniture = ""
    """What makes room for the same thing where people use it."""


@dataclass(frozen=True)
class Scheme:
    """Colours that belong together."""

    wall: Colour
    trim: Colour
    floor: Colour
    wood: Colour
    accent: Colour
    textile: Colour
    second: Colour


@dataclass
class Place:
    """A set being built."""

    random: Random
    """Seeded by the location: the same set in every shot."""
    detail: Random
    """Seeded by take and prompt as well."""
    light: Light
    time_of_day: TimeOfDay
    weather: Weather
    reach_m: float
    """Half the width that a wide shot shows at the subjects; sets compose themselves within it."""
    scheme: Scheme
    backdrop: list[PaintBackdrop] = field(default_factory=list)
    waters: list[PaintBackdrop] = field(default_factory=list)
    """Water surfaces, over the backdrop."""
    pieces: list[Piece] = field(default_factory=list)
    overlays: list[Piece] = field(default_factory=list)
    """Light before everything: shafts, glows."""
    is_open: bool = False
    """Under the sky: the backdrop is the ground, sky and clouds lie behind it."""
    wall_m: float = 3.0
    """Depth of a room's far wall."""
    half_m: float = 0.0
    """Half a room's width; 0 where there are no side walls."""
    ceiling_m: float = 3.3
    dyes: Mapping[str, Colour] = field(default_factory=dict)
    """The colours that props are said to have, by their names in the prop box."""
    seat_m: float = 0.0
    """Where people who sit find a seat of the set: 0 when the figure brings its own chair."""

    def add(self, x_m: float, z_m: float, draw: Draw, role: LayerRole = "set", y_m: float = 0.0, kind: Furniture = "") -> None:
        """Stand a thing somewhere."""
        self.pieces.append(Piece(x_m, z_m, draw, role, y_m, kind))

    def hang(self, x_m: float, y_m: float, draw: Draw) -> None:
        """Fix a thing to the far wall."""

        def paint(pen: Pen, camera: Camera) -> None:
            with pen.on(camera.upright(x_m, self.wall_m, y_m)):
                draw(pen)

        self.backdrop.append(paint)

    def lay(self, draw: Draw) -> None:
        """Paint on the floor: x across, y is depth."""

        def paint(pen: Pen, camera: Camera) -> None:
            with pen.on(camera.floor()):
                draw(pen)

        self.backdrop.append(paint)

    def side(self, which: int, half_m: float, draw: Draw) -> None:
        """Paint on a side wall (−1 left, 1 right): x is depth, y height."""

        def paint(pen: Pen, camera: Camera) -> None:
            with pen.on(camera.plane((which * half_m, 0, 0), (0, 0, 1), (0, 1, 0))):
                draw(pen)

        self.backdrop.append(paint)

    def shine(self, x_m: float, y_m: float, draw: Draw, z_m: float = 0.5) -> None:
        """Lay light over everything."""
        self.overlays.append(Piece(x_m, z_m, draw, "light", y_m))


_SCHEMES = (
    (0xB9C3A3, 0xE9E2CC, 0xA67F57, 0x7A5237, 0xC8583E, 0xE4D3B2, 0x5F7A6A),
    (0xD9B99B, 0xF1E5D0, 0x8A6A4F, 0x5F4130, 0x3F7078, 0xEADBC3, 0xB5533F),
    (0x9DB4BD, 0xE8E6DC, 0xB08D66, 0x83583A, 0xD9A03F, 0xDCE0D8, 0x4A6478),
    (0xD8C7A2, 0xF2EAD6, 0x9A6B4A, 0x6B4630, 0x57754F, 0xEBDDBF, 0xA8503C),
    (0xC49A8C, 0xEFE0D2, 0x9B7A5C, 0x5B3B30, 0x46627A, 0xEAD2BF, 0xD9A441),
    (0x8FA69B, 0xE6E4D4, 0x9C7A58, 0x6A4A36, 0xD98A4F, 0xE0D6BE, 0x345A5E),
    (0xCDBBC0, 0xF0E8E4, 0xA88768, 0x74503C, 0x8A4A5C, 0xE8DCD6, 0x4F6478),
    (0xB7B0A0, 0xEBE6DA, 0x86684E, 0x5A4234, 0xB8683F, 0xDDD4C2, 0x3E5560),
)


def scheme_of(random: Random) -> Scheme:
    """One of the schemes."""
    return Scheme(*(colour(tint) for tint in choose(random, _SCHEMES)))


def tint_scheme(place: Place, *tints: int) -> None:
    """Give a place colours of its own, in the order of `Scheme`: wall, trim, floor, wood, accent, textile, second."""
    place.scheme = Scheme(*(colour(tint) for tint in tints))
