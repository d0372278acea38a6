"""What an order asks to be drawn: set, time, weather and props, from its setting and from a prompt that says otherwise."""

from dataclasses import dataclass
from typing import cast, get_args

from activities.images.drawing.colour import Colour
from activities.images.drawing.dyes import dye_in
from activities.images.drawing.people.crowd_words import CROWD_WORDS
from activities.images.drawing.people.looks import is_robot
from activities.images.drawing.sets.builders import CONTAINED, INDOORS, has_set
from activities.images.drawing.sets.exteriors_space import AIRLESS
from activities.images.drawing.things.props import PROP_WORDS
from activities.images.drawing.things.traffic_words import (
    DRIVEN,
    GARAGES,
    IN_SPACE,
    OF_THE_ERA,
    RIDDEN,
    SHOWN_ALREADY,
    TRAFFIC_WORDS,
    UNDER_WAY_WORDS,
)
from activities.images.drawing.vocabulary import SET_WORDS, TIME_WORDS, WEATHER_WORDS
from activities.images.drawing.words import Found, find_all, first, folded, tokens, word_table
from schemas.images import PaintImage
from schemas.shots import TimeOfDay, Weather

_WRITTEN_BY_US = "cinematic film still"
"""Ends the prompts that no person wrote: they tell of clothes and light, and their props are in the order."""
INTERIORS = frozenset(INDOORS) - frozenset(
    {"airport", "alley", "bridge", "cabin", "camp", "cottage", "field", "house", "lighthouse", "manor", "market", "sea", "ship", "village"}
)
"""Sets that are indoors unless the script says EXT."""
_GONE_OUT = word_table("""
out: goes out, went out, is out, blows out, blown out, snuffed, extinguished, erlischt, geht aus, erloschen, s'éteint, éteinte, se apaga,
 apagada, si spegne, spenta, apaga-se, гаснет, 熄灭, 消える
""")
"""What is said of a flame that burns no longer."""
_WORLDS = word_table("""
globe: of a planet, of the planet, of the earth, of earth, of mars, of a world, of the world, of the moon, of a moon, globe, eines planeten,
 der erde, des planeten,
 de la terre, d'une planète, de un planeta, de la tierra, del planeta, di un pianeta, della terra, de um planeta, da terra
""")
"""What a hologram shows when it is no person."""
_LANDMARKS = frozenset({"lighthouse", "castle", "church"})
_TERRAIN = frozenset({"mountain", "field", "beach", "sea", "cliff", "snow", "desert", "forest", "lake"})


@dataclass(frozen=True)
class Reading:
    """What to draw."""

    set_name: str
    """From the vocabulary, or "" when no word of the location is known."""
    set_words: str
    """What the set's look is derived from: the same words give the same set."""
    is_inside: bool
    time_of_day: TimeOfDay
    weather: Weather
    props: tuple[str, ...]
    """Names the prop box knows, in the order asked for."""
    notes: tuple[str, ...]
    traffic: tuple[str, ...] = ()
    """Vehicles and horses, by their names in `conveyances`, or "horse"."""
    ridden: str = ""
    """Which of them people ride,"""
    driven: str = ""
    """and drive."""
    is_under_way: bool = False
    """Whether vehicles go."""
    is_fast: bool = False
    company: str = ""
    """Who is there without a name, as in `CROWD_WORDS`."""
    dyes: tuple[tuple[str, Colour], ...] = ()
    """The colours that props, vehicles and horses are said to have, by their names."""


def read(order: PaintImage) -> Reading:
    """Read an order.

    The setting counts; a word in the prompt counts where the prompt does not repeat the setting's own, which is what a person's edit looks
    like: "a beach at night" over a setting "KITCHEN - DAY" draws a beach at night, "Mara in the kitchen dreams of the beach" a kitchen.
    """
    setting, prompt = order.setting, order.prompt
    own = _set_in(setting.location)
    set_name, set_words = own, " ".join(tokens(setting.location))
    if prompt and not _repeats(prompt, setting.location):
        other = _first(prompt, find_all(prompt, SET_WORDS))
        if other and other != own:
            set_name, set_words = other, other
    notes: list[str] = []
    is_inside = setting.int_ext in {"INT", "INT/EXT"} if set_name == own and setting.int_ext else set_name in INTERIORS
    if not set_name and setting.location:
        notes.append(f"no set for '{setting.location}': generic {'interior' if is_inside else 'exterior'}")
    elif set_name and not has_set(set_name, is_inside=is_inside):
        notes.append(f"no {'interior' if is_inside else 'exterior'} for '{set_name}': a generic one")
    time_of_day = _edited(prompt, TIME_WORDS, setting.time_of_day)
    weather = _edited(prompt, WEATHER_WORDS, setting.weather)
    traffic = _traffic(order, set_name, is_inside=is_inside)
    props, unknown = _props(order)
    notes += [f"no drawing for the prop '{name}': left out" for name in unknown]
    return Reading(
        set_name,
        set_words or ("interior" if is_inside else "exterior"),
        is_inside,
        cast("TimeOfDay", time_of_day) if time_of_day in get_args(TimeOfDay) else setting.time_of_day,
        cast("Weather", weather) if weather in get_args(Weather) else setting.weather,
        props,
        tuple(notes),
        *traffic,
        company=next((match.name for prop in order.props for match in find_all(prop, CROWD_WORDS)), ""),
        dyes=_dyes(order),
    )


