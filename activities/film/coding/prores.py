"""How ProRes is written: 4:2:2 at ten bits, every frame a key frame, for editing and grading."""

from activities.film.coding.settings import EncoderSettings
from schemas.film import Encoding

_PROFILES = {"proxy": "0", "lt": "1", "standard": "2", "hq": "3"}


def prores_settings(encoding: Encoding) -> EncoderSettings:
    """Settings of prores_ks for a film; its preset names the profile, the quality is the profile's."""
    profile = _PROFILES.get(encoding.preset, encoding.preset)
    return EncoderSettings("prores_ks", {"profile": profile, "vendor": "apl0"}, pixels="yuv422p10le")
