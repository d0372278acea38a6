"""The registry of models on the machine of the API: what is there, whether it is whole, which revision is in use.

Weights are the machine's, not an owner's: everybody sees them, its operator changes them. `api/models/downloads.py` fetches them.
"""

import asyncio
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Depends, Query

from activities.models.catalogue import KNOWN, KnownModel
from activities.models.estimates import memory_by_rung
from activities.models.fit import fit_here
from activities.models.registry import Registry
from api.deps import OperatorDep, OwnerDep
from api.problems import documented, no_such
from schemas.failures import Refused
from schemas.message import Message
from schemas.models import ModelCard
from workers.bootstrap import engine_settings

router = APIRouter(prefix="/api/models", tags=["models"])


class ModelAnswer(Message):
    """One revision of one model."""

    model: ModelCard
    is_active: bool
    """Whether it is the one in use."""
    size_bytes: int
    """Of its files."""
    memory_by_rung: dict[str, int]
    """Bytes of weights on a GPU, without activations: `resident`, and with `model` or `group` offload where it is run in parts."""
    fit: str
    """That its weights do not fit whole onto the GPU of the API's machine, and the rung that would; "" where they fit, or no GPU is."""


class ModelList(Message):
    """Every revision in the registry."""

    models: list[ModelAnswer]


class KnownList(Message):
    """The catalogue."""

    models: list[KnownModel]


class Verified(Message):
    """How a model's files compare with its card."""

    model: str
    files: int
    faults: list[str]
    """One sentence for each file that is missing or changed; none when all is well."""


async def registry() -> Registry:
    """The registry of this machine."""
    return Registry(Path(engine_settings()["FILM_MODELS_DIR"]))


RegistryDep = Annotated[Registry, Depends(registry)]
Revision = Annotated[str, Query(description="Which one; the one in use by default.")]


@router.get("", summary="List models")
async def list_models(_owner: OwnerDep, models: RegistryDep) -> ModelList:
    """Every revision of every model on the machine of the API."""
    return ModelList(models=await asyncio.to_thread(lambda: [_answer(models, card) for card in models.cards()]))


@router.get("/known", summary="List known models")
async def list_known(_owner: OwnerDep) -> KnownList:
    """The models that the engines were written for, with their licences, whether they are here or not."""
    return KnownList(models=list(KNOWN.values()))


@router.get("/{model_id:path}/verification", summary="Verify a model", responses=documented(404))
async def verify_model(model_id: str, _owner: OwnerDep, models: RegistryDep, revision: Revision = "") -> Verified:
    """Read every file and compare its hash with the card: a minute for each few gigabytes."""
    card = _card(models, model_id, revision)
    return Verified(model=card.name, files=len(card.files), faults=await asyncio.to_thread(models.verify, card))


@router.post("/{model_id:path}/activation", summary="Use a revision", responses=documented(403, 404, 422))
async def activate_model(model_id: str, _operator: OperatorDep, models: RegistryDep, revision: Revision) -> ModelAnswer:
    """Use this revision from now on; what was made with another stays."""
    card = _card(models, model_id, revision)
    models.activate(card)
    return _answer(models, card)


@router.delete("/{model_id:path}", status_code=204, summary="Remove a revision", responses=documented(403, 404, 422))
async def remove_model(model_id: str, _operator: OperatorDep, models: RegistryDep, revision: Revision = "") -> None:
    """Delete a revision's files; films made with it stay. The one in use goes last."""
    await asyncio.to_thread(models.remove, _card(models, model_id, revision))


@router.get("/{model_id:path}", summary="One model", responses=documented(404))
async def read_model(model_id: str, _owner: OwnerDep, models: RegistryDep, revision: Revision = "") -> ModelAnswer:
    """The revision in use, or one that is named."""
    return _answer(models, _card(models, model_id, revision))


def _card(models: Registry, model_id: str, revision: str) -> ModelCard:
    try:
        return models.card(model_id, revision)
    except Refused as error:
        raise no_such("model", f"{model_id}{'@' + revision if revision else ''}") from error


def _answer(models: Registry, card: ModelCard) -> ModelAnswer:
    by_rung = memory_by_rung(models.models_dir, card)
    return ModelAnswer(
        model=card,
        is_active=models.is_active(card),
        size_bytes=card.size_bytes,
        memory_by_rung=by_rung,
        fit=fit_here(by_rung),
    )
