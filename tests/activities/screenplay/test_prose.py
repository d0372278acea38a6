"""Prose in many languages."""

import pytest

from activities.screenplay.parse import parse_script
from schemas.screenplay import Cue, Paragraph, Screenplay
from tests.activities.screenplay.shown import shown


def _prose(text: str) -> Screenplay:
    return parse_script(text.encode(), "prose")


def _speeches(text: str) -> list[tuple[str, str]]:
    """Who says what, the narrator left out."""
    said: list[tuple[str, str]] = []
    name = ""
    for element in _prose(text).elements:
        if isinstance(element, Cue):
            name = element.name
        elif isinstance(element, Paragraph) and element.type == "dialogue" and name != "NARRATOR":
            said.append((name, element.text))
    return said


def test_narration_is_shown_and_told_by_the_narrator() -> None:
    assert shown(_prose("The sea was calm. A boat lay on the beach.")) == [
        ("action", "The sea was calm. A boat lay on the beach."),
        ("character", "NARRATOR", "V.O."),
        ("dialogue", "The sea was calm. A boat lay on the beach."),
    ]


@pytest.mark.parametrize(
    "quotation",
    ["“Stay here,” said Mara.", '"Stay here," said Mara.', "‘Stay here,’ said Mara.", "'Stay here,' said Mara.", "„Stay here,“ said Mara."],
)
def test_english_quotation_marks_are_speech(quotation: str) -> None:
    assert _speeches(quotation) == [("MARA", "Stay here,")]


@pytest.mark.parametrize(
    ("text", "speeches"),
    [
        ("—Hola —dijo Rosa—. ¿Qué tal?", [("ROSA", "Hola. ¿Qué tal?")]),
        ("«Ven aquí», gritó la anciana.", [("ANCIANA", "Ven aquí")]),
        ("« Viens ici », dit Marie.", [("MARIE", "Viens ici")]),
        ("— Viens ici, dit Marie.", [("MARIE", "Viens ici,")]),
        ("„Komm her“, sagte Anna leise.", [("ANNA", "Komm her")]),
        ("»Komm her«, sagte Anna leise.", [("ANNA", "Komm her")]),
        ("— Vem cá — disse João.", [("JOÃO", "Vem cá")]),
        ("«Vieni qui», disse Lucia.", [("LUCIA", "Vieni qui")]),
        ("— Привет, — сказал Иван. — Как дела?", [("ИВАН", "Привет, Как дела?")]),
        ("– Chodź tu – powiedziała Ewa.", [("EWA", "Chodź tu")]),
        ("”Kom hit”, sade Erik.", [("ERIK", "Kom hit")]),
        ("小明说：“你好，妈妈。”", [("小明", "你好，妈妈。")]),
        ("「もう遅い」と田中は言った。", [("田中", "もう遅い")]),
        ("राम ने कहा, “आओ यहाँ।”", [("राम", "आओ यहाँ।")]),
        ("قال محمد: «تعال هنا.»", [("محمد", "تعال هنا.")]),
        ("אמר דני: “בוא הנה.”", [("דני", "בוא הנה.")]),
    ],
)
def test_speech_and_speaker_are_found_in_many_languages(text: str, speeches: list[tuple[str, str]]) -> None:
    assert _speeches(text) == speeches


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("“No,” Mara said.", "MARA"),
        ("Mara said: “No.”", "MARA"),
        ("“No,” said the old woman softly.", "OLD WOMAN"),
        ("“No,” the captain whispered.", "CAPTAIN"),
        ("“No,” said Mara Stone, turning.", "MARA STONE"),
        ("Mara stood up. “No.”", "MARA"),
        ("Tom sat. Mara stood. She said: “No.”", "MARA"),
    ],
)
def test_the_speaker_is_who_the_text_names(text: str, name: str) -> None:
    assert _speeches(text) == [(name, _speeches(text)[0][1])]


def test_what_only_says_who_speaks_is_the_speechs_parenthetical() -> None:
    assert shown(_prose("“I know,” said Mara quietly, “but no.” She left.")) == [
        ("character", "MARA"),
        ("parenthetical", "(said Mara quietly)"),
        ("dialogue", "I know, but no."),
        ("action", "She left."),
        ("character", "NARRATOR", "V.O."),
        ("dialogue", "She left."),
    ]


def test_turns_alternate_without_names() -> None:
    text = "“Who is there?” asked Mara.\n\n“Me,” said Tom.\n\n“Come in.”\n\n“Thanks.”"

    assert [name for name, _ in _speeches(text)] == ["MARA", "TOM", "MARA", "TOM"]


def test_a_pronoun_means_the_last_person_of_its_gender() -> None:
    text = "Mara came in. Tom looked up.\n\n“Late,” he said.\n\n“Early,” she said."

    assert [name for name, _ in _speeches(text)] == ["TOM", "MARA"]


def test_a_speech_over_several_paragraphs_stays_with_its_speaker() -> None:
    text = "“It began in winter,” said Mara. “It snowed.\n\n“Then it stopped.”"

    assert [name for name, _ in _speeches(text)] == ["MARA", "MARA"]


