"""Phoneme times laid over other speech of the same words."""

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from activities.engines import EngineOptions, Job
from activities.media.sound.waveform import Sound, read_sound
from activities.voices.alignment import Phoneme, aligned
from activities.voices.engines.espeak import Espeak
from schemas.engines import EngineChoice
from schemas.order import About
from schemas.shots import Character
from schemas.stages import Stage
from schemas.voices import SpeakLine

TEXT = "She never said that you could come back here, but the harbour was open."


def _spoken(folder: Path, voice: str, speed: float = 1.0) -> tuple[Sound, list[Phoneme]]:
    folder.mkdir()
    order = SpeakLine(
        engine=EngineChoice(stage=Stage.VOICES, name="espeak", version="1"),
        about=About(film="film", owner="owner", cut=1, target="line 1", label="Line 1"),
        character=Character(name="MARA"),
        text=TEXT,
        voice=voice,
        speed=speed,
    )
    made = Espeak(EngineOptions()).make(Job(order, {}, folder))
    return read_sound(made.path), [tuple(phoneme) for phoneme in made.facts["phonemes"]]


@pytest.mark.parametrize(("voice", "speed"), [("alto", 1.0), ("bass", 0.75), ("pip", 1.3)])
def test_phonemes_are_found_within_two_frames_in_another_voice(tmp_path: Path, voice: str, speed: float) -> None:
    reference, phonemes = _spoken(tmp_path / "reference", "cello")
    speech, truth = _spoken(tmp_path / "speech", voice, speed)
    found = aligned(reference, phonemes, speech)
    errors_s = [abs(one[0] - other[0]) / 48_000 for one, other in zip(found, truth, strict=True)]

    assert [ipa for _, _, ipa in found] == [ipa for _, _, ipa in truth]
    assert np.median(errors_s) < 0.025
    assert np.quantile(errors_s, 0.9) < 0.09


def test_they_are_in_order_do_not_overlap_and_end_with_the_speech(tmp_path: Path) -> None:
    reference, phonemes = _spoken(tmp_path / "reference", "cello")
    noise = np.random.Generator(np.random.PCG64(3)).standard_normal((1, 70_000)).astype(np.float32) * 0.1
    found = aligned(reference, phonemes, noise)

    assert len(found) == len(phonemes)
    assert all(one[0] + one[1] <= other[0] for one, other in pairwise(found))
    assert found[-1][0] + found[-1][1] <= 70_000


def test_speech_too_short_for_its_phonemes_has_none() -> None:
    assert aligned(np.zeros((1, 9_600), np.float32), [(0, 4_800, "a"), (4_800, 4_800, "b")], np.zeros((1, 3), np.float32)) == []
