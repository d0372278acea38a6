"""A room as a box seen from its open side: floor, walls, ceiling, windows and the light that falls through them."""

from activities.images.drawing.camera import Camera
from activities.images.drawing.colour import Colour, Tint, darker, lighter, mix
from activities.images.drawing.pen import Pen, Sides, box, oval, shape
from activities.images.drawing.seeds import between, random_of
from activities.images.drawing.sets.place import Place


def build_room(place: Place, *, depth_m: float = 3.0, half_m: float | None = None, floor: str = "planks", wainscot_m: float = 0.0) -> float:
    """Walls, floor and ceiling; everything else stands or hangs in them.

    Returns:
        Half the room's width in metres.
    """
    half = half_m if half_m is not None else place.reach_m * 1.18 + 0.25
    place.wall_m, place.half_m = depth_m, half
    scheme, top = place.scheme, place.ceiling_m

    def paint(pen: Pen, camera: Camera) -> None:
        # The camera may look past the end of a narrow room.
        pen.fill(box(0, 0, camera.width_px, camera.height_px), darker(scheme.wall, 0.3), 0.5)
        near = max(camera.nearest_m, -camera.distance_m + 0.25) - 0.2
        # A wide frame sees side walls and ceiling nearer than the floor at its lower edge.
        lens = -camera.distance_m + 0.05
        with pen.on(camera.floor()):
            pen.blend(box(-half * 3, near, half * 3, depth_m), ((0, depth_m), (0, near)), (scheme.floor, scheme.floor), (0.72, 1.0))
            _floor_pattern(pen, scheme.floor, floor, (-half, near, half, depth_m))
        with pen.on(camera.floor(top)):
            pen.blend(box(-half, lens, half, depth_m), ((0, depth_m), (0, near)), (lighter(scheme.wall, 0.45), scheme.wall), (0.8, 0.55))
        for which in (-1, 1):
            tone = 0.78 if which * pen.light.sun_side > 0 else 0.55
            with pen.on(camera.plane((which * half, 0, 0), (0, 0, 1), (0, 1, 0))):
                pen.blend(
                    box(lens, 0, depth_m, top), ((depth_m, 0), (near, 0)), (scheme.wall, darker(scheme.wall, 0.25)), (tone, tone * 0.8)
                )
                _skirting(pen, place, (lens, depth_m), tone, wainscot_m)
        with pen.on(camera.upright(0, depth_m)):
            side = 1 if pen.light.sun_side > 0 else -1
            pen.blend(
                box(-half, 0, half, top), ((side * half, top), (-side * half, 0)), (lighter(scheme.wall, 0.1), scheme.wall), (1.0, 0.8)
            )
            _skirting(pen, place, (-half, half), 0.95, wainscot_m)
            pen.fade(box(-half, top - 0.5, half, top), ((0, top), (0, top - 0.5)), 0x201828, (0.22, 0.0))
            for which in (-1, 1):
                pen.fade(
                    box(*sorted_sides(which * half, which * (half - 0.5), top)),
                    ((which * half, 0), (which * (half - 0.5), 0)),
                    0x201828,
                    (0.2, 0.0),
                )
        with pen.on(camera.floor()):
            pen.fade(box(-half, depth_m - 0.7, half, depth_m), ((0, depth_m), (0, depth_m - 0.7)), 0x201828, (0.3, 0.0))

    place.backdrop.insert(0, paint)
    return half


def sorted_sides(first: float, second: float, top: float) -> Sides:
    """A strip between two verticals, from the floor up."""
    return (min(first, second), 0.0, max(first, second), top)


def window(place: Place, x_m: float, sides: tuple[float, float] = (1.3, 1.5), sill_m: float = 0.95, *, curtains: bool = True) -> None:
    """A window in the far wall with what lies behind it, and its light on floor and air."""
    wide, high = sides
    place.hang(x_m, sill_m, lambda pen: draw_window(pen, place, (wide, high), curtains=curtains))
    if place.light.is_dark:
        return
    lean = -place.light.sun_side * 1.6

    def patch(pen: Pen) -> None:
        far = place.wall_m - 0.2
        pane = shape((x_m - wide / 2, far), (x_m + wide / 2, far), (x_m + wide / 2 + lean, far - 2.1), (x_m - wide / 2 + lean, far - 2.1))
        pen.fade(pane, ((0, far), (0, far - 2.1)), mix(place.light.sun, 0xFFF4D8, 0.5), (0.34, 0.06))

    place.lay(patch)
    if place.weather in {"clear", "wind", "cloudy"}:

        def shaft(pen: Pen) -> None:
            reach = shape((-wide / 2, high), (wide / 2, high), (wide / 2 + lean * 1.2, -sill_m), (-wide / 2 + lean * 1.2, -sill_m))
            pen.fade(reach, ((0, high), (lean, -sill_m)), mix(place.light.sun, 0xFFF1CC, 0.4), (0.2, 0.0))

        place.shine(x_m, sill_m, shaft, place.wall_m - 0.3)


def draw_window(pen: Pen, place: Place, sides: tuple[float, float], *, curtains: bool = True) -> None:
    """Frame, panes, the world outside; the origin is the middle of the sill."""
    wide, high = sides
    scheme = place.scheme
    half = wide / 2
    pen.fill(box(-half - 0.09, -0.09, half + 0.09, high + 0.09), scheme.trim, 0.85)
    pane = box(-half, 0, half, high)
    with pen.within(pane):
        _view(pen, place, half, high)
    pen.fill(box(-0.025, 0, 0.025, high), scheme.trim)
    pen.fill(box(-half, high * 0.6 - 0.022, half, high * 0.6 + 0.022), scheme.trim)
    pen.fill(box(-half - 0.16, -0.13, half + 0.16, -0.05), lighter(scheme.trim, 0.1), 1.05)
    pen.fill(box(-half - 0.13, -0.17, half + 0.13, -0.13), 0x201828, alpha=0.25)
    if curtains:
        _curtains(pen, scheme.textile if place.light.is_dark else mix(scheme.textile, scheme.accent, 0.25), half, high)


