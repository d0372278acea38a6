"""Recordings that become samples, and those that are turned away."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import av
import numpy as np
import pytest
from av.audio.resampler import AudioResampler
from av.audio.stream import AudioStream

from activities.media.sound.loudness import integrated_lufs, true_peak_dbtp
from activities.media.sound.waveform import Sound, read_sound, resampled
from activities.voices.recording import mono
from activities.voices.speech import heard_in
from activities.voices.taking_in import take_in
from schemas.failures import Refused
from tests.speech import speech, wav, written

RATE_HZ = 48_000
TIME_S = np.arange(5 * RATE_HZ) / RATE_HZ
NOISE = np.random.Generator(np.random.PCG64(1)).standard_normal((1, 5 * RATE_HZ)).astype(np.float32)
BEEPS = np.asarray(0.3 * np.sin(2 * np.pi * 440 * TIME_S) * (np.sin(4 * np.pi * TIME_S) > 0), np.float32)[None]


def encoded(path: Path, codec: str, sound: Sound) -> Path:
    with av.open(str(path), "w") as file:
        stream = file.add_stream(codec, rate=44_100, layout="mono")
        assert isinstance(stream, AudioStream)
        frame = av.AudioFrame.from_ndarray(resampled(sound, RATE_HZ, 44_100), format="fltp", layout="mono")
        frame.rate = 44_100
        to = AudioResampler(format=stream.format, layout="mono", rate=44_100)
        for packet in [packet for even in (*to.resample(frame), None) for packet in stream.encode(even)]:
            file.mux(packet)
    return path


@pytest.mark.parametrize(
    ("name", "codec", "container"), [("a.mp3", "libmp3lame", "mp3"), ("a.m4a", "aac", "mp4"), ("a.flac", "flac", "flac")]
)
def test_every_format_becomes_the_same_kind_of_sample(tmp_path: Path, name: str, codec: str, container: str) -> None:
    told = take_in(encoded(tmp_path / name, codec, speech()), tmp_path / "sample.flac")

    sample = read_sound(tmp_path / "sample.flac")
    assert (told.format, told.sample_rate_hz, told.channels) == (container, 44_100, 1)
    assert sample.shape[0] == 1
    assert -22 < integrated_lufs(sample) < -19.5
    assert true_peak_dbtp(sample) < -3


def test_silence_at_the_ends_is_cut_and_level_does_not_matter(tmp_path: Path) -> None:
    quiet = np.pad(0.02 * speech(), ((0, 0), (2 * RATE_HZ, 3 * RATE_HZ)))
    told = take_in(written(tmp_path / "a.wav", quiet), tmp_path / "sample.flac")

    assert told.file_s == 10
    assert 4 < told.duration_s < 5.3
    assert -22 < integrated_lufs(read_sound(tmp_path / "sample.flac")) < -19.5


def test_channels_that_cancel_each_other_do_not(tmp_path: Path) -> None:
    voice = speech()

    take_in(written(tmp_path / "a.wav", np.concatenate([voice, -voice])), tmp_path / "sample.flac")

    assert np.array_equal(mono(np.concatenate([voice, -voice])), voice)


def test_the_same_recording_gives_the_same_bytes(tmp_path: Path) -> None:
    source = written(tmp_path / "a.wav", speech())
    for name in "xy":
        take_in(source, tmp_path / name)

    assert (tmp_path / "x").read_bytes() == (tmp_path / "y").read_bytes()


@pytest.mark.parametrize(
    ("sound", "reason"),
    [
        (lambda: np.zeros((1, 5 * RATE_HZ), np.float32), "is silent"),
        (lambda: 1e-4 * NOISE, "is silent"),
        (lambda: 0.1 * NOISE, "no speech stands out"),
        (lambda: speech() + 0.2 * NOISE, "no speech stands out"),
        (lambda: 0.1 * NOISE * (BEEPS != 0), "hardly anybody speaks"),
        (lambda: BEEPS, "of tones, not of a voice"),
        (lambda: np.clip(8 * speech(), -1, 1), "is clipped: "),
        (lambda: speech(2.0), "has 2.0 s; WAV, FLAC, MP3 or M4A of 3 to 60 s"),
        (lambda: np.pad(speech(2.8), ((0, 0), (0, 2 * RATE_HZ))), "without the silence at its ends"),
        (lambda: np.tile(speech(), (1, 13)), "is longer than 60 s"),
    ],
)
def test_what_no_voice_can_be_learnt_from_is_refused_with_the_reason(tmp_path: Path, sound: Callable[[], Sound], reason: str) -> None:
    source = written(tmp_path / "a.wav", sound())

    with pytest.raises(Refused, match=reason):
        take_in(source, tmp_path / "sample.flac")
    assert not (tmp_path / "sample.flac").exists()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"hello, this is no recording", "no recording that is known here"),
        (b"", "no recording that is known here"),
        (b"RIFF\x10\x00\x00\x00WAVEfmt " + bytes(60), "can't be read as wav"),
        (wav(speech())[:40], "wav"),
        (wav(resampled(speech(), 48_000, 8_000), 8_000), "8000 Hz"),
    ],
)
def test_files_of_another_kind_are_refused_with_what_is_accepted(tmp_path: Path, data: bytes, reason: str) -> None:
    (tmp_path / "a").write_bytes(data)

    with pytest.raises(Refused, match=reason) as told:
        take_in(tmp_path / "a", tmp_path / "sample.flac")
    assert "accepted" in str(told.value)
    assert str(tmp_path) not in str(told.value)


def test_a_voice_is_told_by_its_pitch_and_its_pauses() -> None:
    heard = heard_in(speech())

    assert heard.voiced_s > 2
    assert heard.range_db > 20
    assert heard.pitch_moves_semitones > 1


def test_as_a_process_it_answers_with_measures_or_the_reason(tmp_path: Path) -> None:
    """It needs nothing of the environment: it is given none."""
    good, bad = written(tmp_path / "a.wav", speech()), written(tmp_path / "b.wav", BEEPS)
    told = []
    for source in (good, bad):
        command = [sys.executable, "-m", "activities.voices.taking_in", str(source), str(tmp_path / "sample.flac")]
        answer = subprocess.run(command, cwd=Path(__file__).parents[3], env={}, capture_output=True, check=True)
        told.append(json.loads(answer.stdout))

    assert told[0]["duration_s"] == pytest.approx(5, abs=0.5)
    assert "of tones" in told[1]["refused"]
