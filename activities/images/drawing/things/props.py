"""Things people handle, in metres, y upwards, the origin below the middle."""

from collections.abc import Callable
from itertools import pairwise

from activities.images.drawing.colour import Colour, darker, lighter
from activities.images.drawing.dyes import OWN, DyedPen
from activities.images.drawing.pen import Pen, box, limb, oval, shape, smooth
from activities.images.drawing.sets.fixtures import candle, glass
from activities.images.drawing.sets.furniture import chair, plant, table_lamp
from activities.images.drawing.things import animals, belongings
from activities.images.drawing.things.balls import football
from activities.images.drawing.words import word_table

PROP_WORDS = word_table("""
letter: letter, note, envelope, paper, document, telegram, brief, umschlag, zettel, lettre, papier, carta, sobre, lettera, письмо, 信,
 手紙
phone: phone, telephone, mobile, smartphone, cellphone, handy, telefon, téléphone, teléfono, móvil, telefono, telefone, телефон, 电话,
 電話
cup: cup, mug, coffee, tea, tasse, becher, kaffee, tee, café, taza, tazza, xícara, чашка, 杯
bottle: bottle, wine, whisky, whiskey, flasche, wein, bouteille, botella, bottiglia, garrafa, бутылка, 瓶
glass: glass, drink, beer, glas, bier, verre, bière, vaso, cerveza, bicchiere, birra, copo, стакан
gun: gun, pistol, revolver, weapon, pistole, waffe, pistolet, arme, pistola, arma, пистолет, 枪, 銃
rifle: rifle, shotgun, musket, carbine, winchester, gewehr, flinte, fusil, escopeta, fucile, espingarda, ружьё, 步枪
knife: knife, dagger, messer, dolch, couteau, cuchillo, coltello, faca, нож, 刀, ナイフ
sword: sword, blade, schwert, épée, espada, spada, меч, 剑, 剣
book: book, diary, notebook, bible, buch, tagebuch, livre, libro, livro, книга, 书, 本
photograph: photograph, photo, picture, portrait, foto, bild, fotografie, photographie, fotografía, fotografia, фото, 照片, 写真
map: map, chart, karte, landkarte, carte, mapa, mappa, карта, 地图, 地図
key: key, keys, schlüssel, clé, clef, llave, chiave, chave, ключ, 钥匙, 鍵
flashlight: flashlight, taschenlampe, lampe torche, lampe de poche, torcia elettrica, 手电筒
lantern: lantern, torch, oil lamp, laterne, fackel, lanterne, linterna, lanterna, фонарь, 灯笼
candle: candle, kerze, bougie, vela, candela, свеча, 蜡烛
lamp: lamp, lampe, lámpara, lampada, лампа, 灯
bag: bag, sack, purse, handbag, satchel, backpack, tasche, beutel, rucksack, sac, bolso, bolsa, mochila, borsa, zaino, сумка, 包, 鞄
suitcase: suitcase, briefcase, luggage, koffer, valise, maleta, valigia, mala, чемодан, 行李箱
hologram: hologram, hologramm, hologramme, holograma, ologramma, голограмма, 全息
piano: piano, klavier, pianoforte, пианино, 钢琴, ピアノ
flowers: flowers, flower, bouquet, rose, roses, blumen, blume, strauss, fleurs, fleur, flores, flor, fiori, fiore, цветы, 花
clock: clock, watch, uhr, wecker, horloge, montre, reloj, orologio, relógio, часы, 钟, 時計
umbrella: umbrella, regenschirm, schirm, parapluie, paraguas, ombrello, guarda-chuva, зонт, 伞, 傘
box: box, chest, crate, parcel, package, gift, present, kiste, schachtel, paket, geschenk, boîte, paquet, cadeau, caja, regalo,
 scatola, caixa
money: money, cash, coins, banknotes, geld, argent, billets, dinero, soldi, dinheiro, деньги, 钱, お金
bread: bread, loaf, brot, pain, pan, pane, pão, хлеб, 面包, パン
apple: apple, fruit, apfel, obst, pomme, manzana, mela, maçã, яблоко, 苹果, りんご
laptop: laptop, computer, notebook computer, rechner, ordinateur, ordenador, computadora, portatile, computador, ноутбук, 电脑
radio: radio, funkgerät, walkie talkie, transmitter, rádio, радио, 收音机, ラジオ
guitar: guitar, gitarre, guitare, guitarra, chitarra, violão, гитара, 吉他, ギター
ball: ball, football, ballon, pelota, balón, palla, pallone, bola, мяч, 球
hat: hat, hut, chapeau, sombrero, cappello, chapéu, шляпа, 帽子
newspaper: newspaper, zeitung, journal, periódico, giornale, jornal, газета, 报纸, 新聞
ticket: ticket, fahrkarte, billet, billete, boleto, biglietto, bilhete, билет, 票, 切符
coin: coin, münze, moneda, moneta, moeda, монета, 硬币
plate: plate, teller, assiette, plato, piatto, prato, тарелка, 盘子, 皿
cake: cake, pie, kuchen, torte, gâteau, tarte, tarta, pastel, torta, bolo, торт, 蛋糕, ケーキ
camera: camera, kamera, appareil photo, cámara, macchina fotografica, câmera, фотоаппарат, 相机, カメラ
compass: compass, kompass, boussole, brújula, bussola, bússola, компас, 指南针
telescope: telescope, binoculars, spyglass, fernrohr, fernglas, télescope, jumelles, telescopio, binocolo, телескоп, 望远镜
violin: violin, fiddle, geige, violine, violon, violín, violino, скрипка, 小提琴
axe: axe, hatchet, axt, hache, hacha, ascia, machado, топор, 斧
hammer: hammer, marteau, martillo, martello, martelo, молоток, 锤子
dog: dog, puppy, hund, chien, perro, cane, cachorro, собака, 狗, 犬
cat: cat, kitten, katze, chat, gato, gatto, кошка, 猫
bird: bird, gull, crow, raven, vogel, möwe, oiseau, pájaro, uccello, pássaro, птица, 鸟, 鳥
rope: rope, seil, corde, cuerda, corda, верёвка
ring: ring, anneau, anillo, anello, anel, кольцо, 戒指, 指輪
chair: chair, stuhl, chaise, silla, sedia, cadeira, стул, 椅子
plant: plant, flowerpot, pflanze, plante, planta, pianta, растение
bicycle: bicycle, bike, fahrrad, vélo, bicicleta, bici, велосипед, 自行车, 自転車
door: door, doors, doorway, tür, porte, puerta, porta, дверь, 门, ドア
doll: doll, teddy, toy, puppe, spielzeug, poupée, jouet, muñeca, juguete, bambola, giocattolo, boneca, кукла
skull: skull, bone, schädel, crâne, cráneo, teschio, crânio
""")


