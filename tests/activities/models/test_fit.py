"""What does not fit onto a GPU says so, and names the rung that would."""

import pytest

from activities.models.devices import Gpu
from activities.models.fit import fit_in_words

CARD = Gpu("NVIDIA GeForce RTX 3060", 12_000_000_000)
_SHORT = "does not fit whole into the 12.0 GB of NVIDIA GeForce RTX 3060"


@pytest.mark.parametrize(
    ("by_rung", "told"),
    [
        ({"resident": 7, "model": 5, "group": 1}, ""),
        ({"resident": 16, "model": 9, "group": 2}, f"{_SHORT}; with model offload it does"),
        ({"resident": 69, "model": 32, "group": 5}, f"{_SHORT}; with group offload it does"),
        ({"resident": 300, "model": 200, "group": 30}, f"{_SHORT}, nor in parts; take a smaller model"),
        ({"resident": 16}, f"{_SHORT}, and is not run in parts; take a smaller model"),
    ],
)
def test_what_does_not_fit_names_the_rung_that_would(by_rung: dict[str, int], told: str) -> None:
    assert fit_in_words({rung: size * 10**9 for rung, size in by_rung.items()}, CARD) == told
