"""How SVT-AV1 is set up so that its segments can be joined."""

import os

from activities.film.coding.settings import EncoderSettings
from schemas.film import Encoding

# It writes a page about itself to stderr for every segment, past libav's log; only its own variable, in C's environment, silences it.
os.putenv("SVT_LOG", "1")


def svtav1_settings(encoding: Encoding) -> EncoderSettings:
    """Settings of libsvtav1 for a film: one thread, key frames that nothing is predicted across, none but at their places.

    Its packets hold one shown frame each with the hidden ones before it, so they come in the order they are shown.
    """
    options = {
        "preset": encoding.preset,
        "crf": str(encoding.crf),
        "g": str(encoding.keyint_frames),
        "svtav1-params": "lp=1:irefresh-type=2:scd=0",
    }
    return EncoderSettings("libsvtav1", options)
