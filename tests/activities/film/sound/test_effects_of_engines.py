"""Effects that an engine made, in a cut's mix, measured."""

from pathlib import Path

import numpy as np
import pytest

from activities.media.sound.effects.catalogue import EFFECTS
from activities.media.sound.loudness import integrated_lufs
from activities.media.sound.waveform import Sound, decibels
from schemas.effects import wanted_sounds
from schemas.failures import Broken
from schemas.film import Reel
from schemas.media import ArtifactRef
from schemas.shots import SoundCue
from tests.activities.film.sound.sound_room import SECOND, SoundRoom, reel, shot, stems

KNOCK, DOG = SoundCue(kind="knock", at=0.25), SoundCue(kind="dog", at=0.75)
HZ = {"knock": 1_000.0, "dog": 3_000.0, "rain": 500.0}


def tones(room: SoundRoom, *cues: SoundCue, sounds_s: float = 0.5) -> ArtifactRef:
    """What an engine would have made: for every kind a tone of its own pitch, then silence."""
    pieces = []
    for wanted in wanted_sounds(cues):
        times = np.arange(wanted.samples) / SECOND
        wave = np.where(times < sounds_s, 0.3 * np.sin(2 * np.pi * HZ[wanted.kind] * times), 0.0)
        pieces.append(np.stack([wave, wave]).astype(np.float32))
    return room.sound(np.concatenate(pieces, axis=1))


def cut(effects: ArtifactRef | None, *cues: SoundCue, seconds: float = 8.0) -> Reel:
    """Two seconds of nothing, then the shot."""
    return reel([shot(2), shot(seconds, sounds=list(cues), effects=effects)], heading="EXT. FIELD - DAY")


def level_db(sound: Sound, hz: float, first_s: float, seconds: float) -> float:
    """How much of a pitch there is in a run of a sound."""
    run = sound[:, round(first_s * SECOND) : round((first_s + seconds) * SECOND)].mean(axis=0)
    wave = np.exp(-2j * np.pi * hz * np.arange(len(run)) / SECOND)
    return decibels(float(np.abs((run * wave).mean()) * 2))


def test_a_made_effect_is_heard_at_its_sample_instead_of_the_synthesised_one(tmp_path: Path) -> None:
    room = SoundRoom(tmp_path)
    made = stems(room, [cut(tones(room, KNOCK, DOG), KNOCK, DOG)])["effects"]
    knock_s, dog_s = 2 + 0.25 * 8, 2 + 0.75 * 8

    assert level_db(made, 1_000, knock_s, 0.4) > level_db(made, 1_000, knock_s - 0.45, 0.4) + 40
    assert level_db(made, 3_000, dog_s, 0.4) > level_db(made, 3_000, dog_s - 0.45, 0.4) + 40
    assert level_db(made, 1_000, knock_s, 0.4) > level_db(made, 3_000, knock_s, 0.4) + 30
    assert level_db(made, 3_000, dog_s, 0.4) > level_db(made, 1_000, dog_s, 0.4) + 30


def test_it_begins_on_the_very_sample(tmp_path: Path) -> None:
    room = SoundRoom(tmp_path)
    made, silent = (stems(room, [cut(effects, *cues)])["effects"] for effects, cues in ((tones(room, KNOCK), [KNOCK]), (None, [])))
    heard = np.abs(made - silent).max(axis=0)
    first = 4 * SECOND

    assert heard[:first].max() < 1e-4
    assert heard[first : first + 96].max() > 0.01


def test_it_is_as_loud_as_its_kind_and_its_cue_say(tmp_path: Path) -> None:
    room, softer = SoundRoom(tmp_path), KNOCK.model_copy(update={"level_db": -6.0})
    effects = tones(room, KNOCK, sounds_s=1.5)
    usual, quieter = (stems(room, [cut(effects, cue)])["effects"][:, 4 * SECOND : 5 * SECOND] for cue in (KNOCK, softer))

    assert integrated_lufs(usual) == pytest.approx(EFFECTS["knock"].level_lufs, abs=2.0)
    assert level_db(quieter, 1_000, 0, 1) == pytest.approx(level_db(usual, 1_000, 0, 1) - 6, abs=0.3)


def test_what_lasts_ends_with_its_shot(tmp_path: Path) -> None:
    room, rain = SoundRoom(tmp_path), SoundCue(kind="rain")
    scene = reel([shot(3, sounds=[rain], effects=tones(room, rain, sounds_s=10.0)), shot(5)], heading="EXT. FIELD - DAY")
    made = stems(room, [scene])["effects"]

    assert level_db(made, 500, 1.5, 1.0) > level_db(made, 500, 3.2, 1.0) + 40


def test_effects_that_end_too_soon_are_broken(tmp_path: Path) -> None:
    room = SoundRoom(tmp_path)

    with pytest.raises(Broken, match="before 'dog' does"):
        stems(room, [cut(tones(room, KNOCK), DOG)])


def test_effects_that_were_not_fetched_are_broken(tmp_path: Path) -> None:
    room = SoundRoom(tmp_path)
    effects = tones(room, KNOCK).model_copy(update={"key": "e" * 64})

    with pytest.raises(Broken, match="1 sounds of scene 1 were not fetched"):
        stems(room, [cut(effects, KNOCK)])
