"""What drummers play: two bars of four beats in sixteenths, a digit is a stroke's strength in tenths."""

from collections.abc import Mapping
from functools import lru_cache

_STEPS_PER_BEAT = 4

PATTERNS: Mapping[str, Mapping[str, str]] = {
    "ceremonial": {
        "taiko": "9.........4.6...7.........4.5.6.",
        "boom": "5...............................",
    },
    "clock": {
        "rim": "9.......9.......9.......9.......",
        "tick": "..5.6.5...5.6.5...5.6.5...5.6.5.",
    },
    "light": {
        "soft_kick": "7.......6.......7.......6.......",
        "brush": "....7.......8.......7.......8...",
        "shaker": "..5...5...5...6...5.......5...5.",
        "woodblock": "......................4.......3.",
    },
    "taiko": {
        "taiko": "9..6....7...6...9..6....8..67.8.",
        "frame_drum": "..4...6...5...6...4...5...5.....",
        "boom": "5...............................",
    },
    "heartbeat": {"heart": "9.6.............9.6............."},
    "trot": {
        "frame_drum": "7.......6.......7.......6.......",
        "woodblock": "...34......34......34......34...",
        "shaker": "..............................5.",
    },
    "four": {
        "kick": "8...8...8...8...8...8...8...8...",
        "hat": "..5...5...5...5...5...5...5...5.",
        "clap": "....5.......5.......5.......5...",
        "open_hat": "..............................3.",
    },
    # dha ge na ti | na ka dhi na: the eight beats of keherwa, once a bar
    "keherwa": {
        "ge": "9.5.........7...9.5.........7...",
        "tin": "6...........5...6...........5...",
        "na": "....6...6.....6.....6...6.....64",
        "te": "......5...............5....4....",
        "ka": "..........5...............5.....",
    },
    "lofi": {
        "soft_kick": "9.........8.....9......5..7.....",
        "snare": "....5.......6.......5.......6...",
        "hat": "..4...4.3.....4...4.....4.....4.",
        "brush": "...............................3",
    },
}


@lru_cache(maxsize=16)
def strokes(pattern: str) -> tuple[tuple[str, float, float], ...]:
    """(stroke, beat within two bars, velocity 0 to 1), in order."""
    found = [
        (beat / _STEPS_PER_BEAT, name, int(digit) / 10)
        for name, steps in PATTERNS[pattern].items()
        for beat, digit in enumerate(steps)
        if digit.isdigit()
    ]
    return tuple((name, beat, velocity) for beat, name, velocity in sorted(found))