def prop_half_m(name: str) -> float:
    """Half the width of a prop, to frame it."""
    return {
        "bicycle": 0.85,
        "guitar": 0.3,
        "sword": 0.5,
        "rifle": 0.52,
        "umbrella": 0.5,
        "chair": 0.3,
        "bag": 0.2,
        "suitcase": 0.28,
        "piano": 0.78,
        "hologram": 0.46,
        "hologram globe": 0.48,
        "plant": 0.3,
        "map": 0.3,
        "rope": 0.25,
        "dog": 0.36,
        "door": 0.58,
        "cat": 0.22,
        "telescope": 0.24,
    }.get(name, 0.16)


def draw_prop(pen: Pen, name: str, dye: Colour | None = None) -> None:
    """Draw a prop by its name in `PROP_WORDS`, in the colour it is said to have."""
    _PROPS[name](DyedPen(pen, OWN[name], dye) if dye is not None and name in OWN else pen)


def _letter(pen: Pen) -> None:
    with pen.moved(0, 0.1, 1, -8):
        pen.fill(box(-0.15, -0.1, 0.15, 0.1, 0.005), 0xF2E9D6)
        pen.line([(-0.15, 0.1), (0, -0.02), (0.15, 0.1)], 0.006, 0xB8A88C)
        pen.fill(oval(0, -0.01, 0.026, 0.026), 0xA8332F)


def _phone(pen: Pen) -> None:
    with pen.moved(0, 0.1, 1, 12):
        pen.fill(box(-0.055, -0.1, 0.055, 0.1, 0.014), 0x24262C)
        pen.flat(box(-0.047, -0.086, 0.047, 0.086, 0.006), 0x8FC4D6)
        pen.flat(box(-0.035, 0.03, 0.02, 0.045), 0xFFFFFF, 0.8)
        pen.flat(box(-0.035, 0.0, 0.03, 0.015), 0xFFFFFF, 0.6)


