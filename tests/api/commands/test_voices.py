"""`film voices add | samples | remove`, and casting with `film make --voice`."""

import json
from pathlib import Path

from tests.api.commanding import film
from tests.api.conftest import Face
from tests.speech import speech, written

WORDS = "I agree that my voice speaks in these films."


async def test_a_sample_is_added_listed_and_removed(face: Face, tmp_path: Path) -> None:
    recording = written(tmp_path / "ann.wav", speech(4.0, 143.0))
    (tmp_path / "words.txt").write_text(WORDS)
    told = ("--speaker", "Ann Example", "--recorded-by", "Bob Example", "--consent", f"@{tmp_path / 'words.txt'}", "--language", "en")

    added = await film(face.url, "voices", "add", str(recording), *told, "--given-on", "2026-11-01", "--json")
    sample = json.loads(added[1])
    listed = await film(face.url, "voices", "samples")
    removed = await film(face.url, "voices", "remove", sample["voice"], "--reason", "moved on")

    assert (added[0], sample["consent"]["words"], sample["consent"]["languages"]) == (0, WORDS, ["en"])
    assert f"{sample['voice']}  Ann Example, " in listed[1]
    assert "consent of 2026-11-01, recorded by Bob Example: no commercial films; en" in listed[1]
    assert removed[0] == 0
    assert "was withdrawn on" in removed[1]


async def test_what_is_wrong_is_told_by_the_option_it_came_by(face: Face, tmp_path: Path) -> None:
    recording = written(tmp_path / "ann.wav", speech(4.0))
    script = tmp_path / "rain.fountain"
    script.write_text("INT. ROOM - DAY\n\nMARA\nNo.\n")
    told = ("--speaker", "Ann Example", "--recorded-by", "Bob Example")

    silent = await film(face.url, "voices", "add", str(recording), *told)
    short = await film(face.url, "voices", "add", str(recording), *told, "--consent", "ok")
    away = await film(face.url, "voices", "add", str(tmp_path / "nobody.wav"), *told, "--consent", WORDS)
    stranger = await film(face.url, "make", str(script), "--voice", "LARA=cello")
    nobody = await film(face.url, "make", str(script), "--voice", "MARA")

    assert [code for code, _, _ in (silent, short, away, stranger, nobody)] == [2] * 5
    assert "Missing option '--consent'" in silent[2]
    assert "film: --consent: String should have at least 20 characters" in short[2]
    assert "nobody.wav can't be read" in away[2]
    assert "film: --voice: nobody of that name is in the script; there are MARA" in stranger[2]
    assert "film: --voice MARA: wanted NAME=VOICE" in nobody[2]
