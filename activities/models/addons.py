"""What is put onto a model: LoRAs, ControlNets, adapters; each a model of the registry with its own card, revision and licence."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from activities.models import catalogue
from activities.models.cards import active_card, missing_files, model_folder
from schemas.failures import Refused
from schemas.models import ModelCard, Terms

_LORA = re.compile(r"^(?P<id>[A-Za-z0-9][\w.-]*(?:/[A-Za-z0-9][\w.-]*)?)(?::(?P<file>[^@:]+))?(?:@(?P<weight>-?\d*\.?\d+))?$")
_HOW = "wanted 'organisation/name', 'organisation/name:file.safetensors' or either with '@weight', parted by commas"


@dataclass(frozen=True)
class Lora:
    """One LoRA and how strongly it works."""

    id: str
    file: str
    """Below its folder; "" where it has one weights file only."""
    weight: float

    @property
    def adapter(self) -> str:
        """Its name inside the pipeline; peft allows no dots in it."""
        return re.sub(r"\W", "_", f"{self.id}_{self.file}")


def read_loras(text: str) -> list[Lora]:
    """LoRAs as an option names them: "org/lightning:4step.safetensors, me/style@0.7".

    Raises:
        ValueError: It can't be read; says what is wanted.
    """
    found = []
    for part in filter(None, (part.strip() for part in text.split(","))):
        match = _LORA.match(part)
        if match is None:
            msg = f"'{part}' names no LoRA; {_HOW}"
            raise ValueError(msg)
        found.append(Lora(match["id"], match["file"] or "", float(match["weight"] or 1.0)))
    return found


def absent(models_dir: Path, ids: Sequence[str]) -> str | None:
    """What to do about add-ons that are not whole, or None."""
    for model_id in ids:
        card = active_card(models_dir, model_id)
        if card is None:
            return catalogue.absent(model_id)
        lost = missing_files(models_dir, card)
        if lost:
            return f"the model {card.name} lacks {lost[0]}: `film models download {card.id}`"
    return None


def card_of(models_dir: Path, model_id: str) -> ModelCard:
    """The card of an add-on.

    Raises:
        Refused: It is not in the registry.
    """
    card = active_card(models_dir, model_id)
    if card is None:
        raise Refused(catalogue.absent(model_id))
    return card


def folder_of(models_dir: Path, model_id: str) -> Path:
    """The files of an add-on.

    Raises:
        Refused: It is not in the registry.
    """
    return model_folder(models_dir, card_of(models_dir, model_id))


def weights_file(models_dir: Path, model_id: str, named: str) -> Path:
    """The safetensors file of an add-on.

    Args:
        models_dir: The registry.
        model_id: The add-on.
        named: Which of its files; "" for its only one.

    Raises:
        Refused: There is no such file, or several and none is named.
    """
    folder = folder_of(models_dir, model_id)
    files = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.safetensors"))
    chosen = [named] if named in files else files if not named else []
    if len(chosen) != 1:
        msg = f"{model_id}: name one of its weights files, found {', '.join(files) or 'none'}" + (f", not {named}" if named else "")
        raise Refused(msg)
    return folder / chosen[0]


def joint_terms(terms: Sequence[Terms]) -> Terms:
    """Who may use what several models made together: what every one of them allows."""
    licences = list(dict.fromkeys(each.licence for each in terms))
    return Terms(
        licence=" AND ".join(licences),
        commercial_use=all(each.commercial_use for each in terms),
        regions_excluded=sorted({region for each in terms for region in each.regions_excluded}),
        note="; ".join(dict.fromkeys(each.note for each in terms if each.note)),
    )
