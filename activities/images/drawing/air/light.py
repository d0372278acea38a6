"""The light of a scene: what time of day, weather and a roof make of every colour."""

from dataclasses import dataclass, replace

from activities.images.drawing.colour import Colour, colour, greyer, mix, multiply
from schemas.shots import Shining, TimeOfDay, Weather


@dataclass(frozen=True)
class Light:
    """How paint looks here."""

    key: Colour
    """What a lit face of a thing is multiplied by."""
    shade: Colour
    """What a face turned away is multiplied by."""
    sky: tuple[Colour, Colour, Colour]
    """Zenith, middle, horizon."""
    haze: Colour
    haze_m: float
    """Distance at which half of a thing's colour is air."""
    sun: Colour
    """The colour of sun or moon and of what they touch."""
    sun_side: float
    """Where the light comes from: −1 left, 1 right."""
    sun_height: float
    """Above the horizon in frame heights; below 0 it has set."""
    shadow: float
    """How dark cast shadows are, 0 to 1."""
    is_dark: bool = False
    """Lamps are lit and windows glow."""
    is_inside: bool = False
    is_snowy: bool = False
    """Snow lies on what faces up."""
    lamp: Colour = (1.0, 0.78, 0.45)
    out: frozenset[Shining] = frozenset()
    """What gives no light here though it would at this hour."""

    @property
    def has_lamps(self) -> bool:
        """Whether lamps burn: when it is dark and nobody has put them out."""
        return self.is_dark and "lamp" not in self.out

    @property
    def has_windows(self) -> bool:
        """Whether the windows of houses glow."""
        return self.is_dark and "window" not in self.out

    def on(self, tint: Colour | int, tone: float = 1.0, distance_m: float = 0.0) -> Colour:
        """What a paint looks like.

        Args:
            tint: The thing's own colour.
            tone: 1 turned to the light, 0 turned away; above 1 in full sun.
            distance_m: From the subject; air lies between.
        """
        light = mix(self.shade, self.key, min(tone, 1.0))
        seen = multiply(tint, light)
        if tone > 1:
            seen = mix(seen, self.sun, (tone - 1) * 0.5)
        if distance_m > 0 and self.haze_m > 0:
            seen = mix(seen, self.haze, 1 - 0.5 ** (distance_m / self.haze_m))
        return seen


def _hex(*tints: int) -> tuple[Colour, Colour, Colour]:
    return (colour(tints[0]), colour(tints[1]), colour(tints[2]))


_OUTSIDE: dict[TimeOfDay, Light] = {
    "dawn": Light(
        (0.92, 0.82, 0.84), (0.52, 0.50, 0.66), _hex(0x5A6E9E, 0xC79FB0, 0xF9CFA8), colour(0xE9BFB2), 70, colour(0xFFD9A8), 0.5, 0.05, 0.25
    ),
    "morning": Light(
        (1.0, 0.96, 0.88), (0.62, 0.66, 0.78), _hex(0x6FA8CE, 0xA9CFDC, 0xF6E8C9), colour(0xD8E2DA), 130, colour(0xFFF0C2), 0.6, 0.24, 0.3
    ),
    "day": Light(
        (1.02, 1.0, 0.95), (0.62, 0.68, 0.80), _hex(0x4F97C9, 0x8FC3DC, 0xDDEBE0), colour(0xC3DCE2), 170, colour(0xFFF8DE), -0.5, 0.42, 0.32
    ),
    "afternoon": Light(
        (1.04, 0.97, 0.84),
        (0.62, 0.63, 0.74),
        _hex(0x5C9AC2, 0xA8C9CC, 0xF5DFB0),
        colour(0xE2D8BC),
        140,
        colour(0xFFE9AE),
        -0.6,
        0.27,
        0.34,
    ),
    "sunset": Light(
        (1.04, 0.80, 0.62), (0.50, 0.42, 0.56), _hex(0x4B5590, 0xC9748B, 0xFFB566), colour(0xEFA077), 80, colour(0xFFC46A), -0.45, 0.07, 0.4
    ),
    "dusk": Light(
        (0.62, 0.60, 0.76),
        (0.36, 0.37, 0.55),
        _hex(0x2B3564, 0x5B5C92, 0xCF8F92),
        colour(0x7F77A0),
        75,
        colour(0xF2B49A),
        0.5,
        -0.02,
        0.2,
        True,
    ),
    "night": Light(
        (0.46, 0.53, 0.74),
        (0.23, 0.27, 0.43),
        _hex(0x0D1733, 0x1D2E58, 0x3E5580),
        colour(0x2C3F69),
        70,
        colour(0xE6EDF8),
        0.45,
        0.34,
        0.25,
        True,
    ),
    "midnight": Light(
        (0.43, 0.50, 0.73),
        (0.21, 0.25, 0.41),
        _hex(0x0A1029, 0x152249, 0x2C3E66),
        colour(0x223256),
        60,
        colour(0xDDE6F7),
        -0.5,
        0.4,
        0.25,
        True,
    ),
}


