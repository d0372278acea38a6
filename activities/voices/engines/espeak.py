"""Speaks with eSpeak NG, a formant synthesiser: over a hundred languages, no model, no network, hundreds of times faster than real time.

Each line is spoken in a fresh process (`activities/voices/speak.py` says why), then treated to sound pleasanter. Facts: `phonemes` as the
stage asks for them; `voice`, `language`; `is_spoken` false for a line without words, which becomes a short breath. Limits: words a
minute stay between 80 and 450, eSpeak NG's own; Japanese is read from kana, Chinese characters in it need pykakasi (see `kana`).
"""

import json
import subprocess
import sys
from dataclasses import dataclass, replace
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any, ClassVar

import numpy as np

from activities.engines import EngineOptions, Job, Made
from activities.media.delivery import Delivery, delivery_of
from activities.media.sound.waveform import Sound, faded, resampled, write_sound
from activities.voices.cast import TIMBRES, Speaker, speaker_for
from activities.voices.engine import VoiceEngine
from activities.voices.kana import in_kana
from activities.voices.pieces import joined, worded
from activities.voices.reading import read_out
from activities.voices.speak import EXIT_NO_VOICE
from activities.voices.ssml import Piece, is_marked_up
from activities.voices.tongues import Tongue, tongue_for, tongues
from activities.voices.treatment import LEVEL_LUFS, breath, levelled, treated
from activities.voices.wording import is_loud, spoken_text, with_pauses
from schemas.failures import Broken, Refused, Unavailable
from schemas.media import FLAC, SAMPLE_RATE_HZ
from schemas.shots import Character
from schemas.voices import SpeakLine, Voice

_SCRIPT = Path(__file__).parents[1] / "speak.py"
_PITCH_STEPS = (5, 15, 25, 35, 45, 50, 60, 70, 80, 90, 99)
_PITCH_SEMITONES = (-5.6, -4.7, -3.6, -2.3, -0.9, 0.0, 1.6, 3.3, 5.1, 7.0, 8.6)
"""What eSpeak NG's pitch parameter does, measured over three variants."""
_STILL = 10 ** (-50 / 20)
"""Against the loudest sample: below it a line has not begun, or has ended."""
_MOST_CHARACTERS = 20_000
"""Some twenty minutes of speech: more in one line is a mistake."""


@dataclass(frozen=True)
class _Spoken:
    """What came out of the synthesiser."""

    sound: Sound
    phonemes: list[tuple[int, str]]
    """Where each begins; the last one's end is the sound's."""


@dataclass(frozen=True)
class _Treated:
    """A piece as it is heard."""

    sound: Sound
    phonemes: list[tuple[int, int, str]]
    """In it, as the stage asks for them."""


