"""Dark rooms: which words put the lights out, and which put them on."""

import pytest

from activities.shots.breakdown import break_down
from activities.shots.places.darkness import is_dark_after
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
        "She turns off the light.",
        "He switches all the lights off.",
        "Tom kills the lights.",
        "Jakob steht auf und macht das Licht aus.",
        "Sie löscht das Licht.",
        "Er knipst die Lichter im Flur aus.",
        "Elle éteint la lumière.",
        "Apaga la luz.",
        "Paolo spegne la luce.",
        "Ana apaga as luzes.",
        "Blackout. Somebody screams.",
        "He sits in the dark, alone.",
        "She stands in the dark with a knife.",
        "In the dark somebody breathes.",
        "Es ist dunkel.",
        "Der Keller ist dunkel.",
        "Plötzlich wird es dunkel.",
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
        "She turns the light on.",
        "Sie macht das Licht an.",
        "Das Licht ist warm.",
        "She draws the blackout curtains.",
        "She turns off the bedside light.",
        "They turn off the road towards the lights of the town.",
        "Er macht die Tür auf, das Licht fällt heraus.",
        "A man in the dark suit nods.",
        "She sits in the dark blue chair.",
        "It is dark outside.",
        "Draußen ist es dunkel.",
        "Der Himmel ist dunkel.",
        "Ihr Haar ist dunkel.",
        "Ihre Stimme klingt dunkel.",
        "Está oscuro afuera.",
        "El cielo está oscuro.",
        "Fuori è buio.",
        "Está escuro lá fora.",
    ],
)
def test_a_lit_room_stays_lit(told: str) -> None:
    assert not is_dark_after(told, is_dark=False)


@pytest.mark.parametrize(
    "told",
    [
        "She switches on the light.",
        "The power comes back.",
        "Er schaltet das Licht ein.",
        "Allume la lumière.",
        "She turns the lights back on.",
        "Er knipst das Licht wieder an.",
        "Enciende las luces.",
        "Accende le luci.",
        "Acende as luzes.",
    ],
)
def test_lights_come_on(told: str) -> None:
    assert not is_dark_after(told, is_dark=True)


def test_a_room_is_dark_until_somebody_makes_light() -> None:
    unlit = [(bool(shot.lines), shot.setting.is_unlit) for shot in shots_of("INT. CELLAR - NIGHT")]

    assert unlit[0][1]
    assert [is_dark for speaks, is_dark in unlit if speaks] == [True, False]


def test_a_night_under_the_sky_is_no_dark_room() -> None:
    assert not any(shot.setting.is_unlit for shot in shots_of("EXT. FOREST - NIGHT"))


def test_no_fire_burns_in_a_dark_room_unless_it_is_told() -> None:
    dark = break_down(film(scene("INT. CABIN - NIGHT", action("The cabin is dark. IDA waits."), says("IDA", "Hello?")))).scenes[1].shots
    lit = break_down(film(scene("INT. CABIN - NIGHT", action("The room is dark but for the fire. IDA waits.")))).scenes[1].shots

    assert all("fire" in shot.setting.gone_out for shot in dark if shot.setting.is_unlit)
    assert not any("fire" in shot.setting.gone_out for shot in lit)


def test_no_prompt_tells_of_a_fire_that_nobody_spoke_of() -> None:
    dark = break_down(film(scene("INT. HALLWAY - NIGHT", action("The hallway is dark. IDA waits."), says("IDA", "Hello?")))).scenes[1].shots

    assert any("fire" in shot.setting.gone_out for shot in dark)
    assert not any("fire" in shot.prompt for shot in dark)
