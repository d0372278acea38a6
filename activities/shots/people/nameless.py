"""Whom the action speaks of without a name: "a nurse", "ein alter Mann", in six languages.

Who opens a sentence or a clause by an indefinite article counts, or by a number ("Two policemen wait"), and who is seen, met or stood
beside ("behind an old man"); only where the film has nobody who is called so.
"""

import re

from activities.shots.people.cast import Cast
from activities.shots.people.roles import Role, role_called, role_of_several
from activities.shots.words import sentences, word_set, words

_SAID_OF = {
    "en": r"of (?:eight|speech|fun|hate|honou?r|habit|the law|merit|thumb|one|two)\b|(?:he|she|they|it|i|we) (?:is|are|was|has|had|never"
    r"|could|needs?)\b|(?:is|was) what\b|(?:would|could|should|might) (?:\w+ )?(?:have|be|know|do|never)\b|skat|eights?\b",
    "de": r"(?:hat|hatte|habe|haben|hatten|hätte|braucht\w*|will|wollte|wollen|war|ist|wäre|wird|wurde|kennt|sucht|vermisst|gibt|gab) "
    r"(?:er|sie|es|ich|du|wir|ihr|man)\b|(?:müsste|könnte|würde|sollte|wäre|hätte)\b|zu (?:haben|sein)\b",
    "fr": r"de (?:parole|style|l'ordre)|(?:il|elle|on) n['’]|(?:pourrait|devrait|aurait|serait)\b",
    "es": r"de (?:palabra|estilo)|(?:podría|debería|tendría|sería)\b|no (?:la |lo )?(?:tiene|hay)\b|es lo que\b",
    "it": r"di (?:parola|stile)|(?:potrebbe|dovrebbe|avrebbe|sarebbe)\b|non (?:la |lo |ce )?(?:ha|l['’]ha|c['’]è)\b",
    "pt": r"de (?:palavra|estilo)|(?:poderia|deveria|teria|seria)\b|não (?:a |o )?(?:tem|há)\b",
}
_UNSEEN = {language: re.compile(rf",? (?:{said})", re.IGNORECASE) for language, said in _SAID_OF.items()}
"""Behind what somebody is, of whom nothing is seen: "A figure of eight", "Eine Schwester hat er nicht"."""
_SAYS_MORE = re.compile(
    r" (?!(?:and|or|of|at|in|on|with|to|for|from|und|oder|von|mit|et|ou|de|avec|y|o|con|e|ed|di|da|com"
    r"|he|she|they|it|i|we|you|er|sie|es|ich|il|elle|on|él|ella|lui|lei|ele|ela)\b)[^\W\d_]+",
    re.IGNORECASE,
)
_DENIED = re.compile(
    r"\b(?:not|never|no|nobody|nicht|nie|niemand|kein\w*|pas|jamais|personne|nunca"
    r"|nadie|non|mai|nessuno|não|ninguém)\b"
    r"|n['’]t\b",
    re.IGNORECASE,
)
_PRESENTS = re.compile(
    r"(?:^|(?<=[.!?…] ))(?i:this is|that is|it is|it's|meet|das ist|es ist|c['’]est|voici|este es|esta es|es|questo è|questa è|è"
    r"|este é|esta é|é)\s+(?=[A-ZÀ-ÖØ-Þ.]{2})"
)
"""With the name in capitals, as whoever is seen first is named."""
_CROWDS = re.compile(
    r"(?:(?:the|an?|some|many|several|two|three|die|das|ein|eine|viele|zwei|drei|les|des|la|une|deux|los|las|el|un|una|dos|gli|le|i"
    r"|il|due"
    r"|os|as|o|uma?)\s+)?(?:\w+\s+)?(?:audience|crowd|people|guests|onlookers|spectators|passengers|villagers|mourners|players"
    r"|teammates|fans|guards|students|workers|sailors|reporters|photographers|shoppers|customers|soldiers"
    r"|dancers|waiters|nurses|publikum|leute|gäste|zuschauer|fahrgäste|soldaten|dorfbewohner|foule|gens|invités|passagers"
    r"|spectateurs|soldats|gente|público|invitados|pasajeros|soldados|pubblico|folla|invitati|passeggeri|soldati|multidão|convidados)\b",
    re.IGNORECASE,
)
_ARTICLES = {"en": "a an one", "de": "ein eine", "fr": "un une", "es": "un una", "it": "un uno una", "pt": "um uma"}
_PLACE_BEFORE = {
    "en": r"(?:there(?:'s| is) |(?:in|at|on|by|behind|near|beside|outside|inside|across|from|under) [^,.;]{2,40}?,? )?",
    "de": r"(?:(?:in|im|an|am|auf|vor|hinter|neben|unter) [^,.;]{2,40}? (?:sitzt|steht|liegt|wartet|schläft|lehnt|kommt|geht) )?",
    "fr": r"(?:(?:dans|à|au|sur|devant|derrière|près) [^,.;]{2,40}?,? )?",
    "es": r"(?:(?:en|a|junto|detrás|sobre) [^,.;]{2,40}?,? )?",
    "it": r"(?:(?:in|nel|nella|al|alla|sul|sulla|davanti|dietro) [^,.;]{2,40}?,? )?",
    "pt": r"(?:(?:em|no|na|ao|sobre|atrás) [^,.;]{2,40}?,? )?",
}
_OPENINGS = {
    language: re.compile(rf"[\"“«(]?{_PLACE_BEFORE[language]}(?:{'|'.join(articles.split())})\s+", re.IGNORECASE)
    for language, articles in _ARTICLES.items()
}
_THINGS = {language: re.compile(rf"[\"“«(]?(?:{'|'.join(articles.split())})\s+", re.IGNORECASE) for language, articles in _ARTICLES.items()}
_NUMBERED = {"en": "two three", "de": "zwei drei", "fr": "deux trois", "es": "dos tres", "it": "due tre", "pt": "dois duas três"}
_NUMBERS = dict.fromkeys(("three", "drei", "trois", "tres", "tre", "três"), 3)
_SEVERAL = {
    language: re.compile(rf"[\"“«(]?{_PLACE_BEFORE[language]}(?P<number>{'|'.join(numbers.split())})\s+", re.IGNORECASE)
    for language, numbers in _NUMBERED.items()
}
_ALSO = {
    "en": "while|as|when|and|but|where",
    "de": "und|während|wo|als|aber",
    "fr": "et|tandis qu['’]|pendant qu['’]|où|mais",
    "es": "y|mientras|donde|pero|cuando",
    "it": "e|mentre|dove|ma|quando",
    "pt": "e|enquanto|onde|mas|quando",
}
"""What joins a clause of its own, which must tell something of them."""
_SEEN = {
    "en": "sees?|spots?|notices?|watch(?:es)?|pass(?:es)?|meets?|greets?|approach(?:es)?|faces|follows?|joins?|beside|next to"
    "|opposite|behind"
    "|in front of|past|between|near|across from|talks? to|speaks? to",
    "de": "sieht|sehen|erblickt|bemerkt|trifft|grüßt|folgt|neben|hinter|vor|gegenüber|begegnet",
    "fr": "voit|aperçoit|croise|salue|rencontre|suit|regarde|à côté d['’]|près d['’]|en face d['’]|derrière|devant",
    "es": "ve a|mira a|saluda a|observa a|junto a|detrás de|frente a|al lado de|cerca de|tras",
    "it": "vede|saluta|incontra|osserva|accanto a|dietro|davanti a|vicino a|di fronte a",
    "pt": "vê|cumprimenta|encontra|observa|ao lado de|atrás de|diante de|perto de|em frente a",
}
"""What somebody else does at them, or where they are seen beside somebody."""
_INNER_ARTICLES = {**_ARTICLES, "de": "ein eine einen einem einer", "it": "un uno una un['’]"}
_INSIDE = {
    language: re.compile(
        rf"(?<![^\W_])(?:(?P<also>{_ALSO[language]})|(?:{_SEEN[language]}))(?:\s+|(?<=['’]))(?:{'|'.join(articles.split())})\s+",
        re.IGNORECASE,
    )
    for language, articles in _INNER_ARTICLES.items()
}
_OLD = word_set(
    "old elderly aged ancient alter alte altes alten altem vieux vieil vieille viejo vieja anciano anciana vecchio vecchia velho velha"
    " idoso idosa"
)
_YOUNG = word_set("young junger junge junges jeune joven giovane jovem")
_MOST_BEFORE = 3
"""Words between the article and what somebody is: "a very old, bent waiter"."""
_NAMED_WITHIN = 16
"""Characters from what somebody is to the name they have after all: "a man called Hank"."""
_NO_PERSON_BEFORE = word_set(
    "of the a an from with in at by for toy wooden stone bronze marble plaster wax snow tin plastic cardboard paper painted carved "
    "stuffed "
    "von vom aus mit hölzerner steinerner gemalter de du des d'un d'une di del della d'un'altra do da dum duma portrait retrato ritratto"
)
"""Between the article and what somebody is: a portrait of them, or one of stone."""
_NO_PERSON_BEHIND = word_set(
    "dog dogs tower rail house hut post box booth book pot band choir seat car cart doll toy bee bug ant suit uniform cap hat coat bag "
    "station show bell hole pole room ward bed hum wait silence smile hand voice smell call clock figurine statue portrait puppet mask"
)
"""In English, of what a thing is that is named by somebody: a guard dog, a cop car."""
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_BEHIND = re.compile(rf"\s+({_WORD.pattern})")
_APART = re.compile(r"[.;:(]")
_NAMING = word_set("called named namens nommé nommée llamado llamada chiamato chiamata chamado chamada is it's")


