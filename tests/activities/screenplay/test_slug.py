"""Slug lines taken apart."""

import pytest

from activities.screenplay.slug import take_apart


@pytest.mark.parametrize(
    ("heading", "parts"),
    [
        ("INT. HOUSE - DAY", ("INT", "HOUSE", "DAY")),
        ("EXT. HOUSE – NIGHT", ("EXT", "HOUSE", "NIGHT")),
        ("int. house—dusk", ("INT", "house", "DUSK")),
        ("INT. HOUSE - KITCHEN - NIGHT", ("INT", "HOUSE - KITCHEN", "NIGHT")),
        ("INT. HOUSE - KITCHEN", ("INT", "HOUSE - KITCHEN", "")),
        ("INT./EXT. CAR - CONTINUOUS", ("INT/EXT", "CAR", "CONTINUOUS")),
        ("I/E CAR - MOMENTS LATER", ("INT/EXT", "CAR", "LATER")),
        ("EST. CITY - SUNSET", ("EXT", "CITY", "SUNSET")),
        ("EXT. BEACH - THE NEXT MORNING", ("EXT", "BEACH", "MORNING")),
        ("EXT. BEACH - NIGHT - 1942", ("EXT", "BEACH", "NIGHT")),
        ("INT. JEAN-LUC'S FLAT - 3 AM", ("INT", "JEAN-LUC'S FLAT", "NIGHT")),
        ("INT. OFFICE - 15:30", ("INT", "OFFICE", "AFTERNOON")),
        ("INT. SUNDAY SCHOOL", ("INT", "SUNDAY SCHOOL", "")),
        ("**INT. HOUSE - DAY**", ("INT", "HOUSE", "DAY")),
        ("4. INT. HOUSE - DAY", ("INT", "HOUSE", "DAY")),
        ("INT. COCINA - NOCHE", ("INT", "COCINA", "NIGHT")),
        ("EXT. CALLE. DÍA", ("EXT", "CALLE", "DAY")),
        ("INTERIOR. COCINA - MÁS TARDE", ("INT", "COCINA", "LATER")),
        ("INT. CUISINE - NUIT", ("INT", "CUISINE", "NIGHT")),
        ("EXTÉRIEUR. FORÊT - AUBE", ("EXT", "FORÊT", "DAWN")),
        ("INNEN. KÜCHE - ABEND", ("INT", "KÜCHE", "EVENING")),
        ("INNEN/AUSSEN. AUTO - TAG", ("INT/EXT", "AUTO", "DAY")),
        ("EXT. PRAIA - ENTARDECER", ("EXT", "PRAIA", "SUNSET")),
        ("ESTERNO. MARE - NOTTE", ("EXT", "MARE", "NIGHT")),
        ("ИНТ. КУХНЯ - УТРО", ("INT", "КУХНЯ", "MORNING")),
        ("内景 厨房 - 夜", ("INT", "厨房", "NIGHT")),
        ("INT. रसोई - रात", ("INT", "रसोई", "NIGHT")),
        ("THE ROOF", ("", "THE ROOF", "")),
        ("THE ROOF - NIGHT", ("", "THE ROOF", "NIGHT")),
    ],
)
def test_a_slug_line_tells_side_location_and_time(heading: str, parts: tuple[str, str, str]) -> None:
    assert tuple(take_apart(heading)) == parts