def _cup(pen: Pen) -> None:
    pen.stroke(oval(0.075, 0.06, 0.03, 0.034), 0.014, 0xD9603F)
    pen.blend(
        smooth([(-0.07, 0.12), (0.07, 0.12), (0.055, 0.01), (-0.055, 0.01)], tension=0.5), ((-0.07, 0), (0.07, 0)), (0xE87A52, 0xB84A34)
    )
    pen.fill(oval(0, 0.12, 0.07, 0.018), 0x4A2E20)
    for x in (-0.02, 0.025):
        pen.line([(x, 0.16), (x + 0.02, 0.21), (x - 0.01, 0.27)], 0.01, 0xFFFFFF, alpha=0.35)


def _bottle(pen: Pen) -> None:
    path = smooth(
        [(-0.05, 0), (-0.052, 0.2), (-0.02, 0.27), (-0.018, 0.36), (0.018, 0.36), (0.02, 0.27), (0.052, 0.2), (0.05, 0)], tension=0.6
    )
    pen.blend(path, ((-0.05, 0), (0.05, 0)), (0x5A8A5C, 0x2A4A34))
    pen.fill(box(-0.05, 0.06, 0.05, 0.16), 0xEFE4C8)
    pen.flat(box(-0.036, 0.03, -0.026, 0.2), 0xFFFFFF, 0.35)


def _glass(pen: Pen) -> None:
    glass(pen, 0, 0)


def _gun(pen: Pen) -> None:
    with pen.moved(0, 0.08):
        pen.fill(shape((-0.16, 0.03), (0.08, 0.03), (0.1, -0.03), (-0.16, -0.025)), 0x34363C)
        pen.fill(shape((0.02, -0.02), (0.1, -0.02), (0.13, -0.13), (0.06, -0.14)), 0x5A3D2B)
        pen.stroke(oval(0.005, -0.045, 0.028, 0.025), 0.009, 0x34363C)


def _knife(pen: Pen) -> None:
    pen.fill(shape((-0.18, 0.05), (0.04, 0.075), (0.04, 0.035), (-0.1, 0.03)), 0xCED4D8)
    pen.block((0.04, 0.03, 0.16, 0.075), 0x4A3226, 1.0, 0.015)


def _sword(pen: Pen) -> None:
    pen.fill(shape((-0.5, 0.06), (-0.42, 0.085), (0.22, 0.085), (0.22, 0.035), (-0.42, 0.035)), 0xCED4D8)
    pen.line([(-0.45, 0.06), (0.2, 0.06)], 0.008, 0x8E979E)
    pen.block((0.22, -0.03, 0.26, 0.15), 0xC9A24A, 1.0, 0.01)
    pen.block((0.26, 0.035, 0.44, 0.085), 0x5A3D2B, 1.0, 0.02)


def _book(pen: Pen) -> None:
    pen.block((-0.15, 0, 0.15, 0.05), 0xF0E6D0)
    pen.fill(shape((-0.17, 0.045), (0.17, 0.045), (0.14, 0.12), (-0.14, 0.12)), 0x8A3A35)
    pen.fill(box(-0.17, 0.0, -0.15, 0.06), 0x7A302C)
    pen.stroke(shape((-0.11, 0.06), (0.11, 0.06), (0.09, 0.105), (-0.09, 0.105)), 0.006, 0xD9B451)


def _photograph(pen: Pen) -> None:
    with pen.moved(0, 0.11, 1, 6):
        pen.fill(box(-0.13, -0.11, 0.13, 0.11), 0xF6F0E4)
        pen.fill(box(-0.11, -0.08, 0.11, 0.09), 0xC9A98A)
        for x, tint in ((-0.04, 0x5A4034), (0.045, 0x3F4A5C)):
            pen.fill(oval(x, 0.025, 0.028, 0.032), 0xE8C4A4)
            pen.fill(smooth([(x - 0.05, -0.08), (x, 0.0), (x + 0.05, -0.08)]), tint)


def _map(pen: Pen) -> None:
    pen.fill(
        shape((-0.3, 0.02), (-0.1, 0.05), (0.1, 0.02), (0.3, 0.05), (0.27, 0.24), (0.09, 0.21), (-0.09, 0.24), (-0.27, 0.21)), 0xE8D6A8
    )
    pen.line([(-0.2, 0.08), (-0.05, 0.16), (0.1, 0.1), (0.2, 0.17)], 0.01, 0xB5473C)
    pen.fill(smooth([(-0.2, 0.14), (-0.1, 0.19), (-0.05, 0.12)]), 0x8FB08A)


