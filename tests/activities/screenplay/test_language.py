"""Guessing languages."""

import pytest

from activities.screenplay.language import guess_language
from activities.screenplay.parse import parse_script


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The old man was in the house and did not say that he was tired.", "en"),
        ("El viejo estaba en la casa y no dijo que estaba cansado, pero su hija lo sabía.", "es"),
        ("Le vieil homme était dans la maison et il ne disait pas qu'il était fatigué.", "fr"),
        ("Der alte Mann war in dem Haus und sagte nicht, dass er müde ist.", "de"),
        ("O velho estava em casa e não disse que estava cansado, mas ela já sabia.", "pt"),
        ("Il vecchio era in casa e non disse che era stanco, ma lei lo sapeva già.", "it"),
        ("De oude man was in het huis en zei niet dat hij moe was.", "nl"),
        ("Den gamle mannen var i huset och sade inte att han var trött.", "sv"),
        ("Stary człowiek był w domu i nie powiedział, że jest zmęczony.", "pl"),
        ("Старик был дома и не сказал, что устал.", "ru"),
        ("Старий був удома і не сказав, що втомився, бо її не було.", "uk"),
        ("老人在家里，没有说他累了。", "zh"),
        ("老人は家にいて、疲れたとは言わなかった。", "ja"),
        ("노인은 집에 있었고 피곤하다고 말하지 않았다.", "ko"),
        ("كان الرجل العجوز في البيت ولم يقل إنه متعب.", "ar"),
        ("הזקן היה בבית ולא אמר שהוא עייף.", "he"),
        ("बूढ़ा आदमी घर में था।", "hi"),
        ("Ο γέρος ήταν στο σπίτι.", "el"),
        ("42!", "en"),
    ],
)
def test_a_language_is_known_by_its_letters_and_small_words(text: str, language: str) -> None:
    assert guess_language(text) == language


def test_slug_lines_in_english_do_not_outweigh_the_speech() -> None:
    script = "INT. HOUSE - DAY\n\nLa lluvia cae sobre la calle.\n\nROSA\nNo me digas que no lo sabías.\n\nCUT TO:\n"

    assert parse_script(script.encode()).language == "es"


def test_an_ordered_language_is_taken_as_its_primary_tag() -> None:
    assert parse_script(b"INT. HOUSE\n\nRain.\n", language="pt-BR").language == "pt"
