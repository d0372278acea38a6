"""Room for the head of a film: enough at the first try, and little of it left."""

from pathlib import Path

import av
import pytest

from activities.film.delivery.mux import Parts, mux
from activities.film.sound.track import TrackFiles, read_track
from activities.media.boxes import Box, boxes
from activities.media.text.subtitles import Cue
from schemas.film import encoding_of
from schemas.options import Codec
from schemas.timeline import PlacedScene
from tests.activities.film.small_film import SmallFilm, Take

SECONDS = 20
LEFT_BYTES, LEFT_BYTES_A_TEXT = 4_000, 2_500
LEFT_BYTES_A_FRAME_OF_PRORES = 24
"""Which has some 800,000 at 1080p."""


def _parts(folder: Path, codec: Codec, fps: int, texts: int = 0) -> Parts:
    """A film of shots of three lengths, in scenes of two."""
    small = SmallFilm(folder, encoding_of(codec, (32, 32), fps))
    takes = [Take(fps * SECONDS // 4), Take(fps * SECONDS // 4 - 1), Take(fps * SECONDS // 4), Take(fps * SECONDS // 4 + 1)]
    order = small.order([takes[:2], takes[2:]])
    cues = [
        Cue(first_frame=fps * second, end_frame=fps * second + fps // 2, lines=[f"Words of {second}"], speaker="MARA")
        for second in range(SECONDS - 1)
    ]
    return Parts(
        segments=small.bodies,
        sound=TrackFiles(read_track(small.inputs[order.mix.key].path), small.inputs),
        cues=cues if texts else [],
        scenes=[
            PlacedScene(scene=number + 1, heading=f"EXT. A PLACE CALLED {number} - NIGHT", first_frame=number * fps * 10, frames=fps * 10)
            for number in range(2)
        ],
        title="A film of some words",
        authors=["A. Writer", "B. Writer"],
        language="en",
        translations=dict.fromkeys(("de", "fr")[: texts - 1 if texts else 0], cues),
    )


def _boxes(path: Path) -> list[Box]:
    with path.open("rb") as file:
        return list(boxes(file, 0, path.stat().st_size))


def _packets(path: Path) -> list[tuple[int, int | None, int | None, int | None, bytes]]:
    with av.open(str(path)) as file:
        return [(packet.stream_index, packet.pts, packet.dts, packet.duration, bytes(packet)) for packet in file.demux() if packet.size]


@pytest.mark.parametrize(
    ("codec", "fps", "texts"), [("h264", 24, 0), ("h264", 25, 1), ("h264", 30, 3), ("h265", 30, 0), ("av1", 24, 1), ("prores", 25, 0)]
)
def test_the_head_finds_room_and_leaves_little(tmp_path: Path, codec: Codec, fps: int, texts: int) -> None:
    parts = _parts(tmp_path, codec, fps, texts)

    mux(parts, tmp_path / "film", lambda _share: None)
    found = _boxes(tmp_path / "film")

    assert [box.kind for box in found[:3]] == ["ftyp", "moov", "free"]
    generous = fps * SECONDS * LEFT_BYTES_A_FRAME_OF_PRORES if codec == "prores" else 0
    assert 8 <= found[2].size_bytes <= LEFT_BYTES + texts * LEFT_BYTES_A_TEXT + generous


def test_a_film_whose_head_finds_no_room_is_written_with_more(tmp_path: Path) -> None:
    parts = _parts(tmp_path, "h264", 24, 1)

    mux(parts, tmp_path / "film", lambda _share: None)
    mux(parts, tmp_path / "other", lambda _share: None, room_bytes=100)

    assert [box.kind for box in _boxes(tmp_path / "other")] == [box.kind for box in _boxes(tmp_path / "film")]
    assert _packets(tmp_path / "other") == _packets(tmp_path / "film")
