"""Effects, one by one and in a cut, measured."""

import hashlib
import subprocess
import sys
from functools import lru_cache
from typing import get_args

import numpy as np
import pytest

from activities.film.sound.effects import Effects, cues_of
from activities.film.sound.placing import Stop
from activities.media.sound.effects.catalogue import EFFECTS, made
from activities.media.sound.loudness import integrated_lufs
from activities.media.sound.waveform import Sound, decibels, random_numbers, root_mean_square
from schemas.effects import LASTING_S
from schemas.film import FrameRange, Reel, ReelLine, ReelShot
from schemas.media import FLAC, ArtifactRef
from schemas.shots import Setting, SoundCue, SoundKind
from schemas.timeline import Timeline, lay_out

SECOND = 48_000
NOTHING = ArtifactRef(key="0" * 64, media_type=FLAC, size_bytes=0, sha256="0", samples=2 * SECOND)
KINDS: tuple[SoundKind, ...] = get_args(SoundKind)


@lru_cache(maxsize=64)
def effect(kind: SoundKind, seconds: float = 3.0) -> Sound:
    return made(kind, random_numbers("test", kind), seconds)


def shot(seconds: float, *sounds: SoundCue, lines: tuple[ReelLine, ...] = (), setting: Setting | None = None) -> ReelShot:
    frames = round(seconds * 24)
    return ReelShot(
        number=1,
        title="MS",
        frames=frames,
        segment=NOTHING,
        source=FrameRange(clip=NOTHING, image=NOTHING, first_frame=0, frames=frames),
        lines=list(lines),
        sounds=list(sounds),
        setting=setting,
        image=NOTHING,
        clip=NOTHING,
    )


def line(first_sample: int) -> ReelLine:
    return ReelLine(number=1, character="MARA", text="Hm.", placement="on", speech=NOTHING, first_sample=first_sample)


def timeline(*shots: ReelShot, heading: str = "INT. ROOM - DAY") -> Timeline:
    return lay_out([Reel(scene=1, heading=heading, fps=24, shots=list(shots))])


