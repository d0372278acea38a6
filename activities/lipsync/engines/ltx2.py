"""LTX-2 with given sound: the people of a shot speak with the voices they were given, in a picture made with these voices.

Where other engines repaint mouths, this one makes the shot: from the first frame of the clip, or from the whole of it at a `strength` below
1, it makes picture for the sound, so that jaws, cheeks, hands and breath speak too. Give it clips that cost little, such as the camera's.
The film hears the voices themselves; what the model makes of them is not kept. Memory of the results: all frames at the model's size, 3
bytes a pixel.
"""

from collections.abc import Sequence
from typing import Any, ClassVar, Literal

from PIL import Image
from pydantic import Field

from activities.engines import EngineOptions, Job, Made
from activities.lipsync.engine import LipsyncEngine
from activities.lipsync.given_sound import GivenSound, latents_of, levels_from, with_given_sound
from activities.lipsync.photographs import photographed
from activities.lipsync.talking import MADE, TalkingShot
from activities.media.sizes import bucket
from activities.media.windows import Lengths, Window, windows_of
from activities.models.diffusers_engine import DiffusersEngine
from activities.models.ladder import Conditions
from activities.models.loading import LoadedPipeline, load_pipeline
from activities.models.ltx2 import CONDITION_PIPELINE, LENGTHS, PIPELINES, SIDES_MULTIPLE, TOKENS, Ltx2Settings, activations_of, of_age
from activities.models.rungs import Rung
from activities.models.seeds import generators
from activities.models.steps import Steps
from activities.models.words import LayeredWords
from schemas.lipsync import SyncLips


class Ltx2LipsOptions(Ltx2Settings):
    """How LTX-2 speaks."""

    megapixels: float = Field(default=0.4, ge=0.003, le=4.0)
    """Area at which the model works; the frames are then scaled to the clip's."""
    negative: str = "static picture, still mouth, blurry, distorted, deformed face, extra limbs, text, subtitles, watermark, worst quality"
    """What is not to be seen; without effect where the model follows no guidance."""
    strength: float = Field(default=1.0, gt=0.0, le=1.0)
    """How much is made anew: 1 keeps the clip's first frame alone; 0.6 to 0.8 keep what moves in it too."""
    ending: Literal["free", "clip"] = "free"
    """clip: every call ends at what the clip shows then, so that its camera move is kept to."""
    sound_noise: float = Field(default=0.0, ge=0.0, le=0.5)
    """Noise laid over what the model hears, of which it is told; a little can wake faces that a very clean voice leaves stiff."""


