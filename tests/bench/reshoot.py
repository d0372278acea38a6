"""What one shot made again costs in a film of stills of ten minutes: 100 shots of 6.5 s, a dissolve of half a second between all of them.

`python -m tests.bench.reshoot [--height 1080] [--shots 100]`. The film is made; then, in turns, a shot gets another camera, which encodes
its body and its two dissolves and joins the film anew, with its poster and contact sheet. Against it: encoding the whole film again as
editors do that keep no segments, decoding it and feeding one encoder of the same settings. At last every frame that nobody touched is
compared with what it was, as its packet. Only CPU and bytes count; the film itself takes some minutes.
"""

import argparse
import hashlib
import os
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import av
import cv2

from activities.film.coding.encode import encode
from activities.film.coding.encoders import software
from schemas.film import encoding_of
from tests.bench.meter import middle, show
from tests.bench.stills_film import Plan, StillsFilm, paint_stills

SHOT_FRAMES, DISSOLVE_FRAMES, FPS, PICTURES = 156, 12, 24, 10


@dataclass(frozen=True)
class Spent:
    """By one piece of work."""

    wall_s: float
    cpu_s: float


def measure(ask: argparse.Namespace, folder: Path) -> None:
    """Measure and print."""
    encoding = encoding_of("h264", (round(ask.height * 8 / 9) * 2, ask.height), FPS)
    plan = Plan(ask.shots, SHOT_FRAMES, DISSOLVE_FRAMES, encoding, PICTURES)
    paint_stills(folder, PICTURES)
    film = StillsFilm(plan, folder)
    film.voice_and_music()
    track = film.sound()
    made = _timed(lambda: film.encode(film.names(), ask.at_once))
    path = folder / "film.mp4"
    film.join(track, path)
    before = packets(path)
    again = _timed(lambda: _encoded_again(path, plan, folder))
    shoots, muxes, assemblies, kept = list[Spent](), list[Spent](), list[Spent](), list[tuple[int, int]]()
    for turn in range(ask.rounds):
        number = plan.shots * (turn + 1) // (ask.rounds + 1)
        names = film.shoot_again(number)
        shoots.append(_timed(lambda: film.encode(names, ask.at_once)))  # noqa: B023 - called at once
        muxes.append(_timed(lambda: film.join(track, path)))
        assemblies.append(_timed(lambda: film.assemble(track, f"cut-{turn}")))  # noqa: B023 - called at once
        after = packets(path)
        kept.append(unchanged(before, after, plan, number))
        before = after
    _tell(plan, made, again, (shoots, muxes, assemblies), kept)


def packets(path: Path) -> list[bytes]:
    """A hash of every packet of the picture, in the order they are shown."""
    with av.open(str(path)) as file:
        found = [
            (packet.pts or 0, hashlib.blake2b(bytes(packet), digest_size=16).digest()) for packet in file.demux(video=0) if packet.size
        ]
    return [digest for _, digest in sorted(found)]


def unchanged(before: list[bytes], after: list[bytes], plan: Plan, number: int) -> tuple[int, int]:
    """Of the frames outside a shot, how many have the packet they had, and how many there are."""
    step = plan.shot_frames - plan.dissolve_frames
    touched = range(number * step, number * step + plan.shot_frames)
    same = [one == other for index, (one, other) in enumerate(zip(before, after, strict=True)) if index not in touched]
    return sum(same), len(same)


def _encoded_again(path: Path, plan: Plan, folder: Path) -> None:
    with av.open(str(path)) as file:
        file.streams.video[0].thread_count = 1
        frames = file.decode(file.streams.video[0])
        encode(frames, plan.frames, plan.encoding, software("h264"), folder / "again.fwseg", lambda _share: None)


def _timed(work: Callable[[], object]) -> Spent:
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    return Spent(time.perf_counter() - wall, time.process_time() - cpu)


def _tell(plan: Plan, made: Spent, again: Spent, edits: tuple[list[Spent], list[Spent], list[Spent]], kept: list[tuple[int, int]]) -> None:
    rows: list[list[object]] = []

    def row(name: str, spent: list[Spent]) -> float:
        wall_s, cpu_s = middle(spent, lambda one: one.wall_s), middle(spent, lambda one: one.cpu_s)
        rows.append([name, wall_s, cpu_s, cpu_s / made.cpu_s, again.cpu_s / cpu_s])
        return cpu_s

    row("the whole film, made", [made])
    row("the whole film, encoded again", [again])
    parts_s, _ = row("one shot and its dissolves", edits[0]), row("packet mux of the film", edits[1])
    cut_s = row("film, poster and contact sheet", edits[2])
    title = (
        f"One shot made again in a film of {plan.seconds:.0f} s, {plan.shots} shots, {plan.encoding.height_px}p (medians of {len(kept)})"
    )
    show(title, ["", "wall s", "CPU s", "of making it", "encoded again is x times as much"], rows)
    print(f"  shot, dissolves, film, poster and contact sheet together: 1/{again.cpu_s / (parts_s + cut_s):.0f} of encoding the film again")
    print(f"  untouched frames with the packets they had: {', '.join(f'{same} of {count}' for same, count in kept)}")
    print(f"  load: {' '.join(f'{load:.1f}' for load in os.getloadavg())}")


def main() -> None:
    """Measure."""
    asked = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    asked.add_argument("--height", type=int, default=1080)
    asked.add_argument("--shots", type=int, default=100)
    asked.add_argument("--rounds", type=int, default=3)
    asked.add_argument("--at-once", type=int, default=2, help="parts encoded side by side")
    cv2.setNumThreads(1)
    with tempfile.TemporaryDirectory() as folder:
        measure(asked.parse_args(), Path(folder))


if __name__ == "__main__":
    main()