def heard(cut: Timeline, heading: str = "INT. ROOM - DAY", step: int = 10 * SECOND) -> Sound:
    spans = [(placed.first_sample, placed.first_sample + placed.samples) for placed in cut.lines]
    effects = Effects(cut, heading, spans, [Stop(cut.samples, SECOND // 4)])
    return np.concatenate([effects.block(first, min(step, cut.samples - first)) for first in range(0, cut.samples, step)], axis=1)


def loud(sound: Sound, first_s: float, seconds: float) -> float:
    return decibels(root_mean_square(sound[:, round(first_s * SECOND) : round((first_s + seconds) * SECOND)]))


def centre_hz(sound: Sound) -> float:
    power = np.abs(np.fft.rfft(sound.mean(axis=0))) ** 2
    return float((power * np.fft.rfftfreq(sound.shape[1], 1 / SECOND)).sum() / power.sum())


def test_there_is_an_effect_for_every_kind() -> None:
    assert set(EFFECTS) == set(KINDS)
    assert len(KINDS) >= 50


@pytest.mark.parametrize("kind", KINDS)
def test_an_effect_has_its_level_and_clean_ends(kind: SoundKind) -> None:
    sound = effect(kind)

    assert sound.shape[0] == 2
    assert np.isfinite(sound).all()
    assert integrated_lufs(sound) == pytest.approx(EFFECTS[kind].level_lufs, abs=1.0)
    assert np.abs(sound).max() <= 0.71
    assert np.abs(sound[:, 0]).max() < 0.02 * np.abs(sound).max()
    assert np.abs(sound[:, -1]).max() < 0.002 * np.abs(sound).max()


@pytest.mark.parametrize(
    ("low", "high"), [("thunder", "glass_breaks"), ("ship_horn", "whistle"), ("heartbeat", "clock"), ("thud", "clink")]
)
def test_low_things_sound_lower_than_high_ones(low: SoundKind, high: SoundKind) -> None:
    assert centre_hz(effect(low)) * 3 < centre_hz(effect(high))


def test_a_knock_is_three_blows() -> None:
    envelope = np.abs(effect("knock")).max(axis=0)
    steps = envelope[: len(envelope) // 480 * 480].reshape(-1, 480).max(axis=1) > 0.4 * envelope.max()

    assert int(np.count_nonzero(np.diff(steps.astype(int)) == 1)) + int(steps[0]) == 3


def test_a_car_passes_from_left_to_right_and_falls_in_pitch() -> None:
    sound = effect("car_passes")
    quarter = sound.shape[1] // 4
    left, right = (np.square(channel) for channel in sound)

    assert left[:quarter].sum() > 3 * right[:quarter].sum()
    assert right[-quarter:].sum() > 3 * left[-quarter:].sum()


def test_what_lasts_ends_with_its_shot() -> None:
    assert effect("rain", 2.5).shape[1] == round(2.5 * SECOND)
    assert effect("rain", 60).shape[1] == round(LASTING_S["rain"] * SECOND)


def test_two_doors_are_not_the_same_and_one_is_always() -> None:
    one, other = (made("door_slams", random_numbers(seed), 1.0) for seed in (1, 2))

    assert not np.array_equal(one, other)
    assert np.array_equal(one, made("door_slams", random_numbers(1), 1.0))


def test_effects_are_the_same_in_another_process() -> None:
    kinds: list[SoundKind] = ["glass_breaks", "crow", "phone", "fire"]
    script = (
        "import hashlib\nfrom activities.media.sound.effects.catalogue import made\n"
        "from activities.media.sound.waveform import random_numbers\n"
        f"print(hashlib.sha256(b''.join(made(kind, random_numbers('p', kind), 2.0).tobytes() for kind in {kinds})).hexdigest())"
    )
    there = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, env={"PYTHONHASHSEED": "7"}).stdout
    here = b"".join(made(kind, random_numbers("p", kind), 2.0).tobytes() for kind in kinds)

    assert hashlib.sha256(here).hexdigest() == there.strip()


@pytest.mark.parametrize("at", [0.0, 0.25, 0.9])
def test_a_sound_begins_on_its_sample(at: float) -> None:
    cut = timeline(shot(3), shot(8, SoundCue(kind="gunshot", at=at)))
    sound = heard(cut)
    wanted = 3 * SECOND + round(at * 8 * SECOND)

    assert cues_of(cut)[0].first_sample == wanted
    assert np.abs(sound[:, :wanted]).max() == 0
    assert np.abs(sound[:, wanted : wanted + 96]).max() > 0.05


def test_a_sound_is_the_same_across_blocks() -> None:
    cut = timeline(shot(14, SoundCue(kind="thunder", at=0.6)))

    assert np.allclose(heard(cut), heard(cut, step=SECOND), atol=1e-6)


def test_a_sound_makes_room_for_speech() -> None:
    cue = SoundCue(kind="rain")
    alone, under = (heard(timeline(shot(6, cue, lines=lines))) for lines in ((), (line(2 * SECOND),)))

    assert loud(under, 2.5, 1.0) == pytest.approx(loud(alone, 2.5, 1.0) - 6, abs=0.5)
    assert loud(under, 0.5, 1.0) == pytest.approx(loud(alone, 0.5, 1.0), abs=0.1)


def test_a_church_answers_longer_than_a_room() -> None:
    cut = timeline(shot(6, SoundCue(kind="knock")))

    assert loud(heard(cut, "INT. CHURCH - DAY"), 1.2, 0.5) > loud(heard(cut), 1.2, 0.5) + 20


def test_a_far_sound_is_darker() -> None:
    near, far = (heard(timeline(shot(5, SoundCue(kind="glass_breaks", is_far=is_far)))) for is_far in (False, True))

    assert centre_hz(far) < centre_hz(near) * 0.8


def test_a_sound_at_the_end_of_the_film_fades_out() -> None:
    sound = heard(timeline(shot(3, SoundCue(kind="church_bell", at=0.5))))

    assert np.abs(sound[:, -1]).max() < 1e-4


def test_a_storm_thunders_far_away() -> None:
    storm = timeline(shot(60, setting=Setting(weather="storm")))
    kinds = [placed.cue for placed in cues_of(storm)]

    assert 2 <= len(kinds) <= 8
    assert all(cue.kind == "thunder" and cue.is_far for cue in kinds)
    assert cues_of(timeline(shot(60, setting=Setting(weather="rain")))) == []


def test_what_is_heard_changes_the_mix_and_what_is_seen_does_not() -> None:
    plain = Reel(scene=1, heading="INT. X", fps=24, shots=[shot(3, SoundCue(kind="dog"))])
    louder = Reel(scene=1, heading="INT. X", fps=24, shots=[shot(3, SoundCue(kind="dog", level_db=4))])
    wetter = Reel(scene=1, heading="INT. X", fps=24, shots=[shot(3, SoundCue(kind="dog"), setting=Setting(weather="rain"))])
    seen = Reel(scene=1, heading="INT. X", fps=24, shots=[shot(3, SoundCue(kind="dog")).model_copy(update={"title": "CU"})])

    assert len({reel.sound_key for reel in (plain, louder, wetter)}) == 3
    assert seen.sound_key == plain.sound_key
