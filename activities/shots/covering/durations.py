"""How long a shot lasts when nobody speaks in it: by its action, with limits that keep a film moving."""

from activities.shots.beats import Action, Beat, Speech, Words
from activities.shots.covering.plan import ShotPlan

CHARACTERS_PER_S = 20.0
"""Of action, on the screen (Better Fountain's rule; on two full scripts within 3 % of a minute a page)."""
SHORTEST_S = 2.2
"""Of a shot with speech, a face that listens, or a thing."""
SHORTEST_ACTION_S = 3.0
"""Of a shot that shows something happen: less can't be taken in."""
LONGEST_ACTION_S = 6.0
ESTABLISHING_S = 4.5
LONGEST_INSERT_S = 3.5
TITLE_S = 3.5


def beat_seconds(beat: Beat) -> float:
    """About how long a beat takes by itself."""
    return beat.pause_before_s + beat.seconds if isinstance(beat, Speech) else len(beat.text) / CHARACTERS_PER_S


def action_s(plan: ShotPlan, beats: list[Beat]) -> float:
    """Least seconds of a shot from its action; speech may make it longer."""
    shown = sum(len(beat.text) for beat in beats if isinstance(beat, Action)) / CHARACTERS_PER_S
    card = next((beat for beat in beats if isinstance(beat, Words)), None)
    if card is not None:
        return card_s(card.lines)
    if plan.framing == "insert":
        return round(min(max(shown, SHORTEST_S), LONGEST_INSERT_S), 1)
    is_spoken = any(isinstance(beat, Speech) for beat in beats)
    least = ESTABLISHING_S if plan.framing == "establishing" else SHORTEST_S if is_spoken or not beats else SHORTEST_ACTION_S
    return round(min(max(shown, least), LONGEST_ACTION_S), 1)


def card_s(lines: tuple[str, ...] | list[str]) -> float:
    """Seconds to read an intertitle: 15 characters a second and a second to find it, 2.5 to 7."""
    return round(min(max(1.0 + sum(len(line) for line in lines) / 15.0, 2.5), 7.0), 1)


def credits_s(lines: int) -> float:
    """Seconds for closing credits: 0.7 a line and 2.5 to settle, at most 14."""
    return round(min(2.5 + 0.7 * lines, 14.0), 1)
