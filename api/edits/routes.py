"""Change a film: make something again, change a shot, line, cue or character, go back to an older take."""

from fastapi import APIRouter, Path
from sqlalchemy import select
from sqlmodel import col

from api.answers import ChangeTaken
from api.asks import CharacterChange, CueChange, LineChange, Regeneration, SceneChange, ShotChange, TakeChoice
from api.deps import FilmDep, IdempotencyKey, ServicesDep, SessionDep
from api.edits.changing import change
from api.edits.regenerating import changes_of, require
from api.problems import Problem, documented, refused
from schemas.changes import Change, ChangeCharacter, ChangeCue, ChangeLine, ChangeScene, ChangeShot, SelectTake, TakeSettings
from schemas.message import Request
from schemas.rehearsal import target_of
from schemas.tables import CharacterRow, LineRow, SceneRow, ShotRow, TakeRow

router = APIRouter(prefix="/api/films/{film_id}", tags=["changes"], responses=documented(404, 409))


@router.post("/regenerate", status_code=202, summary="Make something again")
async def regenerate(
    ask: Regeneration, film: FilmDep, session: SessionDep, services: ServicesDep, key: IdempotencyKey = None
) -> ChangeTaken:
    """Several changes that become one cut, or one thing named simply; with nothing to change it is re-rolled: another take is made."""
    return await change(services, session, film, await changes_of(session, film, ask), key, ask.reason)


@router.patch("/shots/{number}", status_code=202, summary="Change a shot")
async def change_shot(
    number: int, words: ShotChange, film: FilmDep, session: SessionDep, services: ServicesDep, key: IdempotencyKey = None
) -> ChangeTaken:
    """Its picture, camera or length; a shot is never shorter than its lines."""
    await require(session, film, ShotRow, number)
    return await change(services, session, film, [ChangeShot(shot=number, **_given(words))], key)


@router.patch("/lines/{number}", status_code=202, summary="Change a line")
async def change_line(
    number: int, words: LineChange, film: FilmDep, session: SessionDep, services: ServicesDep, key: IdempotencyKey = None
) -> ChangeTaken:
    """What is said, how, and by which voice."""
    await require(session, film, LineRow, number)
    return await change(services, session, film, [ChangeLine(line=number, **_given(words))], key)


@router.patch("/scenes/{number}", status_code=202, summary="Change a scene")
async def change_scene(
    number: int, words: SceneChange, film: FilmDep, session: SessionDep, services: ServicesDep, key: IdempotencyKey = None
) -> ChangeTaken:
    """What its place sounds like, or all of it anew."""
    await require(session, film, SceneRow, number)
    return await change(services, session, film, [ChangeScene(scene=number, **_given(words))], key)


@router.patch("/cues/{scene}", status_code=202, summary="Change a scene's music")
async def change_cue(
    scene: int, words: CueChange, film: FilmDep, session: SessionDep, services: ServicesDep, key: IdempotencyKey = None
) -> ChangeTaken:
    await require(session, film, SceneRow, scene)
    return await change(services, session, film, [ChangeCue(scene=scene, **_given(words))], key)


@router.patch("/characters/{name}", status_code=202, summary="Change a character")
async def change_character(
    words: CharacterChange,
    film: FilmDep,
    session: SessionDep,
    services: ServicesDep,
    name: str = Path(max_length=200),
    key: IdempotencyKey = None,
) -> ChangeTaken:
    """Voice or looks, in the whole film."""
    await require(session, film, CharacterRow, name)
    return await change(services, session, film, [ChangeCharacter(name=name, **_given(words))], key)


@router.post("/takes/select", status_code=202, summary="Go back to a take")
async def select_take(
    choice: TakeChoice, film: FilmDep, session: SessionDep, services: ServicesDep, key: IdempotencyKey = None
) -> ChangeTaken:
    """Takes are never overwritten; the new cut uses the one that is named, or it is refused: what it was made from may have changed."""
    target = target_of(choice.stage, choice.number, is_sheet=choice.is_sheet)
    same = select(TakeRow).where(col(TakeRow.film_id) == film.id, col(TakeRow.stage) == choice.stage, col(TakeRow.target) == target)
    takes = {row.number: row for row in await session.scalars(same)}
    if choice.take not in takes:
        there = ", ".join(str(number) for number in sorted(takes)) or "none"
        raise refused("/take", f"there is no take {choice.take} of {choice.stage} for {target}; the takes are: {there}")
    if takes[choice.take].is_selected:
        raise Problem(409, f"take {choice.take} of {choice.stage} for {target} is selected already")
    take = takes[choice.take]
    settings = TakeSettings.model_validate(take.settings)
    changes: list[Change] = [
        SelectTake(stage=choice.stage, number=choice.number, is_sheet=choice.is_sheet, settings=settings, key=take.key)
    ]
    return await change(services, session, film, changes, key)


def _given(words: Request) -> dict[str, object]:
    given = {name: value for name in words.model_fields_set if (value := getattr(words, name)) is not None}
    if not given:
        raise refused("/", f"say what to change: {', '.join(type(words).model_fields)}")
    return given
