"""LTX-2 that is given its sound: the voices of a shot as the model's own latents, kept as they are while the picture comes out of noise.

LTX-2 makes picture and sound together, and each heeds the other. Here the sound is not made: its latents are those of the voices, in every
step the model is told that they are free of noise, and no step changes them. The picture then follows them as it would follow the model's
own. That is how Lightricks' pipeline for given sound does it (https://github.com/Lightricks/LTX-2, `a2vid_two_stage.py`); diffusers has
none, so its pipeline for given frames is extended.
"""

from collections.abc import Sequence
from functools import cache
from typing import Any

import numpy as np
import scipy.signal
from numpy.typing import NDArray

from activities.lipsync.mel import slaney_bands
from activities.media.rgb import Rgb
from activities.media.sound.waveform import Sound, resampled
from activities.models.ltx2 import as_given
from activities.models.torch_setup import torch_module
from schemas.failures import Refused
from schemas.media import SAMPLE_RATE_HZ

LogMel = NDArray[np.float32]
"""Shape (steps, bands), natural logarithm."""

_SPECTRUM_SAMPLES = 1024
_FLOOR = 1e-5
"""What silence is."""


def log_mel(sound: Sound, rate_hz: int, hop_samples: int, bands: int) -> LogMel:
    """Sound as LTX-2's sound encoder was trained to read it: magnitudes of 1024 samples in Slaney's bands up to half the rate.

    Args:
        sound: Mono at 48 kHz, shape (1, samples), at least one sample.
        rate_hz: Of the model.
        hop_samples: From step to step, at the model's rate.
        bands: Of the spectrogram.

    Returns:
        Shape (samples at the model's rate // hop_samples + 1, bands): step k is centred on sample `k * hop_samples`.
    """
    half = _SPECTRUM_SAMPLES // 2
    heard = np.asarray(resampled(sound, SAMPLE_RATE_HZ, rate_hz)[0], np.float64)
    steps = len(heard) // hop_samples + 1
    # a mirror needs more sound than it shows
    padded = np.pad(np.pad(heard, (0, max(0, half + 1 - len(heard)))), half, mode="reflect")
    frames = np.lib.stride_tricks.sliding_window_view(padded, _SPECTRUM_SAMPLES)[::hop_samples][:steps]
    spectrum = np.abs(np.fft.rfft(frames * scipy.signal.get_window("hann", _SPECTRUM_SAMPLES), axis=1))
    levels = slaney_bands(bands, _SPECTRUM_SAMPLES, rate_hz, 0.0, rate_hz / 2) @ spectrum.T
    return np.asarray(np.log(np.maximum(_FLOOR, levels.T)), np.float32)


class GivenSound:
    """The voices of a shot, for one pipeline."""

    def __init__(self, pipeline: Any, sound: Sound, fps: int) -> None:
        """Voices as they are heard.

        Args:
            pipeline: Of `with_given_sound`.
            sound: Mono at 48 kHz, from the first frame on; silence is heard after its end.
            fps: Of the picture.
        """
        config = pipeline.audio_vae.config
        self._pipeline = pipeline
        self._fps = fps
        self._steps_a_second = config.sample_rate / config.mel_hop_length
        self._squeezed: int = pipeline.audio_vae.temporal_compression_ratio
        self._mel = log_mel(sound, config.sample_rate, config.mel_hop_length, config.mel_bins)

    def latents(self, first_frame: int, frames: int) -> Any:
        """What is heard during a run of frames, as the model's latents: a tensor (1, channels, time, bands).

        Raises:
            Refused: The model's sound encoder is none that fits its transformer.
        """
        torch = torch_module()
        pipeline, encoder = self._pipeline, self._pipeline.audio_vae
        count = max(1, round(frames / self._fps * self._steps_a_second / self._squeezed))
        # the encoder is causal: its first latent is of one step, every other of as many as it squeezes into one
        mel = self._run(round(first_frame / self._fps * self._steps_a_second), self._squeezed * (count - 1) + 1)
        heard = torch.from_numpy(mel)[None, None].repeat(1, encoder.config.in_channels, 1, 1)
        with torch.no_grad():
            told = encoder.encode(heard.to(pipeline._execution_device, encoder.dtype)).latent_dist.mode()
        wanted = pipeline.audio_mel_bins // pipeline.audio_vae_mel_compression_ratio
        if told.shape[2] < count or told.shape[3] != wanted:
            msg = f"the model's sound encoder makes latents of shape {tuple(told.shape)}; its transformer wants {count} x {wanted}"
            raise Refused(msg)
        return told[:, :, :count].float()

    def _run(self, first: int, steps: int) -> LogMel:
        found = self._mel[first : first + steps]
        silence = np.full((steps - len(found), self._mel.shape[1]), np.log(_FLOOR), np.float32)
        return np.concatenate([found, silence])


