"""Where and when a scene plays: time of day from its slug line, weather from slug line and action, carried on where the script says so."""

import re
from collections import Counter

from activities.shots.beats import Action, SceneBeats, Speech
from activities.shots.words import found, sentences, table, word_set, words
from schemas.shots import Setting, TimeOfDay, Weather

_TIMES: dict[TimeOfDay, str] = {
    "dawn": "dawn daybreak sunrise first_light amanecer alba madrugada aube aurore morgendämmerung sonnenaufgang morgengrauen "
    "amanhecer nascer",
    "morning": "morning breakfast mañana matin morgen morgens vormittag mattina mattino manhã utro утро 朝 早晨 清晨",
    "afternoon": "afternoon tarde après-midi nachmittag pomeriggio 午後 下午",
    "sunset": "sunset sundown golden_hour magic_hour atardecer ocaso puesta coucher sonnenuntergang tramonto pôr 夕方 傍晚 закат",
    "dusk": "dusk twilight evening nightfall anochecer crepúsculo crépuscule soir soirée abend abends dämmerung abenddämmerung "
    "sera crepuscolo "
    "entardecer anoitecer вечер 黄昏",
    "midnight": "midnight medianoche minuit mitternacht mezzanotte meia-noite полночь 深夜 午夜",
    "night": "night nighttime noche nuit nacht nachts notte noite ночь 夜 夜晚 晚上",
    "day": "day daytime noon midday día mediodía jour journée midi tag tags mittag giorno mezzogiorno dia meio-dia день 昼 日 白天",
}
_TIME_WORDS = table(_TIMES)
_CARRIED = word_set(
    "CONTINUOUS LATER SAME MOMENTS MOMENT CONT MEANWHILE CONTINUO CONTINÚA CONTINUA DESPUÉS MISMO MISMA SUITE "
    "PLUS TARD CONTINU CONTINUE "
    "WEITER FORTSETZUNG SPÄTER GLEICHZEITIG CONTINUO DOPO STESSO DEPOIS MESMO CONTÍNUO"
)
_UNBROKEN = word_set(
    "CONTINUOUS SAME CONT MEANWHILE CONTINUO CONTINÚA CONTINUA MISMO MISMA SUITE CONTINU CONTINUE WEITER "
    "FORTSETZUNG GLEICHZEITIG STESSO CONTÍNUO"
)
_NEXT_DAY = re.compile(
    r"\b(?:next|following|days? later|weeks? later|months? later|years? later|siguiente|suivant|lendemain|nächste\w*)\b", re.IGNORECASE
)
_WEATHERS: dict[Weather, str] = {
    "storm": "storm storms stormy thunder thunderstorm lightning tempest gale hurricane tormenta trueno truenos relámpago "
    "relámpagos tempestad orage "
    "tempête foudre tonnerre éclair sturm gewitter blitz donner unwetter tempesta temporale tuono fulmine tempestade trovão raio "
    "squall",
    "rain": "llovía llovió rained pleuvait plut regnete pioveva chovia choveu rain rains raining rainy drizzle downpour "
    "rain-soaked rainfall lluvia llueve lloviendo llovizna pluie pleut regen "
    "regnet nieselregen pioggia "
    "piove chuva chove umbrella umbrellas paraguas",
    "snow": "nevaba snowed neigeait schneite nevicava nevava snow snows snowing snowy snowfall blizzard snowflakes nieve nieva "
    "nevando neige schnee schneit schneesturm neve "
    "nevica ice-covered",
    "fog": "fog foggy mist misty haze hazy niebla neblina bruma brouillard brume nebel nebbia foschia nevoeiro neblina",
    "wind": "wind winds windy windswept gust gusts breeze breezy viento vent wind vento ventoso windig",
    "overcast": "overcast grey_sky gray_sky leaden nublado encapotado couvert bedeckt coperto encoberto",
    "cloudy": "cloudy clouds nubes nubarrones nuages nuageux wolken bewölkt nuvole nuvoloso nuvens nublado",
    "clear": "sunny sunlit sunshine cloudless soleado soleil ensoleillé sonnig sonnenschein soleggiato ensolarado",
}
_OVER = re.compile(
    r"\b(?:(?:is|are|was|has|have|had) (?:over|gone|stopped|passed|ended|cleared)|stops|stopped|no longer"
    r"|(?:ha|había|hab[ií]a|haben|hat|est) (?:parado|cesado|aufgehört|finie?|smesso)|paró|cesó|hört auf)\b",
    re.IGNORECASE,
)
"""Weather a sentence says is past."""
_WEATHER_WORDS = table(_WEATHERS)
_NIGHTS: frozenset[TimeOfDay] = frozenset({"dusk", "night", "midnight"})
_AFTER_A_NIGHT: frozenset[TimeOfDay] = frozenset({"night", "midnight", "dawn", "morning"})


