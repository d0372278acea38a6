"""The orchestra: every instrument's numbers, by name."""

from activities.music.tones import Struck, Sustained

_VOWEL = ((650.0, 10.0, 180.0), (1080.0, 6.0, 220.0), (2600.0, 2.0, 500.0))
_VIOLIN = ((280.0, 3.0, 120.0), (480.0, 4.0, 160.0), (1100.0, 2.0, 500.0), (2900.0, 5.0, 900.0))
_CELLO = ((180.0, 4.0, 90.0), (420.0, 3.0, 160.0), (700.0, 2.0, 250.0), (2000.0, 2.0, 800.0))

INSTRUMENTS: dict[str, Sustained | Struck] = {
    # sustained
    "pad": Sustained("pad", 1.9, 1.25, 0.3, cents=(-9, -3, 4, 10), attack_s=1.1, release_s=1.6, vibrato_hz=0.4, vibrato_cents=4),
    "dark_pad": Sustained(
        "dark_pad", 2.4, 1.6, 0.25, cents=(-11, -4, 5, 12), attack_s=1.6, release_s=2.2, vibrato_hz=0.25, vibrato_cents=7
    ),
    "glass_pad": Sustained(
        "glass_pad", 2.6, 1.9, 0.3, even=0.4, cents=(-7, 7, 1), attack_s=1.4, release_s=2.0, vibrato_hz=0.3, vibrato_cents=5
    ),
    "choir": Sustained(
        "choir",
        1.5,
        1.1,
        0.25,
        formants=_VOWEL,
        cents=(-13, -5, 3, 12),
        attack_s=0.8,
        release_s=1.3,
        vibrato_hz=4.6,
        vibrato_cents=14,
        breath=0.05,
    ),
    "strings": Sustained(
        "strings",
        1.45,
        0.95,
        0.35,
        formants=_VIOLIN,
        cents=(-10, -4, 3, 9),
        attack_s=0.42,
        release_s=0.8,
        vibrato_cents=9,
    ),
    "low_strings": Sustained(
        "low_strings",
        1.4,
        0.95,
        0.35,
        formants=_CELLO,
        cents=(-8, -2, 5),
        attack_s=0.3,
        release_s=0.6,
        vibrato_cents=7,
    ),
    "spiccato": Sustained(
        "spiccato", 1.4, 0.9, 0.6, formants=_CELLO, cents=(-8, 0, 7), attack_s=0.012, release_s=0.12, breath=0.05, fall_s=0.16
    ),
    "tremolo": Sustained(
        "tremolo",
        1.5,
        1.0,
        0.4,
        formants=_VIOLIN,
        cents=(-14, -5, 4, 13),
        attack_s=0.7,
        release_s=0.7,
        vibrato_hz=7.5,
        vibrato_cents=22,
        breath=0.04,
    ),
    "violin": Sustained(
        "violin",
        1.3,
        0.85,
        0.4,
        formants=_VIOLIN,
        cents=(-4, 3),
        attack_s=0.14,
        release_s=0.35,
        vibrato_hz=5.6,
        vibrato_cents=22,
        breath=0.02,
    ),
    "cello": Sustained(
        "cello", 1.35, 0.9, 0.4, formants=_CELLO, cents=(-3, 3), attack_s=0.16, release_s=0.4, vibrato_hz=5.0, vibrato_cents=17, breath=0.02
    ),
    "horn": Sustained(
        "horn", 1.9, 0.85, 0.55, formants=((420.0, 4.0, 220.0),), cents=(-6, 0, 5), attack_s=0.13, release_s=0.4, vibrato_cents=3
    ),
    "brass": Sustained(
        "brass", 1.6, 0.6, 0.75, formants=((600.0, 3.0, 300.0), (1500.0, 3.0, 500.0)), cents=(-8, 0, 8), attack_s=0.06, release_s=0.25
    ),
    "flute": Sustained(
        "flute", 2.5, 1.7, 0.35, cents=(-1.5, 1.5), attack_s=0.1, release_s=0.25, vibrato_hz=4.9, vibrato_cents=12, breath=0.10
    ),
    "bansuri": Sustained(
        "bansuri", 2.2, 1.5, 0.4, cents=(-1.0, 1.0), attack_s=0.12, release_s=0.3, vibrato_hz=4.6, vibrato_cents=20, breath=0.16
    ),
    "clarinet": Sustained("clarinet", 1.5, 1.05, 0.35, even=0.12, cents=(-1.5, 1.5), attack_s=0.05, release_s=0.14, breath=0.02),
    "bassoon": Sustained(
        "bassoon", 1.3, 1.0, 0.35, formants=((480.0, 8.0, 160.0), (1150.0, 4.0, 250.0)), cents=(-1.5, 1.5), attack_s=0.03, release_s=0.12
    ),
    "whistle": Sustained(
        "whistle", 4.0, 3.0, 0.2, cents=(0.0,), attack_s=0.09, release_s=0.22, vibrato_hz=5.4, vibrato_cents=26, breath=0.09
    ),
    "harmonica": Sustained(
        "harmonica",
        0.9,
        0.7,
        0.4,
        formants=((900.0, 4.0, 400.0), (2400.0, 4.0, 700.0)),
        cents=(-5, 5),
        attack_s=0.09,
        release_s=0.2,
        vibrato_hz=5.2,
        vibrato_cents=10,
    ),
    "sub": Sustained("sub", 3.0, 2.2, 0.3, cents=(0.0,), attack_s=0.02, release_s=0.14),
    "drone": Sustained(
        "drone", 1.6, 1.2, 0.3, formants=_CELLO, cents=(-7, 2, 8), attack_s=2.0, release_s=2.5, vibrato_hz=0.15, vibrato_cents=8
    ),
    "saw": Sustained("saw", 1.35, 0.9, 0.55, cents=(-9, 0, 9), attack_s=0.008, release_s=0.16, fall_s=0.28),
    "lead": Sustained("lead", 1.7, 1.1, 0.35, cents=(-6, 6), attack_s=0.03, release_s=0.3, vibrato_hz=5.0, vibrato_cents=10),
    # struck
    "piano": Struck(
        "piano",
        partials=16,
        roll_off=1.25,
        stiffness=0.0003,
        plucked_at=0.12,
        decay_s=1.15,
        damping=0.22,
        knock=0.05,
        knock_hz=1400,
        release_s=0.3,
    ),
    "felt": Struck(
        "felt",
        partials=9,
        roll_off=1.9,
        stiffness=0.0003,
        plucked_at=0.12,
        decay_s=1.0,
        damping=0.35,
        knock=0.09,
        knock_hz=700,
        release_s=0.35,
    ),
    "electric_piano": Struck(
        "electric_piano", ratios=(1, 2, 3, 4, 7.1, 14.0), roll_off=1.5, decay_s=1.2, damping=0.3, knock=0.04, cents=4, tremolo_hz=3.6
    ),
    "harp": Struck("harp", partials=12, roll_off=1.5, plucked_at=0.3, decay_s=0.85, damping=0.3, knock=0.03, release_s=0.9),
    "guitar": Struck(
        "guitar",
        partials=16,
        roll_off=1.05,
        stiffness=0.00008,
        plucked_at=0.17,
        decay_s=0.8,
        damping=0.28,
        knock=0.06,
        knock_hz=2000,
        release_s=0.2,
    ),
    "twang": Struck(
        "twang",
        partials=20,
        roll_off=0.8,
        stiffness=0.00012,
        plucked_at=0.09,
        decay_s=1.1,
        damping=0.16,
        knock=0.07,
        knock_hz=3200,
        release_s=0.3,
        tremolo_hz=6.2,
    ),
    "pizzicato": Struck(
        "pizzicato", partials=9, roll_off=1.4, plucked_at=0.22, decay_s=0.2, damping=0.5, knock=0.12, knock_hz=1600, release_s=0.1, cents=5
    ),
    "sitar": Struck(
        "sitar",
        partials=22,
        roll_off=0.55,
        stiffness=0.00004,
        plucked_at=0.07,
        decay_s=0.75,
        damping=0.1,
        knock=0.06,
        knock_hz=4500,
        release_s=0.4,
    ),
    "tanpura": Struck(
        "tanpura", partials=24, roll_off=0.75, plucked_at=0.46, decay_s=1.9, damping=0.06, knock=0.01, release_s=1.5, cents=3
    ),
    "bass": Struck(
        "bass", partials=8, roll_off=1.7, plucked_at=0.2, decay_s=0.6, damping=0.5, knock=0.06, knock_hz=900, release_s=0.12, cents=0.5
    ),
    "marimba": Struck("marimba", ratios=(1, 3.93, 9.6), roll_off=1.7, decay_s=0.28, damping=0.35, knock=0.08, knock_hz=1800),
    "vibraphone": Struck(
        "vibraphone", ratios=(1, 3.98, 10.1), roll_off=2.1, decay_s=1.3, damping=0.3, knock=0.03, tremolo_hz=4.8, release_s=0.7
    ),
    "celesta": Struck(
        "celesta", ratios=(1, 2.01, 4.1, 7.4), roll_off=1.6, decay_s=1.0, damping=0.35, knock=0.04, knock_hz=4000, release_s=0.6
    ),
    "bell": Struck(
        "bell", ratios=(0.5, 1, 1.19, 1.5, 2, 2.52, 3.0, 4.17), roll_off=0.9, decay_s=1.6, damping=0.35, knock=0.02, release_s=1.5, cents=3
    ),
}
