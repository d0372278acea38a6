"""Reads Chinese characters in Japanese text, which eSpeak NG cannot: with pykakasi's dictionary where it is installed."""

import unicodedata
from functools import lru_cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from schemas.failures import Refused


def in_kana(text: str) -> str:
    """Japanese text with every Chinese character written as it is spoken.

    Raises:
        Refused: There are characters without a reading, or there is nothing installed to read them with.
    """
    if not _unread(text):
        return text
    if find_spec("pykakasi") is None:
        msg = (
            f"espeak reads Japanese from kana only: write {_unread(text)} in kana, install pykakasi beside the worker, "
            "or choose another voices engine"
        )
        raise Refused(msg)
    read = "".join(part["hira"] for part in _reader().convert(text))
    if _unread(read):
        msg = f"no reading is known for {_unread(read)}; write it in kana"
        raise Refused(msg)
    return read


@lru_cache(maxsize=1)
def _reader() -> Any:
    return import_module("pykakasi").kakasi()


def _unread(text: str) -> str:
    """Its Chinese characters, each once, twenty at most."""
    found = [char for char in text if unicodedata.name(char, "").startswith("CJK ")]
    return "".join(dict.fromkeys(found))[:20]
