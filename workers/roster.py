"""Which workflows and activities each queue runs."""

import glob
import os
import shutil
from collections.abc import Mapping
from datetime import timedelta
from importlib.metadata import version
from pathlib import Path

import psutil
from temporalio.client import Client
from temporalio.worker import Worker

from activities.casting import Casting
from activities.clearing import Clearing
from activities.clips.activity import ClipsActivities
from activities.effects.activity import EffectsActivities
from activities.film.activity import FilmActivities
from activities.film.delivery.credentials import Credentials
from activities.film.quality.activity import QualityActivities
from activities.hooks.activity import Hooks
from activities.hooks.addresses import Bounds
from activities.hooks.posting import Post
from activities.images.activity import ImagesActivities
from activities.ledger import Ledger
from activities.lipsync.activity import LipsyncActivities
from activities.making import Bench
from activities.models.activity import ModelsActivities
from activities.models.cards import registry_name
from activities.models.registry import Registry
from activities.moderation.activity import ModerationActivities
from activities.music.activity import MusicActivities
from activities.planning import Planning
from activities.presence import Presence
from activities.records import Records
from activities.rehearsing import Rehearsing
from activities.screenplay.activity import ScreenplayActivities
from activities.shots.activity import ShotsActivities
from activities.storage.objects import Objects
from activities.storage.shelf import Shelf
from activities.voices.activity import VoicesActivities
from schemas.engines import Queue
from schemas.hooks import HOOKS_QUEUE
from schemas.models import registry_queue
from schemas.settings import Settings
from workers.bootstrap import Services, engine_settings, scratch_folder
from workers.sandbox import RUNNER
from workers.tidying import Tidying
from workflows.adding import AddModel
from workflows.admission import AdmitFilms
from workflows.clearing import ClearStore
from workflows.delivering import DeliverHook
from workflows.export import ExportFilm
from workflows.film import MakeFilm
from workflows.scenes import MakeScenes

SHELF_LIMIT_BYTES = 4 * 1024**3
DOWNLOADS = 4
"""Models that one process fetches at once."""


def open_bench(services: Services) -> Bench:
    """The one place of this process where artifacts are made."""
    scratch = scratch_folder(services.settings) / services.worker
    _clear_scratch(scratch)
    shelf = Shelf(services.settings.state_dir / "shelf", SHELF_LIMIT_BYTES)
    return Bench(Objects(services.store, shelf, services.worker), Ledger(services.sessions), scratch, engine_settings())


def _clear_scratch(own: Path) -> None:
    """Throw away what killed processes of this machine left behind, and this one's name-sake from before a restart."""
    host, _, own_id = own.name.rpartition("-")
    for folder in own.parent.glob(f"{glob.escape(host)}-*"):
        name, _, process = folder.name.rpartition("-")
        if name == host and process.isdigit() and (process == own_id or not psutil.pid_exists(int(process))):
            shutil.rmtree(folder, ignore_errors=True)


def open_worker(services: Services, bench: Bench, queue: Queue) -> Worker:
    """A worker for one queue."""
    if queue is Queue.WORKFLOWS:
        return _workflows_worker(services, bench)
    casting, quality = Casting(engine_settings()), QualityActivities(bench)
    settings = services.settings
    film = FilmActivities(bench, _credentials(settings) if queue is Queue.CPU else None)
    return Worker(
        services.temporal,
        task_queue=queue,
        activities=[
            casting.choose_engines,
            ScreenplayActivities(bench).write_screenplay,
            ModerationActivities(bench).moderate_text,
            ShotsActivities(bench).list_shots,
            ImagesActivities(bench).paint_image,
            ClipsActivities(bench).animate_clip,
            VoicesActivities(bench).speak_line,
            MusicActivities(bench).compose_music,
            EffectsActivities(bench).make_effects,
            LipsyncActivities(bench).sync_lips,
            film.encode_segment,
            film.encode_transition,
            film.mix_sound,
            film.translate_lines,
            film.assemble_film,
            film.export_cut,
            quality.check_film,
        ],
        max_concurrent_activities=_slots(queue, settings),
        interceptors=[Tidying()] if queue is Queue.CPU else [],
        graceful_shutdown_timeout=settings.drain_timeout,
        max_heartbeat_throttle_interval=timedelta(seconds=1),
        default_heartbeat_throttle_interval=timedelta(seconds=1),
    )


