"""Which voices lines have that changes make anew without naming one: theirs is the consent to look at."""

from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from schemas.changes import Change, ChangeCharacter, ChangeFilm, ChangeLine, ChangeScene
from schemas.edits import Edits, LineEdits
from schemas.options import FilmOptions
from schemas.plan import FilmPlan
from schemas.stages import Stage
from schemas.tables import FilmRow, LineRow, ShotRow

_Place = tuple[int | None, int | None]


async def voices_spoken_again(session: AsyncSession, film: FilmRow, changes: Sequence[Change]) -> set[str]:
    """The voices of such lines as the newest cut has them, or as `changes` recast them; "" where the engine chooses.

    Edits that are in no cut yet are not seen here: whoever speaks the line sees them.
    """
    places = [place for change in changes if (place := _place(change)) is not None]
    if not places:
        return set()
    lines = select(col(LineRow.number), col(ShotRow.scene), col(LineRow.character)).join(
        ShotRow, (col(ShotRow.film_id) == col(LineRow.film_id)) & (col(ShotRow.number) == col(LineRow.shot))
    )
    edits = FilmPlan.model_validate(film.plan).edits if film.plan else Edits()
    cast = dict(FilmOptions.model_validate(film.options).voices)
    cast |= {name: edit.voice for name, edit in edits.characters.items() if edit.voice is not None}
    cast |= {change.name: change.voice for change in changes if isinstance(change, ChangeCharacter) and change.voice is not None}
    return {
        _voice(edits, cast, number, character)
        for number, scene, character in await session.execute(lines.where(col(LineRow.film_id) == film.id))
        if any(place in {(number, None), (None, scene), (None, None)} for place in places)
    }


def _place(change: Change) -> _Place | None:
    """The line, or the scene, whose lines a change makes anew with the voices they have; (None, None) for all; None when it makes none."""
    match change:
        case ChangeLine(line=line, voice=None):
            return line, None
        case ChangeScene(scene=scene, reroll=stages) if Stage.VOICES in stages:
            return None, scene
        case ChangeFilm(reroll=stages) if Stage.VOICES in stages:
            return None, None
        case _:
            return None


def _voice(edits: Edits, cast: Mapping[str, str], number: int, character: str) -> str:
    own = edits.lines.get(number, LineEdits()).voice
    return cast.get(character, "") if own is None else own
