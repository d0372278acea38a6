"""Sees to it that no two neighbouring shots look alike."""

from collections.abc import Sequence
from dataclasses import replace

from activities.shots.covering.plan import ShotPlan, nearer

_DISTINCT = frozenset({"over_the_shoulder", "pov", "insert"})
"""Framings that make another picture of the same people at the same size; the other words do not."""


def looks_alike(one: ShotPlan, other: ShotPlan) -> bool:
    """Whether a cut between two shots would be a jump: the same people (or none) at the same size."""
    if "card" in {one.framing, other.framing}:
        return False
    if one.size != other.size or set(one.cast) != set(other.cast):
        return False
    if one.framing == other.framing == "over_the_shoulder":
        return one.cast[:1] == other.cast[:1]
    return not ({one.framing, other.framing} & _DISTINCT and one.framing != other.framing)


def varied(plans: Sequence[ShotPlan], before: ShotPlan | None = None) -> list[ShotPlan]:
    """The plans with other sizes where two neighbours look alike; what the script asks for is changed last.

    Args:
        plans: Of one scene, in order.
        before: The last shot of the scene before.
    """
    result: list[ShotPlan] = []
    for index, plan in enumerate(plans):
        last = result[-1] if result else before
        following = plans[index + 1] if index + 1 < len(plans) else None
        if last is None or not looks_alike(last, plan):
            result.append(plan)
        elif plan.is_directed and result and not result[-1].is_directed:
            earlier = result[-2] if len(result) > 1 else before
            result[-1] = _other(result[-1], [earlier, plan])
            result.append(plan)
        else:
            result.append(_other(plan, [last, following if following and following.is_directed else None]))
    return result


def matched(plans: Sequence[ShotPlan], before: ShotPlan) -> list[ShotPlan]:
    """The plans of a scene that a match cut leads into: its first picture is framed like the last one `before`.

    A place that is shown before anybody does anything would come between the two, and is left out. Other numbers of people can't be framed
    alike, and where the same people were to be seen at the same size again, that is no match but a jump, which `varied` mends.
    """
    first = 0
    while before.cast and first + 1 < len(plans) and not plans[first].beats:
        first += 1
    plan = plans[first]
    if plan.is_directed or "card" in {plan.framing, before.framing} or len(plan.cast) != len(before.cast):
        return list(plans)
    return [replace(plan, size=before.size, framing=before.framing, angle=before.angle), *plans[first + 1 :]]


def _other(plan: ShotPlan, neighbours: Sequence[ShotPlan | None]) -> ShotPlan:
    """The plan at the nearest other size that none of its neighbours has."""
    around = [neighbour for neighbour in neighbours if neighbour is not None]
    for candidate in _candidates(plan):
        if not any(looks_alike(candidate, neighbour) for neighbour in around):
            return candidate
    return next(candidate for candidate in _candidates(plan) if around and not looks_alike(candidate, around[0]))


def _candidates(plan: ShotPlan) -> list[ShotPlan]:
    if plan.size == "INSERT":
        return [replace(plan, size="ECU"), replace(plan, size="CU"), replace(plan, size="MCU")]
    # Faces are told by going nearer, places by going back; a jump of one size is the smallest that reads as a cut.
    steps = (1, -1, 2, -2, 3, -3) if plan.size in {"MS", "MLS", "FS"} else (-1, 1, -2, 2, -3, 3)
    return [replace(plan, size=size) for size in (nearer(plan.size, step) for step in steps) if size != plan.size]
