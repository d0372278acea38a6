"""Runs second-order filter sections over sound, in libav's `biquad`: float64, transposed direct form II.

SciPy's `sosfilt` does the same; importing it costs a worker 60 MB, since its signal module brings optimisation, statistics and sparse
matrices along. libav is there anyhow, because it encodes the film.
"""

from collections.abc import Sequence
from fractions import Fraction
from typing import TypeAlias

import av
import numpy as np
from av.filter import Graph
from numpy.typing import NDArray

from schemas.media import SAMPLE_RATE_HZ

Section: TypeAlias = NDArray[np.float64]
"""One second-order filter: b0 b1 b2 a0 a1 a2 with a0 = 1."""
_LAYOUTS = {1: "mono", 2: "stereo"}
_NAMES = ("b0", "b1", "b2", "a0", "a1", "a2")
_TICK = Fraction(1, SAMPLE_RATE_HZ)


class Cascade:
    """Sections one after the other over a sound that comes in pieces; it is silent before the first."""

    def __init__(self, sections: Sequence[Section], channels: int) -> None:
        """Takes 1 or 2 `channels`."""
        self._channels = channels
        self._graph = Graph()
        self._graph.threads = 1
        nodes = [self._graph.add_abuffer(sample_rate=SAMPLE_RATE_HZ, format="dblp", layout=_LAYOUTS[channels], time_base=_TICK)]
        for section in sections:
            numbers = {name: repr(float(value)) for name, value in zip(_NAMES, section, strict=True)}
            nodes.append(self._graph.add("biquad", transform="tdii", precision="f64", **numbers))
        self._graph.link_nodes(*nodes, self._graph.add("abuffersink")).configure()

    def next(self, sound: NDArray[np.floating]) -> NDArray[np.float64]:
        """The next piece, filtered: shape (channels, any length)."""
        if sound.shape[1] == 0:
            return np.zeros(sound.shape)
        piece = av.AudioFrame.from_ndarray(np.ascontiguousarray(sound, np.float64), format="dblp", layout=_LAYOUTS[self._channels])
        piece.sample_rate, piece.time_base = SAMPLE_RATE_HZ, _TICK
        self._graph.push(piece)
        filtered = self._graph.pull()
        assert isinstance(filtered, av.AudioFrame)  # the type of `pull` knows pictures too
        return np.asarray(filtered.to_ndarray(), dtype=np.float64)


def through(sections: Sequence[Section], sound: NDArray[np.floating]) -> NDArray[np.float64]:
    """A whole sound of shape (channels, samples), behind sections; same length."""
    return Cascade(sections, sound.shape[0]).next(sound)
