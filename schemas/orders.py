"""How each order of a film is written: pure functions from a plan, and what the order is made from, to the order.

    speak_order, sheet_orders, effects_order   of every shot, at once
    image_order                 once the sheets of its characters are painted, where its engine paints from sheets
    clip_order                  once a shot's lines are spoken and its image is painted
    lips_order, segment_order   once what moves is made
    cue_order                   once every line of a scene is spoken
    join_order                  once both sides of a transition are made

`schemas/scene_orders.py` knows which of them can be given by now. Nothing here waits, draws lots or reads a clock.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Literal

from schemas.clips import AnimateClip, SpeechSpan
from schemas.edits import CharacterEdits, CueEdits, LineEdits, ShotEdits
from schemas.effects import MakeEffects, wanted_sounds
from schemas.engines import EngineChoice
from schemas.film import (
    BurnedText,
    EncodeSegment,
    EncodeTransition,
    FrameRange,
    ReelShot,
)
from schemas.images import PaintImage
from schemas.lipsync import SpokenLine, SyncLips
from schemas.markup import without_ssml
from schemas.media import ArtifactRef
from schemas.music import ComposeMusic, beyond_scene_s
from schemas.plan import FilmPlan, ScenePlan, lines_on_screen
from schemas.shots import Character, Expression, Line, Scene, Setting, Shot, Subject
from schemas.stages import Stage
from schemas.timeline import samples_per_frame
from schemas.timing import ShotTiming, Surroundings, fade_frames, overlap_frames, sound_leads_frames, time_shot
from schemas.voices import SpeakLine


def speak_order(plan: FilmPlan, cut: int, line: Line) -> SpeakLine:
    """The order that speaks one line."""
    edit = plan.edits.lines.get(line.number, LineEdits())
    own = plan.edits.characters.get(line.character.name, CharacterEdits()).voice
    voice = plan.options.voices.get(line.character.name, "") if own is None else own
    return SpeakLine(
        engine=plan.engines[Stage.VOICES],
        former=plan.former.get(Stage.VOICES, []),
        seed=plan.options.seed if edit.seed is None else edit.seed,
        take=edit.take,
        about=plan.about(cut, Stage.VOICES, f"line {line.number}", edit.take),
        character=line.character,
        text=line.text if edit.text is None else edit.text,
        delivery=(line.delivery or ("reciting" if line.is_verse else "")) if edit.delivery is None else edit.delivery,
        language=plan.language,
        voice=voice if edit.voice is None else edit.voice,
        speed=1.0 if edit.speed is None else edit.speed,
        pitch=0.0 if edit.pitch is None else edit.pitch,
    )


def image_order(plan: FilmPlan, cut: int, shot: Shot, sheets: Sequence[ArtifactRef] = ()) -> PaintImage:
    """The order that paints one shot, from the `sheets` of its characters where there are some."""
    edit = plan.edits.shots.get(shot.number, ShotEdits())
    width_px, height_px = plan.options.frame
    card = shot.card
    if card is not None and card.kind == "title":
        card = card.model_copy(update={"heading": edit.heading or plan.edits.title or card.heading or plan.title})
    engine = plan.engine(Stage.IMAGES, shot.number)
    return PaintImage(
        engine=engine,
        former=plan.former_of(Stage.IMAGES, shot.number),
        seed=plan.options.seed if edit.image_seed is None else edit.image_seed,
        take=edit.image_take,
        about=plan.about(cut, Stage.IMAGES, f"shot {shot.number}", edit.image_take, engine),
        width_px=width_px,
        height_px=height_px,
        size=shot.size,
        framing=shot.framing,
        angle=shot.angle,
        setting=shot.setting,
        subjects=[subject.model_copy(update={"character": _described(plan, edit, subject.character)}) for subject in shot.subjects],
        props=shot.props,
        card=card,
        prompt=shot.prompt if edit.prompt is None else edit.prompt,
        negative_prompt=shot.negative_prompt if edit.negative_prompt is None else edit.negative_prompt,
        style=plan.style if edit.style is None else edit.style,
        language=plan.language,
        references=list(sheets),
    )


SHEET_PX = (1344, 768)
"""Width and height of a character sheet: about what image models are trained on, whatever the film's frame."""
_VIEWS: tuple[tuple[Literal["left", "right"], Literal["left", "camera", "right", "away"], Expression], ...] = (
    ("left", "camera", "neutral"),
    ("left", "right", "neutral"),
    ("right", "left", "happy"),
    ("right", "away", "neutral"),
)
"""Place, facing and expression of each view on a sheet, from left to right."""


