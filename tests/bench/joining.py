"""How long joining a cut takes, and how much memory: packets of segments and of sound into a film, and the film into a live stream.

python -m tests.bench.joining [--minutes 10 120]
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import av
import numpy as np

from activities.engines import Input
from activities.film.coding.encode import encode
from activities.film.coding.encoders import software
from activities.film.delivery.hls import write_stream
from activities.film.delivery.mux import Parts, mux
from activities.film.sound.track import TrackFiles
from activities.media.planes import new_frame, planes_of
from activities.media.segment import read_segment
from activities.media.sound.packets import SoundPacket, write_packets
from schemas.film import encoding_of
from schemas.media import SAMPLE_RATE_HZ, SOUND_PACKETS, ArtifactRef
from schemas.sound import PlacedSound, SoundTrack, TrackPart
from schemas.timeline import PlacedScene
from tests.bench.meter import held_most_mib

SHOT_S, FPS, SHOTS_OF_A_SCENE = 6, 24, 5
WIDTH_PX, HEIGHT_PX = 1280, 720
PACKET_BYTES = 850
"""Of AAC at 320 kb/s."""


def prepare(shots: int, folder: Path) -> None:
    """Write what films of so many shots are joined of; it is one shot, again and again."""
    segment, frames = folder / "segment", SHOT_S * FPS
    encode(_pictures(frames), frames, encoding_of("h264", (WIDTH_PX, HEIGHT_PX), FPS), software("h264"), segment, lambda _share: None)
    for number in range(shots):
        shutil.copyfile(segment, folder / f"segment-{number}")
    data = np.random.Generator(np.random.PCG64(1)).bytes(PACKET_BYTES)
    write_packets(folder / "packets", (SoundPacket(data, 1024) for _ in range(-(-shots * SHOT_S * SAMPLE_RATE_HZ // 1024) + 1)))


def measure(minutes: int, folder: Path) -> None:
    """Print one row; run in a process that did nothing else, because the most memory a process held never falls."""
    shots, frames = minutes * 60 // SHOT_S, SHOT_S * FPS
    parts = Parts(
        segments=[read_segment(folder / f"segment-{number}") for number in range(shots)],
        sound=_sound(shots * SHOT_S * SAMPLE_RATE_HZ, folder / "packets"),
        cues=[],
        scenes=[
            PlacedScene(scene=first, heading="", first_frame=first * frames, frames=SHOTS_OF_A_SCENE * frames)
            for first in range(0, shots, SHOTS_OF_A_SCENE)
        ],
        title="",
        authors=[],
        language="en",
    )
    film = folder / "film.mp4"
    before = held_most_mib()
    joined = _timed(lambda: mux(parts, film, lambda _share: None))
    streamed = _timed(lambda: write_stream(film, folder / "stream.mp4", folder / "stream.m3u8"))
    copied = _timed(lambda: shutil.copyfile(film, folder / "copy.mp4"))
    held = held_most_mib()
    megabytes = film.stat().st_size / 1e6
    print(
        f"{minutes:7} {shots:6} {megabytes:7.0f} | {joined[0]:6.2f} {joined[1]:6.2f} | {streamed[0]:6.2f} {streamed[1]:6.2f} | "
        f"{copied[0]:6.2f} | {held:5.0f} {held - before:6.0f}"
    )


def _pictures(frames: int) -> Iterator[av.VideoFrame]:
    rows, columns = np.mgrid[0:HEIGHT_PX, 0:WIDTH_PX]
    for number in range(frames):
        frame = new_frame(WIDTH_PX, HEIGHT_PX)
        luma, blue, red = planes_of(frame)
        luma[:] = 120 + 50 * np.sin((columns + number) / 40) * np.cos((rows - number) / 30)
        blue[:], red[:] = 120, 140
        yield frame


def _sound(samples: int, packets: Path) -> TrackFiles:
    ref = ArtifactRef(key="packets", media_type=SOUND_PACKETS, size_bytes=packets.stat().st_size, sha256="")
    part = TrackPart(scene=1, first_sample=0, samples=samples, stems=PlacedSound(sound=ref, first_sample=0), mix=ref, packets=ref)
    track = SoundTrack(samples=samples, gain_db=0, loudness_lufs=-16, true_peak_dbtp=-1, parts=[part])
    return TrackFiles(track, {ref.key: Input(packets)})


def _timed(work: Callable[[], object]) -> tuple[float, float]:
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - wall, time.process_time() - cpu


def main() -> None:
    """Measure films of some lengths, one after the other."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=int, nargs="+", default=[10, 120])
    parser.add_argument("--prepared", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.prepared:
        measure(given.minutes[0], given.prepared)
        return
    print("minutes  shots      MB | joined: s, CPU | stream: s, CPU | copy s | held MiB, by joining", flush=True)
    for minutes in given.minutes:
        with tempfile.TemporaryDirectory() as folder:
            prepare(minutes * 60 // SHOT_S, Path(folder))
            command = [sys.executable, "-m", "tests.bench.joining", "--prepared", folder, "--minutes", str(minutes)]
            subprocess.run(command, check=True)


if __name__ == "__main__":
    main()
