"""What the model engines of voices share: from lines to pieces of plain words, through the model, to speech as the stage wants it.

An engine says which languages and voices its model has and how it says a piece of text. Numbers and abbreviations are read out here, SSML
is taken apart, pace, pitch and level are brought to what is asked where the model can't, manners a model does not know are put on by
treatment, and phoneme times are estimated from a synthesiser's.
"""

from abc import abstractmethod
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, ClassVar

import numpy as np

from activities.engines import EngineOptions, Job, Made
from activities.media.delivery import Delivery, delivery_of
from activities.media.sound.waveform import Sound, amplitude, resampled, write_sound
from activities.models.engine import ModelOptions
from activities.models.headers import component_bytes
from activities.models.ladder import Conditions
from activities.models.lending import LendingEngine
from activities.models.needs import Activations
from activities.models.seeds import drawing_from
from activities.models.torch_setup import with_all_bits
from activities.voices.cast import Timbre
from activities.voices.engine import VoiceEngine, cloning_engines
from activities.voices.hearing import Hearing
from activities.voices.phonemes import estimated_phonemes
from activities.voices.phrases import phrases
from activities.voices.pieces import joined, worded
from activities.voices.reading import read_out
from activities.voices.silence import unspoken
from activities.voices.ssml import Piece
from activities.voices.stretch import pitched, stretched
from activities.voices.treatment import LEVEL_LUFS, levelled, treated
from activities.voices.unlike import own_semitones, voice_of
from activities.voices.wording import is_loud, spoken_text
from schemas.failures import Broken, Refused
from schemas.media import FLAC
from schemas.samples import can_not_clone
from schemas.voices import SpeakLine, Voice

_MOST_CHARACTERS = 5_000
_NEUTRAL = Timbre("model", "female", "", (), "")
_STILL = amplitude(-45)
"""Against the loudest sample: softer is silence before or after the line."""
_VOICES_KEPT = 32
"""Of samples, in memory; some 130 kB each."""
_FULL_BYTES = 4
"""Of a number of float32."""
_ACTIVATIONS = Activations(300_000_000)
"""Of a line of twenty seconds in the largest of these models."""
_PICKLED = "pickled"


@dataclass(frozen=True)
class Saying:
    """One piece of a line on its way through a model."""

    order: SpeakLine
    text: str
    """Plain words, numbers written out; IPA where `is_ipa`."""
    is_ipa: bool
    language: str
    """As the model calls it."""
    voice: str
    learned: Any
    """What `learn` made of the sample whose voice it is spoken with; None for a voice of the model's own."""
    rate: float
    """Within the engine's `rates`."""
    delivery: Delivery


