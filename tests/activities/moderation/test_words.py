"""What the rules find, and what they let pass: a crime drama is no crime."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from activities.engines import EngineOptions, engine_class, engine_info
from activities.moderation.engines.words import Words
from activities.moderation.lexicon import LANGUAGES, Lexicon
from activities.moderation.passages import Passage, Text, text_of
from activities.moderation.rules import judge
from activities.moderation.vocabulary.groups import Group
from activities.screenplay.parse import parse_script
from schemas.moderation import QUOTE_CHARACTERS, Category, GivenWords, Verdict
from schemas.stages import Stage
from tests.activities.moderation.orders import job_of, verdict_of

CRIME_DRAMA = """Title: The Quiet Street

INT. POLICE STATION - NIGHT

Detective RHODES (45) drops a folder on the desk. Photos of a severed hand slide out.

RHODES
Three victims. He tortured the last one for hours.

YOUNG
The girl was fifteen. We charge him with abuse of a minor, and with murder.

RHODES
And the bomb in the car?

YOUNG
He built it himself. Forensics found traces of explosives. Twenty grams.

INT. KITCHEN - DAY

JESSE cooks. Steam fills the room.

JESSE
We cook two hundred grams of meth a week and you talk to me about percent?

EXT. BRIDGE - NIGHT

ANNA stands at the railing. She thinks of suicide. Rhodes takes her hand.

ANNA
Everybody told me to go and kill myself.