_MEDIA = (
    r"tv|television|telly|radio|rádio|screen|monitor|photo|photograph|picture|painting|poster|portrait|newspaper|magazine|fernsehen|fernseher"
    r"|bildschirm|leinwand|foto|bild|gemälde|plakat|zeitung|télé|télévision|écran|affiche|tele|televisión|pantalla|cuadro|cartel|televisione"
    r"|tivù|schermo|quadro|manifesto|televisão|tela|ecrã|cartaz|fotografia|fotografía|photographie"
)
_PHONES = r"phone|telephone|telefon|téléphone|teléfono|telefono|telefone"
_SHOWN_ON = (
    r"(?:on|in|over|auf|im|am|à|au|sur|dans|en|al|nella|nel|alla|sulla|sullo|na|no|ao|em)"
    r"(?:\s+(?:the|an?|dem|der|einem|einer|la|le|l['’]|une?|una?|el|lo|il|her|his|their|ihrem|seinem|sa|su|o))?\s+(?:[^\W\d_]+\s+)?"
)
_PLACE_OF_IT = r"(?!\s+(?:studio|station|office|booth|gallery|room|shop|store|tower|kiosk|stand|box)\b)"
_PICTURED = re.compile(rf"[\"“«(]?{_SHOWN_ON}(?:{_MEDIA}|{_PHONES})\b{_PLACE_OF_IT}", re.IGNORECASE)
"""Before whoever is not here: "On TV, a reporter talks"."""
_PICTURED_BEHIND = re.compile(rf"\s+{_SHOWN_ON}(?:{_MEDIA})\b{_PLACE_OF_IT}", re.IGNORECASE)
"""Behind them; who is on the phone may well be here."""
_LIKENESS = re.compile(
    r"\b(?:portrait|photo|photograph|picture|painting|drawing|statue|poster|bust|foto|bild|gemälde|porträt|retrato|cuadro|estatua|ritratto"
    r"|quadro|statua|estátua|peinture|tableau)\s+(?:(?:of|von|de|di|des)\s+|d['’])(?:\S+\s+){1,3}$",
    re.IGNORECASE,
)
_AND = frozenset({"and", "und", "et", "y", "e"})
_NO_PERSON = re.compile(
    r"(?:german|australian|belgian) shepherd|berger (?:allemand|belge)|pastor (?:alemán|alemão|belga)|pastore (?:tedesco|belga)"
    r"|(?:obra|llave|viga|jugada) maestra",
    re.IGNORECASE,
)
"""Dogs and things that are called like people."""
_LONGEST_BEHIND = 10
"""Characters of what of that stands behind what somebody would be."""


