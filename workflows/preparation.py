"""From a script to a shot list: what every cut of a film is made after."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from schemas.making import FilmOrder, FilmOutline, OutlineFilm
from schemas.media import ArtifactRef
from schemas.order import Order
from schemas.plan import FilmPlan
from schemas.screenplay import WriteScreenplay, title_of_file
from schemas.shots import ListShots
from schemas.stages import Stage
from schemas.steps import outline_film
from workflows.steps import note


@dataclass(frozen=True)
class Listed:
    """A script, read and broken into shots."""

    screenplay: ArtifactRef
    shots: ArtifactRef
    outline: FilmOutline


async def listed(
    order: FilmOrder,
    plan: FilmPlan,
    notes: list[str],
    make: Callable[[Order, FilmPlan], Awaitable[ArtifactRef]],
    enter: Callable[[Stage], None],
    moderate: Callable[[ArtifactRef], Awaitable[list[str]]],
) -> Listed:
    """Read a film's script and break it into shots.

    Args:
        order: The film's.
        plan: Its engines.
        notes: Are told with its warnings.
        make: Makes what is ordered.
        enter: Is called when a stage begins.
        moderate: Looks the screenplay through and answers with what there is to warn of; nothing is made when it raises.
    """
    enter(Stage.SCREENPLAY)
    screenplay = await make(
        WriteScreenplay(
            engine=plan.engines[Stage.SCREENPLAY],
            about=plan.about(1, Stage.SCREENPLAY, "film", 1),
            script=order.script,
            format=order.format,
            language=order.options.language,
        ),
        plan,
    )
    cautions = await moderate(screenplay)
    enter(Stage.SHOTS)
    shots = await make(
        ListShots(
            engine=plan.engines[Stage.SHOTS],
            about=plan.about(1, Stage.SHOTS, "film", 1),
            screenplay=screenplay,
            title=order.options.title,
            aspect=order.options.aspect,
        ),
        plan,
    )
    outline = OutlineFilm(
        film=order.film,
        owner=order.owner,
        screenplay=screenplay,
        shots=shots,
        fallback_title=title_of_file(order.script_name),
        options=order.options,
        notes=[*notes, *cautions],
    )
    return Listed(screenplay, shots, await note(outline_film, outline, "Rows of scenes, shots and lines"))
