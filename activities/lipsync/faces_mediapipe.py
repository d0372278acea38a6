"""Faces by MediaPipe's BlazeFace: fast, also turned and tilted faces.

Two generations of the package are known. From 1.0 on it has only Tasks and no models: the path of one must be given
(`face_detection_short_range.tflite`, `face_detection_full_range_sparse.tflite` or Google's `blaze_face_short_range.tflite`). Up to 0.10 it
has `solutions`, with the models in the wheel. Both give six key points; eyes and mouth are what is used.
"""

import importlib
import importlib.metadata
import importlib.util
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from activities.lipsync.faces import Face, without_doubles
from activities.media.rgb import Rgb
from schemas.failures import Refused

SURE_ENOUGH = 0.5
"""MediaPipe's own threshold."""
_RIGHT_EYE, _LEFT_EYE, _MOUTH = 0, 1, 3
"""Of the six key points of BlazeFace."""
_FULL_RANGE = 1


def has_models_of_its_own() -> bool:
    """Whether the package that is installed comes with models: those with `solutions` do."""
    if importlib.util.find_spec("mediapipe") is None:
        return False
    try:
        return importlib.util.find_spec("mediapipe.python.solutions") is not None
    except ModuleNotFoundError:
        return False


class MediaPipeFaces:
    """A `FaceDetector`."""

    every_frames = 1

    def __init__(self, model: Path | None) -> None:
        """Build the detector.

        Args:
            model: A `.tflite` of BlazeFace; None takes the one that came with the package.

        Raises:
            Refused: The package has none of its own, or the file is none that it knows.
        """
        self.name = f"mediapipe-{importlib.metadata.version('mediapipe')}"
        if model is None and not has_models_of_its_own():
            msg = f"{self.name} comes without models: give the path of one, or add it to the registry"
            raise Refused(msg)
        self._finding = _Tasks(model) if model else _Solutions()

    def find(self, picture: Rgb) -> list[Face]:
        """The faces of a picture, of any size the model sees."""
        return without_doubles(self._finding.find(np.ascontiguousarray(picture)))

    def close(self) -> None:
        """Let go of the library's threads; at the interpreter's end it would be too late for them."""
        self._finding.detector.close()


class _Tasks:
    def __init__(self, model: Path) -> None:
        self._mediapipe = importlib.import_module("mediapipe")
        tasks = importlib.import_module("mediapipe.tasks.python")
        options = tasks.vision.FaceDetectorOptions(
            base_options=tasks.BaseOptions(model_asset_path=str(model)), min_detection_confidence=SURE_ENOUGH
        )
        try:
            self.detector = tasks.vision.FaceDetector.create_from_options(options)
        except (RuntimeError, ValueError, OSError) as error:
            msg = f"{model.name} is no face model that MediaPipe knows: {str(error).partition(chr(10))[0]}"
            raise Refused(msg) from error

    def find(self, picture: Rgb) -> list[Face]:
        image = self._mediapipe.Image(image_format=self._mediapipe.ImageFormat.SRGB, data=picture)
        found = self.detector.detect(image).detections
        return [face_of([(point.x, point.y) for point in face.keypoints], picture, face.categories[0].score) for face in found]


class _Solutions:
    def __init__(self) -> None:
        module: Any = importlib.import_module("mediapipe.python.solutions.face_detection")
        self.detector = module.FaceDetection(model_selection=_FULL_RANGE, min_detection_confidence=SURE_ENOUGH)

    def find(self, picture: Rgb) -> list[Face]:
        found = self.detector.process(picture).detections or []
        return [face_of([(point.x, point.y) for point in face.location_data.relative_keypoints], picture, face.score[0]) for face in found]


def face_of(points: Sequence[tuple[float, float]], picture: Rgb, score: float) -> Face:
    """A face from BlazeFace's key points, which are given in shares of the picture's width and height."""
    height_px, width_px = picture.shape[:2]
    (right_x, right_y), (left_x, left_y), (mouth_x, mouth_y) = (points[number] for number in (_RIGHT_EYE, _LEFT_EYE, _MOUTH))
    return Face(
        (right_x + left_x) / 2 * width_px, (right_y + left_y) / 2 * height_px, mouth_x * width_px, mouth_y * height_px, float(score)
    )
