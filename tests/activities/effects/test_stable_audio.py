"""Effects of Stable Audio 3 through tiny models of the real classes."""

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from activities.engines import Made, engine_class, engine_info
from activities.media.sound.loudness import integrated_lufs
from activities.models.rungs import Rung
from activities.models.tiny.stable_audio import BASE, TINY
from activities.models.torch_setup import torch_module
from schemas.effects import MakeEffects
from schemas.failures import Refused
from schemas.stages import Stage
from tests.activities.effects.sounding import SECOND, change, engine, heard, job, order, wanted

_OPTIONS = TINY["stable_audio"]


def _made(models_dir: Path, folder: Path, asked: MakeEffects | None = None, **options: Any) -> Made:
    return engine(models_dir, "stable_audio", **{**_OPTIONS, **options}).make(job(folder, asked))


def test_every_sound_has_its_samples_and_the_level_of_the_stage(stable_audio_models: Path, tmp_path: Path) -> None:
    made = _made(stable_audio_models, tmp_path, order(wanted("dog", 1.5), wanted("knock", 1.0), wanted("rain", 2.0)))
    sound = heard(made)
    begins = [0, 1.5, 2.5, 4.5]

    assert made.samples == sound.shape[1] == 4.5 * SECOND
    for begin, end in pairwise(begins):
        piece = sound[:, round(begin * SECOND) : round(end * SECOND)]
        assert integrated_lufs(piece) == pytest.approx(-20, abs=1.5)


def test_two_knocks_of_a_shot_two_shots_and_two_takes_are_not_the_same(stable_audio_models: Path, tmp_path: Path) -> None:
    both = heard(_made(stable_audio_models, tmp_path / "both", order(wanted(), wanted(number=2)), reproducible=True))
    first, second = both[:, :SECOND], both[:, SECOND:]
    elsewhere, again, other = (
        heard(_made(stable_audio_models, tmp_path / name, order(shot=shot, take=take), reproducible=True))
        for name, shot, take in (("elsewhere", 2, 1), ("again", 1, 1), ("other", 1, 2))
    )

    assert change(first, again) == 0
    assert min(change(first, one) for one in (second, elsewhere, other)) > 0.05


def test_the_kind_and_a_persons_words_have_effect(stable_audio_models: Path, tmp_path: Path) -> None:
    knock, worded = (
        heard(_made(stable_audio_models, tmp_path / str(len(words)), order(wanted(prompt=words)))) for words in ("", "on a tin roof")
    )

    assert change(knock, worded) > 1e-4


def test_shots_that_go_together_sound_as_if_made_alone(stable_audio_models: Path, tmp_path: Path) -> None:
    player = engine(stable_audio_models, "stable_audio", **_OPTIONS, batch_max=4)
    orders = [order(wanted("dog"), shot=1), order(wanted("knock"), wanted("rain", 2.5), shot=2)]
    merged = player.make_many([job(tmp_path / f"m{one.shot}", one) for one in orders])
    alone = [player.make(job(tmp_path / f"a{one.shot}", one)) for one in orders]

    assert max(change(heard(one), heard(other)) for one, other in zip(alone, merged, strict=True)) < 0.02


def test_what_would_last_longer_than_allowed_ends_and_is_silent_then(stable_audio_models: Path, tmp_path: Path) -> None:
    sound = heard(_made(stable_audio_models, tmp_path, order(wanted("rain", 5.0)), longest_s=2.0))

    assert sound.shape == (2, 5 * SECOND)
    assert sound[:, SECOND : SECOND + SECOND // 2].any()
    assert not sound[:, round(2.2 * SECOND) :].any()


def test_distilled_weights_refuse_guidance(stable_audio_models: Path) -> None:
    with pytest.raises(Refused, match="takes neither GUIDANCE"):
        engine(stable_audio_models, "stable_audio", **_OPTIONS, guidance=7.0)


def test_base_weights_take_guidance_and_what_to_avoid(stable_audio_models: Path, tmp_path: Path) -> None:
    plain, avoiding = (
        heard(_made(stable_audio_models, tmp_path / str(len(avoid)), model=BASE, guidance=6.0, avoid=avoid)) for avoid in ("", "music")
    )

    assert change(plain, avoiding) > 1e-4


def test_an_order_without_sounds_is_refused(stable_audio_models: Path, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="no sound is ordered"):
        _made(stable_audio_models, tmp_path, order().model_copy(update={"sounds": []}))


def test_weights_that_are_not_there_are_told(tmp_path: Path) -> None:
    told = engine_info(Stage.EFFECTS, "stable_audio", {"FILM_MODELS_DIR": str(tmp_path)}).unavailable

    assert told is not None
    assert "`film models add stabilityai/stable-audio-3-medium`" in told


def test_a_model_of_16_bits_decodes_in_32(stable_audio_models: Path, tmp_path: Path) -> None:
    torch = torch_module()
    player = engine(stable_audio_models, "stable_audio", **_OPTIONS, dtype="bfloat16")
    loaded = player.load(Rung.RESIDENT)  # type: ignore[attr-defined]  # of model engines only

    assert {weight.dtype for weight in loaded.vae.parameters()} == {torch.float32}
    assert torch.bfloat16 in {weight.dtype for weight in loaded.transformer.parameters()}
    assert heard(player.make(job(tmp_path))).shape == (2, SECOND)


def test_it_is_for_money_below_a_revenue_only() -> None:
    terms = engine_class(Stage.EFFECTS, "stable_audio")
    told = engine_info(Stage.EFFECTS, "stable_audio", {})

    assert terms.is_generative
    assert told.commercial_use
    assert "1 M USD" in told.note
