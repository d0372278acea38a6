"""How a cut is laid out for an editor, and what odd cuts become."""

from pathlib import Path
from typing import Any
from xml.etree import ElementTree as Xml

import av
import opentimelineio as otio
import pytest

from activities.engines import Job
from activities.film.coding.encoders import software
from activities.film.export.cut import media_inputs
from activities.film.export.editing import Edit, edit_of
from activities.film.export.edl import write_edl
from activities.film.export.fcpxml import write_fcpxml
from activities.film.export.otio import write_otio
from activities.film.export.shot_media import write_shot
from activities.media.segment import read_segment
from schemas.exports import EXPORTER, ExportCut
from schemas.film import Encoding, FrameRange, Reel, ReelLine, ReelShot
from schemas.media import FLAC, ArtifactRef
from schemas.timeline import lay_out
from tests.activities.film.export.small_cut import SmallCut
from tests.activities.film.small_film import ABOUT, MATROSKA, Take, write_clip

NOTHING = ArtifactRef(key="0" * 64, media_type=MATROSKA, size_bytes=0, sha256="0", frames=48, fps=24)


def shot(number: int, frames: int = 48, **fields: Any) -> ReelShot:
    """A shot of which only places matter."""
    source = FrameRange(clip=NOTHING, image=NOTHING, first_frame=0, frames=frames)
    clip = NOTHING.model_copy(update={"frames": frames})
    return ReelShot.model_validate(
        {"number": number, "title": "", "frames": frames, "segment": NOTHING, "source": source, "image": NOTHING, "clip": clip, **fields}
    )


def line(number: int, first_sample: int, samples: int, character: str = "MARA", text: str = "Yes.") -> ReelLine:
    """A line of which only its place matters."""
    speech = ArtifactRef(key=f"{number:064}", media_type=FLAC, size_bytes=1, sha256="", samples=samples)
    return ReelLine(number=number, character=character, text=text, placement="on", speech=speech, first_sample=first_sample)


def edit(*shots: ReelShot, title: str = "Odd", heading: str = "INT. ROOM - DAY") -> Edit:
    """A cut of one scene, laid out."""
    reels = [Reel(scene=1, heading=heading, fps=24, shots=list(shots))]
    return edit_of(title, Encoding(width_px=64, height_px=36, fps=24), reels, lay_out(reels))


def test_lines_that_overlap_lie_in_lanes_of_their_own() -> None:
    spoken = [line(1, 0, 24_000), line(2, 12_000, 24_000, "TOM"), line(3, 40_000, 10_000)]

    sounds = [sound for sound in edit(shot(1, lines=spoken)).sounds if sound.kind == "dialogue"]

    assert [(sound.number, sound.lane) for sound in sounds] == [(1, 0), (2, 1), (3, 0)]


def test_an_odd_transition_has_its_spare_frame_behind_the_cut() -> None:
    laid = edit(shot(1, overlap_out_frames=7), shot(2, transition_in="dissolve", overlap_in_frames=7))

    assert [(clip.first_frame, clip.source_frame, clip.frames) for clip in laid.clips] == [(0, 0, 44), (44, 3, 45)]


def test_a_line_begins_on_the_frame_its_first_sample_lies_in() -> None:
    laid = edit(shot(1, lines=[line(1, 1_999, 2), line(2, 4_000, 2_000)]))

    assert [(mark.first_frame, mark.frames) for mark in laid.lines] == [(0, 2), (2, 1)]


def test_a_film_without_words_or_music_has_only_what_covers_it() -> None:
    assert [sound.kind for sound in edit(shot(1)).sounds] == ["effects", "mix"]


def test_a_film_of_more_than_999_shots_keeps_every_event() -> None:
    text = write_edl(edit(*(shot(number, 2) for number in range(1, 1_201))))

    assert text.count("\r\n1200  SHOT1200 V     C ") == 1


@pytest.mark.parametrize("words", ["Tom & <Jerry> \"said\" 'so'\x07\x00", "灯台 🎬", "line\none\r\nand two"])
def test_any_text_survives_in_every_list(words: str) -> None:
    laid = edit(shot(1, title=words, lines=[line(1, 0, 24_000, "DR. NO/2: ?", words)]), title=words, heading=words)

    root = Xml.fromstring(write_fcpxml(laid))
    timeline = otio.adapters.read_from_string(write_otio(laid), "otio_json")
    events = write_edl(laid)

    plain = words.replace("\x07", "").replace("\x00", "")
    assert " ".join(root.iter("marker").__next__().attrib["value"].split()) == f"DR. NO/2: ?: {' '.join(plain.split())}"
    assert next(item.attrib["audioRole"] for item in root.iter("asset-clip") if "lane" in item.attrib) == "dialogue.DR NO 2"
    assert timeline.find_clips()[0].markers[0].metadata["filmwright"]["text"].startswith(words[:4])
    assert len(events.splitlines()) == 9


def test_a_clip_longer_than_its_shot_gives_its_rest_as_a_handle(tmp_path: Path) -> None:
    small = SmallCut(tmp_path)
    order = small.finished([[Take(20)]])
    made = small.cut(order).reels[0].shots[0]
    write_clip(tmp_path / "long.mkv", 1, 32, small.encoding)
    clip = small.keep(tmp_path / "long.mkv", MATROSKA, frames=32, fps=24)
    longer = made.model_copy(update={"clip": clip, "image": clip, "source": made.source.model_copy(update={"clip": clip, "image": clip})})

    job = Job(order=ExportCut(engine=EXPORTER, about=ABOUT, to="bundle", film=""), inputs=small.inputs, folder=tmp_path)
    frames = write_shot(job, longer, small.encoding, tmp_path / "shot.mp4")

    with av.open(str(tmp_path / "shot.mp4")) as file:
        assert sum(1 for _ in file.decode(video=0)) == frames == 32
    assert edit(longer).clips[0].media_frames == 32


def test_a_shot_without_handles_needs_nothing_but_its_segment(tmp_path: Path) -> None:
    small = SmallCut(tmp_path)
    made = small.cut(small.finished([[Take(20)]])).reels[0].shots[0]

    assert media_inputs(made) == [made.segment]


def test_handles_another_build_encoded_are_not_joined_but_encoded_anew(tmp_path: Path) -> None:
    small = SmallCut(tmp_path)
    order = small.finished([[Take(20), Take(24, "dissolve", 6)]])
    made = small.cut(order).reels[0].shots[1]
    segment = small.inputs[made.segment.key].path
    segment.write_bytes(segment.read_bytes().replace(software("h264").version.encode(), b"?" + software("h264").version.encode()[1:]))
    assert "?" in read_segment(segment).header.encoder

    job = Job(order=ExportCut(engine=EXPORTER, about=ABOUT, to="bundle", film=""), inputs=small.inputs, folder=tmp_path)
    frames = write_shot(job, made, small.encoding, tmp_path / "shot.mp4")

    with av.open(str(tmp_path / "shot.mp4")) as file:
        assert sum(1 for _ in file.decode(video=0)) == frames == 24
