"""The mix of a whole cut, measured."""

from pathlib import Path
from typing import get_args

import numpy as np
import pytest

from activities.film.sound.scene import BLOCK
from activities.media.sound.loudness import integrated_lufs, true_peak_dbtp
from activities.media.sound.waveform import Sound, decibels, root_mean_square
from schemas.failures import Broken, Refused
from schemas.film import Reel
from schemas.options import FilmOptions, Loudness
from tests.activities.film.sound.sound_room import SECOND, Placement, SoundRoom, line, mixed, reel, shot, stems


def _two_scenes(room: SoundRoom) -> list[Reel]:
    """Twelve seconds and nine, dissolving into each other over one; speech at 2 s and at 13 s."""
    first = reel([shot(12, [line(room.speech(3), 2 * SECOND)], overlap_out_frames=24)], room.music(12))
    second = reel([shot(9, [line(room.speech(2.5), 2 * SECOND, number=2)], overlap_in_frames=24)], room.music(9), 2, "EXT. BEACH - DAY")
    return [first, second]


def test_a_mix_has_the_length_loudness_and_peak_it_was_ordered_with(tmp_path: Path) -> None:
    room = SoundRoom(tmp_path)
    track, sound = mixed(room, _two_scenes(room))

    assert sound.shape == (2, 20 * SECOND)
    assert track.samples == 20 * SECOND
    assert integrated_lufs(sound) == pytest.approx(-16, abs=0.3)
    assert true_peak_dbtp(sound) <= -1


@pytest.mark.parametrize("loudness_lufs", get_args(Loudness))
def test_a_film_has_the_loudness_and_the_peak_that_are_chosen_for_it(tmp_path: Path, loudness_lufs: Loudness) -> None:
    room, options = SoundRoom(tmp_path), FilmOptions(loudness_lufs=loudness_lufs)
    track, sound = mixed(room, _two_scenes(room), loudness_lufs=options.loudness_lufs, true_peak_dbtp=options.true_peak_dbtp)

    assert integrated_lufs(sound) == pytest.approx(loudness_lufs, abs=0.4)
    assert track.loudness_lufs == pytest.approx(integrated_lufs(sound), abs=0.05)
    assert true_peak_dbtp(sound) <= options.true_peak_dbtp


def test_peaks_stay_under_a_low_ceiling_and_the_loudness_is_met(tmp_path: Path) -> None:
    room = SoundRoom(tmp_path)
    _, sound = mixed(room, _two_scenes(room), loudness_lufs=-16.0, true_peak_dbtp=-9.0)

    assert integrated_lufs(sound) == pytest.approx(-16, abs=0.4)
    assert true_peak_dbtp(sound) <= -9


def test_the_same_cut_makes_the_same_bytes(tmp_path: Path) -> None:
    rooms = []
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
        rooms.append(SoundRoom(tmp_path / name))
        rooms[-1].mix(_two_scenes(rooms[-1]))
    one, other = ([room.made[order.key].sha256 for order in room.ran] for room in rooms)

    assert one == other


@pytest.mark.parametrize("first_sample", [0, 12_345, BLOCK - 700, BLOCK + 1])
def test_a_line_lies_on_its_sample(tmp_path: Path, first_sample: int) -> None:
    room = SoundRoom(tmp_path)
    click = np.zeros((1, 9_600), np.float32)
    click[0, 200] = 0.5
    scene = reel([shot(12, [line(room.sound(click, is_spoken=False), first_sample)])])

    dialogue = stems(room, [scene])["dialogue"]
    assert int(np.abs(dialogue[0]).argmax()) == first_sample + 200


def test_a_line_sounds_the_same_across_a_block(tmp_path: Path) -> None:
    room = SoundRoom(tmp_path)
    speech = room.speech(3)
    inside, across = (
        stems(room, [reel([shot(14, [line(speech, first)])])])["dialogue"][:, first : first + 4 * SECOND]
        for first in (SECOND, BLOCK - SECOND)
    )

    assert np.allclose(inside, across, atol=1e-6)


def test_every_line_has_its_level_however_it_was_delivered(tmp_path: Path) -> None:
    room = SoundRoom(tmp_path)
    lines = [line(room.speech(2, level, f"voice {level}"), first * SECOND, number=first) for level, first in ((-30, 1), (-14, 5))]
    dialogue = stems(room, [reel([shot(9, lines)])])["dialogue"]
    quiet, loud = (integrated_lufs(dialogue[:, first * SECOND : (first + 2) * SECOND]) for first in (1, 5))

    assert quiet == pytest.approx(loud, abs=1)


