"""Looks words through before anything is made from them, as far as a film's policy wants it."""

from collections.abc import Awaitable, Callable
from datetime import timedelta

from temporalio.exceptions import ActivityError, ApplicationError, TimeoutError

from schemas.changes import EditFilm
from schemas.failures import SCRIPT_REFUSED
from schemas.making import FilmOrder
from schemas.media import ArtifactRef
from schemas.moderation import GivenWords, ModerateText, Moderation, words_of
from schemas.options import FilmOptions
from schemas.order import About
from schemas.plan import FilmPlan
from schemas.stages import Stage
from schemas.states import FilmState
from workflows.steps import look_through, say_why
from workflows.updating import through_updates

PROCESSING = FilmState.PROCESSING, "being made"
MODERATING = FilmState.MODERATING, "its script is looked through"
EDIT_PATIENCE = timedelta(minutes=2)
"""How long an edit waits for somebody to look its words through: a film that ends meanwhile waits for it."""


def first_state(options: FilmOptions) -> tuple[FilmState, str]:
    """The state in which a film's script is read, and its reason."""
    return PROCESSING if options.moderation == "off" else MODERATING


async def script_moderated(order: FilmOrder, plan: FilmPlan, screenplay: ArtifactRef) -> Moderation:
    """What is found in a film's script, and in the title and the style it is given."""
    given = {"title": order.options.title, "style": order.options.style}
    asked = ModerateText(
        engine=plan.engines[Stage.MODERATION],
        about=plan.about(1, Stage.MODERATION, "film", 1),
        screenplay=screenplay,
        words=[GivenWords(where=where, text=text) for where, text in given.items() if text],
    )
    answer = await look_through(asked, plan)
    return Moderation.of(answer.verdict, order.options, asked)


async def edit_moderated(edit: EditFilm, plan: Callable[[], FilmPlan], cut: int, recast: Callable[[], Awaitable[bool]]) -> list[str]:
    """Look through the words of an edit.

    Args:
        edit: Somebody's.
        plan: The film's newest.
        cut: The one that will have the edit.
        recast: Casts the film's engines anew, should workers be updated meanwhile.

    Returns:
        What there is to warn of.

    Raises:
        ApplicationError: Refused, by the film's policy; or nobody looked through them in time.
    """
    words = words_of(edit.changes)
    if plan().options.moderation == "off" or not words:
        return []
    if Stage.MODERATION not in plan().engines:  # a film that was begun before there was this stage
        await recast()
    try:
        found = await through_updates(lambda: _words_moderated(words, plan(), cut), recast)
    except ActivityError as error:
        if isinstance(error.cause, TimeoutError):
            msg = f"nobody could look its words through within {EDIT_PATIENCE.seconds} s; send the edit again"
            raise ApplicationError(msg, type="Unavailable", non_retryable=True) from error
        raise ApplicationError(say_why(error), type="Refused", non_retryable=True) from error
    if found.is_refused:
        msg = f"the edit is refused for its words: {found.reason}"
        raise ApplicationError(msg, type="Refused", non_retryable=True)
    return found.cautions


async def _words_moderated(words: list[GivenWords], plan: FilmPlan, cut: int) -> Moderation:
    about = About(film=plan.film, owner=plan.owner, cut=cut, target="edit", label=f"Cut {cut} · moderation · {words[0].where}")
    asked = ModerateText(engine=plan.engines[Stage.MODERATION], about=about, words=words, language=plan.language)
    answer = await look_through(asked, plan, EDIT_PATIENCE)
    return Moderation.of(answer.verdict, plan.options, asked)


def refusal(found: Moderation) -> ApplicationError:
    """The failure of a film whose script is refused."""
    return ApplicationError(f"its script is refused for {found.reason}", type=SCRIPT_REFUSED, non_retryable=True)


def is_refusal(error: BaseException) -> bool:
    """Whether a film fails because its script is refused."""
    return isinstance(error, ApplicationError) and error.type == SCRIPT_REFUSED
