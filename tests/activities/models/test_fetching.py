"""Models on their way from a hub: gone on with to the byte, one process at a time, watched; nothing of them is left where they end."""

import json
import random
import shutil
import struct
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from activities.models.cards import model_folder, registry_name
from activities.models.hub import SILENCE_S, Hub
from activities.models.registry import Registry
from activities.models.turns import alone
from schemas.failures import Refused, Unavailable
from schemas.models import FetchProgress, ModelCard, Terms
from tests.activities.models.test_registry import little_room
from tests.fakes.hub import COMMIT, serving
from tests.fakes.hub import Hub as FakeHub

MIT = Terms(licence="MIT", commercial_use=True)
NAME = "unet/weights.safetensors"


def weights(size_bytes: int = 300_000) -> bytes:
    """A safetensors file of one tensor of noise."""
    header = json.dumps({"w": {"dtype": "U8", "shape": [size_bytes], "data_offsets": [0, size_bytes]}}).encode()
    return struct.pack("<Q", len(header)) + header + random.Random(1).randbytes(size_bytes)


FILES = {"model_index.json": b"{}", NAME: weights()}


@pytest.fixture
def hub() -> Iterator[FakeHub]:
    """A hub that has one model."""
    with serving("me/hosted", FILES) as hub:
        yield hub


@pytest.fixture
def registry(tmp_path: Path) -> Registry:
    """An empty one."""
    return Registry(tmp_path / "models")


def fetched(registry: Registry, hub: FakeHub, watch: Callable[[FetchProgress], None] = lambda _progress: None) -> ModelCard:
    """The model, in the registry."""
    with Hub(hub.address, hub.token) as connected:
        return registry.download(connected, "me/hosted", terms=MIT, watch=watch)


def interrupted_after(registry: Registry, hub: FakeHub, size_bytes: int) -> None:
    """Fetch until so many bytes of the weights have come, and stop."""
    hub.sends_bytes[NAME] = size_bytes
    stopped_s: list[float] = []

    def stop(progress: FetchProgress) -> None:
        if progress.bytes_done >= size_bytes:
            stopped_s.append(time.monotonic())
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fetched(registry, hub, stop)
    assert time.monotonic() - stopped_s[0] < SILENCE_S, "a silent hub was waited for"
    hub.resume()


def test_a_connection_that_breaks_is_gone_on_with_where_it_broke(registry: Registry, hub: FakeHub) -> None:
    hub.breaks_at[NAME] = 100_000

    card = fetched(registry, hub)

    assert hub.ranges == [f"{NAME} bytes=100000-"]
    assert (model_folder(registry.models_dir, card) / NAME).read_bytes() == FILES[NAME]


def test_an_interrupted_download_goes_on_at_its_byte_and_fetches_nothing_twice(registry: Registry, hub: FakeHub) -> None:
    interrupted_after(registry, hub, 200_000)
    between = registry.cards()
    hub.asked.clear()

    card = fetched(registry, hub)

    assert between == []
    assert hub.ranges == [f"{NAME} bytes=200000-"]
    assert not [path for path in hub.asked if path.endswith("model_index.json")]
    assert registry.verify(card) == []
    assert sorted(path.name for path in model_folder(registry.models_dir, card).parent.iterdir()) == ["card.json", "files"]


def test_a_hub_that_knows_no_ranges_sends_the_file_anew(registry: Registry, hub: FakeHub) -> None:
    hub.knows_ranges = False
    interrupted_after(registry, hub, 200_000)

    card = fetched(registry, hub)

    assert (model_folder(registry.models_dir, card) / NAME).read_bytes() == FILES[NAME]


def test_what_goes_on_over_spoilt_bytes_is_thrown_away_and_fetched_anew(registry: Registry, hub: FakeHub) -> None:
    interrupted_after(registry, hub, 200_000)
    (part,) = registry.models_dir.rglob(f"parts/{NAME}")
    part.write_bytes(bytes(200_000))

    card = fetched(registry, hub)

    assert registry.verify(card) == []
    assert (model_folder(registry.models_dir, card) / NAME).read_bytes() == FILES[NAME]


def test_how_far_it_is_is_told_and_then_how_much_was_checked(registry: Registry, hub: FakeHub) -> None:
    told: list[FetchProgress] = []
    card = fetched(registry, hub, told.append)

    fetching = [progress.bytes_done for progress in told if progress.doing == "fetching"]
    checking = [progress.bytes_done for progress in told if progress.doing == "checking"]

    assert fetching == sorted(fetching)
    assert fetching[-1] == checking[-1] == card.size_bytes
    assert {(progress.commit, progress.size_bytes) for progress in told} == {(COMMIT, card.size_bytes)}


def test_what_came_of_an_interrupted_download_is_discarded(registry: Registry, hub: FakeHub) -> None:
    interrupted_after(registry, hub, 100_000)

    registry.discard("me/hosted", COMMIT)

    assert [path.name for path in registry.models_dir.iterdir() if not path.name.startswith(".")] == []


