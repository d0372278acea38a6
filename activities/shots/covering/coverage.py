"""Covers a scene by rule, as an editor would cut it.

A new place is established, people are seen together before they are seen alone, conversations go over shoulders to singles and nearer with
the scene, feelings get close-ups, things that are handled get inserts, strong words get a listener's face, and every few lines the picture
widens again. What the script asks for (CLOSE ON, POV, INSERT, WIDE) is obeyed.
"""

from collections.abc import Sequence
from dataclasses import replace

from activities.shots.beats import Action, Beat, SceneBeats, Speech, Words
from activities.shots.covering.conversation import Conversation
from activities.shots.covering.directed import Around, directed_plan
from activities.shots.covering.durations import beat_seconds
from activities.shots.covering.plan import MOST_IN_FRAME, ShotPlan
from activities.shots.people.acting import STRONG, THEY, acting_in, expression_in, fitting, gender_of_pronoun, is_loud, is_moving
from activities.shots.people.cast import Cast, is_chorus, is_narrator
from activities.shots.people.contact import contact_in
from activities.shots.people.groups import group_size
from activities.shots.people.nameless import opens_with_extra, shows_nameless
from activities.shots.people.presence import Presence
from activities.shots.places.props import insert_in, is_handheld, is_large, props_in
from activities.shots.words import word_set, words
from schemas.shots import ShotSize

SHORT_ACTION = 80
"""Characters of action that fit into the shot of the line beside it."""
SMALL_GESTURE = 45
"""Characters of action that stay in the shot of the line before."""
_NO_VERBS = word_set(
    "la el los las lo un una en al del de con sobre desde hasta por para todo toda afuera fuera mientras cuando silencio il i gli "
    "le l nel nella sul sulla "
    "di da per fuori o a os as um uma no na nos nas do da pela pelo quando enquanto entonces todos"
)
TINY_ACTION = 25
"""Characters of action too short for a shot of their own ("Silence.")."""
WITH_CONTACT_S = 4.5
"""Longest line that is said in the picture of a handshake or an embrace."""
LONGEST_RUN = 105
"""Characters of action in one shot, about 5 s."""
LONGEST_BLACK_S = 30.0
"""Of one black shot; a longer black is several of them, so that none is dear to make anew."""
_ARMS = frozenset({"gun", "rifle", "sword", "knife"})
_LOOKS = word_set(
    "looks look stares gazes watches eyes face sees glances mira ojos rostro regarde yeux visage sieht blick augen "
    "gesicht guarda occhi volto olha"
)
_EVERYBODY = word_set("everybody everyone todos todas tous alle tutti")
_PRONOUNS = word_set("he she they his her their él ella ellos elle il elles ils er sie lui lei loro ele ela su sus")


def cover(scene: SceneBeats, presence: Presence, cast: Cast, *, is_new_place: bool) -> list[ShotPlan]:
    """The shots of a scene; every beat is in exactly one of them, in order."""
    coverage = _Coverage(scene, presence, cast)
    coverage.open(is_new_place=is_new_place)
    while coverage.index < len(scene.beats):
        coverage.take()
    return coverage.plans


