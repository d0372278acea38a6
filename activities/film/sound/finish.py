"""Finishes one part of a film's sound: the stems of its scenes added up, at the film's gain, under the film's ceiling.

It begins a second before the part, so that the limiter comes to the part as if it had run from the film's first sample.
"""

from collections.abc import Iterator

import numpy as np

from activities.engines import Job, Made
from activities.film.sound.placing import add
from activities.film.sound.scene import BLOCK, read_stems
from activities.media.sound.limiter import limited
from activities.media.sound.loudness import LOUDNESS_STEP, LoudnessMeter, lufs_of, power_of, true_peak_dbtp
from activities.media.sound.waveform import Sound, write_sound
from schemas.failures import Broken
from schemas.media import FLAC, SAMPLE_RATE_HZ
from schemas.sound import FinishPart

BEFORE = SAMPLE_RATE_HZ
"""Looked at in front of a part: by then the limiter has let go of whatever was there."""
AFTER = SAMPLE_RATE_HZ // 2
"""And behind it: the last blocks of loudness that begin in the part, and where the limiter looks ahead."""


def finish_part(job: Job[FinishPart]) -> Made:
    """Finish a part.

    Returns:
        Stereo FLAC; the facts hold its true peak and its blocks of loudness: how many there are of each, in tenths of a LUFS.

    Raises:
        Broken: A scene's stems cannot be read.
    """
    order = job.order
    path = job.folder / "part.flac"
    meter, peaks = LoudnessMeter(2), [-200.0]

    def blocks() -> Iterator[Sound]:
        left = order.before
        behind = order.before + order.samples
        for block in limited(_sum(job), order.true_peak_dbtp, order.gain_db):
            meter.add(block)
            own = block[:, min(left, block.shape[1]) : max(0, behind)]
            left, behind = max(0, left - block.shape[1]), behind - block.shape[1]
            if own.shape[1]:
                peaks.append(true_peak_dbtp(own, within_db=3))
                yield own

    written = write_sound(path, blocks(), channels=2)
    if written != order.samples:
        msg = f"the part has {written} samples, {order.samples} were wanted"
        raise Broken(msg)
    first, end = order.before // LOUDNESS_STEP, -(-(order.before + order.samples) // LOUDNESS_STEP)
    tenths = [round(10 * lufs_of(float(power))) for power in meter.block_powers[first:end] if power > power_of(-70)]
    counts = {str(tenth): tenths.count(tenth) for tenth in sorted(set(tenths))}
    job.progress(1.0)
    return Made(path=path, media_type=FLAC, samples=written, facts={"blocks": counts, "true_peak_dbtp": round(max(peaks), 2)})


def _sum(job: Job[FinishPart]) -> Iterator[Sound]:
    """Everything that is heard in the part and around it, in blocks."""
    order = job.order
    end = order.samples + order.after
    for first in range(-order.before, end, BLOCK):
        samples = min(BLOCK, end - first)
        block = np.zeros((2, samples), np.float32)
        for stems in order.stems:
            begin = max(first, stems.first_sample)
            until = min(first + samples, stems.first_sample + (stems.sound.samples or 0))
            if until > begin:
                found = read_stems(job.input(stems.sound).path, begin - stems.first_sample, until - begin)
                add(block, found.together, begin - first)
        job.progress(0.95 * (first + order.before) / (end + order.before))
        yield block
