"""The face: HTTP, the studio page, the `film` command."""
