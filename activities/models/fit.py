"""Whether a model fits onto this machine's GPU, told before any of it is loaded: by the headers of its files and what the driver says."""

from collections.abc import Mapping

from activities.models.devices import Gpu, gpus
from activities.models.estimates import bytes_in_words
from activities.models.rungs import LADDER, Rung


def fit_here(by_rung: Mapping[str, int]) -> str:
    """`fit_in_words` for the first GPU of this machine, where models run; "" where there is none."""
    return next((fit_in_words(by_rung, gpu) for gpu in gpus()), "")


def fit_in_words(by_rung: Mapping[str, int], gpu: Gpu) -> str:
    """That weights do not fit onto a GPU as they are, and the rung that would; "" where they fit whole.

    Args:
        by_rung: Bytes of weights on a GPU, from `activities.models.estimates`. What calls take comes on top.
        gpu: All of its memory is counted, whoever else uses it now.
    """
    fitting = [rung for rung in LADDER if by_rung.get(rung, gpu.memory_bytes + 1) <= gpu.memory_bytes]
    if Rung.RESIDENT in fitting:
        return ""
    short = f"does not fit whole into the {bytes_in_words(gpu.memory_bytes)} of {gpu.name}"
    if fitting:
        return f"{short}; with {fitting[0]} offload it does"
    return f"{short}, nor in parts; take a smaller model" if len(by_rung) > 1 else f"{short}, and is not run in parts; take a smaller model"
