"""How near a film of stills comes to its encoder alone: 20 stills of 3 s with moves, dissolves, voice and ducked music, 1,212 frames.

`python -m tests.bench.stills [--rounds N] [--height 1080] [--preset P --crf Q] [--peers]`. Ours, and the floor: one x264 of as many threads
as there are cores, of the same settings, fed with the very same frames out of memory (4 GB at 1080p). Each in a process of its own, in
turns; what is counted begins when everything is imported and the stills lie there as JPEG. Then how much a slow move shakes. With `--peers`
also ffmpeg's `zoompan` and MoviePy, where they are to be found, by whole process.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from fractions import Fraction
from pathlib import Path

import av
import cv2
from av.video.codeccontext import VideoCodecContext
from av.video.frame import PictureType

from activities.film.coding.encode import opened
from activities.film.coding.encoders import software
from activities.film.coding.x264 import x264_settings
from activities.film.segments import faded_frames
from activities.film.transitions import joined
from activities.media.frames import open_clip
from deploy.stack.parts.programs import with_large_pages
from schemas.film import Encoding, encoding_of
from tests.bench.jitter import shake_of_ours_px
from tests.bench.meter import held_most_mib, middle, show
from tests.bench.peers import FFMPEG, MOVIEPY, Peer
from tests.bench.stills_film import Plan, StillsFilm, paint_stills
from workers.allocator import give_memory_back

STILLS, STILL_S, DISSOLVE_FRAMES, FPS = 20, 3, 12, 24
CORES = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@dataclass(frozen=True)
class Spent:
    """By one way of making the film."""

    wall_s: float
    cpu_s: float
    held_mib: float
    megabytes: float


def plan_of(height_px: int, preset: str, crf: int) -> Plan:
    """The job at a size; the product's own preset and quality where none are given."""
    encoding = encoding_of("h264", (round(height_px * 8 / 9) * 2, height_px), FPS)
    changes = {"preset": preset or encoding.preset, "crf": crf or encoding.crf}
    return Plan(STILLS, STILL_S * FPS, DISSOLVE_FRAMES, encoding.model_copy(update=changes), STILLS)


def ours(plan: Plan, folder: Path) -> Spent:
    """From stills, voices and music to film.mp4."""
    film = StillsFilm(plan, folder)
    film.voice_and_music()
    path = folder / "film.mp4"

    def make() -> None:
        # the sound is made beside the pictures, as in a worker; the film is joined when both are there
        with ThreadPoolExecutor(1) as pool:
            sound = pool.submit(film.sound)
            film.encode(film.names(), CORES)
            film.join(sound.result(), path)

    wall_s, cpu_s = _timed(make)
    return Spent(wall_s, cpu_s, held_most_mib(), path.stat().st_size / 1e6)


def floor(plan: Plan, folder: Path) -> Spent:
    """The encoder alone."""
    frames = _rendered(plan, StillsFilm(plan, folder))
    coder = _threaded(plan.encoding)
    size = 0

    def make() -> None:
        nonlocal size
        for number, frame in enumerate(frames):
            frame.pts, frame.time_base, frame.pict_type = number, Fraction(1, FPS), PictureType.NONE
            size += sum(packet.size for packet in coder.encode(frame))
        size += sum(packet.size for packet in coder.encode(None))

    wall_s, cpu_s = _timed(make)
    return Spent(wall_s, cpu_s, held_most_mib(), size / 1e6)


def _threaded(encoding: Encoding) -> VideoCodecContext:
    """The same settings, and threads for every core."""
    ready = opened(encoding, software("h264"))
    coder = av.CodecContext.create("libx264", "w")
    assert isinstance(coder, VideoCodecContext)  # the type of `create` knows a few names only
    for name in ("width", "height", "pix_fmt", "time_base", "framerate", "colorspace", "color_primaries", "color_trc", "color_range"):
        setattr(coder, name, getattr(ready, name))
    coder.options = dict(x264_settings(encoding).options)
    coder.thread_count = CORES
    coder.open()
    return coder


