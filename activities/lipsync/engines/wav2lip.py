"""Moves photographed mouths with what is said: Wav2Lip over the faces of a video clip.

Three passes over a clip: where the faces are while somebody speaks; each face cut out; the clip written with the mouths laid in. Frames in
which nobody speaks or no face is seen keep their bits. Memory beside the network: 55 kB a face. Weights: the public checkpoints
(https://github.com/Rudrabha/Wav2Lip) are for research only.
"""

import shutil
from collections.abc import Hashable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass
from itertools import groupby, islice
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Literal

import av

from activities.engines import EngineOptions, Job, Made
from activities.lipsync.engine import LipsyncEngine
from activities.lipsync.face_choice import Faces, faces_fault, faces_name, load_faces
from activities.lipsync.faces import SIDE_PX
from activities.lipsync.mouth_paste import cut, paste
from activities.lipsync.photographs import photographed
from activities.lipsync.repaint import Repaint, plan_repaint
from activities.media.frames import FrameSource
from activities.media.rgb import Rgb
from activities.media.video_writer import write_frames
from activities.models.cards import active_card
from activities.models.engine import ModelOptions
from activities.models.ladder import Conditions
from activities.models.lending import LendingEngine
from activities.models.needs import Activations
from activities.models.rungs import Rung
from schemas.failures import Refused
from schemas.lipsync import SyncLips
from schemas.media import MP4
from schemas.models import ModelCard

if TYPE_CHECKING:
    from activities.lipsync.wav2lip_network import Generator

_WEIGHTS = (".safetensors", ".pth", ".pt")
_NETWORK_BYTES = 145_500_000
"""36.3 million numbers of 4 bytes."""
_ACTIVATIONS = Activations(15_000_000)
"""Of one face, the encoder's memories included."""
_FACES_A_CALL = {"cpu": 8, "cuda": 128}
"""On a CPU more cost no less each, and a call shall not keep a cancelled film for long."""
_ORDERS_A_CALL = 8
_CLIPS_AT_ONCE = 4
"""Of one call, decoded and encoded side by side: beside a GPU that is where the time goes, and a clip uses one processor."""
_LOOKED, _CUT, _PAINTED = 0.3, 0.4, 0.7
"""Progress after each pass and after the network."""


class Wav2LipOptions(ModelOptions):
    """Weights and faces."""

    model: str = "wav2lip"
    checkpoint: str = ""
    """The file of the weights; needed when the model has several (`wav2lip.pth` follows the sound closer, `wav2lip_gan.pth` is sharper)."""
    dtype: Literal["auto", "float32", "bfloat16", "float16"] = "float32"
    """Skin has soft gradients, which the 8 bits of bfloat16 cut into steps; the network is small anyhow."""
    faces: Faces = "auto"
    """What finds faces. A profile that is planned on one machine and made on another should name it."""
    faces_model: str = "blaze-face"
    """Id in the registry of MediaPipe's `.tflite`."""


@dataclass(frozen=True)
class _Clip:
    """A clip after the first two passes."""

    job: Job[SyncLips]
    source: FrameSource
    repaint: Repaint
    faces: Sequence[Rgb]
    """Of each mouth of the plan."""
    detector: str
    """What found them."""


