"""Draws the next codes of a sound codec from what a language model expects, for each order from its own source."""

from collections.abc import Sequence
from typing import Any

from activities.models.torch_setup import torch_module


def drawn(logits: Any, noise: Sequence[Any], guidance: float, temperature: float, top_k: int) -> Any:
    """A code for each order and codebook, by the exponential race: the least of e / p over exponential e is a draw from p.

    Args:
        logits: Shape (orders, codebooks, codes); with guidance as many rows again, of the same orders without words.
        noise: A generator for each order, on the CPU.
        guidance: How far to go from "without words" past "with words"; up to 1 there are no rows without.
        temperature: Above 1 evens the choice out.
        top_k: Codes to choose from.

    Returns:
        Shape (orders, codebooks).
    """
    torch = torch_module()
    if guidance > 1:
        with_words, without = logits.chunk(2)
        logits = without + guidance * (with_words - without)
    logits = logits / temperature
    if top_k < logits.shape[-1]:
        least = logits.topk(top_k, dim=-1).values[..., -1:]
        logits = logits.masked_fill(logits < least, float("-inf"))
    race = torch.stack([torch.empty(logits.shape[1:]).exponential_(generator=one) for one in noise])
    return (logits.softmax(dim=-1) / race).argmax(dim=-1)