class Ltx2Lips(DiffusersEngine[SyncLips], LipsyncEngine):
    """Makes the shot anew with its voices; the clip's first frame, size, rate and length stay."""

    version: ClassVar[str] = "2"
    summary: ClassVar[str] = "LTX-2 with given sound: the whole shot is made to its voices, from the clip's first frame"
    licence: ClassVar[str] = "LTX-2 Community"
    extra: ClassVar[str] = "clips"
    Options: ClassVar[type[EngineOptions]] = Ltx2LipsOptions
    pipelines: ClassVar[frozenset[str]] = PIPELINES

    def __init__(self, options: EngineOptions) -> None:
        super().__init__(options)
        if not isinstance(options, Ltx2LipsOptions):
            raise TypeError("the options of ltx2 must be Ltx2LipsOptions")
        self.ltx2 = options

    @classmethod
    def makes_whole(cls, options: EngineOptions) -> bool:
        """Unless what moves in the clip, or its end, is to be kept."""
        return isinstance(options, Ltx2LipsOptions) and options.strength == 1 and options.ending == "free"

    @property
    def weights_key(self) -> str:
        """The pipeline's schedulers are part of what is kept warm."""
        return f"{super().weights_key} {'as given' if self._gives_levels else 'shifted'} {self.ltx2.sound_noise}"

    @property
    def _gives_levels(self) -> bool:
        return self.ltx2.strength < 1 or self.ltx2.levels is not None

    def make_many(self, jobs: Sequence[Job[SyncLips]]) -> list[Made]:
        """Clips, one a call.

        Facts: `prompt`, `steps`, `guidance`, `windows`, `model_px`, `remade` (the whole picture is), and what was set otherwise than usual.

        Raises:
            Refused: A clip is drawn, or its prompt is too long.
            DoesNotFit: There is not enough memory.
        """
        return [self._spoken(job) for job in jobs]

    def _spoken(self, job: Job[SyncLips]) -> Made:
        source = photographed(job)
        size = bucket(source.width_px, source.height_px, self.ltx2.megapixels * 2**20, SIDES_MULTIPLE)
        windows = windows_of(source.frames, Lengths(*LENGTHS, self.ltx2.most_frames))
        longest = max(window.frames for window in windows)
        activations = activations_of(size, longest, is_guided=self.ltx2.negatives)

        def attempt(_jobs: Sequence[Job[SyncLips]], conditions: Conditions) -> list[Made]:
            shot = TalkingShot(job, source, size)
            with self.lent(conditions, activations, 1) as loaded:
                facts = self._make(loaded.pipeline, shot, windows)
            return [shot.written({**facts, **self.facts_of_model()})]

        return self.within_memory([job], attempt, 1, activations, size, longest)[0]

    def load(self, rung: Rung) -> LoadedPipeline:
        """The pipeline on its rung."""
        pipeline = load_pipeline(CONDITION_PIPELINE, self.folder, self.dtype)
        given = with_given_sound(pipeline, self.ltx2.sound_noise, gives_levels=self._gives_levels)
        return self.loaded(given, rung)

    def _make(self, pipeline: Any, shot: TalkingShot, windows: Sequence[Window]) -> dict[str, Any]:
        """All frames of a shot; gives what is noted about it."""
        (noise,) = generators([shot.job])
        prompt = shot.prompt(pipeline.tokenizer, TOKENS)
        levels = self._levels(pipeline, shot, windows)
        count = len(levels) if levels else self.ltx2.step_count
        steps = Steps([shot.job], count * len(windows), 0.0, MADE)
        told = {
            **self.words(pipeline, TOKENS, LayeredWords).embeddings([prompt], [self.ltx2.negative] if self.ltx2.negatives else None),
            **self.ltx2.scales,
            **of_age(pipeline),
            "sigmas": levels,
            "num_inference_steps": count,
            "generator": noise,
            "output_type": "np",
            "return_dict": False,
        }
        sound = GivenSound(pipeline, shot.voices(), shot.source.fps)
        for window in windows:
            frames, _sound = pipeline(
                **told,
                **shot.shape(window),
                **self._seen(pipeline, shot, window),
                audio_latents=sound.latents(window.first_frame, window.frames),
                callback_on_step_end=steps.after(window.number * count),
            )
            shot.add(frames[0], window)
        unusual = {"strength": self.ltx2.strength, "ending": self.ltx2.ending, "sound_noise": self.ltx2.sound_noise}
        usual = Ltx2LipsOptions()
        chosen = {name: value for name, value in unusual.items() if value != getattr(usual, name)}
        return {"prompt": prompt, "steps": count, "guidance": self.ltx2.words_guidance, "windows": len(windows), **chosen}

    def _levels(self, pipeline: Any, shot: TalkingShot, windows: Sequence[Window]) -> list[float] | None:
        if not self._gives_levels:
            return None
        longest = max(window.frames for window in windows)
        tokens = ((longest - 1) // LENGTHS[1] + 1) * shot.size[0] * shot.size[1] // SIDES_MULTIPLE**2
        return levels_from(pipeline, self.ltx2.levels, self.ltx2.step_count, self.ltx2.strength, tokens)

    def _seen(self, pipeline: Any, shot: TalkingShot, window: Window) -> dict[str, Any]:
        """What of the clip the model is shown."""
        from diffusers.pipelines.ltx2.pipeline_ltx2_condition import LTX2VideoCondition  # noqa: PLC0415 - seconds

        held = [LTX2VideoCondition(frames=Image.fromarray(shot.first(window)), index=0)]
        if self.ltx2.ending == "clip":
            (last,) = shot.shown(window.first_frame + window.frames - 1, 1)
            held.append(LTX2VideoCondition(frames=Image.fromarray(last), index=-1))
        if self.ltx2.strength == 1:
            return {"conditions": held}
        return {"conditions": held, "latents": latents_of(pipeline, shot.shown(window.first_frame, window.frames))}
