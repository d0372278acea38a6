"""The words for people without a name, in the languages of `vocabulary`."""

from activities.images.drawing.words import word_table

CROWD_WORDS = word_table("""
soldiers: soldiers, troops, soldaten, soldats, soldados, soldati, солдаты, 士兵, 兵士
crowd: crowd, people, guests, audience, onlookers, spectators, passengers, villagers, townspeople, mourners, customers,
 menschenmenge, leute, gäste, publikum, zuschauer, passagiere, foule, gens, invités, public, spectateurs, passagers,
 multitud, gente, invitados, público, pasajeros, folla, invitati, pubblico, passeggeri, multidão, convidados, passageiros,
 толпа, люди, гости, 人群, 客人, 群衆
""")
