"""Takes in a script and its options, as JSON or as an upload, and stores the script as an artifact."""

import asyncio
import codecs
import hashlib
import json
from dataclasses import dataclass
from typing import Any

from fastapi import Request
from pydantic import ValidationError
from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col
from starlette.datastructures import UploadFile

from activities.screenplay.parse import parse_script
from activities.storage.store import Store
from api.asks import EXAMPLE_SCRIPT, FilmSubmission
from api.errors import invalid
from api.problems import Problem, refused
from api.voices.routes import check_language, check_texts
from schemas.failures import Refused
from schemas.keys import text_key
from schemas.markup import plain
from schemas.media import TEXT, ArtifactRef
from schemas.options import FilmOptions
from schemas.profiles import PROFILES
from schemas.screenplay import Paragraph, ScriptFormat
from schemas.stages import Stage
from schemas.tables import ArtifactRow, RemovalRow

_FIELDS = frozenset({"script", "name", "format", "options"})
_MARKED = "<speak"
"""In a line that is marked up for its voice."""
_SCHEMA_REF = "#/components/schemas/{model}"


@dataclass(frozen=True)
class Submission:
    """A script as its bytes came, and what was said beside it."""

    script: bytes
    name: str
    format: ScriptFormat
    options: FilmOptions

    @property
    def sha256(self) -> str:
        """Of the script."""
        return hashlib.sha256(self.script).hexdigest()

    def request_hash(self, project: str) -> str:
        """Equal for requests that ask for the same."""
        fields = [project, self.sha256, self.name, self.format, self.options.model_dump(mode="json")]
        return text_key(json.dumps(fields, sort_keys=True, ensure_ascii=False))


async def read_submission(request: Request, script_size_max: int) -> Submission:
    """The submission in a request's body.

    Raises:
        Problem: 415, 413 or 422, with the field that is wrong.
    """
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == "multipart/form-data":
        found = await _uploaded(request)
    elif kind in {"application/json", ""} or kind.endswith("+json"):
        found = await _as_json(request)
    else:
        raise Problem(415, f"a script comes as application/json or multipart/form-data, not as '{kind}'")
    if len(found.script) > script_size_max:
        raise Problem(413, f"the script has {len(found.script)} bytes, {script_size_max} is the most that is taken here")
    if not found.script.strip(codecs.BOM_UTF8 + b" \t\r\n"):
        raise refused("/script", "the script is empty")
    spoken, lines = await _understood(found)
    if spoken and found.options.profile in PROFILES:
        await check_language(found.options, spoken)
        await check_texts(found.options, lines)
    return found


async def _understood(found: Submission) -> tuple[str, list[tuple[str, str, str]]]:
    """Refuse at once what no worker could read either: a PDF, bytes that are no text, broken Final Draft.

    Returns:
        The language that is spoken; "" where nobody speaks, or where it is for a model to read. What is said, as `check_texts` takes it.
    """
    options = found.options
    try:
        screenplay = await asyncio.to_thread(parse_script, found.script, found.format, options.language)
    except Refused as error:
        raise refused("/script", str(error)) from error
    names = [character.name for character in screenplay.characters]
    unknown = next((name for name in options.voices if name not in names), None)
    if unknown is not None and _is_read_by_rule(options):
        raise refused(
            f"/options/voices/{unknown}", f"nobody of that name is in the script; there are {', '.join(names) or 'no characters'}"
        )
    has_speech = any(character.speeches for character in screenplay.characters)
    said = [one for one in screenplay.elements if isinstance(one, Paragraph) and one.type == "dialogue"]
    lines = [("/script", f"line {one.line}: ", " ".join(plain(one.text).split())) for one in said if _MARKED in one.text]
    if options.language != "auto":
        return options.language if has_speech else "", lines
    return screenplay.language if has_speech and _is_read_by_rule(options) else "", lines


