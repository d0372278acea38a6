"""A Llama of two layers with a byte tokenizer."""

from pathlib import Path

from activities.models.tiny.cards import files_folder, register
from activities.models.torch_setup import torch_module

TINY = {"local_llm": {"model": "tiny/llama", "answer_tokens_max": 400, "temperature": 1.0}}


def make_tiny_language(models_dir: Path) -> str:
    """Builds it with random weights; the same bytes every time."""
    torch = torch_module()
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers
    from transformers import LlamaConfig, LlamaForCausalLM, PreTrainedTokenizerFast

    folder = files_folder(models_dir, "tiny/llama")
    letters = sorted(pre_tokenizers.ByteLevel.alphabet())
    pieces = Tokenizer(models.BPE(vocab={letter: number for number, letter in enumerate([*letters, "<s>", "</s>"])}, merges=[]))
    pieces.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    pieces.decoder = decoders.ByteLevel()
    tokenizer = PreTrainedTokenizerFast(tokenizer_object=pieces, bos_token="<s>", eos_token="</s>", pad_token="</s>")
    tokenizer.chat_template = "{% for message in messages %}{{ message['role'] }}: {{ message['content'] }}\n{% endfor %}assistant: "
    tokenizer.save_pretrained(folder)
    torch.manual_seed(0)
    config = LlamaConfig(
        vocab_size=258,
        hidden_size=32,
        intermediate_size=37,
        num_hidden_layers=2,
        num_attention_heads=4,
        num_key_value_heads=2,
        max_position_embeddings=16_384,
        bos_token_id=256,
        eos_token_id=257,
        pad_token_id=257,
    )
    LlamaForCausalLM(config).eval().save_pretrained(folder)
    return register(models_dir, "tiny/llama")
