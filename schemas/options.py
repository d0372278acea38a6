"""What a person chooses for a whole film."""

from typing import Annotated, Final, Literal, Self

from pydantic import Field, model_validator

from schemas.engines import WantedEngine, Wish
from schemas.message import Request
from schemas.stages import Stage

Aspect = Literal["16:9", "9:16", "1:1", "4:5", "21:9"]
Resolution = Literal["480p", "720p", "1080p", "1440p", "2160p"]
Subtitles = Literal["sidecar", "burned", "none"]
Codec = Literal["h264", "h265", "av1", "prores"]
"""Of the picture; each has its sound: AAC, Opus beside AV1, PCM beside ProRes."""
SubtitlesStyle = Literal["plain", "boxed", "colours"]
"""White with a dark edge; white on a dark ground; a colour for every speaker."""
Fps = Literal[24, 25, 30]
Loudness = Literal[-14, -16, -23, -24, -27]
"""LUFS integrated: music and video platforms, the web and podcasts, European television (EBU R 128), American television (ATSC A/85),
film streaming services."""
Look = Annotated[str, Field(max_length=1000)]
"""What pictures look like: "black and white", "watercolour on rough paper, muted"."""
NO_MUSIC_DB: Final = -60.0
MusicLevel = Annotated[float, Field(ge=NO_MUSIC_DB, le=12)]
"""Decibels above what is usual; at `NO_MUSIC_DB` there is no music, and none is composed."""
Quality = Literal["small", "standard", "high"]
"""How much of the picture is kept: `small` for mail and drafts, `high` for whoever encodes it again."""
ModerationPolicy = Literal["off", "warn", "refuse"]
"""Whether words are looked through before anything is made from them, and what then comes of a finding; the strictest last."""
LanguageTag = Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]

CharacterName = Annotated[str, Field(min_length=1, max_length=200)]
VoiceName = Annotated[str, Field(min_length=1, max_length=200)]

OwnStage = Literal[Stage.SCREENPLAY, Stage.SHOTS, Stage.IMAGES, Stage.CLIPS, Stage.VOICES, Stage.MUSIC, Stage.EFFECTS, Stage.LIPSYNC]
"""Stages whose engine a film may choose: who looks words through is up to the place, and films are put together in one way."""

Gate = Literal[Stage.SHOTS, Stage.IMAGES, Stage.CLIPS]
"""Stages behind which a film can wait for a person: nothing is made, pictures are painted, shots are in motion."""

_RATIOS: dict[str, tuple[int, int]] = {"16:9": (16, 9), "9:16": (9, 16), "1:1": (1, 1), "4:5": (4, 5), "21:9": (21, 9)}


class FilmOptions(Request):
    """A film's format and the choices that are not in the script."""

    profile: str = "draft"
    engines: dict[OwnStage, WantedEngine] = Field(default={}, exclude_if=lambda engines: not engines)
    """Engines instead of the profile's, by stage."""
    aspect: Aspect = "16:9"
    resolution: Resolution = "720p"
    """The length of the frame's shorter side, in lines."""
    fps: Fps = 24
    language: str = Field(default="auto", pattern=r"^(auto|[a-z]{2,3}(-[A-Za-z0-9]{2,8})*)$")
    """BCP 47 tag of the spoken language, or "auto" to go by the script."""
    voices: dict[CharacterName, VoiceName] = Field(default={}, max_length=200, exclude_if=lambda voices: not voices)
    """Who speaks with which voice, by the character's name: a name of `GET /api/voices`, or "sample:ID"."""
    title: str = Field(default="", max_length=200)
    style: Look = Field(default="", exclude_if=lambda style: not style)
    """What all pictures look like, in words; how many of them are heeded is up to the images engine."""
    subtitles: Subtitles = "sidecar"
    subtitles_style: SubtitlesStyle = "plain"
    sdh: bool = False
    """Whether there are also subtitles for those who do not hear: who speaks, what sounds, what the music is like."""
    translate: list[LanguageTag] = Field(default=[], max_length=20)
    """BCP 47 tags of further languages the film has subtitles in; they need a translation engine."""
    commercial_only: bool = False
    """Refuse engines whose licence, or whose model's, forbids commercial use."""
    seed: int = Field(default=0, ge=0, le=2**31 - 1)
    codec: Codec = "h264"
    """h264 plays everywhere, h265 and av1 are smaller and slower to make, prores (a .mov) is for editing and grading."""
    loudness_lufs: Loudness = -16
    """How loud the film is, integrated after EBU R 128."""
    music_db: MusicLevel = Field(default=0.0, exclude_if=lambda level_db: not level_db)
    """How much louder or quieter than usual music is, in every scene that has no level of its own; −60: the film has no music."""
    quality: Quality = Field(default="standard", exclude_if=lambda quality: quality == "standard")
    """Of the encoded picture; ProRes has one quality."""
    hls: bool = False
    """Beside the film, the same packets as an HTTP live stream: fragmented MP4 and a playlist."""

    approve: list[Gate] = Field(default=[], max_length=3, exclude_if=lambda gates: not gates)
    """Stages behind which every scene waits until a person has approved what is there; edits are made meanwhile."""

    moderation: ModerationPolicy = "warn"
    """Whether the script, and the words of edits, are looked through first; project and server may be stricter."""
    moderation_threshold: float = Field(default=0.5, ge=0.05, le=1)
    """From which score on something is told, or refused."""

    @model_validator(mode="after")
    def _can_be_streamed(self) -> Self:
        if self.hls and self.codec == "prores":
            raise ValueError("hls can't carry prores, which no player streams; choose h264, h265 or av1, or leave hls out")
        return self

    @model_validator(mode="after")
    def _has_quality(self) -> Self:
        if self.quality != "standard" and self.codec == "prores":
            raise ValueError("prores has one quality, that of its profile hq; leave quality out, or choose h264, h265 or av1")
        return self

    @model_validator(mode="after")
    def _subtitles_agree(self) -> Self:
        if self.subtitles == "none":
            wanted = {"sdh": self.sdh, "translate": bool(self.translate), "subtitles_style": self.subtitles_style != "plain"}
            contrary = [name for name, is_wanted in wanted.items() if is_wanted]
            if contrary:
                raise ValueError(f"a film without subtitles has none of {', '.join(contrary)}: leave that out, or have subtitles")
        if self.subtitles_style == "boxed" and self.subtitles != "burned":
            raise ValueError(
                "boxed subtitles are drawn into the picture: have subtitles burned (--burn-subtitles), or choose plain or colours"
            )
        return self

    @property
    def wishes(self) -> list[Wish]:
        """Its own engines."""
        return [Wish(stage=stage, wanted=wanted) for stage, wanted in self.engines.items()]

    @property
    def true_peak_dbtp(self) -> float:
        """The ceiling that goes with the loudness: −2 dBTP where broadcasters and film services ask for it (EBU R 128 itself allows −1)."""
        return -1.0 if self.loudness_lufs >= -16 else -2.0

    @property
    def frame(self) -> tuple[int, int]:
        """Width and height in pixels, both even: the shorter side has `resolution` lines."""
        across, down = _RATIOS[self.aspect]
        short = int(self.resolution.removesuffix("p"))
        long = 2 * round(short * max(across, down) / min(across, down) / 2)
        return (long, short) if across >= down else (short, long)
