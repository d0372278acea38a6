"""Segments, sound and reels in, a finished cut out."""

import json
from typing import ClassVar, Final, Literal

from pydantic import Field

from schemas.keys import text_key
from schemas.media import ArtifactRef
from schemas.message import Message
from schemas.options import Codec, Quality, SubtitlesStyle
from schemas.order import Order
from schemas.shots import Setting, SoundCue, TransitionKind
from schemas.stages import Stage


class Encoding(Message):
    """How every segment of one film is encoded; segments of equal encoding can be joined without touching their packets."""

    codec: Codec = "h264"
    width_px: int
    height_px: int
    fps: int
    preset: str = "superfast"
    crf: int = 19
    keyint_frames: int = 48


def sound_packets_of(codec: Codec) -> Literal["aac", "none"]:
    """What the parts of a film's sound are encoded as beside pictures of a codec; the other tracks are encoded whole."""
    return "aac" if codec in {"h264", "h265"} else "none"


_QUALITY: dict[Codec, tuple[str, int]] = {"h264": ("superfast", 19), "h265": ("veryfast", 20), "av1": ("8", 22), "prores": ("hq", 0)}
"""Preset and constant quality of each. Drawn at 480p: x264 2.9 ms and 3.5 kB a frame, x265 21 ms and 2.1 kB, SVT-AV1 17 ms and 2.0 kB,
both 1 to 2 dB below x264; ProRes 28 ms, 145 kB and 8 dB above. SVT-AV1 itself advises against its presets from 10 on."""


_ABOVE_STANDARD: dict[Quality, int] = {"small": 7, "standard": 0, "high": -5}
"""Steps of constant quality; six are about twice or half the bits. SVT-AV1's scale has 63 steps for what x264 and x265 have 51 for."""


def encoding_of(codec: Codec, frame: tuple[int, int], fps: int, quality: Quality = "standard") -> Encoding:
    """How a film is encoded.

    Args:
        codec: Of the picture.
        frame: Width and height in pixels, both even.
        fps: Frames a second.
        quality: How much of the picture is kept; nothing to a codec without constant quality.
    """
    preset, crf = _QUALITY[codec]
    steps = _ABOVE_STANDARD[quality] * (63 if codec == "av1" else 51) // 51 if crf else 0
    return Encoding(codec=codec, width_px=frame[0], height_px=frame[1], fps=fps, preset=preset, crf=crf + steps)


MAKERS: Final = ", "
"""Between engines of one stage."""
LETTERING_RULES = 2
"""Of how burned subtitles are broken, timed and drawn (`activities/film/subtitles`, `activities/media/text`); raise it with every change,
or shots in the shelf keep the letters they had."""


class BurnedText(Message):
    """A subtitle drawn into the picture."""

    text: str
    first_frame: int
    """Counted in the shot."""
    frames: int
    """As long as the voice."""
    room: int = 0
    """Frames from its first to the end of the shot: no subtitle stays longer."""
    speaker: str = ""
    placement: Literal["on", "voice_over", "off_screen"] = "on"
    number: int = 0
    """`Character.number` of the speaker."""
    rules: int = LETTERING_RULES


class FrameRange(Message):
    """A run of frames of one clip."""

    clip: ArtifactRef
    image: ArtifactRef
    """The picture the clip was made from; a `PERFORMANCE` is drawn from it."""
    first_frame: int
    frames: int
    fade_in_frames: int = 0
    """From black, counted from the clip's own first frame."""
    fade_out_frames: int = 0
    """To black, counted back from the clip's own last frame."""
    burned: list[BurnedText] = []
    subtitles_style: SubtitlesStyle = "plain"
    language: str = "en"


class EncodeSegment(Order):
    """Encode the part of one shot that no transition covers, as a `SEGMENT` (closed GOP, starts with an IDR frame)."""

    stage: ClassVar[Stage] = Stage.FILM

    source: FrameRange
    encoding: Encoding


class EncodeTransition(Order):
    """Encode the overlap of two shots as a `SEGMENT` of `tail.frames` frames."""

    stage: ClassVar[Stage] = Stage.FILM

    kind: TransitionKind
    uncounted: ClassVar[frozenset[str]] = frozenset({"about", "before_shot"})

    before_shot: int
    """The shot it leads into; how it looks does not depend on that shot's number."""
    tail: FrameRange
    head: FrameRange
    encoding: Encoding


