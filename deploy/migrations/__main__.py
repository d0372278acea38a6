"""`python -m deploy.migrations`: brings the database of FILM_DATABASE_URL to the newest revision, for servers."""

from typing import Annotated

import typer

from deploy.migrations import current, upgrade


def main(
    database_url: Annotated[str, typer.Option(envvar="FILM_DATABASE_URL", help="postgresql+asyncpg://user:password@host:port/name")],
) -> None:
    """Bring the database to the newest revision."""
    upgrade(database_url)
    typer.echo(f"database is at revision {current(database_url)}")


if __name__ == "__main__":
    typer.run(main)
