"""Says in English what kind of place a location is, when the script names it in another language."""

from activities.shots.words import found, table

_PLACES = table(
    {
        "kitchen": "cocina cuisine küche cucina cozinha",
        "bedroom": "dormitorio recámara habitación chambre schlafzimmer quarto",
        "living room": "sala salón salon wohnzimmer soggiorno salotto",
        "bathroom": "baño toilettes badezimmer bagno banheiro",
        "office": "oficina despacho büro ufficio escritório",
        "bakery": "panadería panaderia boulangerie bäckerei panetteria padaria forno",
        "café": "cafetería cafeteria kaffeehaus caffè",
        "bar": "cantina taberna taverne kneipe osteria boteco",
        "restaurant": "restaurante ristorante gaststätte",
        "shop": "tienda boutique magasin laden geschäft negozio bottega loja mercería",
        "market": "mercado marché markt mercato",
        "church": "iglesia église kirche chiesa igreja capilla chapelle kapelle",
        "hospital": "hôpital krankenhaus ospedale clínica clinique klinik",
        "school": "escuela école schule scuola escola aula classe klassenzimmer",
        "library": "biblioteca bibliothèque bibliothek",
        "station": "estación gare bahnhof stazione estação andén quai bahnsteig",
        "train": "tren zug treno trem vagón wagon abteil scompartimento",
        "car": "coche automóvil voiture wagen macchina carro",
        "ship": "barco bateau schiff nave navio",
        "house": "casa maison haus hogar",
        "corridor": "pasillo couloir flur corridoio corredor",
        "staircase": "escalera escalier treppe treppenhaus escada",
        "attic": "desván ático grenier dachboden soffitta sótão",
        "cellar": "sótano cave keller cantina porão",
        "street": "calle rue straße strasse gasse strada via rua callejón ruelle",
        "square": "plaza place platz piazza praça",
        "city": "ciudad ville stadt città cidade",
        "village": "pueblo aldea village dorf paese villaggio aldeia",
        "forest": "bosque selva forêt wald bosco foresta floresta",
        "beach": "playa plage strand spiaggia praia",
        "sea": "mar mer meer mare océano océan ozean oceano",
        "harbour": "puerto port hafen porto muelle",
        "lighthouse": "faro phare leuchtturm farol",
        "river": "río rivière fluss fiume rio fleuve",
        "lake": "lago lac see",
        "mountain": "montaña montagne berg montagna montanha",
        "field": "campo champ feld prado pré wiese prato",
        "garden": "jardín jardin garten giardino jardim patio hof cortile",
        "desert": "desierto désert wüste deserto",
        "rooftop": "azotea tejado toit dach tetto telhado",
        "bridge": "puente pont brücke ponte",
        "road": "carretera camino route chemin weg autostrada estrada",
        "cemetery": "cementerio cimetière friedhof cimitero cemitério",
        "castle": "castillo château schloss burg castello castelo",
        "theatre": "teatro théâtre theater",
        "hotel": "hôtel albergo posada auberge gasthof",
        "prison": "cárcel prisión gefängnis carcere prigione prisão",
        "cave": "cueva grotte höhle grotta caverna",
        "workshop": "taller atelier werkstatt officina oficina_mecânica",
    }
)


def in_english(location: str) -> str:
    """The kinds of place a location names in another language, in English; "" when it names none."""
    return ", ".join(dict.fromkeys(found(location, _PLACES)))
