"""Who speaks and is nobody: the owl of a fairy tale, the moon, the sea. They are heard; of animals the animal is seen, never a person.

Only who is told of by an article ("An owl watches him", "der Mond") and has neither an age nor clothes: a thief called FOX is a person.
"""

import re

from activities.shots.words import table, words

_KINDS = {
    "bird": "bird owl raven crow gull seagull sparrow robin eagle swan goose duck rooster hen parrot nightingale vogel eule rabe "
    "krähe möwe "
    "spatz adler schwan gans ente hahn nachtigall oiseau hibou chouette corbeau mouette moineau aigle cygne oie canard coq rossignol "
    "pájaro "
    "búho lechuza cuervo gaviota gorrión águila cisne ganso pato gallo ruiseñor uccello gufo civetta corvo gabbiano passero aquila cigno "
    "oca anatra usignolo pássaro coruja gaivota pardal águia rouxinol",
    "dog": "dog puppy hound wolf fox hund wolf fuchs chien loup renard perro lobo zorro cane lupo volpe cachorro cão raposa",
    "cat": "cat kitten tiger lion katze kater löwe chat chatte lion gato gata león gatto gatta leone leão",
    "horse": "horse pony donkey mare pferd esel cheval âne caballo burro cavallo asino cavalo",
    "tree": "tree oak willow baum eiche weide arbre chêne saule árbol roble sauce albero quercia salice árvore carvalho",
    "unseen": "moon sun star stars wind sea ocean river mountain sky cloud rain snow fire night winter summer spring autumn earth "
    "mouse frog "
    "toad snake fish bear rabbit hare squirrel hedgehog bee butterfly dragon whale mond sonne stern wind meer fluss berg himmel wolke "
    "nacht "
    "maus frosch kröte schlange fisch bär hase eichhörnchen igel biene schmetterling drache wal lune soleil étoile vent mer rivière "
    "montagne "
    "ciel nuage souris grenouille crapaud serpent poisson ours lapin lièvre écureuil hérisson abeille papillon baleine luna sol estrella "
    "viento mar río montaña cielo nube ratón rana sapo serpiente pez oso conejo liebre ardilla abeja mariposa dragón ballena sole stella "
    "vento mare fiume montagna cielo nuvola topo rana serpente pesce orso coniglio lepre scoiattolo ape farfalla drago balena lua "
    "estrela "
    "rio céu nuvem rato rã cobra peixe urso coelho esquilo abelha borboleta dragão baleia",
}
_CREATURES = table(_KINDS)
_LONGEST_NAME = 3
_PERSON = re.compile(
    r"\d|\b(?:man|woman|boy|girl|suit|coat|jacket|dress|hat|shirt|mann|frau|junge|mädchen|mantel|jacke|homme|femme|garçon|fille"
    r"|manteau|hombre"
    r"|mujer|niño|niña|abrigo|uomo|donna|ragazzo|ragazza|cappotto|homem|mulher|menino|menina|casaco)\b",
    re.IGNORECASE,
)
_ARTICLE = r"(?:the|an?|der|die|das|dem|den|ein|eine|einen|einem|l['’]|le|la|les|un|une|el|los|una|il|lo|uno|o|os|um|uma)"
_BETWEEN = r"(?:[^\W\d_]+\s+){0,2}"


def creature(name: str, description: str, told: str) -> str:
    """What a speaker is: an animal or a tree by its name in the prop box, "unseen" for the moon; "" for a person.

    Args:
        name: As on the cue.
        description: What the script says of them.
        told: The action and narration of the film.
    """
    spoken = words(name)
    if not 0 < len(spoken) <= _LONGEST_NAME or _PERSON.search(description):
        return ""
    kind = _CREATURES.get(spoken[-1], "")
    if not kind:
        return ""
    named = re.compile(rf"(?<![^\W_]){_ARTICLE}\s*{_BETWEEN}{re.escape(spoken[-1])}(?![^\W_])", re.IGNORECASE)
    return kind if named.search(told) else ""