def _rendered(plan: Plan, film: StillsFilm) -> list[av.VideoFrame]:
    """Every frame of the film, as it goes to the encoder."""
    encoding, found, tail = plan.encoding, list[av.VideoFrame](), list[av.VideoFrame]()
    for number in range(plan.shots):
        part = film.source(number)
        paths = film.inputs[part.clip.key].path, film.inputs[part.image.key].path
        source = open_clip(paths[0], part.clip.media_type, paths[1], encoding.width_px, encoding.height_px, encoding.fps)
        frames = list(faded_frames(part, source))
        count = len(tail)
        found += [joined("dissolve", one, other, index, count) for index, (one, other) in enumerate(zip(tail, frames, strict=False))]
        last = number + 1 == plan.shots
        found += frames[count : None if last else -plan.dissolve_frames]
        tail = [] if last else frames[-plan.dissolve_frames :]
    assert len(found) == plan.frames
    return found


def _timed(work: Callable[[], object]) -> tuple[float, float]:
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - wall, time.process_time() - cpu


def _in_a_process(name: str, ask: argparse.Namespace, folder: Path) -> Spent:
    size = ["--height", str(ask.height), "--preset", ask.preset, "--crf", str(ask.crf)]
    command = [sys.executable, "-m", "tests.bench.stills", "--do", name, "--prepared", str(folder), *size]
    environment = with_large_pages(os.environ)  # noqa: TID251 - both get their memory as a worker does
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, env=environment)
    return Spent(**json.loads(done.stdout))


def compare(ask: argparse.Namespace, folder: Path) -> None:
    """Measure in turns and print."""
    plan = plan_of(ask.height, ask.preset, ask.crf)
    paint_stills(folder, plan.pictures)
    spent: dict[str, list[Spent]] = {"floor": [], "ours": []}
    for _ in range(ask.rounds):
        for name, runs in spent.items():
            runs.append(_in_a_process(name, ask, folder))
    shakes = {"floor": "", "ours": f"{shake_of_ours_px(plan.encoding.width_px, plan.encoding.height_px):.3f}"}
    absent = []
    for peer in (FFMPEG, MOVIEPY) if ask.peers else ():
        reason = peer.absent()
        if reason:
            absent.append(f"  without {peer.name}: {reason}")
            continue
        wall_s, cpu_s, held_mib = peer.run(plan, folder)
        spent[peer.name] = [Spent(wall_s, cpu_s, held_mib, (folder / peer.film).stat().st_size / 1e6)]
        shakes[peer.name] = _shake(peer, plan, folder)
    _tell(plan, spent, shakes)
    print("\n".join([*absent, f"  load: {' '.join(f'{load:.1f}' for load in os.getloadavg())}"]))


def _shake(peer: Peer, plan: Plan, folder: Path) -> str:
    found = peer.shake_px(plan, folder)
    return "" if found is None else f"{found:.3f}"


def _tell(plan: Plan, spent: dict[str, list[Spent]], shakes: dict[str, str]) -> None:
    wall_s, cpu_s = (middle(spent["floor"], of) for of in (lambda one: one.wall_s, lambda one: one.cpu_s))
    rows: list[list[object]] = []
    for name, runs in spent.items():
        wall, cpu = middle(runs, lambda one: one.wall_s), middle(runs, lambda one: one.cpu_s)
        rows.append([name, wall, wall / wall_s, cpu, cpu / cpu_s, middle(runs, lambda one: one.held_mib), runs[-1].megabytes, shakes[name]])
    encoding = plan.encoding
    title = f"{plan.frames} frames at {encoding.height_px}p, x264 {encoding.preset} crf {encoding.crf} (medians of {len(spent['ours'])})"
    show(title, ["", "wall s", "of floor", "CPU s", "of floor", "peak MiB", "MB", "shakes, px rms"], rows)


def main() -> None:
    """Measure."""
    asked = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    asked.add_argument("--rounds", type=int, default=3)
    asked.add_argument("--height", type=int, default=1080)
    asked.add_argument("--preset", default="", help="the film's own if none is given")
    asked.add_argument("--crf", type=int, default=0, help="the film's own if none is given")
    asked.add_argument("--peers", action="store_true", help="also ffmpeg and MoviePy, which takes minutes")
    asked.add_argument("--do", choices=["ours", "floor"], help=argparse.SUPPRESS)
    asked.add_argument("--prepared", type=Path, help=argparse.SUPPRESS)
    ask = asked.parse_args()
    if ask.do:
        give_memory_back()
        cv2.setNumThreads(1)  # as where shots are drawn; the floor needs none
        spent = {"ours": ours, "floor": floor}[ask.do](plan_of(ask.height, ask.preset, ask.crf), ask.prepared)
        print(json.dumps(asdict(spent)))
        return
    with tempfile.TemporaryDirectory() as folder:
        compare(ask, Path(folder))


if __name__ == "__main__":
    main()
