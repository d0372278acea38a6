"""What a character looks like: from their description where it says so, else from their name, the same in every shot."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from activities.images.drawing.colour import Colour, colour, darker, luminance, mix
from activities.images.drawing.people.costume import Wardrobe, wardrobe_of
from activities.images.drawing.people.lookwords import (
    BEARD_WORDS,
    BUILD_WORDS,
    COLOUR_TINTS,
    COLOUR_WORDS,
    GARMENT_WORDS,
    GLASSES_WORDS,
    HAIR_LENGTH_WORDS,
    HAIR_PERSON_WORDS,
    HAIR_STYLE_WORDS,
    HAIR_TINTS,
    HAIR_WORDS,
    HAIRDO_WORDS,
    HAT_WORDS,
    MATERIAL_TINTS,
    MATERIAL_WORDS,
    OCCUPATION_WORDS,
    OCCUPATIONS,
    ROBOT_WORDS,
    SKIN_TINTS,
    SKIN_WORDS,
    TALL_WORDS,
)
from activities.images.drawing.seeds import Random, between, choose, random_of
from activities.images.drawing.words import find_all, first, folded, tokens
from schemas.shots import Character, Era


@dataclass(frozen=True)
class Look:
    """Everything drawn of a person that does not change from shot to shot."""

    is_female: bool
    age: str
    height: float
    """Of 1.74 m."""
    build: float
    """−1 thin to 1 stout."""
    skin: Colour
    hair: Colour
    eyes: Colour
    hair_style: str
    beard: str
    has_glasses: bool
    hat: str
    hat_tint: Colour
    top: str
    top_tint: Colour
    under_tint: Colour
    """Of what shows under an open garment, of a collar or an apron."""
    bottom: str
    bottom_tint: Colour
    shoe_tint: Colour
    jaw: float
    """0 narrow to 1 square."""
    nose: float
    """0 small to 1 large."""
    brows: float
    """0 thin to 1 bushy."""
    has_freckles: bool

    @property
    def head(self) -> float:
        """Height of the head as a share of the person's height."""
        return {"child": 0.225, "young": 0.17, "adult": 0.165, "old": 0.168}[self.age]


_KINSHIP = re.compile(r"\b[^\W\d_]+(?:-[^\W\d_]+)? (?:of|de|du|von|di|da|do) (?=[A-ZÀ-Þ])[^;,.]{1,40}")
"""Whose father somebody is says nothing of a cassock."""
_HUT = re.compile(r"\b(?:the|an?|this|that) (?:\w+ )?hut\b", re.IGNORECASE)
"""Which nobody wears, as they would in German."""
_OF_A_TEAM = re.compile(
    r"\b(?:team|jersey|football|soccer|mannschaft|trikot|équipe|maillot|equipo|squadra|maglia|equipa|time|camisola)\b", re.I
)
"""Their captain wears no uniform."""
_GREY, _PALE = 0.12, 0.45
"""Hair is grey when its colours lie so near together and it is as light."""
_BEARDS = frozenset({"beard", "bart", "barbe", "moustache", "mustache", "schnurrbart", "bigote", "baffi", "bigode"})
_OUTFITS = (
    0xB5473C, 0x2F6F7E, 0xD9A441, 0x4B5E8C, 0x6E8B4E, 0x8A4A6B, 0xCF7A4A, 0x3D4A5C,
    0x7FA6A0, 0x9C5B3C, 0x5C7A94, 0xC9B48A, 0x4E6B50, 0xA83F57, 0x6A5A8C, 0xE0C07A,
)  # fmt: skip
_TROUSERS = (0x3A4256, 0x54483E, 0x2E3A3A, 0x6B5B4B, 0x3F3A48, 0x7A7466, 0x4A5568)
_EYES = (0x4A3526, 0x5B4630, 0x4F6B7C, 0x5C7A58, 0x3B2A20, 0x6F7F86)
_FEMALE_HAIR = ("long", "wavy", "bob", "bun", "ponytail", "curly", "pixie", "braid", "long", "wavy")
_MALE_HAIR = ("short", "parted", "crop", "curly_short", "slick", "tousled", "short", "tousled")
_CHILD_HAIR = {True: ("pigtails", "bob", "ponytail", "wavy"), False: ("tousled", "short", "bowl", "curly_short")}
_OLD_HAIR = {True: ("bun", "bob", "curly", "pixie"), False: ("fringe", "short", "bald", "fringe", "slick")}
_FEMALE_TOPS = ("dress", "blouse", "sweater", "coat", "shirt", "cardigan", "dress", "jacket")
_MALE_TOPS = ("shirt", "sweater", "jacket", "coat", "vest", "tee", "suit", "hoodie")
_CHILD_TOPS = {True: ("dress", "sweater", "tee", "dungarees"), False: ("tee", "sweater", "hoodie", "dungarees")}