def tells_of_end(sentence: str) -> bool:
    """Whether a sentence tells that something is past, as in "The storm is over"."""
    return _OVER.search(sentence) is not None


def is_unbroken(scene: SceneBeats) -> bool:
    """Whether the slug line says that no time passes since the scene before."""
    return bool(set(_slug_time(scene)) & _UNBROKEN)


def is_carried(scene: SceneBeats) -> bool:
    """Whether the slug line takes its time of day from the scene before (CONTINUOUS, LATER, SAME)."""
    return bool(set(_slug_time(scene)) & _CARRIED) and not found(scene.outline.time_of_day, _TIME_WORDS)


def same_place(one: SceneBeats, other: SceneBeats) -> bool:
    """Whether two scenes play in the same set."""
    return place(one) == place(other) and bool(place(one))


def place(scene: SceneBeats) -> str:
    """The set of a scene: inside or outside, and the words of its location; "" when the script gives none."""
    location = " ".join(words(scene.outline.location))
    return f"{scene.outline.int_ext} {location}".strip() if location else ""


def related_place(one: SceneBeats, other: SceneBeats) -> bool:
    """Whether two scenes share a place by a word of their locations: a house and its kitchen."""
    return bool({w for w in words(one.outline.location) if len(w) > 3} & {w for w in words(other.outline.location) if len(w) > 3})


def read_setting(scene: SceneBeats, before: SceneBeats | None, last: Setting | None) -> Setting:
    """The setting of a scene.

    Args:
        scene: The scene.
        before: The scene before it, None for the first.
        last: The setting of the scene before.
    """
    outline = scene.outline
    carried = last is not None and before is not None and (is_carried(scene) or (not outline.time_of_day and not outline.heading))
    time = _time(scene, last if carried or (before and same_place(scene, before)) else None)
    location, int_ext = outline.location, outline.int_ext
    if not location and not outline.heading and last is not None:
        location, int_ext = last.location, last.int_ext
    weather = _weather(scene)
    if weather is None:
        lasts = last is not None and before is not None and _weather_lasts(scene, before, time) and _is_same_hour(last, time)
        weather = last.weather if lasts and last else "clear"
    return Setting(int_ext=int_ext, location=location, time_of_day=time, weather=weather)


def _slug_time(scene: SceneBeats) -> list[str]:
    return [word.upper() for word in words(scene.outline.time_of_day)]


def _time(scene: SceneBeats, last: Setting | None) -> TimeOfDay:
    told = found(scene.outline.time_of_day, _TIME_WORDS) or found(
        scene.outline.heading if not scene.outline.time_of_day else "", _TIME_WORDS
    )
    if not told and last is not None:
        return last.time_of_day
    if not told:
        told = [
            time
            for beat in scene.beats[:6]
            if isinstance(beat, Action | Speech)
            for time in found(_shown(beat), _TIME_WORDS)
            if time != "day"
        ]
    return told[0] if told else "day"


def _weather(scene: SceneBeats) -> Weather | None:
    told = found(scene.outline.heading, _WEATHER_WORDS)
    if told:
        return next(weather for weather in _WEATHERS if weather in told)
    counted = Counter(
        value
        for beat in scene.beats
        for sentence in sentences(_shown(beat))
        if not tells_of_end(sentence)
        for value in found(sentence, _WEATHER_WORDS)
    )
    if not counted:
        is_over = any(
            tells_of_end(sentence) and found(sentence, _WEATHER_WORDS) for beat in scene.beats for sentence in sentences(_shown(beat))
        )
        return "clear" if is_over else None
    # A storm has rain and wind in it: the strongest of what is told wins, in the order of the table.
    return next(weather for weather in _WEATHERS if counted[weather])


def _weather_lasts(scene: SceneBeats, before: SceneBeats, time: TimeOfDay) -> bool:
    if _NEXT_DAY.search(scene.outline.time_of_day):
        return False
    # Two nights in a row are the same night, unless the script says otherwise; two days may lie far apart.
    return is_carried(scene) or time != "day" or same_place(scene, before) or related_place(scene, before)


def _is_same_hour(last: Setting, time: TimeOfDay) -> bool:
    """Whether weather has had no time to change; snow that fell through the night lies there in the morning."""
    return time == last.time_of_day or (last.weather == "snow" and last.time_of_day in _NIGHTS and time in _AFTER_A_NIGHT)


def _shown(beat: object) -> str:
    """What of a beat tells of the picture: action and narration, not what people talk about."""
    if isinstance(beat, Action):
        return beat.text
    if isinstance(beat, Speech) and beat.placement == "voice_over":
        return beat.text
    return ""