def test_a_colon_at_a_paragraphs_end_leads_over_to_the_next_speech() -> None:
    assert _speeches("Tom knocked at the window:\n\n“Look!”") == [("TOM", "Look!")]


def test_a_thought_is_a_voice_over() -> None:
    assert ("character", "MARA", "V.O.") in shown(_prose("“Too late,” thought Mara."))


def test_a_speech_of_nobody_is_the_narrators_with_a_warning() -> None:
    screenplay = _prose("It was dark.\n\n“Help!”")

    assert shown(screenplay)[-2:] == [("character", "NARRATOR", "V.O."), ("dialogue", "Help!")]
    assert [warning.line for warning in screenplay.warnings] == [3]


def test_so_called_words_are_no_speech() -> None:
    assert _speeches("The so-called “hero” left the room.") == []


def test_an_apostrophe_ends_no_quotation() -> None:
    assert _speeches("‘I don’t know the dogs’ names,’ said Mara.") == [("MARA", "I don’t know the dogs’ names,")]


def test_nested_quotations_stay_inside() -> None:
    assert _speeches("“He said ‘no’ to me.” Mara smiled.") == [("MARA", "He said ‘no’ to me.")]


@pytest.mark.parametrize("mark", ["* * *", "***", "---", "⁂", "#"])
def test_a_break_begins_a_scene(mark: str) -> None:
    screenplay = _prose(f"The kitchen was dark.\n\n{mark}\n\nIn the forest it rained.")

    assert [scene.location for scene in screenplay.scenes] == ["kitchen", "forest"]
    assert ("page_break",) in shown(screenplay)


def test_a_chapter_is_a_section_and_begins_a_scene() -> None:
    screenplay = _prose("Chapter One\n\nThe kitchen was dark.\n\nChapter Two\n\nIn the forest it rained.")

    assert [parts for parts in shown(screenplay) if parts[0] == "section"] == [
        ("section", "1", "Chapter One"),
        ("section", "1", "Chapter Two"),
    ]
    assert len(screenplay.scenes) == 2


@pytest.mark.parametrize(
    "leap",
    [
        "The next morning Mara woke.",
        "Al día siguiente llovía.",
        "Le lendemain, il pleuvait.",
        "Two hours later it rained.",
        "In the morning it rained.",
        "One night it rained.",
        "Eines Abends regnete es.",
        "Un soir, il pleuvait.",
        "Una noche llovía.",
        "All'alba pioveva.",
        "Uma noite chovia.",
    ],
)
def test_a_leap_in_time_begins_a_scene_at_the_same_place(leap: str) -> None:
    screenplay = _prose(f"Mara sat in the kitchen at night.\n\n{leap}")

    assert [scene.location for scene in screenplay.scenes] == ["kitchen", "kitchen"]


def test_place_and_time_are_read_from_the_text() -> None:
    scene = _prose("Eran las cuatro de la madrugada y la calle dormía. En la panadería había luz.").scenes[0]

    assert (scene.int_ext, scene.location, scene.time_of_day) == ("INT", "panadería", "DAWN")


def test_title_and_author_are_the_first_short_lines() -> None:
    assert _prose("La panadería\npor A. Autora\n\nEra de noche.").title_page == {"Title": ["La panadería"], "Author": ["A. Autora"]}


def test_a_first_sentence_is_no_title() -> None:
    assert _prose("It was night.\n\nIt rained.").title_page == {}


def test_wrapped_lines_are_one_paragraph() -> None:
    assert shown(_prose("The sea was\ncalm that\nday."))[0] == ("action", "The sea was calm that day.")


def test_lines_that_end_like_sentences_are_paragraphs_of_their_own() -> None:
    assert [parts[1] for parts in shown(_prose("The sea was calm.\nA boat came.\nIt was empty.")) if parts[0] == "action"] == [
        "The sea was calm.",
        "A boat came.",
        "It was empty.",
    ]


def test_long_narration_is_cut_between_sentences() -> None:
    sentence = "The old boat lay on the beach and waited for the tide to come back at last."
    pieces = [parts[1] for parts in shown(_prose(" ".join([sentence] * 7))) if parts[0] == "action"]

    assert len(pieces) > 1
    assert all(piece.startswith("The old") and piece.endswith("last.") and len(piece) <= 240 for piece in pieces)


def test_names_with_colons_are_cues() -> None:
    assert shown(_prose("MARA: (softly) Come in.\nTOM (V.O.): No.")) == [
        ("character", "MARA"),
        ("parenthetical", "(softly)"),
        ("dialogue", "Come in."),
        ("character", "TOM", "V.O."),
        ("dialogue", "No."),
    ]


def test_a_story_begins_at_its_own_hour_and_not_at_that_of_its_next_scene() -> None:
    play = parse_script(
        b"Pip lived in a village and painted boats.\n\nOne night the moon did not come.\n\nIn the morning he slept.", "prose", "en"
    )

    assert [outline.time_of_day for outline in play.scenes] == ["", "NIGHT", "MORNING"]