def look_of(character: Character, era: Era = "") -> Look:
    """The look of a character; the name decides whatever the description leaves open, the era what nobody would have worn then."""
    random = random_of("look", folded(character.name).strip())
    # drawn apart: whether a gender is known changes nothing of what relatives share
    guess = random_of("gender", folded(character.name).strip()).integers(2)
    is_female = character.gender == "female" or (character.gender == "unknown" and bool(guess))
    look = _told_apart(_from_name(random, is_female=is_female, age=character.age), character)
    words = f"{character.name} . {_HUT.sub(' ', _KINSHIP.sub(' ', character.description))}"
    look = _taking_after(look, character)
    return _described(of_the_era(_occupied(look, words), words, era), words)


def is_robot(character: Character) -> bool:
    """Whether somebody is told to be a machine."""
    return first(f"{character.name} . {character.description}", ROBOT_WORDS) is not None


def _taking_after(look: Look, character: Character) -> Look:
    """Somebody with the skin, the eyes and, unless it is grey, the hair of a relative, each a little otherwise."""
    name, _, description = character.heritage.partition("\n")
    if not name:
        return look
    relative = look_of(Character(name=name, description=description, gender=character.gender))
    random = random_of("heritage", folded(character.name).strip())
    skin = mix(relative.skin, darker(relative.skin, 0.3), between(random, 0.0, 0.22))
    hair = mix(relative.hair, darker(relative.hair, 0.35), between(random, 0.0, 0.4))
    keeps_hair = look.age == "old" or (max(relative.hair) - min(relative.hair) < _GREY and luminance(relative.hair) > _PALE)
    return replace(look, skin=skin, eyes=relative.eyes, hair=look.hair if keeps_hair else hair)


def _from_name(random: Random, *, is_female: bool, age: str) -> Look:
    skin = choose(random, list(SKIN_TINTS))
    is_deep = skin in {"brown", "deep", "dark"}
    hairs = ("black", "dark", "black", "dark", "brown") if is_deep else ("black", "brown", "dark", "chestnut", "blonde", "red", "brown")
    hair = colour(HAIR_TINTS[choose(random, hairs)])
    grey = mix(0xD9D4CC, 0x8E8A88, between(random, 0, 1))
    outfit = colour(choose(random, _OUTFITS))
    female_styles = _CHILD_HAIR[True] if age == "child" else _OLD_HAIR[True] if age == "old" else _FEMALE_HAIR
    male_styles = _CHILD_HAIR[False] if age == "child" else _OLD_HAIR[False] if age == "old" else _MALE_HAIR
    tops = _CHILD_TOPS[is_female] if age == "child" else _FEMALE_TOPS if is_female else _MALE_TOPS
    height = {"child": 0.68, "young": 0.97, "adult": 1.0, "old": 0.95}[age] * (0.955 if is_female and age != "child" else 1.0)
    trousers = colour(choose(random, _TROUSERS))
    return Look(
        is_female=is_female,
        age=age,
        height=height * between(random, 0.96, 1.04),
        build=between(random, -0.7, 0.6),
        skin=colour(SKIN_TINTS[skin]),
        hair=grey if age == "old" else hair,
        eyes=colour(choose(random, _EYES[:2] if is_deep else _EYES)),
        hair_style=choose(random, female_styles if is_female else male_styles),
        beard=_beard(random, is_female=is_female, age=age),
        has_glasses=between(random, 0, 1) < (0.4 if age == "old" else 0.16),
        hat="",
        hat_tint=mix(outfit, 0x33302E, 0.55),
        top=choose(random, tops),
        top_tint=outfit,
        under_tint=mix(0xF1E8D8, outfit, 0.12),
        bottom="skirt" if is_female and age != "child" and between(random, 0, 1) < 0.35 else "trousers",
        bottom_tint=trousers,
        shoe_tint=darker(choose(random, (0x5A3D2B, 0x2C2A2C, 0x6B4A3A)), 0.1),
        jaw=between(random, 0.05, 0.4) if is_female else between(random, 0.35, 1.0),
        nose=between(random, 0.1, 0.55) if is_female or age == "child" else between(random, 0.3, 1.0),
        brows=between(random, 0.1, 0.45) if is_female else between(random, 0.4, 1.0),
        has_freckles=between(random, 0, 1) < (0.35 if age == "child" else 0.12),
    )


