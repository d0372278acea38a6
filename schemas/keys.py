"""Addresses of artifacts: a key is the hash of everything that went into the artifact.

`key = blake2b-256(canonical JSON of the order)`. Input artifacts count by their key, the engine by name, version, model and options; who
asked, for which film and from which worker does not count, so that the same work is never done twice, for anybody.
"""

import hashlib
import json
from typing import Any

from pydantic import BaseModel

from schemas.media import ArtifactRef
from schemas.message import Message


def artifact_key(kind: str, order: BaseModel, ignore: frozenset[str] = frozenset()) -> str:
    """The key of what `order` makes.

    Args:
        kind: What kind of order this is; two kinds with equal fields have different keys.
        order: Any pydantic model; floats are written with their shortest exact form, so equal orders have equal keys everywhere.
        ignore: Names of top-level fields that do not influence the result.

    Returns:
        64 lower-case hexadecimal digits.
    """
    fields = {name: _canonical(value) for name, value in vars(order).items() if name not in ignore}
    return text_key(_JSON.encode([kind, fields]))


def text_key(text: str) -> str:
    """blake2b-256 of UTF-8 text, as 64 hexadecimal digits."""
    return hashlib.blake2b(text.encode(), digest_size=32).hexdigest()


_JSON = json.JSONEncoder(sort_keys=True, ensure_ascii=False, separators=(",", ":"))
_PLAIN = frozenset({str, int, float, bool, type(None)})


def _canonical(value: Any) -> Any:
    # Every order is asked for its key several times. Most values are plain, and pydantic's own iteration looks at every name: to ask the
    # plain ones first, and the others directly, halves what a key costs.
    if type(value) in _PLAIN:
        return value
    if isinstance(value, list | tuple):
        return [_canonical(inner) for inner in value]
    if isinstance(value, dict):
        return {str(name): _canonical(inner) for name, inner in value.items()}
    if isinstance(value, ArtifactRef):
        return {"artifact": value.key}
    if isinstance(value, BaseModel):
        late = value.keyed_when_set if isinstance(value, Message) else ()
        fields = vars(value).items()
        return {name: inner if type(inner) in _PLAIN else _canonical(inner) for name, inner in fields if name not in late or inner}
    if isinstance(value, set | frozenset):
        return sorted(_canonical(inner) for inner in value)
    return value
