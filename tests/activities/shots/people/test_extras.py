"""People without a name: who is found, how they are dressed and posed, where they are seen, and whom they are not taken for."""

import pytest

from activities.shots.breakdown import break_down
from activities.shots.check import check_shot_list
from activities.shots.people.cast import Cast
from activities.shots.people.nameless import role_in, roles_in
from activities.shots.words import sentences
from schemas.screenplay import CastMember
from schemas.shots import Character, Shot, Subject
from tests.activities.shots.scripts import Piece, action, film, says, scene

CAST = {
    language: Cast([Character(name="RUTH", gender="female"), Character(name="SAM", gender="male")], language) for language in ("en", "de")
}


def shots_of(*pieces: Piece, heading: str = "INT. BAR - NIGHT") -> list[Shot]:
    people = [CastMember(name="RUTH", gender="female"), CastMember(name="SAM", gender="male")]
    screenplay = film(scene(heading, *pieces), cast=people)
    listed = break_down(screenplay)
    assert check_shot_list(listed, screenplay) == []
    return listed.scenes[1].shots


def extras(shot: Shot) -> list[Subject]:
    return [subject for subject in shot.subjects if subject.is_extra]


@pytest.mark.parametrize(
    ("told", "language", "title"),
    [
        ("A nurse passes with a trolley.", "en", "nurse"),
        ("An old man lies in the bed.", "en", "old man"),
        ("A very old, bent waiter wipes the counter.", "en", "old waiter"),
        ("A taxi driver waits.", "en", "driver with a cap"),
        ("In the corner a waitress yawns.", "en", "waitress"),
        ("There is a guard at the gate.", "en", "guard"),
        ("Ein alter Mann sitzt auf einer Bank.", "de", "old man"),
        ("Eine Nachbarin wartet an der Tür.", "de", "neighbour"),
        ("Un vieux serveur essuie le comptoir.", "fr", "old waiter"),
        ("Una enfermera pasa.", "es", "nurse"),
        ("Un vecchio pescatore dorme.", "it", "old fisherman"),
        ("Uma mulher espera.", "pt", "woman"),
        ("In the phone booth, a man dials.", "en", "man"),
        ("In the TV studio a singer waits.", "en", "singer"),
        ("A woman on the phone nods.", "en", "woman"),
    ],
)
def test_somebody_without_a_name_is_found(told: str, language: str, title: str) -> None:
    role = role_in(told, Cast([], language))

    assert role is not None
    assert role.title == title


@pytest.mark.parametrize(
    ("told", "language"),
    [
        ("The nurse passes.", "en"),
        ("A man's voice from the radio.", "en"),
        ("A portrait of a man hangs on the wall.", "en"),
        ("A statue of a soldier.", "en"),
        ("A toy soldier stands on the shelf.", "en"),
        ("A guard dog barks.", "en"),
        ("A cop car skids to a halt.", "en"),
        ("An empty patient room.", "en"),
        ("Ein Bild von einem alten Mann.", "de"),
        ("A man called SAM comes in.", "en"),
        ("A woman, RUTH, 52, waits.", "en"),
        ("A long corridor. Nobody.", "en"),
        ("Ruth holds a doll like a nurse.", "en"),
        ("A kind word helps.", "en"),
        ("Un viejo coche pasa.", "es"),
        ("Ein Haus am See.", "de"),
        ("eine weißhaarige alte Frau, stellt eine Tasse auf den Tisch.", "de"),
    ],
)
def test_nobody_is_made_up(told: str, language: str) -> None:
    assert role_in(told, Cast(CAST["en"].characters, language)) is None


def test_what_somebody_is_makes_nobody_else_of_them() -> None:
    shots = shots_of(
        action("RUTH, a tall woman in a red coat, walks through the rain, an old man's hat on her head."), says("SAM", "Ruth!")
    )

    assert not any(extras(shot) for shot in shots)
    assert [subject.pose for subject in shots[0].subjects if subject.character.name == "RUTH"] == ["walk"]


def test_who_speaks_is_no_extra() -> None:
    shots = shots_of(action("A waiter comes."), says("WAITER", "Tea?"), says("RUTH", "Please."))

    assert not any(extras(shot) for shot in shots)


