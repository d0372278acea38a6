"""What models that make sounds from words are told: the thing and what happens to it, what it is made of or stands on, and how near it is.

The kind says most. The action is in the writer's language and tells of much that makes no sound; of it only what a thing is made of and
what somebody walks on is taken. How far away it is and which room it is in, the mix adds: a sound is wanted near and dry.
"""

import re
from collections.abc import Mapping

from schemas.effects import LASTING_S, MakeEffects, WantedSound
from schemas.shots import Era, Setting, SoundKind

_NEAR = "close-up, dry studio recording, isolated foley sound effect"
"""Nothing is told that is not to be heard: models make of "no music" some music."""
_KINDS: dict[SoundKind, str] = {
    "door_opens": "{made} door opens, the handle turns and the hinges move",
    "door_closes": "{made} door is closed gently, the latch falls",
    "door_slams": "{made} door slams shut hard",
    "knock": "three knocks on a {made} door",
    "creak": "{made} hinges creak slowly",
    "lock": "a key turns in the lock of a {made} door",
    "steps": "footsteps of one person walking {on}, steady pace",
    "running": "footsteps of one person running {on}",
    "horse": "hooves of a trotting horse {on}",
    "thud": "a heavy body or thing falls {on} with a dull thud",
    "punch": "a single hard punch, fist on flesh and cloth",
    "sword": "steel sword blades clash once and slide off each other",
    "gunshot": "a single loud gunshot, sharp crack and blast",
    "explosion": "a large explosion, deep boom, falling debris",
    "glass_breaks": "a glass pane shatters, pieces fall {on}",
    "clink": "two drinking glasses clink once",
    "paper": "a sheet of paper is unfolded, rustling",
    "typing": "fast typing on {typed}",
    "match": "a match is struck, flares up and burns",
    "shutter": "the shutter of {camera} clicks once",
    "switch": "a light switch clicks once",
    "pour": "a drink is poured into a glass",
    "splash": "something heavy splashes into water",
    "drips": "water drips slowly into a puddle",
    "fire": "a wood fire crackles and burns",
    "rain": "steady rain falls",
    "thunder": "one long roll of thunder after a crack",
    "wind": "wind blows and howls in gusts",
    "waves": "sea waves break on a shore",
    "crowd": "the murmur of a large crowd",
    "applause": "an audience applauds",
    "heartbeat": "a slow deep heartbeat",
    "engine": "{vehicle} engine idles and revs",
    "car_passes": "{vehicle} passes by from left to right",
    "brakes": "tyres of a car screech as it brakes hard to a stop",
    "train": "{train} rolls past over rail joints",
    "aircraft": "{aircraft} flies past overhead",
    "siren": "the siren of {police} wails",
    "car_horn": "the horn of {vehicle} honks twice",
    "ship_horn": "the deep horn of a ship blows once, long",
    "train_whistle": "the whistle of {train} blows long",
    "whistle": "somebody whistles once through their fingers",
    "church_bell": "a large church bell tolls",
    "small_bell": "a small bell over a shop door rings",
    "phone": "{phone} rings",
    "alarm": "{alarm} rings and rings",
    "clock": "a clock ticks evenly",
    "static": "static and crackle of a badly tuned radio",
    "birds": "small birds sing in trees",
    "gulls": "seagulls cry",
    "crow": "a crow caws twice",
    "owl": "an owl hoots in the night",
    "crickets": "crickets chirp at night",
    "dog": "a dog barks three times",
    "wolf": "a wolf howls once, long",
}

_TODAY = {
    "typed": "a computer keyboard",
    "camera": "a camera",
    "vehicle": "a car",
    "train": "a train",
    "aircraft": "a jet aircraft",
    "police": "a police car",
    "phone": "a mobile phone",
    "alarm": "an alarm",
}
_OLD = {
    "typed": "an old mechanical typewriter",
    "camera": "an old film camera",
    "train": "a steam train",
    "aircraft": "a propeller aircraft",
    "phone": "an old telephone with a mechanical bell",
    "alarm": "an old alarm bell",
}
_ERAS: Mapping[Era, Mapping[str, str]] = {
    "": {},
    "medieval": _OLD,
    "western": _OLD,
    "twenties": {**_OLD, "vehicle": "a vintage car of the 1920s", "police": "an old police car with a hand-cranked siren"},
    "fifties": {**_OLD, "vehicle": "a car of the 1950s", "police": "a police car of the 1950s"},
    "futuristic": {
        "vehicle": "a humming electric vehicle",
        "train": "a fast magnetic train",
        "aircraft": "a spacecraft",
        "phone": "a soft electronic communicator",
        "alarm": "an electronic spaceship alarm",
    },
}

_MATERIALS = {
    "heavy iron": "iron steel metal hierro acero metálica fer acier eisen stahl eisentür stahltür ferro acciaio aço métal hatch airlock",
    "glass": "vidrio cristal vitrée verre glastür vetro vidro",
    "heavy stone": "crypt tomb cripta krypta gruft",
    "old wooden": "old rotten barn cabin vieja vieille alte alten vecchia velha granero grange scheune",
    "car": "car taxi truck coche voiture auto wagen macchina carro",
}
"""What doors and hinges are made of, by words of six languages; "glass" alone is more often drunk from."""
_GROUNDS = {
    "in deep snow": "snow snowy nieve neige schnee neve snowfield",
    "on gravel": "gravel grava gravier kies ghiaia cascalho path driveway railway",
    "on sand": "sand beach dune desert arena playa sable plage strand wüste sabbia spiaggia areia praia",
    "in mud": "mud muddy swamp barro boue schlamm sumpf fango lama marsh",
    "on dry leaves": "leaves forest woods hojas bosque feuilles forêt laub wald foglie bosco folhas floresta",
    "on grass": "grass meadow lawn field hierba prado herbe pré gras wiese erba prato grama campo",
    "on wooden boards": (
        "floorboards deck pier attic stairs cabin saloon stage madera muelle plancher jetée holz dielen dachboden legno molo madeira cais"
    ),
    "on metal": "metal iron steel gangway spaceship submarine hangar catwalk",
    "on stone": "stone church castle cathedral cobbles cobblestones alley piedra iglesia pierre église stein kirche pietra chiesa pedra",
    "in shallow water": "puddle puddles stream charco flaque pfütze pozzanghera poça",
    "on carpet": "carpet rug alfombra tapis teppich tappeto tapete",
}
"""What feet are heard on, the first that is told."""


def effect_prompt(order: MakeEffects, sound: WantedSound) -> str:
    """What a sound is, in plain English; a person's own words instead where there are some."""
    if sound.prompt.strip():
        return f"{sound.prompt.strip().rstrip('.')}, {_NEAR}"
    told = _words(order.action)
    parts = {**_TODAY, **_ERAS[order.setting.era], "made": _material(told), "on": _ground(told, order.setting)}
    what = _KINDS[sound.kind].format_map(parts)
    course = "continuous" if sound.kind in LASTING_S else "dying away to silence"
    return f"{what}, {course}, {_NEAR}"


def _material(told: frozenset[str]) -> str:
    return next((name for name, words in _MATERIALS.items() if told & set(words.split())), "wooden")


def _ground(told: frozenset[str], setting: Setting) -> str:
    for known in (told, _words(setting.location)):
        found = next((name for name, words in _GROUNDS.items() if known & set(words.split())), "")
        if found:
            return found
    if setting.int_ext == "INT":
        return "on a hard floor"
    return "in deep snow" if setting.weather == "snow" else "on wet pavement" if setting.weather in {"rain", "storm"} else "on pavement"


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"[^\W\d_]+", text.casefold()))
