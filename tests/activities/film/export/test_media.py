"""The files of bundles and stems, measured."""

import hashlib
import json
import os
import subprocess
import sys
import zipfile
from fractions import Fraction
from pathlib import Path
from xml.etree import ElementTree as Xml

import av
import numpy as np
import opentimelineio as otio
import pytest

from activities.engines import Made
from activities.film.export.bundle import file_stem
from activities.film.sound.track import TrackFiles
from activities.film.transitions import joined
from activities.media.planes import Plane, new_frame, planes_of
from activities.media.sound.waveform import amplitude, read_sound
from activities.media.text.subtitles import srt, vtt
from schemas.failures import Refused
from schemas.film import AssembleFilm
from schemas.timeline import Timeline, samples_per_frame
from tests.activities.film.export.small_cut import SmallCut, text_of
from tests.activities.film.small_film import Take, luma_of

CHECKOUT = Path(__file__).parents[4]


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> SmallCut:
    return SmallCut(tmp_path_factory.mktemp("cut"))


@pytest.fixture(scope="module")
def order(small: SmallCut) -> AssembleFilm:
    return small.finished()


@pytest.fixture(scope="module")
def timeline(small: SmallCut, order: AssembleFilm) -> Timeline:
    return small.cut(order).timeline


@pytest.fixture(scope="module")
def bundle(small: SmallCut, order: AssembleFilm) -> Made:
    return small.export(order, "bundle")


