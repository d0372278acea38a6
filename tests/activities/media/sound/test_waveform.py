"""Sound as numbers."""

import errno
import subprocess
from pathlib import Path

import numpy as np
import pytest

from activities.media.sound.duck import Ducking, bridged, ducking_db
from activities.media.sound.waveform import (
    Sound,
    crossfade_gain,
    faded,
    random_numbers,
    read_sound,
    resampled,
    root_mean_square,
    stereo,
    write_sound,
)
from schemas.failures import Broken


def _noise(samples: int, channels: int = 2) -> Sound:
    return (random_numbers("noise", samples).standard_normal((channels, samples)) * 0.1).astype(np.float32)


@pytest.mark.parametrize(("bits", "step"), [(16, 2**-15), (24, 2**-23)])
def test_what_was_written_is_read(tmp_path: Path, bits: int, step: float) -> None:
    sound = _noise(12_345)
    write_sound(tmp_path / "a.flac", sound, channels=2, bits=bits)

    assert np.abs(read_sound(tmp_path / "a.flac") - sound).max() <= step


def test_equal_sound_is_equal_bytes(tmp_path: Path) -> None:
    sound = _noise(50_000)
    write_sound(tmp_path / "a.flac", sound, channels=2)
    write_sound(tmp_path / "b.flac", sound, channels=2)

    assert (tmp_path / "a.flac").read_bytes() == (tmp_path / "b.flac").read_bytes()


def test_blocks_write_the_same_sound_as_the_whole(tmp_path: Path) -> None:
    sound = _noise(50_000)
    write_sound(tmp_path / "a.flac", sound, channels=2)
    write_sound(tmp_path / "b.flac", (sound[:, k : k + 777] for k in range(0, 50_000, 777)), channels=2)

    assert np.array_equal(read_sound(tmp_path / "a.flac"), read_sound(tmp_path / "b.flac"))


def test_a_run_of_a_file_is_read_without_the_rest(tmp_path: Path) -> None:
    sound = _noise(10_000)
    write_sound(tmp_path / "a.flac", sound, channels=2)

    assert np.abs(read_sound(tmp_path / "a.flac", 4_000, 500) - sound[:, 4_000:4_500]).max() < 1e-6


def test_what_is_no_sound_is_said_to_be_none(tmp_path: Path) -> None:
    (tmp_path / "a.flac").write_bytes(b"not a sound")

    with pytest.raises(Broken, match=r"a\.flac"):
        read_sound(tmp_path / "a.flac")


def test_a_sample_that_is_no_number_is_not_written(tmp_path: Path) -> None:
    with pytest.raises(Broken, match="finite"):
        write_sound(tmp_path / "a.flac", np.full((1, 10), np.nan, np.float32), channels=1)


def test_resampling_keeps_a_tone() -> None:
    tone = np.sin(2 * np.pi * 1_000 * np.arange(22_050) / 22_050).astype(np.float32)[None]
    result = resampled(tone, 22_050)
    spectrum = np.abs(np.fft.rfft(result[0] * np.hanning(result.shape[1])))

    assert result.shape == (1, 48_000)
    assert int(spectrum.argmax()) == 1_000


def test_mono_as_stereo_keeps_its_power() -> None:
    sound = _noise(10_000, channels=1)

    for pan in (-1.0, -0.4, 0.0, 1.0):
        power = np.square(stereo(sound, pan)).sum()
        assert power == pytest.approx(np.square(sound).sum(), rel=1e-4)


def test_fades_reach_zero_and_leave_the_middle() -> None:
    sound = np.ones((2, 1_000), np.float32)
    result = faded(sound, 100, 200)

    assert result[0, 0] < 1e-3
    assert result[0, -1] < 1e-3
    assert np.array_equal(result[:, 100:800], sound[:, 100:800])


def test_silence_has_no_level() -> None:
    assert root_mean_square(np.zeros((2, 0), np.float32)) == 0


def test_ducking_is_complete_when_the_first_word_sounds() -> None:
    curve = ducking_db([(96_000, 144_000)], 0, 240_000)

    assert curve[:70_000].max() == 0
    assert curve[96_000:144_000].max() == pytest.approx(-10, abs=0.01)
    assert curve[-1] == 0


def test_ducking_stays_low_through_a_short_pause() -> None:
    curve = ducking_db([(48_000, 96_000), (120_000, 144_000)], 0, 240_000)

    assert curve[96_000:120_000].max() == pytest.approx(-10, abs=0.01)


def test_ducking_has_no_corners() -> None:
    curve = ducking_db([(48_000, 49_000), (150_000, 160_000)], 0, 300_000, Ducking(depth_db=-12))

    assert np.abs(np.diff(curve)).max() < 12 * np.pi / 2 / (0.3 * 48_000)


def test_pieces_of_a_ducking_curve_join() -> None:
    spans = [(50_000, 90_000), (300_000, 310_001)]
    pieces = [ducking_db(spans, first, 48_000) for first in range(0, 480_000, 48_000)]

    assert np.allclose(np.concatenate(pieces), ducking_db(spans, 0, 480_000), atol=1e-5)


def test_spans_join_over_short_gaps() -> None:
    assert bridged([(50, 60), (10, 20), (25, 30), (40, 40)], 5) == [(10, 30), (50, 60)]


def test_crossfading_sounds_keep_their_power() -> None:
    rise = crossfade_gain(0, 1_000, 5_000, 1_000, 300)
    fall = crossfade_gain(4_000, 1_000, 5_000, 300, 1_000)

    assert np.allclose(rise**2 + fall**2, 1, atol=1e-5)


def test_a_run_of_a_crossfade_is_cut_from_the_whole() -> None:
    whole = crossfade_gain(0, 1_000, 1_000, 400, 700)

    assert np.allclose(whole[333:777], crossfade_gain(333, 444, 1_000, 400, 700), atol=1e-6)
    assert crossfade_gain(2_000, 10, 1_000, 5, 5).max() == 0


@pytest.mark.parametrize("samples", [75_060, 76_000, 200_000])
def test_a_full_disk_is_told_as_one_also_where_only_the_last_bytes_find_no_room(tmp_path: Path, samples: int) -> None:
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=400k", "none", tmp_path], capture_output=True, check=False).returncode:
        pytest.skip("needs the right to mount a file system: run as root")
    noise = np.random.default_rng(1).standard_normal((2, samples)).astype(np.float32) * np.float32(0.1)
    try:
        with pytest.raises(OSError, match="No space left") as failure:
            write_sound(tmp_path / "noise.flac", noise, channels=2)
    finally:
        subprocess.run(["umount", tmp_path], check=True)

    assert failure.value.errno == errno.ENOSPC
