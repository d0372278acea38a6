"""From made scenes to the files of a cut: sound, transitions between scenes, translations, the film, and its check."""

from collections.abc import Awaitable, Callable, Coroutine
from itertools import pairwise
from typing import Any

from schemas.film import AssembleFilm, CutFiles, EncodeTransition, Join, MixSound, Translation, sound_packets_of
from schemas.making import SceneMade
from schemas.media import ArtifactRef
from schemas.order import About, Order
from schemas.orders import join_order
from schemas.plan import FilmPlan
from schemas.quality import Finding, check_order
from schemas.subtitles import TranslateLines
from workflows.steps import join_film, look_over, together


class Assembly:
    """Puts a film's cuts together; what one cut encoded between scenes serves the next."""

    def __init__(
        self, make: Callable[[Order, FilmPlan], Coroutine[Any, Any, ArtifactRef]], unpaused: Callable[[], Awaitable[None]]
    ) -> None:
        """Nothing is put together yet.

        Args:
            make: Carries an order out.
            unpaused: Waits until the film is not paused.
        """
        self._make = make
        self._unpaused = unpaused
        self._joins: dict[str, ArtifactRef] = {}

    async def assemble(self, plan: FilmPlan, cut: int, scenes: list[SceneMade], notes: list[str]) -> tuple[CutFiles, int, list[Finding]]:
        """The files of a cut, its length in frames, and what is at fault in it.

        Args:
            plan: What it is made from.
            cut: Its number.
            scenes: In film order.
            notes: What people are told of its making, in the manifest.
        """
        reels = [scene.reel for scene in scenes]
        overlaps = [join_order(plan, cut, before.last, after.first) for before, after in pairwise(scenes)]
        mix_order = MixSound(
            engine=plan.mixer,
            former=plan.former_mixers,
            about=_about(plan, cut, "mix"),
            reels=reels,
            heard=[scene.heard for scene in scenes],
            loudness_lufs=plan.options.loudness_lufs,
            true_peak_dbtp=plan.options.true_peak_dbtp,
            packets=sound_packets_of(plan.options.codec),
        )
        mix, *_ = await together(self._make(mix_order, plan), *(self._joined(order, plan) for order in overlaps if order))
        between = [Join(before_shot=order.before_shot, segment=self._joins[order.key]) for order in overlaps if order]
        joins = [join for scene in scenes for join in scene.joins] + between
        frames = sum(scene.frames for scene in scenes) - sum(scene.first.overlap_in_frames for scene in scenes[1:])
        order = AssembleFilm(
            engine=plan.assembler,
            about=_about(plan, cut, "film"),
            title=plan.edits.title or plan.title,
            authors=plan.authors,
            language=plan.language,
            reels=reels,
            joins=sorted(joins, key=lambda join: join.before_shot),
            mix=mix,
            encoding=plan.encoding,
            subtitles=plan.subtitles,
            subtitles_style=plan.options.subtitles_style,
            sdh=plan.options.sdh,
            translations=await together(*(self._translated(plan, cut, scenes, language) for language in plan.languages)),
            hls=plan.options.hls,
            notes=plan.mixture + notes + plan.cautions,
        )
        await self._unpaused()
        files = await join_film(order)
        checked = await look_over(check_order(order, files.film, mix_order, frames))
        return files.model_copy(update={"quality": checked.report}), frames, checked.faults

    async def _translated(self, plan: FilmPlan, cut: int, scenes: list[SceneMade], language: str) -> Translation:
        """The film's lines in another language, scene by scene: a changed line is translated again with its scene alone."""
        made = await together(*(self._lines(plan, cut, scene, language) for scene in scenes))
        return Translation(language=language, scenes=made)

    async def _lines(self, plan: FilmPlan, cut: int, scene: SceneMade, language: str) -> ArtifactRef | None:
        if not scene.said or plan.translator is None:
            return None
        order = TranslateLines(
            engine=plan.translator,
            about=_about(plan, cut, f"scene {scene.scene}"),
            reel=scene.reel,
            said=scene.said,
            source=plan.language,
            target=language,
            title=plan.edits.title or plan.title,
        )
        return await self._make(order, plan)

    async def _joined(self, order: EncodeTransition, plan: FilmPlan) -> ArtifactRef:
        if order.key not in self._joins:
            self._joins[order.key] = await self._make(order, plan)
        return self._joins[order.key]


def _about(plan: FilmPlan, cut: int, target: str) -> About:
    return About(film=plan.film, owner=plan.owner, cut=cut, target=target, label=f"Cut {cut} · {target}")
