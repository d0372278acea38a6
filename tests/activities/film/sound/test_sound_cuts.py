"""How the sound of one scene gives way to the next one's, measured."""

from pathlib import Path

import numpy as np
import pytest

from activities.media.sound.waveform import Sound, decibels, root_mean_square
from schemas.film import Reel
from schemas.sound import FinishPart, MixScene
from tests.activities.film.sound.sound_room import SECOND, SoundRoom, line, mixed, reel, shot, stems

CUT = 6 * SECOND
"""Where the second scene's picture begins."""


def level(sound: Sound, at_s: float, seconds: float = 0.1) -> float:
    """In dB."""
    return decibels(root_mean_square(sound[:, round(at_s * SECOND) : round((at_s + seconds) * SECOND)]))


def two(room: SoundRoom, leads_s: float = 0.0, *, is_hard: bool = False) -> list[Reel]:
    """A hall in which somebody speaks up to the cut, then a beach; each six seconds, both with music."""
    speech = line(room.speech(2), 4 * SECOND - 2_400)
    before, after = max(0.0, -leads_s), max(0.0, leads_s)
    second = shot(6, sound_leads_frames=round(24 * leads_s), is_hard_cut=is_hard)
    return [
        reel([shot(6, [speech])], room.music(6 + before), 1, "INT. CATHEDRAL - DAY"),
        reel([second], room.music(6 + after), 2, "EXT. BEACH - DAY"),
    ]


def test_after_a_j_cut_the_next_scene_is_heard_before_it_is_seen(tmp_path: Path) -> None:
    room = SoundRoom(tmp_path)
    plain, led = stems(room, two(room)), stems(room, two(room, 1.5))

    assert level(led["effects"], 5.0, 0.3) > level(plain["effects"], 5.0, 0.3) + 2
    assert level(led["music"], 5.0, 0.3) > level(plain["music"], 5.0, 0.3) + 2
    assert level(led["effects"], 4.0) == pytest.approx(level(plain["effects"], 4.0), abs=0.1)


def test_after_an_l_cut_the_scene_before_is_heard_on(tmp_path: Path) -> None:
    room = SoundRoom(tmp_path)
    plain, last = stems(room, two(room)), stems(room, two(room, -2.0))

    assert level(last["effects"], 6.1, 0.3) < level(plain["effects"], 6.1, 0.3) - 1
    assert level(last["music"], 7.0) > level(plain["music"], 7.0) + 2
    assert level(last["effects"], 9.0) == pytest.approx(level(plain["effects"], 9.0), abs=0.5)


@pytest.mark.parametrize("is_hard", [False, True])
def test_music_rings_on_over_a_cut_but_not_over_a_hard_one(tmp_path: Path, *, is_hard: bool) -> None:
    room = SoundRoom(tmp_path)
    hall, beach = two(room, is_hard=is_hard)
    ringing = hall.model_copy(update={"music": room.music(10), "music_rings_samples": 4 * SECOND})
    silent = beach.model_copy(update={"music": None})
    rung = stems(room, [ringing, silent])["music"]

    assert (level(rung, 7.5) > -45) is not is_hard
    assert level(rung, 10.5) < -80


def test_a_line_may_begin_before_its_scene_is_seen(tmp_path: Path) -> None:
    room = SoundRoom(tmp_path)
    first, second = reel([shot(6)]), reel([shot(6, [line(room.speech(3), -SECOND)], sound_leads_frames=24)], scene=2)
    dialogue = stems(room, [first, second])["dialogue"]
    heard = np.flatnonzero(np.abs(dialogue).max(axis=0) > 1e-3)

    assert heard[0] == pytest.approx(CUT - SECOND, abs=480)


def test_a_hall_rings_on_over_a_cut_and_is_silent_after_a_hard_one(tmp_path: Path) -> None:
    room = SoundRoom(tmp_path)
    soft, hard = stems(room, two(room))["dialogue"], stems(room, two(room, is_hard=True))["dialogue"]

    assert level(soft, 6.1) > -60
    assert not hard[:, CUT:].any()
    assert hard[:, : CUT - 240].any()


