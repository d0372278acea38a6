"""How rain, clouds, leaves, water and light move in each weather."""

from activities.clips.chance import between, chance
from activities.media.drawn.performance import Surroundings
from schemas.clips import AnimateClip
from schemas.shots import Weather

_WIND: dict[Weather, float] = {
    "clear": 0.25, "cloudy": 0.35, "overcast": 0.3, "rain": 0.5, "storm": 1.0, "snow": 0.3, "fog": 0.1, "wind": 0.9,
}  # fmt: skip
"""0 to 1."""


def surroundings(order: AnimateClip) -> Surroundings:
    """The motion of everything that is not a person, in an order's weather.

    Rain falls about one and a half frame heights a second (slower than life, where it would only flicker at 24 frames a second), snow a
    seventh of that, swaying.
    """
    dice = chance(order.seed, order.take, "surroundings", order.weather)
    wind = _WIND[order.weather]
    slant = (1 if dice.random() < 0.5 else -1) * wind
    falls = (0.05 * slant, 0.22) if order.weather == "snow" else (0.35 * slant, 1.5 + 0.5 * wind)
    return Surroundings(
        precipitation=(round(falls[0], 6), round(falls[1], 6)),
        flutter=0.012 if order.weather == "snow" else 0.0,
        clouds=round((0.003 + 0.012 * wind) * (1 if slant > 0 else -1), 6),
        wind=wind,
        gust_s=round(between(dice, 3.4, 4.6) / (0.7 + 0.6 * wind), 6),
        ripple=round(0.001 + 0.0014 * wind, 6),
        ripple_s=round(between(dice, 2.6, 3.4) / (0.8 + 0.5 * wind), 6),
        shimmer_s=between(dice, 4.0, 6.0),
    )
