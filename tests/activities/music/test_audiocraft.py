"""audiocraft through a tiny model of its own classes; in its environment, see docs/models.md."""

import importlib.util
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from activities.engines import Made, engine_class, engine_info, engine_options
from activities.media.sound.loudness import integrated_lufs, true_peak_dbtp
from activities.models.addons import folder_of
from activities.models.cards import active_card, model_folder
from activities.models.tiny.audiocraft import MODEL, TINY, WORDS_MODEL, make_stereo, make_tiny_audiocraft, make_tuneless
from activities.models.torch_setup import torch_module
from activities.music.checkpoints import CODEC_FILE, LANGUAGE_FILE, load_player
from schemas.engines import Queue
from schemas.failures import Refused
from schemas.music import ComposeMusic
from schemas.stages import Stage
from tests.activities.music.playing import SECOND, change, cue, engine, heard, job

_OPTIONS = TINY["audiocraft"]
_IS_HERE = importlib.util.find_spec("audiocraft") is not None
played = pytest.mark.skipif(not _IS_HERE, reason="audiocraft has an environment of its own: ./film install audiocraft")


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A registry with three models of audiocraft."""
    torch_module().set_num_threads(1)
    models_dir = tmp_path_factory.mktemp("audiocraft-models")
    make_tiny_audiocraft(models_dir)
    make_tuneless(models_dir)
    make_stereo(models_dir)
    return models_dir


def _made(models_dir: Path, folder: Path, order: ComposeMusic | None = None, **options: Any) -> Made:
    return engine(models_dir, "audiocraft", **{**_OPTIONS, **options}).make(job(folder, order))


def test_it_has_a_queue_of_its_own() -> None:
    assert engine_class(Stage.MUSIC, "audiocraft").queue is Queue.AUDIOCRAFT


@pytest.mark.skipif(_IS_HERE, reason="audiocraft is installed here")
def test_elsewhere_it_names_the_command_that_makes_its_environment(tmp_path: Path) -> None:
    told = engine_info(Stage.MUSIC, "audiocraft", {"FILM_MODELS_DIR": str(tmp_path)}).unavailable

    assert told is not None
    assert told.startswith("not available: it needs audiocraft")
    assert "`./film install audiocraft`" in told
    assert "deploy/requirements/audiocraft.txt" in told


@played
def test_its_text_encoder_must_be_there(models: Path) -> None:
    told = engine_info(Stage.MUSIC, "audiocraft", {"FILM_MODELS_DIR": str(models)}, {"model": MODEL}).unavailable

    assert told == "not available: the model google-t5/t5-base is not in the registry: `film models add google-t5/t5-base`"


@played
def test_both_models_count_into_the_key(models: Path) -> None:
    options = engine_options(Stage.MUSIC, "audiocraft", {"FILM_MODELS_DIR": str(models)}, _OPTIONS)

    assert engine_class(Stage.MUSIC, "audiocraft").model(options) == "tiny/audiocraft@tiny + tiny/audiocraft-words@tiny"


@played
def test_a_cue_has_the_ordered_samples_and_the_level_of_the_stage(models: Path, tmp_path: Path) -> None:
    made = _made(models, tmp_path, cue(2 * SECOND + 311))

    assert heard(made).shape == (2, 2 * SECOND + 311)
    assert made.samples == 2 * SECOND + 311
    assert integrated_lufs(heard(made)) == pytest.approx(-20, abs=0.6)
    assert true_peak_dbtp(heard(made)) < -1


@played
def test_the_same_order_gives_the_same_bytes(models: Path, tmp_path: Path) -> None:
    first, second = (_made(models, tmp_path / name, reproducible=True) for name in "ab")

    assert first.path.read_bytes() == second.path.read_bytes()


@played
def test_torchs_own_source_is_left_alone(models: Path, tmp_path: Path) -> None:
    torch = torch_module()
    _made(models, tmp_path / "load")
    before = torch.get_rng_state()
    _made(models, tmp_path / "play")

    assert torch.equal(torch.get_rng_state(), before)


@played
def test_takes_and_words_have_effect(models: Path, tmp_path: Path) -> None:
    first = _made(models, tmp_path / "a")

    assert change(first, _made(models, tmp_path / "b", cue(take=2))) > 0.1
    assert change(first, _made(models, tmp_path / "c", cue(prompt="a brass band in the rain"))) > 0.02


@played
@pytest.mark.parametrize("option", [{"guidance": 1.0}, {"temperature": 0.3}, {"top_k": 2}, {"tune": "none"}])
def test_each_knob_has_effect(models: Path, tmp_path: Path, option: dict[str, Any]) -> None:
    assert change(_made(models, tmp_path / "a"), _made(models, tmp_path / "b", **option)) > 0.1


@played
def test_16_bits_on_a_cpu_are_refused(models: Path) -> None:
    with pytest.raises(Refused, match="DTYPE=auto"):
        engine(models, "audiocraft", **_OPTIONS, dtype="bfloat16", device="cpu")


@played
def test_the_tune_is_that_of_the_films_theme(models: Path, tmp_path: Path) -> None:
    one, other = (_made(models, tmp_path / theme, cue(3 * SECOND, theme=theme)) for theme in ("The Lighthouse", "The Lift"))

    assert change(one, other) > 0.1


@played
def test_without_a_tune_the_theme_is_not_heard(models: Path, tmp_path: Path) -> None:
    one, other = (_made(models, tmp_path / theme, cue(theme=theme), tune="none") for theme in ("The Lighthouse", "The Lift"))

    assert change(one, other) == 0


@played
def test_a_model_that_takes_up_no_tune_plays_without(models: Path, tmp_path: Path) -> None:
    made = _made(models, tmp_path, cue(SECOND), model="tiny/audiocraft-tuneless")

    assert heard(made).shape == (2, SECOND)


@played
def test_a_stereo_model_plays_two_sides(models: Path, tmp_path: Path) -> None:
    wide = heard(_made(models, tmp_path / "wide", model="tiny/audiocraft-stereo"))
    narrow = heard(_made(models, tmp_path / "narrow"))

    assert np.abs(wide[0] - wide[1]).max() > 0.01
    assert np.array_equal(narrow[0], narrow[1])


@played
def test_a_tune_for_a_model_that_takes_up_none_is_refused(models: Path, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="TUNE=composed"):
        _made(models, tmp_path, model="tiny/audiocraft-tuneless", tune="composed")


@played
def test_a_merged_cue_sounds_as_if_made_alone(models: Path, tmp_path: Path) -> None:
    player = engine(models, "audiocraft", **_OPTIONS, batch_max=4)
    orders = [
        cue(),
        cue(take=2, prompt="bells and accordion"),
        cue(take=3, prompt="the harbour at night, bells and a slow accordion far away"),
    ]
    merged = player.make_many([job(tmp_path / f"m{order.take}", order) for order in orders])
    alone = [player.make(job(tmp_path / f"a{order.take}", order)) for order in orders]

    assert player.batch_key(orders[0]) == player.batch_key(orders[1]) != player.batch_key(orders[2])
    assert max(change(one, other) for one, other in zip(merged, alone, strict=True)) < 0.02


@played
def test_windows_go_on_from_each_other(models: Path, tmp_path: Path) -> None:
    whole = _made(models, tmp_path / "a", cue(3 * SECOND))
    windows = _made(models, tmp_path / "b", cue(3 * SECOND), window_s=2.0, memory_s=1.5)

    assert heard(windows).shape == heard(whole).shape
    alike = [float(np.corrcoef(heard(whole)[0, part], heard(windows)[0, part])[0, 1]) for part in (slice(SECOND), slice(-SECOND, None))]
    assert alike[0] > 0.999
    assert alike[1] < 0.95
    assert "splices" not in windows.facts


@played
def test_a_cue_longer_than_the_longest_goes_round(models: Path, tmp_path: Path) -> None:
    made = _made(models, tmp_path, cue(5 * SECOND), longest_s=2.0)

    assert heard(made).shape == (2, 5 * SECOND)
    assert made.facts["splices"]


@played
def test_a_cancellation_stops_within_a_step_and_leaves_the_model_usable(models: Path, tmp_path: Path) -> None:
    told: list[float] = []

    def until_third(fraction: float) -> None:
        told.append(fraction)
        if len(told) == 3:
            raise KeyboardInterrupt

    player = engine(models, "audiocraft", **_OPTIONS)
    whole = player.make(job(tmp_path / "before"))
    with pytest.raises(KeyboardInterrupt):
        player.make(job(tmp_path / "cancelled", progress=until_third))

    assert len(told) == 3
    assert told == sorted(told)
    assert change(whole, player.make(job(tmp_path / "after"))) == 0


@played
def test_more_memory_than_window_is_refused(models: Path) -> None:
    with pytest.raises(Refused, match=r"memory_s \(6\) must be less than window_s \(5\)"):
        engine(models, "audiocraft", **_OPTIONS, window_s=5.0, memory_s=6.0)


@played
def test_offloading_is_refused_aloud(models: Path, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="OFFLOAD=group"):
        _made(models, tmp_path, offload="group")


@played
@pytest.mark.parametrize(
    ("file", "content", "why"),
    [
        (LANGUAGE_FILE, b"no checkpoint", "is no checkpoint of tensors"),
        (CODEC_FILE, {"pretrained": "facebook/encodec_32khz"}, "it names facebook/encodec_32khz"),
        (LANGUAGE_FILE, {"xp.cfg": "lm_model: transformer_lm_magnet", "best_state": {}}, "it is a transformer_lm_magnet"),
    ],
)
def test_files_that_are_no_such_model_are_refused_with_what_is_wrong(tmp_path: Path, file: str, content: Any, why: str) -> None:
    make_tiny_audiocraft(tmp_path)
    card = active_card(tmp_path, MODEL)
    assert card is not None
    path = model_folder(tmp_path, card) / file
    path.write_bytes(content) if isinstance(content, bytes) else torch_module().save(content, path)

    with pytest.raises(Refused, match=why):
        load_player(path.parent, folder_of(tmp_path, WORDS_MODEL), "cpu", torch_module().float32)
