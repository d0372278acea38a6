"""The words that name a set, a time, a weather or a prop, in the languages scripts are often written in.

English, German, French, Spanish, Italian and Portuguese; the commonest places also in Russian, Chinese, Japanese, Hindi and Arabic.
"""

from activities.images.drawing.words import word_table

SET_WORDS = word_table("""
kitchen: kitchen, kitchenette, küche, cuisine, cocina, cucina, cozinha, кухня, 厨房, 台所, キッチン, रसोई, مطبخ
bedroom: bedroom, bed room, schlafzimmer, kinderzimmer, nursery, hotel room, hotelzimmer, chambre, dormitorio, habitación,
 camera da letto, quarto, спальня, 卧室, 寝室, शयनकक्ष, غرفة نوم
living: living room, lounge, sitting room, parlour, parlor, drawing room, apartment, flat, wohnzimmer, wohnung, stube, salon, séjour,
 appartement, sala de estar, salón, piso, apartamento, soggiorno, salotto, appartamento, гостиная, квартира, 客厅, 居間, リビング,
 बैठक, شقة
office: office, study, workplace, newsroom, büro, arbeitszimmer, kanzlei, bureau, oficina, despacho, ufficio, studio, escritório,
 офис, кабинет, 办公室, 事務所, オフィス, कार्यालय, مكتب
bar: bar, pub, tavern, saloon, nightclub, inn, kneipe, wirtshaus, gasthaus, taverne, taberna, taverna, бар, 酒吧, バー, حانة
cafe: cafe, café, coffee shop, coffeehouse, diner, restaurant, bistro, canteen, kaffeehaus, gaststätte, kantine, cafetería,
 restaurante, ristorante, trattoria, caffè, ресторан, кафе, 咖啡, 餐厅, 喫茶店, レストラン, مقهى
church: church, chapel, cathedral, monastery, temple, abbey, kirche, kapelle, dom, kloster, église, chapelle, cathédrale, iglesia,
 capilla, chiesa, cappella, igreja, церковь, 教堂, 教会, कलीसिया, كنيسة
hospital: hospital, ward, clinic, infirmary, surgery, emergency room, operating room, krankenhaus, krankenzimmer, klinik, hôpital,
 clinique, clínica, ospedale, больница, 医院, 病院, अस्पताल, مستشفى
car: car, taxi, van, truck, cab, vehicle, auto, wagen, lkw, voiture, camion, coche, carro, macchina, automobile, машина, 汽车, 車,
 कार, سيارة
train: train, compartment, carriage, railway car, subway car, zug, abteil, waggon, compartiment, wagon, tren, vagón, treno, trem,
 поезд, 火车, 電車, रेलगाड़ी, قطار
corridor: corridor, hallway, hall, passage, stairwell, staircase, flur, gang, treppenhaus, korridor, couloir, pasillo, corridoio,
 corredor, коридор, 走廊, 廊下, गलियारा, ممر
lighthouse: lighthouse, lamp room, lantern room, leuchtturm, phare, faro, farol, маяк, 灯塔, 灯台, منارة
shop: shop, store, bakery, boutique, supermarket, bookshop, bookstore, pharmacy, laden, geschäft, bäckerei, buchhandlung, apotheke,
 boulangerie, magasin, librairie, tienda, panadería, librería, negozio, panificio, panetteria, loja, padaria, магазин, пекарня, 商店,
 obrador, 面包店, 店, パン屋, दुकान, متجر
library: library, archive, bibliothek, archiv, bibliothèque, biblioteca, библиотека, 图书馆, 図書館, पुस्तकालय, مكتبة
classroom: classroom, school, lecture hall, klassenzimmer, schule, hörsaal, salle de classe, école, aula, escuela, scuola, escola,
 школа, класс, 教室, 学校, कक्षा, مدرسة
workshop: workshop, garage, shed, factory, forge, laboratory, lab, basement, cellar, attic, werkstatt, fabrik, schmiede, labor,
 keller, dachboden, atelier, usine, cave voûtée, grenier, taller, fábrica, sótano, officina, cantina, oficina mecânica, мастерская,
 подвал, 工厂, 工場
cell: prison, cell, jail, dungeon, interrogation room, gefängnis, zelle, kerker, prison cell, cellule, cárcel, celda, prigione, cella,
 тюрьма, 监狱, 牢, جيل, سجن
street: street, road, alley, lane, sidewalk, square, avenue, market, strasse, straße, gasse, platz, marktplatz, rue, ruelle, place,
 calle, plaza, callejón, strada, via, piazza, vicolo, rua, улица, площадь, 街, 街道, 通り, सड़क, شارع
city: city, downtown, skyline, metropolis, stadt, innenstadt, ville, ciudad, città, cidade, город, 城市, 都市, शहर, مدينة
forest: forest, woods, wood, jungle, clearing, grove, wald, lichtung, forêt, bois, clairière, bosque, selva, foresta, floresta, лес,
 森林, 森, जंगल, غابة
beach: beach, seaside, shore, coast, dunes, strand, küste, plage, rivage, côte, playa, costa, spiaggia, praia, пляж, 海滩, 海辺, 浜,
 समुद्र तट, شاطئ
sea: sea, ocean, open water, aboard, deck, boat, ship, raft, lake, river, meer, ozean, see, schiff, boot, fluss, mer, océan, bateau,
 lac, mar, barco, océano, lago, río, mare, nave, barca, fiume, море, корабль, 海, 大海, 船, समुद्र, بحر
harbour: harbour, harbor, port, pier, dock, docks, quay, marina, jetty, wharf, hafen, kai, steg, quai, jetée, puerto, muelle, porto,
 molo, cais, порт, гавань, 港口, 港, बंदरगाह, ميناء
desert: desert, dune, wasteland, canyon, wüste, désert, desierto, deserto, пустыня, 沙漠, 砂漠, रेगिस्तान, صحراء
mountain: mountain, mountains, summit, cliff, ridge, peak, glacier, hill, hilltop, berg, berge, gipfel, klippe, hügel, montagne,
 falaise, colline, montaña, cima, acantilado, colina, montagna, scogliera, montanha, гора, горы, 山, पहाड़, جبل
field: field, farm, meadow, prairie, countryside, barn, orchard, vineyard, ranch, feld, bauernhof, wiese, acker, scheune, champ,
 ferme, pré, grange, campo, granja, prado, campagna, fattoria, fazenda, поле, ферма, 田野, 农场, 畑, 野原, खेत, حقل
rooftop: rooftop, roof, balcony, terrace, dach, dachterrasse, balkon, terrasse, toit, balcon, azotea, tejado, balcón, terraza, tetto,
 terrazza, telhado, крыша, 屋顶, 屋上, छत, سطح
park: park, garden, backyard, yard, playground, cemetery, graveyard, courtyard, garten, hof, friedhof, spielplatz, parc, jardin, cour,
 cimetière, parque, jardín, patio, cementerio, parco, giardino, cortile, jardim, парк, сад, 公园, 公園, 庭, बगीचा, حديقة
village: village, hamlet, cottage, house, dorf, haus, bauernhaus, hütte, cabin, maison, cabane, chalet, pueblo, aldea, casa, cabaña,
 villaggio, paese, vila, деревня, дом, 村庄, 村, 家, गाँव, قرية
station: station, platform, bus stop, railway, airport, terminal, bahnhof, bahnsteig, haltestelle, flughafen, gare, quai de gare,
 aéroport, estación, andén, aeropuerto, stazione, binario, aeroporto, estação, вокзал, станция, 车站, 駅, स्टेशन, محطة
cave: cave, cavern, grotto, tunnel, mine, höhle, grotte, stollen, caverne, cueva, gruta, caverna, grotta, пещера, 洞穴, 洞窟, गुफा,
 كهف
spaceship: spaceship, spacecraft, starship, bridge of the ship, space station, cockpit, airlock, capsule, raumschiff, raumstation,
 vaisseau, nave espacial, astronave, espaçonave, космический корабль, 飞船, 宇宙船, अंतरिक्ष यान, مركبة فضائية
castle: castle, palace, throne room, great hall, fortress, schloss, burg, palast, thronsaal, château, palais, castillo, palacio,
 castello, palazzo, castelo, замок, дворец, 城堡, 宮殿, 城, महल, قصر
""")
TIME_WORDS = word_table("""
dawn: dawn, sunrise, daybreak, morgengrauen, sonnenaufgang, aube, lever du soleil, amanecer, alba, amanhecer, рассвет, 黎明, 夜明け
morning: morning, morgen, morgens, vormittag, matin, mañana, mattina, manhã, утро, 早晨, 朝
day: day, daytime, noon, midday, tag, mittag, jour, midi, día, mediodía, giorno, mezzogiorno, dia, день, 白天, 昼
afternoon: afternoon, nachmittag, après-midi, tarde, pomeriggio, 下午, 午後
sunset: sunset, golden hour, sonnenuntergang, coucher de soleil, atardecer, tramonto, pôr do sol, закат, 日落, 夕日
dusk: dusk, twilight, evening, dämmerung, abend, abends, crépuscule, soir, anochecer, crepúsculo, sera, crepuscolo, anoitecer, вечер,
 黄昏, 夕方
night: night, nacht, nachts, nuit, noche, notte, noite, ночь, 夜晚, 夜
midnight: midnight, mitternacht, minuit, medianoche, mezzanotte, meia-noite, полночь, 午夜, 真夜中
""")
WEATHER_WORDS = word_table("""
cloudy: cloudy, clouds, bewölkt, wolkig, nuageux, nublado, nuvoloso, 多云
overcast: overcast, grey sky, gray sky, bedeckt, trüb, ciel couvert, encapotado, coperto, encoberto
rain: rain, raining, rainy, drizzle, downpour, regen, regnet, regnerisch, pluie, pluvieux, il pleut, lluvia, llueve, pioggia, piove,
 chuva, дождь, 雨
storm: storm, stormy, thunder, thunderstorm, lightning, tempest, sturm, gewitter, orage, tempête, tormenta, tempesta, temporale,
 tempestade, гроза, буря, 暴风雨, 嵐
snow: snow, snowing, snowfall, blizzard, schnee, schneit, neige, nieve, nevada, neve, снег, 雪
fog: fog, foggy, mist, misty, haze, nebel, neblig, brouillard, brume, niebla, nebbia, nevoeiro, туман, 雾, 霧
wind: wind, windy, gale, windig, vent, venteux, viento, vento, ветер, 大风
clear: clear sky, sunny, sonnig, ensoleillé, soleado, soleggiato, ensolarado
""")
