"""What is known of a model's weights: where they came from, what they are for, who may use them, how large they are."""

from typing import Annotated, Literal

from pydantic import Field

from schemas.message import Message

ID_PATTERN = r"^[A-Za-z0-9][A-Za-z0-9._-]*(/[A-Za-z0-9][A-Za-z0-9._-]*)?$"
"""`organisation/name` as on the Hugging Face hub, or a plain name."""


Region = Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
"""An ISO 3166-1 code of two letters; EU for the Union."""


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
    regions_excluded: list[Region] = []
    """Where the licence does not hold."""
    note: str = ""
    """A condition in a sentence: "free below 10 M USD of yearly revenue"."""

    @property
    def conditions(self) -> str:
        """The note and the regions, as people are told them beside the licence; "" when there are none."""
        regions = f"not in {', '.join(self.regions_excluded)}" if self.regions_excluded else ""
        return "; ".join(filter(None, (self.note, regions)))

    @property
    def in_words(self) -> str:
        """All of it: "LTX-2 Community, commercial use allowed (free below 10 M USD of yearly revenue)"."""
        conditions = f" ({self.conditions})" if self.conditions else ""
        return f"{self.licence}, {'commercial use allowed' if self.commercial_use else 'no commercial use'}{conditions}"


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


class FetchModel(Message):
    """Fetch a model from the hub into a registry, and use it from now on. Whose hub, and with which token, is up to the worker."""

    id: str = Field(pattern=ID_PATTERN)
    revision: str = "main"
    """Branch, tag or commit."""
    terms: Terms
    """As they were accepted."""
    registry: str
    """What the registry is called; workers that see its folder listen to `queue`."""

    @property
    def queue(self) -> str:
        """Where it is done."""
        return registry_queue(self.registry)


def registry_queue(registry: str) -> str:
    """The Temporal task queue of the workers that see a registry's folder."""
    return f"models-{registry}"


class ModelFound(Message):
    """What the hub has of a model."""

    commit: str
    files: int
    size_bytes: int


class FetchProgress(Message):
    """How far a model is on its way."""

    commit: str
    doing: Literal["fetching", "checking"]
    """Fetching its files, then reading them for their hashes."""
    bytes_done: int
    """Of what is done now."""
    size_bytes: int
    """Of all its files."""


class ModelFetched(Message):
    """A model that is in the registry, and in use."""

    id: str
    revision: str
    """The commit."""
    files: int
    size_bytes: int