def lamp_glow(place: Place, x_m: float, y_m: float, z_m: float, radius_m: float = 1.9) -> None:
    """The pool of light around a lamp, when it burns."""
    if "lamp" in place.light.out:
        return
    strength = 0.4 if place.light.is_dark else 0.1
    place.shine(x_m, y_m, lambda pen: pen.glow(0, 0, radius_m, place.light.lamp, strength), z_m)


def _view(pen: Pen, place: Place, half: float, high: float) -> None:
    """Sky, far roofs or trees, rain on the pane."""
    sky = place.light.sky
    pen.ramp(box(-half, 0, half, high), ((0, high), (0, 0)), sky)
    random = random_of("view", place.scheme.wall, half)
    ground = mix(sky[2], 0x3C5148 if not place.light.is_dark else 0x0E1626, 0.55)
    x = -half
    while x < half:
        wide, tall = between(random, 0.15, 0.4), between(random, 0.25, 0.55)
        if random.integers(2):
            pen.flat(box(x, 0, x + wide, tall), mix(ground, sky[1], 0.15))
            if place.light.is_dark:
                pen.flat(box(x + wide * 0.3, tall * 0.5, x + wide * 0.55, tall * 0.75), 0xF6C66B, 0.9)
        else:
            pen.flat(oval(x + wide / 2, tall * 0.6, wide * 0.75, tall * 0.55), ground)
        x += wide * 0.9
    if place.light.is_dark and place.weather in {"clear", "wind"}:
        pen.flat(oval(half * 0.45, high * 0.8, 0.09, 0.09), 0xF3EFDC)
    if place.weather in {"rain", "storm"}:
        for _ in range(26):
            x, y = between(random, -half, half), between(random, 0, high)
            pen.flat(shape((x, y), (x + 0.012, y), (x + 0.03, y - 0.2), (x + 0.022, y - 0.2)), 0xE4ECF4, 0.4)
    if place.weather == "snow":
        for _ in range(30):
            pen.flat(oval(between(random, -half, half), between(random, 0, high), 0.014, 0.014), 0xFFFFFF, 0.85)
    if not place.light.is_dark:
        pen.fade(
            shape((-half, high), (-half * 0.3, high), (-half, high * 0.3)),
            ((-half, high), (-half * 0.5, high * 0.6)),
            0xFFFFFF,
            (0.35, 0.0),
        )


def _curtains(pen: Pen, tint: Colour, half: float, high: float) -> None:
    for side in (-1, 1):
        edge = side * (half + 0.14)
        inner = side * (half * 0.66)
        cloth = shape((edge, high + 0.14), (inner, high + 0.14), (side * half * 0.8, high * 0.45), (side * half * 0.74, -0.1), (edge, -0.1))
        pen.blend(cloth, ((edge, 0), (inner, 0)), (darker(tint, 0.15), tint), (0.85, 1.0))
        for fold in (0.3, 0.6):
            x = edge + (inner - edge) * fold
            pen.line([(x, high + 0.1), (x + side * 0.02, high * 0.4), (x, -0.08)], 0.02, darker(tint, 0.25), 0.8, alpha=0.6)
    pen.line([(-half - 0.22, high + 0.17), (half + 0.22, high + 0.17)], 0.035, 0x4A3A30)


def _skirting(pen: Pen, place: Place, span: tuple[float, float], tone: float, wainscot_m: float) -> None:
    scheme = place.scheme
    if wainscot_m:
        pen.fill(box(span[0], 0, span[1], wainscot_m), mix(scheme.second, scheme.wall, 0.2), tone)
        pen.fill(box(span[0], wainscot_m - 0.03, span[1], wainscot_m + 0.03), scheme.trim, tone)
        x = span[0] - span[0] % 0.5
        while x < span[1]:
            if x > span[0]:
                pen.fill(box(x, 0.14, x + 0.018, wainscot_m - 0.06), darker(scheme.second, 0.25), tone, alpha=0.5)
            x += 0.5
    pen.fill(box(span[0], 0, span[1], 0.12), scheme.trim, tone * 0.9)


def _floor_pattern(pen: Pen, tint: Colour, kind: str, sides: Sides) -> None:
    left, near, right, far = sides
    line: Tint = darker(tint, 0.32)
    if kind == "planks":
        random = random_of("planks", tint)
        x = left
        while x < right:
            pen.fill(box(x, near, x + 0.24, far), mix(tint, darker(tint, 0.3), between(random, 0, 0.7)), 0.9, alpha=0.35)
            pen.fill(box(x, near, x + 0.012, far), line, 0.8, alpha=0.6)
            x += 0.24
    elif kind == "tiles":
        cell = 0.55
        column = int(left // cell)
        while column * cell < right:
            row = int(near // cell)
            while row * cell < far:
                if (row + column) % 2:
                    pen.fill(box(column * cell, row * cell, (column + 1) * cell, (row + 1) * cell), darker(tint, 0.35), 0.9, alpha=0.7)
                row += 1
            column += 1
    elif kind == "slabs":
        y = near - near % 0.8
        while y < far:
            pen.fill(box(left, y, right, y + 0.02), line, 0.8, alpha=0.5)
            y += 0.8
