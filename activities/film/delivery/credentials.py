"""Signs films with Content Credentials (C2PA, https://spec.c2pa.org/): who made this, with what, and that nobody changed it since.

The signature covers the whole file but its own box, so it is the last thing done to it. It has chance in it, and so two signatures of one
film differ: what is signed is an artifact of its own, made once, beside the film whose bytes are always the same. Needs the extra
`provenance`; nothing is asked of the network, so there is no trusted time in it.
"""

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from activities.engines import Job, Made
from activities.film.delivery.manifest import embedded
from schemas.engines import EngineChoice
from schemas.failures import Broken, Refused
from schemas.film import SignFilm
from schemas.stages import Stage

if TYPE_CHECKING:
    from cryptography.x509 import Certificate

SIGNER = EngineChoice(stage=Stage.FILM, name="c2pa", version="1")
"""Raise the version with every change of what is said of a film."""
_CURVES = {"secp256r1": "es256", "secp384r1": "es384", "secp521r1": "es512"}
_INSTALL = "install the extra: pip install 'filmwright[provenance]'"


class Credentials:
    """A certificate and its private key."""

    def __init__(self, certificate: Path, private_key: Path) -> None:
        """Read and check both.

        Args:
            certificate: PEM, the signer's own first, then those that vouch for it, without the root.
            private_key: PEM, unencrypted: of an elliptic curve (P-256, P-384, P-521), Ed25519 or RSA.

        Raises:
            Refused: The extra is missing, a file can't be read, they do not belong together, or the certificate is not valid now.
        """
        try:
            import c2pa  # noqa: F401, PLC0415 - an extra; missing it must not keep a worker from starting
            from cryptography.x509 import load_pem_x509_certificates  # noqa: PLC0415
        except ImportError as error:
            msg = f"films are to be signed with {certificate}, but {error.name} is not installed; {_INSTALL}"
            raise Refused(msg) from error
        self._chain, self._key = _read(certificate), _read(private_key)
        try:
            self._own = load_pem_x509_certificates(self._chain)[0]
        except ValueError as error:
            msg = f"{certificate} holds no certificate in PEM: {error}"
            raise Refused(msg) from error
        self._algorithm = _algorithm(self._own, self._key, private_key)
        self._check_valid()

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the certificate chain, in hexadecimal digits."""
        return hashlib.sha256(self._chain).hexdigest()

    def sign(self, film: Path, signed: Path, media_type: str) -> None:
        """Write a signed copy of a film, and read its signature back.

        Args:
            film: With its manifest in it, which tells what it was made with.
            signed: Where the copy goes.
            media_type: Of the film.

        Raises:
            Refused: The certificate is not valid (any more), or C2PA does not take it.
            Broken: The signature does not hold.
        """
        import c2pa  # noqa: PLC0415 - an extra

        self._check_valid()
        about = json.loads(embedded(film) or "null")
        if about is None:
            msg = f"{film.name} has no manifest in it, so nothing can be said of it"
            raise Broken(msg)
        try:
            info = c2pa.C2paSignerInfo(self._algorithm, self._chain, self._key, None)
            claim = json.dumps(_claim(about, media_type))
            with (
                c2pa.Signer.from_info(info) as signer,
                c2pa.Builder(claim) as builder,
                film.open("rb") as source,
                signed.open("w+b") as target,
            ):
                builder.sign(signer, media_type, source, target)
        except c2pa.C2paError as error:
            msg = f"the film can't be signed with the certificate of {self._own.subject.rfc4514_string()}: {error}"
            raise Refused(msg) from error
        check_signature(signed, media_type)

    def _check_valid(self) -> None:
        now = datetime.now(UTC)
        if not self._own.not_valid_before_utc <= now <= self._own.not_valid_after_utc:
            msg = (
                f"the certificate of {self._own.subject.rfc4514_string()} is valid from {self._own.not_valid_before_utc} "
                f"to {self._own.not_valid_after_utc}, not now; configure another, or none to leave films unsigned"
            )
            raise Refused(msg)


def sign_film(job: Job[SignFilm], credentials: Credentials) -> Made:
    """Sign a finished film.

    Raises:
        Refused, Broken: See `Credentials.sign`.
    """
    film = job.order.film
    path = job.folder / "signed"
    credentials.sign(job.input(film).path, path, film.media_type)
    return Made(
        path=path,
        media_type=film.media_type,
        width_px=film.width_px,
        height_px=film.height_px,
        frames=film.frames,
        fps=film.fps,
        samples=film.samples,
    )


def check_signature(film: Path, media_type: str) -> dict[str, Any]:
    """What the active claim in a signed film says.

    Raises:
        Broken: There is none, or what it says of the file is not true.
    """
    import c2pa  # noqa: PLC0415 - an extra

    try:
        with film.open("rb") as file, c2pa.Reader(media_type, file) as reader:
            told: dict[str, Any] = json.loads(reader.json())
    except c2pa.C2paError as error:
        msg = f"{film.name} has no signature that can be read: {error}"
        raise Broken(msg) from error
    # whether somebody trusts the certificate is theirs to say, and not known here
    faults = [fault["code"] for fault in told.get("validation_status", []) if fault["code"] != "signingCredential.untrusted"]
    if faults:
        msg = f"the signature of {film.name} does not hold: {', '.join(faults)}"
        raise Broken(msg)
    claim: dict[str, Any] = told["manifests"][told["active_manifest"]]
    return claim


def _claim(about: Mapping[str, Any], media_type: str) -> dict[str, Any]:
    """What is said of a film, out of its manifest."""
    agent = {"name": "Filmwright", "version": version("filmwright")}
    made_with = ", ".join(f"{source['stage']} by {source['engine']}" for source in about["sources"])
    created = {
        "action": "c2pa.created",
        "digitalSourceType": about["digital_source_type"],
        "description": f"made from a script: {made_with}",
        "softwareAgent": agent,
    }
    return {
        "claim_generator_info": [agent],
        "title": about["title"],
        "format": media_type,
        "assertions": [{"label": "c2pa.actions.v2", "data": {"actions": [created]}}],
    }


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        msg = f"{path} can't be read: {error.strerror}; films are to be signed with it"
        raise Refused(msg) from error


def _algorithm(own: "Certificate", key: bytes, path: Path) -> str:
    """What the key signs with, after checking that it is the certificate's."""
    from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa  # noqa: PLC0415 - an extra
    from cryptography.hazmat.primitives.serialization import load_pem_private_key  # noqa: PLC0415

    try:
        private = load_pem_private_key(key, None)
    except (ValueError, TypeError) as error:  # TypeError: it is encrypted
        msg = f"{path} holds no unencrypted private key in PEM: {error}"
        raise Refused(msg) from error
    if private.public_key() != own.public_key():
        msg = f"the key in {path} is not that of the certificate of {own.subject.rfc4514_string()}"
        raise Refused(msg)
    match private:
        case ec.EllipticCurvePrivateKey() if private.curve.name in _CURVES:
            return _CURVES[private.curve.name]
        case ed25519.Ed25519PrivateKey():
            return "ed25519"
        case rsa.RSAPrivateKey():
            return "ps256"
    msg = f"{path} is a key that C2PA does not sign with; it can be of P-256, P-384, P-521, Ed25519 or RSA"
    raise Refused(msg)
