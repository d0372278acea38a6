"""Models over HTTP: fetched from the hub by a workflow of their own, into the folder of models of the API's machine.

It is the machine's operator who asks, as with `film models download`, and the same functions that fetch. Models from a local folder are
added by that command alone: over HTTP a request could name any folder of the machine.
"""

import asyncio
import re

from fastapi import APIRouter, Response
from pydantic import ConfigDict, Field
from temporalio.client import Client
from temporalio.common import WorkflowIDConflictPolicy
from temporalio.service import RPCError, RPCStatusCode

from activities.models.cards import registry_name
from activities.models.catalogue import KNOWN
from activities.models.registry import Registry
from api.deps import OperatorDep, OwnerDep, ServicesDep
from api.models.download_answers import DownloadAnswer, DownloadState, download_answer, href, workflow_id
from api.models.routes import RegistryDep
from api.problems import Problem, documented, no_such, refused
from api.starting import RPC_TIMEOUT, check_temporal
from schemas.engines import Queue
from schemas.message import Message, Request
from schemas.models import ID_PATTERN, FetchModel, ModelFetched, Region, Terms
from schemas.settings import Settings

router = APIRouter(prefix="/api/models", tags=["models"])

_LISTED = 100
_LONGEST_ID = 200


class ModelAsk(Request):
    """Which model, and that its terms are accepted."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", json_schema_extra={"example": {"id": "Tongyi-MAI/Z-Image-Turbo", "terms_accepted": True}}
    )

    id: str = Field(
        pattern=ID_PATTERN, max_length=_LONGEST_ID, description="As on the hub; `GET /api/models/known` lists those that engines want."
    )
    revision: str = Field(default="main", pattern=r"^[A-Za-z0-9][A-Za-z0-9._+/@-]*$", max_length=200, description="Branch, tag or commit.")
    terms_accepted: bool = Field(
        default=False, description="That you accept the model's licence, which `GET /api/models/known` tells; nothing is fetched without."
    )
    licence: str = Field(default="", max_length=200, description="Of a model that is not in the catalogue.")
    commercial_use: bool | None = Field(default=None, description="Whether that licence allows commercial use.")
    regions_excluded: list[Region] = Field(
        default=[], max_length=300, description="Where that licence does not hold: ISO 3166-1 codes of two letters, EU for the Union."
    )


class DownloadList(Message):
    """The newest download of each model."""

    downloads: list[DownloadAnswer]


@router.post("", status_code=202, summary="Fetch a model", responses=documented(403, 409))
async def add_model(
    ask: ModelAsk, _operator: OperatorDep, services: ServicesDep, models: RegistryDep, response: Response
) -> DownloadAnswer:
    """Starts fetching a model from the hub, to use it from then on; `Location` tells how far it is.

    Asking twice joins the download that runs. It goes on after whatever happens to its worker, to the hub or to the network; what the hub
    refuses (no such model, a gated one, pickled weights), or the disk has no room for, is told there as the reason why it failed.
    """
    terms = _terms(ask, models)
    _check_policy(services.settings, ask, terms)
    if not ask.terms_accepted:
        raise refused("/terms_accepted", f"{ask.id} is under {terms.in_words}; it is fetched once you accept that: true")
    await check_temporal(services.temporal)
    order = FetchModel(id=ask.id, revision=ask.revision, terms=terms, registry=await _name(models))
    await _start(services.temporal, order)
    told = await _told(services.temporal, models, ask.id)
    if told.state is DownloadState.CANCELLING:
        raise Problem(409, f"the download of {ask.id} is being cancelled; ask again when that is over")
    if (told.id, told.revision, told.terms) != (order.id, order.revision, order.terms):
        what = f"at revision '{told.revision}' under {told.terms.in_words}"
        raise Problem(409, f"{told.id} is being fetched already, {what}; wait for that, or POST {href(ask.id)}/cancel")
    response.headers["Location"] = told.href
    return told


@router.get("/downloads", summary="List downloads")
async def list_downloads(_owner: OwnerDep, services: ServicesDep, models: RegistryDep) -> DownloadList:
    """The newest download of each model, the latest first, as long as Temporal keeps them; one may take a second to appear."""
    query = f"WorkflowType = 'AddModel' AND WorkflowId STARTS_WITH '{workflow_id(await _name(models), '')}'"
    found = [run.id async for run in services.temporal.list_workflows(query, limit=_LISTED, rpc_timeout=RPC_TIMEOUT)]
    told = [await download_answer(services.temporal, workflow) for workflow in dict.fromkeys(found)]
    return DownloadList(downloads=[answer for answer in told if answer is not None])


@router.get("/{model_id:path}/download", summary="How far a model is", responses=documented(404))
async def read_download(model_id: str, _owner: OwnerDep, services: ServicesDep, models: RegistryDep) -> DownloadAnswer:
    """The newest download of a model; Temporal keeps it for a while after it has ended."""
    return await _told(services.temporal, models, model_id)


@router.post("/{model_id:path}/download/cancel", status_code=202, summary="Cancel a download", responses=documented(403, 404, 409))
async def cancel_download(model_id: str, _operator: OperatorDep, services: ServicesDep, models: RegistryDep) -> DownloadAnswer:
    """Felt within seconds. What had come of the model is deleted; a revision that was whole before stays."""
    told = await _told(services.temporal, models, model_id)
    if not told.state.is_final:
        try:
            await services.temporal.get_workflow_handle(workflow_id(await _name(models), model_id)).cancel(rpc_timeout=RPC_TIMEOUT)
        except RPCError as error:
            if error.status is not RPCStatusCode.NOT_FOUND:  # it ended after we looked
                raise
        told = await _told(services.temporal, models, model_id)
    if told.state in {DownloadState.COMPLETED, DownloadState.FAILED}:
        raise Problem(409, f"the download of {model_id} is {told.state}; there is nothing to cancel")
    return told


def _terms(ask: ModelAsk, models: Registry) -> Terms:
    """The terms that are to be accepted: the catalogue's, or else those given.

    Raises:
        Problem: 422, they are given though they are known, or not given though they are not.
        Refused: The catalogue knows the model from elsewhere than the hub.
    """
    if ask.id in KNOWN:
        if ask.licence or ask.commercial_use is not None or ask.regions_excluded:
            told = f"the terms of {ask.id} are known, {KNOWN[ask.id].terms.in_words}"
            raise refused("/licence", f"{told}: leave licence, commercial_use and regions_excluded out")
        return models.on_hub(ask.id)[1]
    if not ask.licence or ask.commercial_use is None:
        raise refused(
            "/licence", f"{ask.id} is not in the catalogue: give its licence, and as commercial_use whether that allows commercial use"
        )
    excluded = sorted(set(ask.regions_excluded))
    return models.on_hub(ask.id, Terms(licence=ask.licence, commercial_use=ask.commercial_use, regions_excluded=excluded))[1]


def _check_policy(settings: Settings, ask: ModelAsk, terms: Terms) -> None:
    """Make sure that whoever runs the place lets this model be fetched over HTTP.

    Raises:
        Problem: 403; names the setting.
    """
    if settings.model_downloads == "off":
        raise Problem(403, "no models are fetched over HTTP here (FILM_MODEL_DOWNLOADS=off); `film models download` does it on the machine")
    if settings.model_downloads == "known" and ask.id not in KNOWN:
        raise Problem(403, f"only models of the catalogue are fetched here (FILM_MODEL_DOWNLOADS=known), and {ask.id} is not in it")
    if settings.models_commercial_only and not terms.commercial_use:
        raise Problem(
            403, f"only models that allow commercial use are fetched here (FILM_MODELS_COMMERCIAL_ONLY); {ask.id}: {terms.in_words}"
        )


async def _start(temporal: Client, order: FetchModel) -> None:
    await temporal.start_workflow(
        "AddModel",
        order,
        id=workflow_id(order.registry, order.id),
        task_queue=Queue.WORKFLOWS,
        result_type=ModelFetched,
        id_conflict_policy=WorkflowIDConflictPolicy.USE_EXISTING,
        memo={"order": order},
        static_summary=f"Model · {order.id}",
        rpc_timeout=RPC_TIMEOUT,
    )


async def _told(temporal: Client, models: Registry, model_id: str) -> DownloadAnswer:
    is_name = re.fullmatch(ID_PATTERN, model_id) is not None and len(model_id) <= _LONGEST_ID
    found = await download_answer(temporal, workflow_id(await _name(models), model_id)) if is_name else None
    if found is None:
        raise no_such("download of the model", model_id)
    return found


async def _name(models: Registry) -> str:
    return await asyncio.to_thread(registry_name, models.models_dir)