class ReelLine(Message):
    """One spoken line as it lies in its shot."""

    number: int
    character: str
    text: str
    placement: Literal["on", "voice_over", "off_screen"]
    delivery: str = ""
    number_of_speaker: int = 0
    """`Character.number` of the speaker."""
    is_verse: bool = False
    speech: ArtifactRef
    first_sample: int
    """Counted in the shot, 48 kHz; below 0 when it is heard before its speaker is seen (a J-cut)."""
    pan: float = 0.0
    """−1 (left) to 1 (right)."""


class ReelShot(Message):
    """One shot, made: what assembling needs to know of it."""

    number: int
    title: str
    """For contact sheet and manifest: "MS · single · MARA"."""
    frames: int
    """Its whole length, overlaps included."""
    transition_in: TransitionKind = "cut"
    overlap_in_frames: int = 0
    """Frames it shares with the shot before; 0 for a cut or a fade."""
    overlap_out_frames: int = 0
    sound_leads_frames: int = 0
    """How long its sound is heard before its picture is seen (J-cut); below 0, how long the shot before is heard on (L-cut)."""
    is_hard_cut: bool = False
    """Everything that sounds stops with the picture of the shot before."""
    segment: ArtifactRef
    source: FrameRange
    """The whole clip (`first_frame` 0), for transitions and stills."""
    lines: list[ReelLine] = []
    sounds: list[SoundCue] = []
    effects: ArtifactRef | None = Field(default=None, exclude_if=lambda effects: effects is None)
    """The sounds, as an engine made them (`schemas.effects.pieces_of` tells where each lies); None where the mix synthesises them."""
    setting: Setting | None = None
    """Where it plays, for its air; None for a card."""
    may_be_still: bool = False
    """Whether nothing need move in it: a card, a freeze, or a camera told to stand still before things."""
    notes: list[str] = []
    """What was otherwise than ordered when it was made, by stage: "images: memory was short ..."."""
    first_line: int = 0
    last_line: int = 0
    """Where it stands in the script, from 1."""
    image: ArtifactRef
    clip: ArtifactRef
    engines: dict[str, str] = {}
    """Engine and version by stage, for the manifest; several are parted by `MAKERS`."""
    seed: int = 0
    takes: dict[str, int] = {}

    keyed_when_set: ClassVar[frozenset[str]] = frozenset({"effects"})


class Reel(Message):
    """One scene, made: its shots in order and its music."""

    scene: int
    heading: str
    fps: int
    shots: list[ReelShot]
    sounds_like: str = ""
    """The heading whose air and room it has, when a person wants it to sound like another place than its own."""
    music: ArtifactRef | None = None
    music_intensity: float = 0.5
    music_engine: str = ""
    """Its name and version, for the manifest."""
    music_mood: str = ""
    """`Mood` of its music, for those who do not hear it."""
    music_is_drone: bool = False
    """It lies under recited verse, and stays there between the verses."""
    music_db: float = Field(default=0.0, exclude_if=lambda level_db: not level_db)
    """How much louder or quieter than usual it is."""
    music_rings_samples: int = Field(default=0, exclude_if=lambda samples: not samples)
    """How long its last chord may sound on into the next scene."""

    keyed_when_set: ClassVar[frozenset[str]] = frozenset({"music_rings_samples"})

    @property
    def heard_as(self) -> str:
        """The heading whose air and room it has."""
        return self.sounds_like or self.heading

    @property
    def heard(self) -> list[ArtifactRef]:
        """Every sound that was made for it: speech, effects, music."""
        lines = [line.speech for shot in self.shots for line in shot.lines]
        return lines + [shot.effects for shot in self.shots if shot.effects] + ([self.music] if self.music else [])

    @property
    def said_key(self) -> str:
        """The hash of what is said in it, by whom and how; "" when nobody speaks."""
        lines = [[line.character, line.delivery, line.text] for shot in self.shots for line in shot.lines]
        return text_key(json.dumps(lines, ensure_ascii=False)) if lines else ""

    @property
    def sound_key(self) -> str:
        """The hash of everything in it that is heard; a changed picture leaves it, and so the mix, as it was."""
        shots = [
            [shot.frames, shot.overlap_in_frames, shot.sound_leads_frames, shot.is_hard_cut]
            + [[line.speech.key, line.first_sample, line.placement, line.delivery, line.character, line.pan] for line in shot.lines]
            + [[cue.kind, cue.at, cue.level_db, cue.is_far] for cue in shot.sounds]
            + ([shot.setting.model_dump()] if shot.setting else [])
            + ([shot.effects.key] if shot.effects else [])
            for shot in self.shots
        ]
        music = self.music.key if self.music else ""
        heard = [self.scene, self.heard_as, self.fps, shots, music, self.music_intensity] + ["drone"] * self.music_is_drone
        heard += [f"music {self.music_db:+g} dB"] if self.music_db else []
        heard += [f"rings {self.music_rings_samples}"] if self.music_rings_samples else []
        return text_key(json.dumps(heard, ensure_ascii=False))


