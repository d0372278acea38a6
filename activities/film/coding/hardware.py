"""How encoders in hardware are set up so that their segments can be joined. Their bytes depend on the chip and its driver."""

from activities.film.coding.settings import EncoderSettings
from schemas.film import Encoding


def nvenc_settings(encoding: Encoding, library: str) -> EncoderSettings:
    """Settings of NVIDIA's encoders: constant quality, closed groups, no frame that others are reordered around.

    Options after `ffmpeg -h encoder=h264_nvenc` and https://docs.nvidia.com/video-technologies/video-codec-sdk/.
    """
    options = {
        "preset": "p5",
        "tune": "hq",
        "rc": "vbr",
        "b": "0",
        "cq": str(encoding.crf + _NVENC_CQ_ABOVE_CRF),
        "g": str(encoding.keyint_frames),
        "bf": "0",
        "forced-idr": "1",
        "no-scenecut": "1",
    }
    return EncoderSettings(library, options)


_NVENC_CQ_ABOVE_CRF = 2
"""NVENC's scale of quality spends more bits at the same number than x264's."""


def videotoolbox_settings(encoding: Encoding, library: str) -> EncoderSettings:
    """Settings of Apple's encoders: constant quality, no frame that others are reordered around.

    Options after `ffmpeg -h encoder=h264_videotoolbox`; constant quality needs Apple silicon.
    """
    if encoding.codec == "prores":
        return EncoderSettings(library, {"profile": encoding.preset}, pixels="p210le")
    options = {
        "flags": "+qscale",
        "global_quality": str((_QUALITY_MAX - 2 * encoding.crf) * _FF_QP2LAMBDA),
        "g": str(encoding.keyint_frames),
        "bf": "0",
        "allow_sw": "0",
    }
    return EncoderSettings(library, options)


_QUALITY_MAX = 100
"""VideoToolbox counts quality from 1 to 100: crf 19 becomes 62."""
_FF_QP2LAMBDA = 118
"""libav's unit of `global_quality`."""