def _key(pen: Pen) -> None:
    pen.stroke(oval(-0.08, 0.06, 0.04, 0.04), 0.018, 0xC9A24A)
    pen.line([(-0.04, 0.06), (0.12, 0.06)], 0.018, 0xC9A24A)
    for x in (0.08, 0.115):
        pen.block((x - 0.008, 0.02, x + 0.008, 0.06), 0xC9A24A)


def _lantern(pen: Pen) -> None:
    pen.stroke(oval(0, 0.3, 0.07, 0.06), 0.012, 0x3A3632)
    pen.block((-0.09, 0, 0.09, 0.04), 0x3A3632)
    pen.block((-0.075, 0.22, 0.075, 0.27), 0x3A3632, 1.0, 0.01)
    if "lamp" in pen.light.out:
        pen.fill(box(-0.07, 0.04, 0.07, 0.22), 0x6A7478, 0.9)
        return
    pen.flat(box(-0.07, 0.04, 0.07, 0.22), 0xFFD98A)
    pen.flat(smooth([(0, 0.17), (0.03, 0.09), (0, 0.06), (-0.03, 0.09)]), 0xFFF6DC)
    pen.glow(0, 0.13, 0.7, pen.light.lamp, 0.55 if pen.light.is_dark else 0.25)


def _candle(pen: Pen) -> None:
    pen.fill(oval(0, 0.01, 0.09, 0.02), 0xC9A24A)
    candle(pen, 0, 0.01, 0.2)


def _suitcase(pen: Pen) -> None:
    pen.stroke(smooth([(-0.1, 0.34), (-0.07, 0.44), (0.07, 0.44), (0.1, 0.34)], is_closed=False), 0.022, 0x5A3A26)
    pen.block((-0.28, 0, 0.28, 0.36), 0x9A623C, 1.0, 0.04)
    for x in (-0.18, 0.18):
        pen.block((x - 0.025, 0, x + 0.025, 0.36), 0x6A4228)
        pen.fill(box(x - 0.03, 0.2, x + 0.03, 0.25), 0xD9B451)


def _flowers(pen: Pen) -> None:
    for index, (x, y) in enumerate(((-0.1, 0.3), (0.0, 0.36), (0.1, 0.31), (-0.05, 0.26), (0.06, 0.25))):
        pen.line([(0, 0.05), (x, y)], 0.01, 0x5F8A50)
        tint = (0xC8473F, 0xE8A23A, 0xD98A9C, 0xF1E6CC, 0xB5473C)[index]
        for step in range(5):
            pen.fill(oval(x + 0.028 * ((step % 3) - 1), y + 0.024 * ((step % 2) * 2 - 1) * 0.7, 0.026, 0.024), tint)
        pen.fill(oval(x, y, 0.016, 0.016), 0xF2D06A)
    pen.fill(shape((-0.06, 0.16), (0.06, 0.16), (0.025, 0), (-0.025, 0)), 0xEDE3CC)


def _clock(pen: Pen) -> None:
    pen.fill(oval(0, 0.15, 0.15, 0.15), 0x8A5A36)
    pen.fill(oval(0, 0.15, 0.122, 0.122), 0xF6F0E0)
    pen.line([(0, 0.15), (0.0, 0.24)], 0.014, 0x2A2622)
    pen.line([(0, 0.15), (0.055, 0.13)], 0.016, 0x2A2622)
    for x, y in ((0, 0.255), (0.105, 0.15), (0, 0.045), (-0.105, 0.15)):
        pen.fill(oval(x, y, 0.009, 0.009), 0x2A2622)


def _umbrella(pen: Pen) -> None:
    pen.line([(0, 0.7), (0, 0.06), (0.05, 0.0), (0.1, 0.05)], 0.022, 0x4A3226)
    dome = smooth(
        [(-0.5, 0.55), (-0.36, 0.8), (0, 0.92), (0.36, 0.8), (0.5, 0.55), (0.33, 0.6), (0.17, 0.55), (0, 0.6), (-0.17, 0.55), (-0.33, 0.6)],
        tension=0.7,
    )
    pen.blend(dome, ((-0.5, 0.8), (0.5, 0.6)), (0xC8473F, 0x8A2A2A))
    for x in (-0.17, 0.17):
        pen.line([(0, 0.92), (x * 0.9, 0.75), (x, 0.56)], 0.008, 0x6A1F22)