class _Coverage:
    """The scene being covered: what is taken so far, and what the pictures before were on."""

    def __init__(self, scene: SceneBeats, presence: Presence, cast: Cast) -> None:
        self.scene = scene
        self.beats = scene.beats
        self.presence = presence
        self.cast = cast
        self.plans: list[ShotPlan] = []
        self.index = 0
        self.about: list[str] = []
        self.since_insert = 3
        self.conversation = Conversation(scene.beats, presence)

    def open(self, *, is_new_place: bool) -> None:
        """The first picture: the place, when it is new or nothing else tells of it."""
        if not self.beats:
            self._add(ShotPlan((), self._wide(), "establishing", self._there(0)))
            return
        first = self.beats[0]
        if isinstance(first, Words) or first.is_black or (isinstance(first, Action) and first.direction):
            return
        if isinstance(first, Speech) and first.placement == "on":
            if is_new_place:
                self._add(ShotPlan((), self._wide(), "establishing", self._there(0)))
            return
        run = self._run(mixed=self.scene.outline.int_ext != "EXT")
        self.about = self._named_in(run)
        if not self.about and not is_new_place and insert_in(self._text(run), self.cast.language):
            return
        size = self._wide() if is_new_place else "WS" if len(self._text(run)) > 60 else "FS"
        there = self._framed(self.about) if is_new_place else self._there(run[-1])
        self._add(ShotPlan(run, size, "establishing" if is_new_place else "master", there))
        self.index = run[-1] + 1

    def take(self) -> None:
        """Cover the next beat, with those that belong to its shot."""
        beat = self.beats[self.index]
        if isinstance(beat, Words) or beat.is_black:
            self._add(card_plan(self.beats, self.index))
            self.index = self.plans[-1].beats[-1] + 1
        elif isinstance(beat, Action) and beat.direction:
            self._take_directed(beat)
        elif isinstance(beat, Action):
            self._take_action()
        elif is_narrator(beat.character):
            self._take_picture((self.index,))
        else:
            self._take_speech(beat)

    def _take_directed(self, beat: Action) -> None:
        end, length = self.index + 1, len(beat.text)
        while end < len(self.beats) and isinstance(action := self.beats[end], Action) and _joins(action):
            length += len(action.text)
            if length > LONGEST_RUN or (action.paragraph != beat.paragraph and not _is_bare(beat)):
                break
            end += 1
        run = tuple(range(self.index, end))
        plan = directed_plan(beat, run, self._text(run), self.cast, Around(self._there(end - 1), tuple(self.about)))
        self.about = list(plan.cast) or self.about
        if end < len(self.beats) and isinstance(speech := self.beats[end], Speech) and _joins(speech):
            speaks = speech.placement == "on" and plan.cast[:1] == (speech.character,) and plan.framing in {"single", "two_shot"}
            if speaks and speech.seconds <= 8:
                end += 1
        self._add(replace(plan, beats=tuple(range(self.index, end))))
        self.index = end

    def _take_action(self) -> None:
        run = self._run()
        named, text = self._named_in(run), self._text(run)
        if self._take_contact(run, text):
            return
        if _ARMS & set(props_in(text, self.cast.language)) and named:
            # a weapon is seen in the hands of whoever has it, before words are
            self.about = named
            self._add(self._peopled(run, text, self._framed(named)))
            self.index = run[-1] + 1
            return
        following = self.beats[run[-1] + 1] if run[-1] + 1 < len(self.beats) else None
        short = len(text) <= SHORT_ACTION
        if (
            short
            and isinstance(following, Speech)
            and following.placement == "on"
            and _joins(following)
            and not is_chorus(following.character)
            and not shows_nameless(text, self.cast)
        ):
            is_speakers = named[:1] == [following.character] or (not named and not props_in(text, self.cast.language))
            if is_speakers and not (is_moving(text, self.cast.language) and (named[1:] or len(text) > SMALL_GESTURE)):
                self._take_speech(following, lead=len(run))
                return
        if (
            len(text) <= SMALL_GESTURE
            and not is_moving(text, self.cast.language)
            and not props_in(text, self.cast.language)
            and self._goes_with_last(named)
        ):
            last = self.plans[-1]
            self.plans[-1] = replace(last, beats=(*last.beats, *run))
            self.index = run[-1] + 1
            return
        self._take_picture(run)

    def _take_contact(self, run: tuple[int, ...], text: str) -> bool:
        """Both of two who touch in one picture, with the words that one of them says about it."""
        contact = contact_in(text, self.cast, self.presence.at[run[-1]], self.about)
        if contact is None:
            return False
        pair = (contact.who, contact.whom)
        following = self.beats[run[-1] + 1] if run[-1] + 1 < len(self.beats) else None
        if isinstance(following, Speech) and following.placement == "on" and following.character in pair and _joins(following):
            run = (*run, run[-1] + 1) if following.seconds <= WITH_CONTACT_S else run
        size: ShotSize = "MLS" if self.plans and self.plans[-1].size == "MS" and len(self.plans[-1].cast) > 1 else "MS"
        self.about = list(pair)
        self._add(ShotPlan(run, size, "two_shot", pair))
        self.index = run[-1] + 1
        return True

    def _goes_with_last(self, named: Sequence[str]) -> bool:
        """A speaker's small gesture after the line stays in the line's shot."""
        if not self.plans or not self.plans[-1].beats or self.plans[-1].is_directed or self.beats[self.index].transition:
            return False
        last = self.beats[self.plans[-1].beats[-1]]
        return isinstance(last, Speech) and last.placement == "on" and list(named) == [last.character] and last.seconds <= 5

    def _take_picture(self, run: tuple[int, ...]) -> None:
        """A shot that shows what action or narration tells."""
        named, text = self._named_in(run), self._text(run)
        if not named and opens_with_extra(text, self.cast):
            self._add(ShotPlan(run, "FS", "master"))
            self.index = run[-1] + 1
            return
        thing = insert_in(text, self.cast.language)
        is_shown = not named or (len(run) == 1 and len(text) <= SHORT_ACTION and not is_moving(text, self.cast.language))
        if thing and is_shown and self.since_insert >= 3:
            self._add(ShotPlan(run, "INSERT", "insert", target=thing))
        elif not named and thing and self.plans and self.plans[-1].target == thing and not self.beats[self.index].transition:
            last = self.plans[-1]  # more about the same thing: the picture is there already
            self.plans[-1] = replace(last, beats=(*last.beats, *run))
        elif not named:
            self._add(self._unpeopled(run, text))
        else:
            self.about = named
            self._add(self._peopled(run, text, self._framed(named)))
        self.index = run[-1] + 1

    def _run(self, *, mixed: bool = False) -> tuple[int, ...]:
        """The action from here on that one picture can show: a few seconds about the same people, not looking closer on the way.

        Args:
            mixed: Whether it may begin with the place and go on to people.
        """
        first = self.beats[self.index]
        run = [self.index]
        if not isinstance(first, Action):
            return tuple(run)
        named, length = self._named(first), len(first.text)
        for index in range(self.index + 1, len(self.beats)):
            beat = self.beats[index]
            if not isinstance(beat, Action) or not _joins(beat) or length + len(beat.text) > LONGEST_RUN:
                break
            if beat.paragraph != first.paragraph and length + len(beat.text) > SHORT_ACTION:
                break
            others = self._named(beat, named)
            if not others and length > TINY_ACTION and index == len(self.beats) - 1:
                break  # a last look at the place gets a shot of its own
            if others and others != named and (named or not (mixed or length <= TINY_ACTION)):
                break
            if self._is_insert(beat, others) and (named or length > TINY_ACTION):
                break
            if length > 30 and _LOOKS & set(words(beat.text)):
                break
            named = named or others
            length += len(beat.text)
            run.append(index)
        return tuple(run)

    def _is_insert(self, beat: Action, named: Sequence[str]) -> bool:
        return not named and self.since_insert >= 3 and bool(insert_in(beat.text, self.cast.language))

    def _unpeopled(self, beats: tuple[int, ...], text: str) -> ShotPlan:
        things = props_in(text, self.cast.language)
        there = self._there(beats[0])
        if there and _EVERYBODY & set(words(text)):
            return ShotPlan(beats, "WS" if len(there) > 2 else "FS", "group" if len(there) > 2 else "master", there)
        if self.scene.outline.int_ext == "EXT" and things and not is_handheld(things[0]) and not is_large(things[0]):
            things = []  # outside, a lamp or a door is part of the view
        if things and len(text) <= SHORT_ACTION:
            if is_large(things[0]):
                return ShotPlan(beats, "FS", "master", target=things[0])
            return ShotPlan(beats, "MS", "insert", target=things[0])
        if there and not things:
            return ShotPlan(beats, "WS" if len(there) > 2 else "FS", "group" if len(there) > 2 else "master", there)
        return ShotPlan(beats, "WS", "master")

    def _peopled(self, beats: tuple[int, ...], text: str, framed: tuple[str, ...]) -> ShotPlan:
        moving = is_moving(text, self.cast.language)
        if len(framed) == 1:
            acted = acting_in(text, self.cast, framed).get(framed[0])
            feels = acted.expression if acted else expression_in(text, self.cast.language)
            size: ShotSize = "MS"
            if moving:
                size = "FS"
            elif shows_nameless(text, self.cast):
                size = "FS"  # with room for them
            elif feels in STRONG:
                size = "CU"
            elif feels or _LOOKS & set(words(text)):
                size = "MCU"
            elif self.plans and self.plans[-1].size in {"MS", "MCU", "CU"}:
                size = "MLS"
            is_listener = size in {"CU", "MCU"} and self.conversation.last_speaker not in {"", framed[0]}
            return ShotPlan(beats, size, "reaction" if is_listener else "single", framed)
        if len(framed) == 2:
            return ShotPlan(beats, "FS" if moving in {"run", "fight"} else "MLS", "two_shot", framed)
        return ShotPlan(beats, "WS" if moving else "FS", "group", framed)

    def _take_speech(self, speech: Speech, lead: int = 0) -> None:
        """A shot for a line, its lead of action in front and short replies behind."""
        first = self.index
        plan = self.conversation.plan(first + lead, self._there(first + lead))
        self._add(replace(plan, beats=tuple(range(first, plan.beats[-1] + 1))))
        self.index = plan.beats[-1] + 1
        self.about = [plan.cast[0]] if plan.cast else self.about
        if is_loud(speech.text, speech.delivery) or expression_in(speech.delivery, self.cast.language) in STRONG:
            self._react(plan)

    def _react(self, plan: ShotPlan) -> None:
        """A listener's face after strong words, unless the script tells of it itself."""
        following = self.beats[self.index] if self.index < len(self.beats) else None
        face = self.conversation.reaction(plan, self._there(min(self.index, len(self.beats) - 1)))
        if face is not None and isinstance(following, Speech) and following.placement == "on" and not following.transition:
            self._add(face)

    def _add(self, plan: ShotPlan) -> None:
        self.since_insert = 0 if plan.framing == "insert" else self.since_insert + 1
        self.plans.append(plan)

    def _wide(self) -> ShotSize:
        return "EWS" if self.scene.outline.int_ext == "EXT" else "WS"

    def _there(self, index: int) -> tuple[str, ...]:
        return self._framed(self.presence.at[index] if self.presence.at else ())

    def _framed(self, names: Sequence[str]) -> tuple[str, ...]:
        return tuple(names[:MOST_IN_FRAME])

    def _text(self, run: Sequence[int]) -> str:
        return " ".join(self.beats[index].text for index in run)

    def _named_in(self, run: Sequence[int]) -> list[str]:
        named: list[str] = []
        for index in run:
            named += [name for name in self._named(self.beats[index], named) if name not in named]
        return named

    def _named(self, beat: Beat, before: Sequence[str] = ()) -> list[str]:
        """Whom a beat is about: those it names, else by pronoun whom the beat before was about."""
        named = [name for name in self.cast.named(beat.text) if name in self.presence.everybody]
        if not named and (together := group_size(beat.text, self.cast.language)):
            return list(self.presence.at[self.index])[:together]
        if not named and opens_with_extra(beat.text, self.cast):
            return []
        named = named or self.cast.described(beat.text, self.presence.at[self.index])
        opening = words(beat.text)[:4]
        about = list(before) or self.about
        if named or not (_PRONOUNS & set(opening) or self._drops_subject(opening)):
            return named
        if THEY & set(opening):
            return about if len(about) > 1 else list(dict.fromkeys([*about, *self.presence.at[self.index]]))
        gender = gender_of_pronoun(opening)
        there = self.presence.at[self.index]
        return fitting(self.cast, gender, [*about, *there])[:1] if gender else about[:1]

    def _drops_subject(self, opening: Sequence[str]) -> bool:
        """Whether a sentence of a language without subject pronouns goes on about the same person: it begins with a verb."""
        return (
            self.cast.language in {"es", "it", "pt"} and bool(opening) and opening[0] not in _NO_VERBS and not opening[0].endswith("mente")
        )


def card_plan(beats: Sequence[Beat], first: int) -> ShotPlan:
    """The card that begins with the beat `first`: words by themselves, or all that is heard while the screen is black."""
    end, seconds = first + 1, beat_seconds(beats[first])
    while not isinstance(beats[first], Words) and end < len(beats) and not isinstance(beat := beats[end], Words):
        seconds += beat_seconds(beat)
        if not beat.is_black or beat.transition or seconds > LONGEST_BLACK_S:
            break
        end += 1
    return ShotPlan(tuple(range(first, end)), "WS", "card")


def _joins(beat: Beat) -> bool:
    """Whether a beat may share the shot of the one before: nothing was asked for between them."""
    return beat.transition is None and not beat.is_black and not (isinstance(beat, Action) and beat.direction)


def _is_bare(beat: Action) -> bool:
    """Whether a shot line only says what it is on, so that the next piece of action tells what happens there."""
    return (
        beat.direction is not None
        and beat.direction.framing != "pov"
        and len(beat.text) <= 60
        and not beat.text.endswith((".", "!", "?", "…"))
    )
