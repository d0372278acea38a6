"""Whom the action speaks of without a name: "a nurse", "ein alter Mann", in six languages.

Only who opens a sentence by an indefinite article counts, and only where the film has nobody who is called so.
"""

import re
from typing import Literal, NamedTuple, cast

from activities.shots.cast import Cast
from activities.shots.words import word_set, words

Gender = Literal["female", "male", "unknown"]
Age = Literal["child", "young", "adult", "old"]


class Role(NamedTuple):
    """What somebody is, in English, for engines that draw or paint."""

    title: str
    gender: Gender = "unknown"
    age: Age = "adult"


_TABLE = """
nurse | unknown | adult: nurse infirmier infermiere enfermeiro pfleger enfermero
nurse | female | adult: krankenschwester schwester infirmière enfermera infermiera enfermeira pflegerin
doctor | unknown | adult: doctor surgeon paramedic arzt ärztin médecin docteur médico médica dottore dottoressa medico
waiter | male | adult: waiter kellner serveur camarero cameriere garçom
waitress | female | adult: waitress barmaid kellnerin serveuse camarera cameriera garçonete
bartender | male | adult: bartender barman barkeeper barkeep wirt tabernero barista oste
man | male | adult: man gentleman guy fellow stranger mann herr fremder homme monsieur hombre señor uomo signore homem
old man | male | old: greis vieillard anciano
woman | female | adult: woman lady frau dame femme mujer señora donna signora mulher senhora wirtin
old woman | female | old: greisin vieillarde anciana
neighbour | unknown | adult: neighbour neighbor nachbar voisin vecino vicino vizinho
neighbour | female | adult: nachbarin voisine vecina vicina vizinha
boy | male | child: boy junge bub garçon niño chico bambino ragazzino menino
girl | female | child: girl mädchen fillette niña chica bambina ragazzina menina
child | unknown | child: child kid toddler de:kind enfant criança
police officer | unknown | adult: policeman policewoman cop constable officer polizist polizistin policier policía poliziotto policial
guard | male | adult: guard sentry watchman wächter wache gardien vigile guardia guarda
soldier | male | adult: soldier soldat soldado soldato
porter | unknown | adult: porter doorman bellhop pförtner portier hausmeister portero portiere porteiro
conductor in uniform | male | adult: conductor usher schaffner contrôleur revisor controllore
driver with a cap | male | adult: driver cabbie chauffeur coachman fahrer taxifahrer kutscher cochero autista
worker | unknown | adult: stagehand technician mechanic worker janitor cleaner miner plumber electrician orderly dockworker arbeiter
 techniker putzfrau ouvrier technicien mécanicien obrero técnico mecánico operaio tecnico meccanico operário
farmer | unknown | adult: farmer shepherd peasant bauer bäuerin hirte fermier paysan paysanne berger granjero es:pastor pastore contadino
 camponês
fisherman | male | adult: fisherman sailor fischer matrose pêcheur marin pescador marinero pescatore marinaio marinheiro
baker | unknown | adult: baker bäcker bäckerin boulanger boulangère panadero panadera fornaio padeiro
cook | unknown | adult: cook chef koch köchin cuisinier cocinero cocinera cuoco cuoca cozinheiro
priest | male | adult: priest monk vicar pfarrer priester mönch prêtre curé moine es:cura sacerdote monje prete monaco frate
nun | female | adult: nun nonne religieuse monja suora freira
maid with an apron | female | adult: maid servant housekeeper magd dienstmädchen servante criada sirvienta serva
butler | male | adult: butler valet diener majordome mayordomo maggiordomo mordomo
clerk in a suit | unknown | adult: clerk receptionist secretary cashier teller verkäufer verkäuferin vendeur vendeuse vendedor commesso
vendor with an apron | unknown | adult: vendor shopkeeper butcher barber händler händlerin metzger marchand marchande vendedora mercante
patient | unknown | adult: patient patientin patiente paciente paziente
musician | unknown | adult: musician violinist accordionist fiddler pianist musiker geiger musicien violoniste músico violinista musicista
beggar | male | old: beggar tramp bettler mendiant mendigo mendicante
figure in a hooded cloak | unknown | adult: en:figure gestalt silhouette silueta sagoma
"""


def _read(text: str) -> dict[str, Role]:
    known: dict[str, Role] = {}
    for line in text.strip().replace("\n ", " ").splitlines():
        told, _, names = line.partition(": ")
        title, gender, age = (part.strip() for part in told.split("|"))
        known |= dict.fromkeys(names.split(), Role(title, cast("Gender", gender), cast("Age", age)))
    return known


