"""What is done about a cut that fails its check: what is at fault is made again, once; then the cut fails aloud.

What was bought is not bought again unasked: the cut is finished, and says what is at fault and how to order another take.
"""

from collections.abc import Container, Sequence

from temporalio.exceptions import ApplicationError

from schemas.changes import Change, ChangeLine, ChangeShot
from schemas.failures import Broken
from schemas.quality import Finding
from schemas.stages import Stage

_SHOWN = 3
"""Faults in one message."""


class Mending:
    """Keeps, for one cut, what was made again and why."""

    def __init__(self) -> None:
        """Nothing was at fault yet."""
        self.notes: list[str] = []
        """For the film's log, the cut's manifest and its quality report."""
        self._tried: set[tuple[Stage, int]] = set()
        self._told = 0

    def news(self) -> list[str]:
        """The notes since it was last asked."""
        told, self._told = self._told, len(self.notes)
        return self.notes[told:]

    def changes(self, faults: Sequence[Finding], paid: Container[Stage] = ()) -> list[Change]:
        """Which takes may mend these faults; none for none, nor for those of stages that are `paid` for.

        Raises:
            ApplicationError: `Broken`: another take is no help, or was none; names shot and time.
        """
        bought = [fault for fault in faults if (target := _target(fault)) is not None and target[0] in paid]
        for fault in bought:
            note = f"{fault.message}; its {fault.redo} were bought, and another take is made only when you ask for it (`film regenerate`)"
            if note not in self.notes:
                self.notes.append(note)
        faults = [fault for fault in faults if fault not in bought]
        helpless = [fault for fault in faults if (target := _target(fault)) is None or target in self._tried]
        if helpless:
            told = "; ".join(fault.message for fault in helpless[:_SHOWN])
            more = f"; and {len(helpless) - _SHOWN} more" if len(helpless) > _SHOWN else ""
            once = " after it was made again" if any(_target(fault) in self._tried for fault in helpless) else ""
            msg = f"the cut failed its check{once}: {told}{more}"
            raise ApplicationError(msg, type=Broken.__name__, non_retryable=True)
        changes: list[Change] = []
        for fault in faults:
            target = _target(fault)
            if target is not None and target not in self._tried:
                self._tried.add(target)
                self.notes.append(f"{fault.message}; another take of its {target[0]} was made")
                changes.append(_again(*target))
        return changes


def _target(fault: Finding) -> tuple[Stage, int] | None:
    number = fault.line if fault.redo is Stage.VOICES else fault.shot
    return None if fault.redo is None or number is None else (fault.redo, number)


def _again(stage: Stage, number: int) -> Change:
    match stage:
        case Stage.VOICES:
            return ChangeLine(line=number, reroll=True)
        case Stage.IMAGES:
            return ChangeShot(shot=number, reroll=[Stage.IMAGES])
        case _:
            return ChangeShot(shot=number, reroll=[Stage.CLIPS])
