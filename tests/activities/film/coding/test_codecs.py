"""Whole small films in every codec, measured, and read by another decoder."""

import json
import shutil
import subprocess
import sys
from fractions import Fraction
from pathlib import Path
from typing import Any, TypeAlias, get_args

import av
import numpy as np
import pytest
from numpy.typing import NDArray

from activities.engines import Made
from activities.film.assemble import assemble_film
from activities.film.delivery.hls import FRAGMENT_S
from activities.film.delivery.manifest import embedded
from activities.film.delivery.sources import ALGORITHMIC
from activities.media.boxes import boxes
from activities.media.segment import Segment
from schemas.film import encoding_of
from schemas.media import MOV, MP4
from schemas.options import Codec
from tests.activities.film.small_film import SmallFilm, Take

SCENES = (
    (Take(20, fade_in=4, title="title"), Take(60, "dissolve", 8, lines=[("Who is there?", 24_000, 24_000)]), Take(9, "wipe_left", 4)),
    (Take(1), Take(2), Take(70, lines=[("Nobody, it is only the wind.", 2_000, 40_000)]), Take(20, "iris", 6, fade_out=6)),
)
FRAMES = 20 + 52 + 5 + 1 + 2 + 70 + 14
CODECS: tuple[Codec, ...] = get_args(Codec)
STREAMED: tuple[Codec, ...] = ("h264", "h265", "av1")
Film = tuple[SmallFilm, dict[str, Made]]
Pixels: TypeAlias = NDArray[Any]


@pytest.fixture(scope="module")
def films(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Film]:
    made: dict[str, Film] = {}
    for codec in CODECS:
        small = SmallFilm(tmp_path_factory.mktemp(codec), encoding_of(codec, (128, 72), 24))
        made[codec] = small, assemble_film(small.job(small.order(SCENES, hls=codec in STREAMED)))
    return made


def shown(path: Path) -> list[Pixels]:
    with av.open(str(path)) as file:
        return [frame.to_ndarray() for frame in file.decode(file.streams.video[0])]


def heard(path: Path) -> dict[int, Pixels]:
    """Decoded sound by its time in samples, from 0 on."""
    with av.open(str(path)) as file:
        frames = (
            (round((frame.pts or 0) * (frame.time_base or Fraction(0)) * 48_000), frame.to_ndarray()) for frame in file.decode(audio=0)
        )
        return {time: sound for time, sound in frames if time >= 0}


def in_order(small: SmallFilm) -> list[Segment]:
    joins = dict(zip((1, 2, 6), small.joins, strict=True))
    return [part for index, body in enumerate(small.bodies) for part in ([joins[index]] if index in joins else []) + [body]]


@pytest.mark.parametrize("codec", CODECS)
def test_frames_of_the_film_are_those_of_its_segments_to_the_bit(films: dict[str, Film], codec: Codec) -> None:
    small, made = films[codec]

    found = shown(made["film"].path)
    wanted = [frame.to_ndarray() for segment in in_order(small) for frame in segment.decoded()]
    assert len(found) == FRAMES
    assert all(np.array_equal(one, other) for one, other in zip(found, wanted, strict=True))


@pytest.mark.parametrize("codec", CODECS)
def test_times_rise_by_exactly_one_frame(films: dict[str, Film], codec: Codec) -> None:
    with av.open(str(films[codec][1]["film"].path)) as file:
        stream = file.streams.video[0]
        ticks = Fraction(1, 24) / (stream.time_base or Fraction(1))
        packets = [(packet.pts or 0, packet.dts or 0) for packet in file.demux(stream) if packet.size]

    assert sorted(pts for pts, _ in packets) == [index * ticks for index in range(FRAMES)]
    assert set(np.diff([dts for _, dts in packets])) == {int(ticks)}
    assert all(pts >= dts for pts, dts in packets)


