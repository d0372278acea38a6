"""Mouths bought from a provider: they move where they were moved, and the rest of the picture stays what it was."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import soundfile
from numpy.typing import NDArray

from activities.engines import Input, Job, Made
from activities.media.planes import planes_of
from activities.media.sound.waveform import write_sound
from activities.media.video_file import VideoFile
from activities.media.video_writer import write_video
from schemas.failures import Refused, Unavailable
from schemas.lipsync import SpokenLine, SyncLips
from schemas.media import FLAC, MP4, PERFORMANCE, ArtifactRef
from schemas.stages import Stage
from tests.hosted.orders import Desk, choice, clip_order
from tests.hosted.server import Fault, Server

WIDTH, HEIGHT, FRAMES, FPS = 192, 128, 12, 24


def _ref(key: str, media_type: str) -> ArtifactRef:
    known = ArtifactRef(key=key * 64, media_type=media_type, size_bytes=1, sha256="0" * 64, frames=FRAMES, fps=FPS)
    return known.model_copy(update={"width_px": WIDTH, "height_px": HEIGHT})


def _order(media_type: str = MP4) -> SyncLips:
    line = SpokenLine(character="MARA", speech=_ref("c", FLAC), first_sample=4_800)
    clip = _ref("a", media_type)
    engine = choice(Stage.LIPSYNC, "replicate_lips")
    return SyncLips(engine=engine, about=clip_order("runway").about, clip=clip, image=_ref("b", MP4), speeches=[line])


def _job(order: SyncLips, folder: Path) -> Job[SyncLips]:
    """Over a clip of noise that moves, and a line of a quarter of a second."""
    random = np.random.Generator(np.random.PCG64(1))
    ground = random.integers(40, 200, (HEIGHT // 8, WIDTH // 8, 3), np.uint8).repeat(8, 0).repeat(8, 1)
    clip, speech, work = folder / "clip.mp4", folder / "speech.flac", folder / "work"
    write_video(clip, (np.roll(ground, 2 * number, 1) for number in range(FRAMES)), FPS, WIDTH, HEIGHT)
    write_sound(speech, np.full((1, 12_000), 0.5, np.float32), channels=1)
    work.mkdir(exist_ok=True)
    inputs = {order.clip.key: Input(clip), order.image.key: Input(clip), order.speeches[0].speech.key: Input(speech)}
    return Job(order=order, inputs=inputs, folder=work)


def _luma(path: Path) -> list[NDArray[np.uint8]]:
    return [planes_of(frame)[0].copy() for frame in VideoFile(path, WIDTH, HEIGHT, FPS).read(0, FRAMES)]


def _made(server: Server, folder: Path) -> tuple[Made, Path]:
    order = _order()
    job = _job(order, folder)
    return Desk(server, folder).engine(order).make(job), job.input(order.clip).path


def test_a_clip_keeps_its_size_rate_and_frames(server: Server, tmp_path: Path) -> None:
    made, _ = _made(server, tmp_path)

    assert (made.media_type, made.frames, made.fps, made.width_px, made.height_px) == (MP4, FRAMES, FPS, WIDTH, HEIGHT)
    assert len(_luma(made.path)) == FRAMES


def test_the_mouth_is_the_providers_and_the_rest_is_untouched(server: Server, tmp_path: Path) -> None:
    made, clip = _made(server, tmp_path)

    for before, after in zip(_luma(clip), _luma(made.path), strict=True):
        assert after[HEIGHT * 5 // 8 + 2 : HEIGHT * 6 // 8 - 2, WIDTH * 7 // 16 + 2 : WIDTH * 9 // 16 - 2].mean() > 220
        assert np.array_equal(before[: HEIGHT // 2], after[: HEIGHT // 2])
        assert np.array_equal(before[:, : WIDTH // 3], after[:, : WIDTH // 3])


def test_what_is_said_is_sent_where_it_is_said(server: Server, tmp_path: Path) -> None:
    _made(server, tmp_path)

    told = server.requests("replicate.submit")[0].json["input"]
    sent = tmp_path / "sent.wav"
    sent.write_bytes(server.files[told["audio"].rpartition("/")[2]][0])
    heard, rate_hz = soundfile.read(sent)
    assert (rate_hz, len(heard)) == (48_000, FRAMES * 2_000)
    assert np.flatnonzero(heard)[[0, -1]].tolist() == [4_800, 16_799]


def test_a_second_attempt_fetches_the_same_job_without_sending_again(server: Server, tmp_path: Path) -> None:
    order, desk = _order(), Desk(server, tmp_path)
    server.fail("replicate.file", Fault(500))
    job = replace(_job(order, tmp_path), purchase=desk.purchases)
    with pytest.raises(Unavailable, match="can't be downloaded now"):
        desk.engine(order).make(job)

    desk.engine(order).make(job)

    assert server.sold == {"replicate": 1}
    assert len(server.requests("replicate.upload")) == 2


def test_drawn_mouths_are_refused_with_what_moves_them(server: Server, tmp_path: Path) -> None:
    order = _order(PERFORMANCE)

    with pytest.raises(Refused, match="'visemes' or 'still'"):
        Desk(server, tmp_path).engine(order).make(_job(order, tmp_path))