class Wav2Lip(LendingEngine[SyncLips], LipsyncEngine):
    """Several speakers, each by their own face; what it can't do is told in `notes`."""

    version: ClassVar[str] = "2"
    summary: ClassVar[str] = "Photographed mouths that follow any voice (Wav2Lip), over clips of any video engine"
    licence: ClassVar[str] = "LicenseRef-Wav2Lip-research-only"
    commercial_use: ClassVar[bool] = False
    needs: ClassVar[tuple[str, ...]] = ("torch", "safetensors")
    extra: ClassVar[str] = "lips"
    Options: ClassVar[type[EngineOptions]] = Wav2LipOptions

    def __init__(self, options: EngineOptions) -> None:
        """Find weights, device and detector; the weights are loaded with the first order."""
        super().__init__(options)
        self._wanted = _own(options)
        self._weights = self.folder / _weight_file(self.card, self._wanted.checkpoint)

    @classmethod
    def unavailable(cls, options: EngineOptions) -> str | None:
        """What is missing of torch, weights and a face detector, or None."""
        wanted = _own(options)
        fault = super().unavailable(options) or faces_fault(wanted.faces, wanted.models_dir, wanted.faces_model)
        card = active_card(wanted.models_dir, wanted.model)
        if fault or card is None:
            return fault
        try:
            _weight_file(card, wanted.checkpoint)
        except Refused as error:
            return str(error)
        return None

    @classmethod
    def model(cls, options: EngineOptions) -> str:
        """The weights and what finds the faces: both shape the result."""
        wanted = _own(options)
        names = (super().model(options), faces_name(wanted.faces, wanted.models_dir, wanted.faces_model))
        return " + ".join(name for name in names if name)

    def batch_key(self, order: SyncLips) -> Hashable | None:  # noqa: ARG002 - faces of all clips have one size
        """All orders go together, unless results shall be reproducible."""
        return None if self.settings.reproducible else "faces"

    def batch_max(self, order: SyncLips) -> int:  # noqa: ARG002 - as above
        """Faces are what fills a call, so few orders do."""
        return self.settings.batch_max or _ORDERS_A_CALL

    def make_many(self, jobs: Sequence[Job[SyncLips]]) -> list[Made]:
        """The clips with moving mouths, lossless, in MP4.

        Facts: `faces` (what found them), `mouths` (how many were made anew), `notes` (speakers whose mouth is left as it is, and why).

        Raises:
            Refused: A clip is drawn; it does not fit into memory.
        """
        with ThreadPoolExecutor(_CLIPS_AT_ONCE) as threads:
            clips = {clip.job.folder: clip for clip in threads.map(self._prepared, jobs)}
        return self.within_memory(
            jobs,
            lambda some, conditions: self._attempt([clips[job.folder] for job in some], conditions),
            _FACES_A_CALL[self.device],
            _ACTIVATIONS,
        )

    def _prepared(self, job: Job[SyncLips]) -> _Clip:
        wanted, source = self._wanted, photographed(job)
        with closing(load_faces(wanted.faces, wanted.models_dir, wanted.faces_model)) as detector:
            plan = plan_repaint(job, source, detector, lambda fraction: job.progress(_LOOKED * fraction))
        return _Clip(job, source, plan, list(_faces(job, source, plan)), detector.name)

    def _attempt(self, clips: Sequence[_Clip], conditions: Conditions) -> list[Made]:
        from activities.lipsync.wav2lip_painter import paint  # noqa: PLC0415 - imports torch

        faces = [face for clip in clips for face in clip.faces]
        heard = [mouth.mel for clip in clips for mouth in clip.repaint.mouths]

        def progress(done: int) -> None:
            for clip in clips:
                clip.job.progress(_CUT + (_PAINTED - _CUT) * done / len(faces))

        painted: list[Rgb] = []
        if faces:
            with self._generator(conditions) as generator:
                painted = paint(generator, faces, heard, conditions.batch, progress)
        waiting = iter(painted)
        mouths = [list(islice(waiting, len(clip.faces))) for clip in clips]
        with ThreadPoolExecutor(_CLIPS_AT_ONCE) as threads:
            return list(threads.map(_written, clips, mouths))

    @property
    def weights_key(self) -> str:
        """The file of weights, and its precision."""
        return f"{self.card.name} {self._weights.name} {self.dtype}"

    def components(self) -> dict[str, int]:
        """The network; in 16 bits it is half of this, which is little beside the faces."""
        return {"generator": _NETWORK_BYTES}

    def load(self, rung: Rung) -> "Generator":
        """The network on its device; in main memory where it is moved to its device for a call."""
        from activities.lipsync.wav2lip_network import load_generator  # noqa: PLC0415 - imports torch

        generator = load_generator(self._weights, self._home(rung))
        generator.to(self.dtype)
        return generator

    def _home(self, rung: Rung) -> str:
        return self.device if rung is Rung.RESIDENT else "cpu"

    @contextmanager
    def _generator(self, conditions: Conditions) -> Iterator["Generator"]:
        """The network on its device: warm there, or moved there for a call when memory is short."""
        with self.lent(conditions, _ACTIVATIONS, conditions.batch) as generator:
            try:
                generator.to(self.device)
                yield generator
            finally:
                generator.to(self._home(conditions.rung))


