"""A line without words, for engines that need words to speak: a short breath."""

from activities.engines import Job, Made
from activities.media.sound.waveform import write_sound
from activities.voices.treatment import breath
from schemas.media import FLAC, SAMPLE_RATE_HZ
from schemas.voices import SpeakLine

_BREATH_S = 0.6


def unspoken(job: Job[SpeakLine]) -> Made:
    """The breath of somebody who says nothing."""
    order = job.order
    sound = breath(round(_BREATH_S * SAMPLE_RATE_HZ), order.text, order.character.name, order.seed, order.take)
    path = job.folder / "speech.flac"
    samples = write_sound(path, sound, channels=1)
    job.progress(1.0)
    return Made(path=path, media_type=FLAC, samples=samples, facts={"is_spoken": False, "language": order.language, "phonemes": []})
