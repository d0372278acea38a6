"""What people without a name are called in six languages: their trade, gender and age, in English for engines that draw or paint."""

from collections.abc import Iterator
from typing import Literal, NamedTuple, cast

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
photographer | unknown | adult: photographer fotograf fotografin photographe fotógrafo fotógrafa fotografo fotografa reporter journalist
 journaliste
 periodista giornalista jornalista cameraman kameramann
player in a jersey | unknown | adult: teammate goalkeeper goalie footballer striker mitspieler mitspielerin torwart coéquipier coéquipière
 portero_de_fútbol compañero compagno_di_squadra
referee with a whistle | unknown | adult: referee umpire schiedsrichter arbitre árbitro arbitro
customer | unknown | adult: customer shopper passenger guest tourist passerby passer-by pedestrian kunde kundin gast fahrgast passant
 passantin client cliente passager passeggero pasajero passante transeúnte passageiro
teacher | unknown | adult: teacher professor lehrer lehrerin professeur maestra profesor profesora insegnante professora
student with a backpack | unknown | young: student schoolboy schoolgirl pupil student studentin schüler schülerin étudiant étudiante élève
 estudiante alumno studente studentessa estudante
gardener | unknown | adult: gardener gärtner gärtnerin jardinier jardinero giardiniere jardineiro
postman | male | adult: postman mailman courier briefträger postbote facteur cartero postino carteiro
firefighter | unknown | adult: firefighter fireman feuerwehrmann pompier bombero bombeiro
cowboy with a hat | male | adult: cowboy ranch-hand gunslinger vaquero
singer | female | adult: singer dancer sängerin tänzerin chanteuse danseuse cantante bailarina ballerina cantora
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


ROLES = _read(_TABLE)


_PLURAL_ENDINGS = (("men", "man"), ("women", "woman"), ("children", "child"), ("innen", "in"), ("i", "o"), ("i", "e"), ("e", "a"))
_IRREGULAR = {
    "homens": "homem",
    "uomini": "uomo",
    "männer": "mann",
    "ärzte": "arzt",
    "köche": "koch",
    "mönche": "mönch",
    "gäste": "gast",
    "bäuerinnen": "bäuerin",
}


def role_called(word: str, language: str) -> Role | None:
    """What somebody is who is called by a word, in any case."""
    lowered = word.lower()
    return ROLES.get(lowered) or ROLES.get(f"{language}:{lowered}")


def role_of_several(word: str, language: str) -> Role | None:
    """What each of several is who are called by a word in the plural: "policemen", "Schwestern", "camareros"."""
    return next((role for one in _singulars(word.lower()) if (role := role_called(one, language))), None)


def _singulars(word: str) -> Iterator[str]:
    if word in _IRREGULAR:
        yield _IRREGULAR[word]
    for plural, singular in _PLURAL_ENDINGS:
        if word.endswith(plural) and len(word) >= len(plural):
            yield word[: len(word) - len(plural)] + singular
    for ending in ("s", "es", "n", "en", "e", "er", ""):
        if word.endswith(ending):
            yield word[: len(word) - len(ending)]
