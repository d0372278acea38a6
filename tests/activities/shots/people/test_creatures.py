"""Speakers who are nobody: animals, the moon; and people who are only called so."""

import pytest

from activities.shots.breakdown import break_down
from activities.shots.people.creatures import creature
from schemas.shots import Shot
from tests.activities.shots.scripts import Piece, action, film, says, scene


def shots_of(*pieces: Piece) -> list[Shot]:
    return break_down(film(scene("EXT. FOREST - NIGHT", *pieces))).scenes[1].shots


@pytest.mark.parametrize(
    ("name", "told", "kind"),
    [
        ("OWL", "An owl watches him from a tree.", "bird"),
        ("OLD OWL", "The old owl blinks.", "bird"),
        ("MOON", "One night the moon did not come.", "unseen"),
        ("FUCHS", "Ein Fuchs kommt aus dem Wald.", "dog"),
        ("MOND", "Da sprach der Mond.", "unseen"),
        ("LE RENARD", "Le renard dort.", "dog"),
        ("LUNA", "La luna sonríe.", "unseen"),
        ("GATTO", "Un gatto nero passa.", "cat"),
        ("RAPOSA", "A raposa dorme.", "dog"),
    ],
)
def test_an_animal_that_speaks_is_an_animal(name: str, told: str, kind: str) -> None:
    assert creature(name, "", told) == kind


@pytest.mark.parametrize(
    ("name", "description", "told"),
    [
        ("FOX", "", "Fox opens the safe."),
        ("FOX", "40, a thief", "The Fox opens the safe."),
        ("WOLF", "a man in a grey suit", "The wolf of the harbour enters."),
        ("STELLA", "", "Stella waits."),
        ("MARA", "", "The owl watches Mara."),
    ],
)
def test_a_person_is_a_person_whatever_they_are_called(name: str, description: str, told: str) -> None:
    assert creature(name, description, told) == ""


def test_an_owl_is_heard_and_its_bird_seen_but_no_person() -> None:
    shots = shots_of(action("PIP (8) climbs. An owl watches him."), says("OWL", "You will need a ladder."), says("PIP", "I have one."))

    (spoken,) = [shot for shot in shots if any(line.character.name == "OWL" for line in shot.lines)]
    assert not any(subject.character.name == "OWL" for shot in shots for subject in shot.subjects)
    assert "bird" in spoken.props
    assert [line.placement for line in spoken.lines if line.character.name == "OWL"] == ["off_screen"]
