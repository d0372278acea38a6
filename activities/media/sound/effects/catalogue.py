"""Every kind of sound, how it is made, how long it lasts and how loud it is against speech at −20 LUFS."""

from dataclasses import dataclass

import numpy as np

from activities.media.sound.effects import blows, creatures, doors, feet, motors, people, signals, weather
from activities.media.sound.effects.grain import Lasting, Once, Random, Wave, samples_of
from activities.media.sound.loudness import integrated_lufs
from activities.media.sound.waveform import Sound, amplitude, faded, stereo
from schemas.effects import LASTING_S
from schemas.failures import Broken
from schemas.shots import SoundKind

_HIGHEST = 0.7
"""No effect peaks above it, however short it is."""
_CREST_DB = 15.0
"""Peak over loudness; what stands out further is pressed down, as tape did, or a step would peak as high as a voice."""
_ROUNDS = 5
_SOFT = samples_of(0.12)
"""The end of a sound that lasts."""


@dataclass(frozen=True)
class Effect:
    """One kind of sound; exactly one of `once` and `lasting` is there."""

    level_lufs: float
    once: Once | None = None
    lasting: Lasting | None = None
    """Ends with its shot, or after `LASTING_S`."""
    rises_s: float = 0.0
    """What lasts comes in over so long; 0 for what begins with a stroke."""
    is_wide: bool = False
    """All around, not at one place."""
    is_passing: bool = False
    """From one side to the other."""


def _once(level_lufs: float, make: Once, *, is_passing: bool = False) -> Effect:
    return Effect(level_lufs, once=make, is_passing=is_passing)


def _lasting(level_lufs: float, make: Lasting, rises_s: float = 0.0, *, is_wide: bool = False) -> Effect:
    return Effect(level_lufs, lasting=make, rises_s=rises_s, is_wide=is_wide)


EFFECTS: dict[SoundKind, Effect] = {
    "door_opens": _once(-29, doors.door_opens),
    "door_closes": _once(-26, doors.door_closes),
    "door_slams": _once(-18, doors.door_slams),
    "knock": _once(-23, doors.knock),
    "creak": _once(-28, doors.creaks),
    "lock": _once(-29, doors.lock),
    "steps": _lasting(-31, feet.steps),
    "running": _lasting(-27, feet.running),
    "horse": _lasting(-25, feet.horse),
    "thud": _once(-23, feet.thud),
    "punch": _once(-21, blows.punch),
    "sword": _once(-22, blows.sword),
    "gunshot": _once(-14, blows.gunshot),
    "explosion": _once(-14, blows.explosion),
    "glass_breaks": _once(-20, blows.glass_breaks),
    "clink": _once(-28, blows.clink),
    "paper": _once(-33, people.paper),
    "typing": _lasting(-30, people.typing),
    "match": _once(-31, blows.match),
    "shutter": _once(-29, blows.shutter),
    "switch": _once(-31, blows.switch),
    "pour": _once(-31, weather.pour),
    "splash": _once(-22, weather.splash),
    "drips": _lasting(-34, weather.drips),
    "fire": _lasting(-32, weather.fire, 0.4, is_wide=True),
    "rain": _lasting(-31, weather.rain, 0.8, is_wide=True),
    "thunder": _once(-19, weather.thunder),
    "wind": _lasting(-30, weather.wind, 0.8, is_wide=True),
    "waves": _lasting(-29, weather.waves, 0.6, is_wide=True),
    "crowd": _lasting(-30, people.crowd, 0.5, is_wide=True),
    "applause": _lasting(-24, people.applause, 0.0, is_wide=True),
    "heartbeat": _lasting(-24, people.heartbeat),
    "engine": _lasting(-26, motors.engine),
    "car_passes": _once(-25, motors.car_passes, is_passing=True),
    "brakes": _once(-23, motors.brakes),
    "train": _lasting(-25, motors.train, 0.5),
    "aircraft": _lasting(-26, motors.aircraft, 1.0),
    "siren": _lasting(-27, signals.siren, 0.6),
    "car_horn": _once(-22, signals.car_horn),
    "ship_horn": _once(-22, signals.ship_horn),
    "train_whistle": _once(-24, signals.train_whistle),
    "whistle": _once(-26, signals.whistle),
    "church_bell": _once(-25, signals.church_bell),
    "small_bell": _once(-26, signals.small_bell),
    "phone": _lasting(-24, signals.phone),
    "alarm": _lasting(-25, signals.alarm),
    "clock": _lasting(-34, signals.clock),
    "static": _lasting(-30, signals.static, 0.1),
    "birds": _lasting(-34, creatures.birds, is_wide=True),
    "gulls": _lasting(-30, creatures.gulls),
    "crow": _once(-28, creatures.crow),
    "owl": _once(-29, creatures.owl),
    "crickets": _lasting(-38, creatures.crickets, 0.5, is_wide=True),
    "dog": _once(-26, creatures.dog),
    "wolf": _once(-28, creatures.wolf),
}


