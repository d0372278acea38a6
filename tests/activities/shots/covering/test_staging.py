"""People keep their side, their pose and their feelings from shot to shot."""

from activities.shots.breakdown import break_down
from activities.shots.people.acting import acting_in, spoken_expression
from activities.shots.people.cast import Cast
from activities.shots.places.props import props_in
from schemas.screenplay import Element
from schemas.shots import Character, Shot, Subject
from tests.activities.shots.scripts import action, film, says, scene

CAST = Cast([Character(name="MARA", gender="female"), Character(name="TOM", gender="male"), Character(name="OLD KEEPER", gender="male")])
TALK = [says(name, f"This is line number {count} of our long talk.") for count in range(4) for name in ("MARA", "TOM")]


def shots_of(*scenes: tuple[str, list[Element]]) -> list[Shot]:
    return [shot for part in break_down(film(*scenes)).scenes[1:-1] for shot in part.shots]


def subjects(shots: list[Shot], name: str) -> list[Subject]:
    return [subject for shot in shots for subject in shot.subjects if subject.character.name == name]


def test_two_who_talk_face_each_other_all_through_a_scene() -> None:
    shots = shots_of(scene("INT. CAFÉ - DAY", *TALK))

    assert {s.facing for s in subjects(shots, "MARA") if not s.is_foreground} == {"right"}
    assert {s.facing for s in subjects(shots, "TOM") if not s.is_foreground} == {"left"}
    assert "right" not in {s.position for s in subjects(shots, "MARA")}
    assert "left" not in {s.position for s in subjects(shots, "TOM")}


def test_sides_are_kept_when_the_story_comes_back_to_a_place() -> None:
    first = scene("INT. CAFÉ - DAY", *TALK)
    back = scene("INT. CAFÉ - NIGHT", says("TOM", "You are still here."), says("MARA", "So are you."))

    shots = shots_of(first, scene("EXT. SEA - DAY", action("Waves.")), back)

    later = [shot for shot in shots if shot.scene == 3]
    assert {s.facing for s in subjects(later, "TOM") if not s.is_foreground} == {"left"}


def test_three_people_never_stand_in_the_same_place() -> None:
    shots = shots_of(scene("INT. CAFÉ - DAY", action("Mara, Tom and Ida sit."), *TALK, says("IDA", "Enough!"), says("ALL", "Yes.")))

    assert all(len({s.position for s in shot.subjects}) == len(shot.subjects) for shot in shots)


def test_who_sits_down_stays_seated_until_they_rise() -> None:
    before = [action("Mara sits down at the table. She holds a cup."), *TALK[:2]]
    shots = shots_of(scene("INT. CAFÉ - DAY", *before, *TALK[2:4], action("Mara stands up."), *TALK[4:]))

    rises = next(index for index, shot in enumerate(shots) if "stands up" in shot.action)
    assert {s.pose for s in subjects(shots[:rises], "MARA")} == {"sit"}
    assert {s.pose for s in subjects(shots[rises:], "MARA")} == {"stand"}


def test_a_feeling_outlives_its_shot_and_then_fades() -> None:
    shots = shots_of(scene("INT. CAFÉ - DAY", action("Mara sits alone. She weeps."), *TALK))

    feelings = [s.expression for s in subjects(shots, "MARA")]
    assert feelings[0] == "sad"
    assert feelings[-1] == "neutral"


def test_two_joined_by_and_do_the_same() -> None:
    acting = acting_in("Mara and Tom embrace.", CAST)

    assert {name: acted.pose for name, acted in acting.items()} == {"MARA": "embrace", "TOM": "embrace"}


def test_each_clause_is_about_its_own_subject() -> None:
    acting = acting_in("Mara laughs, Tom frowns and sits while the keeper runs.", CAST)

    assert (acting["MARA"].expression, acting["TOM"].pose, acting["OLD KEEPER"].pose) == ("happy", "sit", "run")


def test_a_pronoun_is_about_whom_it_fits() -> None:
    assert acting_in("She kneels.", CAST, ["TOM", "MARA"])["MARA"].pose == "kneel"