class StoreReel(Order):
    """Store a `Reel`, so that a reference travels on instead of it."""

    stage: ClassVar[Stage] = Stage.FILM

    reel: Reel


class Join(Message):
    """A transition that was encoded, and before which shot it lies."""

    before_shot: int
    segment: ArtifactRef


class MixSound(Order):
    """Mix a whole cut: dialogue, music under it, one loudness. A `SOUND_TRACK`, as long as the film to the sample."""

    stage: ClassVar[Stage] = Stage.FILM

    uncounted: ClassVar[frozenset[str]] = frozenset({"about", "reels"})

    reels: list[ArtifactRef]
    """Where to read what is heard; their pictures do not count."""
    heard: list[str]
    """The `Reel.sound_key` of each."""
    loudness_lufs: float = -16.0
    """Integrated, after EBU R 128 / ITU-R BS.1770."""
    true_peak_dbtp: float = -1.0
    packets: Literal["aac", "none"] = "aac"
    """What its parts are encoded as beside the FLAC they are kept in."""


class Translation(Message):
    """A film's lines in one further language."""

    language: str
    """BCP 47 tag."""
    scenes: list[ArtifactRef | None]
    """`TranslatedLines` of every scene, in film order; None where nobody speaks."""


class AssembleFilm(Order):
    """Join segments, transitions and sound into `film.mp4`, and make its companions."""

    stage: ClassVar[Stage] = Stage.FILM

    title: str
    authors: list[str] = []
    language: str = "en"
    reels: list[ArtifactRef]
    joins: list[Join] = []
    mix: ArtifactRef
    encoding: Encoding
    subtitles: Literal["sidecar", "burned", "none"] = "sidecar"
    subtitles_style: SubtitlesStyle = "plain"
    sdh: bool = False
    """Also subtitles for those who do not hear."""
    translations: list[Translation] = []
    hls: bool = False
    """Also as an HTTP live stream."""
    notes: list[str] = []
    """What is told of the cut in its manifest: engines that changed on the way, what was made again because it failed its check."""

    @property
    def further_subtitles(self) -> list[str]:
        """Names of the subtitle files beside the spoken ones, as in `CutFiles.subtitles`, in order."""
        kinds = [*(["sdh"] if self.sdh else []), *(translation.language for translation in self.translations)]
        return [f"{kind}.{ending}" for kind in kinds for ending in ("srt", "vtt")]


class SignFilm(Order):
    """Sign a finished film. A signature has chance in it: this is made once, and the film it is of stays what it was."""

    stage: ClassVar[Stage] = Stage.FILM

    film: ArtifactRef
    certificate: str
    """SHA-256 of the certificate chain it is signed with."""


STREAM_NAME: Final = "stream.mp4"
"""What a cut's playlist calls its stream."""


class CutFiles(Message):
    """A finished cut: the film and what lies beside it."""

    film: ArtifactRef
    poster: ArtifactRef
    contact_sheet: ArtifactRef
    manifest: ArtifactRef
    quality: ArtifactRef | None = None
    """`schemas.quality.QualityReport`."""
    srt: ArtifactRef | None = None
    vtt: ArtifactRef | None = None
    subtitles: dict[str, ArtifactRef] = {}
    """Further ones by kind or language and format: "sdh.srt", "fr.vtt"."""
    stream: ArtifactRef | None = None
    """The film's packets as fragmented MP4, for HTTP live streaming."""
    playlist: ArtifactRef | None = None
    """Of `stream`."""
    signed: ArtifactRef | None = None
    """The film with a C2PA signature: what people are given when there is one."""
