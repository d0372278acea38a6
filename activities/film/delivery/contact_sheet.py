"""The contact sheet: one frame of every shot with its number, size and length, and the slug line it belongs to."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil, sqrt
from pathlib import Path

from PIL import Image

from activities.film.delivery.stills import SMALL_AREA, is_card, small_still
from activities.film.delivery.tall_jpeg import TallJpeg
from activities.media.drawn.picture import Pixels
from activities.media.segment import Segment
from activities.media.text.fonts import Face, Rgb, draw_text, line_height_px, text_note, text_width_px
from schemas.film import AssembleFilm
from schemas.timeline import PlacedShot, Timeline

_PAPER: Rgb = (20, 21, 23)
_BRIGHT: Rgb = (240, 238, 232)
_PLAIN: Rgb = (176, 176, 174)
_DIM: Rgb = (118, 119, 120)
_ACCENT: Rgb = (226, 172, 92)
_NARROWEST_PX = 120
"""Of a picture, but in sheets that would be higher than `_HIGHEST_PX` otherwise."""
_HIGHEST_PX, _MOST_COLUMNS = 60_000, 80
"""JPEG ends at 65,535 pixels; it takes 5,000 shots to come there."""
_WIDEST_SHEET_PX = 2600
_TALL = 2.0
"""A sheet is at most so many times as high as it may be wide, while columns of `_NARROWEST_PX` allow it."""
_LANDSCAPE = 1.3
"""Width by height of a sheet of few shots."""
_GAP_PX, _MARGIN_PX = 20, 40
_QUALITY = 90


@dataclass(frozen=True)
class Grid:
    """Measures of a sheet, in pixels."""

    columns: int
    rows: int
    picture_width_px: int
    picture_height_px: int
    gap_px: int
    margin_px: int
    header_px: int
    text_px: float
    """Em of the captions."""

    @property
    def cell_height_px(self) -> int:
        """Picture, two lines of caption and the gap below."""
        return self.picture_height_px + round(self.text_px * 3.1) + self.gap_px

    @property
    def width_px(self) -> int:
        """Of the sheet."""
        return 2 * self.margin_px + self.columns * (self.picture_width_px + self.gap_px) - self.gap_px

    @property
    def height_px(self) -> int:
        """Of the sheet."""
        return 2 * self.margin_px + self.header_px + self.rows * self.cell_height_px - self.gap_px

    def corner(self, index: int) -> tuple[int, int]:
        """Left and top of the picture of shot `index`."""
        row, column = divmod(index, self.columns)
        return (
            self.margin_px + column * (self.picture_width_px + self.gap_px),
            self.margin_px + self.header_px + row * self.cell_height_px,
        )


def grid_for(shots: int, aspect: float) -> Grid:
    """The grid of a sheet of `shots` pictures of an aspect ratio (width by height).

    A few shots make a landscape sheet; many make one that is scrolled, with smaller pictures the more there are.
    """
    landscape = ceil(sqrt(shots * _LANDSCAPE * (1 / aspect + 0.17)))
    unshrunk = int((_WIDEST_SHEET_PX - 2 * _MARGIN_PX + _GAP_PX) / (sqrt(SMALL_AREA * aspect) + _GAP_PX))
    most = (_WIDEST_SHEET_PX - 2 * _MARGIN_PX + _GAP_PX) // (_NARROWEST_PX + _GAP_PX)
    columns = min(shots, landscape, unshrunk)
    while columns < min(shots, most) and _grid(shots, aspect, columns).height_px > _TALL * _WIDEST_SHEET_PX:
        columns += 1
    while columns < _MOST_COLUMNS and _grid(shots, aspect, columns).height_px > _HIGHEST_PX:
        columns += 1
    return _grid(shots, aspect, columns)


def write_contact_sheet(
    order: AssembleFilm, timeline: Timeline, segments: Sequence[Segment], path: Path, progress: Callable[[float], None]
) -> tuple[int, int]:
    """Write the sheet as JPEG.

    Args:
        order: Title and language count.
        timeline: At least one shot.
        segments: The body of each shot.
        path: Of the picture.
        progress: Called with 0 to 1 after every shot.

    Returns:
        Its width and height in pixels.
    """
    grid = grid_for(len(timeline.shots), order.encoding.width_px / order.encoding.height_px)
    headings = {scene.scene: scene.heading for scene in timeline.scenes}
    scene_before: int | None = None
    with TallJpeg(path, (grid.width_px, grid.height_px), _PAPER, _QUALITY) as picture:
        sheet = _Sheet(picture, grid, order.language)
        sheet.write_header(order.title, timeline)
        for index, (placed, segment) in enumerate(zip(timeline.shots, segments, strict=True)):
            picture.finish_above(grid.corner(index)[1])
            sheet.lay_picture(index, small_still(placed.shot, segment))
            sheet.write_caption(index, placed, timeline.fps)
            sheet.write_slug(index, headings[placed.scene], is_first=placed.scene != scene_before)
            scene_before = placed.scene
            progress((index + 1) / len(segments))
    return grid.width_px, grid.height_px


def sheet_notes(order: AssembleFilm, timeline: Timeline) -> list[str]:
    """Writing systems of titles and slug lines that no font on this machine has."""
    words = [order.title, *(scene.heading for scene in timeline.scenes), *(placed.shot.title for placed in timeline.shots)]
    notes = (text_note(text, Face.SANS, order.language) for text in dict.fromkeys(words))
    return list(dict.fromkeys(note for note in notes if note))


@dataclass(frozen=True)
class _Sheet:
    """The sheet in the making."""

    picture: TallJpeg
    grid: Grid
    language: str

    def write_header(self, title: str, timeline: Timeline) -> None:
        minutes, seconds = divmod(round(timeline.seconds), 60)
        shots, margin_px = len(timeline.shots), self.grid.margin_px
        facts = f"{shots} shot{'' if shots == 1 else 's'}  ·  {minutes}:{seconds:02}  ·  {timeline.fps} fps"
        room_px = self.grid.width_px - 2 * margin_px
        facts_px = self._width_px(facts, Face.SANS, 18)
        has_room = facts_px < room_px * 0.6
        name = self._fitted(title, Face.SANS_SEMIBOLD, 32, room_px - (facts_px + 24 if has_room else 0))
        self._put(name, Face.SANS_SEMIBOLD, 32, _BRIGHT, (margin_px, margin_px - 12))
        if has_room:
            self._put(facts, Face.SANS, 18, _DIM, (self.grid.width_px - margin_px - facts_px, margin_px + 4))

    def lay_picture(self, index: int, picture: Pixels) -> None:
        size = (self.grid.picture_width_px, self.grid.picture_height_px)
        small = Image.fromarray(picture).resize(size, Image.Resampling.LANCZOS, reducing_gap=1.5)
        self.picture.paste(small, self.grid.corner(index))

    def write_caption(self, index: int, placed: PlacedShot, fps: int) -> None:
        """Number, size and names on the left, length on the right."""
        left, top = self.grid.corner(index)
        top += self.grid.picture_height_px + round(self.grid.text_px * 0.25)
        size_px = self.grid.text_px
        length = f"{placed.shot.frames / fps:.1f} s"
        length_px = self._width_px(length, Face.SANS, size_px)
        self._put(length, Face.SANS, size_px, _PLAIN, (left + self.grid.picture_width_px - length_px, top))
        number = str(placed.shot.number)
        self._put(number, Face.SANS_BOLD, size_px, _ACCENT, (left, top))
        beside = self._width_px(number, Face.SANS_BOLD, size_px) + size_px * 0.6
        words = placed.shot.title.capitalize() if is_card(placed.shot) else placed.shot.title
        room_px = self.grid.picture_width_px - beside - length_px - size_px * 0.6
        self._put(self._fitted(words, Face.SANS_SEMIBOLD, size_px, room_px), Face.SANS_SEMIBOLD, size_px, _BRIGHT, (left + beside, top))

    def write_slug(self, index: int, heading: str, *, is_first: bool) -> None:
        """The slug line, brighter under the first shot of a scene."""
        left, top = self.grid.corner(index)
        top += self.grid.picture_height_px + round(self.grid.text_px * 1.6)
        size_px = self.grid.text_px * 0.88
        words = self._fitted(heading, Face.SANS, size_px, self.grid.picture_width_px)
        self._put(words, Face.SANS, size_px, _PLAIN if is_first else _DIM, (left, top))

    def _put(self, text: str, face: Face, size_px: float, colour: Rgb, corner: tuple[float, float]) -> None:
        if text:
            ink = Image.fromarray(draw_text(text, face, size_px, colour, language=self.language))
            # draw_text leaves a margin of 0.15 em on both sides
            self.picture.paste(ink, (round(corner[0] - size_px * 0.15), round(corner[1] - line_height_px(face, size_px) * 0.08)), ink)

    def _fitted(self, text: str, face: Face, size_px: float, width_px: float) -> str:
        """The text, its end replaced by an ellipsis when it is too wide."""
        if self._width_px(text, face, size_px) <= width_px:
            return text
        # a wide font has 0.2 em to a letter at least: no need to measure a novel
        kept = min(len(text), max(0, int(width_px / (0.2 * size_px))))
        while kept and self._width_px(f"{text[:kept].rstrip()}…", face, size_px) > width_px:
            kept -= 1
        return f"{text[:kept].rstrip()}…" if kept else ""

    def _width_px(self, text: str, face: Face, size_px: float) -> float:
        return text_width_px(text, face, size_px, language=self.language)


def _grid(shots: int, aspect: float, columns: int) -> Grid:
    widest = (_WIDEST_SHEET_PX - 2 * _MARGIN_PX + _GAP_PX) // columns - _GAP_PX
    width = min(widest, max(_NARROWEST_PX, round(sqrt(SMALL_AREA * aspect))))
    return Grid(
        columns=columns,
        rows=ceil(shots / columns),
        picture_width_px=width,
        picture_height_px=round(width / aspect),
        gap_px=_GAP_PX,
        margin_px=_MARGIN_PX,
        header_px=72,
        text_px=max(12.0, min(17.0, width / 17)),
    )