def sheet_orders(plan: FilmPlan, cut: int, shot: Shot) -> list[PaintImage]:
    """The character sheets a shot is painted from; none where its image engine does not paint from sheets."""
    painter = plan.engine(Stage.IMAGES, shot.number)
    if shot.card is not None or not painter.options.get("sheets"):
        return []
    characters = {subject.character.name: subject.character for subject in shot.subjects if not subject.is_extra}
    return [sheet_order(plan, cut, character, painter) for character in characters.values()]


def sheet_order(plan: FilmPlan, cut: int, character: Character, painter: EngineChoice | None = None) -> PaintImage:
    """The order that paints somebody's sheet, the same for every shot of the film.

    The film's image engine paints it, where that paints from sheets; else `painter` does, who paints the shot.
    """
    own = plan.engines[Stage.IMAGES]
    engine = own if painter is None or own.options.get("sheets") else painter
    edit = plan.edits.characters.get(character.name, CharacterEdits())
    person = character if edit.description is None else character.model_copy(update={"description": edit.description})
    look = f": {person.description.strip().rstrip('.')}" if person.description.strip() else ""
    views = [Subject(character=person, position=place, facing=facing, expression=mien) for place, facing, mien in _VIEWS]
    return PaintImage(
        engine=engine,
        former=plan.former.get(Stage.IMAGES, []) if engine == own else plan.former_of_guest(engine),
        seed=plan.options.seed if edit.sheet_seed is None else edit.sheet_seed,
        take=edit.sheet_take,
        about=plan.about(cut, Stage.IMAGES, f"character {character.number}", edit.sheet_take, engine),
        width_px=SHEET_PX[0],
        height_px=SHEET_PX[1],
        size="FS",
        framing="group",
        angle="eye",
        setting=Setting(int_ext="INT"),
        subjects=views,
        prompt=(
            f"Character sheet of {person.name.title()}{look}. The same person four times side by side, full body: from the front, "
            "in three-quarter view to the right, in three-quarter view to the left and smiling, from behind. Same face, hair and clothes "
            "each time, plain light grey background, even studio light"
        ),
        negative_prompt="text, caption, watermark, logo, frame, border, different people, different clothes, props, room",
        style=plan.style,
        language=plan.language,
        sheet_of=person.name,
    )


def _described(plan: FilmPlan, edit: ShotEdits, character: Character) -> Character:
    description = edit.looks.get(character.name, plan.edits.characters.get(character.name, CharacterEdits()).description)
    return character if description is None else character.model_copy(update={"description": description})


def effects_order(plan: FilmPlan, cut: int, shot: Shot) -> MakeEffects | None:
    """The order that makes the sounds of one shot's action; None when nothing is heard of it, or the mix synthesises it."""
    engine = plan.foley(shot.number)
    if engine is None or not shot.sounds:
        return None
    edit = plan.edits.shots.get(shot.number, ShotEdits())
    return MakeEffects(
        engine=engine,
        former=plan.former_of(Stage.EFFECTS, shot.number),
        seed=plan.options.seed if edit.effects_seed is None else edit.effects_seed,
        take=edit.effects_take,
        about=plan.about(cut, Stage.EFFECTS, f"shot {shot.number}", edit.effects_take, engine),
        shot=shot.number,
        sounds=wanted_sounds(shot.sounds),
        setting=shot.setting,
        action=shot.action,
    )


def shot_timing(plan: FilmPlan, scene: ScenePlan, index: int, speeches: Sequence[ArtifactRef]) -> ShotTiming:
    """Where the lines of a shot lie and how long it is; `speeches` are the recordings of all its lines."""
    shot, following, fps = scene.scene.shots[index], scene.following(index), plan.options.fps
    fade_in = fade_frames(shot, fps)[1]
    fade_out = fade_frames(following, fps)[0] if following else 0
    return time_shot(
        shot,
        speeches,
        fps,
        Surroundings(
            quiet_in=overlap_frames(shot, fps) + fade_in,
            quiet_out=(overlap_frames(following, fps) if following else 0) + fade_out,
            leads_in=sound_leads_frames(shot, fps),
            leads_out=sound_leads_frames(following, fps) if following else 0,
        ),
        wish_s=plan.edits.shots.get(shot.number, ShotEdits()).duration_s,
    )


