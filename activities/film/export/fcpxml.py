"""Writes a cut as FCPXML 1.10, which Final Cut Pro 10.6 and later and DaVinci Resolve read.

Picture is the primary storyline; sounds are connected to the clip they begin over, in lanes below it, with roles: dialogue by speaker,
music, effects. All times are fractions of a second that fall on frames. Reference:
https://developer.apple.com/documentation/professional-video-applications/fcpxml-reference.
"""

import re
from collections.abc import Mapping
from xml.etree import ElementTree as Xml

from activities.film.export.editing import FIRST_HOUR_S, Clip, Edit, LineMark, Overlap, SceneMark, Sound, SoundKind
from schemas.media import SAMPLE_RATE_HZ
from schemas.shots import TransitionKind

VERSION = "1.10"
_EFFECTS: Mapping[TransitionKind, tuple[str, str, str]] = {
    # name, identifier of the program's own effect, value of its parameter Direction
    "dissolve": ("Cross Dissolve", "FxPlug:4731E73A-8DAC-4113-9A30-AE85B1761265", ""),
    "wipe_left": ("Wipe", "FxPlug:857E2FBA-98DB-411B-A88C-CE6ABC1F65D8", "0"),
    "wipe_right": ("Wipe", "FxPlug:857E2FBA-98DB-411B-A88C-CE6ABC1F65D8", "2"),
    "iris": ("Circle", "FxPlug:1C52AC71-7116-4248-B51F-5F5641EA9EDD", ""),
}
_OTHERWISE = _EFFECTS["dissolve"]
"""For a kind the program has no effect for; `strange_to_fcpxml` tells which those are."""
_DIRECTION_KEY = "13"
_KINDS: tuple[SoundKind, ...] = ("dialogue", "music", "effects", "mix")
"""From the lane next to the picture downwards."""
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NOT_ROLE = re.compile(r"[.?/\\:]+")


def write_fcpxml(edit: Edit) -> str:
    """The project; media are linked relatively, as they lie in a bundle. The mix is there to compare with, switched off."""
    root = Xml.Element("fcpxml", version=VERSION)
    resources = Xml.SubElement(root, "resources")
    ids = _resources(resources, edit)
    library = Xml.SubElement(root, "library")
    project = Xml.SubElement(Xml.SubElement(library, "event", name=_text(edit.title)), "project", name=_text(edit.title))
    sequence = Xml.SubElement(
        project,
        "sequence",
        format="r1",
        duration=time(edit.timeline.frames, edit.fps),
        tcStart=time(FIRST_HOUR_S * edit.fps, edit.fps),
        tcFormat="NDF",
        audioLayout="stereo",
        audioRate="48k",
    )
    _spine(Xml.SubElement(sequence, "spine"), edit, ids)
    Xml.indent(root, " ")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE fcpxml>\n{Xml.tostring(root, encoding="unicode")}\n'


def strange_to_fcpxml(kind: TransitionKind) -> bool:
    """Whether a transition is written as a dissolve because there is nothing nearer."""
    return kind not in _EFFECTS


def time(units: int, units_hz: int) -> str:
    """A time as the format has it: "5s", "37/24s"."""
    return f"{units}/{units_hz}s" if units % units_hz else f"{units // units_hz}s"


def _resources(resources: Xml.Element, edit: Edit) -> dict[str, str]:
    """Write down format, effects and files; answers with the id of each effect by its identifier and each file by its place."""
    width, height = edit.encoding.width_px, edit.encoding.height_px
    frame = time(1, edit.fps)
    shape = {"id": "r1", "frameDuration": frame, "width": str(width), "height": str(height), "colorSpace": "1-1-1 (Rec. 709)"}
    Xml.SubElement(resources, "format", shape)
    ids: dict[str, str] = {}
    for name, identifier, _ in dict.fromkeys(_EFFECTS.get(clip.overlap.kind, _OTHERWISE) for clip in edit.clips if clip.overlap):
        if identifier not in ids:
            ids[identifier] = f"r{len(ids) + 2}"
            Xml.SubElement(resources, "effect", id=ids[identifier], name=name, uid=identifier)
    for clip in edit.clips:
        ids[clip.file] = f"r{len(ids) + 2}"
        about = {"duration": time(clip.media_frames, edit.fps), "hasVideo": "1", "format": "r1", "videoSources": "1"}
        _asset(resources, ids[clip.file], clip.name, clip.file, about)
    for sound in edit.sounds:
        ids[sound.file] = f"r{len(ids) + 2}"
        about = {
            "duration": time(sound.media_samples, SAMPLE_RATE_HZ),
            "hasAudio": "1",
            "audioSources": "1",
            "audioChannels": str(sound.channels),
            "audioRate": str(SAMPLE_RATE_HZ),
        }
        _asset(resources, ids[sound.file], sound.name, sound.file, about)
    return ids


