"""Every activity a workflow may call has a body of the same name and types on some worker, and the other way round."""

import inspect
from typing import Any, get_type_hints

import pytest

import schemas.steps
from activities.casting import Casting
from activities.clearing import Clearing
from activities.clips.activity import ClipsActivities
from activities.effects.activity import EffectsActivities
from activities.film.activity import FilmActivities
from activities.film.quality.activity import QualityActivities
from activities.hooks.activity import Hooks
from activities.images.activity import ImagesActivities
from activities.lipsync.activity import LipsyncActivities
from activities.models.activity import ModelsActivities
from activities.moderation.activity import ModerationActivities
from activities.music.activity import MusicActivities
from activities.planning import Planning
from activities.presence import Presence
from activities.records import Records
from activities.rehearsing import Rehearsing
from activities.screenplay.activity import ScreenplayActivities
from activities.shots.activity import ShotsActivities
from activities.voices.activity import VoicesActivities
from schemas.order import Order

BODIES = [
    Casting,
    Clearing,
    ClipsActivities,
    EffectsActivities,
    FilmActivities,
    Hooks,
    ImagesActivities,
    LipsyncActivities,
    ModelsActivities,
    ModerationActivities,
    MusicActivities,
    Planning,
    Presence,
    QualityActivities,
    Records,
    Rehearsing,
    ScreenplayActivities,
    ShotsActivities,
    VoicesActivities,
]


def activities(owner: object) -> dict[str, Any]:
    """The activity definitions of a module or class, by name."""
    found = inspect.getmembers(owner, lambda value: hasattr(value, "__temporal_activity_definition"))
    return {value.__temporal_activity_definition.name: value for _, value in found}


STUBS = activities(schemas.steps)
MADE = {name: body for owner in BODIES for name, body in activities(owner).items()}


def test_stubs_and_bodies_have_the_same_names() -> None:
    assert sorted(STUBS) == sorted(MADE)


@pytest.mark.parametrize("name", sorted(STUBS))
def test_a_body_takes_and_gives_what_its_stub_says(name: str) -> None:
    assert get_type_hints(STUBS[name]) == get_type_hints(MADE[name])


def test_every_kind_of_order_says_how_it_is_run() -> None:
    taken = {get_type_hints(stub)["order"] for stub in STUBS.values()}
    orders = {kind for kind in taken if inspect.isclass(kind) and issubclass(kind, Order)}

    assert orders == set(schemas.steps.STEPS)