class ModelVoice(LendingEngine[SpeakLine], VoiceEngine):
    """Speaks lines with a model; always one at a time, because speech models draw from a source that orders can't share."""

    extra: ClassVar[str] = "voices"
    gpu_dtype: ClassVar[str] = "float32"
    """These models are small, and samples of sound need more than the 8 bits of bfloat16."""
    offloads: ClassVar[bool] = False
    usual_company_s: ClassVar[float] = 0.0
    """Each line of a call is spoken alone: company saves nothing."""
    halves: ClassVar[bool] = False
    """Whether it can calculate with numbers of 16 bits."""
    rates: ClassVar[tuple[float, float]] = (1.0, 1.0)
    """Paces the model can speak at, as factors; what is beyond is stretched."""
    speaks_ipa: ClassVar[bool] = False
    most_characters: ClassVar[int] = 400
    """What the model says in one breath; longer texts are spoken phrase by phrase."""

    def __init__(self, options: EngineOptions) -> None:
        super().__init__(options)
        if self.dtype.itemsize < _FULL_BYTES and not self.halves:
            msg = f"{self.settings.model} speaks with numbers of 32 bits only; leave DTYPE={self.settings.dtype} out"
            raise Refused(msg)
        self._voices_learned: dict[str, Any] = {}

    @abstractmethod
    def language_of(self, language: str) -> str:
        """What the model calls a language.

        Args:
            language: A BCP 47 tag.

        Raises:
            Refused: It does not speak it; says what it speaks.
        """

    @abstractmethod
    def say(self, model: Any, saying: Saying) -> tuple[Sound, float]:
        """Speech of shape (1, samples) and its rate in Hz. torch's global source is the order's own while it runs."""

    def learn(self, model: Any, recording: Path) -> Any:
        """The voice of a sample as the model knows voices, always the same for the same sample; for engines that clone.

        Args:
            model: As `load` gave it.
            recording: Mono FLAC at 48 kHz, 3 to 60 s.

        Raises:
            Refused: The model has its own voices only.
        """
        _ = model, recording
        raise Refused(can_not_clone(self.settings.model, cloning_engines()))

    @abstractmethod
    def modules(self, model: Any) -> Sequence[Any]:
        """Modules that run once a step of saying, for progress and cancellation."""

    def check_text(self, text: str) -> None:
        """Make sure the model has means for its markup."""
        worded(text, self.settings.model, speaks_ipa=self.speaks_ipa)

    def check_language(self, language: str) -> None:
        """Make sure the model speaks it."""
        self.language_of(language)

    def check_voice(self, voice: str) -> None:
        """Make sure the model has a voice of this id."""
        known = [known.id for known in self.voices()]
        if voice not in known:
            msg = f"no voice '{voice}' for {self.settings.model}; {'there are ' + ', '.join(known) if known else 'it has but one'}"
            raise Refused(msg)

    def batch_key(self, order: SpeakLine) -> Hashable | None:
        """Lines are merged only so that the model stays warm; each is spoken alone, so bytes do not depend on neighbours."""
        _ = order
        return "lines"

    def batch_max(self, order: SpeakLine) -> int:
        """Some minutes of talk."""
        _ = order
        return self.settings.batch_max or 16

    def make_many(self, jobs: Sequence[Job[SpeakLine]]) -> list[Made]:
        """Speak lines, one after the other.

        Raises:
            Refused: The language, the voice, the speed, the pitch or the text is none this model can speak.
            Broken: The model gave silence or no numbers.
            DoesNotFit: There is not enough memory.
        """
        return [self._made(job) for job in jobs]

    def _made(self, job: Job[SpeakLine]) -> Made:
        order = job.order
        _check(order)
        pieces = worded(order.text, self.settings.model, speaks_ipa=self.speaks_ipa)
        if not pieces:
            return unspoken(job)
        language, voice = self.language_of(order.language), self._voice(order)

        def attempt(jobs: Sequence[Job[SpeakLine]], conditions: Conditions) -> list[Made]:
            with self.lent(conditions, _ACTIVATIONS, len(jobs)) as model, with_all_bits():
                line = self._line(model, jobs[0], pieces, language, voice)
            return [self._finished(jobs[0], line, pieces, voice)]

        return self.within_memory([job], attempt, 1, _ACTIVATIONS)[0]

    @property
    def weights_key(self) -> str:
        """Model and precision."""
        return f"{self.card.name} {self.dtype}"

    def components(self) -> dict[str, int]:
        """By the headers of the weights; pickled ones have none, and are taken for as large as their files."""
        return component_bytes(self.folder, self.dtype.itemsize) or {_PICKLED: self.card.memory_bytes}

    def _voice(self, order: SpeakLine) -> str:
        if self.sample(order) is not None:
            return order.voice
        if order.voice:
            self.check_voice(order.voice)
            return order.voice
        voices = self.voices(order.language)
        return voice_of(order.character, voices).id if voices else ""

    def _line(self, model: Any, job: Job[SpeakLine], pieces: Sequence[Piece], language: str, voice: str) -> Sound:
        """All pieces, with their pauses, paces, pitches and levels."""
        order = job.order
        delivery = delivery_of(order.delivery)
        learned = self._learned(model, job)
        # somebody's own voice is at its own pitch, whoever they play
        own = 0.0 if learned is not None else own_semitones(order.character, self.voices())
        semitones = order.pitch + delivery.pitch_semitones + own
        sounds: list[Sound] = []
        pieces = [
            replace(piece, text=text, pause_s=0.0 if number else piece.pause_s)
            for piece in pieces
            for number, text in enumerate(phrases(read_out(spoken_text(piece.text), order.language), self.most_characters))
        ]
        hearing = Hearing(job, len(pieces))
        for index, piece in enumerate(pieces):
            wanted = order.speed * delivery.rate * piece.rate
            rate = float(np.clip(wanted, *self.rates))
            saying = Saying(order, piece.ipa or piece.text, bool(piece.ipa), language, voice, learned, rate, delivery)
            with hearing.of(self.modules(model)), drawing_from(order, self.device, index):
                raw, rate_hz = self.say(model, saying)
            spoken = _trimmed(_usable(raw, self.card.name, piece.text), rate_hz)
            shaped = pitched(stretched(spoken, rate / wanted), float(np.clip(semitones + piece.pitch_semitones, -24, 24)))
            sounds.append(shaped)
        return joined(pieces, sounds)[0]

    def _learned(self, model: Any, job: Job[SpeakLine]) -> Any:
        """The voice of the line's sample, which is in memory only: whoever withdraws a consent leaves nothing of a voice on a disk."""
        sample = self.sample(job.order)
        if sample is None:
            return None
        key = sample.recording.key
        if key not in self._voices_learned:
            while len(self._voices_learned) >= _VOICES_KEPT:
                self._voices_learned.pop(next(iter(self._voices_learned)))
            self._voices_learned[key] = self.learn(model, job.input(sample.recording).path)
        return self._voices_learned[key]

    def _finished(self, job: Job[SpeakLine], line: Sound, pieces: Sequence[Piece], voice: str) -> Made:
        order = job.order
        delivery = delivery_of(order.delivery)
        seed = (order.text, order.character.name, order.seed, order.take)
        words = " ".join(piece.text for piece in pieces)
        level_db = delivery.level_db + (3.0 if is_loud(words) else 0.0)
        if delivery.is_whispered or delivery.tremor or delivery.breath:
            line = treated(line, _NEUTRAL, delivery, *seed)
        line = levelled(line, LEVEL_LUFS + level_db)
        facts: dict[str, Any] = {"voice": voice, "language": order.language, "is_spoken": True, "device": self.device}
        facts |= estimated_phonemes(job, words, line)
        sample = self.sample(order)
        if sample is not None:
            facts["cloned_from"] = sample.told.model_dump(mode="json")
        path = job.folder / "speech.flac"
        samples = write_sound(path, line, channels=1)
        job.progress(1.0)
        return Made(path=path, media_type=FLAC, samples=samples, facts=facts)