_ROLES = _read(_TABLE)
_CROWDS = re.compile(
    r"(?:(?:the|an?|some|many|several|two|three|die|das|ein|eine|viele|zwei|drei|les|des|la|une|deux|los|las|el|un|una|dos|gli|le|i|il|due"
    r"|os|as|o|uma?)\s+)?(?:\w+\s+)?(?:audience|crowd|people|guests|onlookers|spectators|passengers|villagers|mourners|customers|soldiers"
    r"|dancers|waiters|nurses|publikum|leute|gäste|zuschauer|fahrgäste|soldaten|dorfbewohner|foule|gens|invités|passagers"
    r"|spectateurs|soldats|gente|público|invitados|pasajeros|soldados|pubblico|folla|invitati|passeggeri|soldati|multidão|convidados)\b",
    re.IGNORECASE,
)
_ARTICLES = {"en": "a an one", "de": "ein eine", "fr": "un une", "es": "un una", "it": "un uno una", "pt": "um uma"}
_PLACE_BEFORE = {
    "en": r"(?:there(?:'s| is) |(?:in|at|on|by|behind|near|beside|outside|inside|across|from|under) [^,.;]{2,40}?,? )?",
    "de": r"(?:(?:in|im|an|am|auf|vor|hinter|neben|unter) [^,.;]{2,40}? (?:sitzt|steht|liegt|wartet|schläft|lehnt|kommt|geht) )?",
    "fr": r"(?:(?:dans|à|au|sur|devant|derrière|près) [^,.;]{2,40}?,? )?",
    "es": r"(?:(?:en|a|junto|detrás|sobre) [^,.;]{2,40}?,? )?",
    "it": r"(?:(?:in|nel|nella|al|alla|sul|sulla|davanti|dietro) [^,.;]{2,40}?,? )?",
    "pt": r"(?:(?:em|no|na|ao|sobre|atrás) [^,.;]{2,40}?,? )?",
}
_OPENINGS = {
    language: re.compile(rf"[\"“«(]?{_PLACE_BEFORE[language]}(?:{'|'.join(articles.split())})\s+", re.IGNORECASE)
    for language, articles in _ARTICLES.items()
}
_OLD = word_set(
    "old elderly aged ancient alter alte altes vieux vieil vieille viejo vieja anciano anciana vecchio vecchia velho velha idoso idosa"
)
_YOUNG = word_set("young junger junge junges jeune joven giovane jovem")
_MOST_BEFORE = 3
"""Words between the article and what somebody is: "a very old, bent waiter"."""
_NAMED_WITHIN = 16
"""Characters from what somebody is to the name they have after all: "a man called Hank"."""
_NO_PERSON_BEFORE = word_set(
    "of the a an from with in at by for toy wooden stone bronze marble plaster wax snow tin plastic cardboard paper painted carved stuffed "
    "von vom aus mit hölzerner steinerner gemalter de du des di del della do da"
)
"""Between the article and what somebody is: a portrait of them, or one of stone."""
_NO_PERSON_BEHIND = word_set(
    "dog dogs tower rail house hut post box booth book pot band choir seat car cart doll toy bee bug ant suit uniform cap hat coat bag "
    "station show bell hole pole room ward bed hum wait silence smile hand voice smell call clock figurine statue portrait puppet mask"
)
"""In English, of what a thing is that is named by somebody: a guard dog, a cop car."""
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_BEHIND = re.compile(rf"\s+({_WORD.pattern})")
_APART = re.compile(r"[.;:(]")
_NAMING = word_set("called named namens nommé nommée llamado llamada chiamato chiamata chamado chamada is it's")


def opens_with_extra(clause: str, cast: Cast) -> bool:
    """Whether a clause is about somebody without a name: "An old man lies in the bed", "The audience sits"."""
    return role_in(clause, cast) is not None or (_begins(clause) and _CROWDS.match(clause) is not None and not cast.mentions(clause[:40]))


def role_in(sentence: str, cast: Cast) -> Role | None:
    """What the person is with whom a sentence begins; None when it is nobody, or somebody whom the film knows."""
    language = cast.language if cast.language in _ARTICLES else "en"
    opening = _OPENINGS[language].match(sentence) if _begins(sentence) else None
    if opening is None:
        return None
    following = [match for match, _ in zip(_WORD.finditer(sentence, opening.end()), range(_MOST_BEFORE + 1), strict=False)]
    for index, word in enumerate(following):
        if _APART.search(sentence[opening.end() : word.start()]):
            return None
        role = _role(word.group(), language)
        # "a taxi driver", "a boy soldier": in English the last word says it
        behind = _BEHIND.match(sentence, word.end()) if language == "en" else None
        if role is None or (behind and _role(behind[1], language)):
            continue
        if {other.group().lower() for other in following[:index]} & _NO_PERSON_BEFORE or (
            behind and behind[1].lower() in _NO_PERSON_BEHIND
        ):
            return None
        if _is_known(sentence, (opening.end(), word.end()), cast):
            return None
        return _aged(role, {other.group().lower() for other in following[:index]})
    return None


def _begins(text: str) -> bool:
    """Whether a text begins a sentence: what goes on in small letters says something of somebody before it ("SAM, a young man")."""
    return text.lstrip("\"'“«(").strip()[:1].isupper()


def _role(word: str, language: str) -> Role | None:
    return _ROLES.get(word.lower()) or _ROLES.get(f"{language}:{word.lower()}")


def _aged(role: Role, adjectives: set[str]) -> Role:
    if role.age == "adult" and adjectives & _OLD:
        return role._replace(title=f"old {role.title}", age="old")
    if role.age == "adult" and adjectives & _YOUNG:
        return role._replace(title=f"young {role.title}", age="young")
    return role


def _is_known(sentence: str, span: tuple[int, int], cast: Cast) -> bool:
    """Whether the film knows whom a text speaks of: by this very word, or by a name that follows at once."""
    begin, end = span
    told = set(words(sentence[begin:end]))
    if sentence[end : end + 1] in {"'", "’"} or any(told & set(words(character.name)) for character in cast.characters):
        return True
    return any(start < end or _is_named_at_once(sentence[end:start]) for start, _, _ in cast.mentions(sentence))


def _is_named_at_once(between: str) -> bool:
    """Whether nothing stands between a person and a name but a comma or "called"."""
    return len(between) <= _NAMED_WITHIN and not set(words(between)) - _NAMING
