"""Turns a person's recording into a sample of their voice, and exits: a process of its own, because it decodes what strangers send.

It is run as `python -m activities.voices.taking_in SOURCE TARGET`. SOURCE is WAV, FLAC, MP3 or MP4/M4A, told by its first bytes. TARGET
becomes FLAC: mono, 48 kHz, without rumble and without silence at its ends, at −20 LUFS or as near below as its peaks allow. Standard output
is one JSON object: the measures (`schemas.samples.SampleMeasures`), or `{"refused": "why"}`, which is no failure of the process. Memory: a
minute of sound, some 100 MB.
"""

import json
import resource
import sys
from pathlib import Path

from activities.media.sound.tone import coloured, cut
from activities.media.sound.waveform import amplitude, faded, resampled, write_sound
from activities.voices.recording import mono, read_recording
from activities.voices.speech import heard_in, refuse_unusable
from activities.voices.treatment import LEVEL_LUFS, levelled
from schemas.failures import Refused
from schemas.media import SAMPLE_RATE_HZ
from schemas.samples import SHORTEST_S, SampleMeasures

_RUMBLE_HZ = 50
"""Below the deepest voice: steps, wind and a constant offset are taken out, which would count as sound where there is none."""
_CPU_S = 60
"""A minute of speech takes two seconds: a file that takes so much longer was made to."""
_AROUND_S = 0.1
"""Kept before the first and after the last sound."""


def take_in(source: Path, target: Path) -> SampleMeasures:
    """Make a sample of a recording.

    Raises:
        Refused: It is none that can be used; says what is accepted.
    """
    recording = read_recording(source)
    sound = coloured(resampled(mono(recording.sound), recording.rate_hz), [cut("low", _RUMBLE_HZ)])
    heard = heard_in(sound)
    refuse_unusable(recording, heard)
    first = max(0, heard.first_sample - round(_AROUND_S * SAMPLE_RATE_HZ))
    sound = sound[:, first : heard.last_sample + round(_AROUND_S * SAMPLE_RATE_HZ)]
    if sound.shape[1] < SHORTEST_S * SAMPLE_RATE_HZ:
        msg = (
            f"without the silence at its ends the recording has {sound.shape[1] / SAMPLE_RATE_HZ:.1f} s; at least {SHORTEST_S} s are wanted"
        )
        raise Refused(msg)
    # to the level first: the quietest recordings would lose their finest steps in a file of 24 bits
    sound = levelled(sound * amplitude(-heard.loudest_db), LEVEL_LUFS)
    samples = write_sound(target, faded(sound, 480, 480), channels=1)
    return SampleMeasures(
        format=recording.container,
        sample_rate_hz=recording.rate_hz,
        channels=recording.sound.shape[0],
        file_s=round(recording.duration_s, 3),
        duration_s=round(samples / SAMPLE_RATE_HZ, 3),
        voiced_s=round(heard.voiced_s, 2),
        range_db=round(heard.range_db, 1),
    )


def main() -> int:
    """Take in the recording that the command line names."""
    resource.setrlimit(resource.RLIMIT_CPU, (_CPU_S, _CPU_S))
    try:
        told = take_in(Path(sys.argv[1]), Path(sys.argv[2])).model_dump_json()
    except Refused as error:
        told = json.dumps({"refused": str(error)})
    sys.stdout.write(f"{told}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
