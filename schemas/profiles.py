"""Profiles: a named engine per stage, with options."""

from collections.abc import Iterable

from pydantic import field_validator

from schemas.engines import WantedEngine, Wish
from schemas.message import Message
from schemas.stages import Stage


class EngineUse(Message):
    """One stage's engine in a profile."""

    engine: str
    options: dict[str, str | int | float | bool] = {}
    fallback: str = ""
    """An engine of the stage, with its own defaults, for orders that do not fit into memory; "" fails them instead."""


class Profile(Message):
    """A named choice of engine for every stage."""

    name: str
    summary: str
    stages: dict[Stage, EngineUse]
    """In the order of the stages."""

    @field_validator("stages")
    @classmethod
    def _in_order(cls, stages: dict[Stage, EngineUse]) -> dict[Stage, EngineUse]:
        return {stage: stages[stage] for stage in Stage if stage in stages}

    def falling_back(self, stage: Stage) -> "Profile":
        """The profile with a stage's fallback in the place of its engine."""
        return self.model_copy(update={"stages": {**self.stages, stage: EngineUse(engine=self.stages[stage].fallback)}})

    def moderated_by(self, engine: str | None) -> "Profile":
        """The profile with the moderation engine of the place it is used at, where one is set."""
        return self.model_copy(update={"stages": {**self.stages, Stage.MODERATION: EngineUse(engine=engine)}}) if engine else self

    def with_engines(self, wishes: Iterable[Wish]) -> "Profile":
        """The profile with other engines for some stages; one of its own keeps its options but for those that are given."""
        wanted = {wish.stage: self._with(wish.stage, wish.wanted) for wish in wishes}
        return self.model_copy(update={"stages": {**self.stages, **wanted}})

    def for_shot(self, wish: Wish) -> "Profile":
        """What a single shot has of its own in a film with this profile, and nothing else."""
        return self.model_copy(update={"name": wish.wanted.engine, "stages": {wish.stage: self._with(wish.stage, wish.wanted)}})

    def _with(self, stage: Stage, wanted: WantedEngine) -> EngineUse:
        own = self.stages.get(stage)
        if own is not None and own.engine == wanted.engine:
            return own.model_copy(update={"options": {**own.options, **wanted.options}})
        return EngineUse(engine=wanted.engine, options=wanted.options)

    def for_film(self, *, is_moderated: bool) -> "Profile":
        """The profile without the engine that looks words through, for a film whose words nobody looks through."""
        stages = {stage: use for stage, use in self.stages.items() if is_moderated or stage is not Stage.MODERATION}
        return self.model_copy(update={"stages": stages})


MODERATOR_SETTING = "FILM_MODERATION_ENGINE"
"""Who looks words through, whatever the profile says: that is for whoever runs the place to decide, not for whoever makes a film."""

_DRAFT = {
    Stage.SCREENPLAY: EngineUse(engine="rules"),
    Stage.MODERATION: EngineUse(engine="words"),
    Stage.SHOTS: EngineUse(engine="rules"),
    Stage.IMAGES: EngineUse(engine="drawn"),
    Stage.CLIPS: EngineUse(engine="camera"),
    Stage.VOICES: EngineUse(engine="espeak"),
    Stage.MUSIC: EngineUse(engine="synth"),
    Stage.LIPSYNC: EngineUse(engine="visemes"),
    Stage.FILM: EngineUse(engine="x264"),
}

_HOSTED_STILLS = {
    **_DRAFT,
    Stage.IMAGES: EngineUse(engine="openai_images"),
    Stage.VOICES: EngineUse(engine="elevenlabs"),
    Stage.LIPSYNC: EngineUse(engine="still"),
}

_SHEETS = {"sheets": True}
"""Characters are painted once, shots from that."""
_CAMERA = "camera"
"""What does not fit is set in motion by a camera over its picture, and the film says so."""

