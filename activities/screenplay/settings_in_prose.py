"""Where and when a stretch of prose plays, read from its words: places people live in, hours of the day, in several languages.

Only words of the text are used: the location is the place's own word, as written; nothing is made up.
"""

import re

from activities.screenplay.slug import IntExt, Place
from activities.screenplay.words import word_set

_INSIDE = word_set(
    """
    kitchen bedroom room hall house home apartment flat office bar café cafe restaurant bakery shop store church school classroom
    hospital attic cellar basement cabin train carriage compartment car bus ship theatre theater library museum prison cell
    lighthouse tower stairs corridor elevator palace castle station hut inn tavern studio workshop factory warehouse tent cave
    tunnel cocina dormitorio habitación cuarto sala casa apartamento piso oficina taberna restaurante panadería tienda iglesia
    escuela aula desván sótano cabaña tren vagón coche autobús barco teatro biblioteca museo cárcel faro torre escalera pasillo
    palacio castillo taller fábrica obrador horno cuisine chambre salon maison appartement bureau boulangerie magasin église
    école hôpital grenier cabane voiture théâtre bibliothèque phare couloir château atelier usine gare auberge küche schlafzimmer
    zimmer wohnzimmer haus wohnung büro bäckerei laden kirche schule krankenhaus dachboden keller hütte zug abteil auto
    bibliothek gefängnis leuchtturm turm treppe flur schloss werkstatt fabrik bahnhof gasthaus cozinha quarto escritório padaria
    loja igreja sótão porão comboio trem farol corredor castelo cucina camera stanza ufficio panetteria negozio chiesa scuola
    ospedale soffitta cantina treno corridoio castello bottega кухня кухне комната комнате дом доме квартира квартире школа школе
    поезд поезде вагоне 厨房 卧室 房间 屋里 家里 教室 医院 火车 车厢 咖啡馆 台所 部屋 家 病院 電車 喫茶店
    """
)
_OUTSIDE = word_set(
    """
    street road garden forest woods wood field beach shore sea ocean lake river mountain hill desert park square market bridge
    harbour harbor port pier yard courtyard roof rooftop alley valley meadow cliff island village city town graveyard cemetery
    farm path platform jungle snow calle camino jardín bosque campo playa orilla mar océano lago río montaña colina desierto
    parque plaza mercado puente puerto muelle patio azotea callejón valle prado acantilado isla pueblo ciudad cementerio granja
    sendero andén rue route jardin forêt champ plage rivage mer lac rivière montagne colline désert parc place marché pont quai
    cour toit ruelle vallée falaise île ville cimetière ferme straße strasse weg garten wald feld strand ufer meer see fluss berg
    hügel wüste platz markt brücke hafen hof dach gasse tal wiese klippe insel dorf stadt friedhof bauernhof bahnsteig rua
    estrada jardim floresta praia costa rio montanha deserto praça ponte porto pátio ilha aldeia cidade strada giardino bosco
    spiaggia riva mare fiume montagna collina piazza mercato cortile isola villaggio città улица улице сад саду лес лесу поле
    берег берегу море река реки город городе деревня деревне 街 街上 花园 森林 海边 海滩 河边 山上 广场 市场 桥 村 城 通り
    庭 森 海 川 山 公園 町
    """
)
_PLACES: dict[str, IntExt] = {**dict.fromkeys(sorted(_OUTSIDE), "EXT"), **dict.fromkeys(sorted(_INSIDE), "INT")}
_HOURS: dict[str, str] = {
    word: time
    for time, words in {
        "DAWN": "dawn sunrise daybreak amanecer alba madrugada aube aurore morgengrauen sonnenaufgang amanhecer рассвет рассвете "
        "黎明 夜明け",
        "MORNING": "morning mañana matin morgens vormittag manhã mattina mattino утро утром 早晨 清晨 早上 朝",
        "NOON": "noon midday mediodía midi mittag mittags mezzogiorno полдень 中午 正午 昼",
        "AFTERNOON": "afternoon tarde après-midi nachmittag nachmittags pomeriggio 下午 午後",
        "SUNSET": "sunset atardecer tramonto sonnenuntergang entardecer закат 日落 夕日",
        "DUSK": "dusk twilight anochecer crépuscule dämmerung crepuscolo anoitecer сумерки 黄昏 夕暮れ",
        "EVENING": "evening soir abend abends sera вечер вечером 傍晚 夕方",
        "MIDNIGHT": "midnight medianoche minuit mitternacht meia-noite mezzanotte полночь 午夜 真夜中",
        "NIGHT": "night tonight noche nuit nacht nachts noite notte ночь ночью 夜里 夜晚 夜",
    }.items()
    for word in words.split()
}
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_WITHOUT_SPACES = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_LOCATIVES = word_set(
    "in inside into on at en dentro sobre dans sur chez au im ins am auf an em no na dentro in nel nella nello sul sulla al в на у"
)
_LATER = re.compile(
    r"(?:(?:the|that) (?:next|following|same) (?:day|morning|night|evening|afternoon|week|year)|(?:\w+ ){1,3}(?:later|"
    r"afterwards)\b|later that|meanwhile|"
    r"al día siguiente|a la mañana siguiente|al otro día|aquella (?:misma )?(?:noche|tarde)|esa (?:misma )?(?:noche|"
    r"tarde)|(?:\w+ ){1,3}(?:después|más tarde)\b|"
    r"mientras tanto|le lendemain|ce soir-là|cette nuit-là|(?:\w+ ){1,3}plus tard\b|pendant ce temps|am nächsten|"
    r"am folgenden|(?:\w+ ){1,3}später\b|"
    r"in dieser nacht|inzwischen|no dia seguinte|naquela noite|(?:\w+ ){1,3}(?:depois|mais tarde)\b|il giorno dopo|"
    r"quella (?:notte|sera)|(?:\w+ ){1,3}più tardi\b|"
    r"(?:in|by) the (?:early |late )?(?:morning|evening|afternoon)\b|at (?:dawn|dusk|noon|midnight|sunrise|sunset|nightfall)\b"
    r"|one (?:\w+ )?(?:day|morning|night|evening|afternoon)\b|that (?:day|morning|night|evening|afternoon)\b|when (?:morning"
    r"|night) came\b|"
    r"am (?:frühen |späten )?(?:morgen|abend|nachmittag|mittag)\b|in der nacht\b|eines (?:\w+ )?(?:tages|morgens|abends|nachts)\b"
    r"|um mitternacht\b|gegen (?:abend|morgen|mittag)\b|bei (?:sonnenaufgang|tagesanbruch|einbruch der)\b|"
    r"un (?:jour|soir|matin)\b|une nuit\b|au (?:petit )?matin\b|à (?:l['’]aube|minuit|midi)\b|le (?:soir|matin) venu\b|"
    r"una (?:noche|mañana|tarde|notte|sera|mattina)\b|un (?:día|giorno)\b|por la (?:mañana|noche|tarde)\b|al (?:amanecer|anochecer"
    r"|alba|mattino)\b"
    r"|a (?:medianoche|mezzanotte)\b|all['’]alba\b|uma (?:noite|manhã|tarde)\b|um dia\b|(?:pela|de) manhã\b|ao (?:amanhecer|anoitecer)\b"
    r"|à meia-noite\b|"
    r"на следующ\w+|наутро|第二天|翌日|次の日|その夜|那天晚上)",
    re.IGNORECASE,
)