def _asset(resources: Xml.Element, identifier: str, name: str, file: str, about: Mapping[str, str]) -> None:
    asset = Xml.SubElement(resources, "asset", {"id": identifier, "name": name, "start": "0s", **about})
    Xml.SubElement(asset, "media-rep", kind="original-media", src=f"./{file}")


def _spine(spine: Xml.Element, edit: Edit, ids: Mapping[str, str]) -> None:
    lanes = _lanes(edit)
    sounds: dict[int, list[Sound]] = {}
    for sound in edit.sounds:
        sounds.setdefault(edit.clip_at(sound.first_frame).number, []).append(sound)
    scenes: dict[int, list[SceneMark]] = {}
    for scene in edit.scenes:
        scenes.setdefault(edit.clip_at(scene.first_frame).number, []).append(scene)
    lines: dict[int, list[LineMark]] = {}
    for line in edit.lines:
        lines.setdefault(edit.clip_at(line.first_frame).number, []).append(line)
    for clip in edit.clips:
        if clip.overlap is not None:
            _transition(spine, clip.overlap, edit.fps, ids)
        element = Xml.SubElement(
            spine,
            "asset-clip",
            ref=ids[clip.file],
            name=clip.name,
            offset=time(clip.first_frame + FIRST_HOUR_S * edit.fps, edit.fps),
            start=time(clip.source_frame, edit.fps),
            duration=time(clip.frames, edit.fps),
            tcFormat="NDF",
            videoRole="video",
        )
        if clip.placed.shot.title:
            Xml.SubElement(element, "note").text = _text(clip.placed.shot.title)
        # the format wants what is connected before what is marked
        for sound in sounds.get(clip.number, []):
            _connected(element, clip, sound, -lanes[sound.kind, sound.lane], edit.fps, ids)
        for scene in scenes.get(clip.number, []):
            _marker(element, "chapter-marker", clip, scene.first_frame, scene.words, edit.fps)
        for line in lines.get(clip.number, []):
            _marker(element, "marker", clip, line.first_frame, line.words, edit.fps)


def _lanes(edit: Edit) -> dict[tuple[SoundKind, int], int]:
    used = sorted({(_KINDS.index(sound.kind), sound.lane) for sound in edit.sounds})
    return {(_KINDS[kind], lane): number for number, (kind, lane) in enumerate(used, start=1)}


def _transition(spine: Xml.Element, overlap: Overlap, fps: int, ids: Mapping[str, str]) -> None:
    name, identifier, direction = _EFFECTS.get(overlap.kind, _OTHERWISE)
    offset = time(overlap.first_frame + FIRST_HOUR_S * fps, fps)
    element = Xml.SubElement(spine, "transition", name=name, offset=offset, duration=time(overlap.frames, fps))
    effect = Xml.SubElement(element, "filter-video", ref=ids[identifier], name=name)
    if direction:
        Xml.SubElement(effect, "param", name="Direction", key=_DIRECTION_KEY, value=direction)


def _connected(parent: Xml.Element, clip: Clip, sound: Sound, lane: int, fps: int, ids: Mapping[str, str]) -> None:
    element = Xml.SubElement(
        parent,
        "asset-clip",
        ref=ids[sound.file],
        name=sound.name,
        lane=str(lane),
        offset=time(_inside(clip, sound.first_frame), fps),
        start="0s",
        duration=time(sound.frames, fps),
        audioRole=_role(sound),
    )
    if sound.kind == "mix":
        element.set("enabled", "0")


def _marker(parent: Xml.Element, kind: str, clip: Clip, frame: int, words: str, fps: int) -> None:
    Xml.SubElement(parent, kind, start=time(_inside(clip, frame), fps), duration=time(1, fps), value=_text(words))


def _inside(clip: Clip, frame: int) -> int:
    """A frame of the film in the time of a clip's file, which is the one that counts inside the clip."""
    return frame - clip.first_frame + clip.source_frame


def _role(sound: Sound) -> str:
    speaker = " ".join(_NOT_ROLE.sub(" ", _text(sound.speaker)).split())
    return f"{sound.kind}.{speaker}" if speaker else sound.kind


def _text(text: str) -> str:
    """Without the control characters that XML can't hold."""
    return _NOT_XML.sub("", text)
