"""A line's pieces (`activities/voices/ssml.py`) on their way through an engine: one by one, or all of them in one call."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from activities.media.sound.waveform import Sound, amplitude, faded
from activities.voices.ssml import Piece, pieces_of
from activities.voices.treatment import LEVEL_LUFS, levelled
from activities.voices.wording import spoken_text
from schemas.failures import Refused
from schemas.media import SAMPLE_RATE_HZ

BETWEEN_S = 0.12
"""Between pieces of one line that are spoken one by one."""


def worded(text: str, speaker: str, *, speaks_ipa: bool = False) -> list[Piece]:
    """The pieces of a line that have words; none of a line without. A pause at an end of a line has no piece to stand before, and goes.

    Args:
        text: Of the line, SSML or plain.
        speaker: Who is to speak it, for messages.
        speaks_ipa: Whether it can be told how a word is pronounced.

    Raises:
        Refused: It can't be read, or asks for what the speaker has no means for.
    """
    pieces = [piece for piece in pieces_of(text) if spoken_text(piece.text)]
    if any(piece.ipa for piece in pieces) and not speaks_ipa:
        msg = f"{speaker} can't be told phonemes: take <phoneme> out, or write the word as it sounds with <sub alias='...'>"
        raise Refused(msg)
    return pieces


def joined(pieces: Sequence[Piece], sounds: Sequence[Sound]) -> tuple[Sound, list[int]]:
    """A line of pieces that were spoken one by one: all at one loudness, then each at its own, with the pauses between them.

    Args:
        pieces: At least one.
        sounds: What was made of each, mono, without silence at the ends.

    Returns:
        The line, shape (1, samples), at no loudness in particular, and the sample each piece begins with.
    """
    parts: list[Sound] = []
    begins: list[int] = []
    length = 0
    for number, (piece, sound) in enumerate(zip(pieces, sounds, strict=True)):
        silence = round((piece.pause_s + BETWEEN_S) * SAMPLE_RATE_HZ) if number else 0
        at_its_own = levelled(sound, LEVEL_LUFS) * np.float32(amplitude(piece.level_db))
        parts += [np.zeros((1, silence), np.float32), faded(at_its_own, 96, 720)]
        begins.append(length + silence)
        length += silence + sound.shape[1]
    return np.concatenate(parts, axis=1), begins


def in_one_go(text: str, speaker: str, pause: Callable[[float], str] | None) -> Piece:
    """A line for a service that speaks it whole, where a second call would be paid for again: its words with their pauses, in one manner.

    Args:
        text: Of the line, SSML or plain.
        speaker: The service, for messages.
        pause: How a pause of so many seconds is written there; None where it can't be told.

    Returns:
        Its words, "" of a line without, and the manner that all of it is in.

    Raises:
        Refused: It can't be read, is in several manners, or asks for what the service has no means for.
    """
    pieces = worded(text, speaker)
    if not pieces:
        return Piece()
    manner = replace(pieces[0], text="", pause_s=0.0)
    if any(replace(piece, text="", pause_s=0.0) != manner for piece in pieces):
        msg = f"{speaker} speaks a line in one manner: put <prosody> around all of it, or take it out"
        raise Refused(msg)
    if manner.pitch_semitones:
        msg = f"{speaker} has no pitch to set: take <emphasis> and <prosody pitch='...'> out, or choose another voice"
        raise Refused(msg)
    if pause is None and any(piece.pause_s for piece in pieces[1:]):
        msg = f"{speaker} can't be told how long a pause is: take <break>, <p> and <s> out, and write pauses as punctuation"
        raise Refused(msg)
    words = [spoken_text(pieces[0].text)]
    for piece in pieces[1:]:
        words += [*([pause(piece.pause_s)] if pause and piece.pause_s else []), spoken_text(piece.text)]
    return replace(manner, text=" ".join(words))