def test_the_first_pronoun_is_the_subject() -> None:
    acting = acting_in("She takes his hand.", CAST, ["TOM", "MARA"])

    assert list(acting) == ["MARA"]


def test_a_role_is_about_the_only_one_it_fits() -> None:
    boy = Character(name="NICO", gender="male", age="child")
    cast = Cast([boy, Character(name="ROSA", gender="female", age="old")], "es")

    assert cast.described("El niño miró el horno.", ["NICO", "ROSA"]) == ["NICO"]
    assert cast.described("El hombre miró el horno.", ["ROSA"]) == []


def test_what_somebody_does_not_do_is_not_seen() -> None:
    assert acting_in("Mara does not smile.", CAST)["MARA"].expression is None


def test_a_parenthetical_weighs_more_than_punctuation() -> None:
    assert spoken_expression("Go away!", "tenderly") == "loving"
    assert spoken_expression("Go away!", "") == "determined"
    assert spoken_expression("What?!", "") == "surprised"
    assert spoken_expression("Well...", "") == "thoughtful"
    assert spoken_expression("Well.", "") is None


def test_a_character_is_found_by_name_part_and_by_common_noun() -> None:
    assert CAST.named("The keeper waves to Mara; Keeper and TOM's dog follow.") == ["OLD KEEPER", "MARA"]


def test_a_piano_that_is_named_once_stands_there_all_through_the_scene() -> None:
    shots = shots_of(
        scene(
            "INT. LIVING ROOM - DAY",
            action("Dust on a closed piano."),
            action("Mara kneels on the carpet and looks for her glasses."),
            says("MARA", "They were here a minute ago."),
        )
    )

    assert all("piano" in shot.props for shot in shots if shot.framing != "insert")


def test_people_without_a_name_stay_through_their_scene() -> None:
    shots = shots_of(
        scene(
            "EXT. ROOFTOP - DAY",
            action("A bride, a groom and forty guests."),
            action("Mara comes up the stairs and looks for her glasses."),
            says("MARA", "They were here a minute ago."),
        )
    )

    assert all("crowd" in shot.props for shot in shots if shot.framing != "insert")


def test_everybody_is_who_is_there() -> None:
    shots = shots_of(scene("EXT. PARK - DAY", says("MARA", "We did it."), says("TOM", "Yes."), action("Everybody cheers. The dog barks.")))

    assert {subject.character.name for subject in shots[-1].subjects} == {"MARA", "TOM"}


def test_a_railway_car_is_no_car() -> None:
    assert props_in("A single railway car stands on the rails.") == ["train"]


def test_who_has_something_in_their_hand_holds_it() -> None:
    waits = action("Before the door Mara waits with a lantern in her hand. The wind has stopped, and all the birds are silent.")
    shots = shots_of(scene("EXT. HOUSE - DAY", waits, says("MARA", "Come in.")))

    assert {subject.pose for shot in shots for subject in shot.subjects if subject.character.name == "MARA"} >= {"hold"}


def test_who_runs_with_something_in_their_hand_runs() -> None:
    assert acting_in("Mara runs down the corridor, a toolbox in her hand.", CAST)["MARA"].pose == "run"


def test_the_children_are_all_children_the_film_knows() -> None:
    cast = Cast(
        [Character(name="JONAS", age="child"), Character(name="MILA", age="child"), Character(name="HEDWIG", age="old")], language="de"
    )

    assert cast.named("Hand in Hand gehen die Kinder nach Hause.") == ["JONAS", "MILA"]


def test_a_part_of_a_place_stays_the_part_of_that_place() -> None:
    train = scene("INT. NIGHT TRAIN, CORRIDOR - NIGHT", action("Rain on the windows."))
    house = scene("INT. KITCHEN - DAY", action("A kettle."))
    back = scene("INT. CORRIDOR - LATER", action("Nobody."))

    assert [shot.setting.location for shot in shots_of(train, house, back)] == ["NIGHT TRAIN, CORRIDOR", "KITCHEN", "NIGHT TRAIN, CORRIDOR"]
