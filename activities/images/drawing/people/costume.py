"""What people of other times wear instead of what they would wear today."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from activities.images.drawing.people.lookwords import OCCUPATION_WORDS
from activities.images.drawing.words import first
from schemas.shots import Era


@dataclass(frozen=True)
class Wardrobe:
    """The clothes of a time."""

    tops: Mapping[str, str]
    """Instead of a garment, another."""
    hats: Mapping[str, str] = field(default_factory=dict)
    usual_hat: str = ""
    hat_tint: int = 0x4A3A2E
    bottom: str = ""
    knows_glasses: bool = True


_MEN: dict[Era, Wardrobe] = {
    "western": Wardrobe(
        {"hoodie": "vest", "tee": "shirt", "sweater": "vest", "suit": "coat", "uniform": "vest", "cardigan": "vest"},
        {"peaked": "cowboy", "cap": "cowboy", "beanie": "cowboy", "fedora": "cowboy"},
        usual_hat="cowboy",
    ),
    "medieval": Wardrobe(
        {"hoodie": "robe", "tee": "shirt", "suit": "robe", "jacket": "vest", "sweater": "vest", "coat": "robe"},
        {"peaked": "hood", "cap": "hood", "fedora": "hood", "beanie": "hood"},
        knows_glasses=False,
    ),
    "twenties": Wardrobe({"hoodie": "suit", "tee": "vest", "jacket": "suit", "sweater": "vest"}, {"beanie": "cap"}, usual_hat="fedora"),
    "fifties": Wardrobe({"hoodie": "jacket", "tee": "shirt"}),
    "futuristic": Wardrobe({"suit": "uniform", "shirt": "uniform", "vest": "uniform", "hoodie": "jacket", "coat": "jacket"}),
}
_WOMEN: dict[Era, Wardrobe] = {
    "western": Wardrobe(
        {"hoodie": "blouse", "tee": "blouse", "sweater": "dress", "suit": "dress", "uniform": "vest", "cardigan": "dress"},
        {"peaked": "cowboy", "cap": "straw", "beanie": "straw", "fedora": "cowboy"},
        bottom="skirt",
    ),
    "medieval": Wardrobe(
        {"hoodie": "dress", "tee": "dress", "suit": "dress", "jacket": "dress", "blouse": "dress", "sweater": "dress", "shirt": "dress"},
        {"peaked": "scarf", "cap": "scarf", "fedora": "scarf", "beanie": "scarf"},
        bottom="skirt",
        knows_glasses=False,
    ),
    "twenties": Wardrobe({"hoodie": "dress", "tee": "blouse", "jacket": "dress", "suit": "dress"}, bottom="skirt"),
    "fifties": Wardrobe({"hoodie": "cardigan", "tee": "blouse", "suit": "dress", "jacket": "dress"}, bottom="skirt"),
    "futuristic": Wardrobe({"dress": "uniform", "blouse": "uniform", "cardigan": "jacket", "coat": "jacket"}, bottom="trousers"),
}
_IN_UNIFORM = frozenset({"soldier", "astronaut", "priest", "king", "nurse", "doctor"})
"""Who wears the same at all times, as far as this engine draws."""


def wardrobe_of(era: Era, words: str, *, is_female: bool) -> Wardrobe | None:
    """What somebody of a time wears; None when they wear what they would wear today.

    Args:
        era: Of the film.
        words: Name and description.
        is_female: Whom it dresses.
    """
    if first(words, OCCUPATION_WORDS) in _IN_UNIFORM:
        return None
    return (_WOMEN if is_female else _MEN).get(era)
