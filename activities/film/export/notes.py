"""What a list could not hold of a cut, in sentences: a downgrade is never silent."""

from collections.abc import Callable, Iterator

from activities.film.export.editing import Edit
from activities.film.export.edl import REVERSED, strange_to_edl
from activities.film.export.fcpxml import strange_to_fcpxml
from schemas.exports import ExportFormat
from schemas.shots import TransitionKind


def notes_of(to: ExportFormat, edit: Edit) -> list[str]:
    """What was written otherwise than it is in the film; of a bundle, in any of its lists."""
    notes = []
    if to in {"edl", "bundle"}:
        if shots := _shots(edit, lambda kind: kind in REVERSED):
            notes.append(f"an edit decision list has no wipe from right to left; a comment says it: {shots}")
        notes += _dissolved(edit, "an edit decision list", strange_to_edl)
    if to in {"fcpxml", "bundle"}:
        notes += _dissolved(edit, "FCPXML", strange_to_fcpxml)
    return notes


def _dissolved(edit: Edit, what: str, is_strange: Callable[[TransitionKind], bool]) -> Iterator[str]:
    for kind in sorted({clip.overlap.kind for clip in edit.clips if clip.overlap and is_strange(clip.overlap.kind)}):
        yield f"{what} has no {kind.replace('_', ' ')}; a dissolve stands for it: {_shots(edit, kind.__eq__)}"


def _shots(edit: Edit, is_meant: Callable[[TransitionKind], bool]) -> str:
    numbers = [str(clip.number) for clip in edit.clips if clip.overlap and is_meant(clip.overlap.kind)]
    return f"shot{'s' * (len(numbers) > 1)} {', '.join(numbers)}" if numbers else ""
