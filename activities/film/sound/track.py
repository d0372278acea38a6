"""A cut's sound, read from the parts it is made of: the mix, its stems, its packets."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from pydantic import ValidationError

from activities.engines import Input
from activities.film.sound.placing import add
from activities.film.sound.scene import BLOCK, Stems, read_stems
from activities.media.sound.packets import SoundPacket, read_packets
from activities.media.sound.waveform import Sound, read_sound
from schemas.failures import Broken
from schemas.sound import SoundTrack


def read_track(path: Path) -> SoundTrack:
    """A `SOUND_TRACK` out of its file.

    Raises:
        Broken: It is none.
    """
    try:
        return SoundTrack.model_validate_json(path.read_bytes())
    except ValidationError as error:
        msg = f"{path.name} is no sound of a cut: {error}"
        raise Broken(msg) from error


@dataclass(frozen=True)
class TrackFiles:
    """A cut's sound and its files."""

    track: SoundTrack
    inputs: Mapping[str, Input]
    """By artifact key; what is read must have been fetched."""

    def mix(self, block_samples: int = BLOCK) -> Iterator[Sound]:
        """The finished mix, shape (2, `block_samples`) but for the last; together as long as the film to the sample.

        Raises:
            Broken: A part is shorter than the track says.
        """
        for first in range(0, self.track.samples, block_samples):
            samples = min(block_samples, self.track.samples - first)
            block = np.zeros((2, samples), np.float32)
            for part in self.track.parts:
                begin, until = max(first, part.first_sample), min(first + samples, part.first_sample + part.samples)
                if until > begin:
                    found = read_sound(self.inputs[part.mix.key].path, begin - part.first_sample, until - begin)
                    if found.shape != (2, until - begin):
                        msg = f"the sound of scene {part.scene} is not the stereo of {part.samples} samples its track says"
                        raise Broken(msg)
                    block[:, begin - first : until - first] = found
            yield block

    def stems(self) -> Iterator[Stems]:
        """Dialogue, music and effects in blocks of ten seconds; together they are the mix before its gain and its limiter, to the bit."""
        for first in range(0, self.track.samples, BLOCK):
            samples = min(BLOCK, self.track.samples - first)
            whole = Stems(*(np.zeros((2, samples), np.float32) for _ in range(3)))
            for part in self.track.parts:
                start, sound = part.stems.first_sample, part.stems.sound
                begin, until = max(first, start), min(first + samples, start + (sound.samples or 0))
                if until > begin:
                    found = read_stems(self.inputs[sound.key].path, begin - start, until - begin)
                    for name in ("dialogue", "music", "effects"):
                        add(getattr(whole, name), getattr(found, name), begin - first)
            yield whole

    def packets(self) -> Iterator[SoundPacket]:
        """The film's AAC packets, in order; the first begins 1,024 samples before the film.

        Raises:
            Broken: A part was not encoded.
        """
        for part in self.track.parts:
            if part.packets is None:
                msg = f"the sound of scene {part.scene} was not encoded as AAC"
                raise Broken(msg)
            yield from read_packets(self.inputs[part.packets.key].path)