def setting_of(text: str) -> Place:
    """The first place somebody or something is in ("in the bakery" before "the street slept"), else the first one named; the first hour."""
    words = _WORD.findall(text[:4000])
    if _WITHOUT_SPACES.search(text[:200]):
        return _setting_without_spaces(text[:4000])
    named = [index for index, word in enumerate(words) if word.lower() in _PLACES]
    entered = [index for index in named if any(word.lower() in _LOCATIVES for word in words[max(0, index - 2) : index])]
    place = words[[*entered, *named][0]] if named else ""
    time = next((_HOURS[word.lower()] for word in words if word.lower() in _HOURS), "")
    return Place(_PLACES[place.lower()] if place else "", place, time)


def moves_on(paragraph: str) -> bool:
    """Whether a paragraph begins with a leap in time or place: "The next morning", "Dos horas después", "Le lendemain"."""
    return bool(_LATER.match(paragraph[:120].lstrip(" \t*_—–-«“„\"'¡¿")))


def _setting_without_spaces(text: str) -> Place:
    """In scripts that put no blanks between words, the place named first; of two that begin there, the longer one."""
    place = min((word for word in _PLACES if word in text), key=lambda word: (text.index(word), -len(word)), default="")
    hour = min((word for word in _HOURS if word in text), key=lambda word: (text.index(word), -len(word)), default="")
    return Place(_PLACES[place] if place else "", place, _HOURS.get(hour, ""))