RHODES
Let me take you home.
"""


def found(text: str, language: str = "en", *, spoken: bool = False, minors: frozenset[str] = frozenset()) -> Verdict:
    """What is found in one paragraph."""
    return judge(Text([Passage(text, is_spoken=spoken, scene=1, line=1)], language, minors))


def test_it_is_always_there() -> None:
    assert engine_class(Stage.MODERATION, "words") is Words
    assert engine_info(Stage.MODERATION, "words", {}).unavailable is None


def test_a_crime_drama_stays_below_every_usual_threshold(tmp_path: Path) -> None:
    verdict = verdict_of(Words(EngineOptions()), job_of(tmp_path, CRIME_DRAMA))

    assert verdict.score < 0.4
    assert verdict.findings, "its weak places are told all the same"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("A naked schoolgirl on a bed.", "en"),
        ("MIA (12), naked, looks into the lens.", "en"),
        ("Mia, who is 12 years old, is naked.", "en"),
        ("Ein nacktes Kleinkind.", "de"),
        ("Une fillette nue.", "fr"),
        ("Una niña desnuda.", "es"),
        ("Una bambina nuda.", "it"),
        ("Uma menina nua.", "pt"),
        ("Ein nacktes Mädchen, 14 Jahre alt.", "de"),
        ("a n4k3d schoolgirl", "en"),
        ("Une fille de 13 ans, nue.", "fr"),
    ],
)
def test_a_minor_is_not_shown_naked(text: str, language: str) -> None:
    verdict = found(text, language)

    assert verdict.scores[Category.SEXUAL_MINORS] >= 0.5


def test_a_character_who_is_a_child_elsewhere_in_the_script_is_one_here() -> None:
    assert found("Lilly, naked, on the bed.", minors=frozenset({"LILLY"})).scores[Category.SEXUAL_MINORS] >= 0.5
    assert Category.SEXUAL_MINORS not in found("Lilly, naked, on the bed.").scores


@pytest.mark.parametrize(
    "text",
    [
        "The children run across the beach. Later, somewhere else, the sun is high and everybody sleeps. A statue is naked.",
        "A child looks at the stars with the naked eye.",
        "TOM (34), naked to the waist, chops wood.",
        "Les enfants courent pieds nus.",
        "A naked bulb swings above the child's bed.",
        "Two fathers, a same-sex couple, and their children wave.",
        "He drills into the vault. She prepares the explosives: 2 kg for the door, no more.",
        "She does not know how to live after his suicide.",
        "He spent 12 years in prison. She is nude in the painting.",
    ],
)
def test_innocent_pictures_pass(text: str) -> None:
    assert found(text, "fr" if text.startswith("Les") else "en").score < 0.5


def test_what_is_prosecuted_is_not_what_is_shown() -> None:
    shown = found("The teenager undresses; a sexual scene begins.").scores[Category.SEXUAL_MINORS]
    prosecuted = found("Police arrest the man for sexual abuse of a teenager.").scores[Category.SEXUAL_MINORS]

    assert shown >= 0.5 > prosecuted


@pytest.mark.parametrize(
    ("text", "language", "category"),
    [
        ("How to make a pipe bomb, step by step: grind 50 grams, stir and heat to 80 degrees.", "en", Category.WEAPONS),
        ("So baust du eine Rohrbombe, Schritt für Schritt: 50 Gramm zermahlen, dann bohren.", "de", Category.WEAPONS),
        ("Cook the meth: dissolve 30 grams in 200 ml, filter, then evaporate at 90 degrees.", "en", Category.ILLICIT),
        ("Para fabricar metanfetamina, disuelve 30 gramos y filtra.", "es", Category.ILLICIT),
    ],
)
def test_instructions_are_found_whoever_says_them(text: str, language: str, category: Category) -> None:
    assert found(text, language).scores[category] >= 0.5
    assert found(text, language, spoken=True).scores[category] >= 0.5


def test_what_detectives_say_is_no_offence() -> None:
    assert found("We found child porn on his laptop. He molested two teenagers.", spoken=True).score < 0.5


def test_a_recipe_that_is_spread_over_a_dialogue_is_one(tmp_path: Path) -> None:
    script = "INT. LAB - DAY\n\nWALT\nWe make meth.\n\nJESSE\nHow?\n\nWALT\n"
    script += "Dissolve it first, then filter it.\n\nJESSE\nHow much?\n\nWALT\n30 grams.\n"

    verdict = verdict_of(Words(EngineOptions()), job_of(tmp_path, script))

    assert verdict.scores[Category.ILLICIT] >= 0.5
    assert [(one.scene, one.line) for one in verdict.findings if one.score >= 0.5] == [(1, 4)]


def test_what_a_character_says_weighs_less_than_what_is_seen() -> None:
    text = "The Jews are vermin."

    assert found(text, spoken=True).scores[Category.HATE] < found(text).scores[Category.HATE]


def test_many_weak_places_on_a_page_weigh_more_than_on_a_hundred() -> None:
    slur = Passage("Get out, you kikes.", is_spoken=True, scene=1)
    calm = Passage("They walk along the river and talk about the weather, for a long time. " * 4, is_spoken=False, scene=1)

    crowded, thin = (judge(Text([slur] * 10 + [calm] * count, "en")) for count in (0, 300))

    assert crowded.scores[Category.HATE] >= 0.5 > thin.scores[Category.HATE]


def test_a_method_of_self_harm_is_found_and_a_grief_is_not() -> None:
    assert found("The best way to suicide: how many pills you need.", spoken=True).scores[Category.SELF_HARM] >= 0.5
    assert found("His suicide broke her heart. She never spoke of it.").scores[Category.SELF_HARM] < 0.5


def test_a_finding_says_where_it_stands_and_quotes_at_most_eighty_characters(tmp_path: Path) -> None:
    script = f"INT. HALL - DAY\n\nRain.\n\n{'A long corridor without an end. ' * 6}A naked schoolgirl. {'The rain goes on. ' * 6}\n"

    [finding] = verdict_of(Words(EngineOptions()), job_of(tmp_path, script)).findings

    assert (finding.scene, finding.line, finding.where) == (1, 5, "")
    assert "naked schoolgirl" in finding.quote
    assert len(finding.quote) <= QUOTE_CHARACTERS


def test_prompts_and_titles_are_named(tmp_path: Path) -> None:
    words = [GivenWords(where="prompt of shot 3", text="a naked schoolgirl")]

    [finding] = verdict_of(Words(EngineOptions()), job_of(tmp_path, words=words)).findings

    assert (finding.where, finding.line) == ("prompt of shot 3", 0)


def test_marks_of_emphasis_and_speech_hide_nothing(tmp_path: Path) -> None:
    script = "INT. HALL - DAY\n\nA *na*ked **school**girl.\n"
    words = [
        GivenWords(where="text of line 1", text="<speak>na<break time='1s'/>ked school<emphasis>girl</emphasis></speak>", is_spoken=True)
    ]

    assert verdict_of(Words(EngineOptions()), job_of(tmp_path, script)).scores[Category.SEXUAL_MINORS] >= 0.5
    assert "schoolgirl" in text_of(job_of(tmp_path, words=words)).passages[0].text


def test_notes_of_a_script_are_nobody_s_business(tmp_path: Path) -> None:
    script = "INT. HALL - DAY\n\n[[A naked schoolgirl must not appear here.]]\n\n= A naked schoolgirl.\n\nRain.\n"

    assert verdict_of(Words(EngineOptions()), job_of(tmp_path, script)).scores == {}


def test_a_language_without_lists_is_said(tmp_path: Path) -> None:
    assert found("Sataa.", "fi").notes == ["no words of the language 'fi' are known to the rules"]
    assert found("It rains.", "en").notes == []
    _ = tmp_path


def test_the_same_words_give_the_same_bytes(tmp_path: Path) -> None:
    first, again = (Words(EngineOptions()).make(job_of(tmp_path / name, CRIME_DRAMA)).path.read_bytes() for name in ("a", "b"))

    assert first == again


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_words_for_every_group(language: str) -> None:
    known = Lexicon([language]).groups

    assert known == frozenset(Group) - {Group.NUMBER, Group.QUANTITY}


def test_a_long_script_is_looked_through_faster_than_it_is_read(tmp_path: Path) -> None:
    """Measured: 35 ms of CPU for 130 pages, 65 to read them; told as a ratio, so that it holds on every machine."""
    pages = "\n".join(CRIME_DRAMA.partition("\n\n")[2].replace("NIGHT", f"NIGHT {number}") for number in range(150))
    script = f"Title: Long\n\n{pages}"
    job, engine = job_of(tmp_path, script), Words(EngineOptions())

    judging_s = min(cpu_s(lambda: engine.make(job)) for _ in range(3))
    reading_s = min(cpu_s(lambda: parse_script(script.encode(), "fountain", "auto")) for _ in range(2))

    assert judging_s < reading_s


def cpu_s(work: Callable[[], object]) -> float:
    """What something takes of the processor."""
    begun_s = time.process_time()
    work()
    return time.process_time() - begun_s
