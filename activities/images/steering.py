"""Pictures of a shot's staging as the tensors that ControlNets, adapters and inpainting take."""

from collections.abc import Sequence
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from activities.images.briefs import Brief
from activities.images.staging import Staging
from activities.media.sizes import Rgb
from activities.models.torch_setup import torch_module

CONTROLS = ("pose", "depth", "canny")
_REACH = 0.12
"""How far around somebody's silhouette their reference works, of the picture's shorter side: hair and clothes may be wider than drawn."""
_MARGIN = 0.035
"""How far around the silhouettes people are painted into a ground."""


def control_picture(staging: Staging, kind: str) -> Rgb:
    """The control picture of one kind of `CONTROLS`."""
    match kind:
        case "pose":
            return staging.pose
        case "depth":
            return staging.depth
        case "canny":
            return staging.edges
    msg = f"no control '{kind}'; there are {', '.join(CONTROLS)}"
    raise ValueError(msg)


def control_tensors(stagings: Sequence[Staging], kinds: Sequence[str]) -> list[Any]:
    """For each kind a tensor (pictures, 3, height, width), 0 to 1."""
    torch = torch_module()
    return [torch.from_numpy(np.stack([_planes(control_picture(staging, kind)) for staging in stagings])) for kind in kinds]


def regions(briefs: Sequence[Brief], stagings: Sequence[Staging], *, guided: bool) -> Any:
    """Where each reference works: its character's surroundings, the whole picture for mood boards.

    Args:
        briefs: With equally many references.
        stagings: One for each.
        guided: Whether the model is asked twice; the rows are repeated then.

    Returns:
        A tensor (rows, references, height, width) of 0 and 1.
    """
    torch = torch_module()
    rows = np.stack([_own_regions(brief, staging) for brief, staging in zip(briefs, stagings, strict=True)])
    return torch.from_numpy(np.concatenate([rows, rows]) if guided else rows)


def people_mask(staging: Staging) -> Image.Image:
    """White where people are to be painted into a ground, with a soft edge."""
    side = min(staging.order.width_px, staging.order.height_px)
    grown = _grown(staging.people, _MARGIN * side)
    return Image.fromarray(np.asarray(cv2.GaussianBlur(grown, (0, 0), max(1.0, _MARGIN * side / 3)), np.uint8))


def over_ground(ground: Image.Image, staging: Staging) -> Image.Image:
    """The drawn people over a painted ground."""
    canvas = ground.convert("RGBA")
    canvas.alpha_composite(Image.fromarray(staging.cut_outs()))
    return canvas.convert("RGB")


def _own_regions(brief: Brief, staging: Staging) -> NDArray[np.float32]:
    height, width = staging.people.shape
    reach = _REACH * min(height, width)
    own = [
        _grown(staging.silhouette_of(reference.character), reach) if reference.character else np.full((height, width), 255, np.uint8)
        for reference in brief.references
    ]
    return np.stack([(mask >= 128).astype(np.float32) for mask in own])


def _grown(mask: NDArray[np.uint8], reach_px: float) -> NDArray[np.uint8]:
    size = 2 * max(1, round(reach_px)) + 1
    return np.asarray(cv2.dilate(mask, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size))), np.uint8)


def _planes(picture: Rgb) -> NDArray[np.float32]:
    return np.ascontiguousarray(picture.transpose(2, 0, 1)).astype(np.float32) / np.float32(255)
