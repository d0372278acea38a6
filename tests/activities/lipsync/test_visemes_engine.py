"""The visemes engine: a performance and speeches in, the performance with moving mouths out."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile
from numpy.typing import NDArray

from activities.engines import EngineOptions, Input, Job, Made, engine_class
from activities.lipsync.engines.visemes import Visemes
from activities.media.drawn.performance import FigureMotion, Performance, read_performance, write_performance
from activities.media.drawn.picture import Viseme
from activities.media.frames import open_clip
from activities.media.planes import planes_of
from schemas.engines import EngineChoice
from schemas.failures import Broken, Refused
from schemas.lipsync import SpokenLine, SyncLips
from schemas.media import FLAC, MP4, PERFORMANCE, PICTURE, PNG, ArtifactRef
from schemas.order import About
from schemas.stages import Stage
from tests.activities.media.drawn.small_pictures import write_two_people

FRAMES = 72
MAMA = [[0, 4000, "m"], [4000, 9000, "ˈɑː"], [13_000, 4000, "m"], [17_000, 9000, "ə"]]


@pytest.fixture(scope="module")
def people(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("picture") / "people.ora"
    write_two_people(path, 320, 180)
    return path


def ref(name: str, media_type: str) -> ArtifactRef:
    return ArtifactRef(key=name, media_type=media_type, size_bytes=1, sha256=name)


def speech(number: int, character: str, first_sample: int) -> SpokenLine:
    return SpokenLine(character=character, speech=ref(f"speech {number}", FLAC), first_sample=first_sample)


def write_sound(path: Path, sound: NDArray[np.float64]) -> Path:
    soundfile.write(path, sound.astype(np.float32), 48_000, format="FLAC")
    return path


class Bench:
    """A clip over the small picture, and the engine's job on it."""

    def __init__(self, folder: Path, people: Path) -> None:
        self.folder = folder
        self.people = people
        self.clip = folder / "clip.json"
        motions = [FigureMotion(figure=0, character="ANNA", blinks=[60]), FigureMotion(figure=1, character="BEN")]
        self.performance = Performance(frames=FRAMES, fps=24, width_px=320, height_px=180, seed=1, figures=motions)
        write_performance(self.clip, self.performance)

    def make(
        self,
        speeches: list[SpokenLine],
        facts: list[dict[str, Any]],
        sounds: list[Path] | None = None,
        media_types: tuple[str, str] = (PERFORMANCE, PICTURE),
    ) -> Made:
        order = SyncLips(
            engine=EngineChoice(stage=Stage.LIPSYNC, name="visemes", version=Visemes.version),
            about=About(film="f", owner="o", cut=1, target="shot 1", label="lips"),
            clip=ref("clip", media_types[0]),
            image=ref("image", media_types[1]),
            speeches=speeches,
        )
        inputs = {"clip": Input(self.clip), "image": Input(self.people)}
        for number, (line, known) in enumerate(zip(speeches, facts, strict=True)):
            inputs[line.speech.key] = Input(sounds[number] if sounds else self.folder / "unused.flac", known)
        folder = self.folder / "made"
        folder.mkdir(exist_ok=True)
        return Visemes(EngineOptions()).make(Job(order=order, inputs=inputs, folder=folder))


@pytest.fixture
def bench(tmp_path: Path, people: Path) -> Bench:
    return Bench(tmp_path, people)


def mouth(made: Made, character: str) -> list[tuple[int, Viseme]]:
    return next(motion.mouth for motion in read_performance(made.path).figures if motion.character == character)


def test_it_is_found_by_its_name() -> None:
    assert engine_class(Stage.LIPSYNC, "visemes") is Visemes


def test_the_speaker_speaks_and_nobody_else(bench: Bench) -> None:
    made = bench.make([speech(1, "ANNA", 24_000)], [{"phonemes": MAMA}])

    assert [viseme for _, viseme in mouth(made, "ANNA")] == ["MBP", "A", "MBP", "E", "rest"]
    assert mouth(made, "BEN") == []


def test_all_but_the_mouth_stays_as_it_was(bench: Bench) -> None:
    made = read_performance(bench.make([speech(1, "BEN", 0)], [{"phonemes": MAMA}]).path)
    silent = [motion.model_copy(update={"mouth": []}) for motion in made.figures]

    assert made.model_copy(update={"figures": silent}) == bench.performance


def test_the_clip_keeps_its_kind_length_rate_and_size(bench: Bench) -> None:
    made = bench.make([speech(1, "ANNA", 0)], [{"phonemes": MAMA}])

    assert (made.media_type, made.frames, made.fps, made.width_px, made.height_px) == (PERFORMANCE, FRAMES, 24, 320, 180)


