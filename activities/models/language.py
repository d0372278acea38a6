"""A language model in this process that answers in a given shape: every token is held to the JSON schema before it is drawn.

The shape is enforced by llguidance's grammar; what a schema can't express is checked by the question's own rules, and an answer that breaks
them is sent back once with the violations named (`activities/asking.py`).
"""

import json
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from functools import cached_property
from typing import Any, TypeVar

import numpy as np
from pydantic import BaseModel, Field

from activities.asking import Message, Question, converse, strict_schema
from activities.models.engine import ModelEngine, ModelOptions
from activities.models.estimates import bytes_in_words
from activities.models.faults import is_memory_short, refusing
from activities.models.headers import component_bytes
from activities.models.pool import ABOVE_LIMIT, warm_pool
from activities.models.remembering import reading_bytes, remembered_bytes
from activities.models.torch_setup import torch_module
from schemas.failures import DoesNotFit, Refused

T = TypeVar("T", bound=BaseModel)


class LanguageOptions(ModelOptions):
    """How a local language model is asked."""

    model: str = "Qwen/Qwen3-8B"
    temperature: float = Field(default=0.0, ge=0, le=2)
    """0 takes the likeliest token always."""
    answer_tokens_max: int = Field(default=8_192, ge=16)
    chunk_characters: int = Field(default=6_000, ge=500)
    """How much of a script goes into one question."""


class LocalModel:
    """A causal language model of the registry."""

    def __init__(self, engine: ModelEngine[Any], options: LanguageOptions) -> None:
        """Loads with the first question; `engine` knows weights and device."""
        self._engine = engine
        self._options = options

    def ask(self, question: Question[T], progress: Callable[[], None], model: str = "") -> T:
        """Ask until the answer is good, twice at most.

        Args:
            question: What to ask.
            progress: Called with every token; may raise to stop.
            model: As it stands in the order, for messages.

        Raises:
            Refused: Two answers broke the rules, or one was longer than `answer_tokens_max`; says what was wrong with the last one.
        """
        schema = strict_schema(question.shape)
        return converse(question, lambda messages: self.complete(messages, schema, question.seed, progress), model or self._options.model)

    def complete(self, messages: Sequence[Message], schema: dict[str, Any], seed: int, progress: Callable[[], None]) -> str:
        """One answer that fits a JSON schema.

        Raises:
            Refused: It does not end within `answer_tokens_max` tokens.
            DoesNotFit: There is not enough memory.
        """
        engine = self._engine
        config, tokenizer = self._read
        prompt = _prompt(tokenizer, messages)
        asked, most = prompt.shape[1], self._answer_tokens(config, prompt.shape[1])
        item_bytes = engine.dtype.itemsize
        weights = sum(component_bytes(engine.folder, item_bytes).values())
        beside = remembered_bytes(config, asked + most, item_bytes) + reading_bytes(config, asked, item_bytes)
        pool = warm_pool(engine.device)
        while True:
            loans = pool.loans
            try:
                return self._completed(prompt, most, _Guide(tokenizer, schema, progress), seed, (weights, beside))
            except (RuntimeError, MemoryError, OSError) as error:
                if not is_memory_short(error):
                    raise
                short, may_clear = str(error).partition("\n")[0], ABOVE_LIMIT not in getattr(error, "__notes__", ())
            # the fault is left by now, which held what the call had; others may be in the way, as what it remembers of a long text grows
            if not (may_clear and pool.let_go(loans)):
                break
        msg = (
            f"the language model {self._options.model} of {bytes_in_words(weights)}, with {bytes_in_words(beside)} for a question of "
            f"{asked} tokens and its answer of at most {most}, does not fit into the memory of the {engine.device}, and has no lower "
            "rung: use smaller chunks (CHUNK_CHARACTERS), shorter answers (ANSWER_TOKENS_MAX), a smaller model, or a server (the engine "
            f"llm) ({short})"
        )
        raise DoesNotFit(msg)

    def _completed(self, prompt: Any, most: int, guide: "_Guide", seed: int, taken: tuple[int, int]) -> str:
        """One answer of at most `most` tokens; `taken` are the bytes of the weights, and those beside them."""
        torch, engine = torch_module(), self._engine
        _, tokenizer = self._read
        weights, beside = taken
        pool = warm_pool(engine.device)
        with pool.borrow(f"language/{engine.card.name}/{engine.dtype}", weights + beside, self._load, weights) as model:
            prompt = prompt.to(engine.device)
            sampling = {"do_sample": True, "temperature": self._options.temperature} if self._options.temperature else {"do_sample": False}
            with torch.random.fork_rng(devices=[0] if engine.device == "cuda" else []), torch.no_grad():
                torch.manual_seed(seed)
                tokens = model.generate(
                    prompt,
                    attention_mask=torch.ones_like(prompt),
                    max_new_tokens=most,
                    logits_processor=_processors(guide),
                    pad_token_id=tokenizer.eos_token_id,
                    eos_token_id=tokenizer.eos_token_id,
                    **sampling,
                )
            answer = tokens[0, prompt.shape[1] :]
            if answer.shape[0] >= most:
                raise Refused(
                    f"the language model's answer was longer than {most} tokens: use smaller chunks (CHUNK_CHARACTERS), allow longer "
                    "answers (ANSWER_TOKENS_MAX) or take a model with a longer context"
                )
            return str(tokenizer.decode(answer, skip_special_tokens=True))

    def _answer_tokens(self, config: Any, asked: int) -> int:
        """How long an answer may be: what lies beyond a model's context is nonsense without a word."""
        context = int(getattr(config, "max_position_embeddings", 0) or asked + self._options.answer_tokens_max)
        if asked >= context:
            msg = (
                f"a question of {asked} tokens does not go into the context of {self._options.model}, which has {context}: use smaller "
                "chunks (CHUNK_CHARACTERS) or a model with a longer context"
            )
            raise Refused(msg)
        return min(self._options.answer_tokens_max, context - asked)

    @cached_property
    def _read(self) -> tuple[Any, Any]:
        """The model's configuration and its tokenizer, which lie in main memory always."""
        torch_module()
        from transformers import AutoConfig, AutoTokenizer  # noqa: PLC0415 - seconds, and only with the llm extra

        folder = self._engine.folder
        with self._refusing():
            return AutoConfig.from_pretrained(folder, local_files_only=True), AutoTokenizer.from_pretrained(folder, local_files_only=True)

    def _load(self) -> Any:
        from transformers import AutoModelForCausalLM  # noqa: PLC0415 - seconds, and only with the llm extra

        engine = self._engine
        with self._refusing():
            model = AutoModelForCausalLM.from_pretrained(engine.folder, dtype=engine.dtype, local_files_only=True)
        return model.to(engine.device).eval()

    def _refusing(self) -> AbstractContextManager[None]:
        return refusing(f"the model {self._engine.card.name} can't be loaded as a language model")


