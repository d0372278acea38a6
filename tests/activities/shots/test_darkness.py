"""Dark rooms: which words put the lights out, and which put them on."""

import pytest

from activities.shots.breakdown import break_down
from activities.shots.darkness import is_dark_after
from schemas.shots import Shot
from tests.activities.shots.scripts import action, film, says, scene

LIGHTS = (
    action("IDA, 26, comes down the stairs. Darkness. The beam of her flashlight wanders over old portraits."),
    says("IDA", "Hello?"),
    action("She switches on the light."),
    says("IDA", "Nobody."),
)


def shots_of(heading: str) -> list[Shot]:
    return break_down(film(scene(heading, *LIGHTS))).scenes[1].shots


@pytest.mark.parametrize(
    "told",
    [
        "Darkness. The beam of the flashlight wanders over old portraits.",
        "The lights go out.",
        "The light bulb flickers and goes out.",
        "The cellar is dark.",
        "A click. The power fails.",
        "She waits in the dark.",
        "Oscuridad.",
        "Se va la luz.",
        "Il attend dans le noir.",
        "Dunkelheit.",
        "Es ist stockdunkel.",
        "Stromausfall.",
        "Buio.",
        "Aspetta al buio.",
        "Escuridão.",
    ],
)
def test_lights_go_out(told: str) -> None:
    assert is_dark_after(told, is_dark=False)


@pytest.mark.parametrize(
    "told",
    [
        "She wears a dark coat.",
        "His dark eyes rest on her.",
        "Power is everything to him.",
        "The lights go out. Then the lights come on again.",
        "She looks out into the darkness.",
        "Ein dunkler Wagen hält.",
        "Un abrigo oscuro.",
    ],
)
def test_a_lit_room_stays_lit(told: str) -> None:
    assert not is_dark_after(told, is_dark=False)


@pytest.mark.parametrize(
    "told", ["She switches on the light.", "The power comes back.", "Er schaltet das Licht ein.", "Allume la lumière."]
)
def test_lights_come_on(told: str) -> None:
    assert not is_dark_after(told, is_dark=True)


def test_a_room_is_dark_until_somebody_makes_light() -> None:
    unlit = [(bool(shot.lines), shot.setting.is_unlit) for shot in shots_of("INT. CELLAR - NIGHT")]

    assert unlit[0][1]
    assert [is_dark for speaks, is_dark in unlit if speaks] == [True, False]


def test_a_night_under_the_sky_is_no_dark_room() -> None:
    assert not any(shot.setting.is_unlit for shot in shots_of("EXT. FOREST - NIGHT"))
