"""Works planned shots out: people, lines, props, prompts, lengths and transitions."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from activities.shots.beats import Action, Beat, SceneBeats, Speech
from activities.shots.cards import card_of, card_prompt
from activities.shots.covering.blocking import Blocking
from activities.shots.covering.durations import action_s
from activities.shots.covering.plan import ShotPlan
from activities.shots.covering.transitions import CUT, Transition
from activities.shots.people.cast import Cast
from activities.shots.people.extras import Extra, seen_extras
from activities.shots.people.presence import Side
from activities.shots.places.adjectives import said_of
from activities.shots.places.darkness import is_dark_after
from activities.shots.places.lights import lights_out_after, tells_of_fire
from activities.shots.places.props import company_in, fixtures_in, is_handheld, is_large, is_worn, props_in
from activities.shots.places.settings import tells_of_end
from activities.shots.prompts import NEGATIVE, image_prompt, motion_prompt
from activities.shots.sound.sounds import sounds_of
from activities.shots.words import sentences
from schemas.markup import without_ssml
from schemas.shots import Card, Line, MusicCue, Setting, Shining, Shot, SoundCue

MOST_PROPS = 5


@dataclass(frozen=True)
class SceneFrame:
    """What all shots of a scene share."""

    scene: SceneBeats
    setting: Setting
    music: MusicCue
    sides: dict[str, Side]
    cast: Cast
    transition: Transition
    """Into the scene."""
    extras: Sequence[Extra] = ()
    said: dict[str, str] = field(default_factory=dict)
    """What things were said to look like so far in the film: each scene adds to it."""


def compose_scene(frame: SceneFrame, plans: Sequence[ShotPlan], first_shot: int, first_line: int) -> list[Shot]:
    """The shots of a scene.

    Args:
        frame: What they share.
        plans: In order, every beat in exactly one, each with its move.
        first_shot: Number of the first one.
        first_line: Number of the first spoken line.
    """
    blocking = Blocking(frame.cast, frame.sides, frame.music.mood)
    shots: list[Shot] = []
    line = first_line
    is_dark, burns = False, False
    out: list[Shining] = []
    reached = -1
    for index, plan in enumerate(plans):
        acts = [beat for beat in (frame.scene.beats[number] for number in plan.beats) if isinstance(beat, Action)]
        told = "\n".join(beat.text for beat in acts)
        is_dark = is_dark_after(told, is_dark=is_dark) and frame.setting.int_ext == "INT"
        out = lights_out_after("\n".join(beat.text for beat in acts if not beat.is_black), out)
        burns = burns or tells_of_fire(told)
        if is_dark and not burns and "fire" not in out:
            out = [*out, "fire"]  # a room with a fire in it would not be dark
        if is_dark != frame.setting.is_unlit or out != frame.setting.gone_out:
            frame = replace(frame, setting=frame.setting.model_copy(update={"is_unlit": is_dark, "gone_out": out}))
        reached = max((reached, *plan.beats))
        shot = _compose(frame, plan, blocking, (first_shot + index, line, reached))
        line += len(shot.lines)
        if not plan.beats and shots:
            # A face that listens belongs to the words before it.
            shot = shot.model_copy(update={"first_line": shots[-1].last_line, "last_line": shots[-1].last_line})
        transition = frame.transition if index == 0 else _inside(plan, frame.scene.beats)
        shots.append(shot.model_copy(update=transition.of_shot))
    return shots


def _compose(frame: SceneFrame, plan: ShotPlan, blocking: Blocking, counted: tuple[int, int, int]) -> Shot:
    """One shot; counted are its number, its first line's and the last beat up to which the scene has come."""
    number, first_line, reached = counted
    beats = [frame.scene.beats[index] for index in plan.beats]
    speeches = [beat for beat in beats if isinstance(beat, Speech)]
    action = "\n".join(beat.text for beat in beats if not isinstance(beat, Speech))
    subjects = [*blocking.block(plan, beats), *seen_extras(plan, frame.extras, reached)]
    narrated = " ".join(
        without_ssml(speech.text) for speech in speeches if speech.placement == "voice_over" and speech.character not in plan.cast
    )
    frame.said.update(said_of(action or narrated, frame.cast.language))
    told_props = [] if plan.framing == "card" else _props(plan, action or narrated, frame)
    props = [f"{frame.said[prop]} {prop}" if prop in frame.said else prop for prop in told_props]
    card = card_of(beats)
    # What is past ("the storm is over") would be painted all the same.
    told = " ".join(sentence for sentence in sentences(action or narrated) if not tells_of_end(sentence))
    shown = "" if card else told
    begins, ends = _extent(frame.scene, beats)
    return Shot(
        number=number,
        scene=frame.scene.outline.number,
        size=plan.size,
        framing=plan.framing,
        angle=plan.angle,
        move=plan.move or "drift",
        setting=frame.setting,
        subjects=subjects,
        props=props,
        card=card,
        action=action,
        lines=[_line(speech, first_line + index, plan, frame.cast) for index, speech in enumerate(_paired(speeches))],
        sounds=_sounds(frame, beats, card),
        prompt=card_prompt(card) if card else image_prompt(plan, frame.setting, subjects, props, shown, frame.music),
        negative_prompt="" if card else NEGATIVE,
        motion_prompt=""
        if card
        else motion_prompt(plan, frame.setting, subjects, [speech.character for speech in speeches if speech.placement == "on"], shown),
        min_duration_s=action_s(plan, beats),
        first_line=begins,
        last_line=ends,
    )


