"""Lights that are out: which words put a lamp, a candle, a fire, windows or screens out, and which light them."""

import pytest

from activities.shots.breakdown import break_down
from activities.shots.places.lights import lights_out_after
from schemas.shots import Shining
from tests.activities.shots.scripts import action, film, says, scene


@pytest.mark.parametrize(
    ("told", "out"),
    [
        ("The lamp on the bedside table is dark.", "lamp"),
        ("The great lamp is dark.", "lamp"),
        ("The bulbs are off.", "lamp"),
        ("The floodlights go out one by one.", "lamp"),
        ("She turns off the lamp.", "lamp"),
        ("An unlit lantern hangs there.", "lamp"),
        ("Die Lampe ist aus.", "lamp"),
        ("La lampe est éteinte.", "lamp"),
        ("La lámpara está apagada.", "lamp"),
        ("La lampada è spenta.", "lamp"),
        ("A lâmpada está apagada.", "lamp"),
        ("He switches the light off.", "lamp"),
        ("Er schaltet die Lampe aus.", "lamp"),
        ("The candle goes out.", "candle"),
        ("He blows out the candles.", "candle"),
        ("Die Kerze erlischt.", "candle"),
        ("La bougie s'éteint.", "candle"),
        ("The fire is out.", "fire"),
        ("Im Ofen brennt kein Feuer.", "fire"),
        ("The house is dark behind them.", "window"),
        ("Das Haus ist dunkel.", "window"),
        ("Every screen is off.", "screen"),
        ("The monitors are dark.", "screen"),
        ("A dark house on a hill.", "window"),
        ("Ein dunkles Haus am Hang.", "window"),
        ("Une maison sombre.", "window"),
        ("Una casa oscura.", "window"),
        ("Una casa buia.", "window"),
        ("Uma casa escura.", "window"),
        ("The city is dark.", "window"),
        ("Die Stadt ist dunkel.", "window"),
        ("Blackout.", "window"),
        ("Stromausfall.", "lamp"),
        ("Apagón.", "screen"),
    ],
)
def test_a_light_is_out(told: str, out: Shining) -> None:
    assert out in lights_out_after(told, [])


@pytest.mark.parametrize(
    "told",
    [
        "The lamp burns.",
        "A dark street.",
        "They hurry down a dark street towards the dark town.",
        "Une rue sombre sous la pluie.",
        "She draws the blackout curtains.",
        "There is no power cut.",
        "A dark man stands by the lamp.",
        "She goes out with a candle.",
        "He puts the lamp on the table.",
        "The candle flickers.",
        "They walk out of the house.",
        "Smoke rises from the house.",
        "The fire is out of control.",
        "Mara does not blow out the candle.",
        "The candle never goes out.",
        "She puts out a hand to the lamp.",
        "He turns off the tap by the fire.",
        "She turns out her pockets under the lamp.",
        "Apaga el cigarrillo junto a la vela.",
        "Apaga o cigarro perto da lareira.",
        "The lamp stands out against the wall.",
        "Mara turns off the road towards the village.",
        "The house is cold.",
        "The building is dead ahead.",
        "There are people on the fire escape, no fire escape is empty.",
        "The computer is off limits.",
        "Die Lampe ist aus Messing.",
        "Das Haus ist aus Stein.",
        "Il souffle devant la maison.",
    ],
)
def test_a_light_that_nobody_puts_out_shines(told: str) -> None:
    assert lights_out_after(told, []) == []


@pytest.mark.parametrize(
    ("told", "lit"),
    [
        ("She lights the candle.", "candle"),
        ("The lamp comes on.", "lamp"),
        ("A beam of light cuts through the rain.", "lamp"),
        ("Anna zündet eine Kerze an.", "candle"),
        ("The power comes back.", "window"),
    ],
)
def test_what_is_lit_again_shines(told: str, lit: Shining) -> None:
    assert lit not in lights_out_after(told, [lit])


def test_what_is_out_stays_so_until_it_is_lit() -> None:
    listed = break_down(
        film(
            scene(
                "INT. ATTIC - NIGHT",
                action("IDA waits. The lamp on the table is dark."),
                says("IDA", "Nobody is here, and nobody will come."),
                action("Ida lights the lamp."),
                says("IDA", "Better."),
            )
        )
    )

    states = [("lamp" in shot.setting.gone_out, [line.text for line in shot.lines]) for shot in listed.scenes[1].shots]
    assert [is_out for is_out, said in states if said] == [True, False]
