"""The registry of models: added, fetched, checked, activated, removed; nothing half-made, nothing unlicensed, nothing pickled."""

import json
import struct
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from activities.models.cards import active_card, missing_files, model_folder
from activities.models.headers import component_bytes, tensor_bytes
from activities.models.hub import Hub
from activities.models.registry import Registry
from activities.models.tiny.cards import files_folder, register
from schemas.failures import Broken, Refused, Unavailable
from schemas.models import ModelCard, Terms
from tests.fakes.hub import COMMIT, serving
from tests.fakes.hub import Hub as FakeHub

MIT = Terms(licence="MIT", commercial_use=True)


def test_a_folder_is_added_with_hashes_sizes_and_terms_and_used(tmp_path: Path) -> None:
    registry = Registry(tmp_path / "models")
    card = registry.add_folder("me/small", _model(tmp_path / "source"), MIT)

    assert active_card(registry.models_dir, "me/small") == card
    assert [file.path for file in card.files] == ["model_index.json", "unet/weights.safetensors"]
    assert card.memory_bytes == 16
    assert card.terms == MIT
    assert registry.verify(card) == []


def test_the_same_folder_again_is_the_same_revision_and_a_changed_one_another(tmp_path: Path) -> None:
    registry, source = Registry(tmp_path / "models"), _model(tmp_path / "source")
    first = registry.add_folder("small", source, MIT)
    again = registry.add_folder("small", source, MIT)
    (source / "model_index.json").unlink()
    (source / "model_index.json").write_text('{"changed": true}', encoding="utf-8")
    other = registry.add_folder("small", source, MIT)

    assert first == again
    assert other.revision != first.revision
    assert registry.is_active(other)
    assert not registry.is_active(first)
    registry.activate(first)
    assert registry.is_active(first)


def test_changed_and_missing_files_are_told(tmp_path: Path) -> None:
    registry = Registry(tmp_path / "models")
    card = registry.add_folder("small", _model(tmp_path / "source"), MIT)
    folder = model_folder(registry.models_dir, card)
    weights = folder / "unet/weights.safetensors"
    content = bytearray(weights.read_bytes())
    content[-1] ^= 1
    weights.unlink()
    weights.write_bytes(content)
    (folder / "model_index.json").unlink()

    assert registry.verify(card) == [
        "model_index.json is missing",
        "unet/weights.safetensors has other content than when it was added",
    ]
    assert missing_files(registry.models_dir, card) == ["model_index.json"]


def test_pickled_weights_are_refused_unless_the_catalogue_or_a_person_says_otherwise(tmp_path: Path) -> None:
    registry, source = Registry(tmp_path / "models"), _model(tmp_path / "source")
    (source / "unet/weights.bin").write_bytes(b"x")
    with pytest.raises(Refused, match="pickled"):
        registry.add_folder("small", source, MIT)
    lips = tmp_path / "lips"
    lips.mkdir()
    (lips / "wav2lip_gan.pth").write_bytes(b"x")

    assert registry.cards() == []
    assert registry.add_folder("small", source, MIT, allow_pickles=True).id == "small"
    assert registry.add_folder("wav2lip", lips).terms.commercial_use is False


def test_a_model_of_unknown_licence_is_refused_and_a_folder_without_weights_too(tmp_path: Path) -> None:
    registry, empty = Registry(tmp_path / "models"), tmp_path / "empty"
    empty.mkdir()

    with pytest.raises(Refused, match="--licence"):
        registry.add_folder("me/unknown", _model(tmp_path / "source"))
    with pytest.raises(Refused, match="no weights"):
        registry.add_folder("me/empty", empty, MIT)


@pytest.mark.parametrize("name", ["../../x", "a/../../b", "a/b/c", "", "a b"])
def test_a_name_that_is_no_model_s_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(Refused, match="organisation/name"):
        Registry(tmp_path / "models").add_folder(name, _model(tmp_path / "source"), MIT)


def test_files_of_the_registry_are_not_added_from_themselves(tmp_path: Path) -> None:
    registry = Registry(tmp_path / "models")
    card = registry.add_folder("small", _model(tmp_path / "source"), MIT)

    with pytest.raises(Refused, match="lies in the registry itself"):
        registry.add_folder("small", model_folder(registry.models_dir, card), MIT)

    assert registry.verify(card) == []