def _box(pen: Pen) -> None:
    pen.block((-0.18, 0, 0.18, 0.24), 0xC39A66, 1.0, 0.01)
    pen.fill(shape((-0.18, 0.24), (0.18, 0.24), (0.15, 0.31), (-0.15, 0.31)), lighter(0xC39A66, 0.2))
    pen.fill(box(-0.022, 0.13, 0.022, 0.24), 0xE2CDA0)
    pen.fill(shape((-0.022, 0.24), (0.022, 0.24), (0.018, 0.31), (-0.018, 0.31)), 0xE2CDA0)
    pen.flat(box(0.06, 0.04, 0.14, 0.1), 0x8A6A44, 0.7)


def _money(pen: Pen) -> None:
    for index in range(3):
        with pen.moved(0.015 * index, 0.02 + 0.035 * index, 1, -4 + 5 * index):
            pen.fill(box(-0.14, 0, 0.14, 0.11, 0.005), 0x9CB58A)
            pen.stroke(box(-0.125, 0.013, 0.125, 0.097), 0.006, 0x5F7A55)
            pen.fill(oval(0, 0.055, 0.03, 0.036), 0x6F8A62)


def _bread(pen: Pen) -> None:
    pen.blend(
        smooth([(-0.19, 0.02), (-0.18, 0.11), (0, 0.16), (0.18, 0.11), (0.19, 0.02), (0, 0.0)]), ((0, 0.16), (0, 0)), (0xD9A45C, 0xA86A35)
    )
    for x in (-0.09, 0.0, 0.09):
        pen.line([(x - 0.02, 0.14), (x + 0.03, 0.07)], 0.016, 0xF0CB90)


def _apple(pen: Pen) -> None:
    pen.fill(
        smooth([(0, 0.105), (0.05, 0.125), (0.075, 0.07), (0.04, 0.0), (0, 0.008), (-0.04, 0.0), (-0.075, 0.07), (-0.05, 0.125)]), 0xC2402F
    )
    pen.line([(0, 0.1), (0.01, 0.15)], 0.01, 0x4A3226)
    pen.fill(smooth([(0.01, 0.13), (0.05, 0.165), (0.07, 0.14)]), 0x6A9A4C)


def _laptop(pen: Pen) -> None:
    pen.fill(shape((-0.19, 0.0), (0.19, 0.0), (0.16, 0.035), (-0.16, 0.035)), 0xB8BCC0)
    pen.fill(box(-0.16, 0.03, 0.16, 0.25, 0.01), 0x3A3E46)
    if "screen" in pen.light.out:
        pen.flat(box(-0.147, 0.045, 0.147, 0.238), 0x14171C)
        return
    pen.flat(box(-0.147, 0.045, 0.147, 0.238), 0x9CC9D6)
    pen.glow(0, 0.14, 0.35, 0xB8E0EC, 0.3)


def _radio(pen: Pen) -> None:
    pen.line([(0.12, 0.2), (0.2, 0.42)], 0.012, 0xB8BCC0)
    pen.block((-0.19, 0, 0.19, 0.22), 0x9A5A3A, 1.0, 0.03)
    pen.fill(oval(-0.08, 0.11, 0.075, 0.075), 0x4A3226)
    pen.fill(box(0.03, 0.12, 0.16, 0.18, 0.01), 0xF0D9A0)
    for x in (0.06, 0.13):
        pen.fill(oval(x, 0.06, 0.022, 0.022), 0xE8DCC4)


def _guitar(pen: Pen) -> None:
    with pen.moved(0, 0.02, 1, 14):
        pen.block((-0.025, 0.4, 0.025, 0.98), 0x4A3226)
        pen.block((-0.045, 0.96, 0.045, 1.08), 0x33241C, 1.0, 0.01)
        pen.blend(
            smooth(
                [
                    (0, 0),
                    (-0.19, 0.06),
                    (-0.2, 0.2),
                    (-0.13, 0.3),
                    (-0.15, 0.42),
                    (0, 0.48),
                    (0.15, 0.42),
                    (0.13, 0.3),
                    (0.2, 0.2),
                    (0.19, 0.06),
                ]
            ),
            ((-0.2, 0), (0.2, 0)),
            (0xD99A55, 0x9A5A30),
        )
        pen.fill(oval(0, 0.32, 0.06, 0.06), 0x2A1C16)
        for x in (-0.012, 0.0, 0.012):
            pen.line([(x, 0.12), (x, 0.98)], 0.003, 0xF0E6D0)


def _rope(pen: Pen) -> None:
    for index in range(4):
        pen.stroke(oval(0.01 * index, 0.04 + 0.035 * index, 0.2 - 0.015 * index, 0.045), 0.036, darker(0xC9A874, 0.1 * (index % 2)))


