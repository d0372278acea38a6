"""Put a film together: the plumbing of the film stage."""

import asyncio
import shutil
import tempfile
import time
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from temporalio import activity

from activities.engines import Input, Job, Made
from activities.failures import for_temporal
from activities.film.craft import assemble_film, encode_segment, encode_transition, export_cut
from activities.film.delivery.credentials import SIGNER, Credentials, sign_film
from activities.film.export.cut import needed, read_reels
from activities.film.sound.mixing import SoundDesk
from activities.heartbeat import alive, beaten
from activities.making import Bench, beat_of, telling
from schemas.exports import ExportCut
from schemas.film import AssembleFilm, CutFiles, EncodeSegment, EncodeTransition, MixSound, Reel, SignFilm, StoreReel
from schemas.keys import text_key
from schemas.media import ArtifactRef
from schemas.sound import SoundTrack
from schemas.subtitles import TranslateLines


class FilmActivities:
    """The activities of the film stage."""

    def __init__(self, bench: Bench, credentials: Credentials | None = None) -> None:
        """Makes things on `bench`; films are signed where there are credentials."""
        self._bench, self._credentials = bench, credentials
        self._desk = SoundDesk(bench)

    @activity.defn
    async def encode_segment(self, order: EncodeSegment) -> ArtifactRef:
        """Encode the part of a shot that no transition covers."""
        return await self._bench.make_with(order, encode_segment, _length_fault)

    @activity.defn
    async def encode_transition(self, order: EncodeTransition) -> ArtifactRef:
        """Encode the overlap of two shots."""
        return await self._bench.make_with(order, encode_transition, _join_fault)

    @activity.defn
    async def store_reel(self, order: StoreReel) -> ArtifactRef:
        """Store a scene's reel."""
        return await self._bench.store_reel(order)

    @activity.defn
    async def mix_sound(self, order: MixSound) -> ArtifactRef:
        """Mix a cut's sound."""
        return await self._desk.mix(order)

    @activity.defn
    async def translate_lines(self, order: TranslateLines) -> ArtifactRef:
        """Translate the lines of a scene."""
        return await self._bench.make(order)

    @activity.defn
    async def assemble_film(self, order: AssembleFilm) -> CutFiles:
        """Join a cut and make its companions; the film comes last, so that it exists only when all the others do."""
        with for_temporal():
            return await self._signed(order, await self._assemble(order))

    @activity.defn
    async def export_cut(self, order: ExportCut) -> ArtifactRef:
        """Make a file for editors out of a finished cut."""
        with for_temporal():
            assembly = await alive(self._bench.order_of(order.film, AssembleFilm, order.about))
            track = SoundTrack.model_validate_json(await alive(self._bench.read(assembly.mix)))
        return await self._bench.make_with(
            order.model_copy(update={"reels": assembly.reels}),
            lambda job: export_cut(job, assembly, track),
            further=lambda inputs: needed(order.to, track, read_reels(assembly.reels, inputs)),
        )

    async def _signed(self, order: AssembleFilm, files: CutFiles) -> CutFiles:
        if self._credentials is None:
            return files
        credentials = self._credentials
        about = order.about.model_copy(update={"label": f"{order.about.label} · signature"})
        signing = SignFilm(engine=SIGNER, about=about, film=files.film, certificate=credentials.fingerprint)
        signed = await self._bench.make_with(signing, lambda job: sign_film(job, credentials))
        return files.model_copy(update={"signed": signed})

    async def _assemble(self, order: AssembleFilm) -> CutFiles:
        names = [*(CutFiles.model_fields.keys() - {"signed", "subtitles"}), *order.further_subtitles]
        keys = {name: text_key(f"{name} {order.key}") for name in names} | {"film": order.key}
        rows = await self._bench.ledger.find(keys.values())
        if order.key in rows:
            await self._bench.ledger.record([order], reused=True)
            return _cut_files(order, {name: ArtifactRef.model_validate(rows[key].ref) for name, key in keys.items() if key in rows})
        folder = Path(tempfile.mkdtemp(prefix="film-", dir=self._bench.scratch))
        try:
            inputs = await alive(self._bench.fetch(order, folder, lambda inputs: _parts(order, inputs)))
            work_folder = folder / "work"
            work_folder.mkdir()
            begun = time.monotonic()
            made = await beaten(
                lambda tell: assemble_film(Job(order=order, inputs=inputs, folder=work_folder, progress=telling(order, tell))),
                beat_of(order, 0.0),
            )
            seconds = time.monotonic() - begun
            beside = tuple(sorted(keys[name] for name in made if name != "film"))
            made = {**made, "film": replace(made["film"], names=beside)}
            refs = {
                name: await alive(self._bench.commit(order, keys[name], made[name], seconds))
                for name in sorted(made, key=lambda name: name == "film")
            }
            return _cut_files(order, refs)
        finally:
            await asyncio.to_thread(shutil.rmtree, folder, ignore_errors=True)


def _parts(order: AssembleFilm, inputs: Mapping[str, Input]) -> list[ArtifactRef]:
    """What the reels and the sound of a cut refer to and its assembly needs."""
    reels = [Reel.model_validate_json(inputs[ref.key].path.read_bytes()) for ref in order.reels]
    track = SoundTrack.model_validate_json(inputs[order.mix.key].path.read_bytes())
    return [shot.segment for reel in reels for shot in reel.shots] + [part.packets or part.mix for part in track.parts]


def _cut_files(order: AssembleFilm, made: Mapping[str, ArtifactRef]) -> CutFiles:
    own = {name: ref for name, ref in made.items() if name not in order.further_subtitles}
    further = {name: made[name] for name in order.further_subtitles if name in made}
    return CutFiles.model_validate(own).model_copy(update={"subtitles": further})


def _length_fault(order: EncodeSegment, made: Made) -> str | None:
    return None if made.frames == order.source.frames else f"wanted {order.source.frames} frames, got {made.frames}"


def _join_fault(order: EncodeTransition, made: Made) -> str | None:
    return None if made.frames == order.tail.frames else f"wanted {order.tail.frames} frames, got {made.frames}"