def language_error(model: str, wanted: str, spoken: Sequence[str]) -> Refused:
    """Says aloud that a model does not speak a language."""
    return Refused(f"{model} does not speak '{wanted}'; it speaks {', '.join(spoken)}. Choose another voices engine or model for this film")


def _check(order: SpeakLine) -> None:
    if not 0.5 <= order.speed <= 2:
        msg = f"speed {order.speed:g} is outside 0.5 to 2"
        raise Refused(msg)
    if not -12 <= order.pitch <= 12:
        msg = f"pitch {order.pitch:g} is outside -12 to 12 semitones"
        raise Refused(msg)
    if len(order.text) > _MOST_CHARACTERS:
        msg = f"a line of {len(order.text)} characters is too long to be spoken in one go; at most {_MOST_CHARACTERS}"
        raise Refused(msg)


def _usable(sound: Sound, who: str, text: str) -> Sound:
    if not sound.size or not np.isfinite(sound).all():
        msg = f"{who} made {'sound that is not numbers' if sound.size else 'no sound'} of: {text[:80]}"
        raise Broken(msg)
    if not np.abs(sound).max() > amplitude(-80):
        msg = f"{who} made silence of: {text[:80]}"
        raise Broken(msg)
    return np.asarray(sound - sound.mean(), dtype=np.float32)


def _trimmed(sound: Sound, rate_hz: float) -> Sound:
    """At 48 kHz, with 10 ms before the first and 40 ms after the last sound."""
    full = resampled(sound, rate_hz)
    loud = np.flatnonzero(np.abs(full[0]) > _STILL * np.abs(full).max())
    return full[:, max(0, int(loud[0]) - 480) : int(loud[-1]) + 1920]


def model_options(options: EngineOptions, kind: type[ModelOptions]) -> None:
    """Make sure an engine got options of its own kind."""
    if not isinstance(options, kind):
        msg = f"options must be {kind.__name__}, got {type(options).__name__}"
        raise TypeError(msg)


def described(voice_id: str, language: str, gender: str = "unknown", description: str = "") -> Voice:
    """A model's voice as the API lists it."""
    ages = ("young", "adult", "old")
    return Voice.model_validate({"id": voice_id, "language": language, "gender": gender, "ages": ages, "description": description})
