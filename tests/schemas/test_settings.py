"""What a process is told, and what it does not take."""

from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from schemas.settings import Settings

GIVEN: dict[str, Any] = {
    "database_url": "postgresql+asyncpg://film:secret@127.0.0.1:5432/film",
    "s3_endpoint": "http://127.0.0.1:8333",
    "s3_access_key": "key",
    "s3_secret_key": "secret",
}


def test_films_are_not_signed_unless_told() -> None:
    settings = Settings(**GIVEN, c2pa_certificate="", c2pa_private_key="")

    assert (settings.c2pa_certificate, settings.c2pa_private_key) == (None, None)


def test_certificate_and_key_come_together() -> None:
    settings = Settings(**GIVEN, c2pa_certificate="chain.pem", c2pa_private_key="key.pem")

    assert (settings.c2pa_certificate, settings.c2pa_private_key) == (Path("chain.pem"), Path("key.pem"))


@pytest.mark.parametrize("given", [{"c2pa_certificate": "file.pem"}, {"c2pa_private_key": "file.pem"}])
def test_one_without_the_other_is_refused(given: dict[str, Any]) -> None:
    with pytest.raises(ValidationError, match="FILM_C2PA_CERTIFICATE and FILM_C2PA_PRIVATE_KEY"):
        Settings(**{**GIVEN, **given})


def test_origins_come_between_commas() -> None:
    settings = Settings(**GIVEN, api_origins="https://studio.example, http://localhost:3000,")

    assert settings.api_origins == ("https://studio.example", "http://localhost:3000")


def test_no_page_elsewhere_may_use_the_api_unless_told() -> None:
    assert Settings(**GIVEN).api_origins == ()


@pytest.mark.parametrize("origins", ["*", "studio.example", "https://studio.example/", "https://Studio.example", "file:///tmp"])
def test_what_is_no_origin_is_refused(origins: str) -> None:
    with pytest.raises(ValidationError, match="is no origin"):
        Settings(**GIVEN, api_origins=origins)
