"""Composed music, measured."""

import hashlib
import subprocess
import sys
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from activities.engines import EngineOptions, Input, Job, Made
from activities.media.sound.loudness import integrated_lufs, true_peak_dbtp
from activities.media.sound.waveform import Sound, decibels, read_sound, root_mean_square
from activities.music.engines.synth import Synth
from schemas.engines import EngineChoice
from schemas.failures import Refused
from schemas.music import ComposeMusic
from schemas.order import About
from schemas.shots import MusicCue
from schemas.stages import Stage

SECOND = 48_000
GENRES = ("cinematic", "suspense", "comedy", "romance", "action", "horror", "western", "electronic", "folk", "indian", "lofi")
MOODS = ("calm", "happy", "sad", "tense", "action", "mysterious", "romantic", "triumphant", "horror", "comic", "epic", "wistful")


def _order(samples: int, cue: MusicCue, **fields: Any) -> ComposeMusic:
    choice = EngineChoice(stage=Stage.MUSIC, name="synth", version=Synth.version)
    about = About(film="film", owner="owner", cut=1, target="scene 1", label="Scene 1")
    return ComposeMusic(engine=choice, about=about, cue=cue, samples=samples, **{"theme": "The Lighthouse", **fields})


def _compose(folder: Path, samples: int, cue: MusicCue, **fields: Any) -> Made:
    order = _order(samples, cue, **fields)
    folder = folder / hashlib.blake2b(order.key.encode(), digest_size=8).hexdigest()
    folder.mkdir()
    inputs: dict[str, Input] = {}
    return Synth(EngineOptions()).make(Job(order=order, inputs=inputs, folder=folder))


def _cue(genre: str = "folk", mood: str = "calm", tempo_bpm: int = 96, intensity: float = 0.5) -> MusicCue:
    return MusicCue.model_validate({"genre": genre, "mood": mood, "tempo_bpm": tempo_bpm, "intensity": intensity})


@pytest.mark.parametrize("genre", GENRES)
def test_every_genre_has_its_length_level_and_width(tmp_path: Path, genre: str) -> None:
    made = _compose(tmp_path, 9 * SECOND + 311, _cue(genre, intensity=0.8))
    sound = read_sound(made.path)

    assert sound.shape == (2, 9 * SECOND + 311)
    assert integrated_lufs(sound) == pytest.approx(-20, abs=0.4)
    assert true_peak_dbtp(sound) < -1
    assert 0 < float((sound[0] * sound[1]).mean()) / float(np.square(sound).mean()) < 0.95


@pytest.mark.parametrize("mood", MOODS)
def test_every_mood_is_composed_and_ends(tmp_path: Path, mood: str) -> None:
    made = _compose(tmp_path, 8 * SECOND, _cue("folk", mood))
    sound = read_sound(made.path)
    ring = round(made.facts["last_chord_s"] * SECOND)

    assert decibels(root_mean_square(sound[:, ring : ring + SECOND])) > -40
    assert decibels(float(np.abs(sound[:, -240:]).max())) < -60


@pytest.mark.parametrize("samples", [1, 100, 4_801, 48_000, 100_003, 167_999, 250_001, 479_999])
def test_lengths_are_exact(tmp_path: Path, samples: int) -> None:
    made = _compose(tmp_path, samples, _cue())

    assert samples == made.samples
    assert read_sound(made.path).shape == (2, samples)


def test_the_last_chord_rings_and_dies_away(tmp_path: Path) -> None:
    made = _compose(tmp_path, 14 * SECOND, _cue("cinematic", "epic", intensity=0.7))
    sound = read_sound(made.path)
    ring = sound[:, round(made.facts["last_chord_s"] * SECOND) :]
    levels = [decibels(root_mean_square(piece)) for piece in np.array_split(ring, 8, axis=1)]

    assert levels[1] > -32
    assert all(later < earlier for earlier, later in pairwise(levels[3:]))
    assert levels[-1] < levels[1] - 25


