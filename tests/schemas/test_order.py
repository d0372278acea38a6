"""Orders remember their keys, and nothing notices but the clock."""

import copy
import pickle

import pytest

from schemas.order import Order
from schemas.orders import speak_order
from tests.small import small_plan, small_shot_list


@pytest.fixture
def order() -> Order:
    line = next(line for scene in small_shot_list().scenes for shot in scene.shots for line in shot.lines)
    return speak_order(small_plan(), 1, line)


def test_a_changed_copy_has_a_key_of_its_own(order: Order) -> None:
    assert order.model_copy(update={"take": 2}).key != order.key
    assert order.model_copy(update={"take": 2}, deep=True).key != order.key


def test_an_order_that_was_asked_for_its_key_equals_one_that_was_not(order: Order) -> None:
    asked, other = order.model_copy(), order.model_copy()

    assert asked.key == order.key

    assert asked == other
    assert asked.model_dump() == other.model_dump()
    assert asked.model_dump_json() == other.model_dump_json()


def test_a_key_survives_copies_of_all_kinds(order: Order) -> None:
    key = order.key

    assert copy.copy(order).key == copy.deepcopy(order).key == pickle.loads(pickle.dumps(order)).key == key
    assert type(order).model_validate_json(order.model_dump_json()).key == key
