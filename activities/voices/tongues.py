"""Which of eSpeak NG's voices speaks a language: BCP 47 tags to the voice files of the wheel."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from schemas.failures import Refused

_ALIASES = {
    "en": "en-us",
    "zh": "cmn",
    "zh-cn": "cmn",
    "zh-tw": "cmn",
    "zh-hans": "cmn",
    "zh-hant": "cmn",
    "zh-hk": "yue",
    "zh-yue": "yue",
    "fr": "fr-fr",
    "hy-arevmda": "hyw",
    "no": "nb",
    "nn": "nb",
    "iw": "he",
    "in": "id",
    "ji": "he",
    "jw": "id",
    "jv": "id",
    "tl": "id",
    "mo": "ro",
    "sh": "hr",
    "gsw": "de",
    "gl": "pt",
    "es-mx": "es-419",
    "es-ar": "es-419",
    "es-co": "es-419",
    "es-us": "es-419",
    "en-au": "en-gb",
    "en-nz": "en-gb",
    "en-ie": "en-gb",
    "en-za": "en-gb",
    "en-in": "en-gb",
}
"""Tags in use that eSpeak NG files elsewhere, or for which a close relative is the best there is."""


@dataclass(frozen=True)
class Tongue:
    """One language or accent eSpeak NG speaks."""

    tag: str
    """As eSpeak NG names it, lower case: "en-us", "cmn", "pt-br"."""
    voice: str
    """The name of its file, by which eSpeak NG finds it: "en-US", "fr"."""
    description: str
    """"English (America)"."""


@lru_cache(maxsize=4)
def tongues(data: Path) -> tuple[Tongue, ...]:
    """All languages and accents in eSpeak NG's data folder, by tag; those whose dictionary is missing there are left out."""
    found: dict[str, Tongue] = {}
    for path in sorted((data / "lang").rglob("*")):
        if path.is_file():
            tongue, dictionary = _read(path)
            if (data / f"{dictionary}_dict").is_file():
                found.setdefault(tongue.tag, tongue)
    return tuple(found[tag] for tag in sorted(found))


def _read(path: Path) -> tuple[Tongue, str]:
    """A voice file's tongue and the name of its dictionary."""
    fields: dict[str, str] = {}
    for line in path.read_text("utf-8", "replace").splitlines():
        words = line.split()
        if len(words) > 1:
            fields.setdefault(words[0], words[1] if words[0] != "name" else " ".join(words[1:]))
    tag = fields.get("language", path.name).lower()
    return Tongue(tag, path.name, fields.get("name", tag)), fields.get("dictionary", tag.partition("-")[0])


def tongue_for(language: str, data: Path) -> Tongue:
    """Who speaks a language: the tag itself, then the tag without its last part, and so on.

    Args:
        language: A BCP 47 tag; case and "_" for "-" do not matter.
        data: eSpeak NG's data folder.

    Raises:
        Refused: Nobody does; lists the languages there are.
    """
    by_tag = {tongue.tag: tongue for tongue in tongues(data)}
    wanted = language.strip().lower().replace("_", "-")
    while wanted:
        tag = _ALIASES.get(wanted, wanted)
        if tag in by_tag:
            return by_tag[tag]
        wanted = wanted.rpartition("-")[0]
    msg = f"no voice of espeak speaks '{language}'; it speaks {', '.join(by_tag)}"
    raise Refused(msg)
