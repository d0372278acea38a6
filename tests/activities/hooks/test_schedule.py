"""When deliveries are tried again, and how receivers are spared."""

from datetime import timedelta
from itertools import takewhile

from activities.hooks.schedule import PAUSES_S, is_lost, pause_s, rest_s


def test_pauses_grow_over_about_a_day_and_end() -> None:
    pauses = [pause for tries in range(1, 20) if (pause := pause_s("msg_1", tries)) is not None]

    assert len(pauses) == len(PAUSES_S)
    assert all(0.9 <= drawn / wanted <= 1.1 for drawn, wanted in zip(pauses, PAUSES_S, strict=True))
    assert 24 < sum(pauses) / 3600 < 31


def test_pauses_of_what_failed_together_differ() -> None:
    assert len({pause_s(f"msg_{number}", 2) for number in range(50)}) == 50


def test_a_receiver_that_fails_is_asked_once_a_minute_at_last() -> None:
    rests = [rest_s(failures, None) for failures in range(1, 20)]

    assert rests[0] == 1
    assert rests == sorted(rests)
    assert len(list(takewhile(lambda rest: rest < 60, rests))) == 6


def test_a_receiver_that_fails_for_days_is_still_asked_once_a_minute() -> None:
    """A minute each for three days; more than a float can be doubled."""
    assert rest_s(3 * 24 * 60, None) == 60


def test_a_receiver_is_left_alone_for_as_long_as_it_asks_but_not_for_ever() -> None:
    assert (rest_s(1, 120), rest_s(9, 5), rest_s(1, 10**9)) == (120, 60, 86_400)


def test_a_hook_is_lost_after_days_and_many_failures() -> None:
    assert is_lost(timedelta(days=4), 10)
    assert not is_lost(timedelta(days=4), 9)
    assert not is_lost(timedelta(days=2), 100)