def _told_apart(look: Look, character: Character) -> Look:
    """The same person in a colour that nobody else of the cast wears, with hair cut as none of their kind before them has it.

    Sixteen wear colours of their own, as many of a kind cuts of their own as its table has; who is not numbered keeps what the name gave.
    """
    if not character.number:
        return look
    outfit = colour(_OUTFITS[(character.number - 1) % len(_OUTFITS)])
    grown = _FEMALE_HAIR if look.is_female else _MALE_HAIR
    styles = _CHILD_HAIR[look.is_female] if look.age == "child" else _OLD_HAIR[look.is_female] if look.age == "old" else grown
    distinct = list(dict.fromkeys(styles))
    return replace(
        look,
        hair_style=distinct[character.likeness % len(distinct)],
        top_tint=outfit,
        hat_tint=mix(outfit, 0x33302E, 0.55),
        under_tint=mix(0xF1E8D8, outfit, 0.12),
    )


def _beard(random: Random, *, is_female: bool, age: str) -> str:
    options = ("full", "", "moustache", "full", "") if age == "old" else ("", "", "stubble", "full", "moustache", "", "goatee")
    chosen = choose(random, options)
    return "" if is_female or age in {"child", "young"} else chosen


def _occupied(look: Look, words: str) -> Look:
    """Working clothes, when the name or description says what somebody does."""
    occupation = first(words, OCCUPATION_WORDS)
    if occupation is None or (occupation == "captain" and _OF_A_TEAM.search(words)):
        return look
    dress = OCCUPATIONS[occupation]
    return replace(
        look,
        top=dress.top,
        top_tint=colour(dress.top_tint) if dress.top_tint is not None else look.top_tint,
        under_tint=colour(dress.under_tint) if dress.under_tint is not None else look.under_tint,
        bottom="trousers",
        bottom_tint=colour(dress.bottom_tint) if dress.bottom_tint is not None else look.bottom_tint,
        hat=dress.hat,
        hat_tint=colour(dress.hat_tint) if dress.hat_tint is not None else look.hat_tint,
    )


def of_the_era(look: Look, words: str, era: Era) -> Look:
    """The same person in the clothes of another time."""
    wardrobe: Wardrobe | None = wardrobe_of(era, words, is_female=look.is_female)
    if wardrobe is None or look.age == "child":
        return look
    hat = wardrobe.hats.get(look.hat, look.hat) or (wardrobe.usual_hat if look.hat == "" else "")
    return replace(
        look,
        top=wardrobe.tops.get(look.top, look.top),
        bottom=wardrobe.bottom or look.bottom,
        hat=hat,
        hat_tint=colour(wardrobe.hat_tint) if hat != look.hat else look.hat_tint,
        has_glasses=look.has_glasses and wardrobe.knows_glasses,
    )


