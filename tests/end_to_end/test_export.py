"""A real film that was edited, handed to an editor: everything a bundle names is there, and says what the manifest says."""

import io
import time
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import av
import opentimelineio as otio
import pytest

from schemas.exports import FORMATS, ExportFormat
from tests.end_to_end.filming import Made, Studio

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]

CUT = 2
EDITS = [
    {"kind": "shot", "shot": 2, "camera": "push_in"},
    {"kind": "shot", "shot": 3, "cut": "j", "cut_s": 0.5},
    {"kind": "shot", "shot": 5, "duration_s": 5, "transition": "iris"},
]
"""Picture, sound before picture, length and transition: what cut 2 differs in."""


@dataclass(frozen=True)
class Taken:
    """A film that an editor took over."""

    manifest: dict[str, Any]
    exports: Mapping[ExportFormat, bytes]
    folder: Path
    """Of the bundle, unpacked."""


@pytest.fixture(scope="module")
def taken(stage: Studio, lamp: Made, tmp_path_factory: pytest.TempPathFactory) -> Taken:
    stage.call("POST", f"/api/films/{lamp.id}/regenerate", json={"changes": EDITS}).raise_for_status()
    stage.wait(lamp.id, lambda known: known["cut"] == CUT)
    exports = {to: _exported(stage, lamp.id, to) for to in FORMATS}
    manifest = stage.call("GET", f"/api/films/{lamp.id}/cuts/{CUT}/manifest.json").raise_for_status().json()
    folder = tmp_path_factory.mktemp("bundle")
    zipfile.ZipFile(io.BytesIO(exports["bundle"])).extractall(folder)
    return Taken(manifest, exports, folder)


def _exported(stage: Studio, film: str, to: ExportFormat) -> bytes:
    answer = stage.call("POST", f"/api/films/{film}/cuts/{CUT}/exports", json={"to": to}).raise_for_status().json()
    while answer["state"] == "processing":
        time.sleep(0.1)
        answer = stage.call("GET", answer["href"]).raise_for_status().json()
    assert answer["state"] == "completed", answer
    return stage.call("GET", answer["file"]["href"]).raise_for_status().content


def test_the_lists_of_a_bundle_are_the_lists_alone(taken: Taken) -> None:
    lists = {to: data for to, data in taken.exports.items() if to not in {"stems", "bundle"}}

    assert {to: (taken.folder / f"the-lamp.{to}").read_bytes() for to in lists} == lists


def test_the_manifest_and_the_timeline_agree_on_every_shot(taken: Taken) -> None:
    timeline = otio.adapters.read_from_string(taken.exports["otio"].decode(), "otio_json")
    clips = timeline.video_tracks()[0].find_clips()

    assert [clip.metadata["filmwright"]["shot"] for clip in clips] == [shot["number"] for shot in taken.manifest["shots"]]
    assert timeline.video_tracks()[0].duration().value == taken.manifest["totals"]["frames"]
    assert sum(len(clip.markers) for clip in clips) == taken.manifest["totals"]["lines"]


def test_every_shot_has_all_its_frames(taken: Taken) -> None:
    for shot in taken.manifest["shots"]:
        with av.open(str(taken.folder / f"media/shot-{shot['number']:04}.mp4")) as file:
            assert sum(1 for _ in file.decode(video=0)) == shot["frames"]


def test_every_stem_is_as_long_as_the_film(taken: Taken) -> None:
    for name in ("stems/dialogue.flac", "stems/music.flac", "stems/effects.flac", "sound/mix.flac"):
        with av.open(str(taken.folder / name)) as file:
            assert file.streams[0].duration == taken.manifest["totals"]["samples"]