def test_a_whispered_line_stays_under_a_shouted_one(tmp_path: Path) -> None:
    room = SoundRoom(tmp_path)
    speech = room.speech(2)
    lines = [line(speech, SECOND, delivery="whispering"), line(speech, 5 * SECOND, delivery="shouting", number=2)]
    dialogue = stems(room, [reel([shot(9, lines)])])["dialogue"]

    whispered, shouted = (integrated_lufs(dialogue[:, first * SECOND : (first + 2) * SECOND]) for first in (1, 5))
    assert shouted - whispered > 8


def test_placements_are_told_apart(tmp_path: Path) -> None:
    room = SoundRoom(tmp_path)
    speech = room.speech(2)
    heard: dict[str, Sound] = {}
    placements: tuple[Placement, ...] = ("on", "voice_over", "off_screen")
    for placement in placements:
        heard[placement] = stems(room, [reel([shot(4, [line(speech, SECOND, placement)])])])["dialogue"]
    heard["phone"] = stems(room, [reel([shot(4, [line(speech, SECOND, delivery="on the phone")])])])["dialogue"]

    def share(sound: Sound, low_hz: int, high_hz: int) -> float:
        power = np.abs(np.fft.rfft(sound.mean(axis=0))) ** 2
        return float(power[low_hz * 4 : high_hz * 4].sum() / power.sum())

    def tail(sound: Sound) -> float:
        return decibels(root_mean_square(sound[:, 3 * SECOND + 2_400 : 3 * SECOND + 9_600]) / root_mean_square(sound))

    assert integrated_lufs(heard["off_screen"]) < integrated_lufs(heard["on"]) - 2
    assert tail(heard["voice_over"]) < tail(heard["on"]) < tail(heard["off_screen"])
    assert share(heard["phone"], 0, 300) < 0.3 * share(heard["on"], 0, 300)


@pytest.mark.parametrize("delivery", ["on the phone", "over the radio", "loudspeaker"])
def test_what_comes_through_something_is_as_loud_as_who_is_there(tmp_path: Path, delivery: str) -> None:
    room = SoundRoom(tmp_path)
    speech = room.speech(2)
    here, through = (
        integrated_lufs(stems(room, [reel([shot(4, [line(speech, SECOND, delivery=said)])])])["dialogue"]) for said in ("", delivery)
    )

    assert through == pytest.approx(here, abs=2)


def test_rooms_ring_as_long_as_they_are_large(tmp_path: Path) -> None:
    room = SoundRoom(tmp_path)
    speech = room.speech(1)

    def tail_db(heading: str) -> float:
        dialogue = stems(room, [reel([shot(4, [line(speech, 0)])], heading=heading)])["dialogue"]
        return decibels(root_mean_square(dialogue[:, SECOND + 9_600 : SECOND + 24_000]))

    assert tail_db("INT. CATHEDRAL - DAY") > tail_db("INT. STAIRWELL - DAY") + 6
    assert tail_db("INT. STAIRWELL - DAY") > tail_db("INT. KITCHEN - DAY") + 6
    assert tail_db("INT. KITCHEN - DAY") >= tail_db("INT. CAR - DAY")


def test_music_is_as_much_quieter_as_is_wanted(tmp_path: Path) -> None:
    room = SoundRoom(tmp_path)
    scene = reel([shot(6)], room.music(6))
    usual, quieter = (integrated_lufs(stems(room, [scene.model_copy(update={"music_db": level_db})])["music"]) for level_db in (0.0, -6.0))

    assert quieter == pytest.approx(usual - 6, abs=0.1)


def test_music_makes_room_before_the_first_word(tmp_path: Path) -> None:
    room = SoundRoom(tmp_path)
    scene = reel([shot(14, [line(room.speech(3), 6 * SECOND)])], room.music(14))
    music = stems(room, [scene])["music"]

    def level(at_s: float) -> float:
        return decibels(root_mean_square(music[:, round(at_s * SECOND) : round((at_s + 0.2) * SECOND)]))

    assert -13 < level(7) - level(3) < -8
    assert level(5.95) - level(3) < -7
    assert level(12) == pytest.approx(level(3), abs=0.3)


