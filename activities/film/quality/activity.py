"""Checks a finished cut: what was measured before is found by its key, what was not is measured, everything is judged."""

import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from temporalio import activity

from activities.engines import Input, Job, Made
from activities.failures import for_temporal
from activities.film.craft import inspect_shot, inspect_sound, report_on
from activities.heartbeat import alive, beaten
from activities.making import Bench
from activities.side_by_side import side_by_side
from schemas.film import Reel
from schemas.media import JSON, ArtifactRef
from schemas.order import Order
from schemas.quality import CHECKER, CheckFilm, FilmChecked, Finding, InspectShot, InspectSound
from schemas.sound import SoundTrack

O = TypeVar("O", bound=Order)  # noqa: E741 - one kind of inspection

AT_ONCE = 4
"""Inspections side by side: much of each is waiting for the store."""
FAULTS_TOLD = 20
"""That a workflow is told of; the report has all of them."""


class QualityActivities:
    """The activity that checks cuts."""

    def __init__(self, bench: Bench) -> None:
        """Reads and stores on `bench`."""
        self._bench = bench

    @activity.defn
    async def check_film(self, order: CheckFilm) -> FilmChecked:
        """Check a finished cut; an edit's cut costs the shots it changed, and a look at the film's packets."""
        with for_temporal():
            row = (await alive(self._bench.ledger.find([order.key]))).get(order.key)
            if row is not None:
                await alive(self._bench.ledger.record([order], reused=True))
                faults = [Finding.model_validate(fault) for fault in row.facts["faults"]]
                return FilmChecked(report=ArtifactRef.model_validate(row.ref), faults=faults)
            with tempfile.TemporaryDirectory(prefix="check-", dir=self._bench.scratch) as folder:
                return await self._check(order, Path(folder))

    async def _check(self, order: CheckFilm, folder: Path) -> FilmChecked:
        begun = time.monotonic()
        inputs = await alive(self._bench.fetch(order, folder, lambda inputs: [part.mix for part in _track(order, inputs).parts]))
        reels = [Reel.model_validate_json(inputs[ref.key].path.read_bytes()) for ref in order.reels]
        shots = await alive(self._inspect(shot_inspections(order, reels), inspect_shot))
        sounds = await alive(self._inspect(sound_inspections(order, _track(order, inputs)), inspect_sound))
        job = Job(order=order, inputs=inputs, folder=folder)
        report = await beaten(lambda _progress: report_on(job, reels, shots, sounds))
        path = folder / "quality.json"
        path.write_text(report.model_dump_json(indent=2) + "\n", encoding="utf-8")
        faults = [finding for finding in report.findings if finding.is_fault][:FAULTS_TOLD]
        made = Made(path=path, media_type=JSON, facts={"faults": [fault.model_dump(mode="json") for fault in faults]})
        ref = await alive(self._bench.commit(order, order.key, made, time.monotonic() - begun))
        return FilmChecked(report=ref, faults=faults)

    async def _inspect(self, orders: Sequence[O], inspect: Callable[[Job[O]], Made]) -> list[Mapping[str, Any]]:
        """The facts of some inspections, in their order; those that were never made are made."""
        wanted = {order.key: order for order in orders}
        known: dict[str, Mapping[str, Any]] = {key: row.facts for key, row in (await self._bench.ledger.find(wanted)).items()}

        async def one(key: str) -> Mapping[str, Any]:
            order = wanted[key]
            with tempfile.TemporaryDirectory(prefix="inspect-", dir=self._bench.scratch) as folder:
                inputs = await self._bench.fetch(order, Path(folder))
                begun = time.monotonic()
                job = partial(Job, order=order, inputs=inputs, folder=Path(folder))
                made = await beaten(lambda progress: inspect(job(progress=progress)))
                await self._bench.commit(order, order.key, made, time.monotonic() - begun)
                return made.facts

        missing = [key for key in wanted if key not in known]
        measured = await side_by_side(one, missing, AT_ONCE)
        facts: dict[str, Mapping[str, Any]] = known | dict(zip(missing, measured, strict=True))
        return [facts[order.key] for order in orders]


def shot_inspections(order: CheckFilm, reels: Sequence[Reel]) -> list[InspectShot]:
    """What is measured of each shot, in film order."""
    return [
        InspectShot(
            engine=CHECKER,
            about=order.about.model_copy(update={"target": f"check of shot {shot.number}"}),
            segment=shot.segment,
            speeches=[line.speech for line in shot.lines],
        )
        for reel in reels
        for shot in reel.shots
    ]


def sound_inspections(order: CheckFilm, track: SoundTrack) -> list[InspectSound]:
    """What is measured of each part of the sound, in order."""
    about = order.about.model_copy(update={"target": "check of the mix"})
    return [InspectSound(engine=CHECKER, about=about, mix=part.mix) for part in track.parts]


def _track(order: CheckFilm, inputs: Mapping[str, Input]) -> SoundTrack:
    return SoundTrack.model_validate_json(inputs[order.mix.key].path.read_bytes())
