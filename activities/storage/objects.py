"""Artifacts as objects: where each lies in the store, its provenance beside it, and a local shelf in front.

`artifacts/<stage>/<key>/<first 16 digits of sha256>.<suffix>` holds the bytes, `artifacts/<stage>/<key>/provenance.json` who made them,
how, from what, and how long it took. The name carries the content's hash, so that two attempts that made different bytes under one key
never overwrite each other; the row says which one counts.
"""

import hashlib
import json
import mimetypes
import os
import platform
from pathlib import Path
from typing import Any

from activities.engines import Made
from activities.storage.shelf import Shelf
from activities.storage.store import Store
from schemas.media import PERFORMANCE, PICTURE, SEGMENT, ArtifactRef
from schemas.order import Order
from schemas.samples import SAMPLE_STAGE
from schemas.tables import ArtifactRow

_SUFFIXES = {PICTURE: ".ora", PERFORMANCE: ".performance.json", SEGMENT: ".segment", "application/x-subrip": ".srt", "text/vtt": ".vtt"}


class Objects:
    """Puts artifacts into the store and fetches them from it. Thread-safe; its methods block."""

    def __init__(self, store: Store, shelf: Shelf, worker: str) -> None:
        """`worker` is this process's name in provenance."""
        self.store = store
        self.shelf = shelf
        self.worker = worker

    def put(self, order: Order, key: str, made: Made, seconds: float, attempt: int) -> ArtifactRow:
        """Store a result and its provenance; the row it answers with is not written yet."""
        digest = _sha256(made.path)
        ref = ArtifactRef(
            key=key,
            media_type=made.media_type,
            size_bytes=made.path.stat().st_size,
            sha256=digest,
            width_px=made.width_px,
            height_px=made.height_px,
            frames=made.frames,
            fps=made.fps,
            samples=made.samples,
            notes=made.notes,
            made_by=made.made_by,
            cloned_from=made.cloned_from,
        )
        folder = f"artifacts/{order.stage}/{key}"
        row = ArtifactRow(
            key=key,
            stage=order.stage,
            kind=type(order).__name__,
            ref=ref.model_dump(mode="json"),
            object_name=f"{folder}/{digest[:16]}{_suffix(made.media_type)}",
            facts=dict(made.facts),
            engine=order.engine.name,
            engine_version=order.engine.version,
            seconds=seconds,
            worker=self.worker,
            attempt=attempt,
            names=list(made.names),
        )
        self.store.put_file(row.object_name, made.path, made.media_type)
        provenance = {
            "kind": row.kind,
            "order": order.model_dump(mode="json", exclude={"about"}),
            "first_ordered_by": order.about.model_dump(),
            "artifact": row.ref,
            "object": row.object_name,
            "facts": row.facts,
            "seconds": round(seconds, 3),
            "worker": self.worker,
            "attempt": attempt,
            "python": platform.python_version(),
            "machine": platform.machine(),
        }
        self.store.put_bytes(
            _provenance(row.object_name), json.dumps(provenance, indent=1, ensure_ascii=False).encode(), "application/json"
        )
        return row

    def shelve(self, row: ArtifactRow, path: Path) -> None:
        """Keep what was stored at hand; `path` is used up."""
        self.shelf.take(_shelved(row.key, row.ref["sha256"]), path)

    def remove(self, object_name: str, key: str, sha256: str) -> None:
        """Remove an artifact's object and provenance from the store, and what this machine has of it at hand.

        What a running job was lent stays with that job.

        Raises:
            Unavailable: The store does not answer.
        """
        self.store.remove(object_name)
        self.store.remove(_provenance(object_name))
        self.shelf.drop(_shelved(key, sha256))

    def lend(self, row: ArtifactRow, folder: Path) -> Path:
        """The artifact as a file in `folder`, which must not be changed; it stays there also when the shelf throws it out.

        Samples of voices are on no shelf: whoever withdraws a consent is told that the recording is gone.
        """
        place, name = folder / row.key, _shelved(row.key, row.ref["sha256"])
        shelved = self.shelf.path(name)
        if place.exists() or (shelved is not None and _is_linked(shelved, place, row.ref["size_bytes"])):
            return place
        fetched = folder / f"{row.key}.fetched"
        self.store.fetch(row.object_name, fetched)
        os.link(fetched, place)
        if row.stage != SAMPLE_STAGE:
            self.shelf.take(name, fetched)
        return place

    def provenance(self, row: ArtifactRow) -> dict[str, Any]:
        """Who made an artifact, how and from what: the JSON beside it."""
        told: dict[str, Any] = json.loads(self.store.read(_provenance(row.object_name)))
        return told


def _provenance(object_name: str) -> str:
    return f"{object_name.rpartition('/')[0]}/provenance.json"


def _shelved(key: str, sha256: str) -> str:
    return f"{key}-{sha256[:16]}"


def _is_linked(shelved: Path, place: Path, size_bytes: int) -> bool:
    """Link a file of the shelf; False when it was thrown out in this moment, lies on another disk, or was cut short by a power cut."""
    try:
        if shelved.stat().st_size != size_bytes:
            return False
        os.link(shelved, place)
    except OSError:
        return False
    return True


def _suffix(media_type: str) -> str:
    return _SUFFIXES.get(media_type) or mimetypes.guess_extension(media_type) or ""


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
