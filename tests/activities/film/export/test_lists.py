"""Every list is read back and compared, event by event, with where the cut has it."""

from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple
from xml.etree import ElementTree as Xml

import opentimelineio as otio
import pytest

from activities.film.export.edl import timecode
from schemas.exports import ExportFormat
from schemas.failures import Refused
from schemas.film import AssembleFilm, Encoding
from schemas.media import SAMPLE_RATE_HZ
from schemas.timeline import Timeline, samples_per_frame
from tests.activities.film.export.small_cut import SmallCut, text_of
from tests.activities.film.small_film import Take

HOUR_S = 3600


class Event(NamedTuple):
    """One shot in the film, with every frame of it that is seen, also inside transitions."""

    first_frame: int
    file: str
    source_frame: int
    frames: int
    overlap: int
    """Frames of the transition into it."""


class Cut(NamedTuple):
    """The small cut and what is known of it."""

    small: SmallCut
    order: AssembleFilm
    timeline: Timeline

    @property
    def fps(self) -> int:
        return self.timeline.fps

    def exported(self, to: ExportFormat) -> str:
        """An export, read."""
        taken = len(list(self.small.folder.glob(f"{to}-*")))
        return text_of(self.small.export(self.order, to, f"{to}-{taken}"))

    @property
    def events(self) -> list[Event]:
        """What every list must say, as the timeline has it."""
        return [
            Event(placed.first_frame, f"media/shot-{placed.shot.number:04}.mp4", 0, placed.shot.frames, placed.shot.overlap_in_frames)
            for placed in self.timeline.shots
        ]

    @property
    def marks(self) -> list[tuple[int, str]]:
        """Where lines begin, and who says what."""
        rate = samples_per_frame(self.fps)
        return [(placed.first_sample // rate, f"{placed.line.character}: {placed.line.text}") for placed in self.timeline.lines]

    @property
    def sounds(self) -> list[tuple[int, str]]:
        """Where sounds begin."""
        rate = samples_per_frame(self.fps)
        spoken = [(placed.first_sample // rate, f"sound/line-{placed.line.number:04}.flac") for placed in self.timeline.lines]
        music = [(scene.first_frame, f"sound/music-{scene.scene:04}.flac") for scene in self.timeline.scenes]
        return sorted([*spoken, *music, (0, "stems/effects.flac"), (0, "sound/mix.flac")])


@pytest.fixture(scope="module", params=[24, 25, 30])
def cut(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Cut:
    """The small cut at every frame rate a film can have."""
    small = SmallCut(tmp_path_factory.mktemp("cut"), Encoding(width_px=64, height_px=36, fps=request.param))
    order = small.finished()
    return Cut(small, order, small.cut(order).timeline)


# -- OpenTimelineIO --


@pytest.fixture
def timeline(cut: Cut) -> otio.schema.Timeline:
    return otio.adapters.read_from_string(cut.exported("otio"), "otio_json")


def _frames(time: otio.opentime.RationalTime) -> int:
    assert time.value == int(time.value)
    return int(time.value)


def _otio_events(track: otio.schema.Track) -> list[Event]:
    events = []
    for clip in track.find_clips():
        into, out = track.neighbors_of(clip)
        is_joined, is_left = (isinstance(item, otio.schema.Transition) for item in (into, out))
        before = _frames(into.in_offset) if is_joined else 0
        after = _frames(out.out_offset) if is_left else 0
        events.append(
            Event(
                _frames(clip.range_in_parent().start_time) - before,
                clip.media_reference.target_url,
                _frames(clip.source_range.start_time) - before,
                _frames(clip.source_range.duration) + before + after,
                before + _frames(into.out_offset) if is_joined else 0,
            )
        )
    return events


def test_otio_has_every_shot_where_the_cut_has_it(cut: Cut, timeline: otio.schema.Timeline) -> None:
    assert _otio_events(timeline.video_tracks()[0]) == cut.events


def test_otio_is_as_long_as_the_film(cut: Cut, timeline: otio.schema.Timeline) -> None:
    assert [_frames(track.duration()) for track in timeline.video_tracks()] == [cut.timeline.frames]
    assert timeline.global_start_time.to_timecode() == "01:00:00:00"


def test_otio_clips_have_the_handles_their_transitions_need(timeline: otio.schema.Timeline) -> None:
    for clip in timeline.video_tracks()[0].find_clips():
        seen, there = clip.visible_range(), clip.available_range()
        assert there.start_time <= seen.start_time
        assert seen.end_time_exclusive() <= there.end_time_exclusive()


def test_otio_names_the_kind_of_every_transition(cut: Cut, timeline: otio.schema.Timeline) -> None:
    found = [item for item in timeline.video_tracks()[0] if isinstance(item, otio.schema.Transition)]

    assert [item.name for item in found] == [placed.shot.transition_in for placed in cut.timeline.shots if placed.shot.overlap_in_frames]
    assert [item.transition_type for item in found] == ["SMPTE_Dissolve", "Custom_Transition", "Custom_Transition", "Custom_Transition"]


def test_otio_marks_every_line_on_its_shot(cut: Cut, timeline: otio.schema.Timeline) -> None:
    track = timeline.video_tracks()[0]
    found = [
        (_frames(clip.transformed_time(marker.marked_range.start_time, track)), marker.name)
        for clip in track.find_clips()
        for marker in clip.markers
    ]

    assert found == cut.marks


def test_otio_marks_every_scene(cut: Cut, timeline: otio.schema.Timeline) -> None:
    found = [(_frames(marker.marked_range.start_time), marker.name) for marker in timeline.tracks.markers]

    assert found == [(scene.first_frame, scene.heading) for scene in cut.timeline.scenes]


def test_otio_has_every_sound_where_the_cut_has_it(cut: Cut, timeline: otio.schema.Timeline) -> None:
    found = [
        (_frames(clip.range_in_parent().start_time), clip.media_reference.target_url)
        for track in timeline.audio_tracks()
        for clip in track.find_clips()
    ]

    assert sorted(found) == cut.sounds
    assert [track.name for track in timeline.audio_tracks()] == ["Dialogue", "Music 1", "Music 2", "Effects", "Mix"]
    assert [track.enabled for track in timeline.audio_tracks()] == [True, True, True, True, False]


# -- CMX 3600 --


def test_another_reader_of_edls_finds_every_shot_where_the_cut_has_it(cut: Cut) -> None:
    read = otio.adapters.read_from_string(cut.exported("edl"), "cmx_3600", rate=cut.fps)
    track = read.video_tracks()[0]

    found = []
    for clip in track.find_clips():
        into, out = track.neighbors_of(clip)
        overlap = _frames(into.in_offset + into.out_offset) if isinstance(into, otio.schema.Transition) else 0
        before = _frames(into.in_offset) if overlap else 0
        after = _frames(out.out_offset) if isinstance(out, otio.schema.Transition) else 0
        source = clip.source_range
        first = _frames(clip.range_in_parent().start_time) - before
        found.append(
            Event(first, f"media/{clip.name}", _frames(source.start_time) - before, _frames(source.duration) + before + after, overlap)
        )

    assert found == cut.events


class Line(NamedTuple):
    """One line of an edit decision list, in frames."""

    number: int
    reel: str
    kind: str
    source: tuple[int, int]
    record: tuple[int, int]


def _edl_lines(text: str, fps: int) -> list[Line]:
    lines = []
    for words in (line.split() for line in text.splitlines()):
        if len(words) >= 8 and words[0].isdigit():
            source_in, source_out, record_in, record_out = (_frames_of(word, fps) for word in words[-4:])
            lines.append(Line(int(words[0]), words[1], " ".join(words[3:-4]), (source_in, source_out), (record_in, record_out)))
    return lines


def _frames_of(code: str, fps: int) -> int:
    hours, minutes, seconds, frames = map(int, code.split(":"))
    return ((hours * 60 + minutes) * 60 + seconds) * fps + frames


def test_edl_records_the_film_without_a_gap_from_the_first_hour(cut: Cut) -> None:
    lines = [line for line in _edl_lines(cut.exported("edl"), cut.fps) if line.record[1] > line.record[0]]

    assert lines[0].record[0] == HOUR_S * cut.fps
    assert all(one.record[1] == other.record[0] for one, other in pairwise(lines))
    assert lines[-1].record[1] == HOUR_S * cut.fps + cut.timeline.frames
    assert all(line.record[1] - line.record[0] == line.source[1] - line.source[0] for line in lines)


def test_edl_gives_a_transition_two_lines_with_one_number(cut: Cut) -> None:
    lines = _edl_lines(cut.exported("edl"), cut.fps)
    second = [line for line in lines if line.number == 2]

    overlap = cut.timeline.shots[1].shot.overlap_in_frames
    stands = cut.timeline.shots[0].shot.frames - overlap
    assert [(line.reel, line.kind) for line in second] == [("SHOT0001", "C"), ("SHOT0002", f"D {overlap:03}")]
    assert second[0].source == (stands, stands)
    assert [line.kind for line in lines if line.kind[0] == "W"] == ["W001 004", "W001 006", "W119 006"]


def test_edl_marks_every_line(cut: Cut) -> None:
    text = cut.exported("edl")
    found = [line.split(maxsplit=4) for line in text.splitlines() if line.startswith("* LOC:") and " YELLOW " in line]

    assert [(_frames_of(words[2], cut.fps) - HOUR_S * cut.fps, words[4]) for words in found] == cut.marks


def test_edl_says_which_wipe_runs_backwards(cut: Cut) -> None:
    assert cut.exported("edl").count("RUNS BACKWARDS") == 1


def test_an_edl_refuses_a_transition_it_cannot_hold(tmp_path_factory: pytest.TempPathFactory) -> None:
    small = SmallCut(tmp_path_factory.mktemp("long"), Encoding(width_px=32, height_px=32, fps=24))
    order = small.finished([[Take(270), Take(280, "dissolve", 256)]])

    with pytest.raises(Refused, match="shot 2 has 256 frames, an edit decision list holds at most 255"):
        small.export(order, "edl")


def test_timecode_counts_frames() -> None:
    assert [timecode(frames, 25) for frames in (0, 24, 25, 90_000 + 61 * 25)] == [
        "00:00:00:00",
        "00:00:00:24",
        "00:00:01:00",
        "01:01:01:00",
    ]


# -- FCPXML --


@pytest.fixture
def spine(cut: Cut) -> Xml.Element:
    found = _fcpxml(cut).find(".//sequence/spine")
    assert found is not None
    return found


def _fcpxml(cut: Cut) -> Xml.Element:
    return Xml.fromstring(cut.exported("fcpxml"))


def _time(element: Xml.Element, name: str, units_hz: int) -> int:
    time = Fraction(element.attrib[name].removesuffix("s")) * units_hz
    assert time.denominator == 1, f"{name} {element.attrib[name]} does not fall on a frame"
    return int(time)


def _sources(root: Xml.Element) -> dict[str, str]:
    return {asset.attrib["id"]: asset[0].attrib["src"].removeprefix("./") for asset in root.iter("asset")}


def test_fcpxml_has_every_shot_where_the_cut_has_it(cut: Cut) -> None:
    root, fps = _fcpxml(cut), cut.fps
    sources = _sources(root)
    items = list(root.iterfind(".//spine/*"))
    found = []
    for before, clip, after in zip([None, *items], items, [*items[1:], None], strict=False):
        if clip.tag != "asset-clip":
            continue
        first, frames, source = (_time(clip, name, fps) for name in ("offset", "duration", "start"))
        first -= HOUR_S * fps
        head = tail = overlap = 0
        if before is not None and before.tag == "transition":
            overlap = _time(before, "duration", fps)
            head = first - (_time(before, "offset", fps) - HOUR_S * fps)
        if after is not None and after.tag == "transition":
            tail = _time(after, "offset", fps) - HOUR_S * fps + _time(after, "duration", fps) - first - frames
        found.append(Event(first - head, sources[clip.attrib["ref"]], source - head, frames + head + tail, overlap))

    assert found == cut.events


def test_fcpxml_clips_meet(cut: Cut, spine: Xml.Element) -> None:
    spans = [(_time(clip, "offset", cut.fps), _time(clip, "duration", cut.fps)) for clip in spine if clip.tag == "asset-clip"]

    assert all(first + frames == following for (first, frames), (following, _) in pairwise(spans))
    assert sum(frames for _, frames in spans) == cut.timeline.frames


def _anchored(cut: Cut, spine: Xml.Element, tag: str, time: str) -> list[tuple[int, Xml.Element]]:
    """What hangs on the clips, with its frame in the film."""
    return [
        (_time(clip, "offset", cut.fps) - HOUR_S * cut.fps + _time(item, time, cut.fps) - _time(clip, "start", cut.fps), item)
        for clip in spine
        for item in clip.iterfind(tag)
    ]


def test_fcpxml_marks_every_line_and_scene(cut: Cut, spine: Xml.Element) -> None:
    lines = [(frame, item.attrib["value"]) for frame, item in _anchored(cut, spine, "marker", "start")]
    scenes = [(frame, item.attrib["value"]) for frame, item in _anchored(cut, spine, "chapter-marker", "start")]

    assert lines == cut.marks
    assert scenes == [(scene.first_frame, scene.heading) for scene in cut.timeline.scenes]


def test_fcpxml_has_every_sound_where_the_cut_has_it(cut: Cut) -> None:
    root = _fcpxml(cut)
    spine, sources = root.find(".//spine"), _sources(root)
    assert spine is not None
    found = [(frame, sources[item.attrib["ref"]]) for frame, item in _anchored(cut, spine, "asset-clip", "offset")]

    assert sorted(found) == cut.sounds


def test_fcpxml_gives_sounds_roles_and_lanes_of_their_own(cut: Cut, spine: Xml.Element) -> None:
    sounds = [item for _, item in _anchored(cut, spine, "asset-clip", "offset")]

    assert {item.attrib["audioRole"] for item in sounds} == {"dialogue.MARA", "music", "effects", "mix"}
    assert {item.attrib["audioRole"]: item.attrib.get("enabled", "1") for item in sounds}["mix"] == "0"
    for lane in {item.attrib["lane"] for item in sounds}:
        spans = sorted(
            (frame, frame + _time(item, "duration", cut.fps))
            for frame, item in _anchored(cut, spine, "asset-clip", "offset")
            if item.attrib["lane"] == lane
        )
        assert all(end <= following for (_, end), (following, _) in pairwise(spans))


def test_fcpxml_effects_turn_the_way_the_film_does(spine: Xml.Element) -> None:
    found = [(item.attrib["name"], param.attrib["value"] if param is not None else "") for item in spine.iterfind("transition")
             for param in [item.find("filter-video/param")]]  # fmt: skip

    assert found == [("Cross Dissolve", ""), ("Wipe", "0"), ("Wipe", "2"), ("Circle", "")]


def test_fcpxml_says_how_long_every_file_is(cut: Cut) -> None:
    lengths = {asset.attrib["name"]: Fraction(asset.attrib["duration"].removesuffix("s")) for asset in _fcpxml(cut).iter("asset")}

    for placed in cut.timeline.shots:
        assert lengths[f"shot-{placed.shot.number:04}.mp4"] == Fraction(placed.shot.frames, cut.fps)
    assert lengths["mix.flac"] == Fraction(cut.timeline.samples, SAMPLE_RATE_HZ)
