"""What is put onto a model counts into what may be done with its results."""

from pathlib import Path

from activities.engines import engine_info
from activities.models.cards import activate, write_card
from schemas.models import ModelCard, Terms
from schemas.stages import Stage

_FREE = Terms(licence="Apache-2.0", commercial_use=True)
_NOT_FOR_MONEY = Terms(licence="CC-BY-NC-4.0", commercial_use=False, regions_excluded=["EU"], note="for research")


def _register(models_dir: Path, model_id: str, terms: Terms) -> None:
    card = ModelCard(id=model_id, revision="1", source="folder", terms=terms)
    write_card(models_dir, card)
    activate(models_dir, card)


def test_one_lora_that_forbids_money_forbids_it_for_the_whole(tmp_path: Path) -> None:
    for model_id, terms in (("me/base", _FREE), ("me/good", _FREE), ("me/other", _NOT_FOR_MONEY)):
        _register(tmp_path, model_id, terms)
    good, both = (
        engine_info(Stage.IMAGES, "sdxl", {"FILM_MODELS_DIR": str(tmp_path)}, {"model": "me/base", "lora": lora})
        for lora in ("me/good", "me/good@0.5, me/other")
    )

    assert (good.licence, good.commercial_use, good.note) == ("Apache-2.0", True, "")
    assert (both.licence, both.commercial_use, both.note) == ("Apache-2.0 AND CC-BY-NC-4.0", False, "for research; not in EU")