def outside(time_of_day: TimeOfDay, weather: Weather) -> Light:
    """The light under the sky."""
    clear = _OUTSIDE[time_of_day]
    match weather:
        case "clear" | "wind":
            return clear
        case "cloudy":
            return _veiled(clear, 0.3, clear.haze_m, 1.0)
        case "overcast":
            return _veiled(clear, 0.75, clear.haze_m * 0.8, 0.94)
        case "rain":
            return _veiled(clear, 0.85, clear.haze_m * 0.5, 0.84)
        case "storm":
            return _veiled(clear, 0.9, clear.haze_m * 0.45, 0.86 if clear.is_dark else 0.68)
        case "snow":
            return replace(_veiled(clear, 0.7, clear.haze_m * 0.35, 1.04), is_snowy=True)
        case "fog":
            return _veiled(clear, 0.8, 14.0, 1.0)


def on_people(light: Light) -> Light:
    """A touch more light for faces, as a camera team would set it."""
    share = 0.34 if light.is_dark and not light.is_inside else 0.1
    return replace(light, key=mix(light.key, (0.96, 0.93, 0.98), share), shade=mix(light.shade, (0.62, 0.58, 0.68), share * 0.8))


def _veiled(clear: Light, share: float, haze_m: float, brightness: float) -> Light:
    """Clouds take the sun's colour away and even light and shade out."""
    cloud = greyer(mix(clear.sky[1], clear.sky[2], 0.5), 0.65)
    dim = (brightness, brightness, brightness)
    veil = multiply(mix(cloud, 0x8E99A8, 0.25 if not clear.is_dark else 0.0), dim)
    sky = (
        mix(clear.sky[0], multiply(veil, (0.82, 0.84, 0.9)), share),
        mix(clear.sky[1], veil, share),
        mix(clear.sky[2], veil, share * 0.8),
    )
    return replace(
        clear,
        key=multiply(mix(clear.key, greyer(clear.key, 0.7), share), dim),
        shade=multiply(mix(clear.shade, clear.key, 0.25 * share), dim),
        sky=sky,
        haze=mix(clear.haze, mix(veil, sky[2], 0.5), share),
        haze_m=haze_m,
        sun=mix(clear.sun, veil, share * 0.7),
        shadow=clear.shadow * (1 - 0.8 * share),
    )


def inside(time_of_day: TimeOfDay, weather: Weather) -> Light:
    """The light in a room: from the window by day, from lamps by night. Its sky is what the window shows."""
    sky = outside(time_of_day, weather)
    if sky.is_dark:
        key: Colour = (0.98, 0.85, 0.69) if time_of_day != "dusk" else (0.98, 0.87, 0.78)
        shade: Colour = (0.34, 0.30, 0.42) if time_of_day != "midnight" else (0.26, 0.24, 0.38)
        return replace(
            sky, key=key, shade=shade, haze=mix(sky.haze, 0x33284A, 0.5), haze_m=24, shadow=0.35, is_inside=True, sun=(1.0, 0.82, 0.55)
        )
    key = mix(sky.key, (1.0, 0.97, 0.92), 0.45)
    shade = mix(sky.shade, (0.62, 0.57, 0.62), 0.55)
    return replace(sky, key=key, shade=shade, haze=mix(sky.haze, 0xCFC3B4, 0.5), haze_m=40, shadow=0.28, is_inside=True)


def floodlit(light: Light) -> Light:
    """The light under floodlights at night: white from above, the sky as dark as before; nothing of it where they are out."""
    if not light.has_lamps:
        return light
    key, shade = mix(light.key, (0.98, 1.0, 0.98), 0.8), mix(light.shade, (0.6, 0.66, 0.74), 0.7)
    return replace(light, key=key, shade=shade, haze=mix(light.haze, (0.5, 0.58, 0.66), 0.35))
