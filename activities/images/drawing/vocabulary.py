"""The words that name a set, a time, a weather or a prop, in the languages scripts are often written in.

English, German, French, Spanish, Italian and Portuguese; the commonest places also in Russian, Chinese, Japanese, Hindi and Arabic.
"""

from activities.images.drawing.words import word_table

SET_WORDS = word_table("""
cafe: cafe, café, coffee shop, coffeehouse, diner, canteen, kaffeehaus, kantine, cafetería, caffè, confeitaria, кафе, 咖啡, 喫茶店, مقهى
restaurant: restaurant, bistro, brasserie, gaststätte, restaurante, ristorante, trattoria, ресторан, 餐厅, レストラン
shop: shop, store, boutique, supermarket, grocery, pharmacy, laden, geschäft, apotheke, supermarkt, magasin, épicerie, pharmacie,
 supermarché, tienda, farmacia, supermercado, negozio, drogheria, supermercato, loja, mercearia, farmácia, магазин, 商店, 店, दुकान, متجر
bakery: bakery, patisserie, bäckerei, konditorei, boulangerie, pâtisserie, panadería, pastelería, panificio, panetteria, pasticceria,
 padaria, obrador, пекарня, 面包店, パン屋
workshop: workshop, shed, forge, smithy, werkstatt, schmiede, schuppen, atelier, taller, herrería, officina, fucina, oficina mecânica,
 мастерская
garage: garage, carport, tiefgarage, garaje, cochera, autorimessa, garagem, гараж
factory: factory, mill, machine room, engine room, power plant, fabrik, maschinenraum, usine, fábrica, fabbrica, завод, 工厂, 工場
warehouse: warehouse, storeroom, depot, lagerhaus, lagerhalle, entrepôt, almacén, magazzino, armazém, склад, 仓库, 倉庫
laboratory: laboratory, lab, labor, laboratoire, laboratorio, laboratório, лаборатория, 实验室, 研究室
attic: attic, loft, dachboden, speicher, grenier, ático, desván, soffitta, sótão, чердак, 阁楼, 屋根裏
cellar: cellar, basement, crypt, keller, gewölbe, krypta, cave à vin, cave voûtée, sous-sol, sótano, bodega, scantinato, porão, adega,
 подвал, 地下室
bathroom: bathroom, bath, restroom, toilet, shower, washroom, badezimmer, toilette, dusche, salle de bain, salle de bains, toilettes, baño,
 cuarto de baño, bagno, banheiro, ванная, 浴室, 風呂
dining: dining room, dining hall, banquet, speisesaal, esszimmer, salle à manger, comedor, sala da pranzo, sala de jantar, столовая
stairs: stairs, stairwell, staircase, stairway, treppe, treppenhaus, escalier, cage d'escalier, escalera, escaleras, scalinata, scale,
 escada, escadaria, лестница, 楼梯, 階段
lobby: lobby, reception, foyer, hotel, empfang, rezeption, hotelhalle, réception, recepción, vestíbulo, atrio, albergo, recepção, вестибюль,
 大堂, ロビー
lift: elevator, lift, aufzug, fahrstuhl, ascenseur, ascensor, ascensore, elevador, лифт, 电梯, エレベーター
interrogation: interrogation room, interview room, police station, precinct, verhörraum, polizeirevier, polizeiwache,
 salle d'interrogatoire, commissariat, comisaría, sala de interrogatorios, commissariato, questura, delegacia
courtroom: courtroom, court, courthouse, gericht, gerichtssaal, salle d'audience, juzgado, tribunale, tribunal, суд, 法庭, 法廷
theatre: theatre, theater, stage, auditorium, opera, concert hall, cinema, backstage, bühne, oper, kino, théâtre, scène, opéra, teatro,
 escenario, palcoscenico, театр, сцена, 剧院, 劇場, 舞台
museum: museum, gallery, exhibition, galerie, ausstellung, musée, exposition, museo, galería, galleria, museu, музей, 博物馆, 美術館
gymnasium: gymnasium, gym, sports hall, boxing ring, turnhalle, sporthalle, gymnase, gimnasio, palestra, ginásio, спортзал, 体育馆
lockers: locker room, changing room, changing rooms, umkleide, umkleidekabine, umkleideraum, vestiaire, vestiaires, vestuario, vestuarios,
 spogliatoio, spogliatoi, vestiário, balneário, раздевалка, 更衣室
bus: bus, coach, autobus, omnibus, autobús, ônibus, autocarro, автобус, 公交车, バス
underground: subway, underground, metro, subway car, tube, u-bahn, métro, метро, 地铁, 地下鉄
plane: plane, airplane, aeroplane, aircraft, jet, helicopter, flugzeug, hubschrauber, avion, hélicoptère, avión, helicóptero, aereo,
 elicottero, avião, самолет, 飞机, 飛行機
airport: airport, runway, airport terminal, terminal, hangar, flughafen, aéroport, aeropuerto, aeroporto, аэропорт, 机场, 空港
ship: ship, aboard, deck, ship's cabin, ship cabin, captain's cabin, submarine, schiff, kajüte, navire, paquebot, sous-marin, camarote,
 cubierta, nave, navio, convés, корабль, каюта, 船, 潜艇
bridge: bridge, wheelhouse, footbridge, brücke, steuerhaus, pont, passerelle, puente, ponte, мост, 桥, 橋
cabin: cabin, log cabin, hut, shack, lodge, hütte, blockhütte, cabane, chalet, cabaña, choza, capanna, baita, cabana, хижина, 小屋
street: street, lane, sidewalk, avenue, boulevard, strasse, straße, rue, calle, acera, strada, via, rua, avenida, улица, 街, 街道, 通り,
 सड़क, شارع
alley: alley, alleyway, back street, gasse, hinterhof, ruelle, impasse, callejón, vicolo, beco, переулок, 小巷, 路地
square: square, plaza, piazza, platz, rathausplatz, place, praça, площадь, 广场, 広場
market: market, marketplace, market square, bazaar, markt, marktplatz, jahrmarkt, marché, foire, mercado, mercato, feira, рынок, 市场, 市場
highway: highway, road, roadside, motorway, freeway, crossroads, landstraße, autobahn, route, autoroute, carretera, autopista, autostrada,
 estrada, rodovia, шоссе, дорога, 公路, 高速道路
manor: old house, haunted house, abandoned house, lonely house, manor, manor house, altes haus, alten haus, spukhaus, herrenhaus,
 vieille maison, maison hantée, manoir, casa vieja, casona, vecchia casa, casa stregata, casa velha, старый дом
cottage: cottage, farmhouse, bauernhaus, waldhaus, chaumière, casa di campagna, casa de campo
house: house, suburb, front yard, porch, driveway, villa, mansion, haus, vorort, vorgarten, veranda, maison, banlieue, casa, periferia,
 varanda, дом, 家
stadium: stadium, arena, football field, soccer field, stadion, sportplatz, stade, estadio, stadio, estádio, стадион, 体育场, 競技場
playground: playground, spielplatz, aire de jeux, parque infantil, parco giochi, parquinho, 操场, 遊び場
graveyard: graveyard, cemetery, churchyard, tomb, grave, friedhof, cimetière, la tombe, une tombe, sa tombe, tombes, tombeau,
 cementerio, la tumba, una tumba, su tumba, tumba de, tumbas, cimitero, la tomba, una tomba, tomba di, tomba del, cemitério,
 кладбище, 墓地
battlefield: battlefield, trench, front line, no man's land, war zone, schlachtfeld, schützengraben, champ de bataille, tranchée,
 campo de batalla, trinchera, campo di battaglia, trincea, campo de batalha, trincheira, поле боя, 战场, 戦場
ruins: ruins, ruin, rubble, ruine, trümmer, ruines, ruinas, rovine, ruínas, руины, 废墟, 廃墟
camp: camp, campsite, campfire, tent, encampment, lager, zeltplatz, zelt, lagerfeuer, campement, tente, campamento, tienda de campaña,
 accampamento, tenda, acampamento, лагерь, палатка, 营地, 帐篷, テント
jungle: jungle, rainforest, dschungel, urwald, regenwald, selva, giungla, джунгли, 丛林, ジャングル
swamp: swamp, marsh, bog, bayou, sumpf, moor, marais, marécage, pantano, ciénaga, palude, pântano, болото, 沼泽, 沼
snow: snowfield, tundra, arctic, antarctic, north pole, glacier, frozen lake, schneefeld, arktis, gletscher, banquise, toundra, ártico,
 glaciar, ghiacciaio, artico, geleira, тундра, 雪原, 冰原
lake: lake, pond, lakeside, see, seeufer, weiher, teich, lac, étang, lago, laguna, stagno, lagoa, озеро, 湖
river: river, riverbank, stream, creek, waterfall, fluss, flussufer, bach, wasserfall, rivière, fleuve, ruisseau, río, arroyo, fiume,
 torrente, ruscello, rio, riacho, река, 河, 川
cliff: cliff, cliffs, clifftop, precipice, bluff, headland, klippe, klippen, steilküste, falaise, acantilado, precipicio, scogliera,
 precipizio, penhasco, 悬崖, 崖
park: park, yard, courtyard, hof, innenhof, parc, cour, parque, patio, parco, cortile, pátio, парк, 公园, 公園, حديقة
garden: garden, greenhouse, orchard, backyard, garten, jardin, jardín, giardino, jardim, сад, 花园, 庭, बगीचा
village: village, hamlet, cottage, dorf, dorfplatz, dorfstrasse, dorfrand, dorfbrunnen, bauernhaus, pueblo, aldea, villaggio,
 paese, vila, aldeia, деревня, 村庄, 村, गाँव, قرية
moon: moon, lunar surface, asteroid, mond, lune, luna, lua, луна, 月球
mars: mars, martian, marte, planet, red planet, planet surface, planète, planeta, pianeta, марс, 火星
space: space, outer space, open space, deep space, orbit, spacewalk, weltraum, weltall, orbit, espace, espacio, spazio, espaço, космос, 宇宙
kitchen: kitchen, kitchenette, küche, cuisine, cocina, cucina, cozinha, кухня, 厨房, 台所, キッチン, रसोई, مطبخ
bedroom: bedroom, bed room, schlafzimmer, kinderzimmer, nursery, hotel room, hotelzimmer, chambre, dormitorio, habitación,
 camera da letto, quarto, спальня, 卧室, 寝室, शयनकक्ष, غرفة نوم
living: living room, lounge, sitting room, parlour, parlor, drawing room, apartment, flat, wohnzimmer, wohnung, stube, salon, séjour,
 appartement, sala de estar, salón, piso, apartamento, soggiorno, salotto, appartamento, гостиная, квартира, 客厅, 居間, リビング,
 बैठक, شقة
office: office, study, workplace, newsroom, büro, arbeitszimmer, kanzlei, bureau, oficina, despacho, ufficio, studio, escritório,
 офис, кабинет, 办公室, 事務所, オフィス, कार्यालय, مكتب
bar: bar, pub, tavern, saloon, nightclub, inn, kneipe, wirtshaus, gasthaus, taverne, taberna, taverna, бар, 酒吧, バー, حانة
church: church, chapel, cathedral, monastery, temple, abbey, kirche, kapelle, dom, kloster, église, chapelle, cathédrale, iglesia,
 capilla, chiesa, cappella, igreja, церковь, 教堂, 教会, कलीसिया, كنيسة
hospital: hospital, ward, clinic, infirmary, surgery, emergency room, operating room, krankenhaus, krankenzimmer, klinik, hôpital,
 clinique, clínica, ospedale, больница, 医院, 病院, अस्पताल, مستشفى
car: car, taxi, van, truck, cab, vehicle, auto, wagen, lkw, voiture, camion, coche, carro, macchina, automobile, машина, 汽车, 車,
 कार, سيارة
train: train, compartment, carriage, railway car, zug, abteil, waggon, compartiment, wagon, tren, vagón, treno, trem, поезд, 火车, 電車,
 रेलगाड़ी, قطار
hospital corridor: hospital corridor, hospital hallway, krankenhausflur, couloir d'hôpital, pasillo del hospital, corridoio dell'ospedale,
 corredor do hospital
corridor: corridor, hallway, hall, passage, flur, gang, korridor, couloir, pasillo, corridoio, corredor, коридор, 走廊, 廊下, गलियारा, ممر
lighthouse: lighthouse, lamp room, lantern room, leuchtturm, phare, faro, farol, маяк, 灯塔, 灯台, منارة
library: library, archive, bibliothek, archiv, bibliothèque, biblioteca, библиотека, 图书馆, 図書館, पुस्तकालय, مكتبة
classroom: classroom, school, lecture hall, klassenzimmer, schule, hörsaal, salle de classe, école, aula, escuela, scuola, escola,
 школа, класс, 教室, 学校, कक्षा, مدرسة
cell: prison, cell, jail, dungeon, gefängnis, zelle, kerker, cellule, cárcel, celda, prigione, cella, тюрьма, 监狱, 牢, جيل, سجن
city: city, downtown, skyline, metropolis, stadt, innenstadt, ville, ciudad, città, cidade, город, 城市, 都市, शहर, مدينة
forest: forest, woods, wood, clearing, grove, wald, lichtung, forêt, bois, clairière, bosque, foresta, floresta, лес, 森林, 森, जंगल, غابة
beach: beach, seaside, shore, coast, dunes, strand, küste, plage, rivage, côte, playa, costa, spiaggia, praia, пляж, 海滩, 海辺, 浜,
 समुद्र तट, شاطئ
sea: sea, ocean, open water, boat, raft, meer, ozean, boot, mer, océan, bateau, mar, barco, océano, mare, barca, море, 海, 大海,
 समुद्र, بحر
harbour: harbour, harbor, port, pier, dock, docks, quay, marina, jetty, wharf, hafen, kai, steg, quai, jetée, puerto, muelle, porto,
 molo, cais, порт, гавань, 港口, 港, बंदरगाह, ميناء
desert: desert, dune, wasteland, canyon, wüste, désert, desierto, deserto, пустыня, 沙漠, 砂漠, रेगिस्तान, صحراء
mountain: mountain, mountains, summit, ridge, peak, hill, hilltop, berg, berge, gipfel, hügel, montagne, colline, montaña, cima, colina,
 montagna, montanha, гора, горы, 山, पहाड़, جبل
field: field, farm, meadow, prairie, countryside, barn, vineyard, ranch, feld, bauernhof, wiese, acker, scheune, champ, ferme, pré,
 grange, campo, granja, prado, campagna, fattoria, fazenda, поле, ферма, 田野, 农场, 畑, 野原, खेत, حقل
rooftop: rooftop, roof, balcony, terrace, dach, dachterrasse, balkon, terrasse, toit, balcon, azotea, tejado, balcón, terraza, tetto,
 terrazza, telhado, крыша, 屋顶, 屋上, छत, سطح
station: station, platform, bus stop, tram stop, railway, bahnhof, bahnsteig, haltestelle, gare, quai de gare, estación, andén,
 stazione, binario, estação, вокзал, станция, 车站, 駅, स्टेशन, محطة
cave: cave, cavern, grotto, tunnel, mine, höhle, grotte, stollen, caverne, cueva, gruta, caverna, grotta, пещера, 洞穴, 洞窟, गुफा,
 كهف
gangway: airlock, luftschleuse, spaceship corridor, starship corridor, raumschiffkorridor
reactor: reactor, reactor room, reactor core, reaktor, reaktorraum, réacteur, reattore, реактор
spaceship: spaceship, spacecraft, starship, bridge of the ship, space station, cockpit, capsule, raumschiff, raumstation,
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