def test_a_folder_of_broken_weights_leaves_nothing_in_the_registry(tmp_path: Path) -> None:
    (tmp_path / "source").mkdir()
    (tmp_path / "source" / "weights.safetensors").write_bytes(bytes(100))

    with pytest.raises(Refused, match="no safetensors file"):
        Registry(tmp_path / "models").add_folder("small", tmp_path / "source", MIT)

    assert list((tmp_path / "models").rglob("*")) == []


def test_weights_that_were_cut_short_are_refused_with_how_much_is_missing(tmp_path: Path) -> None:
    (tmp_path / "source").mkdir()
    (tmp_path / "source" / "weights.safetensors").write_bytes(_weights()[:-6])

    with pytest.raises(Refused, match=r"cut short, \d+ of \d+ bytes"):
        Registry(tmp_path / "models").add_folder("small", tmp_path / "source", MIT)


def test_a_disk_that_is_full_is_told_and_keeps_nothing(tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.mkdir()
    (source / "weights.safetensors").write_bytes(_weights(size_bytes=4_000_000))
    with little_room(tmp_path / "models", 1_000_000) as models_dir:
        with pytest.raises(Refused, match=r"is full: make room for small, or .* FILM_MODELS_DIR"):
            Registry(models_dir).add_folder("small", source, MIT)

        assert list(models_dir.iterdir()) == []


def test_a_model_that_the_disk_has_no_room_for_is_refused_before_anything_is_fetched(tmp_path: Path) -> None:
    with serving("me/large", {"weights.safetensors": _weights()}) as hub:
        hub.said["weights.safetensors"] = _Endless()
        with pytest.raises(Refused, match=r"me/large takes 9000000000\.00 GB more, and the disk of .* has .* GB left"):
            fetched(Registry(tmp_path / "models"), "me/large", hub)

        assert not [path for path in hub.asked if "resolve" in path]


def test_a_folder_that_may_not_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "models").write_text("a file where the folder should be", encoding="utf-8")

    with pytest.raises(Refused, match=r"small: .*models.*: (Not a directory|File exists)"):
        Registry(tmp_path / "models").add_folder("small", _model(tmp_path / "source"), MIT)


def test_pickled_weights_count_with_the_size_of_their_file(tmp_path: Path) -> None:
    (tmp_path / "source").mkdir()
    (tmp_path / "source" / "model.pth").write_bytes(bytes(1000))

    card = Registry(tmp_path / "models").add_folder("speech", tmp_path / "source", MIT, allow_pickles=True)

    assert card.memory_bytes == 1000


def test_a_pickled_miniature_counts_with_the_size_of_its_file_too(tmp_path: Path) -> None:
    (files_folder(tmp_path, "tiny/voice") / "model.pth").write_bytes(bytes(1_000))
    register(tmp_path, "tiny/voice")

    assert Registry(tmp_path).card("tiny/voice").memory_bytes == 1_000


def test_the_revision_in_use_goes_last(tmp_path: Path) -> None:
    registry, source = Registry(tmp_path / "models"), _model(tmp_path / "source")
    old = registry.add_folder("small", source, MIT)
    (source / "note.txt").write_text("another revision", encoding="utf-8")
    new = registry.add_folder("small", source, MIT)

    with pytest.raises(Refused, match=old.revision):
        registry.remove(new)
    registry.remove(old)
    registry.remove(new)
    assert registry.cards() == []
    assert list(registry.models_dir.iterdir()) == []


def test_a_model_is_fetched_from_a_hub_at_a_commit_with_its_safetensors_only(tmp_path: Path) -> None:
    registry = Registry(tmp_path / "models")
    files = {"model_index.json": b"{}", "unet/weights.safetensors": _weights(), "unet/weights.bin": b"pickle", "README.md": b"words"}
    with serving("me/hosted", files) as hub:
        card = fetched(registry, "me/hosted", hub)

    assert card.revision == COMMIT
    assert card.source == f"hub:me/hosted@{COMMIT}"
    assert sorted(file.path for file in card.files) == ["model_index.json", "unet/weights.safetensors"]
    assert registry.verify(card) == []
    assert registry.is_active(card)


