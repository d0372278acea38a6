"""`kill -9` of anything on the way costs seconds, not the film: the same film, undisturbed and disturbed, to the byte."""

from collections import Counter
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from tests.end_to_end.filming import FINAL, Studio, sha256, studio
from tests.end_to_end.scripts import TWELVE_SHOTS

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]

OPTIONS: dict[str, object] = {"aspect": "1:1"}
KILLS = (
    ("workers", 2),
    ("temporal", 10),
    ("workers", 20),
    ("postgres", 30),
    ("workers", 40),
    ("objects", 50),
    ("workers", 60),
    ("api", 70),
    ("workers", 80),
)
"""What is killed, and at how many percent of the film: the workers five times, every server once."""


async def parts(stage: Studio) -> dict[str, str]:
    """sha256 of every artifact by its kind and key, for saying what differs; the bytes of film.mp4 beside them."""
    rows = await stage.rows("SELECT kind, key, ref->>'sha256' AS sha256 FROM artifacts ORDER BY kind, key")
    return {f"{row['kind']} {row['key']}": row["sha256"] for row in rows}


async def check_books(stage: Studio, film: str) -> None:
    """Nothing is stored twice, no row contradicts another."""
    rows = await stage.rows("SELECT key, object_name FROM artifacts")
    stored = Counter(name.split("/")[2] for name in stage.objects())
    assert all(stored[row["key"]] == 1 for row in rows if row["object_name"].startswith("artifacts/")), (
        "an artifact was stored twice, or not at all"
    )

    changes = await stage.rows("SELECT number, from_state, to_state FROM state_changes WHERE film_id = $1 ORDER BY number", film)
    assert [tuple(change) for change in changes] == [
        (1, "pending", "queued"),
        (2, "queued", "moderating"),
        (3, "moderating", "processing"),
        (4, "processing", "completed"),
    ]
    cuts = await stage.rows("SELECT number, state FROM cuts WHERE film_id = $1", film)
    assert [tuple(cut) for cut in cuts] == [(1, "completed")]
    steps = await stage.rows("SELECT state, count(*) FROM steps WHERE film_id = $1 GROUP BY state", film)
    assert {step["state"] for step in steps} <= {"made", "reused"}, "something was planned and never made"
    takes = await stage.rows("SELECT stage, target, count(*) FROM takes WHERE film_id = $1 GROUP BY 1, 2 HAVING count(*) > 1", film)
    assert not takes
    events = await stage.rows("SELECT mark, count(*) FROM events WHERE film_id = $1 GROUP BY 1 HAVING count(*) > 1", film)
    assert not events


def has_come(percent: int, known: dict[str, Any]) -> bool:
    """Whether a film has come that far, or ended."""
    return known["state"] in FINAL or known["progress"]["percent"] >= percent


@pytest.fixture(scope="module")
async def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What the undisturbed film consists of: sha256 by kind and key of each artifact, and of film.mp4."""
    with studio(tmp_path_factory.mktemp("undisturbed") / ".film") as stage:
        film = stage.submit(TWELVE_SHOTS, **OPTIONS)
        known = stage.finished(film)

        assert sum(len(scene["shots"]) for scene in known["scenes"]) >= 12
        await check_books(stage, film)
        return {"film.mp4": sha256(stage.file(film, 1, "film.mp4")), **await parts(stage)}


async def test_a_film_whose_servers_and_workers_are_killed_is_the_same(tmp_path: Path, undisturbed: dict[str, str]) -> None:
    with studio(tmp_path / ".film") as stage:
        film = stage.submit(TWELVE_SHOTS, **OPTIONS)
        for part, percent in KILLS:
            known = stage.wait(film, partial(has_come, percent))
            assert known["state"] == "processing", f"the film was over before {part} was killed"
            stage.healthy(part, after=stage.kill(part))
        stage.finished(film)

        assert {"film.mp4": sha256(stage.file(film, 1, "film.mp4")), **await parts(stage)} == undisturbed
        await check_books(stage, film)
