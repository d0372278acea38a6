"""Removals: what no film has goes, what any film has stays, whoever comes at the same moment."""

import asyncio
import secrets
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import delete, func, null, select, update
from sqlmodel import col
from temporalio.exceptions import ApplicationError

from activities.clearing import Clearing
from activities.engines import Job, Made
from activities.storage.removals import Removals, unused
from schemas.clearing import Cleared, ClearSome
from schemas.failures import Refused
from schemas.media import FLAC, ArtifactRef
from schemas.order import Order
from schemas.samples import SAMPLE_STAGE
from schemas.tables import ArtifactRow, FilmRow, RemovalRow, UseRow
from tests.activities.conftest import NOW, Workplace, line_order

RUN = ClearSome(clearing="run")


def work(content: bytes = b"sound", names: tuple[str, ...] = ()) -> Callable[[Job[Any]], Made]:
    def made(job: Job[Any]) -> Made:
        path = job.folder / "made"
        path.write_bytes(content)
        return Made(path=path, media_type=FLAC, samples=1, names=names)

    return made


def new_order(film: str = "f", salt: str = "") -> Order:
    order = line_order(salt=salt or secrets.token_hex(4))
    return order.model_copy(update={"about": order.about.model_copy(update={"film": film})})


async def add_film(workplace: Workplace, film: str) -> None:
    row = FilmRow(
        id=film,
        owner="local",
        project_id="p",
        title=film,
        state="completed",
        options={},
        script={},
        script_name=film,
        created_at=NOW,
        updated_at=NOW,
    )
    async with workplace.sessions.begin() as session:
        session.add(row)


async def delete_film(workplace: Workplace, film: str = "f") -> None:
    async with workplace.sessions.begin() as session:
        await session.execute(delete(FilmRow).where(col(FilmRow.id) == film))


async def clear(workplace: Workplace, removals: Removals | None = None) -> Cleared:
    clearing = Clearing(removals or workplace.bench.removals)
    while not (await clearing.clear_some(RUN)).is_over:
        pass
    return await clearing.tell_cleared(RUN)


def objects(workplace: Workplace, key: str) -> list[str]:
    store = workplace.bench.objects.store
    return sorted(str(one.object_name) for one in store._client.list_objects(store.bucket, f"artifacts/voices/{key}/", recursive=True))


def row_of(workplace: Workplace, order: Order, content: bytes = b"sound") -> ArtifactRow:
    path = workplace.bench.scratch / secrets.token_hex(4)
    path.write_bytes(content)
    return workplace.bench.objects.put(order, order.key, Made(path=path, media_type=FLAC), 1.0, 1)


async def test_of_a_deleted_film_row_object_provenance_and_shelf_go(workplace: Workplace) -> None:
    order = new_order()
    ref = await workplace.bench.make_with(order, work())
    shelf = workplace.bench.objects.shelf
    name = f"{ref.key}-{ref.sha256[:16]}"
    before = len(objects(workplace, order.key)), shelf.path(name) is not None

    await delete_film(workplace)
    cleared = await clear(workplace)

    assert before == (2, True)
    assert cleared == Cleared(artifacts=1, size_bytes=5)
    assert (objects(workplace, order.key), shelf.path(name), await workplace.rows(ArtifactRow)) == ([], None, [])


async def test_what_another_film_has_stays_until_that_is_deleted_too(workplace: Workplace) -> None:
    await add_film(workplace, "g")
    order = new_order()
    ref = await workplace.bench.make_with(order, work())
    await workplace.bench.make_with(new_order("g", order.model_dump()["text"].rpartition(" ")[2]), work(b"never made"))

    await delete_film(workplace, "f")
    first = await clear(workplace)
    kept = await workplace.bench.read(ref)
    await delete_film(workplace, "g")

    assert (first.artifacts, kept) == (0, b"sound")
    assert (await clear(workplace)).artifacts == 1


