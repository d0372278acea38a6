"""Which face detector an engine uses, told without loading any: by what is installed and what is in the registry."""

import importlib.metadata
import importlib.util
from pathlib import Path
from typing import Literal

from activities.lipsync.faces import FaceDetector
from activities.lipsync.faces_cascade import CascadeFaces
from activities.lipsync.faces_mediapipe import MediaPipeFaces, has_models_of_its_own
from activities.models.cards import active_card, missing_files, model_folder
from schemas.failures import Refused

Faces = Literal["auto", "mediapipe", "cascade"]
"""auto: MediaPipe if it can run here, else the cascade."""

_INSTALL_MEDIAPIPE = "pip install --no-deps -r deploy/requirements/mediapipe.txt"
_INSTALL_CASCADE = "pip install 'filmwright[lips]'"


def faces_fault(wanted: Faces, models_dir: Path, model_id: str) -> str | None:
    """What to do before faces can be found, or None."""
    mediapipe, cascade = _mediapipe_fault(models_dir, model_id), _cascade_fault()
    match wanted:
        case "mediapipe":
            return mediapipe
        case "cascade":
            return cascade
        case "auto":
            return f"to find faces {cascade}; or: {mediapipe}" if mediapipe and cascade else None


def faces_name(wanted: Faces, models_dir: Path, model_id: str) -> str:
    """What finds the faces, with its version and its model; "" when nothing can."""
    if faces_fault(wanted, models_dir, model_id):
        return ""
    if not _takes_mediapipe(wanted, models_dir, model_id):
        return f"scikit-image-lbp-{importlib.metadata.version('scikit-image')}"
    card = active_card(models_dir, model_id)
    version = importlib.metadata.version("mediapipe")
    return f"mediapipe-{version} {card.name}" if card else f"mediapipe-{version}"


def load_faces(wanted: Faces, models_dir: Path, model_id: str) -> FaceDetector:
    """The detector.

    Raises:
        Refused: It can't run here; says what to do.
    """
    fault = faces_fault(wanted, models_dir, model_id)
    if fault:
        raise Refused(fault)
    if not _takes_mediapipe(wanted, models_dir, model_id):
        return CascadeFaces()
    return MediaPipeFaces(_model_file(models_dir, model_id))


def _takes_mediapipe(wanted: Faces, models_dir: Path, model_id: str) -> bool:
    return wanted != "cascade" and _mediapipe_fault(models_dir, model_id) is None


def _mediapipe_fault(models_dir: Path, model_id: str) -> str | None:
    if importlib.util.find_spec("mediapipe") is None:
        return f"MediaPipe is not installed: {_INSTALL_MEDIAPIPE}"
    if active_card(models_dir, model_id) is None:
        return None if has_models_of_its_own() else f"the face model {model_id} is not in the registry: {_add(model_id)}"
    if _model_file(models_dir, model_id) is None:
        return f"the face model {model_id} has no .tflite file, or it is lost: {_add(model_id)}"
    return None


def _model_file(models_dir: Path, model_id: str) -> Path | None:
    card = active_card(models_dir, model_id)
    if card is None or missing_files(models_dir, card):
        return None
    paths = sorted(file.path for file in card.files if file.path.endswith(".tflite"))
    return model_folder(models_dir, card) / paths[0] if paths else None


def _add(model_id: str) -> str:
    return f"`film models add {model_id} --from FOLDER`, with a .tflite of BlazeFace in it"


def _cascade_fault() -> str | None:
    return None if importlib.util.find_spec("skimage") else f"scikit-image is not installed: {_INSTALL_CASCADE}"
