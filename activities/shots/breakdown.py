"""Breaks a screenplay into a shot list; how a scene is covered is handed in, so that rules and models share all the rest."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import pairwise

from activities.shots.beats import SceneBeats, Story, Words, read_story
from activities.shots.cards import credits_scene, title_scene
from activities.shots.compose import SceneFrame, compose_scene
from activities.shots.covering.coverage import cover
from activities.shots.covering.moves import moved
from activities.shots.covering.plan import ShotPlan
from activities.shots.covering.transitions import CUT, DISSOLVE, FADE_IN, THROUGH_BLACK, Transition
from activities.shots.covering.variety import matched, varied
from activities.shots.people.cast import Cast, cast_of
from activities.shots.people.extras import extras_of
from activities.shots.people.presence import Presence, Side, lay_sides, read_presence
from activities.shots.places.era import era_of, told_in
from activities.shots.places.settings import is_carried, is_unbroken, place, read_setting, same_place
from activities.shots.sound.score import genre_of, going_on, score_scene
from schemas.failures import Refused
from schemas.markup import plain
from schemas.screenplay import Screenplay
from schemas.shots import MusicCue, Scene, Setting, Shot, ShotList


@dataclass(frozen=True)
class SceneInHand:
    """One scene as it is handed to whoever covers it."""

    scene: SceneBeats
    presence: Presence
    setting: Setting
    is_new_place: bool
    """Whether the film has not been there yet."""
    cast: Cast


_PARTS = re.compile(r"\s*[,/–—]\s*|\s+-\s+")
"""Between the parts of a location, from the whole to the part."""

Cover = Callable[[SceneInHand], list[ShotPlan]]


def break_down(screenplay: Screenplay, title: str = "", cover_scene: Cover | None = None) -> ShotList:
    """The shot list of a screenplay, covered by rule unless another way is given.

    Args:
        screenplay: At least one scene with something to show or say.
        title: Overrides the title page.
        cover_scene: Plans the shots of one scene, every beat in exactly one shot, in order.

    Raises:
        Refused: The screenplay has no scenes.
    """
    story = read_story(screenplay)
    if not story.scenes:
        msg = "the screenplay has nothing to show: wanted a scene heading, a paragraph of action or a line of dialogue, found none"
        raise Refused(msg)
    title = title.strip() or plain(screenplay.title).strip()
    return _Breakdown(screenplay, story, title, cover_scene or cover_by_rule).shot_list()


def cover_by_rule(hand: SceneInHand) -> list[ShotPlan]:
    """Coverage without a model."""
    return cover(hand.scene, hand.presence, hand.cast, is_new_place=hand.is_new_place)


class _Breakdown:
    """A film being broken down, scene by scene; what one scene hands on to the next."""

    def __init__(self, screenplay: Screenplay, story: Story, title: str, cover_scene: Cover) -> None:
        self.screenplay = screenplay
        self.story = story
        self.title = title
        self.cover_scene = cover_scene
        self.cast = cast_of(screenplay)
        page = " ".join(plain(line) for lines in screenplay.title_page.values() for line in lines)
        self.genre = genre_of(story.scenes, page)
        self.era = era_of([page, *told_in(story.scenes)], self.genre, screenplay.language)
        self.scenes: list[Scene] = []
        self.notes = list(story.notes)
        self.places: set[str] = set()
        self.parts: dict[tuple[str, str], str] = {}
        self.said: dict[str, str] = {}
        self.sides: dict[str, dict[str, Side]] = {}
        self.setting: Setting | None = None
        self.music: MusicCue | None = None
        self.last_plan: ShotPlan | None = None
        self.shots = 0
        self.lines = 0

    def shot_list(self) -> ShotList:
        opening = [title_scene(self.title, self.screenplay)] if self.title else []
        if not opening:
            self.notes.append("the script has no title; the film begins without a title card")
        for before, scene in pairwise([None, *self.story.scenes]):
            assert scene is not None
            self._break_scene(scene, before)
        ends_in_words = bool(self.story.scenes[-1].beats) and isinstance(self.story.scenes[-1].beats[-1], Words)
        closing, notes = credits_scene(
            self.screenplay,
            self.cast,
            shot=self.shots + 1,
            is_ended=ends_in_words,
            scene=max(scene.outline.number for scene in self.story.scenes) + 1,
            transition=self.story.closing if self.story.closing and self.story.closing != CUT else THROUGH_BLACK,
        )
        if self.scenes:
            first = self.scenes[0].music
            opening = [
                _set_in(scene, self._begins_in()).model_copy(
                    update={"music": first.model_copy(update={"intensity": round(first.intensity * 0.8, 2)})}
                )
                for scene in opening
            ]
            closing = _set_in(closing, self._begins_in())
        if opening and self.scenes:
            closing = closing.model_copy(update={"music": self.scenes[-1].music})
        return ShotList(
            title=self.title,
            language=self.screenplay.language,
            characters=self.cast.characters,
            scenes=going_on([*opening, *self.scenes, closing]),
            notes=[*self.notes, *notes],
        )

    def _begins_in(self) -> Setting:
        """Where the film is first seen to play: the colours of its title and its credits follow from it."""
        seen = next((shot.setting for scene in self.scenes for shot in scene.shots if shot.card is None), Setting())
        return seen.model_copy(update={"is_unlit": False, "gone_out": []})

    def _break_scene(self, scene: SceneBeats, before: SceneBeats | None) -> None:
        setting = read_setting(scene, before, self.setting).model_copy(update={"era": self.era})
        setting = setting.model_copy(update={"location": self._whole_place(setting)})
        presence = read_presence(scene.beats, self.cast)
        where = place(scene)
        sides = lay_sides(scene.beats, presence, self.sides.get(where, {}))
        music = score_scene(scene, setting, self.genre, self.music, goes_on=is_carried(scene))
        hand = SceneInHand(
            scene, presence, setting, is_new_place=(bool(where) and where not in self.places) or before is None, cast=self.cast
        )
        covered = self.cover_scene(hand)
        if self.last_plan is not None and scene.transition is not None and scene.transition.is_match:
            covered = matched(covered, self.last_plan)
        plans = moved(varied(covered, self.last_plan), scene.beats, sides, setting, self.cast.language)
        hidden = frozenset(beat for plan in plans if plan.framing == "insert" for beat in plan.beats)
        extras = extras_of(scene.beats, self.cast, where, hidden)
        frame = SceneFrame(scene, setting, music, sides, self.cast, self._transition(scene, before, setting), extras, self.said)
        shots = compose_scene(frame, plans, self.shots + 1, self.lines + 1)
        self._hand_on(scene, setting, music, plans, shots)
        self.places.add(where)
        self.sides[where] = sides

    def _whole_place(self, setting: Setting) -> str:
        """A location as it was called first: after "NIGHT TRAIN, CORRIDOR" a "CORRIDOR" is the one of the train."""
        key = setting.int_ext, _folded(setting.location)
        for part in _PARTS.split(setting.location)[1:]:
            self.parts[setting.int_ext, _folded(part)] = setting.location
        return self.parts.get(key, setting.location)

    def _hand_on(self, scene: SceneBeats, setting: Setting, music: MusicCue, plans: list[ShotPlan], shots: list[Shot]) -> None:
        heading = plain(scene.outline.heading).strip()
        self.scenes.append(Scene(number=scene.outline.number, heading=heading, shots=shots, music=music))
        self.setting, self.music, self.last_plan = setting, music, plans[-1]
        self.shots += len(shots)
        self.lines += sum(len(shot.lines) for shot in shots)
        split = sum(1 for shot in shots for line in shot.lines) - sum(1 for beat in scene.beats if getattr(beat, "part", None) == 0)
        if split > 0:
            self.notes.append(f"scene {scene.outline.number}: long speeches were cut at sentence ends, {split} more lines than speeches")

    def _transition(self, scene: SceneBeats, before: SceneBeats | None, setting: Setting) -> Transition:
        """Into a scene: what the script asks for, else a dissolve when time passes or the place changes, else a cut."""
        asked = scene.transition
        if before is None:
            if asked is None:
                return replace(DISSOLVE, seconds=0.8) if self.title else FADE_IN
            return FADE_IN if asked == THROUGH_BLACK and not self.title else asked
        if asked is not None:
            return asked
        if is_unbroken(scene) or (same_place(scene, before) and self.setting == setting and not scene.outline.time_of_day):
            return CUT
        if self.setting and self.setting.time_of_day != setting.time_of_day:
            return replace(DISSOLVE, seconds=0.8)
        return DISSOLVE


def _set_in(scene: Scene, setting: Setting) -> Scene:
    """A scene of one card with a setting."""
    return scene.model_copy(update={"shots": [shot.model_copy(update={"setting": setting}) for shot in scene.shots]})


def _folded(location: str) -> str:
    return " ".join(location.casefold().split())