def clip_order(
    plan: FilmPlan, cut: int, shot: Shot, timing: ShotTiming, image: ArtifactRef, speeches: Sequence[ArtifactRef]
) -> AnimateClip:
    """The order that sets one shot in motion."""
    edit = plan.edits.shots.get(shot.number, ShotEdits())
    width_px, height_px = plan.options.frame
    spf, engine = samples_per_frame(plan.options.fps), plan.animator(shot)
    return AnimateClip(
        engine=engine,
        former=plan.former_of(Stage.CLIPS, shot.number),
        seed=plan.options.seed if edit.clip_seed is None else edit.clip_seed,
        take=edit.clip_take,
        about=plan.about(cut, Stage.CLIPS, f"shot {shot.number}", edit.clip_take, engine),
        image=image,
        width_px=width_px,
        height_px=height_px,
        frames=timing.frames,
        fps=plan.options.fps,
        move=shot.move if edit.camera is None else edit.camera,
        intensity=0.5 if edit.intensity is None else edit.intensity,
        subjects=shot.subjects,
        weather=shot.setting.weather,
        speech=list(_spans_seen(shot, timing, speeches, spf)),
        is_card=shot.card is not None,
        prompt=shot.motion_prompt,
    )


def _spans_seen(shot: Shot, timing: ShotTiming, speeches: Sequence[ArtifactRef], spf: int) -> Iterator[SpeechSpan]:
    """When those who are seen speaking speak; what is heard over the shots around it is not in it."""
    for line, start, speech in zip(shot.lines, timing.first_samples, speeches, strict=True):
        first, frames = start // spf, -(-(speech.samples or 0) // spf)
        if line.placement != "on" or first + frames <= 0 or first >= timing.frames:
            continue
        begin, end = max(0, first), min(timing.frames, first + frames)
        yield SpeechSpan(character=line.character.name, first_frame=begin, frames=end - begin)


def lips_order(  # noqa: PLR0913, PLR0917 - everything a shot has come to by then
    plan: FilmPlan,
    cut: int,
    shot: Shot,
    timing: ShotTiming,
    image: ArtifactRef,
    clip: ArtifactRef,
    speeches: Sequence[ArtifactRef],
) -> SyncLips | None:
    """The order that moves the lips of one shot; None when nobody is seen speaking."""
    seen = lines_on_screen(shot)
    spoken = [
        SpokenLine(character=line.character.name, speech=speech, first_sample=start)
        for line, start, speech in zip(shot.lines, timing.first_samples, speeches, strict=True)
        if line.number in seen
    ]
    if not spoken:
        return None
    engine, guest = plan.engine(Stage.LIPSYNC, shot.number), plan.guest(Stage.LIPSYNC, shot.number)
    beneath = guest.beneath if guest else plan.beneath
    return SyncLips(
        engine=engine,
        former=plan.former_of(Stage.LIPSYNC, shot.number),
        seed=plan.options.seed,
        about=plan.about(cut, Stage.LIPSYNC, f"shot {shot.number}", 1, engine),
        clip=clip,
        image=image,
        speeches=spoken,
        motion=shot.motion_prompt if beneath else "",
        subjects=shot.subjects,
    )


def whole_range(  # noqa: PLR0913, PLR0917 - everything a shot has come to by then
    plan: FilmPlan,
    scene: ScenePlan,
    index: int,
    timing: ShotTiming,
    image: ArtifactRef,
    moving: ArtifactRef,
    speeches: Sequence[ArtifactRef],
) -> FrameRange:
    """The whole of one shot as a source of frames, fades and burned subtitles included."""
    shot, following, fps = scene.scene.shots[index], scene.following(index), plan.options.fps
    return FrameRange(
        clip=moving,
        image=image,
        first_frame=0,
        frames=timing.frames,
        fade_in_frames=fade_frames(shot, fps)[1],
        fade_out_frames=fade_frames(following, fps)[0] if following else 0,
        burned=_burned(plan, shot, timing, speeches) if plan.subtitles == "burned" else [],
        subtitles_style=plan.options.subtitles_style if plan.subtitles == "burned" else "plain",
        language=plan.language,
    )