def test_an_extra_is_the_same_in_every_wide_picture_and_in_no_close_one() -> None:
    talk = [
        piece for _ in range(4) for piece in (says("RUTH", "Was it cold on the island?"), says("SAM", "It was colder than here, Ruth."))
    ]
    shots = shots_of(action("An old waiter wipes the counter. Ruth and Sam sit at a table."), *talk, action("They laugh."))

    wide = [shot for shot in shots if extras(shot)]
    assert len({subject.character.model_dump_json() for shot in wide for subject in extras(shot)}) == 1
    assert all(shot.size in {"EWS", "WS", "FS", "MLS"} for shot in wide)
    assert extras(wide[0])[0].character.description == "an old waiter"


def test_who_passes_is_in_one_picture_only() -> None:
    shots = shots_of(action("A nurse passes."), says("RUTH", "Good night."), says("SAM", "Good night."), action("Ruth and Sam wait."))

    assert [subject.pose for shot in shots for subject in extras(shot)] == ["walk"]


def test_what_an_extra_does_is_nobody_elses_doing() -> None:
    shots = shots_of(action("An old man lies in the bed. RUTH holds his hand."), says("RUTH", "Papa."))

    poses = {subject.character.name: subject.pose for subject in shots[0].subjects}
    assert poses["OLD MAN"] == "lie"
    assert all(subject.pose != "lie" for shot in shots for subject in shot.subjects if subject.character.name == "RUTH")


def test_who_lies_over_a_console_sits_there_asleep() -> None:
    (technician,) = extras(shots_of(action("A technician lies unconscious over the console."), heading="INT. BRIDGE - NIGHT")[0])

    assert (technician.pose, technician.seat, technician.is_asleep) == ("sit", "desk", True)


def test_elsewhere_it_is_somebody_else() -> None:
    bars = [
        extras(shots_of(action("A waiter waits."), heading=f"INT. {place} - DAY")[0])[0].character
        for place in ("BAR", "CAFE", "INN", "PUB")
    ]

    assert len({(person.number, person.likeness) for person in bars}) > 1


def test_what_a_crowd_does_is_nobody_elses_doing() -> None:
    shots = shots_of(says("RUTH", "Bravo."), action("An audience sits in the hall. Ruth and Sam wait."), says("SAM", "Thank you."))

    assert all(subject.pose == "stand" for shot in shots for subject in shot.subjects)


def test_an_old_waiter_is_the_waiter_who_speaks() -> None:
    shots = shots_of(says("RUTH", "Hello?"), says("RUTH", "Anybody?"), action("An old waiter comes in."), says("WAITER", "Good evening."))

    assert all("WAITER" not in {subject.character.name for subject in shot.subjects} for shot in shots[:1])


def test_a_title_in_capitals_ends_no_sentence() -> None:
    assert sentences("A nurse waits. DR. RUTH KELLER comes in. MRS. LIND follows.") == [
        "A nurse waits.",
        "DR. RUTH KELLER comes in.",
        "MRS. LIND follows.",
    ]


def test_who_sits_behind_others_puts_no_table_before_them() -> None:
    shots = shots_of(action("An old man sits at a table."), action("RUTH comes in."), says("RUTH", "Papa?"))

    seats = [(len(shot.subjects), extra.seat) for shot in shots for extra in extras(shot)]
    assert all(seat == ("table" if people == 1 else "") for people, seat in seats)
    assert seats


@pytest.mark.parametrize(
    ("told", "language", "titles"),
    [
        ("Sam nods while a nurse pushes a bed past.", "en", ["nurse"]),
        ("Sam sits behind an old man.", "en", ["old man"]),
        ("Sam talks to a waiter.", "en", ["waiter"]),
        ("Two policemen wait by the window.", "en", ["police officer"]),
        ("Three old men play cards.", "en", ["old man"]),
        ("A boy laughs and a girl runs.", "en", ["boy", "girl"]),
        ("Zwei Polizisten warten.", "de", ["police officer"]),
        ("Sam nickt, während eine Krankenschwester vorbeigeht.", "de", ["nurse"]),
        ("Sam sitzt neben einem alten Mann.", "de", ["old man"]),
        ("Sam sourit tandis qu'une femme passe.", "fr", ["woman"]),
        ("Deux policiers attendent.", "fr", ["police officer"]),
        ("Sam saluda a una mujer.", "es", ["woman"]),
        ("Sam siede accanto a un vecchio pescatore.", "it", ["old fisherman"]),
        ("Due soldati aspettano.", "it", ["soldier"]),
        ("Sam está ao lado de uma mulher.", "pt", ["woman"]),
    ],
)
def test_somebody_without_a_name_is_found_inside_a_sentence_and_by_number(told: str, language: str, titles: list[str]) -> None:
    assert [role.title for role, _ in roles_in(told, Cast(CAST["en"].characters, language))] == titles


