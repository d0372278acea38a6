"""Asks a language model behind any OpenAI-compatible server (OpenAI, Ollama, vLLM) for an answer of a given shape.

The shape is enforced by `response_format: json_schema` (https://platform.openai.com/docs/api-reference/chat/create) and checked again here.
Every answer is a paid call of the order it is for (`activities/purchase.py`): a long script is a dozen of them, and a worker that is killed
on the way does not ask for those again that were answered.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar, TypeVar
from urllib.parse import urlsplit

from pydantic import BaseModel, Field

from activities.asking import Message, NoUsableAnswer, Question, converse, strict_schema
from activities.engines import EngineOptions
from activities.hosted.buying import bought_at_once
from activities.hosted.openai_api import refusal_of
from activities.hosted.options import HostedOptions, own
from activities.hosted.service import Answer, Missing, Request, Service
from activities.purchase import Offer, Purchase, Purchases
from schemas.failures import Broken, Refused

T = TypeVar("T", bound=BaseModel)

_TOKENS_MAX = 100_000_000
"""Of one question or answer; what is said to have had more is not believed."""
_TOLD = 300
"""Characters of what a model says that are passed on."""


class ChatOptions(HostedOptions):
    """Where the server is and how it is asked; read by the worker, so that no key is ever in an order."""

    base_url: str = ""
    """Up to the version: `http://127.0.0.1:11434/v1` for Ollama, `https://api.openai.com/v1` for OpenAI."""
    model: str = ""
    """As the server calls it; an order that names a model overrides it."""
    temperature: float | None = Field(default=0.0, ge=0, le=2)
    """None for models that accept no temperature."""
    chunk_characters: int = Field(default=8_000, ge=500)
    """How much of a script goes into one question; a token is about four characters, fewer in other alphabets."""
    price_in_usd: float = Field(default=0.0, ge=0)
    """What a million tokens of a question cost."""
    price_out_usd: float = Field(default=0.0, ge=0)
    """What a million tokens of an answer cost."""

    @property
    def is_paid(self) -> bool:
        """Whether answers cost money: a server that wants a key is taken to want money, too."""
        return bool(self.api_key.get_secret_value() or self.price_usd or self.price_in_usd or self.price_out_usd)


class Chat:
    """A server and a model on it."""

    def __init__(self, options: ChatOptions, settings: str) -> None:
        """Keep where to ask.

        Args:
            options: Of the engine that asks.
            settings: How the worker's settings for it begin, for messages: `FILM_SCREENPLAY_LLM_`.

        Raises:
            Refused: No server or no model is set; says which setting to make.
        """
        for name, value in (("BASE_URL", options.base_url), ("MODEL", options.model)):
            if not value:
                msg = f"no language model is set up: set {settings}{name}"
                raise Refused(msg)
        self.options = options
        self.settings = settings

    def of(self, purchases: Purchases) -> "Asked":
        """For the questions of one order."""
        return Asked(self, purchases)


class ChatEngine:
    """An engine that asks such a server; stands before the stage's engine among the bases."""

    settings: ClassVar[str]
    """How the names of its settings in the environment begin: `FILM_<STAGE>_<ENGINE>_`."""

    def __init__(self, options: EngineOptions) -> None:
        """Refuse to start without a server and a model."""
        super().__init__(options)  # type: ignore[call-arg]
        self.chat = Chat(own(options, ChatOptions), self.settings)

    @classmethod
    def unavailable(cls, options: EngineOptions) -> str | None:
        """What to set."""
        missing = [name for name in ("base_url", "model") if not getattr(options, name, "")]
        return f"set {' and '.join(cls.settings + name.upper() for name in missing)}" if missing else None

    @classmethod
    def model(cls, options: EngineOptions) -> str:
        """The model, as its server calls it."""
        return own(options, ChatOptions).model