def _own(options: EngineOptions) -> Wav2LipOptions:
    if not isinstance(options, Wav2LipOptions):
        msg = f"Wav2Lip's options must be Wav2LipOptions, got {type(options).__name__}"
        raise TypeError(msg)
    return options


def _weight_file(card: ModelCard, wanted: str) -> str:
    """The one file of weights, or the one that is wanted.

    Raises:
        Refused: There is none, or there are several and none is wanted.
    """
    paths = sorted(file.path for file in card.files if Path(file.path).suffix in _WEIGHTS)
    if wanted and wanted not in paths:
        msg = f"the model {card.name} has no {wanted}; there are {', '.join(paths) or 'no weights at all'}"
        raise Refused(msg)
    if not wanted and len(paths) != 1:
        what = f"several files of weights ({', '.join(paths)}): name one with the option 'checkpoint'" if paths else "no weights"
        msg = f"the model {card.name} has {what}"
        raise Refused(msg)
    return wanted or paths[0]


def _faces(job: Job[SyncLips], source: FrameSource, plan: Repaint) -> Iterator[Rgb]:
    """Every face of the plan, cut out."""
    if not plan.mouths:
        return
    first, last = plan.mouths[0].frame, plan.mouths[-1].frame
    waiting = iter(plan.mouths)
    mouth = next(waiting, None)
    for number, frame in enumerate(source.read(first, last - first + 1), first):
        while mouth is not None and mouth.frame == number:
            yield cut(frame, mouth.box, SIDE_PX)
            mouth = next(waiting, None)
        job.progress(_LOOKED + (_CUT - _LOOKED) * (number - first) / (last - first + 1))


def _written(clip: _Clip, painted: Sequence[Rgb]) -> Made:
    job, source = clip.job, clip.source
    if painted:
        path = job.folder / "clip.mp4"
        write_frames(path, _with_mouths(clip, painted), source.fps, source.width_px, source.height_px)
    else:
        path = job.folder / f"clip{job.input(job.order.clip).path.suffix}"
        shutil.copyfile(job.input(job.order.clip).path, path)
    job.progress(1.0)
    facts: dict[str, object] = {"faces": clip.detector, "mouths": len(painted)}
    return Made(
        path=path,
        media_type=MP4 if painted else job.order.clip.media_type,
        width_px=source.width_px,
        height_px=source.height_px,
        frames=source.frames,
        fps=source.fps,
        facts={**facts, "notes": list(clip.repaint.notes)} if clip.repaint.notes else facts,
    )


def _with_mouths(clip: _Clip, painted: Sequence[Rgb]) -> Iterator[av.VideoFrame]:
    """Every frame of the clip, with the mouths that were made for it."""
    by_frame = {
        number: list(mouths) for number, mouths in groupby(zip(clip.repaint.mouths, painted, strict=True), key=lambda pair: pair[0].frame)
    }
    for number, frame in enumerate(clip.source.read(0, clip.source.frames)):
        made = frame
        for mouth, face in by_frame.get(number, []):
            made = paste(made, mouth.box, face, mouth.strength)
        yield made
        clip.job.progress(_PAINTED + (1 - _PAINTED) * number / clip.source.frames)
