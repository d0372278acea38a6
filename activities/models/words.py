"""Words for pipelines with an `encode_prompt`: every text is encoded once, alone, and remembered (`activities.models.embeddings`).

A film's shots share what is not to be seen, takes of a shot share all their words. Encoded alone, a text gives the same numbers whoever
shares its call.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from activities.models.embeddings import EmbeddingCache
from activities.models.torch_setup import torch_module


class Words:
    """The texts of one pipeline."""

    def __init__(self, pipeline: Any, cache: EmbeddingCache, encoder: str, length: int) -> None:
        """Words of one pipeline.

        Args:
            pipeline: Of diffusers; its device hooks are respected.
            cache: Remembers what was encoded.
            encoder: Weights, precision and device of the text encoder.
            length: Tokens to which every text is filled.
        """
        self._pipeline = pipeline
        self._cache = cache
        self._encoder = f"{encoder} {length} tokens"
        self._length = length

    def embeddings(self, prompts: Sequence[str], negatives: Sequence[str] | None = None) -> dict[str, Any]:
        """What the pipeline is called with instead of texts.

        Args:
            prompts: One for each result.
            negatives: As many, where the pipeline is called with guidance.

        Returns:
            Keyword arguments: tensors of which the first axis is that of the results.
        """
        told = self._side("", prompts)
        return told if negatives is None else {**told, **self._side("negative_", negatives)}

    def _side(self, prefix: str, texts: Sequence[str]) -> dict[str, Any]:
        torch = torch_module()
        # private, but the public `device` is wrong under offloading
        device = self._pipeline._execution_device
        encoded = [self._of(text) for text in texts]
        return {f"{prefix}{name}": torch.cat([one[name] for one in encoded]).to(device) for name in encoded[0]}

    def _of(self, text: str) -> Mapping[str, Any]:
        return self.unfolded(self._cache.get(self._encoder, text, lambda: self.folded(self._encode(text))))

    def _encode(self, text: str) -> dict[str, Any]:
        with torch_module().no_grad():
            made = self._pipeline.encode_prompt(text, do_classifier_free_guidance=False, max_sequence_length=self._length)
        # Under model offload a part leaves the GPU when the next in order comes, and a picture's encoder is the last: it would have to fit
        # beside the words'.
        self._pipeline.maybe_free_model_hooks()
        given = [tensor for tensor in made if tensor is not None]
        return dict(zip(("prompt_embeds", "prompt_attention_mask"), given, strict=False))

    def folded(self, encoded: dict[str, Any]) -> dict[str, Any]:
        """What is kept of a text."""
        return encoded

    def unfolded(self, kept: Mapping[str, Any]) -> Mapping[str, Any]:
        """The text from what was kept of it."""
        return kept


class LayeredWords(Words):
    """For LTX-2, which reads all layers of its text encoder: hundreds of megabytes a text, were what lies beside the words kept too.

    Its connectors begin by making that zero (`diffusers.pipelines.ltx2.connectors`), so zeros give the same bits.
    """

    def folded(self, encoded: dict[str, Any]) -> dict[str, Any]:
        """The columns of words, wherever the tokenizer puts its filling, and the mask."""
        is_word = encoded["prompt_attention_mask"][0].bool()
        return {**encoded, "prompt_embeds": encoded["prompt_embeds"][:, is_word]}

    def unfolded(self, kept: Mapping[str, Any]) -> Mapping[str, Any]:
        """The words, with zeros beside them."""
        words, mask = kept["prompt_embeds"], kept["prompt_attention_mask"]
        whole = words.new_zeros((1, mask.shape[1], words.shape[2]))
        whole[:, mask[0].bool()] = words
        return {"prompt_embeds": whole, "prompt_attention_mask": mask}