def _set_in(location: str) -> str:
    """The set a location names: the last word counts ("HOSPITAL CORRIDOR"), with "of" the one before it ("HALL OF THE CASTLE").

    What stands on a landscape is seen before the landscape: "LIGHTHOUSE CLIFF" shows the lighthouse.
    """
    found = find_all(location, SET_WORDS)
    if not found:
        return ""
    names = frozenset(match.name for match in found)
    together = next((name for pair, name in CONTAINED.items() if pair <= names), "")
    if together:
        return together
    landmark = next((match.name for match in found if match.name in _LANDMARKS), "")
    if landmark and found[-1].name in _TERRAIN:
        return landmark
    for word in (
        " of ",
        " in ",
        " by ",
        " near ",
        " on ",
        " am ",
        " an ",
        " beim ",
        " im ",
        " de ",
        " du ",
        " del ",
        " della ",
        " do ",
        " da ",
        " der ",
        " des ",
    ):
        at = folded(location).find(word)
        before = [match for match in found if match.at < at]
        if before and any(match.at > at for match in found):
            return before[-1].name
    return found[-1].name


def _first(text: str, found: list[Found]) -> str:
    return found[0].name if found and text else ""


def _repeats(prompt: str, location: str) -> bool:
    """Whether the prompt speaks of the setting's own place."""
    said = set(tokens(prompt))
    words = [word for word in tokens(location) if len(word) > 2 or not word.isascii()]
    return bool(words) and any(word in said for word in words)


def _edited(prompt: str, table: dict[str, tuple[str, ...]], own: str) -> str:
    """The prompt's first word of a table, unless the setting's own is among its words."""
    names = [match.name for match in find_all(prompt, table)]
    return own if not names or own in names else names[0]


def _traffic(order: PaintImage, set_name: str, *, is_inside: bool) -> tuple[tuple[str, ...], str, str, bool, bool]:
    """Vehicles and horses, which are ridden and driven, and whether they go, and fast; none indoors but where they are kept."""
    if order.size == "INSERT":
        return (), "", "", False, False
    plays_robot = any(is_robot(subject.character) for subject in order.subjects)
    if is_inside and set_name not in GARAGES:
        return (
            () if plays_robot else tuple(m.name for prop in order.props for m in find_all(prop, TRAFFIC_WORDS) if m.name == "robot"),
            "",
            "",
            False,
            False,
        )
    poses = {subject.pose for subject in order.subjects}
    told = _what_happens(order.prompt)
    named = [match.name for prop in order.props for match in find_all(prop, TRAFFIC_WORDS)][:2]
    if not named and not order.props:
        named = [match.name for match in find_all(told, TRAFFIC_WORDS)][:1]
    ridden = next((name for name in named if name in RIDDEN), "horse" if _speaks_of_riding(order, told) else "") if "ride" in poses else ""
    driven = next((name for name in named if name in DRIVEN), "car") if "drive" in poses else ""
    shown = SHOWN_ALREADY.get(set_name, frozenset()) - {driven, ridden}
    shown |= {"robot"} if plays_robot else set()
    names = [name for name in dict.fromkeys([*named, ridden, driven]) if name and name not in shown]
    era = OF_THE_ERA.get(order.setting.era, {}) | (IN_SPACE if set_name in AIRLESS | {"spaceship"} else {})
    going = {match.name for match in find_all(told, UNDER_WAY_WORDS)}
    return (
        tuple(dict.fromkeys(era.get(name, name) for name in names)),
        era.get(ridden, ridden),
        era.get(driven, driven),
        bool(going),
        "fast" in going,
    )


def _speaks_of_riding(order: PaintImage, told: str) -> bool:
    return order.setting.era in {"western", "medieval"} or first(told, {"horse": TRAFFIC_WORDS["horse"]}) is not None


def _what_happens(prompt: str) -> str:
    """The part of a prompt that tells the action; all of it when a person wrote it."""
    _, mark, action = prompt.partition("What happens:")
    return action if mark else prompt


def _dyes(order: PaintImage) -> tuple[tuple[str, Colour], ...]:
    found: dict[str, Colour] = {}
    for prop in order.props:
        dye = dye_in(prop)
        names = [match.name for table in (PROP_WORDS, TRAFFIC_WORDS) for match in find_all(prop, table)]
        found |= dict.fromkeys(names, dye) if dye is not None else {}
    era = OF_THE_ERA.get(order.setting.era, {})
    return tuple((name, dye) for own, dye in found.items() for name in dict.fromkeys((own, era.get(own, own))))


def _props(order: PaintImage) -> tuple[tuple[str, ...], list[str]]:
    known: list[str] = []
    unknown: list[str] = []
    for prop in order.props:
        found = find_all(prop, PROP_WORDS)
        if find_all(prop, CROWD_WORDS) or (find_all(prop, TRAFFIC_WORDS) and order.size != "INSERT"):
            continue
        if found:
            known.append(found[-1].name)
        else:
            unknown.append(prop)
    if order.prompt and not order.props and _WRITTEN_BY_US not in order.prompt:
        known += [match.name for match in find_all(order.prompt, PROP_WORDS)][:2]
    if "hologram" in known and first(_what_happens(order.prompt), _WORLDS):
        known[known.index("hologram")] = "hologram globe"
    if "candle" in known and ("candle" in order.setting.gone_out or first(_what_happens(order.prompt), _GONE_OUT)):
        known[known.index("candle")] = "snuffed candle"
    return tuple(dict.fromkeys(known)), unknown
