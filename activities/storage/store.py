"""The object store: immutable files under names, over S3.

A name is written once; writing the same name again with the same bytes does no harm. Existence of an artifact is decided by its row
(`activities/ledger.py`), never by listing the store.
"""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import urllib3
from minio import Minio
from minio.error import S3Error
from urllib3 import BaseHTTPResponse

from schemas.failures import Refused, Unavailable
from schemas.settings import Settings

_PIECE_BYTES = 128 * 1024
_MISSING = frozenset({"NoSuchKey", "NoSuchObject", "ResourceNotFound"})


class Store:
    """One bucket of an S3 store. Thread-safe; its methods block."""

    def __init__(self, settings: Settings) -> None:
        """Connects lazily: nothing is sent yet."""
        self.bucket = settings.s3_bucket
        self._client = _client(settings, settings.s3_endpoint)
        self._public = _client(settings, settings.s3_public_endpoint or settings.s3_endpoint)

    def make_bucket(self) -> None:
        """Make the bucket when it isn't there."""
        with _translated(self.bucket):
            if not self._client.bucket_exists(self.bucket):
                self._client.make_bucket(self.bucket)

    def check(self) -> None:
        """Raise `Unavailable` when the store does not answer."""
        with _translated(self.bucket):
            if not self._client.bucket_exists(self.bucket):
                msg = f"the object store has no bucket '{self.bucket}'"
                raise Unavailable(msg)

    def put_file(self, name: str, path: Path, media_type: str) -> None:
        """Store a file; nobody asks first whether it is there, for it hardly ever is."""
        with _translated(name):
            self._client.fput_object(self.bucket, name, str(path), content_type=media_type)

    def put_bytes(self, name: str, data: bytes, media_type: str) -> None:
        """Store some bytes, replacing what is there."""
        with _translated(name):
            self._client.put_object(self.bucket, name, io.BytesIO(data), len(data), content_type=media_type)

    def fetch(self, name: str, path: Path) -> None:
        """Write an object to `path`, atomically.

        Raises:
            Refused: There is no such object.
            Unavailable: The store does not answer.
        """
        with _translated(name):
            self._client.fget_object(self.bucket, name, str(path))

    def read(self, name: str) -> bytes:
        """The bytes of a small object."""
        with _translated(name):
            response = self._client.get_object(self.bucket, name)
            try:
                return bytes(response.read())
            finally:
                response.close()
                response.release_conn()

    def remove(self, name: str) -> None:
        """Remove an object; one that is not there does no harm.

        Raises:
            Unavailable: The store does not answer.
        """
        with _translated(name):
            self._client.remove_object(self.bucket, name)

    def part(self, name: str, first_byte: int, size_bytes: int) -> Iterator[bytes]:
        """Some bytes of an object, in pieces as they come.

        Raises:
            Refused: There is no such object.
            Unavailable: The store does not answer; also while the pieces are taken.
        """
        with _translated(name):
            response = self._client.get_object(self.bucket, name, offset=first_byte, length=size_bytes)
        return self._pieces(name, response)

    def _pieces(self, name: str, response: BaseHTTPResponse) -> Iterator[bytes]:
        try:
            with _translated(name):
                yield from response.stream(_PIECE_BYTES)
        finally:
            response.close()
            response.release_conn()

    def signed_url(self, name: str, expires: timedelta, download_name: str | None = None) -> str:
        """An address that serves the object, ranges included, to whoever has it, until it expires (at most 7 days)."""
        disposition = f'inline; filename="{download_name}"'
        headers: dict[str, str | list[str] | tuple[str]] | None = {"response-content-disposition": disposition} if download_name else None
        return str(self._public.presigned_get_object(self.bucket, name, expires=expires, response_headers=headers))


def _client(settings: Settings, endpoint: str) -> Minio:
    scheme, _, host = endpoint.partition("://")
    return Minio(
        host,
        access_key=settings.s3_access_key,
        secret_key=settings.s3_secret_key.get_secret_value(),
        secure=scheme == "https",
        region=settings.s3_region,
        http_client=urllib3.PoolManager(
            num_pools=4, maxsize=16, timeout=urllib3.Timeout(connect=3, read=60), retries=urllib3.Retry(2, backoff_factor=0.2)
        ),
    )


@contextmanager
def _translated(name: str) -> Iterator[None]:
    try:
        yield
    except S3Error as error:
        if error.code in _MISSING:
            msg = f"the object store has no '{name}'"
            raise Refused(msg) from error
        msg = f"the object store refused '{name}': {error.code} {error.message}"
        raise Unavailable(msg) from error
    except urllib3.exceptions.HTTPError as error:
        msg = f"the object store does not answer: {error}"
        raise Unavailable(msg) from error
