"""Encodes the parts of a film's sound as AAC packets that can follow each other as if one encoder had made them all.

Encoders begin from silence and look ahead: a part is encoded with a few packets of its neighbours on both sides, which are thrown away.
Packets lie on one grid through the film, so nothing drifts.
"""

from collections.abc import Iterator
from fractions import Fraction
from itertools import chain

import av
import numpy as np
from av.audio.codeccontext import AudioCodecContext

from activities.engines import Job, Made
from activities.film.sound.encoded import AAC, set_up
from activities.film.sound.parts import PACKET_SAMPLES
from activities.film.sound.placing import add
from activities.media.sound.packets import SoundPacket, write_packets
from activities.media.sound.waveform import Sound, read_sound
from schemas.failures import Broken
from schemas.media import SAMPLE_RATE_HZ, SOUND_PACKETS
from schemas.sound import EncodePart

_BLOCK = PACKET_SAMPLES * 256
"""Read at a time: five seconds."""


def encode_part(job: Job[EncodePart]) -> Made:
    """Encode a part.

    Returns:
        A file of packets (`activities/media/sound/packets.py`).

    Raises:
        Broken: A finished part cannot be read, or the encoder gives fewer packets than the part has.
    """
    order = job.order
    path = job.folder / "part.fwsnd"
    packets = list(_packets(job))[order.skipped : order.skipped + order.packets]
    if len(packets) != order.packets:
        msg = f"{order.about.label}: the encoder gave {len(packets)} packets of the {order.packets} wanted"
        raise Broken(msg)
    write_packets(path, packets)
    job.progress(1.0)
    return Made(path=path, media_type=SOUND_PACKETS, samples=sum(packet.samples for packet in packets))


def _packets(job: Job[EncodePart]) -> Iterator[SoundPacket]:
    encoder = AudioCodecContext.create(AAC.library, "w")
    assert isinstance(encoder, AudioCodecContext)  # `create` is typed as what every kind of codec has
    encoder.sample_rate, encoder.options, encoder.time_base = SAMPLE_RATE_HZ, dict(AAC.options or {}), Fraction(1, SAMPLE_RATE_HZ)
    set_up(encoder, AAC)
    for frame in chain(_frames(job), [None]):
        for packet in encoder.encode(frame):
            yield SoundPacket(bytes(packet), packet.duration or PACKET_SAMPLES)


def _frames(job: Job[EncodePart]) -> Iterator[av.AudioFrame]:
    for first in range(0, job.order.samples, _BLOCK):
        block = _sound(job, first, min(_BLOCK, job.order.samples - first))
        for start in range(0, block.shape[1], PACKET_SAMPLES):
            piece = np.ascontiguousarray(block[:, start : start + PACKET_SAMPLES], np.float32)
            frame = av.AudioFrame.from_ndarray(piece, format="fltp", layout="stereo")
            frame.sample_rate, frame.pts, frame.time_base = SAMPLE_RATE_HZ, first + start, Fraction(1, SAMPLE_RATE_HZ)
            yield frame
        job.progress(min(0.99, (first + _BLOCK) / job.order.samples))


def _sound(job: Job[EncodePart], first: int, samples: int) -> Sound:
    block = np.zeros((2, samples), np.float32)
    for part in job.order.sounds:
        begin = max(first, part.first_sample)
        until = min(first + samples, part.first_sample + (part.sound.samples or 0))
        if until > begin:
            add(block, read_sound(job.input(part.sound).path, begin - part.first_sample, until - begin), begin - first)
    return block
