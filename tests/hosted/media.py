"""What the server of providers sells: small pictures, videos and sounds that can be told apart by measuring them."""

from io import BytesIO
from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from activities.media.video_writer import write_video

RATE_HZ = 24_000


def picture(width_px: int, height_px: int, form: str = "PNG") -> bytes:
    """Red on the left, green on the right, brighter towards the bottom."""
    across = np.linspace(0, 1, width_px)[None, :].repeat(height_px, 0)
    down = np.linspace(60, 200, height_px)[:, None].repeat(width_px, 1)
    pixels = np.stack([np.where(across < 0.5, down, 20), np.where(across >= 0.5, down, 20), np.full_like(down, 40)], axis=2)
    packed = BytesIO()
    Image.fromarray(pixels.astype(np.uint8)).save(packed, form)
    return packed.getvalue()


def video(path: Path, duration_s: int, fps: int, width_px: int, height_px: int) -> bytes:
    """Grey that grows brighter from frame to frame, from 40 to 200, with a white bar, an eighth as wide, that runs through the middle."""
    count = duration_s * fps
    wide = width_px // 8

    def picture_of(number: int) -> NDArray[np.uint8]:
        pixels = np.full((height_px, width_px, 3), round(40 + 160 * number / (count - 1)), np.uint8)
        left = width_px // 4 + 2 * number % (width_px // 4)
        pixels[:, left : left + wide] = 255
        return pixels

    write_video(path, (picture_of(number) for number in range(count)), fps, width_px, height_px)
    return path.read_bytes()


def speech(duration_s: float = 1.0) -> bytes:
    """A tone between two silences of 0.3 s: raw 16-bit samples at 24 kHz."""
    quiet = np.zeros(round(0.3 * RATE_HZ))
    tone = 0.9 * np.sin(2 * np.pi * 220 * np.arange(round(duration_s * RATE_HZ)) / RATE_HZ)
    return (np.concatenate([quiet, tone, quiet]) * 32767).astype("<i2").tobytes()


def music(path: Path, duration_s: float) -> bytes:
    """Two rising tones as stereo MP3: no moment sounds like another, so that a delay can be measured."""
    times = np.arange(round(duration_s * 44_100)) / 44_100
    sound = np.stack([0.3 * np.sin(2 * np.pi * (hz + 40 * times) * times) for hz in (220.0, 277.2)]).astype(np.float32)
    with av.open(str(path), "w", format="mp3") as container:
        stream = container.add_stream("libmp3lame", rate=44_100, layout="stereo")
        for begin in range(0, sound.shape[1], 1152):
            frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(sound[:, begin : begin + 1152]), format="fltp", layout="stereo")
            frame.sample_rate, frame.pts = 44_100, begin
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return path.read_bytes()


def with_mouth(content: bytes, folder: Path) -> bytes:
    """A video encoded again, coarsely, with a white square below its middle."""
    source, target = folder / "mouthless.mp4", folder / "mouthed.mp4"
    source.write_bytes(content)
    with av.open(str(source)) as container, av.open(str(target), "w", format="mp4") as made:
        rate = container.streams.video[0].average_rate
        assert rate is not None
        stream = made.add_stream("libx264", rate=rate, options={"crf": "23", "preset": "veryfast"})
        stream.width, stream.height, stream.pix_fmt = container.streams.video[0].width, container.streams.video[0].height, "yuv420p"
        for number, frame in enumerate(container.decode(video=0)):
            picture = frame.to_ndarray(format="yuv420p")
            top, left = stream.height * 5 // 8, stream.width * 7 // 16
            picture[top : top + stream.height // 8, left : left + stream.width // 8] = 235
            changed = av.VideoFrame.from_ndarray(picture, format="yuv420p")
            changed.pts = number
            made.mux(stream.encode(changed))
        made.mux(stream.encode(None))
    return target.read_bytes()
