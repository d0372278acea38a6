"""How x265 is set up so that its segments can be joined."""

from activities.film.coding.settings import EncoderSettings
from schemas.film import Encoding


def x265_settings(encoding: Encoding) -> EncoderSettings:
    """Settings of libx265 for a film: one thread, closed groups, no message of the encoder in the stream."""
    parameters = {
        "keyint": encoding.keyint_frames,
        "min-keyint": 1,
        "scenecut": 0,
        "open-gop": 0,
        "repeat-headers": 0,
        "info": 0,
        # frames coded side by side see each other's state as threads happen to run
        "frame-threads": 1,
        "pools": "none",
        "wpp": 0,
        "log-level": "none",
    }
    options = {
        "preset": encoding.preset,
        "crf": str(encoding.crf),
        "forced-idr": "1",
        "x265-params": ":".join(f"{name}={value}" for name, value in parameters.items()),
    }
    return EncoderSettings("libx265", options)
