"""A whole small film, measured."""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterable
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
from av.stream import Stream
from PIL import Image

from activities.engines import Made
from activities.film.assemble import assemble_film
from activities.film.sound.track import TrackFiles, read_track
from activities.film.subtitles.languages import three_letters
from activities.media.planes import Plane, planes_of
from schemas.failures import Broken
from schemas.film import AssembleFilm, Encoding, Reel, Translation
from schemas.subtitles import TranslatedLines
from schemas.timeline import lay_out
from tests.activities.film.small_film import SmallFilm, Take

SCENES = (
    (
        Take(20, fade_in=4, title="title"),
        Take(30, "dissolve", 8, lines=[("Who is there?", 24_000, 24_000)]),
        Take(9, "wipe_left", 4),
    ),
    (Take(1), Take(2), Take(26, "cut", lines=[("Nobody, it is only the wind.", 2_000, 40_000)]), Take(20, "iris", 6, fade_out=6)),
)
Film = tuple[SmallFilm, AssembleFilm, dict[str, Made]]
FRAMES = 20 + 22 + 5 + 1 + 2 + 26 + 14


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Film:
    small = SmallFilm(tmp_path_factory.mktemp("film"))
    order = small.order(SCENES)
    return small, order, assemble_film(small.job(order))


def _packets(path: Path, kind: str) -> list[tuple[int, int]]:
    with av.open(str(path)) as file:
        return [(packet.pts, packet.dts) for packet in file.demux(getattr(file.streams, kind)[0]) if packet.size]


def _seconds(stream: Stream) -> Fraction:
    return (stream.duration or 0) * Fraction(stream.time_base or 0)


def _lumas(frames: Iterable[av.VideoFrame]) -> list[Plane]:
    return [planes_of(frame)[0].copy() for frame in frames]


