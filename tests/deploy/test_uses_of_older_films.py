"""The migration that writes down which film has what, over films that were made before it."""

import asyncio
import json
from collections.abc import Sequence
from typing import Any

import asyncpg
from alembic import command
from alembic.config import Config
from sqlalchemy import Connection
from sqlalchemy.ext.asyncio import create_async_engine

import deploy.migrations
from deploy.migrations import upgrade
from deploy.stack.control import Stack
from tests.stack import new_database, plain_url

_KINDS = {
    "script": "Script", "screenplay": "ReadScript", "list": "ListShots", "picture": "PaintImage", "old picture": "PaintImage",
    "mix": "MixSound", "part": "MixScene", "film": "AssembleFilm", "srt": "AssembleFilm", "sdh.srt": "AssembleFilm",
    "signed": "SignFilm", "export": "ExportCut", "nobody's": "PaintImage",
}  # fmt: skip


async def _at_0006(url: str) -> None:
    def migrate(connection: Connection) -> None:
        config = Config()
        config.set_main_option("script_location", deploy.migrations.__path__[0])
        config.attributes["connection"] = connection
        command.upgrade(config, "0006")

    engine = create_async_engine(url)
    async with engine.begin() as connection:
        await connection.run_sync(migrate)
    await engine.dispose()


async def _insert(database: "asyncpg.Connection[Any]", table: str, **values: Any) -> None:
    places = ", ".join(f"${number}" for number in range(1, len(values) + 1))
    await database.execute(f"INSERT INTO {table} ({', '.join(values)}) VALUES ({places})", *values.values())


def _ref(key: str) -> dict[str, str]:
    return {"key": key}


async def _film(database: "asyncpg.Connection[Any]", film: str, refs: Sequence[str | None]) -> None:
    script, screenplay, shots = (json.dumps(_ref(key) if key else None) for key in refs)
    told = {"owner": "local", "project_id": "p", "title": film, "state": "completed", "script_name": film, "reason": "", "language": "en"}
    told |= {"script": script, "screenplay": screenplay, "shots": shots, "options": "{}", "edits_seen": "{}", "authors": "[]"}
    await _insert(database, "films", id=film, warnings="[]", script_format="auto", cut=1, is_paused=False, **told)


async def _filled(database: "asyncpg.Connection[Any]") -> None:
    """Two films: one that was made, with an export and subtitles, and one that failed before it had anything."""
    await _insert(database, "projects", id="p", owner="local", title="P", description="")
    for key, kind in _KINDS.items():
        told = {"stage": "film", "kind": kind, "object_name": key, "engine": "e", "engine_version": "1", "worker": "w"}
        await _insert(database, "artifacts", key=key, ref="{}", facts="{}", seconds=1.0, attempt=1, **told)
    await _film(database, "made", ("script", "screenplay", "list"))
    await _film(database, "failed", ("script", None, None))
    for target, key in (("shot 1", "picture"), ("mix", "mix"), ("film", "film")):
        await _insert(database, "steps", film_id="made", cut=1, stage="film", target=target, state="made", key=key)
    take = {"film_id": "made", "stage": "images", "target": "shot 1", "number": 1, "key": "old picture", "settings": "{}"}
    await _insert(database, "takes", is_selected=False, **take)
    files = {"film": _ref("film"), "srt": _ref("srt"), "signed": _ref("signed"), "vtt": None, "subtitles": {"sdh.srt": _ref("sdh.srt")}}
    cuts = (("made", 1, json.dumps(files)), ("failed", 1, "null"), ("failed", 2, None))
    for film, number, beside in cuts:
        await _insert(database, "cuts", film_id=film, number=number, state="x", reason="", edits="{}", files=beside, frames=0, fps=0)


async def test_what_films_of_before_are_known_to_have_is_theirs_and_the_rest_is_kept(stack_parts: Stack) -> None:
    url = await new_database(stack_parts)
    await _at_0006(url)
    database = await asyncpg.connect(plain_url(url))
    await _filled(database)

    await asyncio.to_thread(upgrade, url)

    uses = {(row["film_id"], row["key"]) for row in await database.fetch("SELECT film_id, key FROM uses")}
    removable = {row["key"] for row in await database.fetch("SELECT key FROM artifacts WHERE names IS NOT NULL")}
    await database.close()
    assert uses == {("failed", "script")} | {("made", key) for key in _KINDS.keys() - {"part", "export", "nobody's"}}
    assert removable == {"script", "screenplay", "list", "picture", "old picture", "signed"}
