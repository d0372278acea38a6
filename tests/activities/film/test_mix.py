"""The mix of a whole cut, measured."""

import hashlib
import resource
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal

import numpy as np
import pytest

from activities.engines import Input, Job, Made
from activities.film.mix import BLOCK, mix_sound, stems
from activities.media.loudness import integrated_lufs, true_peak_dbtp
from activities.media.sound import Sound, decibels, random_numbers, read_sound, root_mean_square, write_sound
from activities.media.tone import coloured, cut
from schemas.engines import EngineChoice
from schemas.failures import Broken, Refused
from schemas.film import FrameRange, MixSound, Reel, ReelLine, ReelShot
from schemas.media import FLAC, JSON, ArtifactRef
from schemas.order import About
from schemas.stages import Stage
from schemas.timeline import lay_out

SECOND = 48_000
NOTHING = ArtifactRef(key="0" * 64, media_type="image/png", size_bytes=0, sha256="0")
Placement = Literal["on", "voice_over", "off_screen"]


class Cutting:
    """Sounds and reels in a folder, as a mix gets them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.inputs: dict[str, Input] = {}

    def sound(self, sound: Sound, **facts: Any) -> ArtifactRef:
        path = self.folder / f"{len(self.inputs)}.flac"
        write_sound(path, sound, channels=sound.shape[0])
        return self._put(path, FLAC, sound.shape[1], facts)

    def speech(self, seconds: float, level_db: float = -20, name: str = "speech") -> ArtifactRef:
        """Noise of the colour and the rhythm of speech."""
        samples = round(seconds * SECOND)
        noise = random_numbers(name, samples).standard_normal((1, samples)).astype(np.float32)
        syllables = 0.55 + 0.45 * np.sin(2 * np.pi * 4 * np.arange(samples) / SECOND)
        voice = coloured(noise, [cut("low", 150), cut("high", 1_500)]) * syllables
        return self.sound(np.asarray(voice * 10 ** ((level_db - integrated_lufs(voice.astype(np.float32))) / 20), dtype=np.float32))

    def music(self, seconds: float) -> ArtifactRef:
        places = np.arange(round(seconds * SECOND)) / SECOND
        left, right = (sum(np.sin(2 * np.pi * pitch * places + phase) for pitch in (220.0, 277.2, 329.6, 440.0)) for phase in (0, 1))
        sound = np.stack([left, right]).astype(np.float32)
        return self.sound(np.asarray(sound * 10 ** ((-20 - integrated_lufs(sound)) / 20), dtype=np.float32))

    def job(self, reels: Sequence[Reel], **fields: Any) -> Job[MixSound]:
        refs = []
        for reel in reels:
            path = self.folder / f"reel-{reel.scene}.json"
            path.write_text(reel.model_dump_json())
            refs.append(self._put(path, JSON, None, {}))
        order = MixSound(
            engine=EngineChoice(stage=Stage.FILM, name="mix", version="1"),
            about=About(film="film", owner="owner", cut=1, target="film", label="Mix"),
            reels=refs,
            heard=[reel.sound_key for reel in reels],
            **fields,
        )
        folder = self.folder / f"job-{len(list(self.folder.iterdir()))}"
        folder.mkdir()
        return Job(order=order, inputs=self.inputs, folder=folder)

    def _put(self, path: Path, media_type: str, samples: int | None, facts: dict[str, Any]) -> ArtifactRef:
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        key = hashlib.sha256(str(path).encode()).hexdigest()
        self.inputs[key] = Input(path=path, facts=facts)
        return ArtifactRef(key=key, media_type=media_type, size_bytes=path.stat().st_size, sha256=digest, samples=samples)


def _line(speech: ArtifactRef, first_sample: int, placement: Placement = "on", delivery: str = "", number: int = 1) -> ReelLine:
    return ReelLine(
        number=number, character="MARA", text="Hm.", placement=placement, delivery=delivery, speech=speech, first_sample=first_sample
    )


def _shot(seconds: float, lines: Sequence[ReelLine] = (), overlap_in: int = 0, overlap_out: int = 0) -> ReelShot:
    frames = round(seconds * 24)
    return ReelShot(
        number=1,
        title="MS",
        frames=frames,
        overlap_in_frames=overlap_in,
        overlap_out_frames=overlap_out,
        segment=NOTHING,
        source=FrameRange(clip=NOTHING, image=NOTHING, first_frame=0, frames=frames),
        lines=list(lines),
        image=NOTHING,
        clip=NOTHING,
    )


def _reel(shots: Sequence[ReelShot], music: ArtifactRef | None = None, scene: int = 1, heading: str = "INT. ROOM - DAY") -> Reel:
    return Reel(scene=scene, heading=heading, fps=24, shots=list(shots), music=music)


def _mixed(cutting: Cutting, reels: Sequence[Reel], **fields: Any) -> tuple[Made, Sound]:
    made = mix_sound(cutting.job(reels, **fields))
    return made, read_sound(made.path)


def _stems(cutting: Cutting, reels: Sequence[Reel]) -> dict[str, Sound]:
    blocks = list(stems(cutting.job(reels), reels, lay_out(reels)))
    return {name: np.concatenate([getattr(block, name) for block in blocks], axis=1) for name in ("dialogue", "music", "effects")}


def _two_scenes(cutting: Cutting) -> list[Reel]:
    """Twelve seconds and nine, dissolving into each other over one; speech at 2 s and at 13 s."""
    first = _reel([_shot(12, [_line(cutting.speech(3), 2 * SECOND)], overlap_out=24)], cutting.music(12))
    second = _reel([_shot(9, [_line(cutting.speech(2.5), 2 * SECOND, number=2)], overlap_in=24)], cutting.music(9), 2, "EXT. BEACH - DAY")
    return [first, second]


def test_a_mix_has_the_length_loudness_and_peak_it_was_ordered_with(tmp_path: Path) -> None:
    cutting = Cutting(tmp_path)
    made, sound = _mixed(cutting, _two_scenes(cutting))

    assert sound.shape == (2, 20 * SECOND)
    assert made.samples == 20 * SECOND
    assert integrated_lufs(sound) == pytest.approx(-16, abs=0.3)
    assert true_peak_dbtp(sound) <= -1


def test_another_loudness_and_peak_can_be_ordered(tmp_path: Path) -> None:
    cutting = Cutting(tmp_path)
    _, sound = _mixed(cutting, _two_scenes(cutting), loudness_lufs=-23.0, true_peak_dbtp=-9.0)

    assert integrated_lufs(sound) == pytest.approx(-23, abs=0.3)
    assert true_peak_dbtp(sound) <= -9


def test_the_same_order_makes_the_same_bytes(tmp_path: Path) -> None:
    cutting = Cutting(tmp_path)
    reels = _two_scenes(cutting)

    assert _mixed(cutting, reels)[0].path.read_bytes() == _mixed(cutting, reels)[0].path.read_bytes()


@pytest.mark.parametrize("first_sample", [0, 12_345, BLOCK - 700, BLOCK + 1])
def test_a_line_lies_on_its_sample(tmp_path: Path, first_sample: int) -> None:
    cutting = Cutting(tmp_path)
    click = np.zeros((1, 9_600), np.float32)
    click[0, 200] = 0.5
    reel = _reel([_shot(12, [_line(cutting.sound(click, is_spoken=False), first_sample)])])

    dialogue = _stems(cutting, [reel])["dialogue"]
    assert int(np.abs(dialogue[0]).argmax()) == first_sample + 200


def test_a_line_sounds_the_same_across_a_block(tmp_path: Path) -> None:
    cutting = Cutting(tmp_path)
    speech = cutting.speech(3)
    inside, across = (
        _stems(cutting, [_reel([_shot(14, [_line(speech, first)])])])["dialogue"][:, first : first + 4 * SECOND]
        for first in (SECOND, BLOCK - SECOND)
    )

    assert np.allclose(inside, across, atol=1e-6)


def test_every_line_has_its_level_however_it_was_delivered(tmp_path: Path) -> None:
    cutting = Cutting(tmp_path)
    lines = [_line(cutting.speech(2, level, f"voice {level}"), first * SECOND, number=first) for level, first in ((-30, 1), (-14, 5))]
    dialogue = _stems(cutting, [_reel([_shot(9, lines)])])["dialogue"]
    quiet, loud = (integrated_lufs(dialogue[:, first * SECOND : (first + 2) * SECOND]) for first in (1, 5))

    assert quiet == pytest.approx(loud, abs=1)


def test_a_whispered_line_stays_under_a_shouted_one(tmp_path: Path) -> None:
    cutting = Cutting(tmp_path)
    speech = cutting.speech(2)
    lines = [_line(speech, SECOND, delivery="whispering"), _line(speech, 5 * SECOND, delivery="shouting", number=2)]
    dialogue = _stems(cutting, [_reel([_shot(9, lines)])])["dialogue"]

    whispered, shouted = (integrated_lufs(dialogue[:, first * SECOND : (first + 2) * SECOND]) for first in (1, 5))
    assert shouted - whispered > 8


def test_placements_are_told_apart(tmp_path: Path) -> None:
    cutting = Cutting(tmp_path)
    speech = cutting.speech(2)
    heard: dict[str, Sound] = {}
    placements: tuple[Placement, ...] = ("on", "voice_over", "off_screen")
    for placement in placements:
        heard[placement] = _stems(cutting, [_reel([_shot(4, [_line(speech, SECOND, placement)])])])["dialogue"]
    heard["phone"] = _stems(cutting, [_reel([_shot(4, [_line(speech, SECOND, delivery="on the phone")])])])["dialogue"]

    def share(sound: Sound, low_hz: int, high_hz: int) -> float:
        power = np.abs(np.fft.rfft(sound.mean(axis=0))) ** 2
        return float(power[low_hz * 4 : high_hz * 4].sum() / power.sum())

    def tail(sound: Sound) -> float:
        return decibels(root_mean_square(sound[:, 3 * SECOND + 2_400 : 3 * SECOND + 9_600]) / root_mean_square(sound))

    assert integrated_lufs(heard["off_screen"]) < integrated_lufs(heard["on"]) - 2
    assert tail(heard["voice_over"]) < tail(heard["on"]) < tail(heard["off_screen"])
    assert share(heard["phone"], 0, 300) < 0.3 * share(heard["on"], 0, 300)


def test_music_makes_room_before_the_first_word(tmp_path: Path) -> None:
    cutting = Cutting(tmp_path)
    reel = _reel([_shot(14, [_line(cutting.speech(3), 6 * SECOND)])], cutting.music(14))
    music = _stems(cutting, [reel])["music"]

    def level(at_s: float) -> float:
        return decibels(root_mean_square(music[:, round(at_s * SECOND) : round((at_s + 0.2) * SECOND)]))

    assert -13 < level(7) - level(3) < -8
    assert level(5.95) - level(3) < -7
    assert level(12) == pytest.approx(level(3), abs=0.3)


def test_cues_crossfade_where_scenes_overlap(tmp_path: Path) -> None:
    cutting = Cutting(tmp_path)
    music = _stems(cutting, _two_scenes(cutting))["music"]
    levels = [decibels(root_mean_square(music[:, place : place + 9_600])) for place in range(9 * SECOND, 12 * SECOND, 9_600)]

    assert max(levels) - min(levels) < 4


def test_a_cut_leaves_no_click(tmp_path: Path) -> None:
    cutting = Cutting(tmp_path)
    reels = [_reel([_shot(5)], cutting.music(7)), _reel([_shot(5)], cutting.music(5), 2), _reel([_shot(5)], cutting.music(3), 3)]
    _, sound = _mixed(cutting, reels)
    jumps = np.abs(np.diff(sound, n=2, axis=1)).max(axis=0)

    assert jumps.max() < 4 * np.median(jumps[SECOND : 3 * SECOND]) + 0.005


def test_there_is_air_where_nobody_speaks(tmp_path: Path) -> None:
    cutting = Cutting(tmp_path)
    effects = _stems(cutting, _two_scenes(cutting))["effects"]

    assert -62 < integrated_lufs(effects[:, : 10 * SECOND]) < -50
    assert integrated_lufs(effects[:, 12 * SECOND :]) > integrated_lufs(effects[:, : 10 * SECOND]) + 5
    assert np.abs(effects[:, -1]).max() < 1e-4


def test_a_film_in_which_nothing_sounds_stays_quiet(tmp_path: Path) -> None:
    _, sound = _mixed(Cutting(tmp_path), [_reel([_shot(4)])])

    assert sound.shape == (2, 4 * SECOND)
    assert integrated_lufs(sound) < -28


@pytest.mark.parametrize("fps", [24, 25, 30])
def test_the_length_is_whole_at_every_frame_rate(tmp_path: Path, fps: int) -> None:
    cutting = Cutting(tmp_path)
    shot = _shot(1).model_copy(update={"frames": 37})
    _, sound = _mixed(cutting, [Reel(scene=1, heading="INT. X", fps=fps, shots=[shot])])

    assert sound.shape[1] == 37 * SECOND // fps


def test_reels_that_do_not_fit_together_are_refused(tmp_path: Path) -> None:
    cutting = Cutting(tmp_path)
    slow = Reel(scene=2, heading="", fps=25, shots=[_shot(1)])

    with pytest.raises(Refused, match="24 and 25"):
        mix_sound(cutting.job([_reel([_shot(1)]), slow]))
    with pytest.raises(Refused, match="no shots"):
        mix_sound(cutting.job([_reel([])]))


def test_a_missing_sound_is_named(tmp_path: Path) -> None:
    cutting = Cutting(tmp_path)
    speech = cutting.speech(1)
    del cutting.inputs[speech.key]

    with pytest.raises(Broken, match=speech.key):
        mix_sound(cutting.job([_reel([_shot(3, [_line(speech, 0)])])]))


@pytest.mark.slow
def test_a_long_mix_needs_little_memory(tmp_path: Path) -> None:
    """Four minutes are 92 MB in each stem; blocks keep the whole under what three stems would take."""
    cutting = Cutting(tmp_path)
    music, speech = cutting.music(60), cutting.speech(3)
    lines = [_line(speech, first * SECOND, number=first + 1) for first in range(2, 56, 6)]
    reels = [_reel([_shot(60, lines)], music, scene) for scene in range(1, 5)]
    before_kib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    made = mix_sound(cutting.job(reels))

    assert made.samples == 240 * SECOND
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before_kib < 270 * 1024
