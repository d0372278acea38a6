"""Mixes one scene by itself: the stems of its dialogue, music and effects, side by side in one file.

The stems lie 12 dB under their level, so that no sum of a few voices clips, in 24 bits: what is read back is a whole number of steps, and
sums of stems are exact in any order. How loud it is and how high its peaks are, every tenth of a second, is told along with it, so that a
film's gain can be chosen without opening a file.
"""

import base64
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from pydantic import ValidationError

from activities.engines import Job, Made
from activities.film.sound.ambience import Ambience, setting_of
from activities.film.sound.dialogue import Dialogue
from activities.film.sound.edges import AIR_CUT_SAMPLES, HARD_SAMPLES
from activities.film.sound.effects import Effects
from activities.film.sound.placing import Stop
from activities.film.sound.underscore import Cue, Underscore
from activities.media.sound.loudness import LOUDNESS_STEP, LoudnessMeter
from activities.media.sound.waveform import Sound, read_sound, write_sound
from schemas.failures import Broken
from schemas.film import Reel
from schemas.media import FLAC, SAMPLE_RATE_HZ
from schemas.sound import MixScene
from schemas.timeline import Timeline, lay_out, samples_per_frame

BLOCK = SAMPLE_RATE_HZ * 10
HEADROOM = 4.0
"""The stems in the file are quieter than in the film by this factor."""
_LONGEST_TAIL = 60 * SAMPLE_RATE_HZ


@dataclass(frozen=True)
class Stems:
    """Ten seconds or less of a scene or a film, each of shape (2, samples), before the final loudness."""

    dialogue: Sound
    music: Sound
    effects: Sound

    @property
    def together(self) -> Sound:
        """Their sum."""
        return self.dialogue + self.music + self.effects


@dataclass(frozen=True)
class Weights:
    """How loud a scene's sound is, every tenth of a second from its first sample on."""

    powers: NDArray[np.float64]
    """Weighted as loudness is."""
    peaks_db: NDArray[np.float64]
    """The highest sample, in dBFS; −100 for silence."""


def mix_scene(job: Job[MixScene]) -> Made:
    """Mix a scene.

    Args:
        job: Its inputs hold the reel, and every speech and the music it refers to.

    Returns:
        FLAC of six channels; the facts hold its first sample and its weights.

    Raises:
        Broken: The reel cannot be read, or something it refers to is missing.
    """
    order = job.order
    reel = read_reel(job.input(order.reel).path)
    timeline = lay_out([reel])
    path = job.folder / "stems.flac"
    meter, peaks = LoudnessMeter(2), _Peaks()
    first_sample = _first_sample(order, timeline)

    def blocks() -> Iterator[Sound]:
        for stems in _stems(job, reel, timeline, first_sample):
            together = stems.together
            meter.add(together)
            peaks.add(together)
            yield np.asarray(np.concatenate([stems.dialogue, stems.music, stems.effects]) / np.float32(HEADROOM), dtype=np.float32)

    samples = write_sound(path, blocks(), channels=6)
    facts = {"first_sample": first_sample, "weights": _packed(meter.step_powers, peaks.steps)}
    job.progress(1.0)
    return Made(path=path, media_type=FLAC, samples=samples, facts=facts)


def read_stems(path: Path, first_sample: int, samples: int) -> Stems:
    """A run of a scene's stems, from `first_sample` of the file, as loud as in the film."""
    sound = read_sound(path, first_sample, samples) * np.float32(HEADROOM)
    if sound.shape != (6, samples):
        msg = f"{path.name} has {sound.shape[1]} samples in {sound.shape[0]} channels from {first_sample} on, {samples} in 6 were wanted"
        raise Broken(msg)
    return Stems(sound[0:2], sound[2:4], sound[4:6])


def weights_of(packed: str) -> Weights:
    """The weights of a scene out of the fact of that name."""
    steps = np.frombuffer(zlib.decompress(base64.b85decode(packed)), "<u2").reshape(2, -1)
    levels = steps.astype(np.float64) / 100 - 100
    return Weights(np.where(steps[0] > 0, 10 ** (levels[0] / 10), 0.0), levels[1])


def read_reel(path: Path) -> Reel:
    """A reel out of its file.

    Raises:
        Broken: It is none.
    """
    try:
        return Reel.model_validate_json(path.read_bytes())
    except ValidationError as error:
        msg = f"{path.name} is no reel: {error}"
        raise Broken(msg) from error


