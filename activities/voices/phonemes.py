"""Phoneme times for speech of models: those of eSpeak NG's reading of the same words, laid over it."""

from typing import Any

from activities.engines import EngineOptions, Job
from activities.media.sound.waveform import Sound, read_sound
from activities.voices.alignment import aligned
from activities.voices.engines.espeak import Espeak
from schemas.failures import Refused
from schemas.voices import SpeakLine


def estimated_phonemes(job: Job[SpeakLine], words: str, speech: Sound) -> dict[str, Any]:
    """Facts: `phonemes` and `phonemes_estimated`, or `phonemes_missing` with the reason.

    Args:
        job: The line; the reading is kept in its folder.
        words: What was spoken, without markup.
        speech: Mono.
    """
    reason = Espeak.unavailable(EngineOptions())
    if reason:
        return {"phonemes_missing": reason}
    folder = job.folder / "reading"
    folder.mkdir(exist_ok=True)
    plain = job.order.model_copy(update={"text": words, "voice": "", "delivery": "", "pitch": 0.0})
    try:
        made = Espeak(EngineOptions()).make(Job(plain, {}, folder))
    except Refused as error:
        return {"phonemes_missing": str(error)}
    phonemes = [(int(first), int(samples), str(ipa)) for first, samples, ipa in made.facts["phonemes"]]
    return {"phonemes": aligned(read_sound(made.path), phonemes, speech), "phonemes_estimated": True}
