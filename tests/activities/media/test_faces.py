"""Heads: composed faces are kept, but not more of them than is worth their memory."""

import tracemalloc

import numpy as np

from activities.media.drawn.brush import Easel
from activities.media.drawn.camera import Screen
from activities.media.drawn.elements import Head, HeadPart, Moment
from activities.media.drawn.performance import CameraPath, FigureMotion, Performance, View
from activities.media.drawn.picture import Figure, Viseme
from activities.media.planes import planes_of
from schemas.media import PICTURE

VISEMES: tuple[Viseme, ...] = ("rest", "MBP", "FV", "L", "T", "K", "CH", "E", "A", "O", "U")
SIDE_PX = 800


def speaking() -> tuple[Head, Performance]:
    """A head of 2.4 MB that shows one mouth a frame."""
    head = np.zeros((SIDE_PX, SIDE_PX, 4), np.uint8)
    head[::2] = (90, 120, 130, 255)
    parts = [HeadPart(head, 0, 0, "head", None)]
    for number, viseme in enumerate(VISEMES):
        parts.append(HeadPart(np.full((20, 40, 4), (20 * number, 128, 128, 255), np.uint8), 300, 250, "mouth", viseme))
    motion = FigureMotion(figure=0, character="MARA", mouth=list(enumerate(VISEMES)))
    figure = Figure(character="MARA", feet=(400.0, 800.0), neck=(400.0, 700.0), height_px=800.0)
    performance = Performance(
        frames=2 * len(VISEMES),
        fps=24,
        width_px=320,
        height_px=180,
        seed=1,
        image_media_type=PICTURE,
        camera=CameraPath(start=View(), end=View()),
        figures=[motion],
    )
    return Head(parts, 0, 0, 1.0, figure, motion, lambda sheet: sheet), performance


def painted(head: Head, performance: Performance, frame: int) -> bytes:
    easel = Easel(320, 180)
    head.paint(easel, Moment(performance, Screen(320, 180, (0.0, 0.0, 800.0, 450.0)), frame, View()))
    return planes_of(easel.finished())[0].tobytes()


def test_large_heads_are_not_kept_with_every_mouth() -> None:
    head, performance = speaking()
    tracemalloc.start()
    for frame in range(len(VISEMES)):
        painted(head, performance, frame)
    held, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert held < 5 * SIDE_PX * SIDE_PX * 4


def test_face_that_is_composed_again_is_the_same() -> None:
    head, performance = speaking()
    first = [painted(head, performance, frame) for frame in range(len(VISEMES))]

    assert len(set(first)) == len(VISEMES)
    assert first == [painted(head, performance, frame) for frame in range(len(VISEMES))]