async def test_what_a_found_artifact_names_is_had_with_it(workplace: Workplace) -> None:
    """A second film of the same script finds a sound track and asks for none of its parts."""
    await add_film(workplace, "g")
    salts = secrets.token_hex(4), secrets.token_hex(4)
    part = await workplace.bench.make_with(new_order(salt=salts[0]), work(b"part"))
    whole = await workplace.bench.make_with(new_order(salt=salts[1]), work(b"whole", (part.key,)))
    await workplace.bench.make_with(new_order("g", salts[1]), work())

    await delete_film(workplace, "f")

    assert (await clear(workplace)).artifacts == 0
    assert [await workplace.bench.read(ref) for ref in (part, whole)] == [b"part", b"whole"]


async def test_what_names_others_goes_before_them(workplace: Workplace) -> None:
    part = await workplace.bench.make_with(new_order(), work(b"part"))
    whole = await workplace.bench.make_with(new_order(), work(b"whole", (part.key,)))
    await delete_film(workplace)

    await workplace.bench.removals.discard("run", 1)

    assert [row.key for row in await workplace.rows(RemovalRow)] == [whole.key]


async def test_what_an_artifact_names_stays_while_somebody_is_at_that(workplace: Workplace) -> None:
    """Who finds it then has it whole; its parts alone would leave something that can't be found and is never made again."""
    part = await workplace.bench.make_with(new_order(), work(b"part"))
    whole = await workplace.bench.make_with(new_order(), work(b"whole", (part.key,)))
    await delete_film(workplace)

    async with workplace.sessions.begin() as session:
        await session.execute(select(ArtifactRow).where(col(ArtifactRow.key) == whole.key).with_for_update(read=True, key_share=True))
        discarded = await workplace.bench.removals.discard("run", 10)

    assert discarded == 0
    assert (await clear(workplace)).artifacts == 2


async def test_samples_and_what_was_there_before_uses_were_noted_stay(workplace: Workplace) -> None:
    sample, old = row_of(workplace, new_order()), row_of(workplace, new_order())
    sample.stage = SAMPLE_STAGE
    async with workplace.sessions.begin() as session:
        session.add_all([sample, old])
        await session.flush()
        await session.execute(update(ArtifactRow).where(col(ArtifactRow.key) == old.key).values(names=null()))

    assert (await clear(workplace)).artifacts == 0
    assert len(await workplace.rows(ArtifactRow)) == 2


async def test_what_would_go_is_told_and_nothing_goes(workplace: Workplace) -> None:
    await workplace.bench.make_with(new_order(), work())
    async with workplace.sessions() as session:
        before = await unused(session)
    await delete_film(workplace)

    async with workplace.sessions() as session:
        after = await unused(session)

    assert (before, after) == (Cleared(artifacts=0, size_bytes=0), Cleared(artifacts=1, size_bytes=5))
    assert len(await workplace.rows(ArtifactRow)) == 1


async def test_what_is_wanted_again_after_it_was_removed_is_made_again(workplace: Workplace) -> None:
    await add_film(workplace, "g")
    salt = secrets.token_hex(4)
    await workplace.bench.make_with(new_order("f", salt), work())
    await delete_film(workplace)
    await clear(workplace)

    ref = await workplace.bench.make_with(new_order("g", salt), work())

    assert await workplace.second_bench().read(ref) == b"sound"
    assert await workplace.rows(RemovalRow) == []


async def test_a_film_that_finds_what_is_being_removed_is_told_to_look_again(workplace: Workplace) -> None:
    """Found, then removed, then noted: the film must not go on with a reference to nothing."""
    await add_film(workplace, "g")
    order = new_order()
    await workplace.bench.make_with(order, work())
    await delete_film(workplace, "f")
    mine = order.model_copy(update={"about": order.about.model_copy(update={"film": "g"})})
    found = await workplace.bench.ledger.find([mine.key])
    await clear(workplace)

    with pytest.raises(Exception, match="removed in this moment") as told:
        await workplace.bench.ledger.record([mine], reused=True)

    assert list(found) == [mine.key]
    assert type(told.value).__name__ == "Unavailable"
    assert await workplace.rows(UseRow) == []


