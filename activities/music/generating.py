"""What the model engines of music share: from orders to lengths, under the memory there is, to cues of exactly the ordered samples.

An engine says how it loads and how it plays prompts of one length; merging, memory, looping, endings, loudness and facts are settled here.
"""

import math
from abc import abstractmethod
from collections.abc import Hashable, Sequence
from typing import Any, ClassVar

from pydantic import Field

from activities.engines import EngineOptions, Job, Made
from activities.media.prompting import music_prompt
from activities.media.sound.waveform import Sound, write_sound
from activities.models.engine import ModelOptions
from activities.models.headers import component_bytes
from activities.models.ladder import Conditions
from activities.models.lending import LendingEngine
from activities.models.needs import Activations
from activities.models.seeds import generators
from activities.models.steps import Steps
from activities.music.engine import MusicEngine
from activities.music.finishing import finished
from schemas.failures import Refused
from schemas.media import FLAC, SAMPLE_RATE_HZ
from schemas.music import ComposeMusic

TEMPO_BPM = (20, 300)
_PLAYED = 0.95
"""Share of the progress that playing takes; the rest is finishing."""


class MusicOptions(ModelOptions):
    """What all models of this stage can be told."""

    longest_s: float = Field(default=120.0, ge=1.0, le=600.0)
    """Longer cues are played so far and then go round, spliced unheard."""
    guidance: float = Field(default=-1.0, ge=-1.0, le=30.0)
    """How closely to follow the words; below 0: what suits the model."""


class GeneratedMusic(LendingEngine[ComposeMusic], MusicEngine):
    """Plays orders with a model."""

    needs: ClassVar[tuple[str, ...]] = ("torch", "transformers")
    extra: ClassVar[str] = "music"
    Options: ClassVar[type[EngineOptions]] = MusicOptions
    usual_company_s: ClassVar[float] = 1.0
    bytes_per_second: ClassVar[int]
    """What a second of music takes on the GPU beside the weights."""
    most_s: ClassVar[float] = 600.0
    """The longest the model plays in one piece."""

    def __init__(self, options: EngineOptions) -> None:
        """Find the weights; they are loaded with the first order."""
        super().__init__(options)
        if not isinstance(options, MusicOptions):
            msg = f"a music model's options must be MusicOptions, got {type(options).__name__}"
            raise TypeError(msg)
        self.music = options

    @abstractmethod
    def steps(self, seconds: float) -> int:
        """Steps of a call."""

    @abstractmethod
    def play(self, model: Any, orders: Sequence[ComposeMusic], seconds: float, noise: Sequence[Any], steps: Steps) -> list[Sound]:
        """Music of at least `seconds` for each order, from its own generator; shape (1 or 2, samples) at 48 kHz."""

    def seconds(self, order: ComposeMusic) -> float:
        """How long the model plays for a cue: whole seconds, so that cues of about one length go together."""
        return min(math.ceil(order.samples / SAMPLE_RATE_HZ), self.music.longest_s, self.most_s)

    def kin(self, order: ComposeMusic) -> Hashable:  # noqa: ARG002 - for those that are told something once a call
        """Beside the length: cues of equal kin may be played in one call."""
        return None

    def components(self) -> dict[str, int]:
        """Bytes of each part of the model once loaded."""
        return component_bytes(self.folder, self.dtype.itemsize)

    @property
    def weights_key(self) -> str:
        """Model and precision."""
        return f"{self.card.name} {self.dtype}"

    def batch_key(self, order: ComposeMusic) -> Hashable | None:
        """Cues of one length and kin; None where bytes must not depend on neighbours."""
        return None if self.music.reproducible else (self.seconds(order), self.kin(order))

    def batch_max(self, order: ComposeMusic) -> int:
        """Four minutes of music at once on a GPU, one cue on a CPU."""
        if self.music.reproducible:
            return 1
        if self.music.batch_max:
            return self.music.batch_max
        return 1 if self.device == "cpu" else max(1, min(16, int(240 / self.seconds(order))))

    def make_many(self, jobs: Sequence[Job[ComposeMusic]]) -> list[Made]:
        """Compose cues, those of one length together.

        Raises:
            Refused: An order has no length, or a tempo that is none.
            DoesNotFit: There is not enough memory even for one cue.
        """
        groups: dict[Hashable, list[int]] = {}
        for index, job in enumerate(jobs):
            _check(job.order)
            groups.setdefault((self.seconds(job.order), self.kin(job.order)), []).append(index)
        made: dict[int, Made] = {}
        for indices in groups.values():
            alike = [jobs[index] for index in indices]
            made |= dict(zip(indices, self._composed(alike, self.seconds(alike[0].order)), strict=True))
        return [made[index] for index in range(len(jobs))]

    def _composed(self, jobs: Sequence[Job[ComposeMusic]], seconds: float) -> list[Made]:
        batch = 1 if self.music.reproducible else len(jobs)
        activations = Activations(int(self.bytes_per_second * seconds))

        def attempt(some: Sequence[Job[ComposeMusic]], conditions: Conditions) -> list[Made]:
            with self.lent(conditions, activations, len(some)) as model:
                steps = Steps(some, self.steps(seconds), last=_PLAYED)
                sounds = self.play(model, [job.order for job in some], seconds, generators(some), steps)
            return [self._made(job, sound) for job, sound in zip(some, sounds, strict=True)]

        return self.within_memory(jobs, attempt, batch, activations, seconds)

    def _made(self, job: Job[ComposeMusic], sound: Sound) -> Made:
        order = job.order
        cue, facts = finished(sound, order.samples, order.cue.tempo_bpm, self.card.name)
        path = job.folder / "music.flac"
        samples = write_sound(path, cue, channels=2)
        job.progress(1.0)
        return Made(path, FLAC, samples=samples, facts={"prompt": music_prompt(order), "device": self.device, **facts})


def _check(order: ComposeMusic) -> None:
    if order.samples < 1:
        msg = f"{order.about.label}: a cue of {order.samples} samples is ordered; at least 1"
        raise Refused(msg)
    if not TEMPO_BPM[0] <= order.cue.tempo_bpm <= TEMPO_BPM[1]:
        msg = f"{order.about.label}: {order.cue.tempo_bpm} beats a minute; {TEMPO_BPM[0]} to {TEMPO_BPM[1]} are music"
        raise Refused(msg)
