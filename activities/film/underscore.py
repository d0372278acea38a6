"""Music under a film: each scene's cue over the scene's length, crossfaded where scenes overlap, making room for speech."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from activities.engines import Input
from activities.film.dialogue import add
from activities.media.duck import Ducking, ducking_db
from activities.media.loudness import SILENCE_LUFS, LoudnessMeter
from activities.media.sound import Sound, amplitude, crossfade_gain, read_sound, stereo
from schemas.failures import Broken
from schemas.film import Reel
from schemas.media import SAMPLE_RATE_HZ
from schemas.timeline import PlacedScene, Timeline, samples_per_frame

LEVEL_LUFS = -20.0
"""What the music stage delivers; a cue that is louder or quieter is brought near it."""
_MOST_CORRECTION_DB = 8.0
_SOFT_CUT_S = 0.06
_EARLY_END_S = 1.5
"""The fade of a cue that is longer than its scene."""
_BLOCK = SAMPLE_RATE_HZ * 20


@dataclass(frozen=True)
class _Cue:
    """One scene's music in the film."""

    input: Input
    first_sample: int
    samples: int
    length: int
    """Of the file; it may end before the scene."""
    fade_in: int
    fade_out: int
    gain: float
    ducking: Ducking

    def block(self, first_sample: int, samples: int) -> tuple[Sound, int]:
        """The part of it that falls into a run of the film, without ducking, and where in the film that begins."""
        begin = max(self.first_sample, first_sample)
        end = min(self.first_sample + min(self.samples, self.length), first_sample + samples)
        if end <= begin:
            return np.zeros((2, 0), np.float32), begin
        inside = begin - self.first_sample
        sound = stereo(read_sound(self.input.path, inside, end - begin))
        last = min(self.samples, self.length)
        gain = crossfade_gain(inside, sound.shape[1], last, self.fade_in, self.fade_out) * np.float32(self.gain)
        return np.asarray(sound * gain, dtype=np.float32), begin


class Underscore:
    """The music of a cut."""

    def __init__(self, reels: Sequence[Reel], timeline: Timeline, inputs: Mapping[str, Input]) -> None:
        """`inputs` by artifact key."""
        self._spans = [(placed.first_sample, placed.first_sample + placed.samples) for placed in timeline.lines]
        with_shots = [reel for reel in reels if reel.shots]
        self._cues = [
            _cue(reel, index, timeline, inputs) for index, reel in enumerate(with_shots) if reel.music is not None and reel.music.samples
        ]

    def block(self, first_sample: int, samples: int) -> Sound:
        """Shape (2, samples) of the film, from `first_sample`, ducked."""
        block = np.zeros((2, samples), np.float32)
        for cue in self._cues:
            sound, begin = cue.block(first_sample, samples)
            if sound.shape[1]:
                down_db = ducking_db(self._spans, begin, sound.shape[1], cue.ducking)
                add(block, np.asarray(sound * 10 ** (down_db / 20), dtype=np.float32), begin - first_sample)
        return block


def _cue(reel: Reel, index: int, timeline: Timeline, inputs: Mapping[str, Input]) -> _Cue:
    assert reel.music is not None
    assert reel.music.samples
    rate = samples_per_frame(timeline.fps)
    scene = timeline.scenes[index]
    before = _shared_frames(timeline.scenes[index - 1], scene) if index else 0
    after = _shared_frames(scene, timeline.scenes[index + 1]) if index + 1 < len(timeline.scenes) else 0
    length, level_lufs = _measured(inputs[reel.music.key], reel.music.samples)
    samples = scene.frames * rate
    soft = round(_SOFT_CUT_S * SAMPLE_RATE_HZ)
    early_end = round(_EARLY_END_S * SAMPLE_RATE_HZ) if length > samples else soft
    is_silent = not any(placed.scene == reel.scene for placed in timeline.lines)
    level_db = -6.5 + 7 * reel.music_intensity + (2 if is_silent else 0)
    correction_db = min(_MOST_CORRECTION_DB, max(-_MOST_CORRECTION_DB, LEVEL_LUFS - level_lufs)) if level_lufs > SILENCE_LUFS else 0.0
    return _Cue(
        input=inputs[reel.music.key],
        first_sample=scene.first_frame * rate,
        samples=samples,
        length=length,
        fade_in=before * rate or soft,
        fade_out=min(samples, after * rate or early_end),
        gain=amplitude(level_db + correction_db),
        ducking=Ducking(depth_db=-9.5 - 2.5 * reel.music_intensity),
    )


def _shared_frames(scene: PlacedScene, following: PlacedScene) -> int:
    return max(0, scene.first_frame + scene.frames - following.first_frame)


def _measured(cue: Input, samples: int) -> tuple[int, float]:
    """The cue's length, and its loudness in LUFS."""
    meter = LoudnessMeter(2)
    length = 0
    while length < samples:
        block = read_sound(cue.path, length, _BLOCK)
        if block.shape[1] == 0:
            msg = f"{cue.path.name} has {length} samples, its reference says {samples}"
            raise Broken(msg)
        meter.add(stereo(block))
        length += block.shape[1]
    return length, meter.integrated_lufs
