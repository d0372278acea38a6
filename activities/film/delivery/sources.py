"""What a film was made with, and what that makes of it in the words of the IPTC: drawn by rules, or by a model that was trained.

Digital source types: https://cv.iptc.org/newscodes/digitalsourcetype/.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from activities.engines import engine_class
from schemas.failures import Refused
from schemas.film import MAKERS, Reel
from schemas.stages import Stage

_VOCABULARY = "http://cv.iptc.org/newscodes/digitalsourcetype/"
TRAINED = f"{_VOCABULARY}trainedAlgorithmicMedia"
"""Everything seen and heard came from trained models."""
COMPOSITE_TRAINED = f"{_VOCABULARY}compositeWithTrainedAlgorithmicMedia"
"""Some of it did."""
ALGORITHMIC = f"{_VOCABULARY}algorithmicMedia"
"""Nothing did: it was drawn, played and spoken by rules."""


class Source(NamedTuple):
    """One engine that something seen or heard in a film came from."""

    stage: str
    engine: str
    """Name and version."""
    is_generative: bool


def sources_of(reels: Sequence[Reel]) -> list[Source]:
    """Every engine of a film's pictures, movement, voices and music, each once, by stage and name."""
    return [Source(stage, engine, _is_generative(stage, engine)) for stage, engine in sorted(set(_engines(reels)))]


def digital_source_type(sources: Sequence[Source]) -> str:
    """The film's digital source type as an address."""
    generative = [source.is_generative for source in sources]
    if not any(generative):
        return ALGORITHMIC
    return TRAINED if all(generative) else COMPOSITE_TRAINED


def _engines(reels: Sequence[Reel]) -> Iterator[tuple[str, str]]:
    for reel in reels:
        if reel.music_engine:
            yield Stage.MUSIC.value, reel.music_engine
        for shot in reel.shots:
            for stage, engine in shot.engines.items():
                if stage != Stage.FILM:  # it encodes what others made
                    yield from ((str(stage), maker) for maker in engine.split(MAKERS))


def _is_generative(stage: str, engine: str) -> bool:
    try:
        return engine_class(Stage(stage), engine.partition(" ")[0]).is_generative
    except Refused:
        return True  # an engine that is gone: nobody can say any more that it was not, and hiding it would be worse than a mark too many
