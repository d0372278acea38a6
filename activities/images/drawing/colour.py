"""Colours as fractions of red, green and blue, and what painters do with them."""

Colour = tuple[float, float, float]
"""sRGB, each 0 to 1."""
Tint = Colour | int
"""A colour, or 0xRRGGBB."""


def colour(tint: Tint) -> Colour:
    """The colour behind 0xRRGGBB."""
    if isinstance(tint, int):
        return ((tint >> 16 & 255) / 255, (tint >> 8 & 255) / 255, (tint & 255) / 255)
    return tint


def mix(first: Tint, second: Tint, share: float) -> Colour:
    """`share` 0 gives the first, 1 the second."""
    a, b = colour(first), colour(second)
    return (a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share, a[2] + (b[2] - a[2]) * share)


def multiply(first: Tint, second: Tint) -> Colour:
    """As light falls on paint; the light may be brighter than 1."""
    a, b = colour(first), colour(second)
    return (min(1.0, a[0] * b[0]), min(1.0, a[1] * b[1]), min(1.0, a[2] * b[2]))


def lighter(tint: Tint, share: float) -> Colour:
    """Towards a warm white."""
    return mix(tint, (1.0, 0.98, 0.93), share)


def darker(tint: Tint, share: float) -> Colour:
    """Towards a deep violet blue, as shadows are painted."""
    return mix(tint, multiply(tint, (0.16, 0.13, 0.24)), share)


def greyer(tint: Tint, share: float) -> Colour:
    """Towards the grey of its own lightness."""
    grey = luminance(tint)
    return mix(tint, (grey, grey, grey), share)


def luminance(tint: Tint) -> float:
    """Perceived lightness, 0 to 1 (Rec. 709 weights on the coded values: good enough to compare paints)."""
    red, green, blue = colour(tint)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def argb(tint: Tint, alpha: float = 1.0) -> int:
    """As skia takes it."""
    red, green, blue = colour(tint)
    return (_byte(alpha) << 24) | (_byte(red) << 16) | (_byte(green) << 8) | _byte(blue)


def _byte(value: float) -> int:
    return max(0, min(255, round(value * 255)))
