"""Mixes a whole cut: dialogue, music that makes room for it, effects and the air of each place; one loudness, no peak above the ceiling.

It runs in blocks of ten seconds: first the stems are added up into a scratch file and measured, then the sum is brought to its loudness
through a limiter that works on true peaks, measured again, and corrected until it is within a tenth of a unit. Memory: some 150 MB at
any length; disk: 23 MB a minute. Every line lies on its sample.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import numpy as np
from pydantic import ValidationError

from activities.engines import Job, Made
from activities.film.ambience import Ambience
from activities.film.dialogue import Dialogue
from activities.film.effects.placed import Effects
from activities.film.underscore import Underscore
from activities.media.limiter import limited
from activities.media.loudness import LoudnessMeter
from activities.media.sound import Sound, write_sound
from schemas.failures import Broken, Refused
from schemas.film import MixSound, Reel
from schemas.media import FLAC, SAMPLE_RATE_HZ
from schemas.timeline import Timeline, lay_out

BLOCK = SAMPLE_RATE_HZ * 10
_TOLERANCE_LU = 0.1
_MOST_ROUNDS = 5
_MOST_GAIN_DB = 24.0
"""A cut in which nobody speaks and nothing plays is not brought up to the loudness of one in which they do."""
_GATHERED = 0.6
"""Share of the work that is done when the stems are added up."""


@dataclass(frozen=True)
class Stems:
    """Ten seconds or less of a cut, each of shape (2, samples), before the final loudness."""

    dialogue: Sound
    music: Sound
    effects: Sound

    @property
    def together(self) -> Sound:
        """Their sum."""
        return self.dialogue + self.music + self.effects


def mix_sound(job: Job[MixSound]) -> Made:
    """Mix a cut.

    Args:
        job: Its inputs hold the reels, and every speech and every music the reels refer to.

    Returns:
        Stereo FLAC, exactly as long as the film, at the ordered loudness; less loud only when nothing in it is louder than room tone.

    Raises:
        Refused: There are no reels, or they run at different frame rates.
        Broken: A reel cannot be read, or something it refers to is missing.
    """
    reels = [_read(job.input(ref).path) for ref in job.order.reels]
    timeline = _laid_out(reels)
    sum_path, path = job.folder / "sum.raw", job.folder / "mix.flac"
    with sum_path.open("wb") as file:
        loudness_lufs = _gather(job, reels, timeline, file)
    gain_db = min(_MOST_GAIN_DB, job.order.loudness_lufs - loudness_lufs)
    for turn in range(_MOST_ROUNDS):
        meter = LoudnessMeter(2)
        finished = limited(_sum(sum_path, timeline.samples), job.order.true_peak_dbtp, gain_db)
        written = write_sound(path, _metered(finished, meter, job, (turn, timeline.samples)), channels=2)
        error = job.order.loudness_lufs - meter.integrated_lufs
        if abs(error) <= _TOLERANCE_LU or gain_db + error > _MOST_GAIN_DB:
            break
        gain_db += error
    if written != timeline.samples:
        msg = f"the mix has {written} samples, the film {timeline.samples}"
        raise Broken(msg)
    facts = {"loudness_lufs": round(meter.integrated_lufs, 2), "gain_db": round(gain_db, 2)}
    job.progress(1.0)
    return Made(path=path, media_type=FLAC, samples=written, facts=facts)


def stems(job: Job[MixSound], reels: Sequence[Reel], timeline: Timeline) -> Iterator[Stems]:
    """A cut's dialogue, music and effects in blocks of ten seconds, in order; together they are the mix before its final loudness."""
    wanted = [placed.line.speech for placed in timeline.lines] + [reel.music for reel in reels if reel.music is not None]
    missing = [ref.key for ref in wanted if ref.key not in job.inputs]
    if missing:
        msg = f"{len(missing)} sounds the reels refer to were not fetched, the first is {missing[0]}"
        raise Broken(msg)
    headings = {reel.scene: reel.heard_as for reel in reels}
    dialogue = Dialogue(timeline.lines, headings, job.inputs)
    underscore = Underscore(reels, timeline, job.inputs)
    ambience, effects = Ambience(timeline), Effects(timeline, headings)
    for first in range(0, timeline.samples, BLOCK):
        samples = min(BLOCK, timeline.samples - first)
        heard = effects.block(first, samples) + ambience.block(first, samples)
        yield Stems(dialogue.block(first, samples), underscore.block(first, samples), heard)


def _gather(job: Job[MixSound], reels: Sequence[Reel], timeline: Timeline, file: BinaryIO) -> float:
    """Write the sum of the stems; returns its loudness in LUFS."""
    meter = LoudnessMeter(2)
    done = 0
    for block in stems(job, reels, timeline):
        together = block.together
        meter.add(together)
        file.write(np.ascontiguousarray(together.T, dtype="<f4").tobytes())
        done += together.shape[1]
        job.progress(_GATHERED * done / timeline.samples)
    return meter.integrated_lufs


def _sum(path: Path, samples: int) -> Iterator[Sound]:
    whole = np.memmap(path, dtype="<f4", mode="r", shape=(samples, 2))
    for first in range(0, samples, BLOCK):
        yield np.ascontiguousarray(whole[first : first + BLOCK].T, dtype=np.float32)


def _metered(blocks: Iterator[Sound], meter: LoudnessMeter, job: Job[MixSound], round_of: tuple[int, int]) -> Iterator[Sound]:
    """The blocks, measured and reported; `round_of` is the number of the round and how many samples a round has."""
    turn, samples = round_of
    done = 0
    for block in blocks:
        meter.add(block)
        done += block.shape[1]
        job.progress(_GATHERED + (1 - _GATHERED) * (turn + done / samples) / _MOST_ROUNDS)
        yield block


def _read(path: Path) -> Reel:
    try:
        return Reel.model_validate_json(path.read_bytes())
    except ValidationError as error:
        msg = f"{path.name} is no reel: {error}"
        raise Broken(msg) from error


def _laid_out(reels: Sequence[Reel]) -> Timeline:
    if not any(reel.shots for reel in reels):
        msg = "there is nothing to mix: the reels have no shots"
        raise Refused(msg)
    rates = sorted({reel.fps for reel in reels})
    if len(rates) > 1:
        msg = f"the reels run at {' and '.join(str(fps) for fps in rates)} fps; a cut has one frame rate"
        raise Refused(msg)
    return lay_out(reels)
