"""A small film with real faults: shots that are black or stand still, recordings of nothing, a mix that is too loud."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import av
import numpy as np

from activities.engines import Job, Made
from activities.film.assemble import assemble_film
from activities.film.quality.activity import shot_inspections, sound_inspections
from activities.film.quality.inspect import inspect_shot, inspect_sound
from activities.film.quality.report import report_on
from activities.film.sound.aac import encode_part
from activities.film.sound.track import read_track
from activities.media.planes import new_frame, planes_of
from activities.media.sound.waveform import write_sound
from schemas.film import AssembleFilm, FrameRange, Reel, ReelLine
from schemas.media import FLAC, MP4, SOUND_PACKETS, SOUND_TRACK
from schemas.quality import CHECKER, CheckFilm, QualityReport
from schemas.sound import EncodePart, PlacedSound
from schemas.timeline import lay_out
from tests.activities.film.small_film import ABOUT, MATROSKA, SmallFilm, Take, luma_of

LOUDNESS_LUFS = -18.5
"""Of the small film's noise."""


@dataclass
class BrokenFilm(SmallFilm):
    """Makes the parts of a film; some of them come out wrong."""

    black: dict[int, range] = field(default_factory=dict)
    """Frames by shot."""
    frozen: dict[int, range] = field(default_factory=dict)
    doubled: set[int] = field(default_factory=set)
    """Shots that show every picture twice."""
    silent_lines: set[int] = field(default_factory=set)

    def source(self, number: int, take: Take) -> FrameRange:
        """A clip of the pattern, with what is wrong with it."""
        path = self.folder / f"clip{number}.mkv"
        with av.open(str(path), "w") as file:
            stream = file.add_stream("ffv1", rate=self.encoding.fps)
            stream.width, stream.height, stream.pix_fmt = self.encoding.width_px, self.encoding.height_px, "yuv420p"
            stream.thread_count = 1
            for index in range(take.frames):
                frame = new_frame(self.encoding.width_px, self.encoding.height_px)
                luma, blue, red = planes_of(frame)
                held = self.frozen.get(number, range(0))
                shown = held.start if index in held else index - index % 2 if number in self.doubled else index
                is_black = take.is_black or index in self.black.get(number, range(0))
                luma[:] = 16 if is_black else luma_of(number, shown, self.encoding)
                blue[:] = red[:] = 128
                frame.pts = index
                file.mux(stream.encode(frame))
            file.mux(stream.encode(None))
        clip = self.keep(path, MATROSKA, frames=take.frames, fps=self.encoding.fps)
        return FrameRange(
            clip=clip, image=clip, first_frame=0, frames=take.frames, fade_in_frames=take.fade_in, fade_out_frames=take.fade_out
        )

    def _line(self, number: int, take: Take, text: str, first_sample: int, samples: int) -> ReelLine:
        path = self.folder / f"line{number}.flac"
        loud = 0.0 if number in self.silent_lines else 0.1
        write_sound(path, np.random.Generator(np.random.PCG64(number)).normal(0, loud, (1, samples)).astype(np.float32), channels=1)
        return (
            super()._line(number, take, text, first_sample, samples).model_copy(update={"speech": self.keep(path, FLAC, samples=samples)})
        )

    def mixed(self, order: AssembleFilm, sound: np.ndarray[Any, np.dtype[np.float32]]) -> AssembleFilm:
        """The order with another mix."""
        path = self.folder / "other"
        path.mkdir()
        write_sound(path / "mix.flac", sound, channels=2)
        mix = self.keep(path / "mix.flac", FLAC, samples=sound.shape[1])
        track = read_track(self.inputs[order.mix.key].path)
        stems = PlacedSound(sound=mix, first_sample=0)
        encode = EncodePart(
            engine=CHECKER, about=ABOUT, sounds=[stems], samples=sound.shape[1], skipped=0, packets=-(-sound.shape[1] // 1024) + 1
        )
        packets = self.keep(encode_part(self.job(encode, "other packets")).path, SOUND_PACKETS)
        part = track.parts[0].model_copy(update={"mix": mix, "packets": packets})
        (path / "sound.json").write_text(track.model_copy(update={"parts": [part]}).model_dump_json())
        return order.model_copy(update={"mix": self.keep(path / "sound.json", SOUND_TRACK, samples=sound.shape[1])})

    def mix_of(self, order: AssembleFilm) -> Path:
        """The file of the mix."""
        return self.inputs[read_track(self.inputs[order.mix.key].path).parts[0].mix.key].path

    def checked(self, order: AssembleFilm, film: Made | None = None, **changes: Any) -> QualityReport:
        """Assemble what is ordered, or take another film for it, and check it."""
        made = film or assemble_film(self.job(order))["film"]
        reels = [Reel.model_validate_json(self.inputs[ref.key].path.read_bytes()) for ref in order.reels]
        fields: dict[str, Any] = {
            "film": self.keep(made.path, MP4),
            "frames": lay_out(reels).frames,
            "loudness_lufs": LOUDNESS_LUFS,
            "true_peak_dbtp": -1.0,
            **{name: getattr(order, name) for name in ("reels", "mix", "encoding", "subtitles", "notes")},
        }
        check = CheckFilm(engine=CHECKER, about=ABOUT, **(fields | changes))
        shots = [inspect_shot(self._bench(one, f"shot {index}")).facts for index, one in enumerate(shot_inspections(check, reels))]
        track = read_track(self.inputs[check.mix.key].path)
        sounds = [inspect_sound(self._bench(one, "mix")).facts for one in sound_inspections(check, track)]
        return report_on(self._bench(check, "report"), reels, shots, sounds)

    def _bench(self, order: Any, name: str) -> Job[Any]:
        return self.job(order, f"check {name}")


def told(report: QualityReport) -> list[tuple[str, int | None, str, str | None]]:
    """The faults of a report: check, shot, time and what another take of may help."""
    return [(one.check, one.shot, one.at, one.redo) for one in report.findings if one.is_fault]


def scenes(*takes: Take) -> Sequence[Sequence[Take]]:
    """One scene."""
    return [list(takes)]