@pytest.mark.parametrize(
    ("model_id", "names", "told"),
    [
        ("me/old", ["a.bin", "b.bin", "c.pt", "d.ckpt"], r"me/old has only pickled weights on the hub \(a.bin, b.bin, c.pt, and 1 more\)"),
        ("me/old", ["a.bin", "config.json"], r"can run code when they are read: .* `film models add me/old --from FOLDER --allow-pickles`"),
        ("Qwen/Qwen3-8B", ["x.bin", "x.safetensors.md"], r"Qwen/Qwen3-8B has only pickled weights on the hub \(x.bin\)"),
        (
            "me/other",
            ["model.gguf", "config.json"],
            r"no weights that can be read here: wanted .*, and the hub has model.gguf, config.json$",
        ),
        ("me/sly", ["\x1b[31m.gguf"], r'the hub has "\\u001b\[31m.gguf"$'),
        ("me/empty", [], r"me/empty has no weights .*, and the hub has no files$"),
    ],
)
def test_what_a_hub_has_instead_of_weights_is_told(model_id: str, names: Sequence[str], told: str, tmp_path: Path) -> None:
    registry = Registry(tmp_path / "models")
    with serving(model_id, dict.fromkeys(names, b"x")) as hub, pytest.raises(Refused, match=told):
        fetched(registry, model_id, hub)

    assert registry.cards() == []


def test_what_came_with_other_content_than_the_hub_says_is_thrown_away(tmp_path: Path) -> None:
    registry = Registry(tmp_path / "models")
    with serving("me/hosted", {"weights.safetensors": _weights()}) as hub:
        hub.said["weights.safetensors"] = _weights()[:-1] + b"x"
        with pytest.raises(Broken, match=r"weights.safetensors came with other content"):
            fetched(registry, "me/hosted", hub)
        assert registry.cards() == []
        hub.said = dict(hub.files)

        assert fetched(registry, "me/hosted", hub).files[0].path == "weights.safetensors"


def test_a_gated_model_says_what_to_do_and_a_hub_that_is_away_is_unavailable(tmp_path: Path) -> None:
    registry = Registry(tmp_path / "models")
    with serving("me/gated", {}, is_gated=True) as hub, pytest.raises(Refused, match="accept its terms"):
        fetched(registry, "me/gated", hub)
    nobody = Hub("http://127.0.0.1:9")  # the discard port, where nobody listens
    with nobody, pytest.raises(Unavailable, match="can't be reached"):
        registry.download(nobody, "me/gated", terms=MIT)
    assert registry.cards() == []


def test_sizes_come_from_headers_alone_by_part_and_the_largest_variant(tmp_path: Path) -> None:
    (tmp_path / "unet").mkdir()
    (tmp_path / "unet/weights.safetensors").write_bytes(_weights())
    (tmp_path / "unet/weights.fp16.safetensors").write_bytes(_weights("F16", 8))
    (tmp_path / "top.safetensors").write_bytes(_weights("I64", 8))

    assert tensor_bytes(tmp_path / "unet/weights.safetensors") == {"F32": 16}
    assert component_bytes(tmp_path) == {"": 8, "unet": 16}
    assert component_bytes(tmp_path, item_bytes=2) == {"": 8, "unet": 8}


@pytest.mark.parametrize("content", [b"", b"short", struct.pack("<Q", 2**60), struct.pack("<Q", 4) + b"[1]\n"])
def test_what_is_no_safetensors_file_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "weights.safetensors"
    path.write_bytes(content)

    with pytest.raises(Refused, match="no safetensors"):
        tensor_bytes(path)


class _Endless(bytes):
    """Some bytes that call themselves more than any disk takes."""

    def __len__(self) -> int:
        return 9 * 10**18


@contextmanager
def little_room(folder: Path, size_bytes: int) -> Iterator[Path]:
    """A file system of so many bytes in memory."""
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={size_bytes}", "none", str(folder)]
    if subprocess.run(mount, capture_output=True, check=False).returncode != 0:
        pytest.skip("needs the right to mount a file system: run as root")
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def fetched(registry: Registry, model_id: str, hub: FakeHub) -> ModelCard:
    """A model from a hub on loopback."""
    with Hub(hub.address) as connected:
        return registry.download(connected, model_id, terms=MIT)


def _model(folder: Path) -> Path:
    (folder / "unet").mkdir(parents=True)
    (folder / "model_index.json").write_text("{}", encoding="utf-8")
    (folder / "unet/weights.safetensors").write_bytes(_weights())
    return folder


def _weights(kind: str = "F32", size_bytes: int = 16) -> bytes:
    header = json.dumps({"__metadata__": {"format": "pt"}, "w": {"dtype": kind, "shape": [1], "data_offsets": [0, size_bytes]}}).encode()
    return struct.pack("<Q", len(header)) + header + bytes(size_bytes)
