"""How a speech is spoken: how long, where its speaker is, which pauses, and where a long one can be taken apart.

Speaking time is 150 words a minute; scripts without blanks go by characters (an assumption: 4.5 a second for Chinese, Japanese and Korean,
10 for Thai, Lao and Khmer). Real lengths replace it as soon as a voice has spoken.
"""

import re
from typing import Literal

from activities.shots.words import clauses, sentences, words

WORDS_PER_S = 2.5
LONGEST_SPEECH_S = 10.0
"""A longer speech is spread over several shots."""
PART_S = 7.0

Placement = Literal["on", "voice_over", "off_screen"]

_IDEOGRAPH = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1780-\u17ff]")
_PAUSE = re.compile(
    r"\b(?:beat|pause|pausa|silence|silencio|silenzio|silêncio|stille|moment|momento|temps|then|pauses|hesitates)\b", re.IGNORECASE
)
_LONG = re.compile(r"\b(?:long|larga|largo|longue|lange|lunga|lungo|longa|longo)\b", re.IGNORECASE)
_SHORT = re.compile(r"\b(?:short|brief|quick|then|breve|court|courte|kurz|kurze|curta)\b", re.IGNORECASE)
INLINE_PAUSE = re.compile(r"\((?:a )?(?:short |long |brief )?(?:beat|pause|pausa|silence)\)", re.IGNORECASE)
"""A pause the writer put inside a speech; it is kept, not spoken."""
_VOICE_OVER = frozenset(
    {"VO", "VOICEOVER", "VOICE-OVER", "VOICE OVER", "OFF", "VOZ EN OFF", "EN OFF", "VOIX OFF", "NARRATION", "PRE-LAP", "PRELAP"}
)
_OFF_SCREEN = frozenset({"OS", "OC", "OFFSCREEN", "OFF-SCREEN", "OFF SCREEN", "OFF CAMERA", "OFFSTAGE", "HC", "FC", "FDC", "HORS CHAMP"})
_REMOTE = re.compile(
    r"\b(?:PHONE|TELEPHONE|RADIO|TV|TELEVISION|FILTERED|INTERCOM|SPEAKER|MEGAPHONE|RECORDING|TELÉFONO|TÉLÉPHONE|TELEFON)\b"
)
_UNMARKED = frozenset({"CONTD", "CONT", "CONTINUED", "MORE"})


_RECITED = re.compile(
    r"\b(?:recit\w*|chant\w*|declaim\w*|in verse|a poem|poem|verse|sloka|shloka|mantra|prayer|praying|rezitier\w*|gedicht|recita\w*|poema|"
    r"poesía|poème|récit\w*|poesia|श्लोक|मंत्र|कविता)\b",
    re.IGNORECASE,
)
VERSE_PAUSE_S = 0.7
"""Between two lines of verse, beside the usual gap."""


def is_recited(parenthetical: str) -> bool:
    """Whether a parenthetical says that verse is spoken: "reciting", "a prayer"."""
    return _RECITED.search(parenthetical) is not None


def spoken_s(text: str) -> float:
    """Estimated seconds it takes to say a text; at least 0.6."""
    ideographs = len(_IDEOGRAPH.findall(text))
    unspaced = len(_UNSPACED.findall(text))
    spaced = len(words(_UNSPACED.sub(" ", _IDEOGRAPH.sub(" ", text)))) + len(re.findall(r"\d+", text))
    return max(0.6, spaced / WORDS_PER_S + ideographs / 4.5 + unspaced / 10)


def pause_s(parenthetical: str) -> float:
    """Seconds of silence a parenthetical asks for: 0 when none, 1 for a beat, 0.5 for a short one, 2 for a long one."""
    if not _PAUSE.search(parenthetical):
        return 0.0
    if _LONG.search(parenthetical):
        return 2.0
    return 0.5 if _SHORT.search(parenthetical) else 1.0


def placed(extensions: list[str]) -> tuple[Placement, str]:
    """Where the speaker is, and what the extensions say about the sound ("on phone"), from a cue's extensions."""
    placement: Placement = "on"
    treatment = []
    for extension in extensions:
        upper = extension.upper().strip()
        bare = upper.replace(".", "").replace("'", "").replace("’", "").strip()
        if bare in _VOICE_OVER:
            placement = "voice_over"
        elif bare in _OFF_SCREEN:
            placement = "off_screen"
        elif _REMOTE.search(upper):
            treatment.append(extension.lower())
            if not upper.startswith("INTO"):
                placement = "off_screen"
        elif bare not in _UNMARKED:
            treatment.append(extension.lower())
    return placement, "; ".join(treatment)


def parts(text: str, longest_s: float = LONGEST_SPEECH_S) -> list[str]:
    """A speech in parts that each fit one shot: whole if it takes up to `longest_s`, else cut at sentence ends (clauses, if need be)."""
    if spoken_s(text) <= longest_s:
        return [text]
    pieces: list[str] = []
    for sentence in sentences(text):
        pieces += [sentence] if spoken_s(sentence) <= longest_s else clauses(sentence)
    return _packed(pieces)


def _packed(pieces: list[str]) -> list[str]:
    lengths = [spoken_s(piece) for piece in pieces]
    count = max(1, round(sum(lengths) / PART_S))
    each = sum(lengths) / count
    runs: list[str] = []
    filled = 0.0
    for piece, length in zip(pieces, lengths, strict=True):
        # A piece opens a new part when less than half of it still belongs to the current one.
        if runs and filled + length / 2 <= each * len(runs):
            runs[-1] = f"{runs[-1]} {piece}"
        else:
            runs.append(piece)
        filled += length
    return runs
