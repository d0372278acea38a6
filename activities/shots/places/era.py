"""When a film plays, read from the years and the things its script speaks of."""

import re
from collections.abc import Sequence

from activities.shots.beats import Action, SceneBeats, Words
from activities.shots.words import found, table
from schemas.shots import Era, Genre

_WORDS: dict[Era, str] = {
    "medieval": "medieval knight knights squire abbess dungeon lute longbow archer archers crusade minstrel jester throne heralds "
    "peasants chainmail moat drawbridge ritter knappe burgfräulein burggraben mittelalter caballero_andante escudero medievo castellana "
    "chevalier écuyer troubadour donjon cavaliere scudiero trovatore medioevo cavaleiro escudeiro",
    "western": "saloon sheriff cowboy cowboys stagecoach gunslinger six-shooter outlaw outlaws marshal spurs lasso homestead bounty "
    "revolvers posse vaquero forajido pistolero diligencia diligence cowboys pistoleiro",
    "twenties": "gramophone speakeasy flapper charleston telegram telegraph gaslight gaslights steamer zeppelin hansom carriage "
    "carriages butler parasol typewriter pocketwatch grammofon grammophon schreibmaschine telegramm gramófono telegrama gramophone "
    "télégramme grammofono telegramma gramofone",
    "fifties": "jukebox rock-and-roll drive-in soda_fountain cadillac petticoat phone_booth record_player transistor_radio plattenspieler "
    "tocadiscos tourne-disque giradischi",
    "futuristic": "spaceship starship spacecraft android androids hologram holograms cyborg airlock hyperspace terraformed drone drones "
    "space_station moonbase robots exosuit raumschiff raumstation luftschleuse nave_espacial astronave vaisseau hologramme ologramma "
    "estación_espacial stazione_spaziale androide",
}
_TOLD = table(_WORDS)
_ENOUGH = 2
"""How often an era must be told: one carriage or one typewriter makes no period film."""
_LAST_YEARS: tuple[tuple[int, Era], ...] = ((1600, "medieval"), (1940, "twenties"), (1969, "fifties"), (2049, ""), (2999, "futuristic"))
_YEAR = re.compile(r"\b(1[0-9]{3}|2[0-9]{3})\b")

_QUOTED = re.compile(r"[\"“”„«][^\"“”„»]{0,80}[\"”“»]|\bon the back\b.*|\bdated\b.*", re.IGNORECASE)
"""A year on a letter or an old photograph is another one than the film's."""


def era_of(texts: list[str], genre: Genre, language: str = "en") -> Era:
    """The era of a film.

    Args:
        texts: Title page, headings, intertitles and action, in any order; dialogue speaks of other times too.
        genre: Of the film; a western plays in its own time.
        language: Of the script.
    """
    if genre == "western":
        return "western"
    years = [_of_year(int(year)) for text in texts if len(text) < 120 for year in _YEAR.findall(_QUOTED.sub("", text))]
    told = [name for text in texts for name in found(text, _TOLD, language)]
    counts: dict[Era, int] = {}
    eras: tuple[Era, ...] = ("medieval", "western", "twenties", "fifties", "futuristic")
    for era in eras:
        counts[era] = told.count(era) + _ENOUGH * years.count(era)
    best = max(eras, key=lambda era: counts[era])
    return best if counts[best] >= _ENOUGH else ""


def told_in(scenes: Sequence[SceneBeats]) -> list[str]:
    """The headings, intertitles and action of a story."""
    headings = [scene.outline.heading for scene in scenes]
    beats = [beat for scene in scenes for beat in scene.beats]
    return (
        headings
        + [beat.text for beat in beats if isinstance(beat, Action)]
        + [text for beat in beats if isinstance(beat, Words) for text in beat.lines]
    )


def _of_year(year: int) -> Era:
    for last, era in _LAST_YEARS:
        if year <= last:
            return era
    return ""