def registry_worker(temporal: Client, given: Mapping[str, str]) -> Worker:
    """A worker that fetches models into the registry of this machine, on a queue of the registry's own.

    Whoever sees the same folder listens to the same queue, and nobody else; and a download of hours holds no slot that films wait for.

    Args:
        temporal: Where it is told what to fetch.
        given: `FILM_MODELS_DIR`, and where given `FILM_HUB_ENDPOINT` and `FILM_HUB_TOKEN`.

    Raises:
        Refused: The folder can't be used.
    """
    registry = Registry(Path(given["FILM_MODELS_DIR"]))
    models = ModelsActivities(registry, given.get("FILM_HUB_ENDPOINT"), given.get("FILM_HUB_TOKEN"))
    return Worker(
        temporal,
        task_queue=registry_queue(registry_name(registry.models_dir)),
        activities=[models.look_up_model, models.fetch_model, models.discard_model],
        max_concurrent_activities=DOWNLOADS,
        max_concurrent_activity_task_polls=1,
        graceful_shutdown_timeout=timedelta(),
        max_heartbeat_throttle_interval=timedelta(seconds=1),
        default_heartbeat_throttle_interval=timedelta(seconds=1),
    )


def hooks_worker(services: Services) -> Worker:
    """A worker that tells receivers of webhooks, on a queue of its own: the slow ones among them hold no slot that films wait for."""
    settings = services.settings
    post = Post(Bounds.of(settings), f"Filmwright/{version('filmwright')}")
    key = settings.hooks_key.get_secret_value() if settings.hooks_key else None
    return Worker(
        services.temporal,
        task_queue=HOOKS_QUEUE,
        activities=[Hooks(services.sessions, post, key).send_delivery],
        max_concurrent_activities=settings.hook_activities,
        max_concurrent_activity_task_polls=2,
        graceful_shutdown_timeout=settings.drain_timeout,
        max_heartbeat_throttle_interval=timedelta(seconds=1),
        default_heartbeat_throttle_interval=timedelta(seconds=1),
    )


def _slots(queue: Queue, settings: Settings) -> int:
    if queue.merges:
        return settings.gpu_activities
    return settings.hosted_activities if queue is Queue.HOSTED else settings.cpu_activities or os.cpu_count() or 1


def _credentials(settings: Settings) -> Credentials | None:
    """What films are signed with; read at the start, so that a worker which can't sign does not come up."""
    if settings.c2pa_certificate is None or settings.c2pa_private_key is None:
        return None
    return Credentials(settings.c2pa_certificate, settings.c2pa_private_key)


def _workflows_worker(services: Services, bench: Bench) -> Worker:
    casting, records, film = Casting(engine_settings()), Records(services.sessions), FilmActivities(bench)
    planning, presence = Planning(bench, services.sessions), Presence(services.temporal)
    clearing = Clearing(bench.removals)
    return Worker(
        services.temporal,
        task_queue=Queue.WORKFLOWS,
        workflows=[MakeFilm, MakeScenes, AdmitFilms, ExportFilm, AddModel, ClearStore, DeliverHook],
        activities=[
            casting.choose_engines,
            records.record_state,
            records.record_cut,
            records.record_pause,
            records.record_notice,
            records.record_approval,
            presence.ask_admission,
            presence.films_open,
            records.load_film,
            clearing.clear_some,
            clearing.tell_cleared,
            planning.outline_film,
            planning.plan_scenes,
            planning.find_scenes,
            Rehearsing(bench).rehearse_edit,
            film.store_reel,
            ModerationActivities(bench).moderate_text,
        ],
        workflow_runner=RUNNER,
        max_concurrent_workflow_tasks=services.settings.workflow_tasks,
        max_concurrent_activities=16,
        graceful_shutdown_timeout=services.settings.drain_timeout,
        # A killed workflow worker is missed after this, not after the default of 10 s.
        sticky_queue_schedule_to_start_timeout=timedelta(seconds=2),
        max_heartbeat_throttle_interval=timedelta(seconds=1),
    )