def test_cues_crossfade_where_scenes_overlap(tmp_path: Path) -> None:
    room = SoundRoom(tmp_path)
    music = stems(room, _two_scenes(room))["music"]
    levels = [decibels(root_mean_square(music[:, place : place + 9_600])) for place in range(9 * SECOND, 12 * SECOND, 9_600)]

    assert max(levels) - min(levels) < 4


def test_a_cut_leaves_no_click(tmp_path: Path) -> None:
    room = SoundRoom(tmp_path)
    reels = [reel([shot(5)], room.music(7)), reel([shot(5)], room.music(5), 2), reel([shot(5)], room.music(3), 3)]
    _, sound = mixed(room, reels)
    jumps = np.abs(np.diff(sound, n=2, axis=1)).max(axis=0)

    assert jumps.max() < 4 * np.median(jumps[SECOND : 3 * SECOND]) + 0.005


def test_there_is_air_where_nobody_speaks(tmp_path: Path) -> None:
    room = SoundRoom(tmp_path)
    effects = stems(room, _two_scenes(room))["effects"]

    assert -62 < integrated_lufs(effects[:, : 10 * SECOND]) < -50
    assert integrated_lufs(effects[:, 12 * SECOND :]) > integrated_lufs(effects[:, : 10 * SECOND]) + 5
    assert np.abs(effects[:, -1]).max() < 1e-4


def test_a_film_in_which_nothing_sounds_stays_quiet(tmp_path: Path) -> None:
    _, sound = mixed(SoundRoom(tmp_path), [reel([shot(4)])])

    assert sound.shape == (2, 4 * SECOND)
    assert integrated_lufs(sound) < -28


@pytest.mark.parametrize("fps", [24, 25, 30])
def test_the_length_is_whole_at_every_frame_rate(tmp_path: Path, fps: int) -> None:
    room = SoundRoom(tmp_path)
    brief = shot(1).model_copy(update={"frames": 37})
    _, sound = mixed(room, [Reel(scene=1, heading="INT. X", fps=fps, shots=[brief])])

    assert sound.shape[1] == 37 * SECOND // fps


def test_reels_that_do_not_fit_together_are_refused(tmp_path: Path) -> None:
    room = SoundRoom(tmp_path)
    slow = Reel(scene=2, heading="", fps=25, shots=[shot(1)])

    with pytest.raises(Refused, match="24 and 25"):
        room.mix([reel([shot(1)]), slow])
    with pytest.raises(Refused, match="no shots"):
        room.mix([reel([])])


def test_a_missing_sound_is_named(tmp_path: Path) -> None:
    room = SoundRoom(tmp_path)
    speech = room.speech(1)
    del room.inputs[speech.key]

    with pytest.raises(Broken, match=speech.key):
        room.mix([reel([shot(3, [line(speech, 0)])])])


@pytest.mark.slow
def test_a_long_mix_needs_little_memory(tmp_path: Path) -> None:
    """Four minutes are 92 MB in each stem; blocks keep the whole under what three stems would take."""
    room = SoundRoom(tmp_path)
    music, speech = room.music(60), room.speech(3)
    lines = [line(speech, first * SECOND, number=first + 1) for first in range(2, 56, 6)]
    reels = [reel([shot(60, lines)], music, scene) for scene in range(1, 5)]
    before_kib = _peak_kib(is_forgotten=True)
    track, _ = room.mix(reels)

    assert track.samples == 240 * SECOND
    assert _peak_kib() - before_kib < 270 * 1024


def _peak_kib(*, is_forgotten: bool = False) -> int:
    """The most memory that this process had since that was last forgotten; tests before may have had more than this one does."""
    if is_forgotten:
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0])


@pytest.mark.parametrize(("is_drone", "rises"), [(True, False), (False, True)])
def test_a_drone_stays_between_verses_where_other_music_rises(tmp_path: Path, is_drone: bool, rises: bool) -> None:
    room = SoundRoom(tmp_path)
    verses = [line(room.speech(3, name=f"verse {number}"), round(at * SECOND), number=number) for number, at in ((1, 2), (2, 7))]
    recited = reel([shot(12, verses)], room.music(12)).model_copy(update={"music_is_drone": is_drone})
    music = stems(room, [recited])["music"]

    under, between = (decibels(root_mean_square(music[:, round(at * SECOND) : round((at + 0.4) * SECOND)])) for at in (3.5, 6.0))
    assert (between - under > 6) == rises
    assert between - under < 0.5 or rises
