"""What a step and the decoding of published models hold beside their weights, against what the engines say of it.

`python -m tests.bench.activations [NAME ...]`: counted on shapes (`tests.bench.counting`), so it runs anywhere; half a minute for all.
"""

import argparse
from collections.abc import Callable

from activities.clips.video_diffusion import DiffusionClips
from activities.clips.wan_parts import wan_activations
from activities.engines import engine_class
from activities.images.diffusion import DiffusionImages
from activities.models.ltx2 import activations_of as ltx2_activations
from tests.bench.counting import held_bytes, shapes_only
from tests.bench.meter import show
from tests.bench.published import SHAPES, Shape

_GIGABYTE = 1e9


def counted(name: str) -> tuple[Shape, int, int]:
    """A published model, and the bytes of its step and of its decoding; 0 where it has none of the two."""
    build, dtype = SHAPES[name]
    with shapes_only(dtype):
        shape = build()

        def count(work: Callable[[], object] | None) -> int:
            return held_bytes(work, shape.modules) if work else 0

        return shape, count(shape.step), count(shape.decode)


def believed(shape: Shape) -> tuple[int, int]:
    """What the model's engine says of the same."""
    engine = engine_class(shape.stage, shape.engine)
    if shape.engine == "wan":
        known = wan_activations(shape.size, shape.frames, engine.bytes_per_pixel, is_wide=False)  # type: ignore[attr-defined]
        return known.making, known.decoding
    if shape.engine == "ltx2":
        known = ltx2_activations(shape.size, shape.frames, is_guided="distilled" not in shape.model)
        return known.making, known.decoding
    assert issubclass(engine, DiffusionClips | DiffusionImages)
    return shape.pixels * engine.bytes_per_pixel, shape.pixels * engine.decoding_bytes_per_pixel


def main() -> None:
    """Count what is asked for, and tell."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.activations")
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(SHAPES))
    rows: list[list[object]] = []
    for name in parser.parse_args().names or SHAPES:
        shape, step, decoding = counted(name)
        told_step, told_decoding = believed(shape)
        size = f"{shape.size[0]} x {shape.size[1]}" + (f" x {shape.frames}" if shape.frames > 1 else "")
        for what, found, told in (("step", step, told_step), ("decoding", decoding, told_decoding)):
            if found:
                rows.append([shape.model, size, what, found / _GIGABYTE, told / _GIGABYTE, found / shape.pixels])
    show("Beside the weights", ["model", "size", "", "counted GB", "engine says GB", "bytes/pixel"], rows)


if __name__ == "__main__":
    main()
