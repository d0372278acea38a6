"""What things are said to look like: "a silver coin", "un paraguas rojo", "der schwarze Koffer"; told in English."""

from collections.abc import Iterator, Mapping

from activities.shots.places.props import named_props
from activities.shots.words import clauses, found_at, table, word_set, words

_COLOURS: dict[str, str] = {
    "red": "red scarlet crimson rojo roja rojos rojas rouge rouges de:rot rote roten roter rotes rosso rossa rossi rosse vermelho vermelha",
    "orange": "orange naranja orangefarben arancione laranja",
    "yellow": "yellow amarillo amarilla jaune jaunes gelb gelbe gelben gelber gelbes giallo gialla amarelo amarela",
    "green": "green emerald verde verdes vert verte verts vertes grün grüne grünen grüner grünes it:verdi",
    "blue": "blue azul azules bleu bleue bleus bleues blau blaue blauen blauer blaues blu azzurro azzurra",
    "purple": "purple violet morado morada es:violeta pt:violeta pourpre violette de:lila violett it:viola roxo roxa",
    "pink": "pink es:rosa de:rosa it:rosa pt:rosa rosafarbene rosado rosada",
    "brown": "brown marrón marrones brun brune bruns braun braune braunen brauner braunes marrone marrom",
    "black": "black negro negra negros negras noir noire noirs noires schwarz schwarze schwarzen schwarzer schwarzes nero nera neri nere "
    "preto preta pretos pretas",
    "grey": "grey gray gris grises grise grau graue grauen grauer graues grigio grigia cinzento cinzenta cinza",
    "white": "white blanco es:blanca blancos blancas blanc fr:blanche blancs blanches weiß weiße weißen weißer weißes bianco it:bianca "
    "bianchi bianche branco pt:branca",
    "golden": "golden gold dorado dorada oro doré dorée fr:or goldene goldenen goldener goldenes dorato dorata d'oro d'or dourado "
    "dourada ouro",
    "silver": "silver plateado plateada plata argenté argentée argent d'argent silbern silberne silbernen silberner silbernes argento "
    "d'argento argentato prateado prateada prata",
    "brass": "brass latón laiton messing messingne ottone latão",
    "copper": "copper bronze cobre bronce cuivre kupfern kupferne kupfernen bronzene rame bronzo",
    "iron": "iron steel tin metal rusty hierro acero metálico metálica fr:fer acier métallique eisern eiserne eisernen eiserner stählerne "
    "blecherne ferro acciaio metallico metallica aço",
    "wooden": "wooden oak madera bois hölzern hölzerne hölzernen hölzerner legno madeira",
    "leather": "leather cuero cuir ledern lederne ledernen lederner cuoio pelle couro",
}
_SAID = table(_COLOURS)
_MATERIALS = frozenset({"brass", "copper", "iron", "wooden", "leather"})
_OF = frozenset({"of", "de", "en", "di", "in", "aus", "do", "da", "made", "y", "e", "et"})
_BEFORE, _AFTER = 3, 2
"""Words before a thing that can describe it, and behind it, where the language puts them there."""
_BETWEEN = word_set(
    "old new little small big large long short tiny heavy shiny broken worn dirty clean bright dark light single battered folded alt alte "
    "alten alter altes klein kleine kleinen kleiner kleines groß große großen großer großes neu neue neuen neuer neues petit petite grand "
    "grande vieux vieille pequeño pequeña viejo vieja gran piccolo piccola vecchio vecchia pequeno pequena velho velha"
)
"""What may stand between a colour and its thing."""
_FOLLOWING = frozenset({"es", "fr", "it", "pt"})


def said_of(text: str, language: str = "en") -> dict[str, str]:
    """What a text says about the things it names, by their English names; a colour counts more than a material."""
    said: dict[str, str] = {}
    for clause in clauses(text):
        spoken = words(clause)
        colours = {index: name for index, _, name in found_at(clause, _SAID, language)}
        for first, last, prop in named_props(clause, language):
            told = list(_around(spoken, colours, (first, last), language))
            if told:
                said[prop] = next((name for name in told if name not in _MATERIALS), told[0])
    return said


def _around(spoken: list[str], colours: Mapping[int, str], thing: tuple[int, int], language: str) -> Iterator[str]:
    first, last = thing
    for index in range(first - 1, max(-1, first - 1 - _BEFORE), -1):
        if index in colours:
            yield colours[index]
        elif spoken[index] not in _BETWEEN:
            break
    if language in _FOLLOWING:
        behind = [index for index in range(last + 1, min(len(spoken), last + 2 + _AFTER)) if spoken[index] not in _OF]
        yield from (colours[index] for index in behind[:1] if index in colours)
