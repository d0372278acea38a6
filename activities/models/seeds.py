"""Noise that is an order's own: the same whoever shares its call, and on every device.

Two shots that begin from the same noise are composed alike, whatever their words. So noise is drawn from what an order is for, beside its
seed and take: another camera setup, line or cue, other noise. Of that only what stays when people change their words counts, so that a
prompt can be worked on without the picture becoming another; and the same order has the same noise, wherever in whichever film it stands.
"""

import hashlib
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from activities.engines import Job
from activities.models.torch_setup import torch_module
from schemas.clips import AnimateClip
from schemas.effects import MakeEffects
from schemas.images import PaintImage
from schemas.lipsync import SyncLips
from schemas.music import ComposeMusic
from schemas.order import Order
from schemas.voices import SpeakLine

_global_source = threading.RLock()


def seed_of(order: Order, *salt: object) -> int:
    """A seed of 63 bits from the order's seed and take, what it is for, and whatever else shall make other noise."""
    text = "\x1f".join(str(part) for part in (order.seed, order.take, *_meant(order), *salt))
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest()) >> 1


def generators(jobs: Sequence[Job[Any]], *salt: object) -> list[Any]:
    """One `torch.Generator` on the CPU for each order: a shared one would make results depend on their neighbours."""
    torch = torch_module()
    return [torch.Generator("cpu").manual_seed(seed_of(job.order, *salt)) for job in jobs]


@contextmanager
def drawing_from(order: Order, device: str, *salt: object) -> Iterator[None]:
    """For libraries that draw from torch's global source and take no generator: inside, that source is this order's own.

    One order at a time in a process; outside, the source goes on where it was. On a GPU the noise is another than on a CPU.
    """
    torch = torch_module()
    devices = [torch.cuda.current_device()] if device == "cuda" else []
    with _global_source, torch.random.fork_rng(devices=devices):
        torch.manual_seed(seed_of(order, *salt))
        yield


def _meant(order: Order) -> tuple[object, ...]:
    """What an order is for, as far as it stays when its words or its length are changed; only of fields that count into its key."""
    match order:
        case PaintImage():
            people = [(subject.character.name, subject.position) for subject in order.subjects]
            card = order.card.kind if order.card else ""
            return (order.setting.model_dump_json(), order.size, order.framing, order.angle, people, order.props, card)
        case AnimateClip() | SyncLips():
            return (order.image.key,)
        case SpeakLine():
            return (order.character.name, order.text)
        case ComposeMusic():
            # how often its picture cuts tells scenes of one mood apart, and stays when a line is spoken slower
            return (order.cue.model_dump_json(), order.leads, len(order.hits))
        case MakeEffects():
            # two doors of a film are two doors
            return (order.shot, [(sound.kind, sound.number) for sound in order.sounds])
        case _:
            return ()