def test_a_revision_that_was_whole_before_is_not_discarded(registry: Registry, hub: FakeHub) -> None:
    card = fetched(registry, hub)

    registry.discard("me/hosted", COMMIT)

    assert registry.verify(card) == []
    assert registry.is_active(card)


def test_one_process_at_a_time_fetches_a_model(registry: Registry, hub: FakeHub) -> None:
    with alone(registry.models_dir, "me/hosted"):
        with pytest.raises(Unavailable, match="another process is fetching me/hosted"):
            fetched(registry, hub)
        with pytest.raises(Unavailable, match="another process is fetching me/hosted"):
            registry.discard("me/hosted", COMMIT)

    assert fetched(registry, hub).revision == COMMIT


@pytest.mark.parametrize("name", ["../../evil.safetensors", "/evil.safetensors", "a\\..\\evil.safetensors"])
def test_a_file_that_would_lie_outside_its_folder_is_refused(registry: Registry, hub: FakeHub, name: str) -> None:
    hub.said[name] = FILES[NAME]

    with pytest.raises(Refused, match="would lie outside its folder"):
        fetched(registry, hub)

    assert not [path for path in hub.asked if "resolve" in path]


def test_what_is_given_out_with_a_token_is_refused_without(registry: Registry, hub: FakeHub) -> None:
    hub.token = "hf_secret"
    with Hub(hub.address) as stranger, pytest.raises(Refused, match="give a token") as refused:
        registry.download(stranger, "me/hosted", terms=MIT)

    assert fetched(registry, hub).revision == COMMIT
    assert "hf_secret" not in str(refused.value)


def test_a_token_is_not_shown_to_whom_the_hub_leads(registry: Registry, hub: FakeHub) -> None:
    hub.token = "hf_secret"
    with serving("me/hosted", FILES) as elsewhere:
        hub.files_at = elsewhere.address
        elsewhere.breaks_at[NAME] = 100_000

        card = fetched(registry, hub)

    assert registry.verify(card) == []
    assert elsewhere.ranges == [f"{NAME} bytes=100000-"]
    assert (hub.seen_tokens, elsewhere.seen_tokens) == ({"Bearer hf_secret"}, set())


def test_a_disk_that_gets_full_on_the_way_is_told_and_what_came_stays_for_the_next_try(tmp_path: Path, hub: FakeHub) -> None:
    with little_room(tmp_path / "models", 1_000_000) as models_dir:
        registry = Registry(models_dir)
        interrupted_after(registry, hub, 100_000)
        hub.sends_bytes[NAME] = 100_000

        def fill(progress: FetchProgress) -> None:
            if progress.bytes_done >= 200_000:
                (models_dir / "another").write_bytes(bytes(shutil.disk_usage(models_dir).free))
                hub.resume()

        with pytest.raises(Refused, match=r"is full: make room for me/hosted, or .* FILM_MODELS_DIR"):
            fetched(registry, hub, fill)
        (models_dir / "another").unlink()

        assert registry.verify(fetched(registry, hub)) == []
        assert int(hub.ranges[-1].removeprefix(f"{NAME} bytes=").removesuffix("-")) >= 200_000


@pytest.mark.parametrize("token", ["zwei Worte", "schlüssel", "a\nb"])
def test_what_can_be_no_token_is_refused_without_being_repeated(token: str) -> None:
    with pytest.raises(Refused, match="characters that no token has") as refused:
        Hub(token=token)

    assert token not in str(refused.value)


def test_a_hub_that_is_not_one_says_so(registry: Registry, hub: FakeHub) -> None:
    with Hub("ftp://somewhere") as nowhere, pytest.raises(Refused, match="'ftp://somewhere' is no address of a hub"):
        registry.download(nowhere, "me/hosted", terms=MIT)
    hub.is_away = True
    with pytest.raises(Unavailable, match="can't give me/hosted now: 503"):
        fetched(registry, hub)


def test_a_registry_is_called_the_same_whoever_asks(tmp_path: Path) -> None:
    first = registry_name(tmp_path / "models")
    (tmp_path / "elsewhere").symlink_to(tmp_path / "models")

    assert registry_name(tmp_path / "elsewhere") == first
    assert registry_name(tmp_path / "other") != first


def test_a_folder_that_can_not_have_a_name_is_told(tmp_path: Path) -> None:
    (tmp_path / "models").write_text("a file where the folder should be", encoding="utf-8")
    (tmp_path / "odd").mkdir()
    (tmp_path / "odd" / ".registry").write_text("whatever", encoding="utf-8")

    with pytest.raises(Refused, match="can't be used"):
        registry_name(tmp_path / "models")
    with pytest.raises(Refused, match="does not hold the name of a registry"):
        registry_name(tmp_path / "odd")
