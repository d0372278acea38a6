"""Where people sit and who sleeps, as the action tells it, from shot to shot of a scene."""

import re
from collections.abc import Sequence

from activities.shots.people.acting import clauses_about, of_the_subject
from activities.shots.people.cast import Cast
from activities.shots.people.nameless import opens_with_thing
from activities.shots.words import found, table, word_set, words
from schemas.shots import Pose, Seat, Subject

_AT_THE_BENCH = re.compile(r"\bat (?:the|his|her|a) (?:\w+ )?(?:work)?bench\b|\bam richterpult\b|\ban der werkbank\b", re.IGNORECASE)
"""A judge's or a joiner's, which is a desk; on a bench one only sits."""
_SITS = table(
    {
        "sits": "sit sits sitting seated sat eats eat plays writes sienta sentado sentada "
        "sentados se_sienta assis assise assied sitzt sitzen setzt "
        "siede seduto seduta seduti senta sentado sentada saß setzte sedeva"
    }
)
_SEATS: dict[Seat, str] = {
    "table": "table tables mesa tisch tavolo counter bar theke comptoir bancone barra balcão",
    "desk": "desk console controls escritorio schreibtisch fr:bureau scrivania pult konsole escrivaninha",
    "sofa": "sofa couch settee armchair sofá canapé fauteuil sessel divano poltrona",
    "bed": "bed bunk cot cama fr:lit bett letto mattress",
    "ground": "ground floor grass sand campfire bonfire beach snow suelo hierba boden gras lagerfeuer fr:sol herbe terra it:prato erba "
    "chão hoguera feu_de_camp fogueira",
    "piano": "piano pianoforte klavier flügel harpsichord spinet",
}
_SEAT_WORDS = table(_SEATS)
_PLAYS = table(
    {"plays": "plays play playing played spielt spielen spielte joue jouent jouait toca tocan tocaba suona suonano suonava tocava"}
)
_SHARED: frozenset[Seat] = frozenset({"piano", "sofa", "ground"})
"""Seats that have room for two."""
_BESIDE = word_set("beside next near neben bei junto lado côté près accanto vicino")
_LIES = table(
    {
        "lies": "lies lie lying lay sleeps sleep sleeping asleep sprawled tumbado tumbada acostado acostada duerme yace allongé allongée "
        "couché couchée fr:dort liegt liegen schläft sdraiato sdraiata dorme deitado deitada"
    }
)
_FALLS = table({"falls": "collapses collapsed faints fainted desploma effondre stürzt bricht_zusammen crolla sviene desmaia"})
_SLEEP = table(
    {
        "asleep": "sleep sleeps sleeping asleep slept dozes unconscious dead lifeless duerme durmiendo dormido dormida dormía "
        "inconsciente fr:dort dorment endormi endormie dormait inconscient schläft schlafen schlief bewusstlos dorme dormono "
        "addormentato "
        "addormentata dormindo faints falls_asleep",
        "awake": "wakes wake woke awake awakes opens_his_eyes opens_her_eyes despierta réveille wacht erwacht sveglia acorda rises gets_up",
    }
)


def seats_in(text: str, language: str) -> list[Seat]:
    """What a text tells that one sits or lies on, in its order."""
    return found(text, _SEAT_WORDS, language)


class Resting:
    """What is known of a scene's people at rest."""

    def __init__(self, cast: Cast) -> None:
        self._cast = cast
        self._seats: dict[str, Seat] = {}
        self._beds: dict[str, Seat] = {}
        self._asleep: set[str] = set()

    def read(self, text: str, last_named: Sequence[str], seen: Sequence[str]) -> None:
        """Take in a piece of action; takes what `clauses_about` does."""
        for told, about in clauses_about(text, self._cast, last_named, seen):
            if opens_with_thing(told, self._cast) and about == list(last_named):
                continue
            clause = of_the_subject(told)
            seats = found(clause, _SEAT_WORDS, self._cast.language)
            seats += ["desk"] if _AT_THE_BENCH.search(clause) else []
            is_beside = bool(_BESIDE & set(words(clause)))
            sits = bool(found(clause, _SITS, self._cast.language)) or (seats[-1:] == ["piano"] and bool(found(clause, _PLAYS)))
            if is_beside and seats[-1:] == ["bed"]:
                seats = []
            elif is_beside and sits and not seats:
                seats = self._shared(clause, about)
            fallen = found(clause, _FALLS, self._cast.language)
            if fallen or (seats and found(clause, _LIES, self._cast.language)):
                lain_on = "ground" if fallen else seats[-1]
                self._beds |= dict.fromkeys(about, lain_on if lain_on in {"ground", "sofa"} else "bed")
            if seats and sits:
                self._seats |= dict.fromkeys(about, seats[-1])
            for state in found(clause, _SLEEP, self._cast.language):
                self._asleep = self._asleep | set(about) if state == "asleep" else self._asleep - set(about)

    def _shared(self, clause: str, who: Sequence[str]) -> list[Seat]:
        """Where those already sit beside whom somebody sits down; empty when they sit on nothing that has room for two."""
        named = [name for name in self._cast.named(clause) if name not in who]
        taken = {self._seats[name] for name in named or self._seats if name in self._seats and name not in who}
        return list(taken) if len(taken) == 1 and taken <= _SHARED else []

    def speaks(self, name: str) -> None:
        """Who speaks is awake."""
        self._asleep.discard(name)

    def of(self, subject: Subject) -> Subject:
        """Somebody of a shot, with their seat and whether they sleep."""
        name = subject.character.name
        low: frozenset[Pose] = frozenset({"lie", "sit"})
        is_asleep = name in self._asleep and subject.pose in low
        seat = {"sit": self._seats, "lie": self._beds}.get(subject.pose, {}).get(name, "")
        return subject.model_copy(update={"seat": seat, "is_asleep": is_asleep}) if seat or is_asleep else subject
