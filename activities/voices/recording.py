"""Reads recordings that people bring: WAV, FLAC, MP3 and MP4/M4A, known by their first bytes and read by no other demuxer."""

from dataclasses import dataclass
from pathlib import Path

import av
import numpy as np
from av.audio.resampler import AudioResampler

from activities.media.sound.waveform import Sound, root_mean_square
from schemas.failures import Refused
from schemas.samples import LONGEST_S, SHORTEST_S

_ACCEPTED = f"WAV, FLAC, MP3 or M4A of {SHORTEST_S} to {LONGEST_S} s of one person speaking"
_LOWEST_HZ, _HIGHEST_HZ = 16_000, 192_000
_MOST_CHANNELS = 8
_CANCELLED = 0.35
"""Of the loudest channel: when the mean of all is softer than that, their waves cancel each other."""


@dataclass(frozen=True)
class Recording:
    """A recording as it came."""

    container: str
    sound: Sound
    """Shape (channels, samples) at `rate_hz`; float files may go beyond −1 to 1."""
    rate_hz: int

    @property
    def duration_s(self) -> float:
        """Of the file."""
        return float(self.sound.shape[1]) / self.rate_hz


def read_recording(path: Path) -> Recording:
    """A recording, whole.

    Raises:
        Refused: It is of another kind, damaged, too short or too long, or of a rate that voices do not survive; says what is accepted.
    """
    container = _container_of(path)
    try:
        with av.open(str(path), format=container) as file:
            if not file.streams.audio:
                msg = f"there is no sound in the file; {_ACCEPTED} is accepted"
                raise Refused(msg)
            stream = file.streams.audio[0]
            rate_hz, channels = int(stream.codec_context.sample_rate or 0), int(stream.codec_context.channels or 0)
            if not _LOWEST_HZ <= rate_hz <= _HIGHEST_HZ:
                msg = f"the recording has {rate_hz} Hz; {_LOWEST_HZ} to {_HIGHEST_HZ} Hz are accepted, 44100 or 48000 are best"
                raise Refused(msg)
            if not 1 <= channels <= _MOST_CHANNELS:
                msg = f"the recording has {channels} channels; one or two are best, {_MOST_CHANNELS} the most that is accepted"
                raise Refused(msg)
            sound = _decoded(file, rate_hz)
    except (av.FFmpegError, ValueError) as error:
        msg = f"the file can't be read as {container}: {getattr(error, 'strerror', None) or error}; {_ACCEPTED} is accepted"
        raise Refused(msg) from error
    recording = Recording(container=container, sound=sound, rate_hz=rate_hz)
    if recording.duration_s < SHORTEST_S:
        msg = f"the recording has {recording.duration_s:.1f} s; {_ACCEPTED} is accepted, ten seconds and more are best"
        raise Refused(msg)
    return recording


def mono(sound: Sound) -> Sound:
    """One channel of all: their mean, or the loudest where they cancel each other (a microphone wired the wrong way round)."""
    mixed = sound.mean(axis=0, keepdims=True)
    levels = [root_mean_square(channel[None]) for channel in sound]
    if root_mean_square(mixed) < _CANCELLED * max(levels):
        return np.asarray(sound[int(np.argmax(levels))][None], dtype=np.float32)
    return np.asarray(mixed, dtype=np.float32)


def _container_of(path: Path) -> str:
    with path.open("rb") as file:
        head = file.read(12)
    if head[:4] in {b"RIFF", b"RF64"} and head[8:12] == b"WAVE":
        return "wav"
    if head[:4] == b"fLaC":
        return "flac"
    if head[4:8] == b"ftyp":
        return "mp4"
    # an MPEG frame begins with eleven ones, then version and layer, of which 00 is reserved
    if head[:3] == b"ID3" or (len(head) > 1 and head[0] == 0xFF and head[1] & 0xE0 == 0xE0 and head[1] & 0x06):
        return "mp3"
    msg = f"this is no recording that is known here; {_ACCEPTED} is accepted"
    raise Refused(msg)


def _decoded(file: "av.container.InputContainer", rate_hz: int) -> Sound:
    """All of it, stopped where it is too long: a few kB can hold hours."""
    resampler = AudioResampler(format="fltp")
    blocks: list[Sound] = []
    samples = 0
    for frame in file.decode(audio=0):
        for even in resampler.resample(frame):
            blocks.append(np.asarray(even.to_ndarray(), dtype=np.float32))
            samples += even.samples
        if samples > LONGEST_S * rate_hz:
            msg = f"the recording is longer than {LONGEST_S} s; {_ACCEPTED} is accepted: cut it to its clearest part"
            raise Refused(msg)
    if not blocks:
        msg = f"there is no sound in the file; {_ACCEPTED} is accepted"
        raise Refused(msg)
    sound = np.concatenate(blocks, axis=1)
    if not np.isfinite(sound).all():
        raise Refused("the recording has samples that are no numbers; export it again")
    return sound
