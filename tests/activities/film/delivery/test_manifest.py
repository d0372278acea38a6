"""What a manifest tells of voices that are somebody's."""

import json
from datetime import date
from typing import Any

from activities.film.delivery.manifest import manifest
from schemas.engines import EngineChoice
from schemas.film import AssembleFilm, Reel
from schemas.media import SOUND_TRACK, ArtifactRef, ClonedFrom
from schemas.order import About
from schemas.plan import scene_plan
from schemas.scene_orders import SceneOrders
from schemas.stages import Stage
from schemas.timeline import lay_out
from schemas.voices import SpeakLine
from tests.small import made_from, small_plan, small_shot_list

ANN = ClonedFrom(
    sample="5b1f", speaker="Ann Example", consent_given_on=date(2026, 11, 1), consent_recorded_by="Bob Example", commercial_use=True
)


def _reel() -> Reel:
    """The small film's first scene, in which MARA has Ann's voice."""
    made: dict[str, ArtifactRef] = {}
    orders = SceneOrders(small_plan(), 1, scene_plan(small_shot_list(), 1), made)
    while orders.reel is None:
        for key, order in orders.by_key.items():
            is_ann = isinstance(order, SpeakLine) and order.character.name == "MARA"
            made.setdefault(key, made_from(order).model_copy(update={"cloned_from": ANN if is_ann else None}))
            orders.advance(key)
    return Reel.model_validate_json(orders.reel.model_dump_json())


def test_a_line_with_somebodys_voice_tells_whose_and_by_which_consent() -> None:
    mix = ArtifactRef(key="0" * 64, media_type=SOUND_TRACK, size_bytes=1, sha256="0" * 64)
    about = About(film="f", owner="o", cut=1, target="film", label="")
    engine = EngineChoice(stage=Stage.FILM, name="assemble", version="1")
    order = AssembleFilm(engine=engine, about=about, title="Small", reels=[], mix=mix, encoding=small_plan().encoding)
    reel = _reel()

    told: dict[str, Any] = json.loads(manifest(order, [reel], lay_out([reel]), "x264"))

    assert [(line["character"], line.get("cloned_from")) for line in told["lines"]] == [
        (
            "MARA",
            {
                "sample": "5b1f",
                "speaker": "Ann Example",
                "consent_given_on": "2026-11-01",
                "consent_recorded_by": "Bob Example",
                "commercial_use": True,
            },
        ),
        ("TOM", None),
        ("TOM", None),
    ]
