"""A tiny T5 (or UMT5) text encoder with a tokenizer over single bytes: any text in any language."""

from typing import Any


def byte_tokenizer(specials: list[str], **marks: Any) -> Any:
    """A fast tokenizer of 256 single-byte pieces behind its special ones; `marks` say which of those are which."""
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers, processors
    from transformers import PreTrainedTokenizerFast

    pieces = [*specials, *sorted(pre_tokenizers.ByteLevel.alphabet())]
    vocabulary = {piece: index for index, piece in enumerate(pieces)}
    inner = Tokenizer(models.BPE(vocab=vocabulary, merges=[]))
    inner.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    inner.decoder = decoders.ByteLevel()
    end = marks.pop("appended", None)
    if end:
        inner.post_processor = processors.TemplateProcessing(single=f"$A {end}", special_tokens=[(end, vocabulary[end])])
    return PreTrainedTokenizerFast(tokenizer_object=inner, model_max_length=512, **marks)


def t5_tokenizer() -> Any:
    """T5's marks: padding, end, unknown."""
    marks = {"pad_token": "<pad>", "eos_token": "</s>", "unk_token": "<unk>"}
    return byte_tokenizer(["<pad>", "</s>", "<unk>"], appended="</s>", **marks)


def t5_encoder(*, umt5: bool = False) -> Any:
    """Two layers, 32 wide."""
    from transformers import T5Config, T5EncoderModel, UMT5Config, UMT5EncoderModel

    kind, config = (UMT5EncoderModel, UMT5Config) if umt5 else (T5EncoderModel, T5Config)
    shape = config(vocab_size=300, d_model=32, d_kv=8, d_ff=37, num_layers=2, num_heads=4, decoder_start_token_id=0)
    return kind(shape).eval()
