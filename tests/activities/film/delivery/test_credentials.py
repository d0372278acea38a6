"""Signed films: what is said of them, that it holds, and what is refused."""

import json
from pathlib import Path

import av
import pytest
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa

from activities.engines import Made
from activities.film.assemble import assemble_film
from activities.film.delivery.credentials import SIGNER, Credentials, check_signature, sign_film
from activities.film.delivery.manifest import embedded
from activities.film.delivery.sources import ALGORITHMIC, COMPOSITE_TRAINED, TRAINED, digital_source_type, sources_of
from schemas.failures import Broken, Refused
from schemas.film import Reel, SignFilm, encoding_of
from schemas.media import MP4, ArtifactRef
from schemas.options import Codec
from tests.activities.film.delivery.certificates import PrivateKey, write_credentials
from tests.activities.film.small_film import ABOUT, SmallFilm, Take


@pytest.fixture(scope="module")
def films(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[SmallFilm, ArtifactRef]]:
    made: dict[str, tuple[SmallFilm, ArtifactRef]] = {}
    codecs: tuple[Codec, ...] = ("h264", "prores")
    for codec in codecs:
        small = SmallFilm(tmp_path_factory.mktemp(codec), encoding_of(codec, (128, 72), 24))
        film = assemble_film(small.job(small.order([[Take(12), Take(12, "dissolve", 4)]])))["film"]
        made[codec] = small, small.keep(film.path, film.media_type, frames=film.frames, fps=film.fps)
    return made


def signed(films: dict[str, tuple[SmallFilm, ArtifactRef]], credentials: Credentials, codec: Codec = "h264") -> Made:
    small, film = films[codec]
    order = SignFilm(engine=SIGNER, about=ABOUT, film=film, certificate=credentials.fingerprint)
    return sign_film(small.job(order, f"signed {credentials.fingerprint}"), credentials)


@pytest.mark.parametrize(
    "key",
    [
        ec.generate_private_key(ec.SECP256R1()),
        ec.generate_private_key(ec.SECP384R1()),
        ed25519.Ed25519PrivateKey.generate(),
        rsa.generate_private_key(65537, 2048),
    ],
    ids=["P-256", "P-384", "Ed25519", "RSA"],
)
def test_a_signed_film_says_what_it_was_made_with(films: dict[str, tuple[SmallFilm, ArtifactRef]], tmp_path: Path, key: PrivateKey) -> None:
    made = signed(films, Credentials(*write_credentials(tmp_path, key)))

    claim = check_signature(made.path, MP4)
    actions = next(item["data"]["actions"] for item in claim["assertions"] if item["label"] == "c2pa.actions.v2")
    assert (claim["title"], claim["signature_info"]["common_name"]) == ("The Lamp", "Test Studio")
    assert [(action["action"], action["digitalSourceType"]) for action in actions] == [("c2pa.created", ALGORITHMIC)]
    assert actions[0]["description"] == "made from a script: clips by camera 2, images by drawn 1"


@pytest.mark.parametrize("codec", ["h264", "prores"])
def test_a_signed_film_shows_and_tells_the_same(films: dict[str, tuple[SmallFilm, ArtifactRef]], tmp_path: Path, codec: Codec) -> None:
    small, film = films[codec]
    plain = small.inputs[film.key].path
    made = signed(films, Credentials(*write_credentials(tmp_path)), codec)

    with av.open(str(made.path)) as one, av.open(str(plain)) as other:
        assert [bytes(packet) for packet in one.demux()] == [bytes(packet) for packet in other.demux()]
    assert embedded(made.path) == embedded(plain)
    assert (made.media_type, made.frames) == (film.media_type, film.frames)


@pytest.mark.parametrize("place", [0.5, 0.999])
def test_a_film_that_was_changed_since_is_broken(films: dict[str, tuple[SmallFilm, ArtifactRef]], tmp_path: Path, place: float) -> None:
    """Also where the change is in the manifest it carries at its end."""
    made = signed(films, Credentials(*write_credentials(tmp_path)))
    data = bytearray(made.path.read_bytes())
    data[int(len(data) * place)] ^= 1
    made.path.write_bytes(data)

    with pytest.raises(Broken, match=r"does not hold: .*mismatch"):
        check_signature(made.path, MP4)


