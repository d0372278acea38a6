"""Sounds synthesised by rules from noise and resonances: as in films without an engine for effects, there inside the mix."""

from typing import ClassVar

from activities.effects.engine import EffectsEngine
from activities.engines import Job, Made
from schemas.effects import MakeEffects


class Synth(EffectsEngine):
    """See the module."""

    version: ClassVar[str] = "1"
    summary: ClassVar[str] = "Synthesised by rules; films that name no engine for effects have these too, from inside their mix"
    licence: ClassVar[str] = "LicenseRef-Filmwright"
    ignores: ClassVar[frozenset[str]] = frozenset({"sounds.prompt"})

    def make(self, job: Job[MakeEffects]) -> Made:
        """The sounds of one shot, each as long as its kind lasts."""
        from activities.effects.finishing import finished, write_effects  # noqa: PLC0415 - filters take a while to load
        from activities.media.sound.effects.catalogue import made  # noqa: PLC0415
        from activities.media.sound.waveform import random_numbers  # noqa: PLC0415
        from schemas.media import SAMPLE_RATE_HZ  # noqa: PLC0415

        order, sounds = job.order, []
        for place, wanted in enumerate(order.sounds):
            random = random_numbers("effects", order.seed, order.take, order.shot, wanted.kind, wanted.number)
            sounds.append(finished(made(wanted.kind, random, wanted.samples / SAMPLE_RATE_HZ), wanted, "synth"))
            job.progress(0.95 * (place + 1) / len(order.sounds))
        return write_effects(job, sounds, {})
