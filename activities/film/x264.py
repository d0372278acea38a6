"""How x264 is set up so that its segments can be joined."""

import cv2

from activities.film.settings import EncoderSettings
from schemas.film import Encoding

# The AVX-512 code of this x264 reads memory that nobody wrote (macroblock-tree rate control, pictures that fade): the same frames became
# other bytes every time. Its AVX2 code is as fast (0.38 s for 60 frames at 480p, both) and gives what its SSE4 code gives. Named only
# where there is AVX-512: x264 takes the name at its word, also on a processor that has no AVX2.
_AVX_512F = 13  # OpenCV's number for it: CV_CPU_AVX_512F in core/cvdef.h
_ASSEMBLY = ":asm=avx2" if cv2.checkHardwareSupport(_AVX_512F) else ""

_RATE_CONTROL = {"superfast": ":mbtree=1:rc-lookahead=12:b-adapt=0"}
"""Added to a preset. What "superfast" leaves out that pays is the macroblock tree, for pictures whose parts stay: with it, and every fourth
frame a P, drawn shots at 1080p cost half the time of "veryfast" (12.2 to 26.0 ms a frame) at the same size (8.85 to 8.88 kB) and quality
(PSNR 51.8 to 51.9 dB, SSIM 0.9974 to 0.9976); without it they are twice as large and more. A longer lookahead gains 0.1 dB and
holds 5 MB more for each of its frames."""


def x264_settings(encoding: Encoding) -> EncoderSettings:
    """Settings of libx264 for a film."""
    more = _RATE_CONTROL.get(encoding.preset, "") + _ASSEMBLY
    options = {
        "preset": encoding.preset,
        "crf": str(encoding.crf),
        "forced-idr": "1",
        # stitchable keeps the PPS independent of rate control; scene cuts inside a shot are flashes, not cuts
        "x264-params": f"stitchable=1:keyint={encoding.keyint_frames}:min-keyint=1:scenecut=0:open-gop=0:force-cfr=1{more}",
    }
    return EncoderSettings("libx264", options)