def test_a_film_without_a_signature_is_broken(films: dict[str, tuple[SmallFilm, ArtifactRef]]) -> None:
    small, film = films["h264"]

    with pytest.raises(Broken, match="no signature"):
        check_signature(small.inputs[film.key].path, MP4)


def test_a_film_without_a_manifest_is_broken(tmp_path: Path) -> None:
    path = tmp_path / "film.mp4"
    path.write_bytes(b"\0\0\0\x08free")

    with pytest.raises(Broken, match="no manifest"):
        Credentials(*write_credentials(tmp_path)).sign(path, tmp_path / "signed", MP4)


@pytest.mark.parametrize("days", [(-20, -10), (10, 20)])
def test_a_certificate_that_is_not_valid_now_is_refused(tmp_path: Path, days: tuple[int, int]) -> None:
    with pytest.raises(Refused, match=r"the certificate of .*Test Studio is valid from .* not now"):
        Credentials(*write_credentials(tmp_path, days=days))


def test_a_key_of_another_certificate_is_refused(tmp_path: Path) -> None:
    chain, _ = write_credentials(tmp_path)
    (tmp_path / "other").mkdir()
    _, other = write_credentials(tmp_path / "other")

    with pytest.raises(Refused, match=r"key\.pem is not that of the certificate"):
        Credentials(chain, other)


def test_files_that_are_no_credentials_are_refused(tmp_path: Path) -> None:
    chain, key = write_credentials(tmp_path)
    rubbish = tmp_path / "rubbish.pem"
    rubbish.write_text("no certificate")

    with pytest.raises(Refused, match="holds no certificate in PEM"):
        Credentials(rubbish, key)
    with pytest.raises(Refused, match="holds no unencrypted private key in PEM"):
        Credentials(chain, rubbish)
    with pytest.raises(Refused, match=r"missing\.pem can't be read: No such file"):
        Credentials(tmp_path / "missing.pem", key)


def test_a_key_c2pa_does_not_sign_with_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="it can be of P-256"):
        Credentials(*write_credentials(tmp_path, ec.generate_private_key(ec.SECP256K1())))


@pytest.mark.parametrize(
    ("engines", "music", "kind"),
    [
        ({"images": "drawn 3", "clips": "camera 2", "film": "x264 4"}, "synth 1", ALGORITHMIC),
        ({"images": "stability 1", "clips": "camera 2"}, "synth 1", COMPOSITE_TRAINED),
        ({"images": "drawn 3"}, "elevenlabs 1", COMPOSITE_TRAINED),
        ({"images": "stability 1", "clips": "runway 1", "film": "x264 4"}, "elevenlabs 1", TRAINED),
        ({"images": "an-engine-that-is-gone 1", "clips": "camera 2"}, "", COMPOSITE_TRAINED),
    ],
)
def test_a_film_is_generated_as_far_as_its_engines_are(
    films: dict[str, tuple[SmallFilm, ArtifactRef]], engines: dict[str, str], music: str, kind: str
) -> None:
    small, _ = films["h264"]
    reel = Reel.model_validate_json((small.folder / "reel1.json").read_bytes())
    shots = [shot.model_copy(update={"engines": engines}) for shot in reel.shots]

    sources = sources_of([reel.model_copy(update={"shots": shots, "music_engine": music})])

    assert digital_source_type(sources) == kind
    assert "film" not in {source.stage for source in sources}


def test_the_manifest_tells_its_sources(films: dict[str, tuple[SmallFilm, ArtifactRef]]) -> None:
    small, film = films["h264"]
    told = json.loads(embedded(small.inputs[film.key].path) or "")

    assert told["digital_source_type"] == ALGORITHMIC
    assert told["sources"] == [
        {"stage": "clips", "engine": "camera 2", "is_generative": False},
        {"stage": "images", "engine": "drawn 1", "is_generative": False},
    ]
