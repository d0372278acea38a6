"""XTTS v2 through a tiny model of the real classes."""

from pathlib import Path
from typing import Any

import pytest

from activities.engines import Made
from activities.media.sound.loudness import true_peak_dbtp
from activities.media.sound.waveform import write_sound
from activities.models.engine import pick_dtype
from activities.models.tiny.xtts import TINY
from activities.models.torch_setup import torch_module
from activities.voices.engines.xtts import Xtts
from schemas.failures import Refused
from schemas.voices import SpeakLine
from tests.activities.voices.speaking import change, engine, heard, job, line, sampled
from tests.speech import speech

_OPTIONS = TINY["xtts"]
pytestmark = pytest.mark.slow


def _made(models_dir: Path, folder: Path, order: SpeakLine | None = None, **options: Any) -> Made:
    return engine(models_dir, "xtts", **{**_OPTIONS, **options}).make(job(folder, order))


def test_the_same_order_gives_the_same_bytes_and_another_take_others(xtts_models: Path, tmp_path: Path) -> None:
    first, second = (_made(xtts_models, tmp_path / name) for name in "ab")
    other = _made(xtts_models, tmp_path / "c", line(take=2))

    assert heard(first).shape == (1, first.samples)
    assert true_peak_dbtp(heard(first)) < -3
    assert first.path.read_bytes() == second.path.read_bytes()
    assert first.path.read_bytes() != other.path.read_bytes()


@pytest.mark.parametrize("fields", [{"voice": "Craig Gutsy"}, {"pitch": 3.0}, {"text": "And now you go again."}, {"speed": 0.7}])
def test_voice_pitch_and_words_have_effect(xtts_models: Path, tmp_path: Path, fields: dict[str, Any]) -> None:
    plain, other = _made(xtts_models, tmp_path / "a"), _made(xtts_models, tmp_path / "b", line(**fields))

    assert plain.samples != other.samples or change(plain, other) > 1e-3


@pytest.mark.parametrize(("fields", "fault"), [({"language": "xx"}, "does not speak 'xx'"), ({"voice": "nobody"}, "there are ")])
def test_what_it_can_not_is_refused_aloud(xtts_models: Path, tmp_path: Path, fields: dict[str, Any], fault: str) -> None:
    with pytest.raises(Refused, match=fault):
        _made(xtts_models, tmp_path, line(**fields))


def test_numbers_of_16_bits_are_refused_and_not_taken_on_a_gpu_either(xtts_models: Path, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="32 bits only"):
        _made(xtts_models, tmp_path, dtype="bfloat16")
    assert pick_dtype("auto", "cuda", Xtts.gpu_dtype) == torch_module().float32


def test_a_cancellation_stops_within_a_step(xtts_models: Path, tmp_path: Path) -> None:
    told: list[float] = []

    def until_third(fraction: float) -> None:
        told.append(fraction)
        if len(told) == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        engine(xtts_models, "xtts", **_OPTIONS).make(job(tmp_path, progress=until_third))
    assert len(told) == 3


@pytest.fixture(scope="session")
def recordings(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Samples of two people."""
    folder = tmp_path_factory.mktemp("recordings")
    for name, pitch_hz in (("low", 100.0), ("high", 210.0)):
        write_sound(folder / f"{name}.flac", speech(6.0, pitch_hz), channels=1)
    return {name: folder / f"{name}.flac" for name in ("low", "high")}


def test_a_sample_gives_the_same_voice_to_every_engine_object_and_another_sample_another(
    xtts_models: Path, recordings: dict[str, Path], tmp_path: Path
) -> None:
    one, other = (engine(xtts_models, "xtts", **_OPTIONS) for _ in range(2))
    low, again, high = (one.make(sampled(tmp_path / f"{n}", recordings[name], name)) for n, name in enumerate(("low", "low", "high")))
    elsewhere = other.make(sampled(tmp_path / "elsewhere", recordings["low"], "low"))
    studio = _made(xtts_models, tmp_path / "studio")

    assert low.path.read_bytes() == again.path.read_bytes() == elsewhere.path.read_bytes()
    assert low.samples != high.samples or change(low, high) > 1e-3
    assert low.samples != studio.samples or change(low, studio) > 1e-3


def test_speech_with_a_sample_tells_whose_voice_it_is(xtts_models: Path, recordings: dict[str, Path], tmp_path: Path) -> None:
    made = engine(xtts_models, "xtts", **_OPTIONS).make(sampled(tmp_path, recordings["low"], "low"))

    assert made.cloned_from is not None
    assert (made.cloned_from.sample, made.cloned_from.speaker) == ("low", "Ann Example")
    assert _made(xtts_models, tmp_path / "own").cloned_from is None


def test_how_much_of_a_sample_is_listened_to_has_effect(xtts_models: Path, recordings: dict[str, Path], tmp_path: Path) -> None:
    whole, part = (
        engine(xtts_models, "xtts", **{**_OPTIONS, "reference_s": s}).make(sampled(tmp_path / f"{s}", recordings["low"], "low"))
        for s in (6, 3)
    )

    assert whole.samples != part.samples or change(whole, part) > 1e-4


def test_a_sample_that_was_not_handed_over_is_missed(xtts_models: Path, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="the sample 'x' was not handed to the engine"):
        _made(xtts_models, tmp_path, line(voice="sample:x"))
