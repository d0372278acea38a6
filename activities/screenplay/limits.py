"""How large a script may be; every limit is a setting and every refusal names it."""

from pydantic import Field

from schemas.failures import Refused
from schemas.message import Request


class ScriptLimits(Request):
    """Bounds on a script. The defaults hold the longest series bible and stop what would only fill the memory."""

    bytes: int = Field(default=10 * 1024 * 1024, gt=0)
    """Size of the file; a feature film's script has about 200 kB."""
    line_characters: int = Field(default=1_000_000, gt=0)
    elements: int = Field(default=2_000_000, gt=0)
    """Headings, paragraphs, cues, speeches together; a feature film has about 5,000. 1.6 kB of memory each."""
    warnings: int = Field(default=1_000, gt=0)
    """Further warnings are counted, not listed."""
    xml_depth: int = Field(default=64, gt=0)
    """Nesting of tags in an FDX file; Final Draft itself uses about 8."""


def refuse_over(limit: int, found: int, what: str, where: str = "") -> None:
    """Refuse what is larger than its limit.

    Raises:
        Refused: `found` is over `limit`.
    """
    if found > limit:
        msg = f"the script has {found:,} {what}{where}; at most {limit:,} are accepted"
        raise Refused(msg)
