"""Things named in the action: what is on the set, and what deserves a shot of its own."""

import re

from activities.shots.words import found, found_at, table

_HANDHELD: dict[str, str] = {
    "letter": "letter envelope carta lettre enveloppe de:brief umschlag lettera busta",
    "lantern": "lantern lanterns linterna farol lanterne laterne lanterna",
    "flashlight": "flashlight flashlights taschenlampe taschenlampen lampe_torche lampe_de_poche torcia_elettrica",
    "candle": "candle candles vela velas bougie kerze kerzen candela",
    "phone": "phone telephone cellphone smartphone teléfono móvil téléphone fr:portable telefon de:handy telefono telefone celular",
    "book": "book books libro libros livre buch bücher libri livro",
    "notebook": "notebook diary en:journal logbook cuaderno diario carnet cahier notizbuch tagebuch quaderno caderno",
    "photograph": "photo photos photograph photographs polaroid foto fotografía photographie fotografie",
    "map": "map maps mapa carte_routière landkarte mappa",
    "newspaper": "newspaper newspapers periódico zeitung fr:journal giornale jornal",
    "cup": "cup mug teacup taza tasse tazza xícara coffee tea es:café it:caffè pt:café kaffee tee thé tasse_de",
    "glass": "wineglass tumbler glass_of glass_in his_glass her_glass de:glas de:weinglas es:vaso copa verre bicchiere copo",
    "bottle": "bottle bottles botella bouteille flasche bottiglia garrafa",
    "plate": "plate plates plato assiette teller piatto prato",
    "bread": "bread loaf loaves dough es:pan es:masa fr:pain pâte brot teig pane impasto pão baguette",
    "pie": "en:pie en:pies tarte",
    "fork": "fork forks spoon spoons tenedor cuchara fourchette cuillère gabel löffel forchetta cucchiaio garfo colher",
    "cake": "cake cakes tarta pastel gâteau kuchen torta pt:bolo",
    "apple": "apple apples manzana pomme apfel mela maçã",
    "knife": "knife blade dagger cuchillo navaja couteau messer coltello faca",
    "gun": "gun pistol revolver pistola pistole es:arma it:arma",
    "rifle": "rifle rifles shotgun musket winchester fusil gewehr flinte escopeta fucile espingarda",
    "sword": "sword swords espada épée schwert spada",
    "key": "key keys llave llaves clé clef schlüssel chiave chave",
    "watch": "watch wristwatch stopwatch pocketwatch reloj montre armbanduhr taschenuhr orologio relógio",
    "ring": "en:ring necklace locket bracelet anillo collar anneau collier halskette anello collana anel",
    "coin": "en:coin coins moneda monedas münze münzen moneta moeda",
    "money": "money cashnotes dinero billetes argent geld geldscheine soldi denaro dinheiro",
    "flower": "flower flowers roses bouquet flor flores fleur fleurs blume blumen fiore fiori",
    "radio": "radio walkie-talkie transmitter funkgerät rádio",
    "camera": "camera cámara caméra kamera fotocamera câmera",
    "suitcase": "suitcase suitcases briefcase luggage maleta maletín valise koffer valigia pt:mala",
    "bag": "shopping_cart shopping_trolley bag backpack handbag satchel purse bolsa bolso mochila fr:sac tasche rucksack borsa zaino",
    "box": "box boxes crate crates parcel package caja paquete boîte paquet kiste schachtel paket scatola pacco caixa",
    "umbrella": "umbrella umbrellas paraguas parapluie regenschirm ombrello guarda-chuva",
    "hat": "en:hat en:cap sombrero gorra chapeau de:hut mütze cappello chapéu",
    "ticket": "ticket tickets billete boleto billet fahrkarte biglietto bilhete",
    "laptop": "laptop computer keyboard ordenador computadora ordinateur rechner",
    "compass": "compass brújula boussole kompass bussola",
    "telescope": "telescope binoculars spyglass telescopio prismáticos télescope jumelles fernrohr fernglas binocolo",
    "violin": "violin fiddle violín violon geige violino",
    "guitar": "guitar guitarra guitare gitarre chitarra violão",
    "rope": "rope ropes cuerda soga corde seil corda",
    "axe": "axe hatchet hacha hache axt ascia machado",
    "hammer": "hammer martillo marteau martello",
    "skull": "skull cráneo calavera crâne schädel teschio",
    "doll": "doll teddy muñeca poupée puppe bambola boneca",
    "ball": "en:ball football pelota balón balle ballon palla bola",
}
_STANDING: dict[str, str] = {
    "lamp": "lamp lamps lámpara lampe lampada lâmpada",
    "door": "door doors doorway puerta porte tür porta",
    "window": "window windows ventana fenêtre fenster finestra janela",
    "table": "table tables mesa tisch tavolo",
    "chair": "chair chairs armchair stool silla chaise stuhl sedia cadeira",
    "bed": "bed cama fr:lit bett letto",
    "desk": "desk escritorio fr:bureau schreibtisch scrivania",
    "counter": "counter mostrador comptoir theke bancone balcão",
    "oven": "oven stove horno fr:four ofen forno",
    "fire": "fire fireplace campfire bonfire flames hearth fuego hoguera feu cheminée feuer kamin fuoco camino fogo",
    "clock": "clock clocks reloj_de pendule wanduhr",
    "mirror": "mirror espejo miroir spiegel specchio espelho",
    "piano": "piano klavier pianoforte",
    "television": "television tv televisión télévision fernseher televisore televisão",
    "bell": "bell bells campana cloche glocke sino",
    "stairs": "stairs staircase stairway escalera escaliers treppe it:scale escada",
    "flag": "flag flags banner bandera drapeau flagge bandiera bandeira",
    "tree": "tree trees árbol arbre baum albero árvore",
}
_LARGE: dict[str, str] = {
    "motorcycle": "motorcycle motorbike motocicleta moto motorrad",
    "car": "car cars taxi cab coche automóvil voiture auto wagen macchina pt:carro",
    "bus": "bus buses autobús autocar autobus",
    "carriage": "carriage carriages stagecoach de:kutsche carruaje diligencia calèche carrozza carruagem",
    "wagon": "en:wagon en:wagons en:cart oxcart carreta charrette de:karren carro_de_bueyes it:carretto carroça",
    "truck": "truck lorry van camión camion lastwagen caminhão",
    "bicycle": "bicycle bike bicicleta vélo fahrrad",
    "boat": "boat boats rowboat dinghy canoe barca bote bateau de:boot barco",
    "ship": "ship ships vessel trawler schooner freighter barco_grande navire schiff it:nave navio",
    "train": "train trains locomotive railway_car railway_carriage train_car sleeping_car dining_car tren zug treno trem",
    "plane": "plane airplane aircraft helicopter avión avion flugzeug aereo avião",
    "spaceship": "spaceship rocket spacecraft nave_espacial vaisseau raumschiff astronave",
    "horse": "horse horses caballo cheval pferd cavallo cavalo",
    "dog": "dog dogs puppy perro chien hund it:cane cachorro",
    "cat": "cat cats kitten gato fr:chat katze gatto",
    "bird": "bird birds gull gulls crow crows raven owl pájaro gaviota oiseau vogel möwe uccello gabbiano pássaro",
    "hologram": "hologram holograms hologramm hologramme holograma ologramma",
    "robot": "robot robots android roboter",
}
_COMPANY = table(
    {
        "soldiers": "soldiers troops infantry soldados tropas soldats soldaten truppen soldati",
        "crowd": "en:people crowd crowds audience guests onlookers spectators bystanders passengers villagers townspeople townsfolk "
        "mourners customers patrons dancers passers-by pedestrians worshippers congregation protesters partygoers es:gente multitud "
        "muchedumbre invitados pasajeros aldeanos espectadores clientes vecinos foule gens invités passagers villageois spectateurs "
        "clients passants menge menschenmenge leute gäste zuschauer passagiere fahrgäste dorfbewohner passanten kunden trauergäste folla "
        "it:gente invitati passeggeri spettatori clienti passanti multidão pt:gente convidados passageiros aldeões espectadores",
    }
)
"""Those without a name who are there too."""
_FIXTURES = frozenset({"piano"})
_WORDS = table({**_HANDHELD, **_STANDING, **_LARGE})
_HANDLING = table(
    {
        "handles": "picks pick lifts takes holds holding opens opening reads reading lights unfolds finds drops clutches grips "
        "hands places puts sets pours rings glows "
        "ticks turns lies rests hangs pulls draws raises lowers examines studies slides writes burns trembles flickers buzzes "
        "falls shatters winds "
        "presses points "
        "coge toma abre lee enciende saca deja pone sostiene encuentra agarra levanta prend ouvre lit allume pose tient trouve "
        "sort nimmt öffnet liest "
        "hält legt zündet findet zieht prende apre legge accende posa tiene trova pega lê acende"
    }
)
_SHOWN_THING = re.compile(r"^(?:A|An|The|His|Her|Un|Una|El|La|Le|Une|Der|Die|Das|Ein|Eine|Il|Uno|O|Um|Uma)\s", re.IGNORECASE)


