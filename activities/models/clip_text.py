"""Words for Stable Diffusion: one or both CLIP encoders, prompts of any length in windows of 75 tokens, remembered.

CLIP reads 77 tokens, of which two mark the ends. A longer prompt is cut between words into windows that are encoded one by one and stand
side by side, which the denoiser's cross attention takes at any length; what fits one window is encoded exactly as the pipeline does it.
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from activities.models.embeddings import EmbeddingCache
from activities.models.torch_setup import torch_module

_WINDOW = 75


class ClipWords:
    """Encodes texts with the two text encoders of an SDXL pipeline."""

    def __init__(self, pipeline: Any, cache: EmbeddingCache, encoder: str) -> None:
        """Words of one pipeline.

        Args:
            pipeline: Any SDXL pipeline; its device hooks are respected.
            cache: Remembers what was encoded.
            encoder: Weights, precision and device of the text encoders.
        """
        self._pipeline = pipeline
        self._cache = cache
        self._encoder = encoder

    def embeddings(self, prompts: Sequence[str], negatives: Sequence[str], *, guided: bool) -> dict[str, Any]:
        """What an SDXL pipeline is called with instead of texts.

        Args:
            prompts: One for each picture. What is shorter than the longest is filled with empty windows, which changes its picture a
                little: call with texts of equal `window_count`.
            negatives: As many.
            guided: Whether the pipeline is called with guidance; without it nothing negative is encoded.

        Returns:
            Keyword arguments: tensors (pictures, windows x 77, width) and (pictures, width).
        """
        torch = torch_module()
        # private, but the public `device` is wrong under offloading
        device = self._pipeline._execution_device
        windows = max(window_count(self._pipeline.tokenizer, text) for text in [*prompts, *(negatives if guided else ())])
        sides = [("", [self._encoded(text, windows) for text in prompts])]
        if guided:
            sides.append(("negative_", [self._negative(text, windows) for text in negatives]))
        given = {}
        for prefix, encoded in sides:
            given[f"{prefix}prompt_embeds"] = torch.cat([tensors["states"] for tensors in encoded]).to(device)
            given[f"{prefix}pooled_prompt_embeds"] = torch.cat([tensors["pooled"] for tensors in encoded]).to(device)
        return given

    def _negative(self, text: str, windows: int) -> Mapping[str, Any]:
        encoded = self._encoded(text, windows)
        if text or not self._pipeline.config.force_zeros_for_empty_prompt:
            return encoded
        torch = torch_module()
        return {name: torch.zeros_like(tensor) for name, tensor in encoded.items()}

    def _encoded(self, text: str, windows: int) -> Mapping[str, Any]:
        return self._cache.get(f"{self._encoder} {windows} windows", text, lambda: self._encode(text, windows))

    def _encode(self, text: str, windows: int) -> dict[str, Any]:
        torch = torch_module()
        pipeline, widths = self._pipeline, []
        pooled = None
        with torch.no_grad():
            for tokenizer, encoder in ((pipeline.tokenizer, pipeline.text_encoder), (pipeline.tokenizer_2, pipeline.text_encoder_2)):
                pieces = _cut(tokenizer, text)
                pieces += [[] for _ in range(windows - len(pieces))]
                rows = torch.tensor([_framed(tokenizer, piece) for piece in pieces[:windows]])
                told = encoder(rows.to(pipeline._execution_device), output_hidden_states=True)
                states = told.hidden_states[-2]
                widths.append(states.reshape(1, -1, states.shape[-1]))
                pooled = told[0][:1]
        return {"states": torch.cat(widths, dim=-1), "pooled": pooled}


def long_embeddings(pipeline: Any, cache: EmbeddingCache, encoder: str, prompt: str, negative: str | None) -> dict[str, Any]:
    """What a pipeline with one CLIP encoder (Stable Diffusion 1.5) is called with instead of texts.

    Args:
        pipeline: Its device hooks are respected.
        cache: Remembers what was encoded.
        encoder: Weights, precision and device of the text encoder.
        prompt: What is to be seen.
        negative: What is not, where the pipeline is called with guidance.

    Returns:
        Keyword arguments: tensors (1, windows x 77, width); the negative only where it is heeded.
    """
    texts = {"prompt_embeds": prompt, **({} if negative is None else {"negative_prompt_embeds": negative})}
    windows = max(window_count(pipeline.tokenizer, text) for text in texts.values())
    device = pipeline._execution_device

    def states(text: str) -> Any:
        return cache.get(f"{encoder} {windows} windows", text, lambda: {"states": _states(pipeline, text, windows)})["states"]

    return {name: states(text).to(device) for name, text in texts.items()}


def _states(pipeline: Any, text: str, windows: int) -> Any:
    torch = torch_module()
    pieces = _cut(pipeline.tokenizer, text)
    pieces += [[] for _ in range(windows - len(pieces))]
    rows = torch.tensor([_framed(pipeline.tokenizer, piece) for piece in pieces]).to(pipeline._execution_device)
    with torch.no_grad():
        states = pipeline.text_encoder(rows)[0]
    return states.reshape(1, -1, states.shape[-1])


def window_count(tokenizer: Any, text: str) -> int:
    """How many windows of 75 tokens a text takes, at least 1."""
    return len(_cut(tokenizer, text))


def _cut(tokenizer: Any, text: str) -> list[list[int]]:
    """The text's tokens in windows, cut after the last whole word that fits."""
    tokens = tokenizer(text, add_special_tokens=False, truncation=False, verbose=False).input_ids
    if len(tokens) <= _WINDOW:
        return [tokens]
    ends = [index + 1 for index, piece in enumerate(tokenizer.convert_ids_to_tokens(tokens)) if piece.endswith("</w>")]
    cuts = [0]
    while len(tokens) - cuts[-1] > _WINDOW:
        fitting = [end for end in ends if cuts[-1] < end <= cuts[-1] + _WINDOW]
        cuts.append(fitting[-1] if fitting else cuts[-1] + _WINDOW)
    return [tokens[first:end] for first, end in pairwise([*cuts, len(tokens)])]


def _framed(tokenizer: Any, tokens: list[int]) -> list[int]:
    """A window with its marks, padded to 77."""
    row = [tokenizer.bos_token_id, *tokens, tokenizer.eos_token_id]
    return row + [tokenizer.pad_token_id] * (_WINDOW + 2 - len(row))
