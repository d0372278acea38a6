"""Finds what is heard of the action: a thing and what happens to it, or a word that is a sound already, in six languages.

What people talk about makes no sound; what is denied or past makes none either. Each kind sounds once in a shot, at the place its words
have among the shot's action and speech.
"""

import re
from collections.abc import Sequence

from activities.shots.beats import Action, Beat, Speech
from activities.shots.covering.durations import beat_seconds
from activities.shots.places.settings import tells_of_end
from activities.shots.sound.sound_words import FAR, FLOWING, LOUD, PAIRS, QUIET, SILENT, SOUNDS, THINGS, VERBS
from activities.shots.words import clauses, found, sentences, word_set, words
from schemas.shots import SoundCue, SoundKind, Weather

MOST_SOUNDS = 4
"""In one shot; more are a noise."""
_LOUDER_DB, _SOFTER_DB, _FAR_DB = 4.0, -7.0, -5.0
_OUTDONE: tuple[tuple[SoundKind, SoundKind], ...] = (("wind", "wolf"), ("applause", "crowd"), ("glass_breaks", "thud"))
"""Of two kinds in one clause, the one that is meant and the one that only shares its words."""
_NO_FEET = re.compile(r"\bruns? (?:an?|the|his|her|their)\b", re.IGNORECASE)
_NO_GUN = re.compile(
    r"\b(?:ball|goal|penalty|basket|hoop|puck|photos?|photographs?|pictures?|film|video|look|glance|up|past|pool|tor|elfmeter|foto|bild|but|photo"
    r"|gol|rete|balón|pelota|palla|bola)\b",
    re.IGNORECASE,
)
"""What is shot without a gun."""
_GUN = word_set(
    "gun guns pistol rifle revolver shotgun pistole gewehr pistolet fusil pistola escopeta fucile espingarda gunshot gunshots gunfire "
    "bullet bullets sniper rings balazo tiroteo"
)
"""Rings, as a shot does that is no kick."""
_STANDS_OPEN = re.compile(
    r"\b(?:hangs|stands|is|lies|left) (?:\w+ )?open\b|\b(?:steht|ist|hängt) (?:\w+ )?offen\b|\b(?:est|reste) (?:\w+ )?ouverte?\b"
    r"|\b(?:está|queda|fica) (?:\w+ )?ab(?:ierta|erta)\b|\bè (?:\w+ )?apert[ao]\b",
    re.IGNORECASE,
)
"""Doors that are open already."""
_SPORT = re.compile(
    r"\b(?:stadium|pitch|(?:tennis|basketball|volleyball|squash|handball) court|gym\w*|arena"
    r"|rink|football|soccer|stadion|sportplatz|stade|estadio|stadio|estádio)\b",
    re.IGNORECASE,
)
_IN_THE_AIR: dict[Weather, frozenset[SoundKind]] = {
    "rain": frozenset({"rain"}),
    "storm": frozenset({"rain", "wind"}),
    "wind": frozenset({"wind"}),
    "snow": frozenset({"wind"}),
}
"""What the weather sounds like all through its scene."""


def sounds_of(beats: Sequence[Beat], weather: Weather = "clear", language: str = "en", place: str = "") -> list[SoundCue]:
    """The sounds of a shot, in order.

    Args:
        beats: What happens and is said in it.
        weather: What of it is heard anyway gets no cue.
        language: Of the script, for words that mean something else in another one.
        place: Where it is: who shoots on a pitch shoots a ball.
    """
    unheard = {"gunshot"} if _SPORT.search(place) else set()
    lasts = [beat_seconds(beat) for beat in beats]
    whole_s = sum(lasts) or 1.0
    cues: list[SoundCue] = []
    begun_s = 0.0
    for beat, beat_s in zip(beats, lasts, strict=True):
        text = _shown(beat)
        for kind, where, sentence in _heard(text, language):
            if kind in unheard and not _GUN & set(words(sentence)):
                continue
            if kind not in _IN_THE_AIR.get(weather, ()) and kind not in {cue.kind for cue in cues}:
                cues.append(_cue(kind, (begun_s + where * beat_s) / whole_s, sentence))
        begun_s += beat_s
    return cues[:MOST_SOUNDS]


def sounds_in(clause: str, language: str = "en") -> list[SoundKind]:
    """What is heard in one clause, by what happens to which thing, else by words that mean a sound."""
    if set(words(clause)) & SILENT:
        return []
    things, verbs = (set(" ".join(found(clause, known, language)).split()) for known in (THINGS, VERBS))
    said = {kind: verb for thing, verb, kind in PAIRS if thing in things and verb in verbs}
    taken = {word for thing, verb, kind in PAIRS if kind in said for word in (thing, verb)}
    kinds = list(dict.fromkeys([*said, *(kind for kind in found(clause, SOUNDS, language) if not _is_taken(kind, taken))]))
    outdone = {weaker for stronger, weaker in _OUTDONE if stronger in kinds}
    if _NO_FEET.search(clause) or set(words(clause)) & FLOWING or "vehicle" in things:
        outdone.add("running")
    if _NO_GUN.search(clause) and "gun" not in things:
        outdone.add("gunshot")
    if _STANDS_OPEN.search(clause):
        outdone.add("door_opens")
    heard = sorted((kind for kind in kinds if kind not in outdone), key=lambda kind: _first_word(clause, kind, said.get(kind), language))
    # what hangs at a door is no church bell
    return ["small_bell" if kind == "church_bell" and "door" in things else kind for kind in heard]


def _first_word(clause: str, kind: SoundKind, verb: str | None, language: str) -> int:
    """Where in a clause a kind is told: at the verb of its pair, else at its own word."""
    told = words(clause)
    for index, word in enumerate(told):
        values = " ".join(found(word, VERBS if verb else SOUNDS, language)).split()
        if (verb or kind) in values:
            return index
    return len(told)


def _is_taken(kind: SoundKind, taken: set[str]) -> bool:
    """Whether a word was part of a pair that says it better: the engine that whistles is a train's."""
    return bool(taken) and kind in {"whistle", "thud", "fire", "engine", "small_bell"}


def _heard(text: str, language: str) -> list[tuple[SoundKind, float, str]]:
    """Kind, place in the text (0 to 1) and sentence of every sound of a text."""
    heard: list[tuple[SoundKind, float, str]] = []
    for sentence in sentences(text):
        if tells_of_end(sentence):
            continue
        for clause in clauses(sentence):
            place = max(0, text.find(clause)) / max(1, len(text))
            kinds = sounds_in(clause, language)
            # Two sounds of one clause do not begin on the same sample.
            step = len(clause) / max(1, len(text)) / (len(kinds) + 1)
            heard += [(kind, place + step * index, sentence) for index, kind in enumerate(kinds)]
    return heard


def _cue(kind: SoundKind, at: float, sentence: str) -> SoundCue:
    told = set(words(sentence))
    level_db = _LOUDER_DB * bool(told & LOUD) + _SOFTER_DB * bool(told & QUIET)
    is_far = bool(told & FAR)
    return SoundCue(kind=kind, at=round(min(max(at, 0.0), 0.95), 3), level_db=level_db + (_FAR_DB if is_far else 0.0), is_far=is_far)


def _shown(beat: Beat) -> str:
    """What of a beat happens: action and narration, not what people talk about."""
    if isinstance(beat, Action) or (isinstance(beat, Speech) and beat.placement == "voice_over"):
        return beat.text
    return ""