def _described(look: Look, words: str) -> Look:
    hair_tint = _tint_beside(words, HAIR_WORDS, HAIR_TINTS) or _hairdo_tint(words) or _hair_adjective(words)
    style = first(words, HAIR_STYLE_WORDS) or _hair_length(look, words) or look.hair_style
    skin = first(words, SKIN_WORDS)
    beard = first(words, BEARD_WORDS) or ("shaven" if _tells_of_hair(words) and look.age != "old" else None)
    hat = first(words, HAT_WORDS)
    build = first(words, BUILD_WORDS)
    tall = first(words, TALL_WORDS)
    look = replace(
        look,
        hair=hair_tint or look.hair,
        hair_style=style,
        skin=colour(SKIN_TINTS[skin]) if skin else look.skin,
        beard=("" if beard == "shaven" else beard) if beard and not look.is_female else look.beard,
        hat=hat or look.hat,
        hat_tint=_tint_beside(words, HAT_WORDS[hat], COLOUR_TINTS) or look.hat_tint if hat else look.hat_tint,
        has_glasses=look.has_glasses or first(words, GLASSES_WORDS) is not None,
        build={"stout": 1.0, "thin": -1.0, "strong": 0.55}[build] if build else look.build,
        height=look.height * {"tall": 1.07, "short": 0.92}[tall] if tall else look.height,
    )
    return _clothed(look, words)


def _tells_of_hair(words: str) -> bool:
    """Whether hair is described: a beard would then have been."""
    return any(word in HAIR_WORDS and word not in _BEARDS for word in tokens(words))


def _clothed(look: Look, words: str) -> Look:
    if "scrubs" in tokens(words):
        tint = _tint_beside(words, ["scrubs"], COLOUR_TINTS)
        look = replace(look, bottom="trousers", bottom_tint=tint or look.bottom_tint, hat="")
    for found in find_all(words, GARMENT_WORDS):
        tint = _tint_beside(words, GARMENT_WORDS[found.name], COLOUR_TINTS)
        if found.name in {"trousers", "skirt"}:
            look = replace(look, bottom=found.name, bottom_tint=tint or look.bottom_tint)
        else:
            look = replace(look, top=found.name, top_tint=tint or look.top_tint)
    return look


def _hair_adjective(words: str) -> Colour | None:
    """Words that can only mean hair: "a blonde", "la rousse"."""
    name = first(words, HAIR_PERSON_WORDS)
    return colour(HAIR_TINTS[name]) if name else None


def _hairdo_tint(words: str) -> Colour | None:
    """The colour right before or behind braids, curls and the like: those of "a red coat with braids" are not red."""
    name = _word_beside(words, HAIRDO_WORDS, {name: COLOUR_WORDS[name] for name in COLOUR_WORDS if name in HAIR_TINTS}, (1, 1))
    return colour(HAIR_TINTS[name]) if name else None


def _hair_length(look: Look, words: str) -> str | None:
    """The style of hair that is said to be short or long, whatever stands between: "short red hair"."""
    length = _word_beside(words, [word for word in HAIR_WORDS if word not in _BEARDS], HAIR_LENGTH_WORDS)
    return None if length is None else "long" if length == "long" else "pixie" if look.is_female else "crop"


def _tint_beside(words: str, things: Sequence[str], tints: dict[str, int]) -> Colour | None:
    """The colour a thing is said to have."""
    name = _word_beside(words, things, {name: COLOUR_WORDS[name] for name in COLOUR_WORDS if name in tints})
    if name or tints is not COLOUR_TINTS:
        return colour(tints[name]) if name else None
    material = _word_beside(words, things, MATERIAL_WORDS)
    return colour(MATERIAL_TINTS[material]) if material else None


def _word_beside(words: str, things: Sequence[str], table: Mapping[str, Sequence[str]], near_by: tuple[int, int] = (3, 2)) -> str | None:
    """What is said of a thing: up to three words before it, else up to two after it ("cheveux gris", "abrigo rojo")."""
    before, after = near_by
    names = {folded(thing).split()[-1] for thing in things}
    for clause in re.split(r"[.,;:()]| and | und | et | y | e ", words):
        spoken = tokens(clause)
        for index, word in enumerate(spoken):
            if not any(word == name or (len(name) > 4 and word.startswith(name)) for name in names):
                continue
            for near in (*reversed(spoken[max(0, index - before) : index]), *spoken[index + 1 : index + 1 + after]):
                name = first(near, table)
                if name:
                    return name
    return None
