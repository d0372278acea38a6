"""The words for how people look, in the languages scripts are often written in (English, German, French, Spanish, Italian, Portuguese)."""

from dataclasses import dataclass

from activities.images.drawing.words import word_table

COLOUR_WORDS = word_table("""
red: red, scarlet, crimson, rot, rote, roten, roter, rotes, rouge, rojo, roja, rosso, rossa, vermelho, vermelha, ginger, auburn,
 rouges, rojos, rojas, rossi, rosse, vermelhos, vermelhas, roux
orange: orange, naranja, arancione, laranja
yellow: yellow, gelb, gelbe, gelben, gelber, gelbes, jaune, amarillo, amarilla, giallo, gialla, amarelo, golden, gold, mustard,
 jaunes, amarillos, amarillas, gialli, gialle, amarela, amarelos, dore, doree, dorado, dorada, goldene, goldenen
green: green, olive, grun, grune, grunen, gruner, grunes, vert, verte, verde,
 verts, vertes, verdes, verdi, emerald
teal: teal, turquoise, turkis, cyan, turquesa
blue: blue, blau, blaue, blauen, blauer, blaues, bleu, bleue, azul, blu, azzurro,
 bleus, bleues, azules, azuis, azzurra, azzurri, himmelblau, hellblau
navy: navy, dunkelblau, marine
purple: purple, violet, lilac, lila, violett, mauve, morado, viola, roxo,
 violette, violets, morada, violettes, roxa, lilafarbene
pink: pink, rose, rosa
brown: brown, tan, braun, braune, braunen, brauner, braunes, brun, brune, marron, marrone, castanho, chestnut,
 bruns, brunes, castano, castana, castanos, castani, castana, castanhos, castanhas, marroni
black: black, schwarz, schwarze, schwarzen, schwarzer, schwarzes, noir, noire, negro, negra, nero, nera, preto, preta,
 noirs, noires, negros, negras, neri, nere, pretos, pretas
grey: grey, gray, silver, grau, graue, grauen, grauer, graues, gris, grise, grigio, grigi, cinza,
 grises, grigia, grigie, cinzento, cinzenta, cinzentos, grisonnants
white: white, weiss, weisse, weissen, weisser, weisses, blanc, blanche, blanco, blanca, bianco, bianca, branco, branca,
 blancs, blanches, blancos, blancas, bianchi, bianche, brancos, brancas
beige: beige, cream, khaki, sand
blonde: blonde, blond, fair, rubio, rubia, biondo, bionda, biondi, loiro, loira,
 blonds, blondes, rubios, rubias, bionde, loiros, loiras, blonden, blondes haar
dark: dark, dunkel, dunkle, dunklen, fonce, oscuro, scuri, escuro,
 dunkler, dunkles, dunklem, fonces, sombre, sombres, oscura, oscuros, scuro, scura, escura, escuros
""")
COLOUR_TINTS: dict[str, int] = {
    "red": 0xB83A32, "orange": 0xD9793A, "yellow": 0xE3B23C, "green": 0x5B8250, "teal": 0x2F8582, "blue": 0x3F6FA8, "navy": 0x28385E,
    "purple": 0x72508F, "pink": 0xD98A9C, "brown": 0x7A5236, "black": 0x2B292E, "grey": 0x868689, "white": 0xEFEAE0, "beige": 0xD3BF9A,
    "dark": 0x34323A,
}  # fmt: skip
MATERIAL_WORDS = word_table("""
denim: denim, jeans jacke, jeansjacke, jean
leather: leather, leder, lederne, ledernen, lederjacke, ledermantel, cuir, cuero, cuoio, pelle, couro
tweed: tweed, corduroy, cord
""")
MATERIAL_TINTS: dict[str, int] = {"denim": 0x4A6688, "leather": 0x5C4030, "tweed": 0x85765A}
"""What something is coloured like of which only the material is told."""
HAIR_TINTS: dict[str, int] = {
    "black": 0x221E22, "dark": 0x35271F, "brown": 0x5A3B26, "chestnut": 0x7A4628, "blonde": 0xD8B06A, "red": 0xA84B24, "orange": 0xB5592A,
    "grey": 0x9C9894, "white": 0xE6E2DA, "yellow": 0xDDB867, "blue": 0x4A6FA0, "pink": 0xD483A0, "purple": 0x7A5A9C, "green": 0x5F8A60,
}  # fmt: skip
SKIN_TINTS: dict[str, int] = {
    "pale": 0xF4D6C0, "fair": 0xEBBF9F, "warm": 0xDDA67F, "olive": 0xC99670, "tan": 0xB67D56, "brown": 0x95603F, "deep": 0x70452F,
    "dark": 0x563424,
}  # fmt: skip
SKIN_WORDS = word_table("""
pale: pale, blass, bleich, pallid, palida, pallido
dark: dark skinned, dark-skinned, black woman, black man, african, schwarze haut
brown: brown skinned, brown-skinned, indian, south asian
tan: tanned, sunburnt, weathered, wettergegerbt, bronzed
olive: olive skinned, mediterranean, latina, latino
""")
HAIR_WORDS = word_table("""
hair: hair, haired, haar, haare, haaren, haarige, cheveux, chevelure, pelo, cabello, capelli, cabelo, cabelos, beard, bart, barbe,
 moustache, mustache, schnurrbart, bigote, baffi, bigode
""")["hair"]
HAIRDO_WORDS = word_table("""
hairdo: braid, braids, plait, plaits, pigtails, ponytail, curls, bun, dreadlocks, zopf, zopfe, locken, pferdeschwanz, dutt, tresse, tresses,
 nattes, couettes, boucles, chignon, trenza, trenzas, coleta, coletas, rizos, treccia, trecce, riccioli, ricci, tranca, trancas, cachos
""")["hairdo"]
"""Hair by how it is worn; what lies about hair may also be cloth, so that a colour must stand right by these."""
HAIR_LENGTH_WORDS = word_table("""
short: short, cropped, kurz, kurze, kurzem, kurzen, kurzes, court, courts, corto, corta, corti, curto, curtos
long: long, lang, lange, langem, langen, langes, longs, largo, larga, lungo, lunghi, longo, longos
""")
HAIR_STYLE_WORDS = word_table("""
bald: bald, kahl, glatze, kahlkopfig, chauve, calvo, calva, careca, shaved head
long: long hair, lange haare, langes haar, langen haaren, cheveux longs, pelo largo, capelli lunghi, long haired, cabelo longo
curly: curly, curls, locken, lockig, boucles, frise, rizado, ricci, afro, cacheado,
 curled, frises, rizos, rizada, riccia, cacheados, lockige, lockigen, lockiges
wavy: wavy, wellig, ondule, ondulado
bun: bun, dutt, chignon, mono alto, topknot
ponytail: ponytail, pferdeschwanz, queue de cheval, coleta, coda di cavallo
braid: braid, braids, plait, zopf, tresse, trenza, treccia,
 cornrows, dreadlocks, dreads, zopfe, trenzas, trecce, trancas
pigtails: pigtails, zopfe, couettes
bob: bob, pagenkopf, carre
crop: buzz cut, crew cut, buzzcut, short hair, short haired, kurze haare, kurzen haaren, cheveux courts, pelo corto
slick: slicked, pomade, gegelt
tousled: tousled, messy hair, unkempt, zerzaust, dishevelled, disheveled
""")
HAIR_PERSON_WORDS = word_table("""
blonde: blonde, blond, blondine, rubia, rubio, bionda, loira
red: redhead, redheaded, rousse, roux, rothaarig, pelirroja, pelirrojo
grey: grauhaarig, grauhaarige, greying
brown: brunette, castana
""")
BEARD_WORDS = word_table("""
full: beard, bearded, bart, vollbart, bartig, bartiger, barbe, barbu, barba, barbudo, barbuto
moustache: moustache, mustache, schnurrbart, bigote, baffi, bigode
goatee: goatee, spitzbart, bouc, perilla
stubble: stubble, unshaven, unrasiert, stoppeln
shaven: clean shaven, shaven, glattrasiert, rasiert, imberbe
""")
GLASSES_WORDS = word_table("""
glasses: glasses, spectacles, brille, lunettes, gafas, lentes, occhiali, oculos, bespectacled
""")
HAT_WORDS = word_table("""
fedora: hat, fedora, hut, chapeau, sombrero, cappello, chapeu
cap: cap, kappe, mutze, schirmmutze, casquette, gorra, berretto, baseball cap
beanie: beanie, wool hat, woollen hat, wollmutze, strickmutze, bonnet, gorro
straw: straw hat, strohhut, chapeau de paille
cowboy: cowboy hat, stetson, cowboyhut
scarf: headscarf, hijab, kopftuch, foulard, veil, schleier
crown: crown, krone, couronne, corona, tiara
peaked: peaked cap, uniform cap, dienstmutze, kepi
toque: chef hat, toque, kochmutze
hood: hooded, kapuze, capuche, capucha
helmet: helmet, helm, casque, casco, hard hat
""")
BUILD_WORDS = word_table("""
stout: fat, stout, heavy, heavyset, chubby, plump, round, dick, dicke, dicker, rundlich, gros, grosse femme, gordo, gorda, grasso,
 burly, stammig
thin: thin, slim, slender, skinny, lean, gaunt, lanky, wiry, dunn, schlank, hager, mince, maigre, delgado, delgada, magro, magra
strong: muscular, strong, broad, brawny, athletic, kraftig, muskulos, musclé, fuerte, robust
""")
TALL_WORDS = word_table("""
tall: tall, towering, gross, grosser, hochgewachsen, grand, grande, alto, alta
short: short man, short woman, small, tiny, petite, klein, kleine, kleiner, petit, bajo, baja, basso, piccolo
""")
GARMENT_WORDS = word_table("""
coat: coat, overcoat, raincoat, trenchcoat, trench, parka, mantel, regenmantel, manteau, impermeable, abrigo, gabardina, cappotto,
 casaco
jacket: jacket, blazer, jacke, veste, chaqueta, giacca, jaqueta, oilskin
suit: suit, tuxedo, anzug, costume, traje, completo, terno
dress: dress, gown, kleid, robe, vestido, vestito, abito,
 nightgown, nightdress, sundress, nachthemd, chemise de nuit, camison
sweater: sweater, jumper, pullover, pulli, jersey, maglione, sueter, turtleneck, strickpullover,
 pull, pull-over, strickpulli
cardigan: cardigan, strickjacke, gilet, shawl, schultertuch, châle, chal, scialle, xale
shirt: shirt, hemd, chemise, camisa, camicia,
 pyjamas, pajamas, pyjama, schlafanzug, pijama, pigiama
blouse: blouse, bluse, blusa
tee: t-shirt, tshirt, tee, camiseta, maglietta,
 scrubs, tank top, trikot, maillot
hoodie: hoodie, sweatshirt, kapuzenpullover, sudadera,
 tracksuit, track suit, jogging suit, trainingsanzug, survetement, chandal, tuta
vest: vest, waistcoat, weste, chaleco, panciotto
dungarees: dungarees, overalls, jumpsuit, coverall, boiler suit, latzhose, salopette, overall
apron: apron, schurze, tablier, delantal, grembiule, avental
cassock: cassock, habit, kutte, soutane, sotana
robe: robes, cloak, umhang, cape, toga, black robe, schwarze robe, schwarzer robe, schwarzen robe,
 judicial robe, talar, richterrobe, robe noire, robe de magistrat, hooded cloak, manto
uniform: uniform, uniforme, divisa
labcoat: lab coat, white coat, kittel, arztkittel, blouse blanche, bata blanca
spacesuit: spacesuit, space suit, eva suit, pressure suit, raumanzug, combinaison spatiale, traje espacial
trousers: trousers, pants, jeans, hose, pantalon, pantalones, pantaloni, calca
skirt: skirt, rock, jupe, falda, gonna, saia
""")