def _stems(job: Job[MixScene], reel: Reel, timeline: Timeline, first_sample: int) -> Iterator[Stems]:
    _check_fetched(job, reel)
    order, samples = job.order, timeline.samples
    spans = [(placed.first_sample, placed.first_sample + placed.samples) for placed in timeline.lines] + order.speech_around
    stops = _stops(order, timeline)
    dialogue = Dialogue(timeline.lines, reel.heard_as, job.inputs, stops)
    underscore = Underscore(_cue(job, reel, timeline), samples, order.begin, order.end, spans)
    ambience = Ambience(reel.heard_as, setting_of(timeline), samples, order.begin, order.end)
    effects = Effects(timeline, reel.heard_as, spans, stops, job.inputs)
    position, end = first_sample, max(samples + (order.end.samples if order.end.kind == "lasts" else 0), ambience.end_sample)
    end = max(end, underscore.end_sample)
    while position < end:
        length = min(BLOCK, end - position)
        heard = effects.block(position, length) + ambience.block(position, length)
        yield Stems(dialogue.block(position, length), underscore.block(position, length), heard)
        position += length
        job.progress(min(0.99, position / end))
        # what still sounds at the end of all that was foreseen, sounds until it has died away
        tails = [tail for tail in (dialogue.end_sample, effects.end_sample) if tail is not None]
        end = min(max([end, *tails]), samples + _LONGEST_TAIL)


def _first_sample(order: MixScene, timeline: Timeline) -> int:
    """Where the first of it is heard, from the scene's first frame."""
    beyond = {"cut": AIR_CUT_SAMPLES, "leads": order.begin.samples}.get(order.begin.kind, 0)
    return min([-beyond, *(placed.first_sample for placed in timeline.lines)])


def _stops(order: MixScene, timeline: Timeline) -> list[Stop]:
    """The film's end and every hard cut, seen from the scene."""
    rate = samples_per_frame(timeline.fps)
    stops = [Stop(placed.first_frame * rate, HARD_SAMPLES) for placed in timeline.shots[1:] if placed.shot.is_hard_cut]
    fades = {"film": AIR_CUT_SAMPLES, "hard": HARD_SAMPLES}
    return stops + ([Stop(timeline.samples, fades[order.end.kind])] if order.end.kind in fades else [])


def _cue(job: Job[MixScene], reel: Reel, timeline: Timeline) -> Cue | None:
    if reel.music is None or not reel.music.samples:
        return None
    return Cue(
        job.inputs[reel.music.key],
        reel.music.samples,
        reel.music_intensity,
        is_alone=not timeline.lines,
        is_drone=reel.music_is_drone,
        rings_samples=reel.music_rings_samples,
        level_db=reel.music_db,
    )


def _check_fetched(job: Job[MixScene], reel: Reel) -> None:
    missing = [ref.key for ref in reel.heard if ref.key not in job.inputs]
    if missing:
        msg = f"{len(missing)} sounds of scene {reel.scene} were not fetched, the first is {missing[0]}"
        raise Broken(msg)


class _Peaks:
    """The highest sample of every tenth of a second of a sound that comes in pieces."""

    def __init__(self) -> None:
        self._highest: list[NDArray[np.float32]] = []
        self._rest = np.zeros(0, np.float32)

    def add(self, sound: Sound) -> None:
        loud = np.concatenate([self._rest, np.abs(sound).max(axis=0)])
        whole = len(loud) // LOUDNESS_STEP * LOUDNESS_STEP
        self._highest.append(loud[:whole].reshape(-1, LOUDNESS_STEP).max(axis=1))
        self._rest = loud[whole:]

    @property
    def steps(self) -> NDArray[np.float32]:
        return np.concatenate([*self._highest, np.zeros(0, np.float32)])


def _packed(powers: NDArray[np.float64], peaks: NDArray[np.float32]) -> str:
    """Both in hundredths of a decibel above −100, two bytes each."""
    levels = [10 * np.log10(np.maximum(powers, 1e-10)), 20 * np.log10(np.maximum(peaks, 1e-5))]
    steps = np.clip(np.rint((np.stack(levels) + 100) * 100), 0, 65_535).astype("<u2")
    return base64.b85encode(zlib.compress(steps.tobytes(), 9)).decode()