@pytest.mark.parametrize("fps", [25, 30])
def test_every_frame_rate_is_exact(tmp_path: Path, fps: int) -> None:
    small = SmallFilm(tmp_path, Encoding(width_px=64, height_px=36, fps=fps))

    made = assemble_film(small.job(small.order([[Take(7), Take(9, "dissolve", 3)]])))

    with av.open(str(made["film"].path)) as file:
        assert [_seconds(stream) for stream in (file.streams.video[0], file.streams.audio[0])] == [Fraction(13, fps)] * 2
    assert set(np.diff([dts for _, dts in _packets(made["film"].path, "video")])) == {24_000 // fps}


def test_all_companions_are_made(film: Film) -> None:
    assert sorted(film[2]) == ["contact_sheet", "film", "manifest", "poster", "srt", "vtt"]


def test_film_has_exactly_the_frames_of_the_timeline(film: Film) -> None:
    with av.open(str(film[2]["film"].path)) as file:
        decoded = list(file.decode(file.streams.video[0]))

    assert len(decoded) == FRAMES == film[2]["film"].frames
    assert [frame.pts for frame in decoded] == [index * 1000 for index in range(FRAMES)]


def test_decoding_times_rise_by_exactly_one_frame(film: Film) -> None:
    times = [dts for _, dts in _packets(film[2]["film"].path, "video")]

    assert set(np.diff(times)) == {1000}


def test_no_packet_is_shown_before_it_is_decoded(film: Film) -> None:
    assert all(pts >= dts for pts, dts in _packets(film[2]["film"].path, "video"))


def test_frames_in_the_film_are_bit_identical_to_those_of_the_segments(film: Film) -> None:
    small, _, made = film
    joins = dict(zip((1, 2, 6), small.joins, strict=True))
    expected = []
    for index, body in enumerate(small.bodies):
        if index in joins:
            expected += _lumas(joins[index].decoded())
        expected += _lumas(body.decoded())
    with av.open(str(made["film"].path)) as file:
        found = _lumas(file.decode(file.streams.video[0]))

    assert [np.array_equal(one, other) for one, other in zip(found, expected, strict=True)] == [True] * FRAMES


def test_sound_is_as_long_as_the_pictures_to_the_sample(film: Film) -> None:
    with av.open(str(film[2]["film"].path)) as file:
        stream = file.streams.audio[0]

        assert _seconds(stream) == Fraction(FRAMES, 24)
        assert stream.start_time == 0


def test_sound_lies_where_the_mix_has_it(film: Film) -> None:
    small, order, made = film
    with av.open(str(made["film"].path)) as file:
        # the decoder drops the encoder's priming, so sample 0 of the file is sample 0 of the mix
        decoded = np.concatenate([frame.to_ndarray() for frame in file.decode(file.streams.audio[0])], axis=1)
    track = read_track(small.inputs[order.mix.key].path)
    mixed = np.concatenate(list(TrackFiles(track, small.inputs).mix()), axis=1)
    window = mixed[0, 50_000:60_000]
    at = [float(np.dot(window, decoded[0, 50_000 + shift : 60_000 + shift])) for shift in range(-3, 4)]

    assert int(np.argmax(at)) == 3


def test_film_is_tagged(film: Film) -> None:
    with av.open(str(film[2]["film"].path)) as file:
        video = file.streams.video[0].codec_context

        assert (video.colorspace, video.color_primaries, video.color_trc, video.color_range) == (1, 1, 1, 1)
        assert file.metadata["title"] == "The Lamp"
        assert file.metadata["artist"] == "A. Writer"
        assert {stream.metadata["language"] for stream in file.streams} == {"eng"}


def test_film_says_nothing_of_clock_and_library(film: Film) -> None:
    data = film[2]["film"].path.read_bytes()

    assert b"Lavf" not in data
    assert b"Lavc" not in data
    with av.open(str(film[2]["film"].path)) as file:
        assert "creation_time" not in file.metadata


def test_film_can_be_played_before_it_is_loaded(film: Film) -> None:
    data = film[2]["film"].path.read_bytes()

    assert data.index(b"moov") < data.index(b"mdat")


def test_scenes_are_chapters(film: Film) -> None:
    """To the frame: the list of chapters counts in tenths of microseconds, which a frame of 24 fps is no whole number of."""
    with av.open(str(film[2]["film"].path)) as file:
        chapters = [
            (
                chapter["metadata"]["title"],
                *(round(edge * Fraction(chapter["time_base"] or 0) * 24) for edge in (chapter["start"], chapter["end"])),
            )
            for chapter in file.chapters()
        ]

    assert chapters == [
        ("INT. LIGHTHOUSE, ROOM 1 - NIGHT", 0, 47),
        ("INT. LIGHTHOUSE, ROOM 2 - NIGHT", 47, FRAMES),
    ]


def test_subtitles_are_a_track_of_the_film(film: Film) -> None:
    with av.open(str(film[2]["film"].path)) as file:
        texts = [bytes(packet)[2:].decode() for packet in file.demux(file.streams.subtitles[0]) if packet.size > 2]

    assert texts == ["Who is there?", "Nobody, it is only the wind."]


def test_voice_over_is_in_italics_in_the_track(tmp_path: Path) -> None:
    small = SmallFilm(tmp_path)
    made = assemble_film(small.job(small.order([[Take(30, lines=[("It was the tenth day.", 4_000, 40_000)], placement="voice_over")]])))
    with av.open(str(made["film"].path)) as file:
        (sample,) = [bytes(packet) for packet in file.demux(file.streams.subtitles[0]) if packet.size > 2]

    assert sample[2:23].decode() == "It was the tenth day."
    # a style box: its size, one style, characters 0 to 21, font 1, italic
    assert sample[23:40] == bytes([0, 0, 0, 22]) + b"styl" + bytes([0, 1, 0, 0, 0, 21, 0, 1, 2])


def test_subtitle_files_lie_beside(film: Film) -> None:
    assert "Who is there?" in film[2]["srt"].path.read_text()
    assert film[2]["vtt"].path.read_text().startswith("WEBVTT\n")


@pytest.mark.parametrize("subtitles", ["none", "burned"])
def test_no_subtitle_files_when_not_wanted_beside(film: Film, subtitles: str) -> None:
    small, order, _ = film

    made = assemble_film(small.job(order.model_copy(update={"subtitles": subtitles}), subtitles))

    assert "srt" not in made
    with av.open(str(made["film"].path)) as file:
        assert not file.streams.subtitles


def test_same_order_gives_the_same_bytes(film: Film) -> None:
    small, order, made = film
    again = assemble_film(small.job(order, "again"))

    assert {name: again[name].path.read_bytes() == made[name].path.read_bytes() for name in made} == dict.fromkeys(made, True)


def test_another_process_gives_the_same_bytes(film: Film, tmp_path: Path) -> None:
    _, _, made = film
    program = (
        "import sys; from pathlib import Path\n"
        "from activities.film.assemble import assemble_film\n"
        "from tests.activities.film.small_film import SmallFilm\n"
        "from tests.activities.film.test_assemble import SCENES\n"
        "small = SmallFilm(Path(sys.argv[1])); made = assemble_film(small.job(small.order(SCENES)))\n"
    )
    subprocess.run([sys.executable, "-c", program, str(tmp_path)], check=True, capture_output=True, cwd=Path(__file__).parents[3])

    assert (tmp_path / "work" / "film.mp4").read_bytes() == made["film"].path.read_bytes()
    assert (tmp_path / "work" / "contact-sheet.jpg").read_bytes() == made["contact_sheet"].path.read_bytes()


def test_poster_is_a_frame_of_the_film_and_no_title(film: Film) -> None:
    _, _, made = film
    poster = np.asarray(Image.open(made["poster"].path))

    assert poster.shape == (72, 128, 3)
    assert poster.std() > 10
    assert (made["poster"].width_px, made["poster"].height_px) == (128, 72)


def test_progress_rises_to_one(film: Film) -> None:
    small, order, _ = film
    told: list[float] = []
    job = small.job(order, "told")

    assemble_film(type(job)(order=job.order, inputs=job.inputs, folder=job.folder, progress=told.append))

    assert told == sorted(told)
    assert told[-1] == 1.0


def test_manifest_accounts_for_every_frame_and_line(film: Film) -> None:
    small, order, made = film
    manifest = json.loads(made["manifest"].path.read_text())
    reels = [Reel.model_validate_json(small.inputs[ref.key].path.read_bytes()) for ref in order.reels]

    assert manifest["totals"]["frames"] == FRAMES
    assert manifest["totals"]["seconds"] == 3.75
    assert [shot["first_frame"] for shot in manifest["shots"]] == [placed.first_frame for placed in lay_out(reels).shots]
    second = manifest["shots"][1]
    assert second["artifacts"]["segment"] == reels[0].shots[1].segment.key
    assert second["transition_in"] == {"kind": "dissolve", "frames": 8, "segment": order.joins[0].segment.key}
    assert second["script_lines"] == [4, 5]
    assert second["engines"] == {"clips": "camera 2", "images": "drawn 1"}
    assert manifest["lines"][0]["start_s"] == 1.0
    assert manifest["lines"][0]["voice"] == reels[0].shots[1].lines[0].speech.key


def test_missing_transition_is_broken(film: Film) -> None:
    small, order, _ = film

    with pytest.raises(Broken, match=r"transition into shot 2 \(dissolve, 8 frames\) was not encoded"):
        assemble_film(small.job(order.model_copy(update={"joins": order.joins[1:]}), "missing"))


def test_transition_too_many_is_broken(film: Film) -> None:
    small, order, _ = film
    extra = order.joins[0].model_copy(update={"before_shot": 5})

    with pytest.raises(Broken, match="into shots 5"):
        assemble_film(small.job(order.model_copy(update={"joins": [*order.joins, extra]}), "extra"))


def test_segment_of_another_length_is_broken(film: Film) -> None:
    small, order, _ = film
    wrong = order.joins[0].model_copy(update={"segment": order.joins[2].segment})

    with pytest.raises(Broken, match="6 frames, its place in the film 8"):
        assemble_film(small.job(order.model_copy(update={"joins": [wrong, *order.joins[1:]]}), "length"))


def test_segment_of_another_encoding_is_broken(film: Film) -> None:
    small, order, _ = film
    other = Encoding(width_px=128, height_px=72, fps=24, crf=30)

    with pytest.raises(Broken, match="crf=19"):
        assemble_film(small.job(order.model_copy(update={"encoding": other}), "encoding"))


def test_mix_that_is_too_short_is_broken(film: Film, tmp_path: Path) -> None:
    small, order, _ = film
    short = SmallFilm(tmp_path, inputs=small.inputs).sound(10_000)

    with pytest.raises(Broken, match="the mix has 10000 samples"):
        assemble_film(small.job(order.model_copy(update={"mix": short}), "short"))


def test_film_without_shots_is_broken(film: Film) -> None:
    small, order, _ = film

    with pytest.raises(Broken, match="at least one shot"):
        assemble_film(small.job(order.model_copy(update={"reels": [], "joins": []}), "empty"))


@pytest.mark.parametrize(
    ("tag", "code"), [("en", "eng"), ("pt-BR", "por"), ("zh_Hant", "zho"), ("yue", "yue"), ("", "und"), ("x-klingon", "und")]
)
def test_language_codes(tag: str, code: str) -> None:
    assert three_letters(tag) == code


@pytest.mark.skipif(shutil.which("ffmpeg") is None, reason="ffmpeg's command is not installed; put it on the PATH to run this")
def test_another_decoder_finds_no_fault(film: Film) -> None:
    path = str(film[2]["film"].path)
    command = ["ffmpeg", "-v", "warning", "-xerror", "-err_detect", "explode", "-i", path, "-f", "null", "-"]
    found = subprocess.run(command, check=False, capture_output=True, text=True)

    assert (found.returncode, found.stderr) == (0, "")


def test_every_language_is_a_text_track_of_its_own(tmp_path: Path) -> None:
    small = SmallFilm(tmp_path)
    path = tmp_path / "lines.json"
    path.write_text(TranslatedLines(texts=["Wer ist da?"]).model_dump_json())
    german = Translation(language="de", scenes=[small.keep(path, "application/json")])
    order = small.order([[Take(60, lines=[("Who is there?", 24_000, 24_000)])]], translations=[german])

    made = assemble_film(small.job(order))

    with av.open(str(made["film"].path)) as file:
        assert [stream.metadata["language"] for stream in file.streams.subtitles] == ["eng", "deu"]
    assert "Wer ist da?" in made["de.srt"].path.read_text(encoding="utf-8")
