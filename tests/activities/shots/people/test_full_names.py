"""People who are introduced by one name and speak by another."""

from activities.screenplay.parse import parse_script
from activities.shots.breakdown import break_down
from activities.shots.people.cast import Cast, cast_of
from activities.shots.people.full_names import one_name_each
from schemas.screenplay import CastMember
from schemas.shots import Shot


def script(*paragraphs: str) -> bytes:
    return "\n\n".join(("INT. ROOM - DAY", *paragraphs)).encode()


def cast(*paragraphs: str) -> Cast:
    return cast_of(parse_script(script(*paragraphs), "auto", "auto"))


def shots(*paragraphs: str) -> list[Shot]:
    return [shot for scene in break_down(parse_script(script(*paragraphs), "auto", "auto")).scenes for shot in scene.shots]


def test_who_is_introduced_with_a_rank_is_the_one_who_speaks_without() -> None:
    hale = cast("INSPECTOR HALE (52), in a grey coat, smokes.", "HALE\nYou are late.").characters

    assert [(character.name, character.description) for character in hale] == [("HALE", "inspector; 52; in a grey coat")]


def test_who_is_introduced_by_both_names_is_the_one_who_speaks_by_the_first() -> None:
    assert [character.name for character in cast("SARAH CONNOR (30) waits.", "SARAH\nSorry.").characters] == ["SARAH"]


def test_somebody_is_in_a_picture_once_by_whichever_name() -> None:
    seen = [
        [subject.character.name for subject in shot.subjects]
        for shot in shots("INSPECTOR HALE (52) smokes.", "HALE\nYou are late.", "NINA\nSorry.", "Inspector Hale and Nina sit down.")
    ]

    assert {name for names in seen for name in names} == {"HALE", "NINA"}
    assert all(len(names) == len(set(names)) for names in seen)


def test_somebody_at_another_age_is_somebody_else() -> None:
    assert {character.name for character in cast("YOUNG MARA (8) plays.", "MARA\nThat was me.").characters} == {"YOUNG MARA", "MARA"}


def test_who_is_told_of_by_their_own_name_is_not_who_has_a_longer_one() -> None:
    names = {character.name for character in cast("TOM (40), a baker, waits. UNCLE TOM (80) sleeps.", "TOM\nHe sleeps.").characters}

    assert names == {"TOM", "UNCLE TOM"}


def test_a_longer_name_that_two_may_mean_is_nobodys() -> None:
    members = [CastMember(name="ANNA", speeches=1), CastMember(name="WEN", speeches=1), CastMember(name="ANNA WEN")]

    assert one_name_each(members) == (members, {})


def test_a_name_in_the_middle_of_a_longer_one_is_the_same_person() -> None:
    members = [CastMember(name="ISHA", speeches=2), CastMember(name="CAPTAIN ISHA RAO", description="41, shaved head", gender="female")]

    left, aliases = one_name_each(members)

    assert [member.name for member in left] == ["ISHA"]
    assert left[0].description == "captain rao; 41, shaved head"
    assert aliases == {"CAPTAIN ISHA RAO": "ISHA"}


def test_what_is_told_of_a_hat_in_passing_introduces_nobody() -> None:
    names = [
        c.name for c in cast("CALEB STROUD (50), a grey beard, waits.", "CALEB\nSorry.", "Caleb waves, his hat in his hand.").characters
    ]

    assert names == ["CALEB"]
