"""What language models take beside their weights, held against caches that are really filled and calls on a GPU of main memory."""

from pathlib import Path
from typing import Any

import pytest

from activities.models.cards import active_card, model_folder
from activities.models.remembering import reading_bytes, remembered_bytes
from activities.models.tiny.language import make_tiny_language
from activities.models.torch_setup import torch_module
from tests.fakes.gpu import lent_gpu

torch = torch_module()
ASKED, ANSWERED = 300, 40


@pytest.fixture(scope="module")
def llama(tmp_path_factory: pytest.TempPathFactory) -> Any:
    from transformers import AutoModelForCausalLM

    models_dir = tmp_path_factory.mktemp("models")
    card = active_card(models_dir, make_tiny_language(models_dir))
    assert card is not None
    return AutoModelForCausalLM.from_pretrained(Path(model_folder(models_dir, card)), local_files_only=True)


def _filled(config: Any, heads: int, width: int) -> int:
    """Bytes of the library's cache after that many tokens."""
    from transformers import DynamicCache

    cache = DynamicCache(config=config)
    for layer in range(config.num_hidden_layers):
        for tokens in (ASKED, *(1 for _ in range(ANSWERED))):
            cache.update(torch.zeros(1, heads, tokens, width), torch.zeros(1, heads, tokens, width), layer)
    return sum(part.numel() * part.element_size() for layer in cache.layers for part in (layer.keys, layer.values))


def test_a_cache_takes_what_its_formula_says(llama: Any) -> None:
    believed = remembered_bytes(llama.config, ASKED + ANSWERED, 4)
    of_one_layer = believed / 5  # keys and values of two layers, and one of them twice for a moment

    assert believed - of_one_layer == _filled(llama.config, heads=2, width=8)


def test_layers_that_look_back_over_a_window_keep_no_more_than_it() -> None:
    from transformers import Gemma2Config

    config = Gemma2Config(
        num_hidden_layers=4,
        hidden_size=32,
        num_attention_heads=4,
        num_key_value_heads=2,
        head_dim=16,
        intermediate_size=64,
        sliding_window=50,
    )
    tokens = ASKED + ANSWERED
    believed, filled = remembered_bytes(config, tokens, 4), _filled(config, heads=2, width=16)

    assert filled < 4 * tokens * 2 * 2 * 16 * 4 * 0.6
    assert filled <= believed < 1.2 * filled + tokens * 2 * 16 * 4


def test_the_published_size_of_a_common_model() -> None:
    """Qwen3-8B: 36 layers, 8 heads of keys, 128 wide: 144 KiB a token in 16 bits."""
    from transformers import Qwen3Config

    config = Qwen3Config(num_hidden_layers=36, num_attention_heads=32, num_key_value_heads=8, head_dim=128, hidden_size=4096)
    of_one_layer = 8 * 128 * 2

    assert remembered_bytes(config, 1000, 2) == 1000 * (144 * 1024 + of_one_layer)


def test_a_call_on_a_gpu_takes_no_more_than_believed(llama: Any) -> None:
    with lent_gpu(1 << 30) as memory, torch.no_grad():
        model = llama.to("cuda").eval()
        prompt = torch.arange(ASKED, device="cuda")[None] % 250
        memory.forget_peak()
        weights = memory.held_bytes
        tokens = model.generate(prompt, attention_mask=torch.ones_like(prompt), max_new_tokens=ANSWERED, do_sample=False, eos_token_id=None)
        taken = memory.peak_bytes - weights
    believed = remembered_bytes(llama.config, ASKED + ANSWERED, 4) + reading_bytes(llama.config, ASKED, 4)

    assert tokens.shape[1] == ASKED + ANSWERED
    assert 0.4 * believed < taken < believed
