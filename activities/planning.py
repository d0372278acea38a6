"""Looks at a film as a whole: writes its outline into rows, and finds out what of its scenes exists."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from sqlalchemy import update
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import SQLModel, col
from temporalio import activity

from activities.failures import for_temporal
from activities.ledger import Ledger, Sessions, add_event
from activities.making import Bench
from schemas.edits import Places
from schemas.engines import EngineChoice
from schemas.failures import Refused
from schemas.film import Reel, StoreReel
from schemas.making import FilmOutline, FindScenes, OutlineFilm, PlanScenes, ScenesMade, ScenesOrder, ScenesStart, SceneStart
from schemas.media import ArtifactRef
from schemas.options import NO_MUSIC_DB, FilmOptions
from schemas.plan import lines_on_screen, scene_plan
from schemas.profiles import PROFILES
from schemas.scene_orders import SceneOrders
from schemas.screenplay import Screenplay
from schemas.shots import Shot, ShotList
from schemas.stages import Stage
from schemas.tables import CharacterRow, FilmRow, LineRow, SceneRow, ShotRow, StepRow
from schemas.timing import overlap_frames

REEL_ENGINE = EngineChoice(stage=Stage.FILM, name="reel", version="1")

ROWS_AT_ONCE = 1000
"""Rows in one statement: PostgreSQL takes 32,767 parameters, and a long film has more steps than that by themselves."""


class Planning:
    """The activities that read shot lists."""

    def __init__(self, bench: Bench, sessions: Sessions) -> None:
        """Reads artifacts through `bench`, writes rows through `sessions`."""
        self._bench = bench
        self._sessions = sessions

    @activity.defn
    async def outline_film(self, order: OutlineFilm) -> FilmOutline:
        """Write a film's scenes, shots, lines and characters, and tell its workflow what there is."""
        with for_temporal():
            return await self._outline(order)

    async def _outline(self, order: OutlineFilm) -> FilmOutline:
        screenplay = Screenplay.model_validate_json(await self._bench.read(order.screenplay))
        shots = ShotList.model_validate_json(await self._bench.read(order.shots))
        outline = FilmOutline(
            title=order.options.title or shots.title or screenplay.title or order.fallback_title,
            authors=[name for key, names in screenplay.title_page.items() if key.casefold() in {"author", "authors"} for name in names],
            language=order.options.language if order.options.language != "auto" else shots.language,
            places=places_of(shots),
            warnings=len(screenplay.warnings),
        )
        refuse_strangers(order.options.voices, outline.places.characters)
        await self._write(order, outline, screenplay, shots)
        return outline

    async def _write(self, order: OutlineFilm, outline: FilmOutline, screenplay: Screenplay, shots: ShotList) -> None:
        film = order.film
        rows: list[SQLModel] = [
            SceneRow(film_id=film, number=scene.number, heading=scene.heading, music=scene.music.model_dump()) for scene in shots.scenes
        ]
        rows += [CharacterRow(film_id=film, **character.model_dump(exclude={"number", "likeness"})) for character in shots.characters]
        all_shots = [shot for scene in shots.scenes for shot in scene.shots]
        rows += [ShotRow(film_id=film, number=shot.number, scene=shot.scene, shot=shot.model_dump(mode="json")) for shot in all_shots]
        rows += [
            LineRow(
                film_id=film, number=line.number, shot=shot.number, character=line.character.name, text=line.text, placement=line.placement
            )
            for shot in all_shots
            for line in shot.lines
        ]
        rows += [
            StepRow(film_id=film, cut=1, stage=stage, target=target, state="planned")
            for stage, target in expected_steps(shots, order.options)
        ]
        warnings = [warning.model_dump() for warning in screenplay.warnings] + [
            {"line": 0, "message": note} for note in [*shots.notes, *order.notes]
        ]
        async with self._sessions.begin() as session:
            # Many rows a statement: a film of a hundred shots has a thousand.
            for table, alike in groupby(rows, key=type):
                values = [row.model_dump(exclude_none=True) for row in alike]
                for first in range(0, len(values), ROWS_AT_ONCE):
                    await session.execute(insert(table).values(values[first : first + ROWS_AT_ONCE]).on_conflict_do_nothing())
            await session.execute(
                update(FilmRow)
                .where(col(FilmRow.id) == film)
                .values(
                    title=outline.title,
                    language=outline.language,
                    authors=outline.authors,
                    warnings=warnings,
                    screenplay=order.screenplay.model_dump(mode="json"),
                    shots=order.shots.model_dump(mode="json"),
                )
            )
            data = {"title": outline.title, "scenes": len(shots.scenes), "shots": len(all_shots), "warnings": len(warnings)}
            await add_event(session, film, "outline", "outline", data)

    @activity.defn
    async def plan_scenes(self, order: PlanScenes) -> ScenesStart:
        """Find out what of some scenes exists; of those of which everything does, the reel too."""
        with for_temporal():
            return await self._plan_scenes(order.order)

    async def _plan_scenes(self, order: ScenesOrder) -> ScenesStart:
        shots = ShotList.model_validate_json(await self._bench.read(order.shots))
        made: dict[str, ArtifactRef] = {}
        plans = {number: scene_plan(shots, number) for number in order.plans}
        scenes = {number: SceneOrders(order.plans[number], order.cut, plan, made) for number, plan in plans.items()}
        await look_up(self._bench.ledger, list(scenes.values()), made)
        seen = list({(one.key, one.about.target): one for scene in scenes.values() for one in scene.orders}.values())
        await self._bench.ledger.plan(seen)
        await self._bench.ledger.record([one for one in seen if one.key in made], reused=True)
        reels = {
            number: await self._bench.store_reel(reel_order(scene, scene.reel)) if scene.reel is not None else None
            for number, scene in scenes.items()
        }
        return ScenesStart(scenes=[SceneStart(scene=plans[number], reel=reels[number]) for number in plans], made=made)

    @activity.defn
    async def find_scenes(self, order: FindScenes) -> ScenesMade:
        """Find those of some scenes of which everything exists, with their reels."""
        with for_temporal():
            return await self._find_scenes(order)

    async def _find_scenes(self, order: FindScenes) -> ScenesMade:
        shots = ShotList.model_validate_json(await self._bench.read(order.shots))
        places, made = places_of(shots), dict[str, ArtifactRef]()
        scenes = [SceneOrders(order.plan.part(places, number), order.cut, scene_plan(shots, number), made) for number in order.scenes]
        await look_up(self._bench.ledger, scenes, made, only_whole=True)
        whole = [(scene, reel_order(scene, scene.reel)) for scene in scenes if scene.reel is not None and scene.is_made]
        known = await self._bench.ledger.find(reel.key for _, reel in whole)
        there = [item for scene, reel in whole for item in (*scene.orders, reel) if item is not reel or reel.key in known]
        await self._bench.ledger.record(there, reused=True)
        stored = [
            ArtifactRef.model_validate(known[reel.key].ref) if reel.key in known else await self._bench.store_reel(reel)
            for _, reel in whole
        ]
        return ScenesMade(scenes=[scene.made_scene(ref) for (scene, _), ref in zip(whole, stored, strict=True)])


