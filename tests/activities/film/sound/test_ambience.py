"""The air of places."""

from typing import get_args

import numpy as np
import pytest

from activities.film.sound.ambience import BEDS, air_of, loop
from activities.film.sound.places import kind_of_place
from activities.media.sound.loudness import integrated_lufs
from schemas.media import SAMPLE_RATE_HZ
from schemas.shots import Setting, Weather

QUICK = ["room", "rain", "surf", "night", "train", "church"]


@pytest.mark.parametrize(
    ("heading", "setting", "expected"),
    [
        ("INT. KITCHEN - DAY", Setting(int_ext="INT"), ("room",)),
        ("INT. BAR - NIGHT", Setting(int_ext="INT", weather="rain"), ("bar", "roof")),
        ("INT. CAVE - DAY", Setting(int_ext="INT", weather="storm"), ("cave",)),
        ("INT. NIGHT TRAIN, CORRIDOR - NIGHT", None, ("train",)),
        ("INT. TRAIN STATION - DAY", None, ("crowd",)),
        ("EXT. RAILWAY PLATFORM - DAWN", Setting(int_ext="EXT", weather="fog", time_of_day="dawn"), ("wind",)),
        ("EXT. BEACH - DAY", Setting(int_ext="EXT"), ("harbour",)),
        ("EXT. BEACH - NIGHT", Setting(int_ext="EXT", time_of_day="night"), ("surf",)),
        ("EXT. SEA - NIGHT", Setting(int_ext="EXT", weather="storm", time_of_day="night"), ("surf", "rain", "gale")),
        ("EXT. WALD - TAG", Setting(int_ext="EXT"), ("forest",)),
        ("EXT. BOSQUE - NOCHE", Setting(int_ext="EXT", time_of_day="night"), ("night",)),
        ("EXT. NOWHERE - NIGHT", None, ("night",)),
        ("EXT. CITY STREET - RAIN", None, ("street", "rain")),
        ("Night Train", None, ("room",)),
    ],
)
def test_the_air_fits_place_weather_and_hour(heading: str, setting: Setting | None, expected: tuple[str, ...]) -> None:
    assert air_of(heading, setting) == expected


@pytest.mark.parametrize("weather", get_args(Weather))
@pytest.mark.parametrize("inside", ["INT", "EXT"])
def test_every_scene_has_air(weather: Weather, inside: str) -> None:
    for place in ("SPACESHIP", "CAR", "LAKE", "MOUNTAIN", "FARM", "OFFICE", "CHURCH", "SHIP", "HOUSE", "MARKET"):
        beds = air_of(f"{inside}. {place} - DAY", Setting(weather=weather))

        assert beds
        assert set(beds) <= set(BEDS)


def test_the_first_fitting_kind_of_place_wins() -> None:
    assert kind_of_place("INT. POLICE STATION - NIGHT") == "office"
    assert kind_of_place("INT. TRAIN STATION - NIGHT") == "station"
    assert kind_of_place("INT. LIVING ROOM") == ""


@pytest.mark.parametrize("kind", QUICK)
def test_a_bed_has_its_level_and_no_seam(kind: str) -> None:
    sound = loop(kind).heard(0, 24 * SAMPLE_RATE_HZ)
    around = np.concatenate([sound[:, -4_800:], sound[:, :4_800]], axis=1)
    jumps = np.abs(np.diff(around, axis=1)).max(axis=0)

    assert integrated_lufs(sound) == pytest.approx(BEDS[kind].level_lufs, abs=0.1)
    assert jumps[4_799] <= np.quantile(jumps, 0.999) * 1.5
    assert not np.array_equal(sound[0], sound[1])