def with_given_sound(pipeline: Any, sound_noise: float, *, gives_levels: bool) -> Any:
    """A pipeline that keeps the sound it is given, over the same weights.

    Args:
        pipeline: Diffusers' `LTX2ConditionPipeline`.
        sound_noise: How much noise the latents of the sound are given, 0 to 1; the model is told.
        gives_levels: Whether it will be called with noise levels (`levels_from`), which are then not shifted.
    """
    kept, scheduler = _classes()
    sound_scheduler = as_given(scheduler.from_config(pipeline.scheduler.config))
    sound_scheduler.level = sound_noise
    made = kept(**{**pipeline.components, "audio_scheduler": sound_scheduler})
    made.set_progress_bar_config(disable=True)
    made.shifting_scheduler = pipeline.scheduler
    if gives_levels:
        made.scheduler = as_given(pipeline.scheduler)
    return made


@cache
def _classes() -> tuple[Any, Any]:
    """The pipeline and the scheduler of its sound; made here because diffusers takes seconds to import."""
    torch = torch_module()
    from diffusers import FlowMatchEulerDiscreteScheduler, LTX2ConditionPipeline  # noqa: PLC0415

    class KeptSoundScheduler(FlowMatchEulerDiscreteScheduler):  # type: ignore[misc]  # diffusers is not typed
        """Says in every step that its latents are as noisy as they are, and leaves them so."""

        level = 0.0

        def set_timesteps(self, *arguments: Any, sigmas: Any = None, **named: Any) -> None:  # pipelines look for `sigmas`
            super().set_timesteps(*arguments, sigmas=sigmas, **named)
            told = self.level * self.config.num_train_timesteps
            self.timesteps: Any = torch.full_like(self.timesteps, told)

        def step(self, _velocity: Any, _timestep: Any, sample: Any, **_named: Any) -> tuple[Any]:
            return (sample,)

    class KeptSoundPipeline(LTX2ConditionPipeline):  # type: ignore[misc]
        """Gives the latents of the sound the noise they shall have, not that of the picture."""

        def prepare_audio_latents(self, *arguments: Any, **named: Any) -> Any:
            return super().prepare_audio_latents(*arguments, **{**named, "noise_scale": self.audio_scheduler.level})

    return KeptSoundPipeline, KeptSoundScheduler


def levels_from(pipeline: Any, given: Sequence[float] | None, steps: int, strength: float, tokens: int) -> list[float]:
    """Noise levels that begin at `strength` instead of 1, as fine as those of the whole way.

    Args:
        pipeline: Of `with_given_sound`.
        given: Levels of the whole way; None takes those of the model's own scheduler.
        steps: Of the whole way.
        strength: The first level.
        tokens: Of the picture's latents, by which the scheduler shifts its levels.
    """
    if given is None:
        from diffusers.pipelines.ltx2.pipeline_ltx2_condition import calculate_shift  # noqa: PLC0415 - seconds

        scheduler = pipeline.shifting_scheduler
        usual = {"base_image_seq_len": 1024, "max_image_seq_len": 4096, "base_shift": 0.95, "max_shift": 2.05}
        shift = calculate_shift(tokens, *(scheduler.config.get(name, value) for name, value in usual.items()))
        own = type(scheduler).from_config(scheduler.config)
        own.set_timesteps(sigmas=np.linspace(1.0, 1 / steps, steps), mu=shift)
        given = [float(level) for level in own.sigmas[:-1]]
    return [strength, *(level for level in given if level < strength)]


def latents_of(pipeline: Any, frames: Sequence[Rgb]) -> Any:
    """Frames as latents of the model's picture: a tensor (1, channels, time, height, width), not normalised.

    Args:
        pipeline: Of LTX-2.
        frames: 8k + 1, of the model's size.
    """
    torch = torch_module()
    pixels = torch.from_numpy(np.stack(frames)).permute(3, 0, 1, 2)[None].float() / 127.5 - 1
    with torch.no_grad():
        told = pipeline.vae.encode(pixels.to(pipeline._execution_device, pipeline.vae.dtype)).latent_dist.mode()
    return told.float()