class Espeak(VoiceEngine):
    """See the module."""

    version: ClassVar[str] = "6"
    summary: ClassVar[str] = "eSpeak NG with a timbre per character; over a hundred languages, phoneme times"
    licence: ClassVar[str] = "GPL-3.0-or-later"

    @classmethod
    def unavailable(cls, options: EngineOptions) -> str | None:  # noqa: ARG003
        """None where the wheel is installed."""
        return None if find_spec("espeakng_loader") else "install espeakng-loader"

    def __init__(self, options: EngineOptions) -> None:
        super().__init__(options)
        loader = import_module("espeakng_loader")
        self._library = Path(loader.get_library_path())
        self._data = Path(loader.get_data_path())

    def voices(self, language: str = "") -> list[Voice]:
        """Every voice a line can ask for.

        Args:
            language: A BCP 47 tag: adds the accents of that language, each in every timbre. "" lists the timbres alone.

        Raises:
            Refused: Nobody speaks that language.
        """
        plain = [Voice(id=t.name, language="", gender=t.gender, ages=t.ages, description=t.description) for t in TIMBRES]
        if not language:
            return plain
        primary = tongue_for(language, self._data).tag.partition("-")[0]
        return plain + [
            Voice(
                id=f"{tongue.tag}/{timbre.name}",
                language=tongue.tag,
                gender=timbre.gender,
                ages=timbre.ages,
                description=f"{tongue.description}: {timbre.description}",
            )
            for tongue in tongues(self._data)
            if tongue.tag.partition("-")[0] == primary
            for timbre in TIMBRES
        ]

    def check_voice(self, voice: str) -> None:
        """Make sure there is such a timbre and such an accent."""
        accent = speaker_for(Character(name=""), voice).accent
        if accent:
            tongue_for(accent, self._data)

    def check_text(self, text: str) -> None:
        """Make sure its markup can be read; all but phonemes can be spoken."""
        worded(text, "espeak")

    def make(self, job: Job[SpeakLine]) -> Made:
        """Speak one line.

        Raises:
            Refused: The language, the voice, the speed, the pitch or the text is none this engine can speak.
            Unavailable: The process could not be started.
            Broken: eSpeak NG failed.
        """
        order = job.order
        _check(order)
        self.sample(order)
        speaker = speaker_for(order.character, order.voice)
        tongue = tongue_for(speaker.accent or order.language, self._data)
        pieces = worded(order.text, "espeak")
        facts: dict[str, Any] = {"voice": f"{tongue.tag}/{speaker.timbre.name}", "language": tongue.tag, "is_spoken": bool(pieces)}
        if not pieces:
            facts["phonemes"] = []
            seed = (order.text, order.character.name, order.seed, order.take)
            return _made(job, breath(_breath_samples(order.text), *seed), facts)
        spoken = [self._piece(job, piece, speaker, tongue) for piece in pieces]
        if not is_marked_up(order.text):
            sound, facts["phonemes"] = spoken[0].sound, spoken[0].phonemes
            return _made(job, sound, facts)
        line, begins = joined(pieces, [one.sound for one in spoken])
        facts["phonemes"] = [
            (begin + first, samples, ipa) for begin, one in zip(begins, spoken, strict=True) for first, samples, ipa in one.phonemes
        ]
        return _made(job, levelled(line, LEVEL_LUFS + delivery_of(order.delivery).level_db), facts)

    def _piece(self, job: Job[SpeakLine], piece: Piece, speaker: Speaker, tongue: Tongue) -> _Treated:
        """A run of words in one manner; a plain line is one."""
        order = job.order
        manner = {"speed": order.speed * piece.rate, "pitch": order.pitch + piece.pitch_semitones}
        asked = order.model_copy(update=manner)
        text = read_out(spoken_text(piece.text), tongue.tag)
        if tongue.tag == "ja":
            text = in_kana(text)
        delivery = delivery_of(order.delivery)
        if is_loud(piece.text) and not delivery.is_whispered:
            delivery = replace(delivery, pitch_semitones=delivery.pitch_semitones + 1.5, level_db=min(6.0, delivery.level_db + 3))
        spoken = self._speak(job, with_pauses(text), _wish(asked, speaker, delivery, tongue), _size(asked, speaker, delivery))
        first, last = _extent(spoken.sound)
        seed = (piece.text, order.character.name, order.seed, order.take)
        sound = faded(treated(spoken.sound, speaker.timbre, delivery, *seed)[:, first:last], 96, 720)
        return _Treated(sound, _phonemes(spoken, first, last))

    def _speak(self, job: Job[SpeakLine], text: str, wish: dict[str, Any], size: float) -> _Spoken:
        wish |= {"library": str(self._library), "data": str(self._data), "text": text}
        output = _run(job, json.dumps(wish).encode())
        head, _, body = output.partition(b"\n")
        header = json.loads(head)
        raw = np.frombuffer(body, "<i2").astype(np.float32)[None] / np.float32(32768)
        if raw.shape[1] != header["samples"] or not np.abs(raw).max(initial=0) > 0:
            msg = f"espeak ({wish['voice']}) made no sound of: {text[:80]}"
            raise Refused(msg)
        rate_hz = header["rate_hz"] * size
        sound = resampled(raw, rate_hz)
        scale = SAMPLE_RATE_HZ / rate_hz
        return _Spoken(sound, [(round(sample * scale), ipa) for sample, ipa in header["phonemes"]])


def _check(order: SpeakLine) -> None:
    if not 0.5 <= order.speed <= 2:
        msg = f"speed {order.speed} is outside 0.5 to 2"
        raise Refused(msg)
    if not -12 <= order.pitch <= 12:
        msg = f"pitch {order.pitch} is outside -12 to 12 semitones"
        raise Refused(msg)
    if len(order.text) > _MOST_CHARACTERS:
        msg = f"a line of {len(order.text)} characters is too long for one breath; at most {_MOST_CHARACTERS}"
        raise Refused(msg)


