"""Who takes after whom."""

from activities.shots.people.kin import with_heritage
from schemas.shots import Character


def heritage_of(*people: Character) -> dict[str, str]:
    return {person.name: person.heritage for person in with_heritage(people)}


MARTHA = Character(name="MARTHA", description="44, red hair")


def test_a_daughter_takes_after_her_mother() -> None:
    assert heritage_of(MARTHA, Character(name="LENA", description="daughter of Martha; 9"))["LENA"] == "MARTHA\n44, red hair"


def test_brother_and_niece_take_after_the_same_relative() -> None:
    lena = Character(name="LENA", description="daughter of Paul")
    found = heritage_of(MARTHA, lena, Character(name="PAUL", description="brother of Martha; 50"))

    assert found == {"MARTHA": "", "LENA": "MARTHA\n44, red hair", "PAUL": "MARTHA\n44, red hair"}


def test_who_is_adopted_takes_after_nobody() -> None:
    assert heritage_of(MARTHA, Character(name="LENA", description="adopted daughter of Martha"))["LENA"] == ""


def test_strangers_take_after_nobody() -> None:
    assert heritage_of(MARTHA, Character(name="VICTOR", description="48, in a black hat")) == {"MARTHA": "", "VICTOR": ""}
