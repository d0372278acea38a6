"""Who says a quotation, as the text around it tells: "said Mara", "dijo la panadera", « dit-elle », 田中は言った."""

import re
from dataclasses import dataclass

from activities.screenplay.people import Gender, gender_of_pronoun
from activities.screenplay.words import word_set

_THINKING = word_set(
    "thought thinks wondered pensó pensaba piensa pensa pensait dachte denkt pensou pensò подумал подумала dacht tänkte tænkte pomyślał"
)
VERBS: frozenset[str] = (
    word_set(
        """
    said says asked asks replied replies answered answers whispered whispers shouted shouts yelled cried called murmured muttered
    added exclaimed continued began sighed laughed screamed snapped growled hissed told repeated insisted admitted agreed announced
    begged demanded explained groaned mumbled observed offered pleaded promised protested remarked responded suggested warned wondered
    breathed croaked declared gasped grunted dijo dice preguntó pregunta respondió responde contestó contesta susurró susurra gritó
    grita murmuró murmura exclamó añadió repitió suspiró explicó insistió replicó ordenó suplicó pidió admitió continuó agregó anunció
    advirtió comentó rió sonrió decía preguntaba dit demanda demande répondit répond murmure cria crie chuchota souffla s'écria
    s'exclama ajouta reprit répéta soupira expliqua insista ordonna supplia lança fit poursuivit écria exclama sagte sagt fragte fragt
    antwortete antwortet flüsterte rief schrie murmelte fügte wiederholte seufzte erklärte meinte erwiderte entgegnete bat befahl
    disse diz perguntou pergunta respondeu sussurrou gritou murmurou exclamou acrescentou repetiu suspirou explicou insistiu pediu
    falou chiese chiede rispose risponde sussurrò gridò mormorò esclamò aggiunse ripeté sospirò spiegò insistette ordinò zei vroeg
    antwoordde fluisterde riep sade frågade svarade viskade ropade sagde spurgte hviskede powiedział powiedziała zapytał zapytała
    odpowiedział odpowiedziała szepnął szepnęła krzyknął krzyknęła rzekł сказал сказала спросил спросила ответил ответила прошептал
    прошептала крикнул крикнула воскликнул воскликнула произнёс произнесла проговорил проговорила добавил добавила пробормотал
    пробормотала шепнул шепнула قال قالت سأل سألت أجاب أجابت همس همست صرخ صرخت אמר אמרה שאל שאלה ענה ענתה לחש לחשה צעק צעקה
    """
    )
    | _THINKING
)
_DETERMINERS = word_set(
    """
    the a an his her my their our el la los las un una su mi le les une son sa mon ma l' der die das ein eine sein seine ihr ihre mein
    meine o os as um uma seu sua il lo gli uno mio mia
    """
)
_STOPS = word_set(
    """
    in with to from at as and but then while when without into over under softly quietly loudly again finally suddenly for on of who
    en con de a sin y pero mientras cuando desde entonces por al sobre hacia se que bajo dans avec à sans et mais pendant quand depuis
    vers sur par du des qui mit zu von ohne und aber während als nach auf leise laut wieder plötzlich der em com sem e mas enquanto
    quando para no na ma mentre per senza в с на и но как к
    """
)
_PRONOUN_WORDS = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_CHINESE_AFTER = re.compile(
    r"^[，,]?([\u4e00-\u9fff]{2,4}?)(?:低声|轻声|大声|小声|笑着|哭着|忙|又|也)?(?:说道|问道|答道|喊道|说|說|道|问|問|喊|叫|回答)"
)
_CHINESE_BEFORE = re.compile(
    r"(?:^|[。，！？、\s])([\u4e00-\u9fff]{2,4}?)(?:低声|轻声|大声|小声|笑着|哭着|忙|又|也)?(?:说道|问道|答道|喊道|说|說|"
    r"道|问|問|喊|叫|回答)[：:，,]?$"
)
_JAPANESE_AFTER = re.compile(r"^と、?([^、。「」はが]{1,10})[はが][^。]{0,20}(?:言|尋|聞|答|叫|ささや|囁|つぶや|呟|話)")
_JAPANESE_BEFORE = re.compile(
    r"(?:^|。)([^、。「」はが]{1,10})[はが][^。「」]{0,20}(?:言|尋|聞|答|叫|ささや|囁|つぶや|呟|話)[^。「」]{0,4}[。、：:]?$"
)
_KOREAN = re.compile(r"([\uac00-\ud7af]{1,6}?)(?:이|가|은|는) (?:[\uac00-\ud7af]{1,6} )?(?:말했|물었|대답했|속삭였|외쳤)")
_HINDI = re.compile(r"([\u0900-\u097f]+(?: [\u0900-\u097f]+)?) ने (?:[\u0900-\u097f]+ )?(?:कहा|पूछा|जवाब|फुसफुसाया)")


@dataclass(frozen=True)
class Tag:
    """What a stretch of narration tells about who speaks."""

    name: str
    """The speaker's name in upper case; "" when it only has a pronoun or none at all."""
    gender: Gender
    """Of the pronoun; "unknown" without one."""