ROBOT_WORDS = word_table("""
robot: robot, android, droid, cyborg, roboter, androide, automa, robô, робот, 机器人
""")


@dataclass(frozen=True)
class Dress:
    """Working clothes; None keeps the person's own colour."""

    top: str
    top_tint: int | None = None
    under_tint: int | None = None
    bottom_tint: int | None = None
    hat: str = ""
    hat_tint: int | None = None


OCCUPATION_WORDS = word_table("""
doctor: doctor, dr, surgeon, scientist, arzt, arztin, doktor, docteur, medecin, medico, medica, dottore
nurse: nurse, krankenschwester, pfleger, infirmiere, enfermera, infermiera
police: police, policeman, policewoman, cop, constable, officer, sheriff, guard, polizist, polizistin, policier, policia, poliziotto,
 wache
priest: priest, vicar, pastor, monk, father, priester, pfarrer, monch, pretre, cura, sacerdote, prete, padre, nun, nonne
cook: chef, cook, koch, kochin, cuisinier, cocinero, cuoco, cozinheiro
baker: baker, backer, backerin, boulanger, boulangere, panadero, panadera, fornaio
waiter: waiter, waitress, bartender, barkeeper, barman, barista, kellner, kellnerin, serveur, serveuse, camarero, camarera, cameriere,
 garcom, butler, diener, majordome, mayordomo, maggiordomo
soldier: soldier, sergeant, general, lieutenant, soldat, soldado, soldato
captain: captain, kapitan, capitaine, capitan, capitano, capitao
sailor: sailor, fisherman, fisher, keeper, matrose, fischer, leuchtturmwarter, marin, pecheur, gardien, marinero, pescador, marinaio
detective: detective, inspector, investigator, detektiv, kommissar, kommissarin, inspecteur, commissaire, detektivin, ispettore
farmer: farmer, shepherd, peasant, bauer, bauerin, hirte, fermier, paysan, granjero, campesino, contadino
astronaut: astronaut, cosmonaut, pilot, astronautin, astronaute, astronauta
king: king, queen, prince, princess, konig, konigin, prinz, prinzessin, roi, reine, rey, reina, rei, rainha
mechanic: mechanic, worker, engineer, plumber, technician, stagehand, janitor, mechaniker, arbeiter, mecanicien, mecanico, meccanico, miner
judge: judge, magistrate, richter, richterin, juge, juez, jueza, giudice, juiz, juiza
boss: boss, manager, clerk, lawyer, banker, mayor, chef de, anwalt, anwaltin, avocat, abogado, avvocato, burgermeister,
 prosecutor, attorney, solicitor, staatsanwalt, staatsanwaltin, procureur, fiscal
""")
OCCUPATIONS: dict[str, Dress] = {
    "doctor": Dress("labcoat", 0xECEBE6, 0x7FA3B5),
    "nurse": Dress("tee", 0x6FA5A0, 0xECEBE6, 0x6FA5A0),
    "police": Dress("uniform", 0x2B3A5C, 0xC9CCD2, 0x263250, "peaked", 0x233050),
    "priest": Dress("cassock", 0x2A272C, 0xF2EEE6),
    "cook": Dress("apron", 0xEDE8DE, 0xF4F1EA, 0x4A4A52, "toque", 0xF3F0E8),
    "baker": Dress("apron", None, 0xF1EADB, 0x6B5B4B),
    "waiter": Dress("vest", 0x2E2B30, 0xF1ECE2, 0x2B292E),
    "soldier": Dress("uniform", 0x5F6645, 0x4A5036, 0x565C40, "helmet", 0x545A3E),
    "captain": Dress("uniform", 0x24304F, 0xEDE6D2, 0x24304F, "peaked", 0xEEEAE0),
    "sailor": Dress("sweater", 0x2F4A63, 0xE8DFCB, 0x3A3F48, "beanie"),
    "detective": Dress("coat", 0xB79B6C, 0xE9E2D2, 0x4A4440, "fedora", 0x5A4A3A),
    "farmer": Dress("dungarees", 0x4F6A8C, 0xB5473C, 0x4F6A8C, "straw", 0xD9B566),
    "astronaut": Dress("spacesuit", 0xE4E3DF, 0xD9793A, 0xE4E3DF),
    "king": Dress("robe", 0x7C2F45, 0xE3C266, None, "crown", 0xE0B84A),
    "mechanic": Dress("dungarees", 0x44597A, 0x8A8F96, 0x44597A, "cap", 0xB8552F),
    "judge": Dress("robe", 0x2A272C, 0xF2EEE6),
    "boss": Dress("suit", 0x3A3D4A, 0xF0ECE4, 0x3A3D4A),
}