@pytest.mark.parametrize(
    ("told", "language"),
    [
        ("A figure of eight on the ice.", "en"),
        ("A figure of speech.", "en"),
        ("A man he never was.", "en"),
        ("Sam dresses as a waiter.", "en"),
        ("As a boy he ran here.", "en"),
        ("Un portrait d'une femme.", "fr"),
        ("He works as a nurse and a cook.", "en"),
        ("A coat and a doctor's bag.", "en"),
        ("Sam does not see a man.", "en"),
        ("Sam sees a photograph of a soldier.", "en"),
        ("Two men's voices.", "en"),
        ("Two candles burn.", "en"),
        ("Eine Schwester hat er nicht.", "de"),
        ("Eine Schwester hat man nicht, nur weil es jemand sagt.", "de"),
        ("Ein Kind war er damals.", "de"),
        ("Un homme de parole.", "fr"),
        ("Una mujer no la tiene.", "es"),
    ],
)
def test_nobody_is_made_up_of_a_turn_of_phrase(told: str, language: str) -> None:
    assert roles_in(told, Cast(CAST["en"].characters, language)) == []


def test_two_of_a_kind_are_two_people() -> None:
    shots = shots_of(action("RUTH waits at the bar. Two policemen sit by the window."))

    names = {subject.character.name for shot in shots for subject in extras(shot)}
    assert names == {"POLICE OFFICER", "POLICE OFFICER 2"}


def test_who_has_a_name_at_once_is_no_extra_and_does_what_was_told() -> None:
    shots = shots_of(action("RUTH waits. An old man sits down beside her. This is SAM (80)."), says("SAM", "Good evening."))

    assert not any(extras(shot) for shot in shots)
    assert "sit" in {subject.pose for shot in shots for subject in shot.subjects if subject.character.name == "SAM"}


def test_whom_a_photograph_shows_is_not_in_the_room() -> None:
    shots = shots_of(
        action("RUTH waits."), action("INSERT - PHOTOGRAPH"), action("A girl with braids before a house."), action("Ruth turns.")
    )

    assert not any(extras(shot) for shot in shots)


def test_an_extra_of_whom_a_shot_tells_is_seen_before_somebody_speaks() -> None:
    shots = shots_of(
        action("RUTH waits. SAM sits."), says("SAM", "Well?"), action("A boy runs past with a balloon."), says("RUTH", "Nothing.")
    )

    (shot,) = [shot for shot in shots if extras(shot)]
    assert shot.size in {"WS", "FS", "MLS"}
    assert shot.lines == []


@pytest.mark.parametrize(
    ("told", "language"),
    [
        ("On TV, a reporter talks about the storm.", "en"),
        ("On the phone, a woman screams.", "en"),
        ("On the radio a singer croons.", "en"),
        ("In the picture, a man smiles.", "en"),
        ("He watches a singer on the screen.", "en"),
        ("A portrait of a man and a woman hangs there.", "en"),
        ("A photo of a boy behind a girl.", "en"),
        ("Auf dem Bild steht ein Mann.", "de"),
        ("Sur la photo, un homme sourit.", "fr"),
        ("À la radio, une chanteuse chante.", "fr"),
        ("En la tele, una mujer habla.", "es"),
        ("Nella foto, un uomo sorride.", "it"),
        ("Na televisão, uma mulher fala.", "pt"),
    ],
)
def test_who_is_on_a_screen_or_in_a_picture_is_not_in_the_room(told: str, language: str) -> None:
    assert roles_in(told, Cast([], language)) == []


@pytest.mark.parametrize(
    ("told", "language"),
    [
        ("A German shepherd barks.", "en"),
        ("Un berger allemand aboie.", "fr"),
        ("Un pastor alemán ladra.", "es"),
        ("Un pastore tedesco abbaia.", "it"),
        ("Two guard dogs bark.", "en"),
        ("Three guest rooms stand empty.", "en"),
        ("Una obra maestra cuelga de la pared.", "es"),
    ],
)
def test_dogs_and_things_that_are_called_like_people_are_none(told: str, language: str) -> None:
    assert roles_in(told, Cast([], language)) == []


@pytest.mark.parametrize(
    ("told", "language", "title"),
    [("Dois homens esperam.", "pt", "man"), ("Due uomini aspettano.", "it", "man"), ("Zwei Kellner warten.", "de", "waiter")],
)
def test_several_are_counted_whatever_their_plural(told: str, language: str, title: str) -> None:
    assert [(role.title, count) for role, count in roles_in(told, Cast([], language))] == [(title, 2)]
