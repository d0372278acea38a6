"""From the sounds of any language, written in IPA, to mouth shapes.

One sign, one shape, after what is seen of a mouth from the front: closed lips, lip on teeth, tongue at the teeth, teeth together, rounded
lips, how far the jaw is open. Marks of stress, length, tone and secondary articulation (but rounding) change nothing that can be seen.
"""

import unicodedata
from itertools import groupby

from activities.media.drawn.picture import Viseme

_SIGNS: dict[Viseme, str] = {
    "MBP": "pbmɓʙʘ",
    "FV": "fvɱʋⱱɸβ",
    "L": "lɫɭɬɮɺʟʎθðǁ",
    "T": "tdsznɾrʈɖɳɲɗcɟʝǀǃǂ",
    "K": "kgɡŋxɣqɢɴχʁħʕʔʜʢʡɠʄʛɰ",
    "CH": "ʃʒɕʑʂʐɹɻɽçʧʤɚɝ",
    "E": "eɛiɪɨɘəɜɯᵻj",
    "A": "aɑɐʌæɶä",
    "O": "oɔɒɤøœɵɞ",
    "U": "uʊʉwyʏʍɥɷ",
}
_SHAPES: dict[str, Viseme] = {sign: viseme for viseme, signs in _SIGNS.items() for sign in unicodedata.normalize("NFD", signs)}
_ROUNDING = "ʷᵝ"
_RETROFLEX = "."
"""eSpeak NG writes Mandarin "sh" as "s."."""

VOWELS: frozenset[Viseme] = frozenset({"A", "E", "O", "U"})
CLOSURES: frozenset[Viseme] = frozenset({"MBP", "FV"})
"""Shapes whose absence everybody notices, however short the sound."""


def visemes_of(ipa: str) -> list[Viseme]:
    """The mouth shapes of one sound, in order.

    Args:
        ipa: One phoneme as a voice engine notes it: "p", "t͡ʃ", "aɪ", "ˈɔː", "kʷ". Several letters are a diphthong or an affricate.

    Returns:
        No shape twice in a row. Of an affricate's tongue shapes only the release ("tʃ" is CH). Empty for pauses, for "h" alone and for
        signs that are no IPA: the mouth then stays as it is.
    """
    shapes: list[Viseme] = []
    for sign in unicodedata.normalize("NFD", ipa):
        if sign in _ROUNDING and shapes and shapes[-1] in VOWELS:
            shapes[-1] = "U"
        elif sign in _ROUNDING:
            shapes.append("U")
        elif sign == _RETROFLEX and shapes and shapes[-1] == "T":
            shapes[-1] = "CH"
        elif sign in _SHAPES:
            shapes.append(_SHAPES[sign])
    merged = [shape for shape, _ in groupby(shapes)]
    # "ts", "tʃ", "dʒ", "tɬ": the tongue is at the teeth before the release; the release is what shows.
    is_affricate = len(merged) == 2 and merged[0] in ("T", "K") and merged[1] in ("CH", "L", "T", "K")
    return merged[1:] if is_affricate else merged


def is_pause(ipa: str) -> bool:
    """Whether a sound of this name is silence: it has no letter. An "h" or a lone modifier has one, and shows nothing of its own."""
    return not any(sign.isalpha() for sign in ipa)
