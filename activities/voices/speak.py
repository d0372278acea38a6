"""Speaks one text with eSpeak NG and exits: a script of its own, because eSpeak NG gives the same samples only in a fresh process.

It is run as `python -I -S speak.py` and imports nothing but the standard library, so that it starts in a few hundredths of a second.
Standard input is one JSON object: `library`, `data`, `voice`, `text`, `rate_wpm`, `pitch`, `range`, `word_gap` (tens of milliseconds).
Standard output is one line of JSON, `{"rate_hz", "phonemes": [[first_sample, IPA], ...], "samples"}`, then the samples as 16-bit
little-endian numbers. Phoneme events exist only in the old interface `espeak_Initialize`
(https://github.com/espeak-ng/espeak-ng/issues/1387); an empty IPA text is a pause. The event's text has 8 bytes; a longer one is cut.
"""

import ctypes
import json
import sys
from typing import Any

_RETRIEVAL = 1
_PHONEME_EVENTS, _IPA, _DONT_EXIT = 1, 2, 0x8000
_UTF8 = 1
_RATE, _VOLUME, _PITCH, _RANGE, _WORD_GAP = 1, 2, 3, 4, 7
_UNCLIPPED = 55
"""eSpeak NG's volume: at its usual 100 some timbres clip."""
_END, _PHONEME = 0, 7
_SEED = 1
EXIT_NO_VOICE = 3


class _Id(ctypes.Union):
    _fields_ = [("number", ctypes.c_int), ("name", ctypes.c_void_p), ("string", ctypes.c_char * 8)]


class _Event(ctypes.Structure):
    _fields_ = [
        ("type", ctypes.c_int),
        ("unique_identifier", ctypes.c_uint),
        ("text_position", ctypes.c_int),
        ("length", ctypes.c_int),
        ("audio_position", ctypes.c_int),
        ("sample", ctypes.c_int),
        ("user_data", ctypes.c_void_p),
        ("id", _Id),
    ]


_Callback = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.POINTER(_Event))


def _load(path: str) -> Any:
    library = ctypes.CDLL(path)
    library.espeak_Initialize.argtypes = [ctypes.c_int, ctypes.c_int, ctypes.c_char_p, ctypes.c_int]
    library.espeak_SetSynthCallback.argtypes = [_Callback]
    library.espeak_SetVoiceByName.argtypes = [ctypes.c_char_p]
    library.espeak_ng_SetRandSeed.argtypes = [ctypes.c_long]
    library.espeak_SetParameter.argtypes = [ctypes.c_int, ctypes.c_int, ctypes.c_int]
    library.espeak_Synth.argtypes = [
        ctypes.c_char_p,
        ctypes.c_size_t,
        ctypes.c_uint,
        ctypes.c_int,
        ctypes.c_uint,
        ctypes.c_uint,
        ctypes.c_void_p,
        ctypes.c_void_p,
    ]
    return library


def main() -> int:
    """Speak what standard input asks for; returns the exit status."""
    wish = json.load(sys.stdin)
    samples = bytearray()
    phonemes: list[tuple[int, str]] = []

    def collect(sound: Any, count: int, event: Any) -> int:
        if sound and count > 0:
            samples.extend(ctypes.string_at(sound, 2 * count))
        index = 0
        while event[index].type != _END:
            if event[index].type == _PHONEME:
                # `.string` stops at the first zero byte; a cut character at its end is dropped
                phonemes.append((event[index].sample, event[index].id.string.decode("utf-8", "ignore")))
            index += 1
        return 0

    callback = _Callback(collect)
    library = _load(wish["library"])
    rate_hz = library.espeak_Initialize(_RETRIEVAL, 200, wish["data"].encode(), _PHONEME_EVENTS | _IPA | _DONT_EXIT)
    if rate_hz <= 0:
        sys.stderr.write(f"eSpeak NG does not start with the data in {wish['data']}\n")
        return 1
    library.espeak_SetSynthCallback(callback)
    # Breathy voices have noise in them, which is seeded by the time of day unless it is told otherwise.
    library.espeak_ng_SetRandSeed(_SEED)
    if library.espeak_SetVoiceByName(wish["voice"].encode()) != 0:
        sys.stderr.write(f"eSpeak NG has no voice {wish['voice']}\n")
        return EXIT_NO_VOICE
    for parameter, name in ((_RATE, "rate_wpm"), (_PITCH, "pitch"), (_RANGE, "range"), (_WORD_GAP, "word_gap")):
        library.espeak_SetParameter(parameter, wish[name], 0)
    library.espeak_SetParameter(_VOLUME, _UNCLIPPED, 0)
    text = wish["text"].encode() + b"\0"
    status = library.espeak_Synth(text, len(text), 0, 1, 0, _UTF8, None, None)
    library.espeak_Synchronize()
    if status != 0:
        sys.stderr.write(f"eSpeak NG failed with status {status}\n")
        return 1
    header = {"rate_hz": rate_hz, "phonemes": sorted(phonemes, key=lambda phoneme: phoneme[0]), "samples": len(samples) // 2}
    sys.stdout.buffer.write(json.dumps(header).encode() + b"\n" + bytes(samples))
    return 0


if __name__ == "__main__":
    sys.exit(main())