def _burned(plan: FilmPlan, shot: Shot, timing: ShotTiming, speeches: Sequence[ArtifactRef]) -> list[BurnedText]:
    spf = samples_per_frame(plan.options.fps)
    return [
        BurnedText(
            text=without_ssml(speak_order(plan, 1, line).text),
            first_frame=start // spf,
            frames=max(1, -(-(start + (speech.samples or 0)) // spf) - start // spf),
            room=timing.frames - start // spf,
            speaker=line.character.name,
            placement=line.placement,
            number=line.character.number,
        )
        for line, start, speech in zip(shot.lines, timing.first_samples, speeches, strict=True)
    ]


def segment_order(plan: FilmPlan, cut: int, scene: ScenePlan, index: int, timing: ShotTiming, whole: FrameRange) -> EncodeSegment:
    """The order that encodes what no transition covers of one shot."""
    shot, following, fps = scene.scene.shots[index], scene.following(index), plan.options.fps
    head = overlap_frames(shot, fps)
    tail = overlap_frames(following, fps) if following else 0
    return EncodeSegment(
        engine=plan.engines[Stage.FILM],
        about=plan.about(cut, Stage.FILM, f"shot {shot.number}", 1),
        source=whole.model_copy(update={"first_frame": head, "frames": timing.frames - head - tail}),
        encoding=plan.encoding,
    )


def cue_order(plan: FilmPlan, cut: int, scene: ScenePlan, timings: Sequence[ShotTiming]) -> ComposeMusic:
    """The order that composes a scene's music; `timings` are those of all its shots."""
    overlaps = sum(overlap_frames(shot, plan.options.fps) for shot in scene.scene.shots[1:])
    # it begins with a sound that is heard before its picture, and goes on with one that is heard on
    before = max(0, sound_leads_frames(scene.scene.shots[0], plan.options.fps))
    after = max(0, -sound_leads_frames(scene.next_shot, plan.options.fps)) if scene.next_shot else 0
    edit = plan.edits.cues.get(scene.scene.number, CueEdits())
    cue = edit.applied(scene.scene.music)
    hits = _hits(plan, scene.scene, timings)
    if cue.rings_on and scene.next_shot:
        hits.append((sum(timing.frames for timing in timings) - overlaps) * samples_per_frame(plan.options.fps))
    after = max(after, beyond_scene_s(cue, scene.next_shot) * plan.options.fps)
    return ComposeMusic(
        engine=plan.engines[Stage.MUSIC],
        former=plan.former.get(Stage.MUSIC, []),
        seed=plan.options.seed if edit.seed is None else edit.seed,
        take=edit.take,
        about=plan.about(cut, Stage.MUSIC, f"scene {scene.scene.number}", edit.take),
        cue=cue,
        samples=(sum(timing.frames for timing in timings) - overlaps + before + after) * samples_per_frame(plan.options.fps),
        theme=plan.title,
        leads=leads_of(scene.scene),
        hits=[before * samples_per_frame(plan.options.fps) + hit for hit in hits],
    )


def leads_of(scene: Scene) -> list[str]:
    """Whom a scene is about: those who have more than a third of its pictures and lines, two at most, the most present first."""
    present: Counter[str] = Counter()
    for shot in scene.shots:
        present.update(dict.fromkeys((subject.character.name for subject in shot.subjects), 2))
        present.update({line.character.name: 3 for line in shot.lines})
    total = present.total()
    ranked = sorted(present, key=lambda name: (-present[name], name))
    return [name for name in ranked[:2] if present[name] > 0.34 * total]


def _hits(plan: FilmPlan, scene: Scene, timings: Sequence[ShotTiming]) -> list[int]:
    """Where the scene's pictures cut, in samples of the scene; what fades or dissolves is no hit."""
    hits, start = [], 0
    for shot, timing in zip(scene.shots, timings, strict=True):
        start -= overlap_frames(shot, plan.options.fps) if start else 0
        if start and shot.transition_in == "cut":
            hits.append(start * samples_per_frame(plan.options.fps))
        start += timing.frames
    return hits


def join_order(plan: FilmPlan, cut: int, before: ReelShot, after: ReelShot) -> EncodeTransition | None:
    """The order that encodes the overlap of two neighbours; None for a cut or a fade."""
    frames = after.overlap_in_frames
    if not frames:
        return None
    return EncodeTransition(
        engine=plan.engines[Stage.FILM],
        about=plan.about(cut, Stage.FILM, f"transition into shot {after.number}", 1),
        kind=after.transition_in,
        before_shot=after.number,
        tail=_part(before, before.frames - frames, frames),
        head=_part(after, 0, frames),
        encoding=plan.encoding,
    )


def _part(shot: ReelShot, first_frame: int, frames: int) -> FrameRange:
    """A run of frames of a shot, with those fades that reach into it: another fade elsewhere makes no other picture of it."""
    source = shot.source
    return source.model_copy(
        update={
            "first_frame": first_frame,
            "frames": frames,
            "fade_in_frames": source.fade_in_frames if first_frame < source.fade_in_frames else 0,
            "fade_out_frames": source.fade_out_frames if first_frame + frames > shot.frames - source.fade_out_frames else 0,
        }
    )


def join_orders(plan: FilmPlan, cut: int, shots: Sequence[ReelShot]) -> Iterator[EncodeTransition]:
    """The transitions between neighbours of a run of shots."""
    for before, after in pairwise(shots):
        order = join_order(plan, cut, before, after)
        if order is not None:
            yield order
