"""Sound as numbers: reading, writing, resampling and placing it.

A `Sound` is float32 of shape (channels, samples), −1 to 1, at 48 kHz. Files between stages are FLAC: lossless, and libsndfile's encoder
writes neither clock nor machine into them, so equal samples are equal bytes.
"""

import errno
import hashlib
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TypeAlias

import numpy as np
import soundfile
import soxr
from numpy.typing import NDArray

from schemas.failures import Broken
from schemas.media import SAMPLE_RATE_HZ

Sound: TypeAlias = NDArray[np.float32]
"""float32 of shape (channels, samples), −1 to 1, 48 kHz."""
_NO_ROOM_BYTES = 1_000_000
"""Less is free once a write has failed for want of room: libsndfile writes some 65 kB at a time."""


def read_sound(path: Path, first_sample: int = 0, samples: int | None = None) -> Sound:
    """A sound file, or a run of it.

    Args:
        path: Any format libsndfile reads, at 48 kHz.
        first_sample: Where to begin.
        samples: How many at most; None reads to the end.

    Returns:
        Shape (channels, samples); shorter than asked for when the file ends before.

    Raises:
        Broken: The file is no sound, or not at 48 kHz.
    """
    try:
        data, rate_hz = soundfile.read(path, -1 if samples is None else samples, first_sample, dtype="float32", always_2d=True)
    except (soundfile.LibsndfileError, OSError) as error:
        msg = f"{path.name} cannot be read as sound: {error}"
        raise Broken(msg) from error
    if rate_hz != SAMPLE_RATE_HZ:
        msg = f"{path.name} has {rate_hz} Hz; sound between stages has {SAMPLE_RATE_HZ} Hz"
        raise Broken(msg)
    return np.ascontiguousarray(data.T, dtype=np.float32)


def write_sound(path: Path, sound: Sound | Iterable[Sound], *, channels: int, bits: int = 24) -> int:
    """Write FLAC at 48 kHz.

    Args:
        path: Its folder exists.
        sound: Whole, or in blocks of shape (channels, any length); beyond −1 to 1 is clipped.
        channels: 1 to 8; more than two for stems that lie side by side.
        bits: 16 or 24 per sample.

    Returns:
        Samples written.

    Raises:
        Broken: A sample is not a number: written, it would be a full-scale click.
        OSError: The disk is full.
    """
    with SoundWriter(path, channels=channels, bits=bits) as file:
        for block in [sound] if isinstance(sound, np.ndarray) else sound:
            file.write(block)
        return file.samples


class SoundWriter(AbstractContextManager["SoundWriter"]):
    """Writes FLAC at 48 kHz, block by block; see `write_sound`."""

    def __init__(self, path: Path, *, channels: int, bits: int = 24) -> None:
        """Begin a file."""
        self.samples = 0
        """Written so far."""
        self._path = path
        with _room(path):
            self._file = soundfile.SoundFile(path, "w", SAMPLE_RATE_HZ, channels, f"PCM_{bits}", format="FLAC")

    def write(self, block: Sound) -> None:
        """Append a block of shape (channels, any length).

        Raises:
            Broken: A sample is not a number.
        """
        if not np.isfinite(block).all():
            msg = f"sound for {self._path.name} is not finite near sample {self.samples}"
            raise Broken(msg)
        with _room(self._path):
            self._file.write(np.ascontiguousarray(np.clip(block, -1, 1).T, dtype=np.float32))
        self.samples += block.shape[1]

    def __exit__(self, kind: type[BaseException] | None, *_error: object) -> None:
        with _room(self._path):
            self._file.close()
        # The last bytes are written on closing, and libsndfile says nothing when they find no room: then the head has not been brought up
        # to date either.
        if kind is None and self.samples and _samples_of(self._path) != self.samples:
            if _is_full(self._path):
                raise _full(self._path)
            raise Broken(f"{self._path.name} was not written whole")


@contextmanager
def _room(path: Path) -> Iterator[None]:
    """A full disk is told as one: libsndfile says no more than that something failed."""
    try:
        yield
    except soundfile.LibsndfileError as error:
        if _is_full(path):
            raise _full(path) from error
        raise


def _is_full(path: Path) -> bool:
    return shutil.disk_usage(path.parent).free < _NO_ROOM_BYTES


