"""What an encoder of libav is opened with."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class EncoderSettings:
    """An encoder of libav and its options; without options of threads, as each segment is encoded by one."""

    library: str
    """As libav calls it: "libx264"."""
    options: Mapping[str, str]
    pixels: str = "yuv420p"
    """The format it takes. Frames come as yuv420p."""
