"""`manifest.json`: where every frame and every word of a cut comes from. The same bytes lie in the film, in a box of their own.

The box is the film's last one: a `uuid` box (ISO/IEC 14496-12, 11.1) of the name `MANIFEST_BOX`, whose content is the JSON in UTF-8.
Players pass over it. `docs/provenance.md` shows how to read it.
"""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from uuid import UUID

from activities.film.delivery.sources import digital_source_type, sources_of
from activities.media.boxes import append_own, read_own
from schemas.film import AssembleFilm, Reel
from schemas.media import SAMPLE_RATE_HZ
from schemas.timeline import PlacedLine, PlacedShot, Timeline, samples_per_frame

MANIFEST_BOX = UUID("a84d65bf-0193-57cd-b735-dd66bdc484c1")
"""Never another: readers look for it. It is the name-based UUID of https://filmwright/manifest."""


def embed(film: Path, text: str) -> None:
    """Put the manifest into a finished film file, as its last box."""
    append_own(film, MANIFEST_BOX, text.encode())


def embedded(film: Path) -> str | None:
    """The manifest in a film file; None when it has none."""
    found = read_own(film, MANIFEST_BOX)
    return None if found is None else found.decode()


def manifest(order: AssembleFilm, reels: Sequence[Reel], timeline: Timeline, encoder: str) -> str:
    """The manifest of a cut as JSON; the same cut gives the same text.

    Times are given twice, exact (frames, samples) and in seconds of three places; artifacts by their keys.

    Args:
        order: The cut's.
        reels: Its scenes.
        timeline: Its shots as they lie in the film.
        encoder: What its segments say they were encoded by.
    """
    sources = sources_of(reels)
    joins = {join.before_shot: join.segment.key for join in order.joins}
    fields = {
        "title": order.title,
        "authors": order.authors,
        "language": order.language,
        "engine": {"name": order.engine.name, "version": order.engine.version},
        "encoding": order.encoding.model_dump(mode="json"),
        "encoder": encoder,
        "hardware_missing": order.engine.options.get("hardware_missing"),
        "digital_source_type": digital_source_type(sources),
        "sources": [{"stage": source.stage, "engine": source.engine, "is_generative": source.is_generative} for source in sources],
        "subtitles": order.subtitles,
        "totals": {
            "scenes": len(timeline.scenes),
            "shots": len(timeline.shots),
            "lines": len(timeline.lines),
            "transitions": len(order.joins),
            "frames": timeline.frames,
            "samples": timeline.samples,
            "seconds": _seconds(timeline.frames, timeline.fps),
        },
        "mix": order.mix.key,
        "notes": order.notes,
        "scenes": [
            {
                "number": scene.scene,
                "heading": scene.heading,
                **_time(scene.first_frame, scene.frames, timeline.fps),
                "music": reel.music.key if reel.music else None,
                **({"music_db": reel.music_db} if reel.music_db else {}),
                "notes": [f"music: {note}" for note in reel.music.notes] if reel.music else [],
            }
            for scene, reel in zip(timeline.scenes, (reel for reel in reels if reel.shots), strict=True)
        ],
        "shots": [_shot(placed, timeline.fps, joins) for placed in timeline.shots],
        "lines": [_line(placed, timeline.fps) for placed in timeline.lines],
    }
    return json.dumps(fields, ensure_ascii=False, indent=2) + "\n"


def _shot(placed: PlacedShot, fps: int, joins: dict[int, str]) -> dict[str, Any]:
    shot = placed.shot
    return {
        "number": shot.number,
        "scene": placed.scene,
        "title": shot.title,
        "script_lines": [shot.first_line, shot.last_line] if shot.first_line else None,
        **_time(placed.first_frame, shot.frames, fps),
        "transition_in": {"kind": shot.transition_in, "frames": shot.overlap_in_frames, "segment": joins.get(shot.number)},
        "seed": shot.seed,
        "takes": dict(sorted(shot.takes.items())),
        "engines": dict(sorted(shot.engines.items())),
        "artifacts": {
            "image": shot.image.key,
            "clip": shot.clip.key,
            "segment": shot.segment.key,
            **({"effects": shot.effects.key} if shot.effects else {}),
        },
        "lines": [line.number for line in shot.lines],
        "notes": shot.notes,
    }


def _line(placed: PlacedLine, fps: int) -> dict[str, Any]:
    line = placed.line
    return {
        "number": line.number,
        "scene": placed.scene,
        "shot": placed.shot,
        "character": line.character,
        "text": line.text,
        "delivery": line.delivery,
        "placement": line.placement,
        "voice": line.speech.key,
        **({"cloned_from": line.speech.cloned_from.model_dump(mode="json")} if line.speech.cloned_from else {}),
        "first_sample": placed.first_sample,
        "samples": placed.samples,
        "first_frame": placed.first_sample // samples_per_frame(fps),
        "start_s": _seconds(placed.first_sample, SAMPLE_RATE_HZ),
        "seconds": _seconds(placed.samples, SAMPLE_RATE_HZ),
    }


def _time(first_frame: int, frames: int, fps: int) -> dict[str, Any]:
    return {"first_frame": first_frame, "frames": frames, "start_s": _seconds(first_frame, fps), "seconds": _seconds(frames, fps)}


def _seconds(ticks: int, ticks_hz: int) -> float:
    return (ticks * 1000 + ticks_hz // 2) // ticks_hz / 1000
