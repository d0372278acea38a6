"""How much of the picture is kept, as a film's quality asks for it."""

from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import av
import numpy as np
import pytest
from pydantic import ValidationError

from activities.film.coding.encode import encode
from activities.film.coding.encoders import software
from activities.media.planes import new_frame, planes_of
from schemas.film import encoding_of
from schemas.options import Codec, FilmOptions, Quality

FRAMES, WIDTH_PX, HEIGHT_PX = 24, 256, 144
WITH_QUALITY: tuple[Codec, ...] = ("h264", "h265", "av1")


def grained() -> Iterator[av.VideoFrame]:
    """A soft ramp that drifts under grain: what constant quality is spent on."""
    draw = np.random.default_rng(1)
    across = np.linspace(30, 200, WIDTH_PX + FRAMES)
    for number in range(FRAMES):
        frame = new_frame(WIDTH_PX, HEIGHT_PX)
        for index, plane in enumerate(planes_of(frame)):
            grain = draw.normal(0, 6, plane.shape)
            plane[:] = np.clip(across[number : number + plane.shape[1]] + grain, 16, 235) if index == 0 else 128
        yield frame


@pytest.mark.parametrize("codec", WITH_QUALITY)
def test_the_higher_the_quality_the_larger_the_segment(tmp_path: Path, codec: Codec) -> None:
    sizes = []
    for quality in get_args(Quality):
        path = tmp_path / quality
        encode(grained(), FRAMES, encoding_of(codec, (WIDTH_PX, HEIGHT_PX), 24, quality), software(codec), path, lambda _fraction: None)
        sizes.append(path.stat().st_size)

    small, standard, high = sizes
    assert small < 0.7 * standard
    assert high > 1.4 * standard


def test_the_standard_is_what_films_had_before_there_was_a_choice() -> None:
    assert encoding_of("h264", (WIDTH_PX, HEIGHT_PX), 24).crf == 19
    assert FilmOptions(quality="standard") == FilmOptions()
    assert "quality" not in FilmOptions().model_dump()


def test_prores_has_one_quality() -> None:
    with pytest.raises(ValidationError, match="prores has one quality"):
        FilmOptions(codec="prores", quality="small")
