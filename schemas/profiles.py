"""Profiles: a named engine per stage, with options."""

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

    def falling_back(self, stage: Stage) -> "Profile":
        """The profile with a stage's fallback in the place of its engine."""
        return self.model_copy(update={"stages": {**self.stages, stage: EngineUse(engine=self.stages[stage].fallback)}})


_DRAFT = {
    Stage.SCREENPLAY: EngineUse(engine="rules"),
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

_TINY = {
    **_DRAFT,
    Stage.IMAGES: EngineUse(engine="sdxl", options={"model": "tiny/sdxl", "steps": 4, "megapixels": 0.066}),
    Stage.CLIPS: EngineUse(engine="ltx", options={"model": "tiny/ltx", "steps": 2, "megapixels": 0.008}),
    Stage.MUSIC: EngineUse(engine="musicgen", options={"model": "tiny/musicgen", "longest_s": 3.0}),
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
    )
}
