"""The same film of stills by others: ffmpeg's `zoompan` with `xfade`, and MoviePy; each as its users would write it.

They are whole programs, so they are measured as processes, starting and importing included. Voice and music come as files; ffmpeg ducks
with `sidechaincompress`, MoviePy has nothing for it and mixes only.
"""

import importlib.util
import json
import os
import shutil
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import av
import numpy as np

from activities.media.sound.waveform import write_sound
from tests.bench.jitter import DOT, DOT_HEIGHT_PX, DOT_WIDTH_PX, shake_px, write_dot
from tests.bench.stills_film import ZOOM, Plan

_SOUND_HZ = 48_000


@dataclass(frozen=True)
class Peer:
    """Another program."""

    name: str
    film: str
    """The name of the file it writes."""
    absent: Callable[[], str]
    """Why it can't be measured here; "" when it can."""
    command: Callable[[Plan, Path, Sequence[str], str], list[str]]
    """Of a plan, a folder, the names of the stills in it, and the name of the film; no dissolves and no sound for a single still."""

    def run(self, plan: Plan, folder: Path) -> tuple[float, float, float]:
        """Make the film: seconds on the wall, CPU seconds, MiB held at most."""
        _write_sounds(plan, folder)
        command = self.command(plan, folder, [f"still-{number % plan.pictures:02}.jpg" for number in range(plan.shots)], self.film)
        begun_s = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL)
        _, status, own = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        wall_s = time.perf_counter() - begun_s
        if process.returncode:
            msg = f"{self.name} ended with {process.returncode}"
            raise RuntimeError(msg)
        return wall_s, own.ru_utime + own.ru_stime, own.ru_maxrss / 1024

    def shake_px(self, plan: Plan, folder: Path) -> float | None:
        """How much its zoom shakes."""
        write_dot(folder / "dot.png")
        film = f"shake-{self.film}"
        subprocess.run(self.command(plan, folder, ["dot.png"], film), cwd=folder, check=True, stdout=subprocess.DEVNULL)
        with av.open(str(folder / film)) as file:
            return shake_px(file.decode(file.streams.video[0]), _ideal(plan))


def _ideal(plan: Plan) -> "np.ndarray[tuple[int, ...], np.dtype[np.float64]]":
    """Where the dot is in a zoom that grows evenly about the middle."""
    width, height = plan.encoding.width_px, plan.encoding.height_px
    zoom = 1 + (ZOOM - 1) * np.arange(plan.shot_frames) / (plan.shot_frames - 1)
    at = np.array([(DOT[0] / DOT_WIDTH_PX - 0.5) * width, (DOT[1] / DOT_HEIGHT_PX - 0.5) * height])
    return np.asarray(zoom[:, None] * at + np.array([width / 2, height / 2]))


def _write_sounds(plan: Plan, folder: Path) -> None:
    samples = round(plan.seconds * _SOUND_HZ)
    seconds = np.arange(samples) / _SOUND_HZ
    noise = np.random.Generator(np.random.PCG64(1)).standard_normal(samples)
    speaks = (seconds % (plan.shot_frames / plan.encoding.fps)) < 2
    write_sound(folder / "voice.flac", np.asarray((0.1 * noise * speaks)[None], np.float32), channels=1)
    chord = sum(np.sin(2 * np.pi * pitch * seconds) for pitch in (220.0, 277.2, 329.6))
    write_sound(folder / "music.flac", np.asarray(np.stack([chord, chord]) * 0.05, np.float32), channels=2)


def _ffmpeg(plan: Plan, folder: Path, stills: Sequence[str], film: str) -> list[str]:
    _ = folder
    encoding, frames, dissolve = plan.encoding, plan.shot_frames, plan.dissolve_frames
    zoom = f"1+{ZOOM - 1}*on/{frames - 1}"
    shots = [
        f"[{number}:v]zoompan=z='{zoom}':x='iw/2-iw/zoom/2':y='ih/2-ih/zoom/2':d={frames}:s={encoding.width_px}x{encoding.height_px}"
        f":fps={encoding.fps},format=yuv420p[s{number}]"
        for number in range(len(stills))
    ]
    joins, before = [], "s0"
    for number in range(1, len(stills)):
        offset_s = number * (frames - dissolve) / encoding.fps
        joins.append(f"[{before}][s{number}]xfade=transition=fade:duration={dissolve / encoding.fps}:offset={offset_s}[x{number}]")
        before = f"x{number}"
    coded = ["-map", f"[{before}]", "-c:v", "libx264", "-preset", encoding.preset, "-crf", str(encoding.crf), "-pix_fmt", "yuv420p"]
    pictures = [argument for still in stills for argument in ("-i", still)]
    begin = ["ffmpeg", "-v", "error", "-nostdin", "-y", *pictures]
    if len(stills) == 1:
        return [*begin, "-filter_complex", shots[0], *coded, film]
    count = len(stills)
    sound = f"[{count}:a]asplit[v1][v2];[{count + 1}:a][v1]sidechaincompress=threshold=0.02:ratio=8[m];[m][v2]amix=duration=longest[a]"
    graph = ";".join([*shots, *joins, sound])
    heard = ["-i", "voice.flac", "-i", "music.flac", "-filter_complex", graph, *coded, "-map", "[a]", "-c:a", "aac", "-b:a", "192k"]
    return [*begin, *heard, "-movflags", "+faststart", film]


_MOVIEPY_PROGRAM = textwrap.dedent("""
    import json, sys
    from moviepy import AudioFileClip, CompositeAudioClip, CompositeVideoClip, ImageClip, vfx
    job = json.loads(sys.argv[1])
    size, seconds, dissolve, fps = job["size"], job["seconds"], job["dissolve"], job["fps"]
    clips = []
    for number, still in enumerate(job["stills"]):
        clip = ImageClip(still).resized(tuple(size)).with_duration(seconds)
        clip = clip.resized(lambda t: 1 + (job["zoom"] - 1) * t / seconds).with_position("center").with_start(number * (seconds - dissolve))
        clips.append(clip.with_effects([vfx.CrossFadeIn(dissolve)]) if number else clip)
    film = CompositeVideoClip(clips, size=tuple(size))
    if len(clips) > 1:
        film = film.with_audio(CompositeAudioClip([AudioFileClip("voice.flac"), AudioFileClip("music.flac").with_volume_scaled(0.5)]))
    coding = ["-crf", str(job["crf"]), "-pix_fmt", "yuv420p"]
    film.write_videofile(job["film"], fps=fps, codec="libx264", preset=job["preset"], ffmpeg_params=coding, audio_codec="aac", logger=None)
""")


def _moviepy(plan: Plan, folder: Path, stills: Sequence[str], film: str) -> list[str]:
    _ = folder
    encoding = plan.encoding
    job = {
        "stills": list(stills),
        "size": [encoding.width_px, encoding.height_px],
        "seconds": plan.shot_frames / encoding.fps,
        "dissolve": plan.dissolve_frames / encoding.fps,
        "fps": encoding.fps,
        "zoom": ZOOM,
        "crf": encoding.crf,
        "preset": encoding.preset,
        "film": film,
    }
    return [sys.executable, "-c", _MOVIEPY_PROGRAM, json.dumps(job)]


FFMPEG = Peer("ffmpeg zoompan", "ffmpeg.mp4", lambda: "" if shutil.which("ffmpeg") else "there is no ffmpeg on the path", _ffmpeg)
MOVIEPY = Peer(
    "MoviePy",
    "moviepy.mp4",
    lambda: "" if importlib.util.find_spec("moviepy") else "the package moviepy is not installed in this environment",
    _moviepy,
)
