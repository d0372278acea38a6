"""What a model is told of one picture: words, pictures to stay close to, and its size."""

from dataclasses import dataclass

from PIL import Image

from activities.engines import Job
from activities.media.prompting import image_prompt, negative_prompt
from activities.media.sizes import bucket, check_frame
from schemas.images import PaintImage
from schemas.media import PICTURE, ArtifactRef


@dataclass(frozen=True)
class Reference:
    """A picture of the order to stay close to."""

    picture: Image.Image
    """RGB."""
    character: str = ""
    """Whose character sheet it is; "" for mood boards."""
    views: tuple[tuple[int, int, int, int], ...] = ()
    """Where on a sheet its views are: left, top, right, bottom, pixels."""


@dataclass(frozen=True)
class Brief:
    """One picture to be painted."""

    job: Job[PaintImage]
    prompt: str
    negative: str
    size: tuple[int, int]
    """Width and height at which the model paints."""
    references: tuple[Reference, ...] = ()
    """Sheets of those who are in the shot, and mood boards."""

    @property
    def order(self) -> PaintImage:
        """What was ordered."""
        return self.job.order

    @property
    def is_ground(self) -> bool:
        """Whether it is the ground that a card's type is set over."""
        return self.order.card is not None


def brief_of(job: Job[PaintImage], pixels: float, multiple: int) -> Brief:
    """What an order asks of a model that paints about `pixels` pixels, both sides multiples of `multiple`.

    Raises:
        Refused: The frame can't be painted.
    """
    order = job.order
    check_frame(order.width_px, order.height_px)
    size = bucket(order.width_px, order.height_px, pixels, multiple)
    if order.card is not None:
        return Brief(job, _ground_prompt(order), NO_PEOPLE, size)
    seen = {"", *(subject.character.name for subject in order.subjects)}
    references = tuple(reference for reference in (_reference(job, ref) for ref in order.references) if reference.character in seen)
    return Brief(job, image_prompt(order), negative_prompt(order), size, references)


def place_prompt(order: PaintImage) -> str:
    """The set of a shot without anybody in it."""
    setting = order.setting
    kind = {"INT": "interior", "EXT": "exterior"}.get(setting.int_ext, "place")
    words = [f"{kind}, {setting.location.strip().casefold() or 'empty'}", setting.time_of_day]
    words += [setting.weather] if setting.weather != "clear" and setting.int_ext != "INT" else []
    look = order.style.strip() or "cinematic film still, natural light, detailed"
    return f"{', '.join(words)}, deserted, nobody there. {look}"


NO_PEOPLE = "people, person, face, text, letters, caption, watermark, logo, frame, border"


def _ground_prompt(order: PaintImage) -> str:
    """A quiet picture that type can stand on."""
    place = order.setting.location.strip().casefold()
    where = f"empty {place}" if place else "far hills under a wide empty sky"
    look = order.style.strip() or "cinematic film still, soft light"
    return f"{where}, {order.setting.time_of_day}, no people, no text, calm, out of focus, dark, muted colours. {look}"


def _reference(job: Job[PaintImage], ref: ArtifactRef) -> Reference:
    given = job.input(ref)
    if ref.media_type == PICTURE:
        from activities.media.drawn.picture import read_merged, read_rig  # noqa: PLC0415 - loads OpenCV, which listing engines must not cost

        x, y, wide, high = (round(value) for value in read_rig(given.path).frame)
        picture = Image.fromarray(read_merged(given.path)[y : y + high, x : x + wide])
    else:
        with Image.open(given.path) as opened:
            opened.load()
            picture = opened
    views = tuple((int(left), int(top), int(right), int(bottom)) for left, top, right, bottom in given.facts.get("views", []))
    return Reference(_on_white(picture), str(given.facts.get("character", "")), views)


def _on_white(picture: Image.Image) -> Image.Image:
    if picture.mode not in {"RGBA", "LA", "P"}:
        return picture.convert("RGB")
    cut = picture.convert("RGBA")
    flat = Image.new("RGBA", cut.size, (255, 255, 255, 255))
    flat.alpha_composite(cut)
    return flat.convert("RGB")
