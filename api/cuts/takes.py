"""The takes of a film as files: what is looked at or listened to before one is gone back to, also while the film is being made."""

import asyncio
import io
import json
import zipfile
from typing import Annotated

from fastapi import APIRouter, Path, Query, Response
from PIL import Image
from sqlalchemy.ext.asyncio import AsyncSession

from activities.storage.store import Store
from api.cuts.files import file_title
from api.cuts.routes import signed
from api.deps import FilmDep, ServicesDep, SessionDep
from api.problems import Problem, documented, no_such
from schemas.changes import RollStage
from schemas.media import JPEG, PERFORMANCE, PICTURE, PNG, ArtifactRef
from schemas.tables import ArtifactRow, FilmRow, TakeRow

router = APIRouter(prefix="/api/films/{film_id}/takes", tags=["films"])

_SMALL_PX = 480
"""The longer side of a small picture."""
_FOREVER = {"Cache-Control": "private, max-age=31536000, immutable"}
_SUFFIXES = {PNG: "png", JPEG: "jpg", "audio/flac": "flac", "video/mp4": "mp4"}


@router.get(
    "/{stage}/{target}/{number}",
    summary="The file of a take",
    response_class=Response,
    responses=documented(404, 409) | {200: {"content": {PNG: {}, JPEG: {}}}, 307: {"description": "Where the store serves the file."}},
)
async def read_take(  # noqa: PLR0913, PLR0917 - what a request brings
    stage: RollStage,
    target: Annotated[str, Path(pattern=r"^(shot|line|scene|character)-\d{1,6}$", examples=["shot-7"])],
    number: Annotated[int, Path(ge=1, le=1_000_000)],
    film: FilmDep,
    session: SessionDep,
    services: ServicesDep,
    small: Annotated[bool, Query(description=f"A picture as JPEG of {_SMALL_PX} px at most; nothing to sound and clips.")] = False,
) -> Response:
    """A picture as it is at rest, a line, a scene's music, a clip, a shot's effects one after the other.

    Pictures that are drawn in layers come as one; clips that are drawn over them are there only in a cut (409).
    """
    ref, row = await _take(session, film, stage, target, number)
    if ref.media_type == PERFORMANCE:
        raise Problem(409, f"the clip of {target.replace('-', ' ')} is drawn while it is encoded; it is seen in a cut of the film")
    if ref.media_type == PICTURE or (small and ref.media_type.startswith("image/")):
        picture = await asyncio.to_thread(_picture, services.store, row.object_name, ref, is_small=small)
        return Response(picture, media_type=JPEG if small else PNG, headers=_FOREVER)
    suffix = _SUFFIXES.get(ref.media_type, "bin")
    return await signed(session, services.store, ref, f"{file_title(film.title)}-{target}-{stage}-take{number}.{suffix}")


async def _take(session: AsyncSession, film: FilmRow, stage: RollStage, target: str, number: int) -> tuple[ArtifactRef, ArtifactRow]:
    take = await session.get(TakeRow, (film.id, stage, target.replace("-", " "), number))
    if take is None:
        raise no_such(f"take of {stage} for {target.replace('-', ' ')} of film '{film.id}' with number", number)
    row = await session.get(ArtifactRow, take.key)
    if row is None:
        raise no_such("artifact", take.key)
    return ArtifactRef.model_validate(row.ref), row


def _picture(store: Store, name: str, ref: ArtifactRef, *, is_small: bool) -> bytes:
    """What a shot shows of a picture: of a layered one the frame at rest, of any other all."""
    data = store.read(name)
    with io.BytesIO(data) as file:
        image = _at_rest(file) if ref.media_type == PICTURE else Image.open(file)
        with image, io.BytesIO() as written:
            if is_small:
                image = image.convert("RGB")
                image.thumbnail((_SMALL_PX, _SMALL_PX), Image.Resampling.LANCZOS)
                image.save(written, "JPEG", quality=88)
            else:
                image.save(written, "PNG", compress_level=1)
            return written.getvalue()


def _at_rest(file: io.BytesIO) -> Image.Image:
    """The frame of an OpenRaster file of ours: the rest of its canvas is room for the camera (`activities/media/drawn/picture.py`)."""
    with zipfile.ZipFile(file) as archive:
        x, y, width, height = json.loads(archive.read("rig.json"))["frame"]
        with archive.open("mergedimage.png") as merged, Image.open(merged) as canvas:
            return canvas.convert("RGB").crop((round(x), round(y), round(x + width), round(y + height)))
