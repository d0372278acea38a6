"""The encoders a film can be made with, by the names they have in orders and keys. Loads none of them.

Packets of two encoders, or of two builds of one, are never joined, so name and version count into the key of every segment.
"""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from schemas.engines import EngineChoice
from schemas.failures import Refused
from schemas.options import Codec
from schemas.stages import Stage

Hardware: TypeAlias = Literal["nvenc", "videotoolbox"]
"""NVIDIA's encoder on Linux and Windows, Apple's on macOS."""


@dataclass(frozen=True)
class Encoder:
    """One way of coding pictures."""

    name: str
    codec: Codec
    version: str
    """Our own revision and the PyAV wheel whose encoder writes the packets. Raise the revision with every change of the bytes."""
    hardware: Hardware | None = None

    @property
    def signature(self) -> str:
        """What a segment says it was encoded by."""
        return f"{self.name} {self.version}"

    @property
    def choice(self) -> EngineChoice:
        """As it is named in orders."""
        return EngineChoice(stage=Stage.FILM, name=self.name, version=self.version)


_WHEEL = "av18.1.0"

ENCODERS: dict[str, Encoder] = {
    encoder.name: encoder
    for encoder in (
        Encoder("x264", "h264", f"11+{_WHEEL}"),
        Encoder("x265", "h265", f"7+{_WHEEL}"),
        Encoder("svtav1", "av1", f"7+{_WHEEL}"),
        Encoder("prores", "prores", f"7+{_WHEEL}"),
        Encoder("h264_nvenc", "h264", f"7+{_WHEEL}", "nvenc"),
        Encoder("hevc_nvenc", "h265", f"7+{_WHEEL}", "nvenc"),
        Encoder("av1_nvenc", "av1", f"7+{_WHEEL}", "nvenc"),
        Encoder("h264_videotoolbox", "h264", f"7+{_WHEEL}", "videotoolbox"),
        Encoder("hevc_videotoolbox", "h265", f"7+{_WHEEL}", "videotoolbox"),
        Encoder("prores_videotoolbox", "prores", f"7+{_WHEEL}", "videotoolbox"),
    )
}


def encoder_named(name: str) -> Encoder:
    """An encoder by its name, or by what a segment says it was encoded by.

    Raises:
        Refused: There is none; names those that exist.
    """
    plain = name.partition(" ")[0]
    if plain not in ENCODERS:
        msg = f"no encoder '{plain}'; there are {', '.join(ENCODERS)}"
        raise Refused(msg)
    return ENCODERS[plain]


def software(codec: Codec) -> Encoder:
    """The encoder that runs everywhere."""
    return next(encoder for encoder in ENCODERS.values() if encoder.codec == codec and encoder.hardware is None)


def accelerated(codec: Codec, hardware: Hardware) -> Encoder | None:
    """The encoder of some hardware for a codec; None where it has none."""
    return next((encoder for encoder in ENCODERS.values() if encoder.codec == codec and encoder.hardware == hardware), None)
