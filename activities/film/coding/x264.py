"""How x264 is set up so that its segments can be joined."""

import cv2

from activities.film.coding.settings import EncoderSettings
from schemas.film import Encoding

# The AVX-512 code of this x264 reads memory that nobody wrote (macroblock-tree rate control, pictures that fade): the same frames became
# other bytes every time. Its AVX2 code is as fast (0.38 s for 60 frames at 480p, both) and gives what its SSE4 code gives. Named only
# where there is AVX-512: x264 takes the name at its word, also on a processor that has no AVX2.
_AVX_512F = 13  # OpenCV's number for it: CV_CPU_AVX_512F in core/cvdef.h
_ASSEMBLY = ":asm=avx2" if cv2.checkHardwareSupport(_AVX_512F) else ""

_RATE_CONTROL = {"superfast": ":mbtree=1:rc-lookahead=4:b-adapt=0:b-pyramid=none"}
"""Added to a preset. What "superfast" leaves out that pays is the macroblock tree, for pictures whose parts stay: with it, and every fourth
frame a P, drawn shots at 1080p cost half the time of "veryfast" at the same size and quality; without it they are twice as large and more.

An encoder at 1080p holds 7 MB for each frame that it looks ahead and 12 MB for each that others may be predicted from, of which a pyramid
of B-frames wants two more: 175 MB with 12 frames and a pyramid, 124 with 8 and none, 98 with 4. One group of four is as little as pays. It
takes 0.81 of the time of two, and over drawn shots in motion files are 1 % smaller at 0.4 dB less, of 49; at equal PSNR they would be 9 %
larger. Two shots at a time with two groups do not fit into the 600 MB that a worker is to hold."""


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