def test_a_hard_cut_has_its_place_inside_a_scene_too(tmp_path: Path) -> None:
    room = SoundRoom(tmp_path)
    shots = [shot(6, [line(room.speech(2), 4 * SECOND - 2_400)]), shot(6, is_hard_cut=True)]
    dialogue = stems(room, [reel(shots, heading="INT. CATHEDRAL - DAY")])["dialogue"]

    assert not dialogue[:, CUT:].any()


@pytest.mark.parametrize(("leads_s", "is_hard"), [(0.0, False), (1.5, False), (-1.5, False), (0.0, True)])
def test_no_cut_clicks(tmp_path: Path, leads_s: float, is_hard: bool) -> None:
    room = SoundRoom(tmp_path)
    _, sound = mixed(room, two(room, leads_s, is_hard=is_hard))
    around = sound[:, CUT - SECOND // 10 : CUT + SECOND // 10]
    elsewhere = sound[:, 4 * SECOND : 5 * SECOND]

    assert np.abs(np.diff(around, n=3, axis=1)).max() <= 1.5 * np.abs(np.diff(elsewhere, n=3, axis=1)).max()


def test_a_film_ends_in_silence(tmp_path: Path) -> None:
    room = SoundRoom(tmp_path)
    scene = reel([shot(4, [line(room.speech(2), 2 * SECOND - 4_800)])], heading="INT. CATHEDRAL - DAY")
    _, sound = mixed(room, [scene])

    assert np.abs(sound[:, -24:]).max() < 1e-4
    assert level(sound, 3.7) > -50


def test_two_who_speak_at_once_are_heard_from_two_sides(tmp_path: Path) -> None:
    room = SoundRoom(tmp_path)
    left, right = (stems(room, [reel([shot(4, [line(room.speech(2), SECOND, pan=pan)])])])["dialogue"] for pan in (-0.3, 0.3))

    assert root_mean_square(left[:1]) > 1.3 * root_mean_square(left[1:])
    assert root_mean_square(right[1:]) > 1.3 * root_mean_square(right[:1])


def _four(room: SoundRoom, third: str = "another", first_s: float = 6) -> list[Reel]:
    """Four scenes with a line each, far enough from each other that none of them ducks a neighbour's music."""
    spoken = [("one", first_s), ("one", 5), (third, 5), ("one", 5)]
    return [
        reel([shot(seconds, [line(room.speech(1.5, name=name), SECOND, number=number)])], room.music(seconds), number)
        for number, (name, seconds) in enumerate(spoken, 1)
    ]


def test_an_edit_of_a_line_mixes_its_scene_and_finishes_its_neighbours(tmp_path: Path) -> None:
    room = SoundRoom(tmp_path)
    room.mix(_four(room))
    made = len(room.ran)
    room.mix(_four(room, "other"))
    kinds = [type(order).__name__ for order in room.ran[made:]]

    assert kinds.count("MixScene") == 1
    assert kinds.count("FinishPart") == 3
    # the first part's last packets reach into the second part, which was finished anew
    assert kinds.count("EncodePart") == 4


def test_a_scene_that_only_moved_is_neither_mixed_nor_finished_again(tmp_path: Path) -> None:
    room = SoundRoom(tmp_path)
    room.mix(_four(room))
    made = len(room.ran)
    room.mix(_four(room, first_s=7))

    assert [order.about.label for order in room.ran[made:] if isinstance(order, MixScene)] == ["Mix of scene 1"]
    finished = [order.about.label for order in room.ran[made:] if isinstance(order, FinishPart)]
    assert finished == ["Mix of scene 1, finished", "Mix of scene 2, finished"]


def test_a_mix_after_an_edit_is_the_mix_from_nothing(tmp_path: Path) -> None:
    (tmp_path / "edited").mkdir()
    (tmp_path / "fresh").mkdir()
    edited, fresh = SoundRoom(tmp_path / "edited"), SoundRoom(tmp_path / "fresh")
    edited.mix(_four(edited))
    after, files = edited.mix(_four(edited, "other"))
    alone, other = fresh.mix(_four(fresh, "other"))

    assert [part.mix.sha256 for part in after.parts] == [part.mix.sha256 for part in alone.parts]
    assert list(files.packets()) == list(other.packets())