def _ring(pen: Pen) -> None:
    pen.stroke(oval(0, 0.05, 0.05, 0.05), 0.014, 0xD9B451)
    pen.fill(shape((-0.022, 0.11), (0, 0.085), (0.022, 0.11), (0.012, 0.13), (-0.012, 0.13)), 0xCFE8F0)


def _bicycle(pen: Pen) -> None:
    for x in (-0.52, 0.52):
        pen.stroke(oval(x, 0.33, 0.32, 0.32), 0.035, 0x2A2A2E)
    for points in (
        [(-0.52, 0.33), (-0.18, 0.75), (0.36, 0.75), (0.0, 0.33), (-0.52, 0.33)],
        [(-0.22, 0.86), (0.0, 0.33)],
        [(0.52, 0.33), (0.34, 0.95)],
    ):
        for start, end in pairwise(points):
            pen.fill(limb([start, end], [0.045, 0.045]), 0xB5473C)
    pen.fill(limb([(-0.32, 0.9), (-0.12, 0.9)], [0.06, 0.05]), 0x2A2A2E)
    pen.line([(0.34, 0.95), (0.26, 1.02), (0.14, 1.0)], 0.035, 0x2A2A2E)


def _doll(pen: Pen) -> None:
    for x in (-0.07, 0.07):
        pen.fill(oval(x, 0.33, 0.04, 0.04), 0x9A6A42)
        pen.fill(oval(x, 0.03, 0.05, 0.04), 0x9A6A42)
        pen.fill(oval(x * 1.6, 0.16, 0.035, 0.06), 0x9A6A42)
    pen.fill(oval(0, 0.13, 0.1, 0.12), 0xA8784C)
    pen.fill(oval(0, 0.28, 0.09, 0.085), 0xB58558)
    pen.fill(oval(0, 0.255, 0.04, 0.03), 0xE0C49A)
    for x in (-0.03, 0.03):
        pen.fill(oval(x, 0.3, 0.011, 0.011), 0x1F1A18)


def _skull(pen: Pen) -> None:
    pen.fill(
        smooth([(0, 0.25), (-0.11, 0.2), (-0.11, 0.1), (-0.055, 0.05), (-0.05, 0.0), (0.05, 0.0), (0.055, 0.05), (0.11, 0.1), (0.11, 0.2)]),
        0xE9E0CA,
    )
    for x in (-0.045, 0.045):
        pen.fill(oval(x, 0.125, 0.03, 0.033), 0x33291F)
    pen.fill(shape((0, 0.09), (-0.015, 0.06), (0.015, 0.06)), 0x33291F)


def _chair(pen: Pen) -> None:
    chair(pen, (0.48, 0.32, 0.22), (0.78, 0.35, 0.25))


def _plant(pen: Pen) -> None:
    plant(pen, 0xB8683F, 7, 0.8)


_PROPS: dict[str, Callable[[Pen], None]] = {
    "letter": _letter, "phone": _phone, "cup": _cup, "bottle": _bottle, "glass": _glass, "gun": _gun, "knife": _knife, "sword": _sword,
    "book": _book, "photograph": _photograph, "map": _map, "key": _key, "lantern": _lantern, "candle": _candle, "lamp": table_lamp,
    "bag": belongings.bag, "suitcase": _suitcase, "piano": belongings.piano, "snuffed candle": belongings.snuffed_candle,
    "hologram": belongings.hologram,
    "rifle": belongings.rifle,
    "hologram globe": belongings.hologram_globe,
    "flowers": _flowers, "clock": _clock, "umbrella": _umbrella, "box": _box, "money": _money, "bread": _bread,
    "apple": _apple, "laptop": _laptop, "radio": _radio, "guitar": _guitar, "ball": football, "rope": _rope, "ring": _ring, "chair": _chair,
    "plant": _plant, "bicycle": _bicycle, "doll": _doll, "skull": _skull, "hat": belongings.hat, "newspaper": belongings.newspaper,
    "ticket": belongings.ticket, "coin": belongings.coin, "plate": belongings.plate, "cake": belongings.cake,
    "camera": belongings.camera, "compass": belongings.compass,
    "telescope": belongings.telescope, "violin": belongings.violin, "axe": belongings.axe, "hammer": belongings.hammer,
    "flashlight": belongings.flashlight, "door": belongings.door, "dog": animals.dog, "cat": animals.cat, "bird": animals.bird,
}  # fmt: skip
