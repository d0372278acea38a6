"""What a scene heading says about how its place sounds: inside or out, and which kind of place."""

_KINDS: dict[str, str] = {
    "spaceship": "spaceship spacecraft spaceport airlock vaisseau raumschiff astronave",
    "office": "office police newsroom precinct laboratory lab hospital ward clinic classroom school supermarket bank courtroom "
    "morgue elevator lift oficina bureau büro ufficio escritório krankenhaus hôpital ospedale",
    "station": "station terminal airport platform estación gare bahnhof bahnsteig stazione estação",
    "train": "train compartment railcar carriage subway metro tram tren vagón abteil zug waggon treno vagone trem vagão",
    "car": "car taxi cab truck van bus limousine jeep coche auto carro voiture camion wagen macchina camión",
    "church": "church cathedral chapel temple mosque monastery crypt tomb iglesia catedral église cathédrale chapelle kirche "
    "dom kapelle chiesa cattedrale igreja",
    "cave": "cave cavern tunnel sewer dungeon catacomb catacombs cueva túnel grotte höhle grotta caverna stollen",
    "bar": "bar pub tavern saloon restaurant cafe café diner nightclub casino cantina taberna kneipe gasthaus osteria "
    "trattoria ristorante bistro ballroom party taverna restaurante",
    "crowd": "market marketplace fair bazaar stadium arena mercado marché markt mercato theatre theater",
    "surf": "beach sea ocean shore harbour harbor pier coast quay dock strand meer hafen plage mer playa mar costa puerto "
    "porto spiaggia mare praia küste lighthouse island cliff reef",
    "ship": "ship boat trawler ferry submarine deck yacht schooner barco bateau navire schiff kajüte boot nave barca navio",
    "water": "river lake lakeside riverbank pond creek canal swamp río lago rivière lac fluss ufer fiume rio",
    "forest": "forest woods wood jungle grove bosque selva forêt wald foresta floresta garden park jardín parque jardin garten "
    "giardino jardim orchard cemetery graveyard",
    "street": "street city downtown square traffic highway avenue alley sidewalk parking garage bridge rooftop boulevard "
    "intersection strasse straße stadt rue ville calle ciudad strada città rua cidade",
    "meadow": "field meadow farm village hill yard countryside barn pasture road ranch prairie campo aldea granja pueblo champ "
    "ferme feld wiese dorf bauernhof fattoria villaggio vila fazenda",
    "wind": "mountain mountains desert plain canyon tundra glacier steppe ruins battlefield tower summit montaña desierto "
    "montagne désert berg wüste gebirge montagna deserto montanha",
}
"""Kinds of place and their words; the first that fits, fits best: a police station is an office, a train station no train."""
_WORDS = [(kind, frozenset(names.split())) for kind, names in _KINDS.items()]


def words_of(heading: str) -> frozenset[str]:
    """The words of a heading, without regard to case."""
    return frozenset("".join(char if char.isalpha() else " " for char in heading.casefold()).split())


def is_outside(heading: str) -> bool:
    """Whether a scene heading says EXT before INT."""
    return heading.strip().upper().startswith(("EXT", "E."))


def kind_of_place(heading: str) -> str:
    """The kind of place a heading names: a key of its table, or ""."""
    words = words_of(heading)
    return next((kind for kind, names in _WORDS if words & names), "")


_PLAIN_WORDS = (
    "room bedroom kitchen living dining bathroom hallway corridor house home apartment flat attic study library stairwell cellar basement "
    "hotel motel cabin tent closet warehouse hangar hall museum gym garage prison cell lobby backyard outside outdoors inside "
    "cocina habitación casa küche zimmer wohnung haus cuisine chambre maison cucina camera stanza cozinha quarto"
)
"""Places that sound like any room, or like open air, and some that only `dialogue.room_of` tells apart."""


def unknown_place(heading: str) -> str | None:
    """Why nobody knows how a place sounds, with places that are known; None for one that is."""
    if kind_of_place(heading) or words_of(heading) & set(_PLAIN_WORDS.split()):
        return None
    known = ", ".join(sorted({*_KINDS} - {"surf", "wind"} | {"beach", "mountain", "room"}))
    return f"nothing is known of how '{heading}' sounds; known are {known}, and words like them, with INT. or EXT. before them"
