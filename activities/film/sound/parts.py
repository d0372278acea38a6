"""Cuts a film's sound into parts, one a scene, and writes their orders; places in them are told from the part, never from the film."""

from collections.abc import Mapping, Sequence

from activities.film.sound.finish import AFTER, BEFORE
from activities.media.sound.loudness import LOUDNESS_STEP
from schemas.film import MixSound
from schemas.media import ArtifactRef
from schemas.sound import EncodePart, FinishPart, PlacedSound
from schemas.timeline import Timeline, samples_per_frame

PACKET_SAMPLES = 1024
_LEAD_PACKETS = 8
"""Encoded in front of a part and thrown away: by then the encoder decides as if it had run from the film's first sample."""
_TRAIL_PACKETS = 3
"""Behind it: the window of a packet reaches over the next one, and the encoder looks one ahead."""


def part_starts(timeline: Timeline) -> list[int]:
    """The first sample of each part, and the film's end."""
    rate = samples_per_frame(timeline.fps)
    # the first scene's part begins with the film
    return [0, *(scene.first_frame * rate for scene in timeline.scenes[1:]), timeline.samples]


def finish_orders(order: MixSound, timeline: Timeline, stems: Sequence[PlacedSound], gain_db: float) -> list[FinishPart]:
    """The orders that finish the parts; `stems` are the scenes', placed in the film."""
    starts = part_starts(timeline)
    orders = []
    for scene, start, end in zip(timeline.scenes, starts, starts[1:], strict=False):
        before = min(BEFORE, start // LOUDNESS_STEP * LOUDNESS_STEP)
        after = min(AFTER, timeline.samples - end)
        orders.append(
            FinishPart(
                engine=order.engine,
                about=order.about.model_copy(update={"label": f"{order.about.label} of scene {scene.scene}, finished"}),
                stems=_heard(stems, start, start - before, end + after),
                samples=end - start,
                before=before,
                after=after,
                gain_db=gain_db,
                true_peak_dbtp=order.true_peak_dbtp,
            )
        )
    return orders


def encode_orders(order: MixSound, timeline: Timeline, finished: Sequence[PlacedSound]) -> list[EncodePart]:
    """The orders that encode the parts: the packets of all, one after the other, are the film's."""
    starts = part_starts(timeline)
    last = -(-timeline.samples // PACKET_SAMPLES)
    # packets count from −1, the encoder's own lead; the part in which a packet begins has it
    borders = [-1, *(start // PACKET_SAMPLES for start in starts[1:-1]), last]
    orders = []
    for scene, begin, end in zip(timeline.scenes, borders, borders[1:], strict=False):
        first = max(0, begin - _LEAD_PACKETS)
        until = min(timeline.samples, (end + _TRAIL_PACKETS) * PACKET_SAMPLES)
        orders.append(
            EncodePart(
                engine=order.engine,
                about=order.about.model_copy(update={"label": f"{order.about.label} of scene {scene.scene}, encoded"}),
                sounds=_heard(finished, first * PACKET_SAMPLES, first * PACKET_SAMPLES, until),
                samples=until - first * PACKET_SAMPLES,
                skipped=begin - (first - 1),
                packets=end - begin,
            )
        )
    return orders


def placed(refs: Sequence[ArtifactRef], firsts: Sequence[int]) -> list[PlacedSound]:
    """Sounds at their places in the film."""
    return [PlacedSound(sound=ref, first_sample=first) for ref, first in zip(refs, firsts, strict=True)]


def loudness_counts(parts: Sequence[Mapping[str, int]]) -> dict[int, int]:
    """How many blocks of each loudness, in tenths of a LUFS, a film has, from its parts'."""
    counts: dict[int, int] = {}
    for part in parts:
        for tenth, count in part.items():
            counts[int(tenth)] = counts.get(int(tenth), 0) + count
    return dict(sorted(counts.items()))


def _heard(sounds: Sequence[PlacedSound], origin: int, begin: int, end: int) -> list[PlacedSound]:
    """Those that are heard between two samples of the film, placed from `origin`."""
    return [
        PlacedSound(sound=item.sound, first_sample=item.first_sample - origin)
        for item in sounds
        if item.first_sample < end and item.first_sample + (item.sound.samples or 0) > begin
    ]