def props_in(text: str, language: str = "en") -> list[str]:
    """English names of the things a text speaks of, each once, in order."""
    return list(dict.fromkeys(found(text, _WORDS, language)))


def named_props(text: str, language: str = "en") -> list[tuple[int, int, str]]:
    """Where a text names things, and their English names; see `found_at`."""
    return found_at(text, _WORDS, language)


def is_handheld(prop: str) -> bool:
    """Whether a thing is small enough for an insert."""
    return prop in _HANDHELD


def is_worn(prop: str) -> bool:
    """Whether people wear a thing, so that it is theirs and not one of the set."""
    return prop in {"hat", "watch", "ring"}


def is_large(prop: str) -> bool:
    """Whether a thing fills a full shot: vehicles and animals."""
    return prop in _LARGE


def fixtures_in(text: str, language: str = "en") -> list[str]:
    """Those things of a text that are furniture no set has by itself: once named, they stand there all through the scene."""
    return [prop for prop in props_in(text, language) if prop in _FIXTURES]


def company_in(text: str, language: str = "en") -> list[str]:
    """Whether a scene's action tells of people without a name: "crowd", "soldiers"; they are there all through the scene."""
    return list(dict.fromkeys(found(text, _COMPANY, language)))[:1]


def insert_in(text: str, language: str = "en") -> str:
    """The thing of a piece of action that deserves an insert: small and handled, or what its sentence is about; "" when there is none."""
    small = [prop for prop in props_in(text, language) if prop in _HANDHELD]
    if not small:
        return ""
    is_handled = bool(found(text, _HANDLING, language))
    opens_sentence = bool(_SHOWN_THING.match(text)) and bool(props_in(" ".join(text.split()[:4]), language))
    return small[0] if is_handled or opens_sentence else ""
