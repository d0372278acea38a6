"""Who is whose relative, and what else stands between the commas behind a name."""

import pytest

from activities.screenplay.parse import parse_script
from schemas.screenplay import CastMember


def cast(action: str) -> dict[str, CastMember]:
    script = f"INT. KITCHEN - DAY\n\n{action}\n\nMARTHA\nYes.\n"
    return {member.name: member for member in parse_script(script.encode(), "fountain", "en").characters}


@pytest.mark.parametrize(
    ("action", "name", "told"),
    [
        ("MARTHA (44) waits. Her daughter LENA (9) draws.", "LENA", "daughter of Martha; 9"),
        ("MARTHA (44) waits. MARTHA's brother PAUL (50) comes.", "PAUL", "brother of Martha; 50"),
        ("MARTHA (44) waits. TOMAS (17), her son, comes.", "TOMAS", "son of Martha; 17"),
    ],
)
def test_relatives_are_told_as_such(action: str, name: str, told: str) -> None:
    assert cast(action)[name].description.startswith(told)


def test_the_kind_of_relative_tells_the_gender() -> None:
    people = cast("MARTHA (44) waits. Her daughter UNA (9) draws. Her son KIT (11) sings.")

    assert [people[name].gender for name in ("UNA", "KIT")] == ["female", "male"]


def test_whose_son_it_is_tells_the_gender_too() -> None:
    assert cast("COMMANDER IVES (45) and her son, SOL (22), walk.")["COMMANDER IVES"].gender == "female"


def test_a_moustache_tells_the_gender() -> None:
    assert cast("SHERIFF BOONE (55), grey moustache, waits.")["SHERIFF BOONE"].gender == "male"


def test_looks_behind_an_age_in_brackets_are_kept_to_the_action() -> None:
    assert cast("MARTHA (44), tired, in a green cardigan, pours coffee.")["MARTHA"].description == "44; tired, in a green cardigan"


def test_an_action_between_commas_is_no_description() -> None:
    assert cast("MARTHA, 44, opens the door, and waits.")["MARTHA"].description == "44"
