"""What is known of a model's weights: where they came from, what they are for, who may use them, how large they are."""

from pydantic import Field

from schemas.message import Message

ID_PATTERN = r"^[A-Za-z0-9][A-Za-z0-9._-]*(/[A-Za-z0-9][A-Za-z0-9._-]*)?$"
"""`organisation/name` as on the Hugging Face hub, or a plain name."""


class ModelFile(Message):
    """One file of a model."""

    path: str
    """Below the model's folder, with forward slashes."""
    size_bytes: int
    sha256: str


class Terms(Message):
    """Who may use what an engine or a model makes, and where."""

    licence: str
    """SPDX expression, or the licence's name where SPDX has none."""
    commercial_use: bool
    regions_excluded: list[str] = []
    """ISO 3166-1 codes (EU for the Union) where the licence does not hold."""
    note: str = ""
    """A condition in a sentence: "free below 10 M USD of yearly revenue"."""


class ModelCard(Message):
    """One revision of one model as it lies in the registry."""

    id: str = Field(pattern=ID_PATTERN)
    revision: str = Field(pattern=r"^[A-Za-z0-9._-]{1,64}$")
    """A commit of the hub, or the first 16 digits of the hash over its files for a local folder."""
    source: str
    """`hub:<id>@<revision>` or `folder`."""
    summary: str = ""
    terms: Terms
    engines: list[str] = []
    """What it is for, as `images/sdxl`; informative."""
    files: list[ModelFile] = []
    memory_bytes: int = 0
    """Of all its tensors at the size they are stored in, by their headers."""

    @property
    def size_bytes(self) -> int:
        """Of all its files."""
        return sum(file.size_bytes for file in self.files)

    @property
    def name(self) -> str:
        """How it stands in an order, and so in the key of everything it makes."""
        return f"{self.id}@{self.revision}"