def _is_read_by_rule(options: FilmOptions) -> bool:
    """Whether a film's characters are those that the rules find here; a model may call them otherwise."""
    if options.profile not in PROFILES:
        return False
    return PROFILES[options.profile].with_engines(options.wishes).stages[Stage.SCREENPLAY].engine == "rules"


async def _as_json(request: Request) -> Submission:
    body = await request.body()
    try:
        submission = FilmSubmission.model_validate_json(body)
    except ValidationError as error:
        raise invalid([{**item, "loc": ("body", *item["loc"])} for item in error.errors()]) from error
    return Submission(submission.script.encode(), submission.name, submission.format, submission.options)


async def _uploaded(request: Request) -> Submission:
    async with request.form(max_files=1, max_fields=8) as form:
        unknown = sorted(set(form) - _FIELDS)
        if unknown:
            raise refused(f"/{unknown[0]}", f"there is no such field; an upload has {', '.join(sorted(_FIELDS))}")
        script = form.get("script")
        if not isinstance(script, UploadFile):
            raise refused("/script", "an upload carries the script as a file named `script`")
        fields: dict[str, Any] = {name: form[name] for name in ("name", "format") if name in form}
        if "options" in form:
            fields["options"] = _options(str(form["options"]))
        fields.setdefault("name", script.filename or "script")
        data = await script.read()
    try:
        # The text is checked as bytes by the parser, which knows encodings; here only that there is one.
        said = FilmSubmission.model_validate({"script": "-", **fields})
    except ValidationError as error:
        raise invalid([{**item, "loc": ("body", *item["loc"])} for item in error.errors()]) from error
    return Submission(data, said.name, said.format, said.options)


def _options(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError as error:
        raise refused("/options", f"not JSON: {error}") from error


async def store_script(session: AsyncSession, store: Store, submission: Submission) -> ArtifactRef:
    """Store a script, once for equal bytes; the row is written into `session`, which the caller commits.

    Until then nobody can remove it, though no film has it yet (`activities/storage/removals.py`).
    """
    digest = submission.sha256
    key = text_key(f"script {digest}")
    known = await session.scalar(select(ArtifactRow).where(col(ArtifactRow.key) == key).with_for_update(read=True, key_share=True))
    if known is not None:
        return ArtifactRef.model_validate(known.ref)
    ref = ArtifactRef(key=key, media_type=TEXT, size_bytes=len(submission.script), sha256=digest)
    removal = await session.scalar(select(RemovalRow).where(col(RemovalRow.key) == key).with_for_update())
    if removal is not None:  # of the same script, whose film was deleted; what is left of it is replaced here
        await session.delete(removal)
    object_name = f"artifacts/script/{key}/{digest[:16]}.txt"
    await asyncio.to_thread(store.put_bytes, object_name, submission.script, TEXT)
    row = ArtifactRow(
        key=key,
        stage="script",
        kind="Script",
        ref=ref.model_dump(mode="json"),
        object_name=object_name,
        engine="upload",
        engine_version="1",
    )
    await session.execute(insert(ArtifactRow).values(**row.model_dump(exclude={"created_at"})).on_conflict_do_nothing())
    return ref


DOCUMENTED_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {"schema": {"$ref": _SCHEMA_REF.format(model="FilmSubmission")}},
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["script"],
                    "properties": {
                        "script": {
                            "type": "string",
                            "format": "binary",
                            "description": "The script file: Fountain, FDX, Markdown or plain text, in UTF-8 or UTF-16.",
                        },
                        "name": {"type": "string", "description": "The file's name when it is left out."},
                        "format": {"type": "string", "enum": ["auto", "fountain", "fdx", "markdown", "prose"], "default": "auto"},
                        "options": {"type": "string", "description": "FilmOptions as JSON.", "contentMediaType": "application/json"},
                    },
                },
                "example": {"script": EXAMPLE_SCRIPT, "options": '{"resolution": "720p"}'},
            },
        },
    }
}
"""How the body is described in OpenAPI; the route reads it by hand, as it comes in two kinds."""
