"""MusicGen through transformers: a language model over the codes of a sound codec, continued window by window for cues of any length.

The sampling loop is ours, because the library's draws all orders of a call from one global source: each order has its own here, progress
goes out and a cancellation comes in with every fiftieth of a second of music. Codes are delayed by one step a codebook, and classifier-free
guidance compares with no words at all, both as in the paper (https://arxiv.org/abs/2306.05284). Beyond the 30 s it was trained on, a window
goes on from the last seconds of the one before.
"""

from collections.abc import Sequence
from typing import Any, ClassVar, Self

import numpy as np
from pydantic import Field, model_validator

from activities.engines import EngineOptions
from activities.media.prompting import music_prompt
from activities.media.sound.waveform import Sound, resampled
from activities.models.faults import refusing
from activities.models.rungs import Rung
from activities.models.steps import Steps
from activities.models.torch_setup import torch_module, with_all_bits
from activities.music.generating import GeneratedMusic, MusicOptions
from activities.music.sampling import drawn
from schemas.music import ComposeMusic

_GUIDANCE = 3.0


class MusicgenOptions(MusicOptions):
    """How MusicGen plays."""

    model: str = "facebook/musicgen-medium"
    temperature: float = Field(default=1.0, ge=0.05, le=3.0)
    top_k: int = Field(default=250, ge=1, le=2048)
    """Codes to choose from."""
    window_s: float = Field(default=30.0, ge=2.0, le=30.0)
    """What it plays in one go."""
    memory_s: float = Field(default=12.0, ge=0.5, le=28.0)
    """How much of a window it hears before it plays the next; less than the window."""

    @model_validator(mode="after")
    def _hears_less_than_it_plays(self) -> Self:
        if self.memory_s >= self.window_s:
            raise ValueError(f"memory_s ({self.memory_s:g}) must be less than window_s ({self.window_s:g})")
        return self