class _Guide:
    """Masks every token that would leave the schema; called by the generation loop with the scores of the next token."""

    def __init__(self, tokenizer: Any, schema: dict[str, Any], progress: Callable[[], None]) -> None:
        import llguidance.hf  # noqa: PLC0415 - only with the llm extra

        self._tokens = llguidance.hf.from_tokenizer(tokenizer)
        grammar = llguidance.LLMatcher.grammar_from_json_schema(json.dumps(schema), overrides={"whitespace_flexible": False})
        self._matcher = llguidance.LLMatcher(self._tokens, grammar)
        self._eos = tokenizer.eos_token_id
        self._progress = progress
        self._has_begun = False

    def __call__(self, input_ids: Any, scores: Any) -> Any:
        import llguidance.numpy as masks  # noqa: PLC0415 - llguidance.torch brings the whole of torch's compiler along

        self._progress()
        last = int(input_ids[0, -1])
        if self._has_begun and last != self._eos:
            self._matcher.consume_token(last)
        self._has_begun = True
        bits = masks.allocate_token_bitmask(1, self._tokens.vocab_size)
        masks.fill_next_token_bitmask(self._matcher, bits, 0)
        allowed = np.zeros(scores.shape[1], dtype=bool)  # a model may have more scores than its tokenizer has tokens
        unpacked = np.unpackbits(bits.view(np.uint8), bitorder="little")[: min(self._tokens.vocab_size, len(allowed))]
        allowed[: len(unpacked)] = unpacked.astype(bool)
        return scores.masked_fill(~torch_module().from_numpy(allowed).to(scores.device), float("-inf"))


def _processors(guide: _Guide) -> Any:
    from transformers import LogitsProcessorList  # noqa: PLC0415

    return LogitsProcessorList([guide])


def _prompt(tokenizer: Any, messages: Sequence[Message]) -> Any:
    """Token ids (1, length); models without a chat template get the plain words."""
    if tokenizer.chat_template:
        told = tokenizer.apply_chat_template(list(messages), add_generation_prompt=True, return_tensors="pt", return_dict=True)
        return told["input_ids"]
    text = "\n\n".join(f"{message['role']}: {message['content']}" for message in messages) + "\n\nassistant: "
    return tokenizer(text, return_tensors="pt")["input_ids"]
