"""Bark through a tiny model of the real classes."""

from pathlib import Path
from typing import Any

import pytest

from activities.engines import Made
from activities.media.sound.loudness import true_peak_dbtp
from activities.models.tiny.bark import TINY
from schemas.failures import Refused
from schemas.voices import SpeakLine
from tests.activities.voices.speaking import change, engine, heard, job, line

_OPTIONS = TINY["bark"]


def _made(models_dir: Path, folder: Path, order: SpeakLine | None = None, **options: Any) -> Made:
    return engine(models_dir, "bark", **{**_OPTIONS, **options}).make(job(folder, order))


def test_the_same_order_gives_the_same_bytes_and_another_take_others(bark_models: Path, tmp_path: Path) -> None:
    first, second = (_made(bark_models, tmp_path / name) for name in "ab")
    other = _made(bark_models, tmp_path / "c", line(take=2))

    assert heard(first).shape == (1, first.samples)
    assert true_peak_dbtp(heard(first)) < -3
    assert first.path.read_bytes() == second.path.read_bytes()
    assert first.path.read_bytes() != other.path.read_bytes()


@pytest.mark.parametrize(
    "fields",
    [
        {"voice": "v2/de_speaker_1"},
        {"pitch": 3.0},
        {"text": "And now you go again."},
        {"delivery": "laughing"},
        # no treatment knows these: they are the model's own
        {"delivery": "sighing"},
        {"delivery": "clears her throat"},
    ],
)
def test_voice_pitch_and_words_have_effect(bark_models: Path, tmp_path: Path, fields: dict[str, Any]) -> None:
    plain, other = _made(bark_models, tmp_path / "a"), _made(bark_models, tmp_path / "b", line(**fields))

    assert plain.samples != other.samples or change(plain, other) > 0.05


@pytest.mark.parametrize(("fields", "fault"), [({"language": "xx"}, "does not speak 'xx'"), ({"voice": "nobody"}, "there are ")])
def test_what_it_can_not_is_refused_aloud(bark_models: Path, tmp_path: Path, fields: dict[str, Any], fault: str) -> None:
    with pytest.raises(Refused, match=fault):
        _made(bark_models, tmp_path, line(**fields))


def test_a_cancellation_stops_within_a_step(bark_models: Path, tmp_path: Path) -> None:
    told: list[float] = []

    def until_third(fraction: float) -> None:
        told.append(fraction)
        if len(told) == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        engine(bark_models, "bark", **_OPTIONS).make(job(tmp_path, progress=until_third))
    assert len(told) == 3
