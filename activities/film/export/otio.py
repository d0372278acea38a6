"""Writes a cut as OpenTimelineIO: picture with handles and transitions, dialogue, music, effects, markers for lines and scenes.

Times are whole frames at the film's rate. A transition takes no time of its own: the clips meet at its cut point and it reaches
`in_offset` frames back and `out_offset` frames forth, into their handles. OpenTimelineIO knows one kind of transition, the dissolve; wipes
and irises are written as custom ones that name their kind in `metadata["filmwright"]`. Format: https://opentimelineio.readthedocs.io.
"""

from collections.abc import Iterable, Sequence
from typing import Any

import opentimelineio as otio

from activities.film.export.editing import FIRST_HOUR_S, Clip, Edit, LineMark, SceneMark, Sound, SoundKind

_TRACKS: tuple[tuple[SoundKind, str], ...] = (("dialogue", "Dialogue"), ("music", "Music"), ("effects", "Effects"), ("mix", "Mix"))


def write_otio(edit: Edit) -> str:
    """The timeline as JSON; media are linked relatively, as they lie in a bundle. The mix is there to compare with, switched off."""
    timeline = otio.schema.Timeline(edit.title, global_start_time=_time(FIRST_HOUR_S * edit.fps, edit.fps))
    timeline.metadata["filmwright"] = {"width_px": edit.encoding.width_px, "height_px": edit.encoding.height_px, "fps": edit.fps}
    timeline.tracks.append(_picture(edit))
    for kind, name in _TRACKS:
        sounds = [sound for sound in edit.sounds if sound.kind == kind]
        for lane in sorted({sound.lane for sound in sounds}):
            label = f"{name} {lane + 1}" if any(sound.lane for sound in sounds) else name
            timeline.tracks.append(_sound_track(label, [sound for sound in sounds if sound.lane == lane], edit.fps))
    timeline.tracks.markers.extend(_scene_marker(mark, edit.fps) for mark in edit.scenes)
    return f"{otio.adapters.write_to_string(timeline, 'otio_json', indent=2)}\n"


def _time(frames: int, fps: int) -> otio.opentime.RationalTime:
    return otio.opentime.RationalTime(frames, fps)


def _range(first_frame: int, frames: int, fps: int) -> otio.opentime.TimeRange:
    return otio.opentime.TimeRange(_time(first_frame, fps), _time(frames, fps))


def _picture(edit: Edit) -> otio.schema.Track:
    track = otio.schema.Track("Picture", kind=otio.schema.TrackKind.Video)
    marks: dict[tuple[int, int], list[LineMark]] = {}
    for mark in edit.lines:
        marks.setdefault((mark.placed.scene, mark.placed.shot), []).append(mark)
    for clip in edit.clips:
        if clip.overlap is not None:
            is_dissolve = clip.overlap.kind == "dissolve"
            track.append(
                otio.schema.Transition(
                    name=clip.overlap.kind,
                    transition_type=otio.schema.TransitionTypes.SMPTE_Dissolve if is_dissolve else otio.schema.TransitionTypes.Custom,
                    in_offset=_time(clip.overlap.before_cut, edit.fps),
                    out_offset=_time(clip.overlap.after_cut, edit.fps),
                    metadata={"filmwright": {"kind": clip.overlap.kind}},
                )
            )
        track.append(_clip(clip, marks.get((clip.placed.scene, clip.number), []), edit.fps))
    return track


def _clip(clip: Clip, marks: Iterable[LineMark], fps: int) -> otio.schema.Clip:
    shot = clip.placed.shot
    made = otio.schema.Clip(
        name=clip.name,
        media_reference=otio.schema.ExternalReference(clip.file, _range(0, clip.media_frames, fps)),
        source_range=_range(clip.source_frame, clip.frames, fps),
        metadata={
            "filmwright": {
                "shot": shot.number,
                "scene": clip.placed.scene,
                "title": shot.title,
                "transition_in": shot.transition_in,
                "fade_in_frames": shot.source.fade_in_frames,
                "fade_out_frames": shot.source.fade_out_frames,
                "script_lines": [shot.first_line, shot.last_line],
                "seed": shot.seed,
                "takes": shot.takes,
                "engines": shot.engines,
            }
        },
    )
    made.markers.extend(_line_marker(mark, clip, fps) for mark in marks)
    return made


def _line_marker(mark: LineMark, clip: Clip, fps: int) -> otio.schema.Marker:
    line = mark.placed.line
    about: dict[str, Any] = {
        "line": line.number,
        "character": line.character,
        "text": line.text,
        "delivery": line.delivery,
        "placement": line.placement,
        "first_sample": mark.placed.first_sample,
        "samples": mark.placed.samples,
    }
    # a marker is placed in the time of the clip's file, so that it stays with the picture when an editor trims
    return otio.schema.Marker(
        name=mark.words,
        marked_range=_range(mark.first_frame - clip.placed.first_frame, mark.frames, fps),
        color=otio.schema.MarkerColor.YELLOW,
        metadata={"filmwright": about},
    )


def _scene_marker(mark: SceneMark, fps: int) -> otio.schema.Marker:
    return otio.schema.Marker(
        name=mark.words,
        marked_range=_range(mark.first_frame, 0, fps),
        color=otio.schema.MarkerColor.GREEN,
        metadata={"filmwright": {"scene": mark.number}},
    )


def _sound_track(name: str, sounds: Sequence[Sound], fps: int) -> otio.schema.Track:
    track = otio.schema.Track(name, kind=otio.schema.TrackKind.Audio)
    track.enabled = sounds[0].kind != "mix"
    end = 0
    for sound in sounds:
        if sound.first_frame > end:
            track.append(otio.schema.Gap(duration=_time(sound.first_frame - end, fps)))
        available = otio.opentime.TimeRange(otio.opentime.RationalTime(0, 48_000), otio.opentime.RationalTime(sound.media_samples, 48_000))
        track.append(
            otio.schema.Clip(
                name=sound.name,
                media_reference=otio.schema.ExternalReference(sound.file, available),
                source_range=_range(0, sound.frames, fps),
                metadata={"filmwright": {"kind": sound.kind, "number": sound.number, "character": sound.speaker}},
            )
        )
        end = sound.first_frame + sound.frames
    return track