async def test_what_a_film_is_just_being_given_is_left_alone(workplace: Workplace) -> None:
    await add_film(workplace, "g")
    order = new_order()
    ref = await workplace.bench.make_with(order, work())
    await delete_film(workplace, "f")

    async with workplace.sessions.begin() as session:
        session.add(UseRow(film_id="g", key=order.key))
        await session.flush()
        discarded = await workplace.bench.removals.discard("run", 10)

    assert discarded == 0
    assert await clear(workplace) == Cleared(artifacts=0, size_bytes=0)
    assert await workplace.bench.read(ref) == b"sound"


@pytest.mark.parametrize("content", [b"sound", b"other"])
async def test_an_object_stored_while_its_namesake_is_removed_is_stored_again(workplace: Workplace, content: bytes) -> None:
    """The second maker has uploaded, the first one's object of the same name is removed, and only then is the second row written."""
    await add_film(workplace, "g")
    order = new_order()
    await workplace.bench.make_with(order, work())
    await delete_film(workplace, "f")
    removals, bench = workplace.bench.removals, workplace.second_bench()
    mine = order.model_copy(update={"about": order.about.model_copy(update={"film": "g"})})
    await removals.discard("run", 10)
    path = bench.scratch / "made"
    path.write_bytes(content)
    put = await asyncio.to_thread(bench.objects.put, mine, mine.key, Made(path=path, media_type=FLAC), 1.0, 1)
    await removals.erase("run", 10)

    refused = await bench.ledger.commit(put, mine)
    ref = await bench.commit(mine, mine.key, Made(path=path, media_type=FLAC), 1.0)

    assert refused is None
    assert await workplace.second_bench("third").read(ref) == content
    assert await bench.order_of(mine.key, type(mine), mine.about) == mine
    assert await clear(workplace) == Cleared(artifacts=0, size_bytes=0)


async def test_films_and_clearings_at_once_lose_nothing(workplace: Workplace) -> None:
    """Six films are begun and deleted again and again over the same four artifacts while two clearings run without pause."""
    salts = [secrets.token_hex(4) for _ in range(4)]
    benches = [workplace.bench, workplace.second_bench("b"), workplace.second_bench("c")]
    is_over = asyncio.Event()

    async def clear_on(name: str) -> None:
        removals = workplace.second_bench(name).removals
        while not is_over.is_set():
            await removals.erase(name, 3)
            await removals.discard(name, 3)

    async def make(bench_number: int, film: str, salt: str) -> ArtifactRef:
        while True:  # as Temporal does
            try:
                return await benches[bench_number].make_with(new_order(film, salt), work(salt.encode()))
            except ApplicationError as error:
                if error.non_retryable:
                    raise

    async def film(number: int) -> int:
        lost = 0
        for turn in range(8):
            name = f"film-{number}-{turn}"
            await add_film(workplace, name)
            refs = [await make((number + turn + place) % 3, name, salt) for place, salt in enumerate(salts)]
            for ref, salt in zip(refs, salts, strict=True):
                try:
                    lost += await workplace.second_bench(name).read(ref) != salt.encode()
                except Refused:
                    lost += 1
            await delete_film(workplace, name)
        return lost

    clearings = [asyncio.create_task(clear_on(name)) for name in ("x", "y")]
    lost = await asyncio.gather(*(film(number) for number in range(6)))
    is_over.set()
    await asyncio.gather(*clearings)
    await delete_film(workplace, "f")
    await clear(workplace)

    assert sum(lost) == 0
    assert await workplace.rows(ArtifactRow) == []
    async with workplace.sessions() as session:
        done = await session.scalar(select(func.count()).select_from(RemovalRow).where(~col(RemovalRow.is_done)))
    assert done == 0