@pytest.mark.parametrize("codec", CODECS)
def test_sound_is_as_long_as_the_pictures_and_lies_where_the_mix_has_it(films: dict[str, Film], codec: Codec) -> None:
    small, made = films[codec]
    with av.open(str(made["film"].path)) as file:
        stream = file.streams.audio[0]
        length = (stream.duration or 0) * Fraction(stream.time_base or 0)
        floats = av.AudioResampler(format="fltp", layout="stereo", rate=48_000)
        heard = np.concatenate([part.to_ndarray() for frame in file.decode(stream) for part in floats.resample(frame)], axis=1)[0]
    with av.open(str(small.folder / "mix.flac")) as file:
        mixed = np.concatenate([frame.to_ndarray().reshape(-1, 2).T[0] for frame in file.decode(file.streams.audio[0])]) / 2.0**31
    window = mixed[50_000:60_000]
    at = [float(np.dot(window, heard[50_000 + shift : 60_000 + shift])) for shift in range(-3, 4)]

    assert length == Fraction(FRAMES, 24)
    assert int(np.argmax(at)) == 3


@pytest.mark.parametrize(
    ("codec", "pictures", "sound", "kind"),
    [
        ("h264", "avc1", "mp4a", MP4),
        ("h265", "hvc1", "mp4a", MP4),
        ("av1", "av01", "Opus", MP4),
        ("prores", "apch", "in24", MOV),
    ],
)
def test_tracks_are_named_as_players_want_them(films: dict[str, Film], codec: Codec, pictures: str, sound: str, kind: str) -> None:
    film = films[codec][1]["film"]
    with av.open(str(film.path)) as file:
        tracks = [stream.codec_context.codec_tag for stream in (file.streams.video[0], file.streams.audio[0])]
        colours = file.streams.video[0].codec_context

        assert (tracks, film.media_type) == ([pictures, sound], kind)
        assert (colours.colorspace, colours.color_primaries, colours.color_trc, colours.color_range) == (1, 1, 1, 1)
        assert len(file.streams.subtitles) == 1


@pytest.mark.parametrize("codec", CODECS)
def test_chapters_are_told_and_are_no_track(films: dict[str, Film], codec: Codec) -> None:
    with av.open(str(films[codec][1]["film"].path)) as file:
        kinds = [stream.type for stream in file.streams]
        begins = [round(chapter["start"] * Fraction(chapter["time_base"] or 0) * 24) for chapter in file.chapters()]

    assert kinds == ["video", "audio", "subtitle"]
    assert begins == [0, 20 + 52 + 5]


@pytest.mark.parametrize("codec", CODECS)
def test_a_film_can_be_played_before_it_is_loaded(films: dict[str, Film], codec: Codec) -> None:
    path = films[codec][1]["film"].path
    with path.open("rb") as file:
        kinds = [box.kind for box in boxes(file, 0, path.stat().st_size)]

    assert kinds.index("moov") < kinds.index("mdat")


@pytest.mark.parametrize("codec", CODECS)
@pytest.mark.parametrize("subtitles", ["none", "burned"])
def test_no_text_track_when_none_is_wanted(films: dict[str, Film], codec: Codec, subtitles: str) -> None:
    small = films[codec][0]

    made = assemble_film(small.job(small.order([[Take(12)]], subtitles=subtitles), subtitles))

    with av.open(str(made["film"].path)) as file:
        assert not file.streams.subtitles


@pytest.mark.parametrize("codec", CODECS)
def test_the_same_parts_give_the_same_bytes(films: dict[str, Film], codec: Codec, tmp_path: Path) -> None:
    small = SmallFilm(tmp_path, encoding_of(codec, (128, 72), 24))

    again = assemble_film(small.job(small.order(SCENES, hls=codec in STREAMED)))

    assert {name: again[name].path.read_bytes() == made.path.read_bytes() for name, made in films[codec][1].items()} == dict.fromkeys(
        films[codec][1], True
    )


@pytest.mark.parametrize("codec", CODECS)
def test_the_manifest_in_the_film_is_the_one_beside_it(films: dict[str, Film], codec: Codec) -> None:
    made = films[codec][1]

    text = made["manifest"].path.read_text()
    assert embedded(made["film"].path) == text
    assert json.loads(text)["encoder"].startswith({"h264": "x264 ", "h265": "x265 ", "av1": "svtav1 ", "prores": "prores "}[codec])


