"""What the model engines of effects share: a shot's sounds each by itself, those of one length together, under the memory there is.

An engine says how it loads and how it plays prompts for one length; merging, memory, onsets, lengths and loudness are settled here.
"""

from abc import abstractmethod
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar

from pydantic import Field

from activities.effects.engine import EffectsEngine
from activities.effects.finishing import finished, write_effects
from activities.effects.wording import effect_prompt
from activities.engines import DOWNGRADES, EngineOptions, Job, Made
from activities.media.sound.waveform import Sound, read_sound, write_sound
from activities.models.engine import ModelOptions
from activities.models.headers import component_bytes
from activities.models.ladder import Conditions
from activities.models.lending import LendingEngine
from activities.models.needs import Activations
from activities.models.seeds import generators
from activities.models.steps import Steps
from schemas.effects import MakeEffects
from schemas.failures import Refused
from schemas.media import FLAC, SAMPLE_RATE_HZ

_PLAYED = 0.95
"""Share of the progress that playing takes; the rest is finishing."""
_LENGTHS_S = (2.0, 4.0, 6.0, 9.0, 12.0)
"""What sounds are made in: those of about one length go together."""
_LEAD_S = 0.5
"""Models take a moment before a sound begins: it is cut off, and must not be missing at its end."""


class EffectsOptions(ModelOptions):
    """What all models of this stage can be told."""

    longest_s: float = Field(default=12.0, ge=1.0, le=60.0)
    """What would last longer ends after so long."""
    guidance: float = Field(default=-1.0, ge=-1.0, le=30.0)
    """How closely to follow the words; below 0: what suits the model."""


@dataclass(frozen=True)
class _Part:
    """One sound of an order."""

    job: int
    """Which of the jobs it is of."""
    alone: Job[MakeEffects]
    """The order as if it were of this sound only."""


class GeneratedEffects(LendingEngine[MakeEffects], EffectsEngine):
    """Makes sounds with a model."""

    extra: ClassVar[str] = "music"
    Options: ClassVar[type[EngineOptions]] = EffectsOptions
    bytes_per_second: ClassVar[int]
    """What a second of sound takes on the GPU beside the weights."""

    def __init__(self, options: EngineOptions) -> None:
        """Find the weights; they are loaded with the first order."""
        super().__init__(options)
        if not isinstance(options, EffectsOptions):
            msg = f"an effects model's options must be EffectsOptions, got {type(options).__name__}"
            raise TypeError(msg)
        self.sounds = options

    @abstractmethod
    def steps(self) -> int:
        """Steps of a call."""

    @abstractmethod
    def play(self, model: Any, prompts: Sequence[str], seconds: float, noise: Sequence[Any], steps: Steps) -> list[Sound]:
        """A sound of `seconds` for each prompt, from its own generator; shape (1 or 2, samples) at 48 kHz."""

    def components(self) -> dict[str, int]:
        """Bytes of each part of the model once loaded."""
        return component_bytes(self.folder, self.dtype.itemsize)

    @property
    def weights_key(self) -> str:
        """Model and precision."""
        return f"{self.card.name} {self.dtype}"

    def batch_key(self, order: MakeEffects) -> Hashable | None:  # noqa: ARG002 - whatever they are of, sounds are divided by length here
        """Any orders; None where bytes must not depend on neighbours."""
        return None if self.settings.reproducible else "effects"

    def batch_max(self, order: MakeEffects) -> int:
        """Some sixteen sounds at once on a GPU, one shot's on a CPU."""
        if self.settings.reproducible or self.device == "cpu":
            return 1
        return self.settings.batch_max or max(1, 16 // max(1, len(order.sounds)))

    def make_many(self, jobs: Sequence[Job[MakeEffects]]) -> list[Made]:
        """Make the sounds of shots, those of one length together.

        Raises:
            Refused: An order has no sounds, or one without length.
            DoesNotFit: There is not enough memory even for one sound.
        """
        parts = [part for number, job in enumerate(jobs) for part in _parts(number, job)]
        groups: dict[float, list[int]] = {}
        for place, part in enumerate(parts):
            groups.setdefault(self._seconds(part.alone.order), []).append(place)
        made: dict[int, Made] = {}
        for seconds, places in sorted(groups.items()):
            made |= dict(zip(places, self._made([parts[place].alone for place in places], seconds), strict=True))
        return [
            self._together(job, [made[place] for place, part in enumerate(parts) if part.job == number]) for number, job in enumerate(jobs)
        ]

    def _seconds(self, order: MakeEffects) -> float:
        """How long the model plays for a sound."""
        wanted_s = order.samples / SAMPLE_RATE_HZ + _LEAD_S
        return min(next((seconds for seconds in _LENGTHS_S if seconds >= wanted_s), wanted_s), self.sounds.longest_s)

    def _made(self, jobs: Sequence[Job[MakeEffects]], seconds: float) -> list[Made]:
        batch = 1 if self.settings.reproducible or self.device == "cpu" else min(len(jobs), self.settings.batch_max or 16)
        activations = Activations(int(self.bytes_per_second * seconds))

        def attempt(some: Sequence[Job[MakeEffects]], conditions: Conditions) -> list[Made]:
            with self.lent(conditions, activations, len(some)) as model:
                prompts = [effect_prompt(job.order, job.order.sounds[0]) for job in some]
                sounds = self.play(model, prompts, seconds, generators(some), Steps(some, self.steps()))
            return [self._kept(job, sound) for job, sound in zip(some, sounds, strict=True)]

        return self.within_memory(jobs, attempt, batch, activations, seconds)

    def _kept(self, job: Job[MakeEffects], sound: Sound) -> Made:
        wanted = job.order.sounds[0]
        path = job.folder / f"{wanted.kind}-{wanted.number}.flac"
        return Made(path, FLAC, samples=write_sound(path, finished(sound, wanted, self.card.name), channels=2))

    def _together(self, job: Job[MakeEffects], parts: Sequence[Made]) -> Made:
        prompts = [effect_prompt(job.order, sound) for sound in job.order.sounds]
        short = {name: part.facts[name] for part in parts for name in (*DOWNGRADES, "conditions") if name in part.facts}
        return write_effects(job, [read_sound(part.path) for part in parts], {"prompts": prompts, "device": self.device, **short})


def _parts(number: int, job: Job[MakeEffects]) -> Iterator[_Part]:
    order = job.order
    if not order.sounds or any(sound.samples < 1 for sound in order.sounds):
        msg = f"{order.about.label}: {'a sound without length' if order.sounds else 'no sound'} is ordered"
        raise Refused(msg)
    told = _Shares(job, len(order.sounds))
    for place, sound in enumerate(order.sounds):
        alone = order.model_copy(update={"sounds": [sound]})
        yield _Part(number, replace(job, order=alone, progress=told.of(place)))


class _Shares:
    """The progress of an order out of that of its sounds."""

    def __init__(self, job: Job[MakeEffects], count: int) -> None:
        self._job, self._done = job, [0.0] * count

    def of(self, place: int) -> Callable[[float], None]:
        def tell(fraction: float) -> None:
            self._done[place] = max(self._done[place], fraction)
            self._job.progress(_PLAYED * sum(self._done) / len(self._done))

        return tell
