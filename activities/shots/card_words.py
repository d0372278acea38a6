"""What a film's own cards say, in the languages that films are in."""

from typing import NamedTuple


class CardWords(NamedTuple):
    """The words of title and credits in one language."""

    by: str
    """Before the writer's name on the title, when the title page has no credit."""
    written: str
    """The writer's role,"""
    voices: str
    """and that of the cast."""
    the_end: str
    narrator: str


_ENGLISH = CardWords("by", "Written by", "Voices", "The End", "Narrator")
_WORDS: dict[str, CardWords] = {
    "en": _ENGLISH,
    "ar": CardWords("تأليف", "تأليف", "أصوات", "النهاية", "الراوي"),
    "bg": CardWords("автор", "Сценарий", "Гласове", "Край", "Разказвач"),
    "bn": CardWords("রচনা", "রচনা", "কণ্ঠ", "সমাপ্ত", "কথক"),
    "ca": CardWords("de", "Guió", "Veus", "Fi", "Narrador"),
    "cs": CardWords("scénář", "Scénář", "Hlasy", "Konec", "Vypravěč"),
    "da": CardWords("af", "Manuskript", "Stemmer", "Slut", "Fortæller"),
    "de": CardWords("von", "Buch", "Stimmen", "Ende", "Erzähler"),
    "el": CardWords("σενάριο", "Σενάριο", "Φωνές", "Τέλος", "Αφηγητής"),
    "es": CardWords("de", "Guion", "Voces", "Fin", "Narrador"),
    "et": CardWords("stsenaarium", "Stsenaarium", "Hääled", "Lõpp", "Jutustaja"),
    "fa": CardWords("نویسنده", "نویسنده", "صداها", "پایان", "راوی"),
    "fi": CardWords("käsikirjoitus", "Käsikirjoitus", "Äänet", "Loppu", "Kertoja"),
    "fr": CardWords("de", "Scénario", "Voix", "Fin", "Narrateur"),
    "gu": CardWords("લેખક", "લેખક", "અવાજ", "સમાપ્ત", "સૂત્રધાર"),
    "he": CardWords("מאת", "תסריט", "קולות", "סוף", "קריין"),
    "hi": CardWords("लेखक", "लेखक", "आवाज़ें", "समाप्त", "सूत्रधार"),
    "hr": CardWords("scenarij", "Scenarij", "Glasovi", "Kraj", "Pripovjedač"),
    "hu": CardWords("írta", "Írta", "Hangok", "Vége", "Narrátor"),
    "hy": CardWords("հեղինակ", "Սցենար", "Ձայներ", "Վերջ", "Պատմող"),
    "id": CardWords("oleh", "Naskah", "Suara", "Tamat", "Narator"),
    "it": CardWords("di", "Sceneggiatura", "Voci", "Fine", "Narratore"),
    "ja": CardWords("作", "脚本", "声の出演", "終わり", "ナレーター"),
    "ka": CardWords("ავტორი", "სცენარი", "ხმები", "დასასრული", "მთხრობელი"),
    "kn": CardWords("ರಚನೆ", "ರಚನೆ", "ಧ್ವನಿಗಳು", "ಮುಕ್ತಾಯ", "ನಿರೂಪಕ"),
    "ko": CardWords("글", "각본", "목소리", "끝", "내레이터"),
    "lt": CardWords("scenarijus", "Scenarijus", "Balsai", "Pabaiga", "Pasakotojas"),
    "lv": CardWords("scenārijs", "Scenārijs", "Balsis", "Beigas", "Stāstnieks"),
    "ml": CardWords("രചന", "രചന", "ശബ്ദം", "അവസാനം", "ആഖ്യാതാവ്"),
    "mr": CardWords("लेखक", "लेखक", "आवाज", "समाप्त", "निवेदक"),
    "nl": CardWords("van", "Scenario", "Stemmen", "Einde", "Verteller"),
    "no": CardWords("av", "Manus", "Stemmer", "Slutt", "Forteller"),
    "pa": CardWords("ਲੇਖਕ", "ਲੇਖਕ", "ਆਵਾਜ਼ਾਂ", "ਸਮਾਪਤ", "ਸੂਤਰਧਾਰ"),
    "pl": CardWords("scenariusz", "Scenariusz", "Głosy", "Koniec", "Narrator"),
    "pt": CardWords("de", "Roteiro", "Vozes", "Fim", "Narrador"),
    "ro": CardWords("de", "Scenariul", "Voci", "Sfârșit", "Narator"),
    "ru": CardWords("автор", "Сценарий", "Голоса", "Конец", "Рассказчик"),
    "sa": CardWords("लेखकः", "लेखकः", "स्वराः", "समाप्तम्", "सूत्रधारः"),
    "sk": CardWords("scenár", "Scenár", "Hlasy", "Koniec", "Rozprávač"),
    "sl": CardWords("scenarij", "Scenarij", "Glasovi", "Konec", "Pripovedovalec"),
    "sr": CardWords("сценарио", "Сценарио", "Гласови", "Крај", "Приповедач"),
    "sv": CardWords("av", "Manus", "Röster", "Slut", "Berättare"),
    "ta": CardWords("எழுத்து", "எழுத்து", "குரல்கள்", "முற்றும்", "கதைசொல்லி"),
    "te": CardWords("రచన", "రచన", "స్వరాలు", "సమాప్తం", "కథకుడు"),
    "th": CardWords("โดย", "บทภาพยนตร์", "เสียงพากย์", "จบ", "ผู้บรรยาย"),
    "tr": CardWords("yazan", "Senaryo", "Sesler", "Son", "Anlatıcı"),
    "uk": CardWords("автор", "Сценарій", "Голоси", "Кінець", "Оповідач"),
    "ur": CardWords("تحریر", "تحریر", "آوازیں", "اختتام", "راوی"),
    "vi": CardWords("của", "Kịch bản", "Lồng tiếng", "Hết", "Người dẫn chuyện"),
    "zh": CardWords("编剧", "编剧", "配音", "剧终", "旁白"),
    "zh-hant": CardWords("編劇", "編劇", "配音", "劇終", "旁白"),
}
_SAME = {"nb": "no", "nn": "no", "iw": "he", "cmn": "zh", "zh-tw": "zh-hant", "zh-hk": "zh-hant", "yue": "zh-hant"}
"""Tags whose words stand under another one."""


def card_words(language: str) -> CardWords | None:
    """The words of a language's cards.

    Args:
        language: A BCP 47 tag; what follows the first part counts where it is another way of writing ("zh-Hant").

    Returns:
        None when no words are known.
    """
    tag = language.casefold().replace("_", "-")
    parts = tag.split("-")
    for known in ("-".join(parts[:2]), parts[0]):
        words = _WORDS.get(_SAME.get(known, known))
        if words is not None:
            return words
    return None


def english_words() -> CardWords:
    """What cards say in a language whose words are not known."""
    return _ENGLISH
