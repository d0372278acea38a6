"""What a manifest tells of voices that are somebody's."""

import json
from datetime import date
from typing import Any

from activities.film.delivery.manifest import manifest
from activities.film.delivery.sources import sources_of
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


def _reel(stand_in: str = "") -> Reel:
    """The small film's first scene, in which MARA has Ann's voice, and pictures are made by a stand-in."""
    made: dict[str, ArtifactRef] = {}
    orders = SceneOrders(small_plan(), 1, scene_plan(small_shot_list(), 1), made)
    while orders.reel is None:
        for key, order in orders.by_key.items():
            is_ann = isinstance(order, SpeakLine) and order.character.name == "MARA"
            told = {"cloned_from": ANN if is_ann else None, "made_by": stand_in if order.stage is Stage.IMAGES else ""}
            made.setdefault(key, made_from(order).model_copy(update=told))
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


def test_an_engine_that_stood_in_is_told_in_the_place_of_the_one_that_was_ordered() -> None:
    told = [{shot.engines[Stage.IMAGES] for shot in reel.shots} for reel in (_reel(), _reel("drawn 22"))]

    assert told == [{"any 1"}, {"drawn 22"}]


def test_what_a_film_came_from_is_what_it_was_made_by() -> None:
    sources = sources_of([_reel("drawn 22")])

    assert [source for source in sources if source.stage == Stage.IMAGES] == [(Stage.IMAGES, "drawn 22", False)]


def test_a_stage_that_several_engines_made_tells_all_of_them() -> None:
    reel = _reel()
    shots = [reel.shots[0].model_copy(update={"engines": {Stage.IMAGES: "sdxl 2, drawn 22"}})]
    sources = sources_of([reel.model_copy(update={"shots": shots, "music_engine": ""})])

    assert [(source.engine, source.is_generative) for source in sources] == [("drawn 22", False), ("sdxl 2", True)]
