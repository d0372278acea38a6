"""What a person chooses for a whole film."""

from typing import Annotated, Literal

from pydantic import Field

from schemas.message import Request

Aspect = Literal["16:9", "9:16", "1:1", "4:5", "21:9"]
Resolution = Literal["480p", "720p", "1080p", "1440p", "2160p"]
Subtitles = Literal["sidecar", "burned", "none"]
SubtitlesStyle = Literal["plain", "boxed", "colours"]
"""White with a dark edge; white on a dark ground; a colour for every speaker."""
Fps = Literal[24, 25, 30]
LanguageTag = Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]

_RATIOS: dict[str, tuple[int, int]] = {"16:9": (16, 9), "9:16": (9, 16), "1:1": (1, 1), "4:5": (4, 5), "21:9": (21, 9)}


class FilmOptions(Request):
    """A film's format and the choices that are not in the script."""

    profile: str = "draft"
    aspect: Aspect = "16:9"
    resolution: Resolution = "720p"
    """The length of the frame's shorter side, in lines."""
    fps: Fps = 24
    language: str = Field(default="auto", pattern=r"^(auto|[a-z]{2,3}(-[A-Za-z0-9]{2,8})*)$")
    """BCP 47 tag of the spoken language, or "auto" to go by the script."""
    title: str = Field(default="", max_length=200)
    subtitles: Subtitles = "sidecar"
    subtitles_style: SubtitlesStyle = "plain"
    sdh: bool = False
    """Whether there are also subtitles for those who do not hear: who speaks, what sounds, what the music is like."""
    translate: list[LanguageTag] = Field(default=[], max_length=20)
    """BCP 47 tags of further languages the film has subtitles in; they need a translation engine."""
    seed: int = Field(default=0, ge=0, le=2**31 - 1)

    @property
    def frame(self) -> tuple[int, int]:
        """Width and height in pixels, both even: the shorter side has `resolution` lines."""
        across, down = _RATIOS[self.aspect]
        short = int(self.resolution.removesuffix("p"))
        long = 2 * round(short * max(across, down) / min(across, down) / 2)
        return (long, short) if across >= down else (short, long)
