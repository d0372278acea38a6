"""Has a cut's sound mixed: what exists of it is found, the rest is made part by part, each stored when it is made."""

import asyncio
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

from activities.engines import Input, Job, Made
from activities.failures import for_temporal
from activities.film.craft import make_sound, mixing
from activities.film.sound.steps import Mixing, Stored
from activities.heartbeat import alive
from activities.making import Bench
from activities.side_by_side import side_by_side
from schemas.failures import Unavailable
from schemas.film import MixSound, Reel
from schemas.media import SOUND_TRACK, ArtifactRef
from schemas.order import refs_in
from schemas.sound import MixScene, SoundOrder, SoundTrack

AT_ONCE = 2
"""Parts side by side: nothing else of the film is left to do by then but its last transitions."""


class SoundDesk:
    """Mixes cuts on a bench."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench

    async def mix(self, order: MixSound) -> ArtifactRef:
        """The sound of a cut, as a `SOUND_TRACK`; a worker that dies on the way has left its parts for the next one."""
        with for_temporal():
            found = await alive(self._bench.ledger.find(order.keys))
            track = None if found else await self._mixed(order)
        return await self._bench.make_with(order, lambda job: _written(job, track), further=None)

    async def _mixed(self, order: MixSound) -> SoundTrack:
        folder = Path(tempfile.mkdtemp(prefix="mix-", dir=self._bench.scratch))
        try:
            inputs = await alive(self._bench.fetch(order, folder))
            reels = [(ref, Reel.model_validate_json(inputs[ref.key].path.read_bytes())) for ref in order.reels]
        finally:
            await asyncio.to_thread(shutil.rmtree, folder, ignore_errors=True)
        # in a thread: what it needs is imported when it is first needed
        steps = await alive(asyncio.to_thread(mixing, order, reels))
        stored: list[Stored] | None = None
        while True:
            asked = await alive(asyncio.to_thread(_next, steps, stored))
            if isinstance(asked, SoundTrack):
                return asked
            stored = await self._stored(asked)

    async def _stored(self, orders: Sequence[SoundOrder]) -> list[Stored]:
        there = await alive(self._bench.ledger.find(order.key for order in orders))
        missing = [order for order in orders if order.key not in there]
        await alive(self._bench.ledger.record([order for order in orders if order.key in there], reused=True))
        await side_by_side(self._make, missing, AT_ONCE)
        there |= await alive(self._bench.ledger.find(order.key for order in missing))
        return [Stored(ArtifactRef.model_validate(there[order.key].ref), there[order.key].facts) for order in orders]

    async def _make(self, order: SoundOrder) -> None:
        await self._bench.make_with(order, make_sound, further=partial(_sounds, order))


def _next(steps: Mixing, stored: list[Stored] | None) -> Sequence[SoundOrder] | SoundTrack:
    """What a mixing asks for next, or what it came to."""
    try:
        return next(steps) if stored is None else steps.send(stored)
    except StopIteration as end:
        track: SoundTrack = end.value
        return track


def _sounds(order: SoundOrder, inputs: Mapping[str, Input]) -> list[ArtifactRef]:
    """What a scene's reel refers to and its mixing needs; the other orders tell all they need themselves."""
    if not isinstance(order, MixScene):
        return []
    reel = Reel.model_validate_json(inputs[order.reel.key].path.read_bytes())
    return reel.heard


def _written(job: Job[MixSound], track: SoundTrack | None) -> Made:
    if track is None:
        msg = "the sound track that was there a moment ago is gone: it is mixed anew"
        raise Unavailable(msg)
    path = job.folder / "sound.json"
    path.write_text(track.model_dump_json(indent=1), encoding="utf-8")
    facts = {"loudness_lufs": track.loudness_lufs, "true_peak_dbtp": track.true_peak_dbtp, "gain_db": track.gain_db}
    names = tuple(dict.fromkeys(ref.key for ref in refs_in(track)))
    return Made(path=path, media_type=SOUND_TRACK, samples=track.samples, facts=facts, names=names)