@pytest.fixture(scope="module")
def unpacked(bundle: Made, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bundle")
    with zipfile.ZipFile(bundle.path) as archive:
        archive.extractall(folder)
    return folder


def _decoded(path: Path) -> list[Plane]:
    with av.open(str(path)) as file:
        frames = list(file.decode(file.streams.video[0]))
    assert [frame.pts for frame in frames] == [1000 * index for index in range(len(frames))]
    return [planes_of(frame)[0].copy() for frame in frames]


def test_every_shot_is_there_with_every_frame_of_its_clip(unpacked: Path, timeline: Timeline) -> None:
    found = {path.name: len(_decoded(path)) for path in (unpacked / "media").iterdir()}

    assert found == {f"shot-{placed.shot.number:04}.mp4": placed.shot.frames for placed in timeline.shots}


def test_what_the_film_shows_of_a_shot_alone_is_the_same_to_the_bit(unpacked: Path, small: SmallCut, timeline: Timeline) -> None:
    for placed, body in zip(timeline.shots, small.bodies, strict=True):
        shot = placed.shot
        shown = _decoded(unpacked / f"media/shot-{shot.number:04}.mp4")[shot.overlap_in_frames : shot.frames - shot.overlap_out_frames]

        expected = [planes_of(frame)[0].copy() for frame in body.decoded()]
        assert all(np.array_equal(one, other) for one, other in zip(shown, expected, strict=True))


def test_handles_show_the_clip_and_not_the_transition(unpacked: Path, timeline: Timeline) -> None:
    shot = timeline.shots[1].shot  # dissolves in, is wiped away
    frames = _decoded(unpacked / f"media/shot-{shot.number:04}.mp4")
    handles = [*range(shot.overlap_in_frames), *range(shot.frames - shot.overlap_out_frames, shot.frames)]

    errors = [float(np.abs(frames[index].astype(int) - luma_of(shot.number, index)).mean()) for index in handles]

    assert max(errors) < 3


def test_no_packet_of_a_shot_is_shown_before_it_is_decoded(unpacked: Path) -> None:
    for path in (unpacked / "media").iterdir():
        with av.open(str(path)) as file:
            times = [(packet.pts, packet.dts) for packet in file.demux(video=0) if packet.size]
        assert all(pts is not None and dts is not None and pts >= dts for pts, dts in times)
        assert set(np.diff([dts for _, dts in times])) <= {1000}


def test_a_line_lies_on_its_sample_when_its_file_lies_on_its_frame(unpacked: Path, small: SmallCut, timeline: Timeline) -> None:
    rate = samples_per_frame(timeline.fps)
    for placed in timeline.lines:
        file = read_sound(unpacked / f"sound/line-{placed.line.number:04}.flac")[0]
        spoken = read_sound(small.inputs[placed.line.speech.key].path)[0]
        lead = placed.first_sample % rate

        assert file.shape[0] % rate == 0
        assert np.array_equal(file[lead : lead + placed.samples], spoken)
        assert not file[:lead].any()
        assert not file[lead + placed.samples :].any()


@pytest.mark.parametrize("suffix", ["otio", "fcpxml", "edl"])
def test_every_link_of_a_list_leads_to_a_file(unpacked: Path, suffix: str) -> None:
    text = (unpacked / f"the-lamp.{suffix}").read_text()
    match suffix:
        case "otio":
            links = [clip.media_reference.target_url for clip in otio.adapters.read_from_string(text, "otio_json").find_clips()]
        case "fcpxml":
            links = [item.attrib["src"] for item in Xml.fromstring(text).iter("media-rep")]
        case _:
            links = [line.removeprefix("* SOURCE FILE: ") for line in text.splitlines() if line.startswith("* SOURCE FILE")]

    assert len(links) >= 7
    assert [link for link in links if not (unpacked / link).is_file()] == []


def test_files_are_as_long_as_fcpxml_says(unpacked: Path) -> None:
    for asset in Xml.parse(unpacked / "the-lamp.fcpxml").getroot().iter("asset"):
        path, said = unpacked / asset[0].attrib["src"], Fraction(asset.attrib["duration"].removesuffix("s"))
        with av.open(str(path)) as file:
            stream = file.streams[0]
            assert (stream.duration or 0) * (stream.time_base or 0) == said, path.name
            if path.suffix == ".flac":
                assert asset.attrib["audioChannels"] == str(file.streams.audio[0].codec_context.channels)


def test_a_bundle_has_lists_subtitles_manifest_and_stems(unpacked: Path) -> None:
    top = {path.name for path in unpacked.iterdir() if path.is_file()}

    assert top == {*(f"the-lamp.{suffix}" for suffix in ("otio", "fcpxml", "edl", "srt", "vtt")), "manifest.json", "README.txt"}
    assert {path.name for path in (unpacked / "stems").iterdir()} == {"dialogue.flac", "music.flac", "effects.flac"}


def test_stems_add_up_to_the_mix_before_its_limiter(unpacked: Path, small: SmallCut, order: AssembleFilm, timeline: Timeline) -> None:
    track = small.track(order)
    blocks = list(TrackFiles(track, small.inputs).mix())
    expected = np.concatenate(blocks, axis=1)
    is_limited = np.abs(expected).max(axis=0) > amplitude(track.true_peak_dbtp - 6)

    found = sum(read_sound(path) for path in (unpacked / "stems").iterdir())

    assert isinstance(found, np.ndarray)
    assert found.shape == (2, timeline.samples)
    assert np.abs(found - expected)[:, ~is_limited].max() < 4 / 2**23


def test_stems_that_would_clip_are_all_lowered_alike_and_it_is_said(tmp_path: Path) -> None:
    small = SmallCut(tmp_path)
    order = small.finished([[Take(40, lines=[("Loud.", 2_000, 60_000)])]])

    made = small.export(order, "stems", gain_db=20.0)

    with zipfile.ZipFile(made.path) as archive:
        archive.extractall(tmp_path / "stems")
    peak = max(float(np.abs(read_sound(path)).max()) for path in tmp_path.glob("stems/*.flac"))
    assert 0.97 < peak < 1
    assert "quieter than in the mix" in made.facts["notes"][0]


def test_subtitles_are_those_of_the_cut(small: SmallCut, order: AssembleFilm) -> None:
    cut = small.cut(order)

    assert text_of(small.export(order, "srt")) == srt(cut.cues, 24)
    assert text_of(small.export(order, "vtt")) == vtt(cut.cues, 24)


def test_a_cut_in_which_nobody_speaks_has_no_subtitles(tmp_path: Path) -> None:
    small = SmallCut(tmp_path)
    order = small.finished([[Take(12)]])

    with pytest.raises(Refused, match="nobody speaks"):
        small.export(order, "srt")
    with zipfile.ZipFile(small.export(order, "bundle").path) as archive:
        assert not [name for name in archive.namelist() if name.endswith((".srt", ".vtt"))]


PROGRAM = """
import sys, hashlib, json
from pathlib import Path
from activities.engines import Input
from schemas.film import AssembleFilm
from tests.activities.film.export.small_cut import SmallCut
folder = Path(sys.argv[1])
told = json.loads((folder / "cut.json").read_text())
small = SmallCut(folder, inputs={key: Input(Path(path)) for key, path in told["inputs"].items()})
print(hashlib.sha256(small.export(AssembleFilm.model_validate(told["order"]), "bundle").path.read_bytes()).hexdigest())
"""


@pytest.mark.slow
def test_the_same_cut_gives_the_same_bytes_in_another_process(small: SmallCut, order: AssembleFilm, bundle: Made, tmp_path: Path) -> None:
    here = hashlib.sha256(bundle.path.read_bytes()).hexdigest()
    inputs = {key: str(found.path) for key, found in small.inputs.items()}
    (tmp_path / "cut.json").write_text(json.dumps({"order": order.model_dump(mode="json"), "inputs": inputs}))
    environment = {"PYTHONHASHSEED": "7", "PATH": os.defpath}

    there = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(tmp_path)], cwd=CHECKOUT, capture_output=True, text=True, check=True, env=environment
    )

    assert there.stdout.strip() == here


