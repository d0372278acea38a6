"""The words that name vehicles and horses, and those that say they are under way.

English, German, French, Spanish, Italian and Portuguese.
"""

from activities.images.drawing.words import word_table

TRAFFIC_WORDS = word_table("""
car: car, cars, taxi, cab, automobile, limousine, sedan, auto, voiture, coche, macchina, automovil, carro
truck: truck, lorry, lkw, lastwagen, camion, camión, caminhao
bus: bus, buses, autobus, autocar, onibus
motorcycle: motorcycle, motorbike, motorrad, moto, motocicleta
bicycle: bicycle, bicycles, bike, fahrrad, velo, bicicleta, bici
carriage: carriage, stagecoach, hansom, kutsche, caleche, diligencia, carruaje, carrozza, carruagem
wagon: wagon, wagons, covered wagon, ox cart, oxcart, horse cart, wagon train, charrette, carreta, carretto, carroca, planwagen
boat: boat, rowboat, dinghy, canoe, boot, ruderboot, barque, barca, bote, barco
ship: ship, steamer, schooner, galleon, freighter, schiff, dampfer, navire, paquebot, buque, nave, navio
train: train, locomotive, lokomotive, zug, dampflok, tren, treno, locomotora, locomotiva, trem
plane: plane, airplane, aeroplane, aircraft, biplane, flugzeug, avion, aereo, aviao
spaceship: spaceship, starship, spacecraft, rocket, raumschiff, vaisseau spatial, nave espacial, astronave
robot: robot, android, roboter
horse: horse, horses, stallion, mare, pferd, cheval, chevaux, caballo, cavallo, cavalo
""")
UNDER_WAY_WORDS = word_table("""
fast: gallops, galloping, galloped, races, racing, speeds, speeding, roars, thunders, hurtles, galoppiert, galope, galopa, galoppa, rast,
 fonce, corre
going: drives, driving, drove, rides, riding, rode, rolls, rolling, passes, passing, arrives, arriving, approaches, approaching, leaves,
 departs, pulls, crosses, sails, sailing, flies, flying, lands, takes off, trots, cycles, pedals, carries him, carries her, moves off,
 fahrt, fahren, reitet, rollt, nahert, kommt an, segelt, fliegt, landet, roule, arrive, passe, chevauche, s'approche, navigue, vole, pasa,
 llega, cabalga, rueda, acerca, navega, vuela, aterriza, passa, arriva, cavalca, avvicina, naviga, vola, chega, cavalga, voa
""")
RIDDEN = ("horse", "bicycle", "motorcycle")
DRIVEN = ("car", "carriage", "wagon", "truck", "bus")
SHOWN_ALREADY: dict[str, frozenset[str]] = {
    "airport": frozenset({"plane"}),
    "car": frozenset({"car"}),
    "harbour": frozenset({"ship", "boat"}),
    "plane": frozenset({"plane"}),
    "sea": frozenset({"ship", "boat"}),
    "ship": frozenset({"ship"}),
    "station": frozenset({"train"}),
    "train": frozenset({"train"}),
    "underground": frozenset({"train"}),
    "spaceship": frozenset({"spaceship"}),
}
"""What a set shows by itself."""
OF_THE_ERA: dict[str, dict[str, str]] = {
    "medieval": {"car": "wagon", "truck": "wagon", "bus": "wagon"},
    "western": {"car": "wagon", "truck": "wagon", "bus": "carriage"},
    "twenties": {"car": "old car"},
    "fifties": {"car": "fifties car"},
    "futuristic": {"ship": "spaceship"},
}
"""What a vehicle is in a film of another time."""
IN_SPACE = {"ship": "spaceship", "boat": "spaceship", "plane": "spaceship"}
"""What a vehicle is where there is no air."""
GARAGES = frozenset({"garage", "factory", "warehouse", "workshop", "field"})
"""Rooms in which vehicles and horses stand."""
