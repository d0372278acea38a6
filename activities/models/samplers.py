"""Samplers of SDXL by name: how noise is taken away, in how many steps, how closely to the words."""

from dataclasses import dataclass
from typing import Any

from schemas.failures import Refused


@dataclass(frozen=True)
class Sampler:
    """A way to sample and what goes well with it."""

    steps: int
    guidance: float
    scheduler: str = ""
    """A class of diffusers; "" keeps the model's own."""
    settings: tuple[tuple[str, object], ...] = ()


SAMPLERS: dict[str, Sampler] = {
    "auto": Sampler(30, 6.0),
    "euler": Sampler(30, 6.0, "EulerDiscreteScheduler"),
    "dpmpp_2m": Sampler(24, 6.0, "DPMSolverMultistepScheduler", (("algorithm_type", "dpmsolver++"), ("use_karras_sigmas", True))),
    # Consistency models: https://arxiv.org/abs/2311.05556, guidance is distilled in
    "lcm": Sampler(6, 1.0, "LCMScheduler"),
    # https://arxiv.org/abs/2402.13929: trained at the ends of its steps, without guidance
    "lightning": Sampler(4, 0.0, "EulerDiscreteScheduler", (("timestep_spacing", "trailing"),)),
}


def scheduler_of(own: Any, name: str) -> Any:
    """A model's scheduler, or another over the same noise schedule.

    Args:
        own: The scheduler the model came with.
        name: Of `SAMPLERS`.

    Raises:
        Refused: There is no such sampler.
    """
    sampler = SAMPLERS.get(name)
    if sampler is None:
        msg = f"no sampler '{name}'; there are {', '.join(SAMPLERS)}"
        raise Refused(msg)
    if not sampler.scheduler:
        return own
    import diffusers  # noqa: PLC0415 - seconds

    return getattr(diffusers, sampler.scheduler).from_config(own.config, **dict(sampler.settings))
