"""Cursors: where a page of a list ended, as a text nobody has to understand."""

import base64
import binascii
import json
from datetime import datetime
from typing import Annotated

from fastapi import Query

from api.problems import refused

Limit = Annotated[int, Query(ge=1, le=200, description="How many at most.")]
Cursor = Annotated[str | None, Query(max_length=200, description="`next_cursor` of the page before.")]


def cursor_after(at: datetime, row_id: str) -> str:
    """The cursor of a page that ends with this row."""
    return base64.urlsafe_b64encode(json.dumps([at.isoformat(), row_id]).encode()).decode().rstrip("=")


def read_cursor(cursor: str) -> tuple[datetime, str]:
    """Time and id of the row a page ended with.

    Raises:
        Problem: 422, it is no cursor of ours.
    """
    try:
        at, row_id = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        return datetime.fromisoformat(at), str(row_id)
    except (ValueError, TypeError, binascii.Error) as error:
        raise refused("query/cursor", "not a cursor; use `next_cursor` of the page before, as it is") from error
