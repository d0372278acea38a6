"""Turns "make shot 3 again" into the changes a film understands."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from api.asks import Regeneration
from api.problems import Problem, refused
from schemas.changes import Change, ChangeCharacter, ChangeCue, ChangeFilm, ChangeLine, ChangeScene, ChangeShot, RollStage
from schemas.edits import absent
from schemas.message import Message
from schemas.stages import Stage
from schemas.tables import CharacterRow, FilmRow, LineRow, SceneRow, ShotRow

Kind = type[ShotRow | LineRow | SceneRow | CharacterRow]
"""What of a film is told by number or name."""
_ALL: list[RollStage] = [Stage.IMAGES, Stage.CLIPS, Stage.VOICES, Stage.MUSIC, Stage.EFFECTS]
_OF_SHOT: dict[Stage | None, tuple[str, ...]] = {
    Stage.IMAGES: ("prompt", "seed"),
    Stage.CLIPS: ("prompt", "seed"),
    Stage.VOICES: ("voice",),
    Stage.EFFECTS: (),
}
"""What can be changed of a shot together with making one stage of it again."""


async def changes_of(session: AsyncSession, film: FilmRow, ask: Regeneration) -> list[Change]:
    """The changes that are asked for.

    Raises:
        Problem: 422, what is named is not in the film, or it has no such thing to change; 409 while the film is not broken into shots.
    """
    if ask.changes is not None:
        return list(ask.changes)
    if ask.line is not None:
        await _check(session, film, LineRow, ask.line, "/line")
        if ask.shot is not None:
            await _line_is_in_shot(session, film, ask.line, ask.shot)
        return [_line(ask, ask.line)]
    if ask.shot is not None:
        await _check(session, film, ShotRow, ask.shot, "/shot")
        return await _shot(session, film, ask, ask.shot)
    if ask.cue is not None:
        await _check(session, film, SceneRow, ask.cue, "/cue")
        _only_stage(ask, "cue", Stage.MUSIC)
        _only(ask, "prompt", "seed")
        return [ChangeCue(scene=ask.cue, reroll=ask.prompt is None and ask.seed is None, **_given(ask, "prompt", "seed"))]
    if ask.scene is not None:
        await _check(session, film, SceneRow, ask.scene, "/scene")
        _only(ask)
        return [ChangeScene(scene=ask.scene, reroll=[ask.stage] if ask.stage else _ALL)]
    if ask.character is not None:
        await _check(session, film, CharacterRow, ask.character, "/character")
        _only_stage(ask, "character sheet", Stage.IMAGES)
        _only(ask, "voice", "prompt", "seed")
        return [_character(ask, ask.character)]
    _only(ask)
    return [ChangeFilm(reroll=[ask.stage] if ask.stage else _ALL)]


def _character(ask: Regeneration, name: str) -> ChangeCharacter:
    """With nothing to change, another take of the character's sheet."""
    look = {} if ask.prompt is None else {"description": ask.prompt}
    given = look | _given(ask, "voice", "seed")
    if ask.stage is Stage.IMAGES and ask.voice is not None:
        raise refused("/voice", "can't be set there; what can is: prompt, seed")
    return ChangeCharacter(name=name, reroll=not given, **given)


def _line(ask: Regeneration, line: int) -> ChangeLine:
    _only_stage(ask, "line", Stage.VOICES)
    _only(ask, "text", "voice", "seed")
    given = _given(ask, "text", "voice", "seed")
    return ChangeLine(line=line, reroll=not given, **given)


async def _shot(session: AsyncSession, film: FilmRow, ask: Regeneration, shot: int) -> list[Change]:
    if ask.stage is Stage.MUSIC:
        raise refused("/stage", "music belongs to a scene; use `cue`")
    _only(ask, *_OF_SHOT.get(ask.stage, ("prompt", "voice", "seed")))
    changes: list[Change] = []
    given = _given(ask, "prompt", "seed")
    if ask.stage in {Stage.IMAGES, Stage.CLIPS, Stage.EFFECTS}:
        changes.append(ChangeShot(shot=shot, reroll=[ask.stage], **given))
    elif given:
        changes.append(ChangeShot(shot=shot, **given))
    if ask.voice is not None or ask.stage is Stage.VOICES:
        lines = await session.scalars(select(col(LineRow.number)).where(col(LineRow.film_id) == film.id, col(LineRow.shot) == shot))
        voice = _given(ask, "voice")
        changes += [ChangeLine(line=line, reroll=not voice, **voice) for line in sorted(lines)]
        if not changes:
            raise refused("/shot", f"nobody speaks in shot {shot}")
    return changes or [ChangeShot(shot=shot, reroll=[Stage.IMAGES, Stage.CLIPS])]


async def _check(session: AsyncSession, film: FilmRow, table: Kind, key: int | str, place: str) -> None:
    """As `require`, for what the body names: that there is no such thing is its fault, wherever in it."""
    lack = await lacking(session, film, table, key)
    if lack is not None:
        raise refused(place, lack)


async def require(session: AsyncSession, film: FilmRow, table: Kind, key: int | str) -> None:
    """Make sure a film has the shot, line, scene or character of an address.

    Raises:
        Problem: 404 when it hasn't; 409 while the film is not broken into shots yet.
    """
    lack = await lacking(session, film, table, key)
    if lack is not None:
        raise Problem(404, lack)


async def lacking(session: AsyncSession, film: FilmRow, table: Kind, key: int | str) -> str | None:
    """That a film has no such shot, line, scene or character, and which it has; None when it has it.

    Raises:
        Problem: 409 while the film is not broken into shots yet.
    """
    if await session.get(table, (film.id, key)) is not None:
        return None
    if not film.shots:
        raise Problem(409, f"film '{film.id}' is not broken into shots yet; try again when it is")
    if isinstance(key, str):
        names = await session.scalars(
            select(col(CharacterRow.name)).where(col(CharacterRow.film_id) == film.id).order_by(col(CharacterRow.name))
        )
        return f"no character '{key}'; there are {', '.join(names) or 'none'}"
    column = {ShotRow: col(ShotRow.number), LineRow: col(LineRow.number)}.get(table, col(SceneRow.number))
    numbers = sorted(await session.scalars(select(column).where(col(table.film_id) == film.id)))
    return absent(str(table.__tablename__)[:-1], key, numbers)


async def _line_is_in_shot(session: AsyncSession, film: FilmRow, line: int, shot: int) -> None:
    found = await session.get_one(LineRow, (film.id, line))
    if found.shot != shot:
        there = await session.scalars(select(col(LineRow.number)).where(col(LineRow.film_id) == film.id, col(LineRow.shot) == shot))
        lines = ", ".join(str(number) for number in sorted(there)) or "none"
        raise refused("/line", f"line {line} is in shot {found.shot}; the lines of shot {shot} are: {lines}")


def _only_stage(ask: Regeneration, what: str, stage: Stage) -> None:
    if ask.stage not in {None, stage}:
        raise refused("/stage", f"a {what} is made by the stage {stage} alone; leave `stage` out")


def _only(ask: Regeneration, *fields: str) -> None:
    for name in ("prompt", "text", "voice", "seed"):
        if getattr(ask, name) is not None and name not in fields:
            raise refused(f"/{name}", f"can't be set there; what can is: {', '.join(fields) or 'only `stage`'}")


def _given(ask: Message, *names: str) -> dict[str, object]:
    return {name: value for name in names if (value := getattr(ask, name)) is not None}