def _full(path: Path) -> OSError:
    return OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))


def _samples_of(path: Path) -> int:
    """As a file's head has it; −1 where it has no whole head."""
    try:
        return int(soundfile.info(path).frames)
    except soundfile.LibsndfileError:
        return -1


def resampled(sound: Sound, from_hz: float, to_hz: float = SAMPLE_RATE_HZ) -> Sound:
    """The same sound at another rate (soxr, very high quality: no audible aliasing, no delay).

    Args:
        sound: Shape (channels, samples) at `from_hz`.
        from_hz: Need not be whole: reading a sound as if it had another rate moves pitch, formants and length together.
        to_hz: The new rate.
    """
    converted = soxr.resample(np.ascontiguousarray(sound.T), from_hz, to_hz, quality="VHQ")
    return np.ascontiguousarray(converted.T, dtype=np.float32)


def stereo(sound: Sound, pan: float = 0.0) -> Sound:
    """Mono as stereo with equal power; stereo is moved by its balance.

    Args:
        sound: One or two channels.
        pan: −1 (left) to 1 (right).

    Returns:
        Shape (2, samples). A centred mono sound has −3 dB in each channel, so that its loudness stays what it was.
    """
    angle = (pan + 1) * np.pi / 4
    gains = np.array([[np.cos(angle)], [np.sin(angle)]], dtype=np.float32)
    if sound.shape[0] == 2:
        gains *= np.float32(np.sqrt(2))
    return np.asarray(sound * gains, dtype=np.float32)


def faded(sound: Sound, in_samples: int = 0, out_samples: int = 0) -> Sound:
    """The sound with raised-cosine fades at its ends, as a copy.

    Two fades over the same span add up to one in amplitude; `crossfade_gain` is for sounds that are not alike.
    """
    result = sound.copy()
    length = sound.shape[1]
    in_samples, out_samples = min(in_samples, length), min(out_samples, length)
    if in_samples:
        result[:, :in_samples] *= raised_cosine(in_samples)
    if out_samples:
        result[:, length - out_samples :] *= raised_cosine(out_samples)[::-1]
    return result


def crossfade_gain(first_sample: int, samples: int, length: int, in_samples: int, out_samples: int) -> NDArray[np.float32]:
    """Fades of equal power at the ends of a sound, for a run of it: two unlike sounds that crossfade so keep their loudness.

    Args:
        first_sample: Where in the sound the run begins.
        samples: How long the run is.
        length: Of the whole sound.
        in_samples: Of the rise from its first sample.
        out_samples: Of the fall to its last.

    Returns:
        Shape (samples,), 0 to 1.
    """
    gain = np.ones(samples, np.float32)
    rising = min(samples, in_samples - first_sample)
    if rising > 0:
        gain[:rising] *= np.sin(np.pi / 2 * (np.arange(first_sample, first_sample + rising) + 0.5) / in_samples)
    left = length - first_sample
    falling = max(0, left - out_samples)
    if falling < samples:
        gain[falling:] *= np.sin(np.pi / 2 * np.clip(left - np.arange(falling, samples) - 0.5, 0, None) / max(1, out_samples))
    return gain


def raised_cosine(samples: int) -> NDArray[np.float32]:
    """A rise from 0 to 1 without corners, of shape (samples,)."""
    return np.asarray(0.5 - 0.5 * np.cos(np.pi * (np.arange(samples) + 0.5) / max(1, samples)), dtype=np.float32)


def amplitude(level_db: float) -> float:
    """Decibels as a factor: −6.02 dB is a half."""
    return float(10 ** (level_db / 20))


def decibels(factor: float) -> float:
    """A factor as decibels; −200 for silence."""
    return float(20 * np.log10(max(abs(factor), 1e-10)))


def root_mean_square(sound: Sound) -> float:
    """Its effective value over all channels; 0 for an empty sound."""
    if sound.size == 0:
        return 0.0
    return float(np.sqrt(np.mean(np.square(sound, dtype=np.float64))))


def random_numbers(*of: str | int | float) -> np.random.Generator:
    """A source of random numbers that depends on nothing but its arguments: the same in every process and on every day."""
    digest = hashlib.blake2b("\x1f".join(str(value) for value in of).encode(), digest_size=16).digest()
    return np.random.Generator(np.random.PCG64(int.from_bytes(digest, "big")))