def test_there_is_no_hole_before_the_end(tmp_path: Path) -> None:
    made = _compose(tmp_path, 14 * SECOND, _cue("cinematic", "calm"))
    sound = read_sound(made.path)
    body = sound[:, SECOND : round(made.facts["last_chord_s"] * SECOND)]
    pieces = np.array_split(body, body.shape[1] // 12_000, axis=1)

    assert min(decibels(root_mean_square(piece)) for piece in pieces) > -45


def test_music_begins_thin_and_builds(tmp_path: Path) -> None:
    sound = read_sound(_compose(tmp_path, 32 * SECOND, _cue("folk", "epic", intensity=0.9)).path)

    first, later = sound[:, SECOND : 6 * SECOND], sound[:, 16 * SECOND : 26 * SECOND]
    assert root_mean_square(later) > 1.2 * root_mean_square(first)


def test_nothing_clicks(tmp_path: Path) -> None:
    """No jump between two samples that its surroundings do not explain."""
    sound = read_sound(_compose(tmp_path, 12 * SECOND, _cue("romance", "sad")).path)
    jumps = np.abs(np.diff(sound, n=2, axis=1)).max(axis=0)
    around = np.convolve(jumps, np.ones(4_801) / 4_801, "same")

    assert (jumps / (around + 2e-4)).max() < 40


def test_the_same_order_makes_the_same_bytes_in_another_process(tmp_path: Path) -> None:
    cue = _cue("indian", "happy", intensity=0.8)
    here = _compose(tmp_path, 8 * SECOND + 17, cue).path.read_bytes()
    (tmp_path / "there").mkdir()
    script = (
        "import sys, pathlib; from activities.engines import EngineOptions, Job; from schemas.music import ComposeMusic; "
        "from activities.music.engines.synth import Synth; order = ComposeMusic.model_validate_json(sys.argv[1]); "
        "Synth(EngineOptions()).make(Job(order=order, inputs={}, folder=pathlib.Path(sys.argv[2])))"
    )
    order = _order(8 * SECOND + 17, cue).model_dump_json()
    subprocess.run([sys.executable, "-c", script, order, str(tmp_path / "there")], check=True, cwd=Path(__file__).parents[3])

    assert here == (tmp_path / "there" / "music.flac").read_bytes()


def test_another_take_is_another_piece_in_the_same_key(tmp_path: Path) -> None:
    first, second = (_compose(tmp_path, 10 * SECOND, _cue(intensity=0.8), take=take) for take in (1, 2))

    assert first.path.read_bytes() != second.path.read_bytes()
    assert first.facts["tonic"] == second.facts["tonic"]


def test_films_have_their_own_themes(tmp_path: Path) -> None:
    cue = _cue(intensity=0.8)
    sounds = [read_sound(_compose(tmp_path, 10 * SECOND, cue, theme=theme).path) for theme in ("The Lighthouse", "Monsoon Wedding Blues")]

    assert abs(np.corrcoef(sounds[0][0], sounds[1][0])[0, 1]) < 0.3


def _shares(sound: Sound) -> list[float]:
    """Of the power: under 120 Hz, above 2 kHz."""
    power = np.abs(np.fft.rfft(sound.mean(axis=0))) ** 2
    step = len(power) / 24_000
    return [float(power[: round(120 * step)].sum() / power.sum()), float(power[round(2_000 * step) :].sum() / power.sum())]


def _pulses(sound: Sound) -> float:
    """How much the level moves from one fiftieth of a second to the next, against itself."""
    levels = np.sqrt(np.square(sound.mean(axis=0)[SECOND : 9 * SECOND].reshape(-1, 960)).mean(axis=1))
    return float(np.abs(np.diff(levels)).mean() / levels.mean())


def test_genres_differ_in_colour(tmp_path: Path) -> None:
    lofi, folk = (read_sound(_compose(tmp_path, 10 * SECOND, _cue(genre, intensity=0.8)).path) for genre in ("lofi", "folk"))

    assert _shares(lofi)[0] > 1.5 * _shares(folk)[0]
    assert _shares(folk)[1] > 1.5 * _shares(lofi)[1]


def test_action_moves_more_than_sadness(tmp_path: Path) -> None:
    sad, action = (
        read_sound(_compose(tmp_path, 10 * SECOND, _cue(genre, mood, intensity=0.7)).path)
        for genre, mood in (("romance", "sad"), ("action", "action"))
    )

    assert _pulses(action) > 1.25 * _pulses(sad)


def test_tempo_bends_to_fit_the_length(tmp_path: Path) -> None:
    for seconds in (15, 16, 17, 33):
        made = _compose(tmp_path, seconds * SECOND, _cue(tempo_bpm=100))
        wanted_s = 60 / 95

        assert made.facts["beat_s"] == pytest.approx(wanted_s, rel=0.2)
        assert made.facts["last_chord_s"] == pytest.approx(made.facts["bars"] * 4 * made.facts["beat_s"], abs=0.01)


@pytest.mark.parametrize(
    ("samples", "cue", "said"),
    [(0, _cue(), "1 to"), (SECOND, _cue(intensity=1.5), "0 to 1"), (SECOND, _cue(tempo_bpm=5), "20 to 300"), (10**9, _cue(), "two hours")],
)
def test_what_cannot_be_composed_is_refused(tmp_path: Path, samples: int, cue: MusicCue, said: str) -> None:
    with pytest.raises(Refused, match=said):
        _compose(tmp_path, samples, cue)


@pytest.mark.slow
def test_no_two_genres_sound_alike(tmp_path: Path) -> None:
    """Colour by six bands and movement by the spectrum's changes: every pair is further apart than two takes of one genre."""
    ordered = {genre: (genre, 1) for genre in GENRES} | {"folk again": ("folk", 2), "horror again": ("horror", 2)}
    heard = {
        name: _character(read_sound(_compose(tmp_path, 16 * SECOND, _cue(genre, intensity=0.8), take=take).path))
        for name, (genre, take) in ordered.items()
    }
    alike = max(_apart(heard["folk"], heard["folk again"]), _apart(heard["horror"], heard["horror again"]))

    for one, other in combinations(GENRES, 2):
        assert _apart(heard[one], heard[other]) > alike, (one, other)


def _character(sound: Sound) -> list[float]:
    frames = np.abs(np.fft.rfft(np.lib.stride_tricks.sliding_window_view(sound.mean(axis=0), 4_096)[::1_024] * np.hanning(4_096), axis=1))
    edges = (3, 11, 22, 43, 85, 170, 1_000)
    bands = np.stack([np.square(frames[:, low:high]).sum(axis=1) for low, high in pairwise(edges)], axis=1)
    levels = 10 * np.log10(bands.mean(axis=0) / bands.sum(axis=1).mean())
    moves = np.abs(np.diff(10 * np.log10(bands + 1e-3), axis=0)).mean(axis=0)
    return [*(levels / 3).tolist(), *moves.tolist()]


def _apart(one: list[float], other: list[float]) -> float:
    return float(np.linalg.norm(np.array(one) - np.array(other)))


def test_music_that_goes_on_leaves_no_hole_at_the_cut(tmp_path: Path) -> None:
    cut = 14 * SECOND
    before = read_sound(_compose(tmp_path, cut + 4 * SECOND, MusicCue(mood="tense", rings_on=True), hits=[cut]).path)
    after = read_sound(_compose(tmp_path, 12 * SECOND, MusicCue(mood="tense", is_carried=True)).path)
    together = np.zeros((2, cut + after.shape[1]), np.float32)
    together[:, : before.shape[1]] += before
    together[:, cut:] += after

    windows = [together[:, at : at + SECOND // 2] for at in range(cut - 4 * SECOND, cut + 5 * SECOND, SECOND // 2)]
    assert min(decibels(root_mean_square(window)) for window in windows) > -32