def test_the_manifest_is_found_as_the_documentation_says(films: dict[str, Film]) -> None:
    text = (Path(__file__).parents[4] / "docs" / "provenance.md").read_text(encoding="utf-8")
    program = text.partition("```python\n")[2].partition("```")[0]

    found = subprocess.run([sys.executable, "-c", program, films["h264"][1]["film"].path], check=True, capture_output=True, text=True)
    assert found.stdout.strip() == ALGORITHMIC


@pytest.mark.parametrize("codec", STREAMED)
def test_the_stream_shows_the_film_to_the_bit(films: dict[str, Film], codec: Codec) -> None:
    made = films[codec][1]

    assert all(np.array_equal(one, other) for one, other in zip(shown(made["stream"].path), shown(made["film"].path), strict=True))


@pytest.mark.parametrize("codec", STREAMED)
def test_the_stream_sounds_as_the_film_at_every_time(films: dict[str, Film], codec: Codec) -> None:
    film, stream = (heard(films[codec][1][name].path) for name in ("film", "stream"))

    assert max(film) > 48_000 * 6
    assert {time: np.array_equal(sound, stream[time]) for time, sound in film.items()} == dict.fromkeys(film, True)


@pytest.mark.parametrize("codec", STREAMED)
def test_the_playlist_leads_through_the_whole_stream(films: dict[str, Film], codec: Codec) -> None:
    """By its byte ranges alone, as a player reads it."""
    made = films[codec][1]
    data = made["stream"].path.read_bytes()
    lines = made["playlist"].path.read_text().splitlines()

    head = next(line for line in lines if line.startswith("#EXT-X-MAP")).split('BYTERANGE="')[1].rstrip('"')
    spans = [head, *(line.partition(":")[2] for line in lines if line.startswith("#EXT-X-BYTERANGE"))]
    pieces = [data[int(first) : int(first) + int(size)] for size, first in (span.split("@") for span in spans)]
    seconds = [float(line[8:-1]) for line in lines if line.startswith("#EXTINF")]
    assert b"".join(pieces) == data
    assert all(piece[4:8] == b"moof" for piece in pieces[1:])
    assert sum(seconds) == pytest.approx(FRAMES / 24, abs=1e-5)
    assert len(seconds) > 1
    assert min(seconds[:-1]) >= FRAGMENT_S
    assert max(seconds) <= int(next(line for line in lines if "TARGETDURATION" in line).partition(":")[2])


@pytest.mark.skipif(shutil.which("ffmpeg") is None, reason="ffmpeg's command is not installed; put it on the PATH to run this")
@pytest.mark.parametrize("codec", CODECS)
def test_another_decoder_finds_no_fault(films: dict[str, Film], codec: Codec) -> None:
    made = films[codec][1]
    for path in [made["film"].path] + ([made["playlist"].path] if codec in STREAMED else []):
        command = ["ffmpeg", "-v", "warning", "-xerror", "-err_detect", "explode", "-i", str(path), "-f", "null", "-"]
        found = subprocess.run(command, check=False, capture_output=True, text=True)

        assert (found.returncode, found.stderr) == (0, "")


@pytest.mark.skipif(shutil.which("ffprobe") is None, reason="ffprobe is not installed; put it on the PATH to run this")
@pytest.mark.parametrize("codec", CODECS)
def test_ffprobe_has_nothing_to_warn_of(films: dict[str, Film], codec: Codec) -> None:
    """Debian's takes 0.1 s a file; it tells the chapters as we wrote them."""
    command = ["ffprobe", "-v", "warning", "-show_chapters", "-of", "json", str(films[codec][1]["film"].path)]
    found = subprocess.run(command, check=False, capture_output=True, text=True)

    assert (found.returncode, found.stderr) == (0, "")
    assert [chapter["tags"]["title"] for chapter in json.loads(found.stdout)["chapters"]] == [
        "INT. LIGHTHOUSE, ROOM 1 - NIGHT",
        "INT. LIGHTHOUSE, ROOM 2 - NIGHT",
    ]
