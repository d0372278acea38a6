"""Rows of a film as its workflow would write them."""

import hashlib
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import update
from sqlmodel import SQLModel, col

from activities.ledger import add_event
from schemas.film import CutFiles
from schemas.media import JPEG, JSON, MP4, SRT, ArtifactRef
from schemas.stages import Stage
from schemas.states import CutState, FilmState
from schemas.tables import (
    ArtifactRow,
    CharacterRow,
    CostRow,
    CutRow,
    FilmRow,
    LineRow,
    SceneRow,
    ShotRow,
    StateChangeRow,
    StepRow,
    TakeRow,
    UseRow,
)
from tests.small import small_shot_list
from workers.bootstrap import Services

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


async def tell(services: Services, film: str, mark: str, kind: str = "step", **data: Any) -> None:
    """Write an event."""
    async with services.sessions.begin() as session:
        await add_event(session, film, mark, kind, data)


async def set_state(services: Services, film: str, state: FilmState) -> None:
    """Bring a film into a state, with the event that tells of it."""
    async with services.sessions.begin() as session:
        await session.execute(update(FilmRow).where(col(FilmRow.id) == film).values(state=state))
        await add_event(session, film, f"state {state}", "state", {"state": state, "reason": ""})


async def outline(services: Services, film: str) -> None:
    """Write the rows of the small film: its scenes, shots, lines and characters."""
    shots = small_shot_list()
    rows: list[SQLModel] = []
    for scene in shots.scenes:
        rows.append(SceneRow(film_id=film, number=scene.number, heading=scene.heading, music=scene.music.model_dump()))
        for shot in scene.shots:
            rows.append(ShotRow(film_id=film, number=shot.number, scene=scene.number, shot=shot.model_dump(mode="json")))
            rows += [
                LineRow(film_id=film, number=line.number, shot=shot.number, character=line.character.name, text=line.text, placement="on")
                for line in shot.lines
            ]
    rows += [CharacterRow(film_id=film, **character.model_dump()) for character in shots.characters]
    async with services.sessions.begin() as session:
        session.add_all(rows)
        await session.execute(update(FilmRow).where(col(FilmRow.id) == film).values(shots=_ref("shots", JSON, 2).model_dump(mode="json")))


async def finish(services: Services, film: str, data: bytes = b"0123456789" * 100) -> None:
    """Write what a finished film has: a cut with files in the store, steps, takes, costs, history."""
    digest = hashlib.sha256(data).hexdigest()
    kinds = {"film": MP4, "poster": JPEG, "sheet": JPEG, "list": JSON}
    refs = {name: _ref(f"{film} {name}", kind, len(data), digest) for name, kind in kinds.items()}
    subtitles = _ref(f"{film} srt", SRT, len(data), digest)
    async with services.sessions.begin() as session:
        for name, ref in [*refs.items(), ("srt", subtitles)]:
            row = _artifact(ref, f"tests/{film}/{name}")
            services.store.put_bytes(row.object_name, data, ref.media_type)
            session.add(row)
            await session.flush()
            session.add(UseRow(film_id=film, key=row.key))
        files = CutFiles(film=refs["film"], poster=refs["poster"], contact_sheet=refs["sheet"], manifest=refs["list"], srt=subtitles)
        session.add_all(
            [
                CutRow(
                    film_id=film,
                    number=1,
                    state=CutState.COMPLETED,
                    files=files.model_dump(mode="json"),
                    frames=48,
                    fps=24,
                    started_at=NOW,
                    finished_at=NOW,
                ),
                StateChangeRow(film_id=film, number=1, from_state="processing", to_state="completed", reason="", at=NOW),
                StepRow(film_id=film, cut=1, stage=Stage.IMAGES, target="shot 1", state="made", key="a"),
                StepRow(film_id=film, cut=1, stage=Stage.IMAGES, target="shot 2", state="reused", key="b"),
                StepRow(film_id=film, cut=1, stage=Stage.VOICES, target="line 1", state="planned", key="c"),
                TakeRow(
                    film_id=film, stage=Stage.IMAGES, target="shot 2", number=1, key="b", settings={"prompt": "old"}, is_selected=False
                ),
                TakeRow(film_id=film, stage=Stage.IMAGES, target="shot 2", number=2, key="d", settings={"prompt": "new", "take": 2}),
                CostRow(film_id=film, key="a", stage=Stage.IMAGES, engine="drawn", seconds=1.5),
            ]
        )
        await session.execute(update(FilmRow).where(col(FilmRow.id) == film).values(cut=1))
    await set_state(services, film, FilmState.COMPLETED)


def _artifact(ref: ArtifactRef, object_name: str) -> ArtifactRow:
    return ArtifactRow(
        key=ref.key, stage="film", kind="Test", ref=ref.model_dump(mode="json"), object_name=object_name, engine="test", engine_version="1"
    )


def _ref(key: str, media_type: str, size_bytes: int, sha256: str = "0" * 64) -> ArtifactRef:
    return ArtifactRef(key=key, media_type=media_type, size_bytes=size_bytes, sha256=sha256)
