"""Subtitles for those who do not hear: every speaker named, how they speak, what sounds, and what the music is like.

Speech comes first. A sound is told where nobody speaks; one that must not be missed is put in front of the words it is heard with, the
others give way. The music is told when its mood changes. Brackets are around everything that is not said, notes around music.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from activities.film.subtitles.sound_names import music_name, names_language, sound_name
from activities.media.text.subtitle_timing import SHORTEST_S
from activities.media.text.subtitles import Cue, Heard, cues_from, heard_line
from schemas.film import Reel
from schemas.timeline import PlacedLine, Timeline

_TOLD_S = 2.0
"""How long a sound is told when there is room."""
_LATEST_S = 1.5
"""A sound is not told later than this after it is heard."""
_MUSIC_WITHIN_S = 12.0
"""Of the beginning of its scene."""
_AGAIN_S = 12.0
"""The same sound is not told again before this."""
_SAID = (
    "said says asked asks replied replies answered answers thought thinks he she they dijo dice preguntó pregunta respondió responde "
    "contestó pensó piensa él ella dit demanda demande répondit répond pensa pense il elle sagte sagt fragte fragt antwortete antwortet "
    "dachte er sie disse dice chiese chiede rispose risponde pensò lui lei perguntou pergunta respondeu pensou ele ela"
)
_IN_PASSING = frozenset(
    {"steps", "creak", "clink", "paper", "typing", "switch", "pour", "drips", "fire", "rain", "wind", "waves", "crowd", "engine",
     "car_passes", "clock", "static", "birds", "gulls", "crow", "owl", "crickets"}
)  # fmt: skip
"""Sounds that tell of the place more than of what happens."""
_HEARD_WEATHER: Mapping[str, str] = {"rain": "rain", "storm": "rain", "wind": "wind"}
"""The sound of each weather that has one."""


def captions_of(timeline: Timeline, reels: Sequence[Reel], language: str) -> list[Cue]:
    """The subtitles of a cut for those who do not hear, in order, none overlapping.

    Args:
        timeline: The cut in time.
        reels: Its scenes, for their music.
        language: Of the film; sounds are named in it where that is known, else in English (`captions_note`).
    """
    lines = sorted((line for line in timeline.lines if line.line.text.strip()), key=lambda line: (line.first_sample, line.line.number))
    speech = [_said(line, before, timeline.fps) for line, before in zip(lines, [None, *lines], strict=False)]
    heard = list(speech)
    for frame, kind in _sounds(timeline):
        _tell(heard, speech, frame, sound_name(kind, language), timeline.fps, may_give_way=kind in _IN_PASSING)
    moods = {reel.scene: reel.music_mood for reel in reels if reel.music is not None}
    heard += _music(timeline, moods, heard, language)
    heard.sort(key=lambda what: what.first_frame)
    return cues_from(heard, timeline.fps, timeline.frames)


def captions_note(language: str) -> str | None:
    """What a person should know about them; None when all is well."""
    if names_language(language) == language.split("-", maxsplit=1)[0].lower():
        return None
    return f"sounds and music are named in English: their names in '{language}' are not known"


def _said(placed: PlacedLine, before: PlacedLine | None, fps: int) -> Heard:
    manner = _manner(placed.line.delivery, placed.line.character)
    # who goes on in the same way is not told about again
    if before and (before.line.character, before.line.delivery) == (placed.line.character, placed.line.delivery):
        manner = ""
    heard = heard_line(placed, fps)
    return replace(heard, text=f"[{manner}] {heard.text}" if manner else heard.text, is_named=True)


def _manner(delivery: str, speaker: str) -> str:
    """How something is said, in the writer's words; prose also says that it is said, and by whom, which is told already."""
    told = {*_SAID.split(), *speaker.casefold().split()}
    words = delivery.strip("() ").split()
    kept = [word for word in words if word.casefold().strip(",.;") not in told]
    # "said to Mara" has lost its verb, not its sense: only what stood around the verb is taken away
    return " ".join(kept).strip(" ,.;") if len(kept) < len(words) else " ".join(words)


def _sounds(timeline: Timeline) -> list[tuple[int, str]]:
    """Frame and kind of every sound worth telling, in order; not the same again and again."""
    told: dict[str, int] = {}
    found: list[tuple[int, str]] = []
    every = [(placed.first_frame + round(cue.at * placed.shot.frames), cue.kind) for placed in timeline.shots for cue in placed.shot.sounds]
    for frame, kind in sorted(every + _weather(timeline)):
        if frame - told.get(kind, -(10**9)) >= _AGAIN_S * timeline.fps:
            told[kind] = frame
            found.append((frame, kind))
    return found


def _weather(timeline: Timeline) -> list[tuple[int, str]]:
    """Where weather begins to be heard: it is in the air of the scene, and no sound of a shot."""
    found: list[tuple[int, str]] = []
    before = ""
    for placed in timeline.shots:
        kind = _HEARD_WEATHER.get(placed.shot.setting.weather, "") if placed.shot.setting else ""
        if kind and kind != before:
            found.append((placed.first_frame, kind))
        before = kind
    return found


def _tell(heard: list[Heard], speech: Sequence[Heard], frame: int, name: str, fps: int, *, may_give_way: bool) -> None:
    """Put a sound between what is heard, or in front of the words it is heard with."""
    start = _free_from(heard, frame)
    room = _free_until(heard, start) - start
    if start - frame <= _LATEST_S * fps and room >= SHORTEST_S * fps:
        heard.append(Heard(start, min(room, round(_TOLD_S * fps)), f"[{name}]", kind="sound"))
    elif not may_give_way and speech:
        near = min(speech, key=lambda what: abs(max(what.first_frame, min(frame, what.first_frame + what.frames)) - frame))
        place = next(index for index, what in enumerate(heard) if (what.first_frame, what.speaker) == (near.first_frame, near.speaker))
        heard[place] = replace(heard[place], text=f"[{name}] {heard[place].text}")


def _music(timeline: Timeline, moods: Mapping[int, str], heard: Sequence[Heard], language: str) -> list[Heard]:
    found: list[Heard] = []
    before = ""
    for scene in timeline.scenes:
        mood = moods.get(scene.scene, "")
        if mood and mood != before:
            start, end = scene.first_frame, scene.first_frame + min(scene.frames, round(_MUSIC_WITHIN_S * timeline.fps))
            while start < end:
                start = _free_from([*heard, *found], start)
                room = _free_until([*heard, *found], start) - start
                if room >= SHORTEST_S * timeline.fps and start < end:
                    frames = min(room, round(1.5 * _TOLD_S * timeline.fps))
                    found.append(Heard(start, frames, f"♪ {music_name(mood, language)} ♪", kind="music"))
                    break
                start += max(1, room)
        before = mood
    return found


def _free_from(heard: Sequence[Heard], frame: int) -> int:
    """The first frame from `frame` on in which nothing is told."""
    for what in sorted(heard, key=lambda what: what.first_frame):
        if what.first_frame <= frame < what.first_frame + what.frames:
            frame = what.first_frame + what.frames
    return frame


def _free_until(heard: Sequence[Heard], frame: int) -> int:
    return min((what.first_frame for what in heard if what.first_frame >= frame), default=10**9)
