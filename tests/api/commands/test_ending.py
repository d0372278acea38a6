"""What is told at the end of a film's making."""

import json
from pathlib import Path

from api.commands.ending import notes_of

SHORT = "images: memory was short"


def test_each_note_of_a_manifest_is_told_once_with_all_it_is_of(tmp_path: Path) -> None:
    path = tmp_path / "manifest.json"
    shots = [{"number": number, "notes": [SHORT] if number else []} for number in range(3)]
    scenes = [{"number": 1, "notes": ["music: looped"]}]
    path.write_text(json.dumps({"notes": ["no such hardware"], "scenes": scenes, "shots": shots}), encoding="utf-8")

    assert notes_of({"manifest.json": path}) == {"no such hardware": [], "music: looped": ["scene 1"], SHORT: ["shots 1, 2"]}


def test_a_film_whose_manifest_is_none_of_ours_has_no_notes(tmp_path: Path) -> None:
    strange = tmp_path / "manifest.json"
    strange.write_bytes(b"0123")

    assert notes_of({}) == notes_of({"manifest.json": strange}) == {}
