"""The stages of a film, in order (the one place where that order is written)."""

from enum import StrEnum


class Stage(StrEnum):
    """One stage of making a film; the word is the same in every folder, table and route."""

    SCREENPLAY = "screenplay"
    MODERATION = "moderation"
    """Makes nothing: looks the words through that everything else is made from."""
    SHOTS = "shots"
    IMAGES = "images"
    CLIPS = "clips"
    VOICES = "voices"
    MUSIC = "music"
    EFFECTS = "effects"
    """Only films whose profile, or one of whose shots, names an engine for it have it; in others the mix synthesises what is heard."""
    LIPSYNC = "lipsync"
    FILM = "film"


OPTIONAL = frozenset({Stage.EFFECTS})
"""Stages that a profile need not have."""
