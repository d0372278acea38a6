"""The sound track of a film: AAC, Opus beside AV1, PCM beside ProRes.

AAC comes as packets that were encoded with the mix (`aac.py`); Opus and PCM are encoded in one go. The same sound gives the same bytes on
machines with the same instruction set (the encoders calculate in floats).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain

import av
import numpy as np
from av.audio.codeccontext import AudioCodecContext
from av.audio.stream import AudioStream
from av.codec.context import Flags
from av.container import OutputContainer
from av.packet import Packet
from av.stream import Stream

from activities.media.sound.packets import SoundPacket
from activities.media.sound.waveform import Sound
from schemas.media import SAMPLE_RATE_HZ
from schemas.options import Codec


@dataclass(frozen=True)
class SoundCoding:
    """How sound is coded."""

    library: str
    samples: str
    """The format the encoder takes."""
    frame: int
    """Samples it takes at a time."""
    bits_per_s: int | None = None
    options: Mapping[str, str] | None = None


AAC = SoundCoding(
    "aac",
    "fltp",
    1024,
    # with the fast coder as clean as 256 kb/s with the thorough one, in half the time
    bits_per_s=320_000,
    # noise substitution and intensity stereo save bits that are not short here, and cost time and truth to the waveform; shaping noise in
    # time costs a sixth of the time and is 0.2 dB off the waveform (of a film's sound, 56 dB below it)
    options={"aac_coder": "fast", "aac_pns": "0", "aac_is": "0", "aac_tns": "0"},
)
_OPUS = SoundCoding("libopus", "flt", 960, bits_per_s=192_000)
_PCM = SoundCoding("pcm_s24le", "s32", 4800)
_CODINGS: dict[Codec, SoundCoding] = {"h264": AAC, "h265": AAC, "av1": _OPUS, "prores": _PCM}


def add_sound_track(file: OutputContainer, beside: Codec) -> AudioStream:
    """A track for the sound of a film whose pictures are coded so; hand `sound_packets` the same codec."""
    coding = _CODINGS[beside]
    stream = file.add_stream(coding.library, rate=SAMPLE_RATE_HZ, options=dict(coding.options or {}))
    assert isinstance(stream, AudioStream)  # the type of `add_stream` knows a few names only
    set_up(stream.codec_context, coding)
    return stream


def sound_packet_samples(beside: Codec) -> int:
    """How long a packet of the sound of a film whose pictures are coded so lasts; at the ends of parts they may be shorter."""
    return _CODINGS[beside].frame


def set_up(coder: AudioCodecContext, coding: SoundCoding) -> None:
    """Set an encoder of `coding.library` up, its options apart."""
    coder.format = coding.samples
    coder.layout = "stereo"
    coder.flags |= Flags.bitexact
    if coding.bits_per_s:
        coder.bit_rate = coding.bits_per_s


def stored_packets(stream: AudioStream, packets: Iterator[SoundPacket]) -> Iterator["tuple[int, Packet[Stream]]"]:
    """AAC packets that were encoded before, with when they are decoded, in samples of 48 kHz: the first is the encoder's lead."""
    sample = -AAC.frame
    for packet in packets:
        coded: Packet[Stream] = av.Packet(packet.data)
        coded.stream, coded.time_base, coded.is_keyframe = stream, _TICK, True
        coded.pts = coded.dts = sample
        coded.duration = packet.samples
        yield sample, coded
        sample += packet.samples


def sound_packets(stream: AudioStream, blocks: Iterator[Sound], beside: Codec) -> Iterator["tuple[int, Packet[Stream]]"]:
    """Packets with when they are decoded, in samples of 48 kHz.

    Args:
        stream: Of `add_sound_track`.
        blocks: Stereo, each but the last a whole number of the encoder's frames: `SOUND_BLOCK` samples are for every encoder.
        beside: The codec of the pictures.
    """
    for frame in chain(_frames(blocks, _CODINGS[beside]), [None]):
        for packet in stream.encode(frame):
            yield packet.dts or 0, packet


SOUND_BLOCK = 1024 * 75 * 4
"""Samples that are whole frames of AAC (1024), Opus (960) and of PCM as it is cut here (4800): 6.4 seconds."""
_FULL_SCALE = 2.0**31
_TICK = Fraction(1, SAMPLE_RATE_HZ)


def _frames(blocks: Iterator[Sound], coding: SoundCoding) -> Iterator[av.AudioFrame]:
    first = 0
    for block in blocks:
        for start in range(0, block.shape[1], coding.frame):
            frame = _frame(block[:, start : start + coding.frame], coding.samples)
            frame.sample_rate, frame.pts = SAMPLE_RATE_HZ, first + start
            frame.time_base = _TICK
            yield frame
        first += block.shape[1]


def _frame(piece: Sound, samples: str) -> av.AudioFrame:
    if samples == "fltp":
        return av.AudioFrame.from_ndarray(np.ascontiguousarray(piece, np.float32), format="fltp", layout="stereo")
    woven = np.ascontiguousarray(piece.T).reshape(1, -1)
    if samples == "flt":
        return av.AudioFrame.from_ndarray(np.asarray(woven, np.float32), format="flt", layout="stereo")
    whole = np.clip(np.rint(woven.astype(np.float64) * _FULL_SCALE), -_FULL_SCALE, _FULL_SCALE - 1).astype(np.int32)
    return av.AudioFrame.from_ndarray(whole, format="s32", layout="stereo")
