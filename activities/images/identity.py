"""Whether the people of a picture look like their character sheets: cosine similarity of image embeddings.

Any vision model of transformers serves that maps a picture to one vector (CLIP, SigLIP, DINOv2). Shots are compared by what surrounds each
head, where the staging has it; a sheet by its best view. The number is a measure of drift within a film, not a proof of identity.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from activities.images.briefs import Brief, Reference
from activities.models.faults import refusing
from activities.models.torch_setup import torch_module

Box = tuple[int, int, int, int]
"""Left, top, right, bottom, pixels."""
_BUST = 1.35
"""Height of what is compared of somebody, of the width of their silhouette: head, shoulders, chest."""


class IdentityModel:
    """A vision model that embeds pictures."""

    def __init__(self, folder: Path, device: str, dtype: Any) -> None:
        """Load it.

        Raises:
            Refused: The files are no vision model.
        """
        torch_module()
        from transformers import AutoImageProcessor, AutoModel  # noqa: PLC0415 - seconds

        with refusing(f"the identity model in {folder} can't be loaded"):
            self._processor = AutoImageProcessor.from_pretrained(folder, local_files_only=True)
            self._model = AutoModel.from_pretrained(folder, dtype=dtype, local_files_only=True, use_safetensors=True).eval().to(device)
        self._device = device
        self._dtype = dtype

    def embed(self, pictures: Sequence[Image.Image]) -> NDArray[np.float32]:
        """Unit vectors, shape (pictures, width)."""
        torch = torch_module()
        values = self._processor(images=[picture.convert("RGB") for picture in pictures], return_tensors="pt")["pixel_values"]
        values = values.to(self._device, self._dtype)
        with torch.no_grad():
            told = self._model.get_image_features(values) if hasattr(self._model, "get_image_features") else self._model(values)
        vectors = told if isinstance(told, torch.Tensor) else getattr(told, "image_embeds", None)
        if vectors is None:
            vectors = told.pooler_output if told.pooler_output is not None else told.last_hidden_state[:, 0]
        found = vectors.float().cpu().numpy()
        return np.asarray(found / np.maximum(np.linalg.norm(found, axis=1, keepdims=True), 1e-12), np.float32)


def identities(model: IdentityModel, picture: Image.Image, brief: Brief, boxes: Mapping[str, Box]) -> dict[str, float]:
    """How much each character who has a sheet looks like it.

    Args:
        model: Embeds.
        picture: What was painted, of the brief's size.
        brief: Whose references are compared.
        boxes: Where the staging has whom; without one the whole picture counts, if nobody else is in it.

    Returns:
        Cosines by name, cut at 0, rounded to thousandths; without those who can't be told apart from others.
    """
    found = {}
    is_alone = len({subject.character.name for subject in brief.order.subjects}) == 1
    for reference in brief.references:
        box = boxes.get(reference.character)
        if not reference.character or (box is None and not is_alone):
            continue
        seen = picture.crop(bust(box)) if box else picture
        vectors = model.embed([seen, *views(reference)])
        found[reference.character] = round(max(0.0, float((vectors[1:] @ vectors[0]).max())), 3)
    return found


@dataclass(frozen=True)
class Likeness:
    """A picture, and how much its people look like their sheets."""

    picture: Image.Image
    scores: Mapping[str, float]
    tries: int = 1
    wanted: float = 0.0
    """What everybody was to reach."""
    unknown: tuple[str, ...] = ()
    """Who has a sheet and can't be compared with it."""

    @property
    def least(self) -> float:
        """The score of whom it shows least truly; 1 when nobody has a sheet."""
        return min(self.scores.values(), default=1.0)

    @property
    def facts(self) -> dict[str, Any]:
        """What is noted with the picture: `drift` where somebody falls short of what was wanted, which the film's log tells too."""
        told = ", ".join(f"{name} {score:g}" for name, score in self.scores.items())
        tried = f"; {self.tries} pictures were painted" if self.tries > 1 else ""
        notes = [f"likeness to the character sheets: {told}{tried}"] if told else []
        if self.unknown:
            names = ", ".join(self.unknown)
            notes.append(f"{names} can't be compared with the character sheets: nothing tells where in the picture their faces are")
        found: dict[str, Any] = {"notes": notes} if notes else {}
        if self.scores:
            found |= {"identity": dict(self.scores), "identity_tries": self.tries}
        unlike = [
            f"{name} is {score:g} like the sheet, wanted {self.wanted:g}" for name, score in self.scores.items() if score < self.wanted
        ]
        return {**found, "drift": f"{'; '.join(unlike)}; the best of {self.tries} pictures"} if unlike else found


