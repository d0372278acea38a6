"""Covers dialogue: who is seen, how near, when two people share a picture, and whose face answers."""

from collections.abc import Sequence

from activities.shots.beats import Beat, Speech
from activities.shots.covering.plan import MOST_IN_FRAME, ShotPlan, nearer
from activities.shots.people.acting import STRONG, expression_in, is_loud
from activities.shots.people.cast import is_chorus
from activities.shots.people.presence import Presence
from schemas.shots import ShotSize

SHARED_S = 6.5
"""Longest run of short lines in one two-shot."""
SHORT_LINE_S = 3.0
WIDEN_AFTER = 5
"""Shots of single people before the picture shows both again."""
AHEAD = 12
"""Beats looked ahead for whom somebody talks to."""
REACTIONS = 2
"""Silent listeners' faces in one scene, at most."""


class Conversation:
    """The dialogue of one scene while it is being covered."""

    def __init__(self, beats: Sequence[Beat], presence: Presence) -> None:
        self.beats = beats
        self.presence = presence
        self.spoken = [index for index, beat in enumerate(beats) if isinstance(beat, Speech)]
        self.rank = {index: rank for rank, index in enumerate(self.spoken)}
        self.last_speaker = ""
        self.sizes: dict[str, ShotSize] = {}
        self.since_together = WIDEN_AFTER
        self.together = 0
        self.since_reaction = 3
        self.reactions = 0

    def plan(self, index: int, there: Sequence[str]) -> ShotPlan:
        """The shot of the speech at `index`; its beats begin there and may take in short replies."""
        speech = self.beats[index]
        assert isinstance(speech, Speech)
        self.since_reaction += 1
        if speech.placement != "on" or is_chorus(speech.character):
            return self._heard(index, speech, there)
        others = [name for name in there if name != speech.character]
        listener = self._listener(index, speech, others)
        plan = self._together(index, speech, listener, others) or self._alone(index, speech, listener)
        self.last_speaker = next(b.character for b in (self.beats[i] for i in reversed(plan.beats)) if isinstance(b, Speech))
        return plan

    def reaction(self, plan: ShotPlan, there: Sequence[str]) -> ShotPlan | None:
        """A listener's face after the shot `plan`, or None when it would be one too many."""
        listeners = [name for name in there if name != self.last_speaker]
        if not listeners or len(self.spoken) < 5 or self.since_reaction < 3 or self.reactions >= REACTIONS or len(plan.cast) > 1:
            return None
        self.reactions += 1
        self.since_reaction = 0
        ahead = (beat.character for beat in self.beats[plan.beats[-1] + 1 : plan.beats[-1] + 1 + AHEAD] if isinstance(beat, Speech))
        listener = next((name for name in ahead if name in listeners), listeners[0])
        return ShotPlan((), "CU" if plan.size == "CU" else "MCU", "reaction", (listener,))

    def _together(self, index: int, speech: Speech, listener: str, others: Sequence[str]) -> ShotPlan | None:
        """Both in one picture: at first, for quick exchanges, when they speak at once, and again after a while of singles."""
        at_once = self._at_once(index)
        if at_once:
            self.since_together = 0
            self.together += 1
            pair = dict.fromkeys(beat.character for beat in (self.beats[place] for place in at_once) if isinstance(beat, Speech))
            return ShotPlan(at_once, "MS" if self.together % 2 else "MLS", "two_shot", tuple(pair))
        if not listener or self._is_strong(index, speech):
            return None
        is_due = self.since_together >= WIDEN_AFTER
        is_group = len(others) > 1 and is_due
        framed = (speech.character, listener, *(name for name in others if name != listener))[: MOST_IN_FRAME if is_group else 2]
        run = self._quick_run(index, set(framed))
        if not is_due and (len(run) < 2 or self.since_together < 1):
            return None
        beats = run if len(run) > 1 else (index,)
        self.since_together = 0
        self.together += 1
        if is_group:
            return ShotPlan(beats, "MLS", "group", framed)
        return ShotPlan(beats, "MS" if self.together % 2 else "MLS", "two_shot", framed)

    def _alone(self, index: int, speech: Speech, listener: str) -> ShotPlan:
        """Over the shoulder first, then singles, nearer as the scene goes on."""
        self.since_together += 1
        progress = self.rank[index] / max(1, len(self.spoken) - 1)
        before = self.sizes.get(speech.character)
        if self._is_strong(index, speech):
            size: ShotSize = "CU"
        elif not listener:
            size = "MS" if before is None else nearer(before) if before in {"MS", "MCU"} else "MS"
        elif progress < 0.4:
            size = "MS"
        elif progress < 0.75:
            size = "MCU"
        else:
            size = "CU" if before == "MCU" else "MCU"
        if speech.part and before is not None:
            size = nearer(before) if before not in {"CU", "ECU"} else "MCU"
        self.sizes[speech.character] = size
        if listener and size == "MS":
            return ShotPlan((index,), size, "over_the_shoulder", (speech.character, listener))
        return ShotPlan((index,), size, "single", (speech.character,))

    def _heard(self, index: int, speech: Speech, there: Sequence[str]) -> ShotPlan:
        """A voice from elsewhere: the listener's face, the thinker's own, or the room."""
        there = sorted(there, key=lambda name: name != self.last_speaker)
        if speech.placement == "voice_over" and speech.character in there:
            return ShotPlan((index,), "CU" if self.sizes.get(speech.character) == "MCU" else "MCU", "single", (speech.character,))
        if len(there) > 2 or (is_chorus(speech.character) and len(there) > 1):
            return ShotPlan((index,), "FS", "group" if len(there) > 2 else "two_shot", tuple(there[:MOST_IN_FRAME]))
        listeners = [name for name in there if name != speech.character]
        if listeners:
            near = self.sizes.get(listeners[0]) == "MS"
            self.sizes[listeners[0]] = "MCU" if near else "MS"
            return ShotPlan((index,), self.sizes[listeners[0]], "reaction", (listeners[0],))
        return ShotPlan((index,), "WS", "master")

    def _at_once(self, index: int) -> tuple[int, ...]:
        """The speeches of a dual dialogue that begins here; none when it does not, or when one of the two is not seen."""
        run: list[int] = []
        for place in range(index, len(self.beats)):
            beat = self.beats[place]
            if not isinstance(beat, Speech) or beat.placement != "on" or not beat.dual or (run and beat.transition):
                break
            if beat.dual == "left" and run and self._side(run[-1]) == "right":
                break
            run.append(place)
        return tuple(run) if [self._side(place) for place in run[:1] + run[-1:]] == ["left", "right"] else ()

    def _side(self, index: int) -> str | None:
        beat = self.beats[index]
        return beat.dual if isinstance(beat, Speech) else None

    def _quick_run(self, index: int, pair: set[str]) -> tuple[int, ...]:
        """Short lines of two people in a row that one picture can hold."""
        run: list[int] = []
        total = 0.0
        for place in range(index, len(self.beats)):
            beat = self.beats[place]
            if not isinstance(beat, Speech) or beat.placement != "on" or beat.character not in pair or (run and beat.transition):
                break
            total += beat.seconds + beat.pause_before_s
            if (beat.seconds > SHORT_LINE_S and not beat.dual) or total > SHARED_S or (run and self._is_strong(place, beat)):
                break
            run.append(place)
        return tuple(run)

    def _is_strong(self, index: int, speech: Speech) -> bool:
        """Words that deserve a close-up: shouted, felt, or the last of a scene that has a few."""
        is_last = index == self.spoken[-1] and len(self.spoken) > 2
        return is_last or is_loud(speech.text, speech.delivery) or expression_in(speech.delivery) in STRONG

    def _listener(self, index: int, speech: Speech, others: Sequence[str]) -> str:
        """Who is spoken to: the one who spoke before, else who speaks next, else who is there."""
        if self.last_speaker in others:
            return self.last_speaker
        ahead = (
            beat.character
            for beat in self.beats[index + 1 : index + 1 + AHEAD]
            if isinstance(beat, Speech) and beat.character != speech.character
        )
        return next((name for name in ahead if name in others), others[0] if others else "")