def opens_with_extra(clause: str, cast: Cast) -> bool:
    """Whether a clause is about somebody without a name: "An old man lies in the bed", "The audience sits"."""
    return bool(_opening_role(clause, cast)) or (_begins(clause) and _CROWDS.match(clause) is not None and not cast.mentions(clause[:40]))


def _opening_role(clause: str, cast: Cast) -> Role | None:
    several = _SEVERAL[_language(cast)].match(clause) if _begins(clause) else None
    return _several_at(clause, several.end(), cast) if several else role_in(clause, cast)


def role_in(sentence: str, cast: Cast) -> Role | None:
    """What the person is with whom a sentence begins; None when it is nobody, or somebody whom the film knows, or who is in a picture."""
    opening = _OPENINGS[_language(cast)].match(sentence) if _begins(sentence) and not _PICTURED.match(sentence) else None
    return None if opening is None else _role_at(sentence, opening.end(), cast)


def roles_in(sentence: str, cast: Cast) -> list[tuple[Role, int]]:
    """Everybody without a name whom a sentence shows, and how many there are of each; in order, each once."""
    if _PICTURED.match(sentence):
        return []
    language = _language(cast)
    several = _SEVERAL[language].match(sentence) if _begins(sentence) else None
    seen: list[tuple[Role, int]] = []
    if several and (each := _several_at(sentence, several.end(), cast)):
        seen.append((each, _NUMBERS.get(several["number"].lower(), 2)))
    elif role := role_in(sentence, cast):
        seen.append((role, 1))
    for inside in _INSIDE[language].finditer(sentence):
        is_listed = not inside["also"] or inside["also"].lower() in _AND
        if _DENIED.search(sentence[: inside.start()]) or (is_listed and _LIKENESS.search(sentence[: inside.start()])):
            break
        found = _role_at(sentence, inside.end(), cast, is_joined=bool(inside["also"]))
        if found and found not in {role for role, _ in seen}:
            seen.append((found, 1))
    return seen


