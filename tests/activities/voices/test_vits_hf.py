"""VITS through transformers, and what all model voices share, through a tiny model of the real classes."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from activities.engines import Made
from activities.media.sound.loudness import integrated_lufs, true_peak_dbtp
from activities.models.tiny.vits_hf import TINY
from schemas.failures import Refused
from schemas.shots import Character
from schemas.voices import SpeakLine
from tests.activities.voices.speaking import change, engine, heard, job, line

_OPTIONS = TINY["vits_hf"]
LONG = "You came back to the harbour, and nobody was there to see it."


def _made(models_dir: Path, folder: Path, order: SpeakLine | None = None, **options: Any) -> Made:
    return engine(models_dir, "vits_hf", **{**_OPTIONS, **options}).make(job(folder, order))


def test_a_line_is_mono_trimmed_and_under_its_peak(vits_hf_models: Path, tmp_path: Path) -> None:
    made = _made(vits_hf_models, tmp_path)
    sound = heard(made)
    loud = np.flatnonzero(np.abs(sound[0]) > 0.01 * np.abs(sound).max())

    assert sound.shape == (1, made.samples)
    assert loud[0] < 2_400
    assert sound.shape[1] - loud[-1] < 2_400
    assert true_peak_dbtp(sound) < -3


def test_the_same_order_gives_the_same_bytes_and_another_take_others(vits_hf_models: Path, tmp_path: Path) -> None:
    first, second = (_made(vits_hf_models, tmp_path / name) for name in "ab")

    assert first.path.read_bytes() == second.path.read_bytes()
    assert first.path.read_bytes() != _made(vits_hf_models, tmp_path / "c", line(take=2)).path.read_bytes()


def test_speed_is_the_models_own_and_stretched_beyond_it(vits_hf_models: Path, tmp_path: Path) -> None:
    lengths = {speed: _made(vits_hf_models, tmp_path / str(speed), line(LONG, speed=speed)).samples or 0 for speed in (0.5, 1.0, 2.0)}

    assert lengths[0.5] > 1.5 * lengths[1.0]
    assert lengths[2.0] < 0.8 * lengths[1.0]


def test_pitch_delivery_and_speakers_have_effect(vits_hf_models: Path, tmp_path: Path) -> None:
    plain = _made(vits_hf_models, tmp_path / "plain", line(voice="speaker-0"))
    changed = {
        "pitch": line(voice="speaker-0", pitch=4.0),
        "delivery": line(voice="speaker-0", delivery="whispering"),
        "voice": line(voice="speaker-1"),
    }

    assert all(change(plain, _made(vits_hf_models, tmp_path / name, order)) > 0.05 for name, order in changed.items())


@pytest.mark.parametrize("option", [{"noise": 0.0}, {"noise_of_lengths": 0.0}])
def test_each_knob_has_effect(vits_hf_models: Path, tmp_path: Path, option: dict[str, Any]) -> None:
    models = _made(vits_hf_models, tmp_path / "a", line(LONG)), _made(vits_hf_models, tmp_path / "b", line(LONG), **option)

    assert models[0].samples != models[1].samples or change(*models) > 0.01


def test_phonemes_are_estimated_within_the_line(vits_hf_models: Path, tmp_path: Path) -> None:
    made = _made(vits_hf_models, tmp_path, line(LONG))
    phonemes = made.facts["phonemes"]

    assert made.facts["phonemes_estimated"] is True
    assert len(phonemes) > 20
    assert phonemes[-1][0] + phonemes[-1][1] <= (made.samples or 0)


def test_a_break_is_silence_of_its_length(vits_hf_models: Path, tmp_path: Path) -> None:
    made = _made(vits_hf_models, tmp_path, line("<speak>You came. <break time='900ms'/> Back.</speak>"))
    still = (np.abs(heard(made)[0]) < 1e-5).astype(np.int8)
    edges = np.flatnonzero(np.diff(np.concatenate([[0], still, [0]])))

    assert max(edges[1::2] - edges[::2]) == pytest.approx(1.02 * 48_000, abs=2_000)


def test_words_that_are_louder_are(vits_hf_models: Path, tmp_path: Path) -> None:
    text = "<speak><prosody volume='{}'>You came back.</prosody> And then you went away.</speak>"
    soft, loud = (heard(_made(vits_hf_models, tmp_path / level, line(text.format(level)))) for level in ("x-soft", "x-loud"))
    first = min(soft.shape[1], loud.shape[1]) // 4

    assert integrated_lufs(loud[:, :first]) - integrated_lufs(loud) > integrated_lufs(soft[:, :first]) - integrated_lufs(soft) + 6


def test_phonemes_in_the_text_are_refused_aloud(vits_hf_models: Path, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="can't be told phonemes"):
        _made(vits_hf_models, tmp_path, line("<speak><phoneme alphabet='ipa' ph='təˈmɑːtəʊ'>tomato</phoneme></speak>"))


def test_a_line_without_words_is_a_breath(vits_hf_models: Path, tmp_path: Path) -> None:
    assert _made(vits_hf_models, tmp_path, line("...")).facts["is_spoken"] is False


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({"language": "fr"}, "does not speak 'fr'; it speaks en"),
        ({"voice": "anna"}, "there are speaker-0, speaker-1"),
        ({"speed": 3.0}, "outside 0.5 to 2"),
        ({"pitch": 13.0}, "outside -12 to 12"),
        ({"text": "日本"}, "none of the letters"),
    ],
)
def test_what_it_can_not_is_refused_aloud(vits_hf_models: Path, tmp_path: Path, fields: dict[str, Any], fault: str) -> None:
    with pytest.raises(Refused, match=fault):
        _made(vits_hf_models, tmp_path, line(**fields))


def test_those_alike_in_a_film_have_other_voices(vits_hf_models: Path) -> None:
    speaker = engine(vits_hf_models, "vits_hf", **_OPTIONS)
    people = [Character(name=name, gender="female", number=number, likeness=number - 1) for number, name in ((1, "MARA"), (2, "INA"))]

    assert len({speaker._voice(line(character=person)) for person in people}) == 2


def test_a_cancellation_stops_within_a_step(vits_hf_models: Path, tmp_path: Path) -> None:
    told: list[float] = []

    def until_third(fraction: float) -> None:
        told.append(fraction)
        if len(told) == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        engine(vits_hf_models, "vits_hf", **_OPTIONS).make(job(tmp_path, progress=until_third))
    assert len(told) == 3
    assert told == sorted(told)