def test_two_lines_of_two_people_move_two_mouths(bench: Bench) -> None:
    made = bench.make([speech(1, "ANNA", 0), speech(2, "BEN", 72_000)], [{"phonemes": MAMA}, {"phonemes": MAMA}])

    assert max(frame for frame, _ in mouth(made, "ANNA")) < min(frame for frame, _ in mouth(made, "BEN"))


def test_the_same_order_gives_the_same_bytes(bench: Bench) -> None:
    one = bench.make([speech(1, "ANNA", 0)], [{"phonemes": MAMA}]).path.read_bytes()
    two = bench.make([speech(1, "ANNA", 0)], [{"phonemes": MAMA}]).path.read_bytes()

    assert one == two


def test_closed_lips_are_seen_when_m_sounds(bench: Bench, people: Path) -> None:
    """Measured in the drawn frames: the mouth at "m" is not the mouth at "a", and both moments of "m" look alike."""
    made = bench.make([speech(1, "ANNA", 24_000)], [{"phonemes": MAMA}])
    frames = [planes_of(frame)[0].copy() for frame in open_clip(made.path, PERFORMANCE, people, 320, 180, 24).read(0, FRAMES)]
    keys = mouth(made, "ANNA")
    neck_y, neck_x = round(0.95 * 225 - 0.85 * 0.65 * 225 - 22.5), round(0.35 * 400 - 40)
    head = (slice(neck_y - 22, neck_y), slice(neck_x - 8, neck_x + 8))
    first_m, a, second_m = (frames[keys[place][0]][head].astype(int) for place in range(3))

    assert np.abs(first_m - a).max() > 20
    assert np.abs(first_m - second_m).max() <= 3


def test_without_phonemes_the_mouth_follows_loudness(bench: Bench, tmp_path: Path) -> None:
    t = np.arange(96_000) / 48_000
    loud = np.where((t > 0.5) & (t < 1.2), 0.5, 0.0)
    sound = write_sound(tmp_path / "hum.flac", loud * (np.sin(2 * np.pi * 220 * t) + 0.5 * np.sin(2 * np.pi * 660 * t)))
    made = bench.make([speech(1, "ANNA", 0)], [{}], [sound])
    keys = mouth(made, "ANNA")

    assert made.facts["heard"] == ["ANNA"]
    assert keys[0][0] in range(10, 14)
    assert keys[0][1] in ("O", "U", "A")
    assert keys[-1] in [(frame, "rest") for frame in range(26, 31)]


def test_hissing_shows_teeth(bench: Bench, tmp_path: Path) -> None:
    noise = np.random.Generator(np.random.PCG64(1)).normal(size=48_000)
    sound = write_sound(tmp_path / "s.flac", 0.1 * np.diff(noise, prepend=0.0))
    made = bench.make([speech(1, "ANNA", 0)], [{}], [sound])

    assert {viseme for _, viseme in mouth(made, "ANNA")} == {"T", "rest"}


def test_a_silent_speech_moves_nothing(bench: Bench, tmp_path: Path) -> None:
    made = bench.make([speech(1, "ANNA", 0)], [{}], [write_sound(tmp_path / "no.flac", np.zeros(24_000))])

    assert mouth(made, "ANNA") == []


def test_a_breath_without_phonemes_said_so_keeps_the_mouth_closed(bench: Bench) -> None:
    made = bench.make([speech(1, "ANNA", 0)], [{"phonemes": []}])

    assert mouth(made, "ANNA") == []
    assert "heard" not in made.facts


def test_a_speaker_who_is_not_in_the_picture_is_noted(bench: Bench) -> None:
    made = bench.make([speech(1, "CARL", 0)], [{"phonemes": MAMA}])

    assert made.facts["notes"] == ["CARL speaks but is not in the picture"]


def test_a_video_is_refused_with_what_to_use(bench: Bench) -> None:
    with pytest.raises(Refused, match=r"the clip is video/mp4; .*lipsync engine for video"):
        bench.make([speech(1, "ANNA", 0)], [{"phonemes": MAMA}], media_types=(MP4, PICTURE))


def test_a_flat_image_is_refused_with_what_to_use(bench: Bench) -> None:
    with pytest.raises(Refused, match=r"flat image/png .*images engine 'drawn'"):
        bench.make([speech(1, "ANNA", 0)], [{"phonemes": MAMA}], media_types=(PERFORMANCE, PNG))


@pytest.mark.parametrize("phonemes", ["a", [[0, 1]], [["a", 0, 1]], {"a": 1}])
def test_phonemes_that_are_none_are_broken(bench: Bench, phonemes: object) -> None:
    with pytest.raises(Broken, match="no list of"):
        bench.make([speech(1, "ANNA", 0)], [{"phonemes": phonemes}])