class Asked:
    """A server that is asked for one order: its answers are parts of what the order buys, in turn."""

    def __init__(self, chat: Chat, purchases: Purchases) -> None:
        """Nothing is asked yet."""
        self._options = chat.options
        self._settings = chat.settings
        self._purchases = purchases
        self._made = 0
        key = chat.options.api_key.get_secret_value()
        self._service = Service(
            "the language model server",
            chat.options.base_url,
            {"Authorization": f"Bearer {key}"} if key else {},
            chat.settings,
            chat.options.timeout_s,
            refusal_of,
        )

    def ask(self, question: Question[T], progress: Callable[[], None], model: str = "") -> T:
        """Ask until the answer is good, twice at most.

        Args:
            question: What to ask.
            progress: Called several times a second; may raise to stop.
            model: Overrides the options' model.

        Raises:
            Refused: The server refuses key, model or content, or two answers broke the rules; says what was wrong with the last one.
            Unavailable: Network, rate limit (carries when to come back), or a fault of the server.
            Broken: The server answers something that is no chat completion.
        """
        model = model or self._options.model
        told = {
            "model": model,
            "response_format": {
                "type": "json_schema",
                "json_schema": {"name": question.shape.__name__, "strict": True, "schema": strict_schema(question.shape)},
            },
            "seed": question.seed,
        }
        if self._options.temperature is not None:
            told["temperature"] = self._options.temperature
        bought: list[Purchase] = []

        def complete(messages: Sequence[Message]) -> str:
            self._made += 1
            purchase = self._purchases(self._made)
            request = Request("POST", "/chat/completions", json={**told, "messages": [*messages]})
            with bought_at_once(self._service, request, purchase, self._offer(), progress) as answer:
                bought.append(purchase)
                self._note_cost(answer, purchase)
                return _text(answer)

        try:
            return converse(question, complete, model)
        except Missing as error:
            where = f"check {self._settings}MODEL and {self._settings}BASE_URL"
            msg = f"{self._service.where} does not know the model '{model}'; {where} (404)"
            raise Refused(msg) from error
        except NoUsableAnswer as error:
            for purchase in bought:  # whoever orders the same once more wants to be answered once more
                purchase.lost(str(error))
            raise

    def _offer(self) -> Offer:
        options = self._options
        return Offer(
            provider=urlsplit(options.base_url).netloc.rpartition("@")[2],
            price_micros=round((options.price_usd or 0.0) * 1_000_000),
            times_max=options.purchases_max,
            is_idempotent=options.is_idempotent or not options.is_paid,  # what costs nothing may be asked again
            setting=f"{self._settings}PURCHASES_MAX",
        )

    def _note_cost(self, answer: Answer, purchase: Purchase) -> None:
        """Prices are for a million tokens, costs in millionths: so that a price is what one token costs."""
        usage = answer.json().get("usage")
        if isinstance(usage, Mapping) and (self._options.price_in_usd or self._options.price_out_usd):
            asked, answered = (_count(usage.get(name)) for name in ("prompt_tokens", "completion_tokens"))
            purchase.cost(round(asked * self._options.price_in_usd + answered * self._options.price_out_usd))


def _count(value: object) -> int:
    return value if isinstance(value, int) and 0 <= value <= _TOKENS_MAX else 0


def _text(answer: Answer) -> str:
    told = answer.json()
    choices = told.get("choices")
    choice: Any = choices[0] if isinstance(choices, list) and choices else None
    message = choice.get("message") if isinstance(choice, dict) else None
    if not isinstance(message, dict):
        msg = f"{answer.where} answered something that is no chat completion"
        raise Broken(msg)
    if message.get("refusal"):
        msg = f"the language model refuses: {str(message['refusal'])[:_TOLD]}"
        raise Refused(msg)
    if choice.get("finish_reason") == "content_filter":
        raise Refused("the language model's content filter stopped the answer")
    if choice.get("finish_reason") == "length":
        raise Refused("the language model's answer was cut off: use a model with a longer context, or smaller chunks (CHUNK_CHARACTERS)")
    content = message.get("content")
    return content if isinstance(content, str) else ""