class Musicgen(GeneratedMusic):
    """See the module."""

    version: ClassVar[str] = "3"
    summary: ClassVar[str] = "MusicGen: music from words, of any length by continuation; not for commercial films"
    licence: ClassVar[str] = "CC-BY-NC-4.0"
    commercial_use: ClassVar[bool] = False
    needs_files: ClassVar[tuple[str, ...]] = ("config.json",)
    Options: ClassVar[type[EngineOptions]] = MusicgenOptions
    bytes_per_second: ClassVar[int] = 40_000_000
    offloads: ClassVar[bool] = False

    def __init__(self, options: EngineOptions) -> None:
        super().__init__(options)
        if not isinstance(options, MusicgenOptions):
            raise TypeError("the options of musicgen must be MusicgenOptions")
        self.musicgen = options

    def load(self, rung: Rung) -> Any:  # noqa: ARG002 - it has one
        """The model and its tokenizer; it is loaded whole."""
        torch_module()
        from transformers import AutoTokenizer, MusicgenForConditionalGeneration  # noqa: PLC0415 - seconds

        with refusing(f"the model in {self.folder} can't be loaded as MusicGen"):
            model = MusicgenForConditionalGeneration.from_pretrained(self.folder, dtype=self.dtype, local_files_only=True)
            tokenizer = AutoTokenizer.from_pretrained(self.folder, local_files_only=True)
        # the codec's 8 bits of bfloat16 would be heard as noise 56 dB below the music
        model.audio_encoder.float()
        return model.to(self.device).eval(), tokenizer

    def steps(self, seconds: float) -> int:
        """About: fifty a second of music."""
        return int(seconds * 50)

    def play(self, model: Any, orders: Sequence[ComposeMusic], seconds: float, noise: Sequence[Any], steps: Steps) -> list[Sound]:
        """Windows of codes, each from the end of the last, then all of them as sound."""
        network, tokenizer = model
        torch = torch_module()
        rate_hz, frames_hz = network.config.audio_encoder.sampling_rate, network.config.audio_encoder.frame_rate
        wanted = int(np.ceil(seconds * frames_hz)) + 1
        window, memory = round(self.musicgen.window_s * frames_hz), round(self.musicgen.memory_s * frames_hz)
        steps = steps.of(wanted)
        with torch.inference_mode():
            words = self._words(network, tokenizer, orders)
            codes = torch.zeros((len(orders), network.decoder.config.num_codebooks, 0), dtype=torch.long)
            while codes.shape[-1] < wanted:
                heard = codes[..., -memory:]
                until = min(window, heard.shape[-1] + wanted - codes.shape[-1])
                done = codes.shape[-1]
                new = self._window(network, words, heard, until, noise, lambda frames, done=done: steps.done(done + frames))
                codes = torch.cat([codes, new], dim=-1)
            sound = self._decoded(network, codes)
        return [resampled(one, rate_hz) for one in sound]

    def _words(self, network: Any, tokenizer: Any, orders: Sequence[ComposeMusic]) -> tuple[Any, Any]:
        """What the decoder attends to, and which of it counts; with guidance, after the orders come as many without words."""
        torch = torch_module()
        told = tokenizer([music_prompt(order) for order in orders], return_tensors="pt", padding=True).to(self.device)
        states = network.text_encoder(**told).last_hidden_state
        if hasattr(network, "enc_to_dec_proj"):
            states = network.enc_to_dec_proj(states)
        mask = told["attention_mask"]
        states = states * mask[..., None]
        if self._guidance <= 1:
            return states, mask
        return torch.cat([states, torch.zeros_like(states)]), torch.cat([mask, torch.zeros_like(mask)])

    @property
    def _guidance(self) -> float:
        return _GUIDANCE if self.music.guidance < 0 else self.music.guidance

    def _window(self, network: Any, words: tuple[Any, Any], heard: Any, until: int, noise: Sequence[Any], told: Any) -> Any:
        """New codes of shape (orders, codebooks, until − heard)."""
        torch = torch_module()
        decoder = network.decoder
        orders, books, known = heard.shape
        delays = [book // decoder.config.audio_channels for book in range(books)]
        pad = decoder.config.pad_token_id
        codes = torch.cat([heard, torch.zeros((orders, books, until - known), dtype=torch.long)], dim=-1)

        def column(position: int) -> Any:
            """What stands at a position of the delayed sequence; the first is padding."""
            frames = [position - 1 - delay for delay in delays]
            return torch.stack(
                [codes[:, book, at] if 0 <= at < until else torch.full((orders,), pad) for book, at in enumerate(frames)], dim=1
            )

        fed, cache = torch.stack([column(position) for position in range(known + 1)], dim=-1), None
        for position in range(known + 1, until + delays[-1] + 1):
            rows = fed.reshape(orders * books, -1).to(self.device)
            rows = rows.repeat(words[0].shape[0] // orders, 1)
            told_decoder = {"encoder_hidden_states": words[0], "encoder_attention_mask": words[1], "past_key_values": cache}
            result = decoder(input_ids=rows, use_cache=True, **told_decoder)
            cache = result.past_key_values
            logits = result.logits[:, -1].float().cpu().unflatten(0, (-1, books))
            new = drawn(logits, noise, self._guidance, self.musicgen.temperature, self.musicgen.top_k)
            for book, delay in enumerate(delays):
                if known <= position - 1 - delay < until:
                    codes[:, book, position - 1 - delay] = new[:, book]
            fed = column(position)[..., None]
            told(min(position, until) - known)
        return codes[..., known:]

    def _decoded(self, network: Any, codes: Any) -> list[Sound]:
        """Codes as sound at the codec's rate; a stereo model's codebooks are left and right in turn."""
        torch = torch_module()
        channels = network.decoder.config.audio_channels
        sides = []
        for side in range(channels):
            frames = codes[:, side::channels].to(self.device)[None]
            with with_all_bits():
                sides.append(network.audio_encoder.decode(frames, audio_scales=[None] * len(codes)).audio_values)
        return list(torch.cat(sides, dim=1).float().cpu().numpy())