def tag_after(told: str) -> Tag | None:
    """What narration directly behind a quotation tells, in its first sentence."""
    for pattern in (_CHINESE_AFTER, _JAPANESE_AFTER, _KOREAN, _HINDI):
        found = pattern.search(told[:60])
        if found:
            return Tag(found[1].strip(), "unknown")
    sentence = re.split(r"[.;!?。]\s", told[:200], maxsplit=1)[0]
    return _tag(sentence, until_word=7)


def tag_before(told: str) -> Tag | None:
    """What narration directly before a quotation tells, in its last sentence: it leads over with a colon or comma, or ends on the verb."""
    for pattern in (_CHINESE_BEFORE, _JAPANESE_BEFORE, _KOREAN, _HINDI):
        found = pattern.search(told[-60:])
        if found:
            return Tag(found[1].strip(), "unknown")
    if told[-1:] not in {":", "：", ",", "،"}:
        return None
    sentence = re.split(r"[.;!?。]\s", told[-240:])[-1]
    return _tag(sentence, until_word=40)


def is_only_tag(told: str) -> bool:
    """Whether a stretch of narration says who speaks, and how, and nothing more."""
    bare = told.strip(" ,.:;،、。，：")
    if re.search(r"[.;!?。]", bare):
        return False
    words = _PRONOUN_WORDS.findall(bare)
    if len(bare) <= 16 and any(
        pattern.search(told) for pattern in (_CHINESE_AFTER, _CHINESE_BEFORE, _JAPANESE_AFTER, _JAPANESE_BEFORE, _KOREAN, _HINDI)
    ):
        return True
    if not words or len(words) > 8 or not any(_is_verb(word) for word in words[:5]):
        return False
    return "," not in bare and not any(word.lower() in {"and", "y", "et", "und", "e", "и"} for word in words)


def is_thought(told: str) -> bool:
    """Whether a tag says that a quotation is thought, not spoken."""
    return any(word.lower().split("'")[-1] in _THINKING for word in _PRONOUN_WORDS.findall(told)[:5])


def _is_verb(word: str) -> bool:
    return word.lower().split("'")[-1].split("’")[-1] in VERBS or word.lower() in VERBS


def _tag(sentence: str, until_word: int) -> Tag | None:
    words = list(_PRONOUN_WORDS.finditer(sentence))
    verb = next((index for index, word in enumerate(words[:until_word]) if _is_verb(word[0])), None)
    if verb is None:
        return None
    return _subject_before(words[:verb]) or _subject_after(sentence, words[verb + 1 :], words[verb].end()) or Tag("", "unknown")


def _subject_after(sentence: str, words: list[re.Match[str]], start: int) -> Tag | None:
    if not words or re.search(r"[,.:;]", sentence[start : words[0].start()]):
        return None
    first = words[0][0]
    gender = gender_of_pronoun(first.lower())
    if gender != "unknown" and not first[0].isupper() and first.lower() not in _DETERMINERS:
        return Tag("", gender)
    if not first[0].islower():
        return Tag(_name(sentence, words), "unknown")
    if first.lower() in _DETERMINERS:
        role = _role(sentence, words[1:])
        if role:
            return Tag(role, "unknown")
    return Tag("", gender) if gender != "unknown" else None


def _subject_before(words: list[re.Match[str]]) -> Tag | None:
    if not words:
        return None
    last = words[-1][0]
    gender = gender_of_pronoun(last.lower())
    if gender != "unknown" and last.lower() not in {"her", "his", "ihr", "sein", "seine"}:
        return Tag("", gender)
    if not last[0].islower() and last.lower() not in _DETERMINERS and last.lower() not in _STOPS:
        names = [last]
        for word in reversed(words[:-1]):
            if word[0][0].islower() or word[0].lower() in _DETERMINERS or word[0].lower() in _STOPS:
                break
            names.insert(0, word[0])
        return Tag(" ".join(names[-3:]).upper(), "unknown")
    for back in range(2, min(4, len(words)) + 1):
        if words[-back][0].lower() in _DETERMINERS:
            return Tag(" ".join(word[0] for word in words[1 - back :]).upper(), "unknown")
    return None


def _name(sentence: str, words: list[re.Match[str]]) -> str:
    taken = [words[0]]
    for word in words[1:4]:
        between = sentence[taken[-1].end() : word.start()]
        is_particle = word[0].lower() in {"de", "del", "la", "von", "van", "da", "di", "du"}
        if between.strip(" .") or (word[0][0].islower() and not is_particle):
            break
        if words[0][0][0].upper() == words[0][0][0].lower():  # scripts without case: one word
            break
        taken.append(word)
    while len(taken) > 1 and taken[-1][0][0].islower():
        taken.pop()
    return sentence[taken[0].start() : taken[-1].end()].upper()


def _role(sentence: str, words: list[re.Match[str]]) -> str:
    taken: list[re.Match[str]] = []
    for word in words[:3]:
        if word[0].lower() in _STOPS or word[0].endswith(("ly", "mente")) or (taken and sentence[taken[-1].end() : word.start()].strip()):
            break
        taken.append(word)
    return sentence[taken[0].start() : taken[-1].end()].upper() if taken else ""
