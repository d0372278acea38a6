"""Running out of memory: fewer at once, tiles, lower rungs; told, remembered, and refused with what would help."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from activities.engines import Job, Made
from activities.heartbeat import Cancelled
from activities.models.ladder import Conditions, below, first_conditions, fitting, run_down, rung_that_fits, steady
from activities.models.needs import Activations, needed_bytes
from activities.models.pool import WarmPool, limit_memory, warm_pool
from activities.models.rungs import LADDER, Rung, weights_on_gpu
from activities.models.torch_setup import torch_module
from schemas.engines import EngineChoice
from schemas.failures import DoesNotFit, Refused
from schemas.media import TEXT
from schemas.order import About
from schemas.stages import Stage
from schemas.voices import SpeakLine
from tests.small import MARA

GB = 10**9
START = Conditions(batch=4, is_tiled=False, rung=Rung.RESIDENT)


@pytest.fixture(autouse=True)
def _nobody_else_is_warm() -> None:
    """Models that other tests left in this process would be let go of first."""
    warm_pool("cpu").let_go()


class Card:
    """A device on which so many orders fit, one more when decoding in tiles."""

    def __init__(self, fits: int) -> None:
        self.fits = fits
        self.tried: list[Conditions] = []

    def attempt(self, jobs: Sequence[Job[SpeakLine]], conditions: Conditions) -> list[Made]:
        self.tried.append(conditions)
        if len(jobs) > self.fits + conditions.is_tiled:
            raise torch_module().OutOfMemoryError("CUDA out of memory. Tried to allocate 2.00 GiB")
        return [Made(path=job.folder / "a", media_type=TEXT) for job in jobs]


def test_half_the_orders_are_tried_next_and_every_order_is_made(tmp_path: Path) -> None:
    card = Card(fits=2)
    made = run_down(_jobs(tmp_path, 4), card.attempt, START, "half", "cpu")

    assert [str(conditions) for conditions in card.tried] == [
        "4 at once, resident weights",
        "2 at once, resident weights",
        "2 at once, resident weights",
    ]
    assert [result.path.parent.name for result in made] == ["0", "1", "2", "3"]
    assert "2 at once, resident weights instead of 4 at once" in made[0].facts["memory"]


def test_what_worked_is_where_the_next_call_begins(tmp_path: Path) -> None:
    card = Card(fits=1)
    run_down(_jobs(tmp_path, 4), card.attempt, START, "again", "cpu")
    card.tried.clear()
    run_down(_jobs(tmp_path, 2), card.attempt, START, "again", "cpu")

    assert {conditions.batch for conditions in card.tried} == {1}
    assert len(card.tried) == 2


def test_what_does_not_fit_at_all_is_tried_once_the_next_time(tmp_path: Path) -> None:
    card = Card(fits=-1)
    for _ in range(2):
        card.tried.clear()
        with pytest.raises(DoesNotFit):
            run_down(_jobs(tmp_path, 4), card.attempt, START, "nothing", "cpu")

    assert [str(conditions) for conditions in card.tried] == ["1 at once, in tiles, resident weights"]


def test_what_failed_for_many_is_not_tried_with_some_fewer(tmp_path: Path) -> None:
    card = Card(fits=2)
    run_down(_jobs(tmp_path, 4), card.attempt, START, "fewer", "cpu")
    card.tried.clear()
    run_down(_jobs(tmp_path, 3), card.attempt, replace(START, batch=3), "fewer", "cpu")
    run_down(_jobs(tmp_path, 1), card.attempt, replace(START, batch=1), "fewer", "cpu")
    run_down(_jobs(tmp_path, 2), card.attempt, START, "fewer", "cpu")

    assert [conditions.batch for conditions in card.tried] == [2, 2, 1, 2]


def test_other_warm_models_go_before_anything_is_made_worse(tmp_path: Path) -> None:
    pool = warm_pool("cpu")
    tried: list[Conditions] = []

    def attempt(jobs: Sequence[Job[SpeakLine]], conditions: Conditions) -> list[Made]:
        tried.append(conditions)
        with pool.borrow("own", 0, object):
            if "other" in pool.names:
                raise torch_module().OutOfMemoryError("CUDA out of memory")
        return [Made(path=job.folder / "a", media_type=TEXT) for job in jobs]

    with pool.borrow("other", 0, object):
        pass
    made = run_down(_jobs(tmp_path, 2), attempt, START, "others", "cpu")

    assert tried == [START, START]
    assert pool.names == ["own"]
    assert made[0].facts == {}


def test_what_is_above_a_worker_s_limit_leaves_the_other_models_warm(tmp_path: Path) -> None:
    pool = warm_pool("cpu")
    with pool.borrow("other", 0, object):
        pass

    def attempt(jobs: Sequence[Job[SpeakLine]], _conditions: Conditions) -> list[Made]:
        with pool.borrow("own", len(jobs) * 2**40, object):
            return [Made(path=job.folder / "a", media_type=TEXT) for job in jobs]

    limit_memory(1_000)
    try:
        with pytest.raises(Refused, match="does not fit"):
            run_down(_jobs(tmp_path, 2), attempt, replace(START, batch=2), "limit", "cpu")
    finally:
        limit_memory(None)

    assert pool.names == ["other"]


def test_tiles_come_after_single_orders_and_are_told(tmp_path: Path) -> None:
    card = Card(fits=0)
    made = run_down(_jobs(tmp_path, 1), card.attempt, START, "tiles", "cpu")

    assert made[0].facts["memory"].startswith("memory was short: 1 at once, in tiles, resident weights")


def test_the_bottom_of_the_ladder_says_what_would_help(tmp_path: Path) -> None:
    card = Card(fits=-1)
    with pytest.raises(Refused, match=r"does not fit .* lower megapixels of voices engine"):
        run_down(_jobs(tmp_path, 1), card.attempt, START, "bottom", "cpu")


def test_what_was_not_made_with_the_whole_model_at_once_says_how_it_was(tmp_path: Path) -> None:
    streamed = Conditions(batch=1, is_tiled=False, rung=Rung.GROUP)
    whole = run_down(_jobs(tmp_path, 1), Card(fits=2).attempt, START, "whole", "cpu")
    lower = run_down(_jobs(tmp_path, 1), Card(fits=2).attempt, streamed, "lower", "cpu")

    assert whole[0].facts == {}
    assert lower[0].facts == {"conditions": "1 at once, group weights"}


@pytest.mark.parametrize(
    ("ways", "advice"),
    [
        ({"is_fixed": True}, r"allow offload=auto \("),
        ({"is_fixed": True, "advised": Rung.GROUP}, "allow offload=group, which fits by estimate, or auto"),
        ({"is_whole": True}, "use a smaller model"),
        ({"is_whole": True, "is_fixed": True}, "use a smaller model"),
    ],
)
def test_nobody_is_advised_to_offload_what_can_not_be(tmp_path: Path, ways: dict[str, Any], advice: str) -> None:
    single = replace(START, batch=1)
    with pytest.raises(Refused, match=f"{single}; {advice}"):
        run_down(_jobs(tmp_path, 1), Card(fits=-1).attempt, single, str(ways), "cuda", may_tile=False, **ways)


def test_who_chose_the_lowest_rung_is_not_advised_to_choose_another(tmp_path: Path) -> None:
    lowest = Conditions(batch=1, is_tiled=False, rung=LADDER[-1])
    with pytest.raises(Refused, match="use a smaller model"):
        run_down(_jobs(tmp_path, 1), Card(fits=-1).attempt, lowest, "lowest", "cuda", may_tile=False, is_fixed=True)


def test_rungs_are_climbed_down_on_a_gpu_unless_a_person_chose_one() -> None:
    tiled = Conditions(batch=1, is_tiled=True, rung=Rung.RESIDENT)

    model = below(tiled, "cuda")
    assert model is not None
    assert model.rung is Rung.MODEL
    group = below(model, "cuda")
    assert group is not None
    assert group.rung is Rung.GROUP
    assert below(group, "cuda") is None
    assert below(tiled, "cuda", is_fixed=True) is None
    assert below(tiled, "cpu") is None


def test_a_rung_that_a_person_chose_is_tried_whatever_was_learnt_on_the_way_down(tmp_path: Path) -> None:
    card, single = Card(fits=-1), replace(START, batch=1)
    for is_fixed in (False, True):
        card.tried.clear()
        with pytest.raises(DoesNotFit):
            run_down(_jobs(tmp_path, 1), card.attempt, single, "chosen later", "cuda", may_tile=False, is_fixed=is_fixed)

    assert card.tried == [single]


def test_each_rung_needs_less_of_the_gpu() -> None:
    parts = {"transformer": 12_000, "text_encoder": 8_000, "vae": 200}
    sizes = [weights_on_gpu(rung, parts) for rung in Rung]

    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] == 20_200
    assert sizes[2] == 12_000 * 0.15 + 200
    assert first_conditions("group", 2, parts, Activations(0), "cpu").rung is Rung.GROUP


def test_a_call_begins_with_as_many_orders_as_fit_before_anything_is_offloaded() -> None:
    parts = {"transformer": 12 * GB, "text_encoder": 8 * GB, "vae": GB // 5}
    activations = Activations(making=2 * GB, decoding=4 * GB, tiled=GB)

    assert _begin(parts, activations, 64) == (8, False, Rung.RESIDENT)
    assert _begin(parts, activations, 28) == (3, False, Rung.RESIDENT)
    assert _begin(parts, activations, 24) == (1, True, Rung.RESIDENT)
    assert _begin(parts, activations, 18) == (2, False, Rung.MODEL)
    assert _begin(parts, activations, 8) == (2, False, Rung.GROUP)
    assert _begin(parts, activations, 1) == (1, True, Rung.GROUP)


def test_of_what_does_not_fit_the_rung_that_would_is_known() -> None:
    parts = {"transformer": 12 * GB, "text_encoder": 8 * GB, "vae": GB // 5}
    activations = Activations(making=2 * GB, decoding=4 * GB, tiled=GB)

    assert rung_that_fits(Rung.RESIDENT, parts, activations, 18 * GB) is Rung.MODEL
    assert rung_that_fits(Rung.RESIDENT, parts, activations, 8 * GB) is Rung.GROUP
    assert rung_that_fits(Rung.MODEL, parts, activations, 18 * GB) is Rung.GROUP
    assert rung_that_fits(Rung.RESIDENT, parts, activations, 2 * GB) is None
    assert rung_that_fits(Rung.GROUP, parts, activations, 64 * GB) is None


def test_room_that_changes_a_little_is_taken_for_the_same() -> None:
    assert steady(0, 23 * GB) == 23 * GB
    assert steady(23 * GB, 22 * GB) == 23 * GB
    assert steady(23 * GB, 24 * GB) == 23 * GB
    assert steady(23 * GB, 12 * GB) == 12 * GB


def test_the_parts_of_a_model_are_never_at_work_together_under_model_offload() -> None:
    parts = {"text_encoder": 10 * GB, "transformer": 4 * GB, "vae": GB}
    needed = needed_bytes(Rung.MODEL, parts, Activations(making=5 * GB, decoding=7 * GB), 1, is_tiled=False)

    assert 10 * GB < needed < 12 * GB


def _begin(parts: dict[str, int], activations: Activations, room_gb: int) -> tuple[int, bool, Rung]:
    found = fitting(LADDER, 8, parts, activations, room_gb * GB)
    return found.batch, found.is_tiled, found.rung


def test_a_warm_model_is_lent_again_and_the_oldest_unused_one_makes_room() -> None:
    pool = WarmPool("cpu")
    loads: list[str] = []

    def borrow(name: str, estimate_bytes: int = 0) -> None:
        def load() -> object:
            loads.append(name)
            return object()

        with pool.borrow(name, estimate_bytes, load):
            pass

    borrow("a")
    borrow("b")
    borrow("a")
    assert loads == ["a", "b"]
    with pool.borrow("a", 0, object):
        borrow("c", estimate_bytes=2**60)
        assert pool.names == ["a", "c"]
    pool.drop("a")
    assert pool.names == ["c"]


def test_a_warm_model_is_given_room_for_its_call() -> None:
    pool = WarmPool("cpu")
    for name in ("a", "b"):
        with pool.borrow(name, 0, object):
            pass

    with pool.borrow("a", 2**60, object):
        assert pool.names == ["a"]


class FullCard(WarmPool):
    """A pool for a GPU without room, on which nothing of its models lies."""

    def __init__(self) -> None:
        super().__init__("cuda")

    def _room(self) -> int:
        return 0


def test_offloaded_models_are_let_go_for_main_memory_and_not_for_the_device() -> None:
    pool = FullCard()
    for name in ("offloaded", "other"):
        with pool.borrow(name, 0, object):
            pass

    pool.make_room(1)
    assert pool.names == ["offloaded", "other"]
    pool.make_room(0, main_bytes=2**60)
    assert pool.names == []


def test_models_of_a_worker_stay_below_its_limit_together() -> None:
    pool = WarmPool("cpu")
    megabyte = 2**20
    with pool.borrow("a", 0, lambda: bytearray(b"x" * 200 * megabyte)):
        pass
    limit_memory(pool.size_bytes + 50 * megabyte)
    try:
        with pool.borrow("small", 40 * megabyte, object):
            assert pool.names == ["a", "small"]
        with pool.borrow("large", 100 * megabyte, object):
            assert "a" not in pool.names
    finally:
        limit_memory(None)


def test_whoever_was_used_longest_ago_goes_first_and_no_more_of_them_than_must_by_measured_bytes() -> None:
    pool = WarmPool("cpu")
    megabyte = 2**20

    def borrow(name: str, estimate_bytes: int) -> None:
        with pool.borrow(name, estimate_bytes, lambda: bytearray(name.encode() * 100 * megabyte)):
            pass

    for name in ("a", "b", "a"):
        borrow(name, 0)
    assert 180 * megabyte < pool.size_bytes < 220 * megabyte
    limit_memory(pool.size_bytes + 50 * megabyte)
    try:
        borrow("c", 100 * megabyte)
        assert pool.names == ["a", "c"]
    finally:
        limit_memory(None)


def test_a_model_whose_call_is_broken_off_is_brought_to_rest_and_stays() -> None:
    pool = WarmPool("cpu")
    model = Offloaded()
    for fault in (Refused("no"), Cancelled(), RuntimeError("CUDA error")):
        with pytest.raises(type(fault)), pool.borrow("a", 0, lambda: model):
            raise fault
    with pool.borrow("a", 0, object) as same:
        assert same is model

    assert model.rests == 3


class Offloaded:
    """Counts how often it was brought to rest, which its device no longer does."""

    rests = 0

    def rest(self) -> None:
        self.rests += 1
        raise RuntimeError("CUDA error: the device is gone")


def test_a_worker_s_own_limit_is_felt_like_the_device_s() -> None:
    pool = WarmPool("cpu")
    limit_memory(1_000)
    try:
        with pytest.raises(torch_module().OutOfMemoryError, match="FILM_GPU_MEMORY_MAX leaves 1 kB"), pool.borrow("large", 1_001, object):
            pass
        with pool.borrow("small", 999, object):
            assert pool.names == ["small"]
    finally:
        limit_memory(None)


def _jobs(folder: Path, count: int) -> list[Job[SpeakLine]]:
    order = SpeakLine(
        engine=EngineChoice(stage=Stage.VOICES, name="slate", version="1"),
        about=About(film="f", owner="o", cut=1, target="line 1", label="Line 1"),
        character=MARA,
        text="Hello",
    )
    return [Job(order=order, inputs={}, folder=folder / str(number)) for number in range(count)]