def _sounds(frame: SceneFrame, beats: Sequence[Beat], card: Card | None) -> list[SoundCue]:
    """What is heard: nothing while words are read, all that is told of while the screen is black."""
    if card is not None and card.kind != "black":
        return []
    # Where nothing says what place it is, its weather is not in the air.
    weather = frame.setting.weather if frame.setting.int_ext else "clear"
    return sounds_of(beats, weather, frame.cast.language, frame.setting.location)


def _paired(speeches: Sequence[Speech]) -> list[Speech]:
    """Speeches of which those of a dual dialogue are so only where both sides are in the picture's time."""
    is_pair = {"left", "right"} <= {speech.dual for speech in speeches}
    return [speech if is_pair else replace(speech, dual=None) for speech in speeches]


def _line(speech: Speech, number: int, plan: ShotPlan, cast: Cast) -> Line:
    # Somebody out of the frame who speaks in the room is heard from off screen.
    placement = "off_screen" if speech.placement == "on" and speech.character not in plan.cast else speech.placement
    return Line(
        number=number,
        character=cast[speech.character],
        text=speech.text,
        delivery=speech.delivery,
        placement=placement,
        pause_before_s=speech.pause_before_s,
        dual=speech.dual,
        is_verse=speech.is_verse,
    )


def _props(plan: ShotPlan, text: str, frame: SceneFrame) -> list[str]:
    """What is to be drawn into the set; doors, windows and counters belong to it already, unless the shot is on them."""
    language = frame.cast.language
    found = [
        prop
        for prop in props_in(text, language)
        if (plan.framing == "insert" and is_handheld(prop)) or (plan.framing != "insert" and _stands_by(prop))
    ]
    if plan.framing != "insert":
        told = "\n".join(beat.text for beat in frame.scene.beats if isinstance(beat, Action))
        found = [*company_in(told, language), *fixtures_in(told, language), *found]
        found = [*_creatures(plan, frame), *found]
    return list(dict.fromkeys([plan.target, *found] if plan.target else found))[:MOST_PROPS]


def _creatures(plan: ShotPlan, frame: SceneFrame) -> list[str]:
    """The animals that speak in a shot."""
    speakers = [beat.character.casefold() for beat in (frame.scene.beats[index] for index in plan.beats) if isinstance(beat, Speech)]
    kinds = [frame.cast.creatures[name] for name in speakers if name in frame.cast.creatures]
    return [kind for kind in kinds if kind != "unseen"]


def _stands_by(prop: str) -> bool:
    return is_large(prop) or (is_handheld(prop) and not is_worn(prop))


def _inside(plan: ShotPlan, beats: Sequence[Beat]) -> Transition:
    """Cut inside a scene, unless the script asks for something else there."""
    return (beats[plan.beats[0]].transition or CUT) if plan.beats else CUT


def _extent(scene: SceneBeats, beats: Sequence[Beat]) -> tuple[int, int]:
    lines = [line for beat in beats for line in (beat.first_line, beat.last_line) if line]
    if not lines:
        return scene.line, scene.line
    return min(lines), max(lines)
