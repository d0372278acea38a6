"""Providers of many models, each with inputs of its own: what an engine sends is the common ground, the options say the rest."""

import json
from collections.abc import Mapping
from typing import Any

from pydantic import Field

from activities.hosted.options import HostedOptions
from schemas.failures import Refused


class MarketOptions(HostedOptions):
    """A model and what it wants to be told."""

    model: str = Field(min_length=3)
    """As the provider calls it."""
    inputs: str = "{}"
    """JSON object: inputs of that model besides those the engine fills, or in their place; null leaves one out."""


def with_inputs(filled: Mapping[str, Any], inputs: str, settings: str) -> dict[str, Any]:
    """What a model is told: what the engine fills in, then what the options say.

    Raises:
        Refused: The options' `inputs` are no JSON object.
    """
    try:
        more = json.loads(inputs)
    except ValueError as error:
        msg = f"{settings}INPUTS is no JSON: {error}"
        raise Refused(msg) from error
    if not isinstance(more, dict):
        msg = f'{settings}INPUTS must be a JSON object, like {{"guidance": 3}}'
        raise Refused(msg)
    return {name: value for name, value in {**filled, **more}.items() if value is not None}
