"""What is heard of the action, read from its words."""

from typing import get_args

import pytest

from activities.shots.beats import Action, Speech
from activities.shots.breakdown import break_down
from activities.shots.sound.sound_words import PAIRS, SOUNDS
from activities.shots.sound.sounds import MOST_SOUNDS, sounds_in, sounds_of
from schemas.shots import SoundCue, SoundKind
from tests.activities.shots.scripts import action, film, says, scene

HEARD: list[tuple[str, str, SoundKind]] = [
    ("en", "The door opens.", "door_opens"),
    ("en", "He slams the door.", "door_slams"),
    ("en", "A knock.", "knock"),
    ("en", "The telephone rings.", "phone"),
    ("en", "Mara turns the light off.", "switch"),
    ("en", "Waves crash on the shore.", "waves"),
    ("en", "A car speeds past.", "car_passes"),
    ("en", "The clock ticks.", "clock"),
    ("en", "The window shatters.", "glass_breaks"),
    ("es", "El teléfono suena.", "phone"),
    ("es", "La puerta se cierra.", "door_closes"),
    ("es", "Se oye un trueno.", "thunder"),
    ("fr", "La porte s'ouvre.", "door_opens"),
    ("fr", "Un coup de feu.", "gunshot"),
    ("de", "Die Tür öffnet sich.", "door_opens"),
    ("de", "Es klopft.", "knock"),
    ("it", "Il cane abbaia.", "dog"),
    ("it", "Bussano.", "knock"),
    ("pt", "O telefone toca.", "phone"),
    ("en", "The wind howls.", "wind"),
    ("en", "The clock strikes twelve.", "church_bell"),
    ("es", "Llaman a la puerta.", "knock"),
    ("it", "Tuona.", "thunder"),
    ("pt", "Batem à porta.", "knock"),
    ("pt", "Um cão late.", "dog"),
    ("pt", "Gaivotas sobre o porto.", "gulls"),
]


@pytest.mark.parametrize(("language", "text", "kind"), HEARD)
def test_what_happens_is_heard(language: str, text: str, kind: SoundKind) -> None:
    assert sounds_in(text, language) == [kind]


def test_sounds_of_a_clause_come_in_its_order() -> None:
    assert sounds_in("He walks in and closes the door") == ["steps", "door_closes"]
    assert sounds_in("He closes the door and walks off") == ["door_closes", "steps"]


def test_a_bell_above_a_door_is_a_small_one() -> None:
    assert sounds_in("The bell above the door rings") == ["small_bell"]
    assert sounds_in("The bells of the town ring") == ["church_bell"]


@pytest.mark.parametrize(
    "text",
    [
        "Mara waves.",
        "She runs a bakery.",
        "Her eyes open.",
        "She runs her fingers through her hair.",
        "No birds.",
        "The door is red.",
        "She closes her hand.",
    ],
)
def test_what_makes_no_sound_is_not_heard(text: str) -> None:
    assert sounds_in(text) == []


def test_what_people_talk_about_is_not_heard() -> None:
    assert sounds_of([Speech("MARA", "A gunshot! Thunder!")]) == []


def test_what_is_over_is_not_heard() -> None:
    assert sounds_of([Action("The rain has stopped.")]) == []


def test_the_weather_of_the_scene_is_in_the_air_already() -> None:
    assert sounds_of([Action("Rain. Thunder.")], "rain") == sounds_of([Action("Rain. Thunder.")], "clear")[1:]


def test_a_sound_lies_where_its_words_do() -> None:
    cues = sounds_of([Speech("TOM", "Who is there?", seconds=3.0), Action("Nobody answers. A knock.")])

    assert [cue.kind for cue in cues] == ["knock"]
    assert cues[0].at > 3 / 4.2


def test_sounds_of_one_clause_do_not_begin_together() -> None:
    cues = sounds_of([Action("Thunder and gulls and a siren")])

    assert len({cue.at for cue in cues}) == len(cues) == 3


def test_a_distant_sound_is_soft_and_far() -> None:
    near, far = (sounds_of([Action(text)])[0] for text in ("A dog barks.", "A dog barks in the distance."))

    assert near == SoundCue(kind="dog")
    assert far.is_far
    assert far.level_db < near.level_db


def test_a_shot_has_few_sounds_each_once() -> None:
    cues = sounds_of([Action("A siren. Thunder. Gulls. A gunshot. An explosion. A siren. Bells toll.")])

    assert len(cues) == MOST_SOUNDS
    assert len({cue.kind for cue in cues}) == MOST_SOUNDS


def test_every_kind_can_be_told() -> None:
    assert {kind for _, _, kind in PAIRS} | set(SOUNDS.values()) == set(get_args(SoundKind))


def test_a_shot_list_carries_its_sounds() -> None:
    shots = break_down(film(scene("INT. HALL - NIGHT", action("The telephone rings."), says("MARA", "Hello?"))))
    heard = [cue.kind for part in shots.scenes for shot in part.shots for cue in shot.sounds]

    assert heard == ["phone"]


@pytest.mark.parametrize(
    ("told", "kind"),
    [
        ("She fires into the air.", "gunshot"),
        ("Er schießt.", "gunshot"),
        ("The judge bangs her gavel.", "knock"),
        ("Es klingelt.", "small_bell"),
    ],
)
def test_shots_gavels_and_doorbells_are_heard(told: str, kind: str) -> None:
    assert kind in sounds_in(told, "de" if told.startswith("E") else "en")


@pytest.mark.parametrize(
    ("told", "kind"),
    [
        ("Amara shoots the ball.", "gunshot"),
        ("She shoots him a look.", "gunshot"),
        ("The door hangs open.", "door_opens"),
        ("Die Tür steht offen.", "door_opens"),
    ],
)
def test_what_is_no_shot_and_stands_open_is_not_heard(told: str, kind: str) -> None:
    assert kind not in sounds_in(told, "de" if told.startswith("Die") else "en")


def test_on_a_pitch_nobody_shoots_with_a_gun_that_is_not_told() -> None:
    beats = [Action("Amara runs and shoots.")]

    assert "gunshot" in {cue.kind for cue in sounds_of(beats, place="DESERT")}
    assert "gunshot" not in {cue.kind for cue in sounds_of(beats, place="FOOTBALL STADIUM")}


@pytest.mark.parametrize(
    ("told", "place"),
    [("A gunshot echoes.", "FOOTBALL STADIUM"), ("A shot rings out.", "ARENA"), ("Gunfire.", "GYM"), ("He shoots.", "COURT OF LAW")],
)
def test_a_shot_that_is_one_is_heard_on_a_pitch_too(told: str, place: str) -> None:
    assert "gunshot" in {cue.kind for cue in sounds_of([Action(told)], place=place)}