def made(kind: SoundKind, random: Random, seconds: float) -> Sound:
    """One effect at its level.

    Args:
        kind: What it is.
        random: Two of a kind sound as alike as two doors.
        seconds: How much of its shot is left: what lasts, lasts so long, at least a second and at most as long as its kind can.

    Returns:
        Shape (2, samples), its first sample the first that sounds.
    """
    effect = EFFECTS[kind]
    waves = [_wave(kind, random, seconds) for _ in range(2 if effect.is_wide else 1)]
    sound = np.stack([wave[: min(map(len, waves))] for wave in waves]).astype(np.float32)
    if effect.is_wide:
        both = sound.mean(axis=0, keepdims=True)
        sound = np.asarray(0.6 * sound + 0.5 * both, dtype=np.float32)
    elif effect.is_passing:
        sound = _panned(sound, np.linspace(-0.8, 0.8, sound.shape[1]))
    else:
        sound = stereo(sound, float(random.uniform(-0.3, 0.3)))
    return _pressed(_ended(sound, effect), effect.level_lufs)


def given(kind: SoundKind, sound: Sound, seconds: float) -> Sound:
    """An effect that an engine made, as the catalogue has its kind: as long, as loud, with the same rise.

    Args:
        kind: What it is.
        sound: Shape (2, samples), at any level, its first sample the first that sounds; silence at its end is cut off.
        seconds: As in `made`.

    Raises:
        Broken: It is silent.
    """
    effect = EFFECTS[kind]
    heard = np.flatnonzero(sound.any(axis=0))
    if not len(heard):
        msg = f"the sound that was made for '{kind}' is silent"
        raise Broken(msg)
    sound = sound[:, : int(heard[-1]) + 1]
    if effect.lasting is not None:
        sound = sound[:, : samples_of(_lasts_s(kind, seconds))]
    return _pressed(_ended(sound, effect), effect.level_lufs)


def _ended(sound: Sound, effect: Effect) -> Sound:
    rise = samples_of(effect.rises_s) if effect.lasting else 0
    return faded(sound, max(24, rise), min(_SOFT, sound.shape[1] // 4))


def _lasts_s(kind: SoundKind, seconds: float) -> float:
    return min(max(seconds, 1.0), LASTING_S[kind])


def _pressed(sound: Sound, level_lufs: float) -> Sound:
    """A sound at a loudness, or as near as its peaks let it."""
    ceiling = np.float32(min(_HIGHEST, amplitude(level_lufs + _CREST_DB)))
    for _ in range(_ROUNDS):
        sound = np.asarray(sound * np.float32(amplitude(level_lufs - integrated_lufs(sound))), dtype=np.float32)
        if float(np.abs(sound).max(initial=0)) <= ceiling:
            break
        sound = np.asarray(ceiling * np.tanh(sound / ceiling), dtype=np.float32)
    return sound


def _wave(kind: SoundKind, random: Random, seconds: float) -> Wave:
    effect = EFFECTS[kind]
    if effect.lasting is not None:
        return effect.lasting(random, _lasts_s(kind, seconds))
    assert effect.once is not None
    return effect.once(random)


def _panned(sound: Sound, pan: Wave) -> Sound:
    """Mono at places between −1 (left) and 1 (right) that move, with equal power."""
    angle = (pan + 1) * np.pi / 4
    return np.asarray(np.stack([sound[0] * np.cos(angle), sound[0] * np.sin(angle)]), dtype=np.float32)