def best_likenesses(
    briefs: Sequence[Brief],
    paint: Callable[[Sequence[Brief], int, float, float], list[Image.Image]],
    score: Callable[[Brief, Image.Image], Mapping[str, float]],
    least: float,
    tries: int,
) -> list[Likeness]:
    """Paint briefs, and those in which somebody is unlike their sheet again.

    Args:
        briefs: Painted together while they are.
        paint: Given some of them, the number of the attempt from 0, and the share of the work at its beginning and its end.
        score: Compares a picture with its brief's sheets.
        least: What everybody must reach.
        tries: Attempts at most.

    Returns:
        For each the first picture that reaches `least`, else the best.
    """
    best: list[Likeness | None] = [None] * len(briefs)
    attempts = tries if least > 0 else 1
    for attempt in range(attempts):
        open_ones = [index for index, known in enumerate(best) if known is None or known.least < least]
        if not open_ones:
            break
        pictures = paint([briefs[index] for index in open_ones], attempt, 0.95 * attempt / attempts, 0.95 * (attempt + 1) / attempts)
        for index, picture in zip(open_ones, pictures, strict=True):
            scores = score(briefs[index], picture)
            known, found = best[index], Likeness(picture, scores, attempt + 1, least, _unscored(briefs[index], scores))
            best[index] = found if known is None or found.least > known.least else replace(known, tries=attempt + 1)
    return [each for each in best if each is not None]


def _unscored(brief: Brief, scores: Mapping[str, float]) -> tuple[str, ...]:
    sheets = dict.fromkeys(reference.character for reference in brief.references if reference.character)
    return tuple(name for name in sheets if name not in scores)


def staged_boxes(brief: Brief) -> dict[str, Box]:
    """Where the staging of a brief has whom."""
    from activities.images.staging import staged  # noqa: PLC0415 - skia, OpenCV

    return dict(staged(brief.order, *brief.size).boxes())


def sheet_facts(brief: Brief, *, is_staged: bool) -> dict[str, Any]:
    """What is noted with a character sheet: whose it is, and where its views that show a face are, in pixels of the ordered size.

    Views that no staging placed are taken to stand side by side, as the sheet's words ask for.
    """
    order = brief.order
    if is_staged:
        from activities.images.staging import staged  # noqa: PLC0415 - skia, OpenCV

        boxes = [box for _, box in staged(order, order.width_px, order.height_px).boxes()]
    else:
        wide = order.width_px / max(1, len(order.subjects))
        seen = [index for index, subject in enumerate(order.subjects) if subject.facing != "away"]
        boxes = [(round(index * wide), 0, round((index + 1) * wide), order.height_px) for index in seen]
    return {"character": order.sheet_of, "views": [list(box) for box in boxes]}


def bust(box: Box) -> Box:
    """The upper part of somebody's silhouette."""
    left, top, right, bottom = box
    return left, top, right, min(bottom, top + max(1, round((right - left) * _BUST)))


def views(reference: Reference) -> list[Image.Image]:
    """The views of a sheet, each alone; a sheet that does not say where they are is one view."""
    return [reference.picture.crop(bust(view)) for view in reference.views] or [reference.picture]
