"""Who is in a script, and what it tells of them."""

import pytest

from activities.screenplay.parse import parse_script
from schemas.screenplay import CastMember
from tests.activities.screenplay.shown import fountain


def _cast(action: str, *cues: str) -> list[CastMember]:
    speeches = "\n\n".join(f"{cue}\nHello." for cue in cues)
    return fountain(f"INT. HOUSE - DAY\n\n{action}\n\n{speeches}").characters


def test_everybody_who_speaks_is_there_once_with_all_speeches() -> None:
    assert [(member.name, member.speeches) for member in _cast("Rain.", "MARA", "TOM (V.O.)", "MARA (CONT'D)")] == [("MARA", 2), ("TOM", 1)]


def test_somebody_introduced_with_an_article_is_who_speaks_without_it() -> None:
    action = "A WAITER (20s, thin) pours. THE COOK (50s, bald) nods. AN OLD MAN (70s) sleeps."

    assert [(member.name, member.description) for member in _cast(action, "WAITER", "COOK")] == [
        ("WAITER", "20s, thin"),
        ("COOK", "50s, bald"),
        ("OLD MAN", "70s"),
    ]


def test_a_silent_person_introduced_with_an_age_is_there_too() -> None:
    assert [(member.name, member.speeches) for member in _cast("A boy, LEO (8), waves. BANG!", "MARA")] == [("MARA", 1), ("LEO", 0)]


@pytest.mark.parametrize(
    ("action", "description"),
    [
        ("MARA, 34, a keeper in a yellow raincoat, climbs.", "34, a keeper in a yellow raincoat"),
        ("MARA (34, tall) climbs.", "34, tall"),
        ("MARA (34), a tall woman in black, climbs.", "34; a tall woman in black"),
        ("Mara is a tall woman with short hair. She climbs.", "a tall woman with short hair"),
        ("A young woman, MARA, climbs.", "A young woman"),
        ("An old keeper named MARA climbs.", "An old keeper"),
        ("Mara climbs. Mara wears a red coat.", "Mara wears a red coat."),
        ("Mara climbs, then falls.", ""),
        ("MARA (19), Harlan's daughter, a denim jacket, climbs.", "daughter; 19; a denim jacket"),
        ("MARA (20), captain, cornrows, a green jersey, ties her boots.", "20; captain, cornrows, a green jersey"),
        ("There lived a girl named MARA who painted.", "a girl"),
    ],
)
def test_the_description_is_in_the_scripts_words(action: str, description: str) -> None:
    assert _cast(action, "MARA")[0].description == description


@pytest.mark.parametrize(
    ("name", "action", "gender"),
    [
        ("MRS. STONE", "", "female"),
        ("OLD MAN", "", "male"),
        ("LA PANADERA", "", "female"),
        ("MARA", "", "female"),
        ("TOMÁS", "", "male"),
        ("KIM", "Kim sits. He drinks his tea. He sighs.", "male"),
        ("ROBIN", "Robin sits. She drinks her tea.", "female"),
        ("MARA", "Mara kneels before him. Mara kisses him.", "female"),
        ("KIM", "Kim sits. The rope catches him. It chokes him.", "male"),
        ("ZORP", "ZORP, 40, a mother of three, sits.", "female"),
        ("ZORP", "Zorp sits.", "unknown"),
        ("JUDGE ZORP", "JUDGE ZORP (60), a woman in black robes, sits.", "female"),
        ("BEN", "BEN (26), an intern in green scrubs, runs after her. He waves to her.", "male"),
        ("BEN", "Ben sits. She laughs. Her hair is long. She drinks her tea. She leaves.", "female"),
        ("HELENE", "HELENE (68) liest einen Brief.", "female"),
        ("ZORP", "Once upon a time there lived a boy named Zorp who ran.", "male"),
        ("ZORP", "Zorp and Mara sit. She laughs. She leaves.", "unknown"),
    ],
)
def test_gender_is_told_by_title_role_pronoun_or_given_name(name: str, action: str, gender: str) -> None:
    cast = _cast(action or "Rain.", name, "MARA")

    assert next(member.gender for member in cast if member.name == name) == gender


@pytest.mark.parametrize(
    ("name", "action", "age"),
    [
        ("MARA", "MARA (8) runs.", "child"),
        ("MARA", "MARA, 17, runs.", "young"),
        ("MARA", "MARA (30s) runs.", "adult"),
        ("MARA", "MARA, mid-60s, runs.", "old"),
        ("MARA", "MARA, in her seventies, runs.", "old"),
        ("MARA", "MARA, a girl of 9 years, runs.", "child"),
        ("ROSA", "ROSA, una anciana de 80 años, amasa.", "old"),
        ("OLD MAN", "Rain.", "old"),
        ("BOY", "Rain.", "child"),
        ("JOHN (70)", "Rain.", "old"),
        ("MARA", "MARA, a woman with 12 medals, runs.", "adult"),
        ("MARA", "Mara runs.", "adult"),
    ],
)
def test_age_is_told_by_numbers_and_words(name: str, action: str, age: str) -> None:
    assert _cast(action, name)[0].age == age


def test_a_german_trade_tells_its_gender() -> None:
    screenplay = parse_script(b"INT. DORF - TAG\n\nWIRT\nGuten Morgen.\n\nWIRTIN\nGuten Morgen.\n")

    assert {member.name: member.gender for member in screenplay.characters} == {"WIRT": "male", "WIRTIN": "female"}