def _semitones(order: SpeakLine, speaker: Speaker, delivery: Delivery) -> float:
    return speaker.pitch_semitones + delivery.pitch_semitones + order.pitch - 12 * float(np.log2(speaker.size))


def _size(order: SpeakLine, speaker: Speaker, delivery: Delivery) -> float:
    """How much faster than real the sound is played: the speaker's size, and what of the pitch is beyond eSpeak NG's reach."""
    wanted = _semitones(order, speaker, delivery)
    reached = float(np.clip(wanted, _PITCH_SEMITONES[0], _PITCH_SEMITONES[-1]))
    return float(speaker.size * 2 ** ((wanted - reached) / 12))


def _wish(order: SpeakLine, speaker: Speaker, delivery: Delivery, tongue: Tongue) -> dict[str, Any]:
    random = np.random.Generator(np.random.PCG64([order.seed, order.take]))
    # another seed or take is another reading: a little other in pace and melody
    pace, melody = (random.uniform(-0.03, 0.03), random.uniform(-4, 4)) if (order.seed, order.take) != (0, 1) else (0.0, 0.0)
    rate = speaker.rate_wpm * order.speed * delivery.rate * (1 + pace) / _size(order, speaker, delivery)
    return {
        "voice": f"{tongue.voice}+{speaker.timbre.variant}",
        "rate_wpm": round(min(450, max(80, rate))),
        "pitch": round(float(np.interp(_semitones(order, speaker, delivery), _PITCH_SEMITONES, _PITCH_STEPS))),
        "range": round(min(99, max(0, (speaker.liveliness + melody) * delivery.liveliness))),
        "word_gap": 0,
    }


def _run(job: Job[SpeakLine], wish: bytes) -> bytes:
    """What the script writes; progress is called while it runs, and when that raises the process is ended."""
    try:
        process = subprocess.Popen(  # noqa: S603 - our own script, by its path
            [sys.executable, "-I", "-S", str(_SCRIPT)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=job.folder,
        )
    except OSError as error:
        msg = f"espeak could not be started: {error}"
        raise Unavailable(msg) from error
    with process:
        try:
            given: bytes | None = wish
            while True:
                try:
                    output, complaint = process.communicate(given, timeout=0.5)
                    break
                except subprocess.TimeoutExpired:
                    # what was begun to be written is not given again
                    given = None
                    job.progress(0.3)
        finally:
            if process.poll() is None:
                process.kill()
    if process.returncode == EXIT_NO_VOICE:
        raise Refused(complaint.decode("utf-8", "replace").strip())
    if process.returncode != 0:
        msg = f"eSpeak NG ended with {process.returncode}: {complaint.decode('utf-8', 'replace').strip()[-400:]}"
        raise Broken(msg)
    return output


def _extent(sound: Sound) -> tuple[int, int]:
    """Where the sound begins and ends, with 10 ms before and 40 ms after."""
    loud = np.flatnonzero(np.abs(sound[0]) > _STILL * np.abs(sound).max())
    return max(0, int(loud[0]) - 480), min(sound.shape[1], int(loud[-1]) + 1920)


def _phonemes(spoken: _Spoken, first: int, last: int) -> list[tuple[int, int, str]]:
    """Phonemes as `[first_sample, samples, IPA]` in the trimmed sound: in order, not overlapping, pauses and language marks left out."""
    ends = [begin for begin, _ in spoken.phonemes[1:]] + [spoken.sound.shape[1]]
    found: list[tuple[int, int, str]] = []
    for (begin, ipa), end in zip(spoken.phonemes, ends, strict=True):
        inside, outside = min(max(begin, first), last), min(max(end, first), last)
        if outside > inside and ipa and not ipa.startswith("("):
            found.append((inside - first, outside - inside, ipa))
    return found


def _breath_samples(text: str) -> int:
    """Half a second, longer for more dots, up to a second and a quarter."""
    return round(SAMPLE_RATE_HZ * min(1.25, 0.5 + 0.1 * sum(2 if char in "…—" else 1 for char in text.strip()[1:])))


def _made(job: Job[SpeakLine], sound: Sound, facts: dict[str, Any]) -> Made:
    path = job.folder / "speech.flac"
    samples = write_sound(path, sound, channels=1)
    job.progress(1.0)
    return Made(path=path, media_type=FLAC, samples=samples, facts=facts)