def opens_with_thing(clause: str, cast: Cast) -> bool:
    """Whether a clause is about something or somebody unknown: "A photograph lies on the bed" tells of nobody's pose."""
    return _begins(clause) and _THINGS[_language(cast)].match(clause) is not None and not cast.mentions(clause[:40])


def presented(text: str, cast: Cast) -> str | None:
    """Who somebody without a name turns out to be at once: "An old man waits. This is ARTHUR."."""
    found = _PRESENTS.search(text)
    mentions = cast.mentions(text[found.end() :]) if found else []
    return mentions[0][2] if mentions and mentions[0][0] <= _NAMED_WITHIN else None


def presents(sentence: str) -> bool:
    """Whether a sentence only tells who the one before was about."""
    return _PRESENTS.match(sentence) is not None


def shows_nameless(text: str, cast: Cast) -> bool:
    """Whether somebody without a name is seen in a piece of action."""
    return any(roles_in(sentence, cast) for sentence in sentences(text))


def _language(cast: Cast) -> str:
    return cast.language if cast.language in _ARTICLES else "en"


def _several_at(sentence: str, begin: int, cast: Cast) -> Role | None:
    following = [match for match, _ in zip(_WORD.finditer(sentence, begin), range(_MOST_BEFORE), strict=False)]
    for word in following:
        if _language(cast) == "en" and role_called(word.group(), "en"):
            return None  # "Two guard dogs": in English several are never called like one
        role = role_of_several(word.group(), _language(cast))
        if role and not _is_known(sentence, (begin, word.end()), cast):
            return _aged(role, {other.group().lower() for other in following})
    return None


def _role_at(sentence: str, begin: int, cast: Cast, *, is_joined: bool = False) -> Role | None:
    """What the person is whose article ends at `begin`.

    Args:
        sentence: That tells of them.
        begin: A place in it.
        cast: Whom the film knows.
        is_joined: Whether they are what a clause is about ("while a nurse passes"), so that something must be told of them.
    """
    language = _language(cast)
    following = [match for match, _ in zip(_WORD.finditer(sentence, begin), range(_MOST_BEFORE + 1), strict=False)]
    for index, word in enumerate(following):
        if _APART.search(sentence[begin : word.start()]):
            return None
        role = role_called(word.group(), language)
        # "a taxi driver", "a boy soldier": in English the last word says it
        behind = _BEHIND.match(sentence, word.end()) if language == "en" else None
        if role is None or (behind and role_called(behind[1], language)):
            continue
        before = {other.group().lower() for other in following[:index]}
        if before & _NO_PERSON_BEFORE or (behind and behind[1].lower() in _NO_PERSON_BEHIND):
            return None
        rest = sentence[word.end() :]
        if _NO_PERSON.search(sentence, begin, word.end() + _LONGEST_BEHIND) or _PICTURED_BEHIND.match(rest):
            return None
        if _UNSEEN[language].match(rest) or (is_joined and not _SAYS_MORE.match(rest)) or _is_known(sentence, (begin, word.end()), cast):
            return None
        return _aged(role, before)
    return None


def _begins(text: str) -> bool:
    """Whether a text begins a sentence: what goes on in small letters says something of somebody before it ("SAM, a young man")."""
    return text.lstrip("\"'“«(").strip()[:1].isupper()


def _aged(role: Role, adjectives: set[str]) -> Role:
    if role.age == "adult" and adjectives & _OLD:
        return role._replace(title=f"old {role.title}", age="old")
    if role.age == "adult" and adjectives & _YOUNG:
        return role._replace(title=f"young {role.title}", age="young")
    return role


def _is_known(sentence: str, span: tuple[int, int], cast: Cast) -> bool:
    """Whether the film knows whom a text speaks of: by this very word, or by a name that follows at once."""
    begin, end = span
    told = set(words(sentence[begin:end]))
    if sentence[end : end + 1] in {"'", "’"} or any(told & set(words(character.name)) for character in cast.characters):
        return True
    return any(begin <= start and (start < end or _is_named_at_once(sentence[end:start])) for start, _, _ in cast.mentions(sentence))


def _is_named_at_once(between: str) -> bool:
    """Whether nothing stands between a person and a name but a comma or "called"."""
    return len(between) <= _NAMED_WITHIN and not set(words(between)) - _NAMING