async def look_up(ledger: Ledger, scenes: list[SceneOrders], made: dict[str, ArtifactRef], *, only_whole: bool = False) -> None:
    """Find what exists of some scenes that look into `made`; with `only_whole`, give up a scene when something of it is missing."""
    looked_up: set[str] = set()
    # Each round finds one stage further: an order can be written once what it is made from is known.
    while unknown := {key for scene in scenes for key in scene.keys} - looked_up:
        looked_up |= unknown
        found = await ledger.find(unknown)
        made |= {key: ArtifactRef.model_validate(row.ref) for key, row in found.items()}
        if only_whole:
            scenes = [scene for scene in scenes if scene.by_key.keys() <= made.keys()]
        for scene in scenes:
            for key in found:
                scene.advance(key)


def reel_order(scene: SceneOrders, reel: Reel) -> StoreReel:
    """The order that stores a scene's reel."""
    about = scene.plan.about(scene.cut, Stage.FILM, f"scene {reel.scene}", 1)
    return StoreReel(engine=REEL_ENGINE, about=about, reel=reel)


def refuse_strangers(voices: Iterable[str], characters: Sequence[str]) -> None:
    """Make sure that whoever is given a voice is in the film.

    Raises:
        Refused: Somebody is not; says who is.
    """
    unknown = [name for name in voices if name not in characters]
    if unknown:
        msg = f"a voice was chosen for '{unknown[0]}', who is not in the film; there are {', '.join(characters) or 'no characters'}"
        raise Refused(msg)


def expected_steps(shots: ShotList, options: FilmOptions) -> Iterator[tuple[Stage, str]]:
    """Everything the first cut of a film will need, so that its progress has an end to be measured against."""
    has_effects = Stage.EFFECTS in PROFILES[options.profile].stages or Stage.EFFECTS in options.engines
    for scene in shots.scenes:
        if options.music_db > NO_MUSIC_DB:
            yield Stage.MUSIC, f"scene {scene.number}"
        yield Stage.FILM, f"scene {scene.number}"
        for shot in scene.shots:
            target = f"shot {shot.number}"
            yield Stage.IMAGES, target
            yield Stage.CLIPS, target
            if lines_on_screen(shot):
                yield Stage.LIPSYNC, target
            if shot.sounds and has_effects:
                yield Stage.EFFECTS, target
            if overlap_frames(shot, options.fps) and shot is not shots.scenes[0].shots[0]:
                yield Stage.FILM, f"transition into shot {shot.number}"
            yield Stage.FILM, target
            yield from ((Stage.VOICES, f"line {line.number}") for line in shot.lines)
    yield Stage.FILM, "mix"
    yield Stage.FILM, "film"
    yield Stage.FILM, "check"


def places_of(shots: ShotList) -> Places:
    """What there is to edit in a shot list."""
    all_shots: list[Shot] = [shot for scene in shots.scenes for shot in scene.shots]
    return Places(
        scenes={scene.number: [shot.number for shot in scene.shots] for scene in shots.scenes},
        lines={shot.number: [line.number for line in shot.lines] for shot in all_shots if shot.lines},
        characters=[character.name for character in shots.characters],
    )