_STUDIO = {
    **_DRAFT,
    Stage.IMAGES: EngineUse(engine="flux2_klein", options=_SHEETS),
    Stage.CLIPS: EngineUse(engine="wan", options={"model": "Wan-AI/Wan2.2-I2V-A14B-Diffusers"}, fallback=_CAMERA),
    Stage.VOICES: EngineUse(engine="xtts"),
    Stage.MUSIC: EngineUse(engine="musicgen"),
    Stage.EFFECTS: EngineUse(engine="stable_audio", fallback="synth"),
    Stage.LIPSYNC: EngineUse(engine="wav2lip"),
}
"""Of the best that is open, whatever its licence."""
_SYNTHESISED = {stage: use for stage, use in _STUDIO.items() if stage is not Stage.EFFECTS}
"""The same with effects from inside the mix: Stable Audio may be used for money below a revenue only."""
_WAN_SMALL = EngineUse(engine="wan", options={"model": "Wan-AI/Wan2.2-TI2V-5B-Diffusers", "megapixels": 0.86}, fallback=_CAMERA)
_WAN_EIGHT_BITS = EngineUse(engine="wan", options={"model": "Wan-AI/Wan2.2-I2V-A14B-Diffusers", "storage": "fp8"}, fallback=_CAMERA)
_WAN_LARGE = EngineUse(engine="wan", options={"model": "Wan-AI/Wan2.2-I2V-A14B-Diffusers", "megapixels": 0.86}, fallback=_CAMERA)

STUDIO = (
    Profile(
        name="preview",
        summary="A quick look at a film by models: Z-Image at 0.4 megapixels under a moving camera, everything else by rules. 24 GB.",
        stages={
            **_DRAFT,
            Stage.IMAGES: EngineUse(engine="z_image", options={"megapixels": 0.4}),
            Stage.LIPSYNC: EngineUse(engine="still"),
        },
    ),
    Profile(
        name="studio-12gb",
        summary="SDXL, LTX-Video, XTTS, MusicGen small, Stable Audio, Wav2Lip on a GPU of 12 GB. Not for commercial films.",
        stages={
            **_STUDIO,
            Stage.IMAGES: EngineUse(engine="sdxl"),
            Stage.CLIPS: EngineUse(engine="ltx", fallback=_CAMERA),
            Stage.MUSIC: EngineUse(engine="musicgen", options={"model": "facebook/musicgen-small"}),
        },
    ),
    Profile(
        name="studio-24gb",
        summary="FLUX.2 klein with character sheets, Wan 2.2 TI2V-5B, XTTS, MusicGen, Stable Audio, Wav2Lip on a GPU of 24 GB. Not for "
        "commercial films.",
        stages={**_STUDIO, Stage.CLIPS: _WAN_SMALL},
    ),
    Profile(
        name="studio-48gb",
        summary="As studio-24gb, with Wan 2.2 I2V-A14B in 8 bits, on a GPU of 48 GB. Not for commercial films.",
        stages={**_STUDIO, Stage.CLIPS: _WAN_EIGHT_BITS},
    ),
    Profile(
        name="studio-80gb",
        summary="Qwen-Image-Edit with sheets, Wan 2.2 I2V-A14B, XTTS, MusicGen, Stable Audio, Wav2Lip on a GPU of 80 GB. Not for "
        "commercial films.",
        stages={**_STUDIO, Stage.IMAGES: EngineUse(engine="qwen_edit", options=_SHEETS)},
    ),
    Profile(
        name="studio-141gb",
        summary="As studio-80gb, with clips calculated at 720p, on a GPU of 141 GB. Not for commercial films.",
        stages={**_STUDIO, Stage.IMAGES: EngineUse(engine="qwen_edit", options=_SHEETS), Stage.CLIPS: _WAN_LARGE},
    ),
    Profile(
        name="studio-talking",
        summary="FLUX.2 klein with character sheets under a moving camera, and whoever speaks made to their voice by LTX-2, on a GPU of "
        "80 GB. Not for commercial films.",
        stages={**_STUDIO, Stage.CLIPS: EngineUse(engine=_CAMERA), Stage.LIPSYNC: EngineUse(engine="ltx2", fallback="still")},
    ),
    Profile(
        name="studio-commercial",
        summary="FLUX.2 klein with character sheets, Wan 2.2 TI2V-5B, Bark, ACE-Step on a GPU of 24 GB: only weights that may be used for "
        "money. Lips stay as the clip has them: none that move mouths in 24 GB may be used for money.",
        stages={
            **_SYNTHESISED,
            Stage.CLIPS: _WAN_SMALL,
            Stage.VOICES: EngineUse(engine="bark"),
            Stage.MUSIC: EngineUse(engine="ace_step"),
            Stage.LIPSYNC: EngineUse(engine="still"),
        },
    ),
    Profile(
        name="studio-commercial-talking",
        summary="As studio-commercial, with Wan 2.2 I2V-A14B, and whoever speaks made to their voice by LTX-2, on a GPU of 80 GB: for "
        "money below 10 M USD of yearly revenue, which LTX-2's licence asks.",
        stages={
            **_SYNTHESISED,
            Stage.VOICES: EngineUse(engine="bark"),
            Stage.MUSIC: EngineUse(engine="ace_step"),
            Stage.LIPSYNC: EngineUse(engine="ltx2", fallback="still"),
        },
    ),
)
"""By the memory of one GPU; docs/models.md says what each needs."""

