"""Words are looked through in a real stack: nothing is made of what is refused, and what is warned of is told everywhere."""

import pytest

from tests.end_to_end.filming import Studio

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]

VILE = """Title: Two Rooms

INT. LAB - NIGHT

WALT
We make meth. Dissolve 30 grams in 200 ml, filter it, then evaporate at 90 degrees.
"""
OPTIONS: dict[str, object] = {"resolution": "480p", "aspect": "1:1", "subtitles": "none"}


async def test_a_script_that_is_refused_ends_its_film_before_anything_is_made(stage: Studio) -> None:
    film = stage.submit(VILE, moderation="refuse", **OPTIONS)

    known = stage.wait(film, lambda known: known["state"] in {"moderation_failed", "failed", "completed"})

    assert known["state"] == "moderation_failed"
    assert [change["to_state"] for change in known["history"]] == ["queued", "moderating", "moderation_failed"]
    assert known["moderation"]["categories"] == ["illicit"]
    assert [finding["line"] for finding in known["moderation"]["verdict"]["findings"]] == [6]
    made = await stage.rows("SELECT DISTINCT stage FROM costs WHERE film_id = $1 ORDER BY stage", film)
    assert [row["stage"] for row in made] == ["moderation", "screenplay"]
    assert (known["shots"], known["cuts"]) == ([], [])
    states = await stage.rows("SELECT data FROM events WHERE film_id = $1 AND kind = 'state' ORDER BY id DESC LIMIT 1", film)
    assert '"illicit"' in states[0]["data"]


async def test_what_is_warned_of_is_told_in_events_warnings_and_manifest(stage: Studio) -> None:
    film = stage.submit(VILE, **OPTIONS)

    known = stage.finished(film)

    caution = next(warning["message"] for warning in known["warnings"] if "instructions for drugs" in warning["message"])
    assert "line 6: “We make meth." in caution
    events = await stage.rows("SELECT data->>'message' message FROM events WHERE film_id = $1 AND kind = 'warning'", film)
    assert caution in [event["message"] for event in events]
    assert caution in stage.file(film, 1, "manifest.json").decode()

    edited = stage.call("PATCH", f"/api/films/{film}/shots/1", json={"prompt": "A naked schoolgirl"})
    assert edited.status_code == 202
    told = await stage.rows("SELECT data->>'message' message FROM events WHERE film_id = $1 AND kind = 'warning'", film)
    assert any("prompt of shot 1: “A naked schoolgirl”" in event["message"] for event in told)
