"""What Temporal's Web UI shows of a film in the making, as Markdown."""

from collections.abc import Mapping
from dataclasses import dataclass

from schemas.stages import Stage
from schemas.states import FilmState


@dataclass(frozen=True)
class Told:
    """How a film stands."""

    title: str
    state: FilmState
    reason: str
    stage: Stage
    cut: int
    """The last finished cut; 0 for none."""
    making_cut: int | None
    is_paused: bool

    def as_markdown(self, scenes: Mapping[int, str]) -> str:
        """A few lines, and a table of the scenes, whose states are given by number."""
        lines = [
            f"**{self.title}** · {self.state}{' · paused' if self.is_paused else ''} · {self.reason}",
            "",
            f"stage {self.stage} · cut {self.cut or 'none'} finished"
            + (f" · cut {self.making_cut} in the making" if self.making_cut else ""),
        ]
        if scenes:
            lines += ["", "| scene | |", "|---|---|", *(f"| {number} | {state} |" for number, state in scenes.items())]
        return "\n".join(lines)