_TINY = {
    **_DRAFT,
    Stage.IMAGES: EngineUse(engine="sdxl", options={"model": "tiny/sdxl", "steps": 4, "megapixels": 0.066}),
    Stage.CLIPS: EngineUse(engine="ltx", options={"model": "tiny/ltx", "steps": 2, "megapixels": 0.008}),
    Stage.VOICES: EngineUse(engine="vits", options={"model": "tiny/coqui-vits", "language": "en"}),
    Stage.MUSIC: EngineUse(engine="musicgen", options={"model": "tiny/musicgen", "longest_s": 3.0}),
    Stage.EFFECTS: EngineUse(engine="stable_audio", options={"model": "tiny/stable-audio", "steps": 2, "longest_s": 3.0}),
    Stage.LIPSYNC: EngineUse(engine="wav2lip", options={"model": "tiny/wav2lip", "faces": "cascade"}),
}

PROFILES: dict[str, Profile] = {
    profile.name: profile
    for profile in (
        Profile(
            name="draft",
            summary="A drawn animatic with spoken lines, lip sync and composed music: no keys, no weights, no GPU.",
            stages=_DRAFT,
        ),
        Profile(
            name="draft-llm",
            summary="As draft, with screenplay and shots by a language model behind any OpenAI-compatible server.",
            stages={**_DRAFT, Stage.SCREENPLAY: EngineUse(engine="llm"), Stage.SHOTS: EngineUse(engine="llm")},
        ),
        Profile(
            name="draft-xtts",
            summary="As draft, with voices by XTTS, also those of samples (`film voices add`). Not for commercial films.",
            stages={**_DRAFT, Stage.VOICES: EngineUse(engine="xtts")},
        ),
        Profile(
            name="tiny",
            summary="Every model library on random weights of a few megabytes: nonsense to see, for trying out the pipeline (`film models "
            "miniatures`).",
            stages=_TINY,
        ),
        Profile(
            name="hosted-stills",
            summary="Pictures by OpenAI under a moving camera, voices by ElevenLabs: keys of both, a few cents a shot.",
            stages=_HOSTED_STILLS,
        ),
        Profile(
            name="hosted",
            summary="Pictures by OpenAI, set in motion by Runway, voices and music by ElevenLabs: keys of all three, paid by the second.",
            stages={**_HOSTED_STILLS, Stage.CLIPS: EngineUse(engine="runway"), Stage.MUSIC: EngineUse(engine="elevenlabs")},
        ),
        *STUDIO,
    )
}
