"""Words and pictures for Qwen2.5-VL without its video half.

transformers' own processor can't be made without torchvision, which it needs for videos only and which is published for CUDA only. What an
image editor asks of it is small: pictures become patches, and each picture's mark in the text is repeated once for every patch that the
language model will see.
"""

from pathlib import Path
from typing import Any

from activities.models.torch_setup import torch_module
from schemas.failures import Refused

_MARK = "<|image_pad|>"


def picture_processor(folder: Path) -> Any:
    """The processor of a model's folder, for texts and pictures.

    Raises:
        Refused: There is none in it.
    """
    torch_module()
    from transformers import AutoTokenizer, BatchFeature, Qwen2VLImageProcessorPil, Qwen2VLProcessor  # noqa: PLC0415 - seconds

    class PictureProcessor(Qwen2VLProcessor):  # type: ignore[misc]  # transformers is not typed
        """Is one by class only, because the pipeline asks for the class."""

        def __init__(self, image_processor: Any, tokenizer: Any) -> None:  # the base's would refuse
            self.image_processor = image_processor
            self.tokenizer = tokenizer

        def __call__(self, images: Any = None, text: Any = None, **named: Any) -> Any:
            """Token ids, and patches of the pictures of all texts in their order."""
            data: dict[str, Any] = {}
            texts = list(text)
            if images is not None:
                data = dict(self.image_processor(images=images, return_tensors="pt"))
                counts = [int(grid.prod()) // self.image_processor.merge_size**2 for grid in data["image_grid_thw"]]
                texts = _expanded(texts, counts)
            return BatchFeature({**data, **self.tokenizer(texts, padding=named.get("padding", True), return_tensors="pt")})

    try:
        return PictureProcessor(
            Qwen2VLImageProcessorPil.from_pretrained(folder / "processor", local_files_only=True),
            AutoTokenizer.from_pretrained(folder / "processor", local_files_only=True),
        )
    except (OSError, ValueError) as error:
        msg = f"the model in {folder} has no processor for pictures: {str(error).splitlines()[0]}"
        raise Refused(msg) from error


def _expanded(texts: list[str], counts: list[int]) -> list[str]:
    """Each mark as often as its picture has patches."""
    left = iter(counts)
    return ["".join(part + (_MARK * next(left) if more else "") for part, more in _parts(text)) for text in texts]


def _parts(text: str) -> list[tuple[str, bool]]:
    pieces = text.split(_MARK)
    return [(piece, number < len(pieces) - 1) for number, piece in enumerate(pieces)]
