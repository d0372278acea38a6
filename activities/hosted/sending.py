"""Clips and speech packed to be sent: small enough to upload, good enough to be worked on."""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import soundfile
from av.video.stream import VideoStream

from activities.media.planes import BT709, LIMITED_RANGE
from activities.media.sound.waveform import Sound
from schemas.media import SAMPLE_RATE_HZ

_CRF = "15"
"""Seen as lossless; a tenth of what is."""


def pack_video(path: Path, frames: Iterable[av.VideoFrame], fps: int, width_px: int, height_px: int) -> None:
    """Write frames as H.264 that every player reads (yuv420p, High profile), in MP4.

    Args:
        path: Where the file goes.
        frames: yuv420p BT.709 of that size, taken one at a time.
        fps: Their rate.
        width_px: Even.
        height_px: Even.
    """
    with av.open(str(path), "w", format="mp4", options={"movflags": "+faststart", "fflags": "+bitexact"}) as container:
        stream = container.add_stream("libx264", rate=fps, options={"preset": "veryfast", "crf": _CRF})
        assert isinstance(stream, VideoStream)  # libx264 makes no other
        encoder = stream.codec_context
        encoder.width, encoder.height, encoder.pix_fmt = width_px, height_px, "yuv420p"
        encoder.colorspace = encoder.color_primaries = encoder.color_trc = BT709
        encoder.color_range = LIMITED_RANGE
        for number, frame in enumerate(frames):
            frame.pts, frame.time_base = number, Fraction(1, fps)
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))


def pack_speech(path: Path, speeches: Sequence[tuple[int, Sound]], samples: int) -> None:
    """Write what is said in a clip as mono WAV, 48 kHz, 16 bits, as long as the clip.

    Args:
        path: Where the file goes.
        speeches: Where each begins, in samples, and the speech; what lies outside the clip is left out.
        samples: Length of the clip.
    """
    heard = np.zeros(samples, np.float32)
    for first_sample, speech in speeches:
        begin, end = max(0, first_sample), min(samples, first_sample + speech.shape[1])
        if begin < end:
            heard[begin:end] += speech[:, begin - first_sample : end - first_sample].mean(axis=0)
    soundfile.write(path, np.clip(heard, -1, 1), SAMPLE_RATE_HZ, "PCM_16", format="WAV")
