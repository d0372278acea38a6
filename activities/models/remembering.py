"""What a language model takes on its device beside its weights: a key and a value of every token in every layer, and the longest step.

Every token's key and value are kept until the answer ends: 2 × layers × heads of keys × width of a head × tokens numbers
(https://arxiv.org/abs/2211.05102; heads of keys are fewer than those of queries in most models, https://arxiv.org/abs/2305.13245). Layers
that look back over a window keep no more than it. The longest step is the first, which reads the whole question at once.
"""

from typing import Any

_WIDE, _NARROW = 3, 6
"""What a layer holds of each token while it reads the question: of the wide half (gate, what comes through it, their product), and of the
residual, its norm, queries, keys, values and what attention gives."""


def remembered_bytes(config: Any, tokens: int, item_bytes: int) -> int:
    """What a model keeps of so many tokens.

    Args:
        config: Of transformers.
        tokens: Of the question and its answer together.
        item_bytes: Size of a number.
    """
    from transformers import DynamicCache  # noqa: PLC0415 - seconds, and only with the llm extra
    from transformers.cache_utils import DummyLayer  # noqa: PLC0415

    decoder = config.get_text_config(decoder=True)
    heads = getattr(decoder, "num_key_value_heads", None) or decoder.num_attention_heads
    width = getattr(decoder, "head_dim", None) or decoder.hidden_size // decoder.num_attention_heads
    key, value = (getattr(decoder, name, None) or width for name in ("qk_head_dim", "v_head_dim"))
    kept = [
        0 if isinstance(layer, DummyLayer) else min(tokens, getattr(layer, "sliding_window", tokens))
        for layer in DynamicCache(config=config).layers
    ]
    # a layer that grows is copied: its old keys or values lie beside the new ones for a moment
    return int(heads * item_bytes * (sum(kept) * (key + value) + max(kept, default=0) * max(key, value)))


def reading_bytes(config: Any, tokens: int, item_bytes: int) -> int:
    """What reading a question of so many tokens takes beside what is kept of it."""
    decoder = config.get_text_config(decoder=True)
    wide = getattr(decoder, "intermediate_size", None) or 4 * decoder.hidden_size
    return int(tokens * item_bytes * (_WIDE * wide + _NARROW * decoder.hidden_size))
