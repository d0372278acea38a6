"""A small finished cut with real voices and music, and its exports."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from activities.engines import Job, Made
from activities.film.craft import make_sound
from activities.film.export.cut import Cut, needed, read_cut
from activities.film.export.editing import Edit, edit_of
from activities.film.export.export import export_cut
from activities.film.sound.mix import mixing
from activities.film.sound.steps import Stored
from activities.film.sound.track import read_track
from activities.media.sound.waveform import write_sound
from schemas.exports import EXPORTER, ExportCut, ExportFormat
from schemas.film import AssembleFilm, MixSound, Reel, ReelLine
from schemas.media import FLAC, JSON, SOUND_TRACK, ArtifactRef
from schemas.sound import SoundOrder, SoundTrack
from schemas.timeline import lay_out, samples_per_frame
from tests.activities.film.small_film import ABOUT, ENGINE, SmallFilm, Take
from tests.activities.film.sound.sound_room import run

SCENES = (
    (
        Take(20, fade_in=4, title="title"),
        Take(60, "dissolve", 9, lines=[("Who is there?", 20_011, 24_000), ("Answer me & <speak>!", 62_500, 22_001)]),
        Take(17, "wipe_left", 4),
    ),
    (
        Take(13, "wipe_right", 6),
        Take(2),
        Take(40, "cut", lines=[("Nobody, it is only the wind.", 2_000, 40_000)], placement="off_screen"),
        Take(26, "iris", 6, fade_out=6),
    ),
)


class SmallCut(SmallFilm):
    """A small film with sound, finished."""

    def finished(self, scenes: Sequence[Sequence[Take]] = SCENES) -> AssembleFilm:
        """What the film was made of."""
        order = self.order(scenes)
        reels = [Reel.model_validate_json(self.inputs[ref.key].path.read_bytes()) for ref in order.reels]
        lengths = [scene.frames * samples_per_frame(self.encoding.fps) for scene in lay_out(reels).scenes]
        scored = [
            reel.model_copy(update={"music": self.tone(f"music{reel.scene}", 110.0 * reel.scene, samples, 2)})
            for reel, samples in zip(reels, lengths, strict=True)
        ]
        refs = [self._stored(reel) for reel in scored]
        mix = MixSound(engine=ENGINE, about=ABOUT, reels=refs, heard=[reel.sound_key for reel in scored])
        track = run(mixing(mix, list(zip(refs, scored, strict=True))), self._mixed)
        path = self.folder / "track.json"
        path.write_text(track.model_dump_json())
        return order.model_copy(update={"reels": refs, "mix": self.keep(path, SOUND_TRACK, samples=track.samples)})

    def cut(self, order: AssembleFilm) -> Cut:
        """The cut as exporting reads it."""
        return read_cut(order, self.track(order), self.inputs)

    def track(self, order: AssembleFilm) -> SoundTrack:
        """The sound of the cut."""
        return read_track(self.inputs[order.mix.key].path)

    def _mixed(self, order: SoundOrder) -> Stored:
        made = make_sound(self.job(order, f"sound{len(self.inputs)}"))
        ref = self.keep(made.path, made.media_type, samples=made.samples)
        return Stored(ref, made.facts)

    def edit(self, order: AssembleFilm) -> Edit:
        """The cut as it is written down."""
        cut = self.cut(order)
        return edit_of(order.title, order.encoding, cut.reels, cut.timeline)

    def export(self, order: AssembleFilm, to: ExportFormat, name: str = "", **sound: Any) -> Made:
        """Export a cut, perhaps one whose `sound` is otherwise; nothing is at hand but what is asked for."""
        export = ExportCut(engine=EXPORTER, about=ABOUT, to=to, film=order.key, reels=order.reels)
        folder = self.folder / (name or to)
        folder.mkdir()
        track = self.track(order).model_copy(update=sound)
        wanted = [*order.reels, *needed(to, track, self.cut(order).reels)]
        inputs = {ref.key: self.inputs[ref.key] for ref in wanted}
        return export_cut(Job(order=export, inputs=inputs, folder=folder), order, track)

    def tone(self, name: str, pitch_hz: float, samples: int, channels: int) -> ArtifactRef:
        """A sound file of one pitch."""
        wave = 0.3 * np.sin(2 * np.pi * pitch_hz * np.arange(samples) / 48_000)
        path = self.folder / f"{name}.flac"
        write_sound(path, np.tile(wave, (channels, 1)).astype(np.float32), channels=channels)
        return self.keep(path, FLAC, samples=samples)

    def _line(self, number: int, take: Take, text: str, first_sample: int, samples: int) -> ReelLine:
        speech = self.tone(f"line{number}", 300.0 + 10 * number, samples, 1)
        return super()._line(number, take, text, first_sample, samples).model_copy(update={"speech": speech})

    def _stored(self, reel: Reel) -> ArtifactRef:
        path = self.folder / f"scored{reel.scene}.json"
        path.write_text(reel.model_dump_json())
        return self.keep(path, JSON)


def text_of(made: Made) -> str:
    """The text of an export."""
    return Path(made.path).read_bytes().decode()
