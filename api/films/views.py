"""Reads what is known of a film out of its rows."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar, get_args

from sqlalchemy import ColumnElement, Integer, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped
from sqlmodel import SQLModel, col

from api.answers import (
    Cost,
    CutAnswer,
    FileAnswer,
    FilmAnswer,
    FilmSummary,
    LineAnswer,
    Progress,
    SceneAnswer,
    ScriptAnswer,
    StageCost,
    StageProgress,
    StateChange,
    TakeAnswer,
)
from api.cuts.files import files_of
from schemas.changes import TakeSettings
from schemas.edits import Edits
from schemas.film import CutFiles
from schemas.media import ArtifactRef
from schemas.moderation import Moderation
from schemas.options import FilmOptions, Gate
from schemas.screenplay import ScriptWarning
from schemas.shots import Character, MusicCue, Shot
from schemas.stages import Stage
from schemas.states import CutState, FilmState
from schemas.tables import (
    ApprovalRow,
    CharacterRow,
    CostRow,
    CutRow,
    EventRow,
    FilmRow,
    LineRow,
    PaidCallRow,
    SceneRow,
    ShotRow,
    StateChangeRow,
    StepRow,
    TakeRow,
)

Row = TypeVar("Row", bound=SQLModel)


def href(film: str) -> str:
    """Where a film is told of."""
    return f"/api/films/{film}"


async def summaries(session: AsyncSession, films: Sequence[FilmRow]) -> list[FilmSummary]:
    """Films as a list shows them."""
    newest = select(CutRow).where(col(CutRow.film_id).in_([film.id for film in films]), col(CutRow.state) == CutState.COMPLETED)
    cuts = {(cut.film_id, cut.number): cut for cut in await session.scalars(newest)}
    return [summary(film, cuts.get((film.id, film.cut))) for film in films]


def summary(film: FilmRow, cut: CutRow | None) -> FilmSummary:
    """One film as a list shows it; `cut` is its newest finished cut."""
    return FilmSummary(
        id=film.id,
        project=film.project_id,
        title=film.title,
        state=FilmState(film.state),
        reason=film.reason,
        is_paused=film.is_paused,
        cut=film.cut,
        duration_s=_duration_s(cut),
        created_at=film.created_at,
        updated_at=film.updated_at,
        href=href(film.id),
    )


async def whole_film(session: AsyncSession, film: FilmRow, temporal_ui: str | None) -> FilmAnswer:
    """Everything about a film."""
    cuts = await _rows(session, CutRow, film.id, col(CutRow.number))
    shots = await _rows(session, ShotRow, film.id, col(ShotRow.number))
    known = [Shot.model_validate(row.shot) for row in shots]
    script = ArtifactRef.model_validate(film.script)
    links = {name: f"{href(film.id)}/{name}" for name in ("script", "screenplay", "events", "cuts")}
    return FilmAnswer(
        **dict(summary(film, next((cut for cut in cuts if cut.number == film.cut), None))),
        options=FilmOptions.model_validate(film.options),
        language=film.language,
        authors=film.authors,
        script=ScriptAnswer(
            name=film.script_name,
            format=film.script_format,
            size_bytes=script.size_bytes,
            sha256=script.sha256,
            href=links["script"],
        ),
        progress=await progress(session, film),
        scenes=_scenes(await _rows(session, SceneRow, film.id, col(SceneRow.number)), shots),
        shots=known,
        lines=[LineAnswer(**row.model_dump(exclude={"film_id"})) for row in await _rows(session, LineRow, film.id, col(LineRow.number))],
        characters=_characters(await _rows(session, CharacterRow, film.id, col(CharacterRow.name)), known),
        takes=await _takes(session, film.id),
        cuts=[cut_answer(cut) for cut in cuts],
        warnings=[ScriptWarning.model_validate(warning) for warning in film.warnings],
        moderation=Moderation.model_validate(film.moderation) if film.moderation else None,
        history=[
            StateChange(**row.model_dump(exclude={"film_id"}))
            for row in await _rows(session, StateChangeRow, film.id, col(StateChangeRow.number))
        ],
        cost=await _cost(session, film.id),
        links=links | ({"temporal_ui": temporal_ui} if temporal_ui else {}),
    )


def _characters(rows: Iterable[CharacterRow], shots: Iterable[Shot]) -> list[Character]:
    """The cast, with the numbers that takes of sheets are named by; 0 for who is in no shot."""
    seen = [
        character for shot in shots for character in (*(each.character for each in shot.subjects), *(line.character for line in shot.lines))
    ]
    numbers = {character.name: character.number for character in seen if character.number}
    return [Character.model_validate({**row.model_dump(exclude={"film_id"}), "number": numbers.get(row.name, 0)}) for row in rows]


async def progress(session: AsyncSession, film: FilmRow) -> Progress:
    """How far the newest cut of a film is."""
    # First, so that whoever goes on behind it misses nothing that the rest doesn't tell.
    last_event = await session.scalar(select(func.max(col(EventRow.id))).where(col(EventRow.film_id) == film.id)) or 0
    newest = await session.scalar(select(func.coalesce(func.max(col(StepRow.cut)), 0)).where(col(StepRow.film_id) == film.id)) or 0
    newest = max(
        newest, await session.scalar(select(func.coalesce(func.max(col(CutRow.number)), 0)).where(col(CutRow.film_id) == film.id)) or 0
    )
    counts: dict[str, dict[str, int]] = {}
    steps = select(col(StepRow.stage), col(StepRow.state), func.count()).where(col(StepRow.film_id) == film.id, col(StepRow.cut) == newest)
    for stage, state, count in await session.execute(steps.group_by(col(StepRow.stage), col(StepRow.state))):
        counts.setdefault(stage, {})[state] = count
    cut = await session.get(CutRow, (film.id, newest)) if newest else None
    shots = await session.scalar(select(func.count()).where(col(ShotRow.film_id) == film.id)) or 0
    stages = {stage: _stage_progress(counts[stage]) for stage in Stage if stage in counts}
    return Progress(
        state=FilmState(film.state),
        reason=film.reason,
        is_paused=film.is_paused,
        cut=newest,
        cut_state=CutState(cut.state) if cut else None,
        shots=shots,
        last_event=last_event,
        awaiting=await _awaiting(session, film),
        percent=_percent(stages.values(), is_listed=shots > 0, is_finished=cut is not None and cut.state == CutState.COMPLETED),
        stages=stages,
    )


async def _awaiting(session: AsyncSession, film: FilmRow) -> dict[Gate, list[int]]:
    if FilmState(film.state).is_final:
        return {}
    waiting = select(ApprovalRow).where(col(ApprovalRow.film_id) == film.id, col(ApprovalRow.is_approved).is_(False))
    rows = list(await session.scalars(waiting.order_by(col(ApprovalRow.scene))))
    return {gate: scenes for gate in get_args(Gate) if (scenes := [row.scene for row in rows if row.stage == gate])}


def _percent(stages: Iterable[StageProgress], *, is_listed: bool, is_finished: bool) -> int:
    if is_finished:
        return 100
    found = list(stages)
    planned = sum(stage.planned for stage in found)
    return min(99, 100 * sum(stage.done for stage in found) // planned) if is_listed and planned else 0


def _stage_progress(counts: Mapping[str, int]) -> StageProgress:
    return StageProgress(planned=sum(counts.values()), made=counts.get("made", 0), reused=counts.get("reused", 0))


def cut_answer(cut: CutRow) -> CutAnswer:
    """A cut with links to its files."""
    return CutAnswer(
        number=cut.number,
        state=CutState(cut.state),
        reason=cut.reason,
        edits=Edits.model_validate(cut.edits),
        frames=cut.frames,
        fps=cut.fps,
        duration_s=_duration_s(cut),
        started_at=cut.started_at,
        finished_at=cut.finished_at,
        files=_files(cut),
    )


def _files(cut: CutRow) -> dict[str, FileAnswer]:
    if not cut.files or cut.state != CutState.COMPLETED:
        return {}
    return {
        name: FileAnswer(
            href=f"{href(cut.film_id)}/cuts/{cut.number}/{name}", media_type=ref.media_type, size_bytes=ref.size_bytes, sha256=ref.sha256
        )
        for name, ref in files_of(CutFiles.model_validate(cut.files)).items()
    }


def _duration_s(cut: CutRow | None) -> float | None:
    return cut.frames / cut.fps if cut is not None and cut.fps and cut.state == CutState.COMPLETED else None


def _scenes(scenes: Iterable[SceneRow], shots: Iterable[ShotRow]) -> list[SceneAnswer]:
    by_scene: dict[int, list[int]] = {}
    for shot in shots:
        by_scene.setdefault(shot.scene, []).append(shot.number)
    return [
        SceneAnswer(number=row.number, heading=row.heading, music=MusicCue.model_validate(row.music), shots=by_scene.get(row.number, []))
        for row in scenes
    ]


async def _takes(session: AsyncSession, film: str) -> list[TakeAnswer]:
    # "shot 10" after "shot 9": targets end in a number.
    number = func.cast(func.split_part(col(TakeRow.target), " ", 2), Integer)
    rows = select(TakeRow).where(col(TakeRow.film_id) == film).order_by(col(TakeRow.stage), number, col(TakeRow.number))
    return [
        TakeAnswer(
            stage=Stage(row.stage),
            target=row.target,
            number=row.number,
            is_selected=row.is_selected,
            settings=TakeSettings.model_validate(row.settings),
            created_at=row.created_at,
            href=f"{href(film)}/takes/{row.stage}/{row.target.replace(' ', '-')}/{row.number}",
        )
        for row in await session.scalars(rows)
    ]


async def _cost(session: AsyncSession, film: str) -> Cost:
    sums = select(
        col(CostRow.stage),
        func.count(),
        func.sum(col(CostRow.seconds)),
        func.sum(col(CostRow.amount_micros)),
        func.max(col(CostRow.currency)),
    )
    rows = list(await session.execute(sums.where(col(CostRow.film_id) == film).group_by(col(CostRow.stage)).order_by(col(CostRow.stage))))
    stages = {stage: StageCost(artifacts=count, seconds=seconds, amount_micros=amount) for stage, count, seconds, amount, _ in rows}
    is_open = (col(PaidCallRow.film_id) == film) & (col(PaidCallRow.state) != "done")
    paid = await session.scalar(select(func.coalesce(func.sum(col(PaidCallRow.amount_micros)), 0)).where(is_open))
    return Cost(
        amount_micros=sum(stage.amount_micros for stage in stages.values()),
        currency=rows[0][4] if rows else "USD",
        seconds=sum(stage.seconds for stage in stages.values()),
        stages=stages,
        open_micros=paid or 0,
    )


async def _rows(session: AsyncSession, table: type[Row], film: str, order: ColumnElement[Any] | Mapped[Any]) -> list[Row]:
    rows = select(table).where(table.film_id == film).order_by(order)  # type: ignore[attr-defined]
    return list(await session.scalars(rows))