@pytest.mark.parametrize(
    ("title", "stem"), [("The Lamp", "the-lamp"), ("Küche & Café", "kuche-cafe"), ("गाँव", "film"), ("../../etc", "etc"), ("", "film")]
)
def test_a_title_becomes_a_plain_file_name(title: str, stem: str) -> None:
    assert file_stem(title) == stem


def test_the_film_can_be_rebuilt_from_its_bundle(unpacked: Path, small: SmallCut, timeline: Timeline) -> None:
    """What an editor's program shows: clips at their cut points, transitions over the handles on both sides."""
    track = otio.adapters.read_from_file(str(unpacked / "the-lamp.otio")).video_tracks()[0]
    joins = iter(small.joins)
    rebuilt: list[tuple[int, Plane]] = []
    for clip in track.find_clips():
        into, out = track.neighbors_of(clip)
        frames = _decoded(unpacked / clip.media_reference.target_url)
        start, length = (int(time.value) for time in (clip.source_range.start_time, clip.source_range.duration))
        first = int(clip.range_in_parent().start_time.value)
        head = int(into.out_offset.value) if isinstance(into, otio.schema.Transition) else 0
        tail = int(out.in_offset.value) if isinstance(out, otio.schema.Transition) else 0
        rebuilt += [(first + index, frames[start + index]) for index in range(head, length - tail)]
        if head:
            # the transition as the film has it, against what the handles of both files give
            before = _decoded(unpacked / track[track.index(into) - 1].media_reference.target_url)
            kind, count = into.metadata["filmwright"]["kind"], head + int(into.in_offset.value)
            found = [
                planes_of(joined(kind, _frame(before[len(before) - count + index]), _frame(frames[index]), index, count))[0]
                for index in range(count)
            ]
            shown = [planes_of(frame)[0] for frame in next(joins).decoded()]
            assert max(float(np.abs(one.astype(int) - other).mean()) for one, other in zip(found, shown, strict=True)) < 3

    alone = [planes_of(frame)[0].copy() for body in small.bodies for frame in body.decoded()]
    assert all(np.array_equal(one, other) for (_, one), other in zip(rebuilt, alone, strict=True))
    overlaps = {placed.first_frame + index for placed in timeline.shots for index in range(placed.shot.overlap_in_frames)}
    assert [frame for frame, _ in rebuilt] == [frame for frame in range(timeline.frames) if frame not in overlaps]


def _frame(luma: Plane) -> av.VideoFrame:
    frame = new_frame(luma.shape[1], luma.shape[0])
    found, blue, red = planes_of(frame)
    found[:], blue[:], red[:] = luma, 128, 128
    return frame
