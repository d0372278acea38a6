"""Music under a scene: its cue over the scene's length and a little beyond where the cut wants it, making room for speech."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from activities.engines import Input
from activities.film.sound.edges import MUSIC_CUT_SAMPLES, Reach, music_reach
from activities.film.sound.placing import add
from activities.media.sound.duck import Ducking, ducking_db
from activities.media.sound.loudness import SILENCE_LUFS, LoudnessMeter
from activities.media.sound.waveform import Sound, amplitude, crossfade_gain, read_sound, stereo
from schemas.failures import Broken
from schemas.media import SAMPLE_RATE_HZ
from schemas.sound import SoundEdge

LEVEL_LUFS = -20.0
"""What the music stage delivers; a cue that is louder or quieter is brought near it."""
_MOST_CORRECTION_DB = 8.0
_EARLY_END_S = 1.5
"""The fade of a cue that is longer than its scene."""
_UNDER_VERSE = Ducking(depth_db=-7.0, attack_s=1.2, release_s=2.5, bridge_s=6.0)
"""A drone carries the verse: it does not rise into every pause."""
_BLOCK = SAMPLE_RATE_HZ * 20


@dataclass(frozen=True)
class Cue:
    """A scene's music and where it lies."""

    input: Input
    samples: int
    """Of the file, as its reference says."""
    intensity: float
    """0 to 1, as it was ordered."""
    is_alone: bool
    """Nobody speaks over it."""
    is_drone: bool = False
    """Verse is recited over it."""
    rings_samples: int = 0
    """How long it sounds on into the next scene, where the cut to that is no hard one."""
    level_db: float = 0.0
    """How much louder or quieter than usual a person wants it."""


class Underscore:
    """The music of a scene."""

    def __init__(self, cue: Cue | None, samples: int, begin: SoundEdge, end: SoundEdge, spans: Sequence[tuple[int, int]]) -> None:
        """Lay a cue over a scene.

        Args:
            cue: None for a scene without music.
            samples: Of the scene.
            begin: How it begins.
            end: How it ends.
            spans: (first sample, sample after the last) of everything spoken in or near the scene, from its first sample.
        """
        self._cue, self._spans = cue, spans
        rise, fall = music_reach(begin, is_begin=True), music_reach(end, is_begin=False)
        if cue is not None and cue.rings_samples and end.kind in {"cut", "shared"}:
            fall = Reach(cue.rings_samples, MUSIC_CUT_SAMPLES)
        self._first, wanted = -rise.beyond, rise.beyond + samples + fall.beyond
        if cue is None:
            self._length = 0
            self.end_sample = samples
            return
        length, level_lufs = _measured(cue)
        self._length = min(wanted, length)
        self.end_sample = max(samples, self._first + self._length)
        is_cut_short = length > wanted and end.kind in {"film", "cut"}
        self._fade_in, self._fade_out = rise.fade, min(wanted, round(_EARLY_END_S * SAMPLE_RATE_HZ) if is_cut_short else fall.fade)
        level_db = -6.5 + 7 * cue.intensity + (2 if cue.is_alone else 0)
        correction_db = min(_MOST_CORRECTION_DB, max(-_MOST_CORRECTION_DB, LEVEL_LUFS - level_lufs)) if level_lufs > SILENCE_LUFS else 0.0
        self._gain = np.float32(amplitude(level_db + correction_db + cue.level_db))
        self._ducking = _UNDER_VERSE if cue.is_drone else Ducking(depth_db=-9.5 - 2.5 * cue.intensity)

    def block(self, first_sample: int, samples: int) -> Sound:
        """Shape (2, samples) of the scene, from `first_sample`, ducked."""
        block = np.zeros((2, samples), np.float32)
        begin, end = max(self._first, first_sample), min(self._first + self._length, first_sample + samples)
        if self._cue is None or end <= begin:
            return block
        inside = begin - self._first
        sound = stereo(read_sound(self._cue.input.path, inside, end - begin))
        gain = crossfade_gain(inside, sound.shape[1], self._length, self._fade_in, self._fade_out) * self._gain
        gain *= 10 ** (ducking_db(self._spans, begin, sound.shape[1], self._ducking) / 20)
        add(block, np.asarray(sound * gain, dtype=np.float32), begin - first_sample)
        return block


def _measured(cue: Cue) -> tuple[int, float]:
    """The cue's length, and its loudness in LUFS."""
    meter = LoudnessMeter(2)
    length = 0
    while length < cue.samples:
        block = read_sound(cue.input.path, length, _BLOCK)
        if block.shape[1] == 0:
            msg = f"{cue.input.path.name} has {length} samples, its reference says {cue.samples}"
            raise Broken(msg)
        meter.add(stereo(block))
        length += block.shape[1]
    return length, meter.integrated_lufs
