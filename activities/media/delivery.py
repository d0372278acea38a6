"""Reads what a writer says about how a line is spoken: "whispering", "(on the phone, angry)", "en criant".

Words are found by how they begin (a stem that ends in "." is a whole word), in the languages scripts are most often written in; what is not
known says nothing. Several words add up.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Delivery:
    """How a line is spoken, against the speaker's own way."""

    rate: float = 1.0
    """Words a minute, as a factor."""
    pitch_semitones: float = 0.0
    liveliness: float = 1.0
    """How far the pitch moves, as a factor."""
    level_db: float = 0.0
    is_whispered: bool = False
    tremor: float = 0.0
    """How much the voice shakes, 0 to 1."""
    breath: float = 0.0
    """How much air is in it, 0 to 1."""
    edge_db: float = 0.0
    """How much sharper it is: anger tightens the throat."""
    through: Literal["", "phone", "radio", "loudspeaker", "door"] = ""
    """What the voice comes through."""


_MANNERS: tuple[tuple[str, Delivery], ...] = (
    (
        "whisper mutter-under breathed hushed flüster susurr chuchot sussurr cochich шёпот шепот फुसफुसा",
        Delivery(0.92, 0, 0.7, -7, is_whispered=True),
    ),
    (
        "tender loving lovingly affection warmly warm. intimate zärtlich liebevoll tiern cariños tendre amoureu affettuos teneram carinh",
        Delivery(0.92, -0.5, 0.9, -2, breath=0.4, edge_db=-1.5),
    ),
    ("quiet soft gentl low. hoarse leise sanft bajo. suave doucement bas. piano baixo тихо धीरे", Delivery(0.94, -0.6, 0.75, -4)),
    ("mutter mumbl grumbl murmur murmel murmur brumm", Delivery(0.96, -1.2, 0.55, -5)),
    (
        "shout yell scream cry-out bellow roar schrei brüll ruf grit crie hurl urla gridando крич चिल्ला",
        Delivery(1.05, 3.2, 1.45, 5, edge_db=2.0),
    ),
    ("loud calling. calls. announc laut. fort. alto. громко ज़ोर", Delivery(0.97, 1.6, 1.2, 3)),
    (
        "angr furious rage. raging bitter snap snarl hiss wütend zornig enojad furios colère arrabbiat зло गुस्स",
        Delivery(1.1, 0.8, 1.3, 2.5, edge_db=3.0),
    ),
    ("excit thrill enthus delight eager aufgeregt emocionad excité eccitat", Delivery(1.12, 2.0, 1.4, 1.5, edge_db=1.0)),
    (
        "happy happi cheer bright joy glad smil grinning beam froh fröhlich feliz alegre joyeu content felic весел खुश",
        Delivery(1.04, 1.3, 1.25, 0.5),
    ),
    ("laugh chuckl giggl amus lach riend riant rid. rit. ride смея हँस", Delivery(1.06, 1.8, 1.45, 0.5)),
    (
        "sad sob cry. cries crying weep tears tearful griev mourn mournful broken traurig wein triste llor pleur piang груст दुखी रो",
        Delivery(0.84, -1.4, 0.7, -2, tremor=0.55, breath=0.5),
    ),
    (
        "tired weary exhaust sleepy yawn weak dying faint müde cansad fatigu stanc устал थक",
        Delivery(0.8, -1.6, 0.6, -3, breath=0.8, edge_db=-2.0),
    ),
    (
        "afraid scare fear terrif nervous anxious trembl shaking shaky shaken panick ängst miedo nervios peur paura испуг डर",
        Delivery(1.12, 1.6, 1.15, -1, tremor=0.8, breath=0.3),
    ),
    (
        "firm stern cold. coldly flat. flatly deadpan grim serious command streng kalt seriamente froid fredd строго",
        Delivery(0.95, -0.9, 0.5, 0.5),
    ),
    ("sarcas dry. drily ironi mock wry sarkast ironico", Delivery(0.93, -0.5, 1.3, 0)),
    ("slow pause hesita drawl langsam zöger lent. despacio lento медленно", Delivery(0.8)),
    ("quick fast. faster rush hurri rapid breathless urgent schnell hastig rápid vite. veloc быстро जल्दी", Delivery(1.22, 0.6)),
    ("surpris shock startl gasp überrascht sorprend sorpres удив", Delivery(1.04, 1.8, 1.4, 1)),
    ("dream thoughtful reflect wistful distant absent nachdenk pensativ pensif", Delivery(0.88, -0.5, 0.85, -1.5)),
    ("recit declaim verse prayer praying poem rezitier déclam récit poesía poesia", Delivery(0.86, -0.2, 1.15)),
    ("sing. sings. singing sung. chant hum. hums. humming cantando", Delivery(0.85, 0.5, 1.4, 0)),
    ("phone telephone filtered voicemail handy telefon teléfono téléphone telefono телефон फ़ोन", Delivery(through="phone")),
    ("radio walkie intercom comms headset funk рация रेडियो", Delivery(through="radio")),
    ("loudspeaker megaphone tannoy lautsprecher altavoz haut-parleur", Delivery(through="loudspeaker")),
    ("through-door behind-door through-wall muffled", Delivery(through="door")),
)


def delivery_of(words: str) -> Delivery:
    """What a parenthetical says.

    Args:
        words: The writer's words, with or without brackets, in any case; "" says nothing.
    """
    said = re.split(r"[\s\d_.,;:!?()\[\]\"'’“”/…—–]+", words.casefold())
    phrase = "-".join(word for word in said if word not in {"the", "a"})
    found = [manner for stems, manner in _MANNERS if _mentions(said, phrase, stems.split())]
    return _together(found)


def _mentions(said: list[str], phrase: str, stems: list[str]) -> bool:
    return any(stem in phrase if "-" in stem else any(f"{word}.".startswith(stem) for word in said) for stem in stems)


def _together(found: Iterable[Delivery]) -> Delivery:
    whole = Delivery()
    for manner in found:
        whole = Delivery(
            rate=min(1.5, max(0.65, whole.rate * manner.rate)),
            pitch_semitones=min(5.0, max(-4.0, whole.pitch_semitones + manner.pitch_semitones)),
            liveliness=min(1.8, max(0.4, whole.liveliness * manner.liveliness)),
            level_db=min(6.0, max(-8.0, whole.level_db + manner.level_db)),
            is_whispered=whole.is_whispered or manner.is_whispered,
            tremor=max(whole.tremor, manner.tremor),
            breath=max(whole.breath, manner.breath),
            edge_db=min(4.0, max(-4.0, whole.edge_db + manner.edge_db)),
            through=whole.through or manner.through,
        )
    return whole
