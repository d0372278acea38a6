"""Prompts say what an image or video model must know."""

from activities.shots.breakdown import break_down
from schemas.screenplay import CastMember, Element
from schemas.shots import Shot
from tests.activities.shots.scripts import action, film, says, scene

CAST = [CastMember(name="MARA", description="red raincoat", gender="female", age="young"), CastMember(name="TOM", gender="male", age="old")]


def shots_of(*scenes: tuple[str, list[Element]]) -> list[Shot]:
    return [shot for part in break_down(film(*scenes, cast=CAST)).scenes[1:-1] for shot in part.shots]


def test_a_prompt_names_shot_person_place_light_and_weather() -> None:
    talk = [says("MARA", "It is late."), says("TOM", "It is!", "furious")]
    prompt = shots_of(scene("EXT. HARBOUR - NIGHT", action("Rain falls on the boats."), *talk))[-1].prompt

    for part in ("Close-up of Tom", "old man", "angry", "harbour", "night", "steady rain"):
        assert part in prompt


def test_a_prompt_describes_people_as_the_script_does() -> None:
    prompt = shots_of(scene("INT. BAR - DAY", action("Mara runs along the long, dark and crowded wooden counter."), says("MARA", "Hey.")))[
        0
    ].prompt

    assert "Mara (young woman, red raincoat) running" in prompt


def test_a_place_in_another_language_is_glossed() -> None:
    assert "panadería (bakery)" in shots_of(scene("INT. PANADERÍA - DÍA", action("Mara espera.")))[0].prompt


def test_an_insert_is_of_its_thing() -> None:
    shots = shots_of(scene("INT. BAR - DAY", says("MARA", "Well."), action("INSERT - THE KEY")))

    assert shots[-1].prompt.startswith("Insert shot of a key.")


def test_a_motion_prompt_tells_camera_speech_and_weather() -> None:
    shots = shots_of(scene("EXT. HARBOUR - NIGHT", action("Snow falls."), says("MARA", "It is late, and I am cold.")))

    assert shots[-1].motion_prompt.startswith("The camera")
    assert "Mara speaks." in shots[-1].motion_prompt
    assert "Snow drifts down." in shots[-1].motion_prompt


def test_weather_that_is_past_is_not_painted() -> None:
    prompt = shots_of(scene("EXT. HARBOUR - DAWN", action("The storm is over. Boats lie still.")))[0].prompt

    assert "storm" not in prompt
    assert "Boats lie still" in prompt


def test_parts_of_the_set_are_no_props() -> None:
    shots = shots_of(scene("INT. BAR - DAY", action("Mara comes in through the door with a lantern."), says("MARA", "Hello?")))

    assert shots[0].props == ["lantern"]


def test_markup_is_kept_out_of_prompts() -> None:
    prompt = shots_of(scene("INT. BAR - DAY", action("Mara *waits* [[shoot at noon]].")))[0].prompt

    assert "*" not in prompt
    assert "noon" not in prompt
