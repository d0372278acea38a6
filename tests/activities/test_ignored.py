"""What engines do nothing with is what their results do not depend on, also where options decide it."""

import pytest

from activities.rehearsing import ignored_by
from schemas.edits import CueEdits
from schemas.engines import EngineChoice, OptionValue
from schemas.images import CARD_PROMPT
from schemas.shots import MusicCue
from schemas.stages import Stage

NEGATIVE = "negative_prompt"


@pytest.mark.parametrize(
    ("stage", "name", "options", "ignored"),
    [
        (Stage.IMAGES, "openai_images", {}, {CARD_PROMPT}),
        (Stage.IMAGES, "stability", {}, {CARD_PROMPT}),
        (Stage.IMAGES, "fal_images", {}, {NEGATIVE, CARD_PROMPT}),
        (Stage.IMAGES, "replicate_images", {}, {NEGATIVE, CARD_PROMPT}),
        (Stage.IMAGES, "sdxl", {}, set()),
        (Stage.IMAGES, "sdxl", {"scheduler": "lightning"}, {NEGATIVE}),
        (Stage.IMAGES, "sdxl", {"guidance": 1.0, "cards": "drawn"}, {NEGATIVE, CARD_PROMPT}),
        (Stage.IMAGES, "z_image", {}, {NEGATIVE}),
        (Stage.IMAGES, "z_image", {"guidance": 2.0}, set()),
        (Stage.IMAGES, "flux2_klein", {}, {NEGATIVE}),
        (Stage.IMAGES, "qwen_edit", {}, {CARD_PROMPT}),
        (Stage.CLIPS, "runway", {}, {"intensity"}),
        (Stage.CLIPS, "camera", {}, set()),
        (Stage.CLIPS, "wan", {}, {"intensity"}),
        (Stage.CLIPS, "wan", {"ending": "camera"}, set()),
        (Stage.CLIPS, "svd", {}, {"camera"}),
        (Stage.CLIPS, "deforum", {}, set()),
        (Stage.VOICES, "elevenlabs", {}, {"pitch"}),
        (Stage.VOICES, "openai_speech", {}, {"pitch"}),
        (Stage.MUSIC, "synth", {}, {"prompt"}),
        (Stage.MUSIC, "musicgen", {}, set()),
        (Stage.EFFECTS, "synth", {}, {"sounds.prompt"}),
        (Stage.EFFECTS, "stable_audio", {}, set()),
        (Stage.EFFECTS, "elevenlabs", {}, set()),
    ],
)
def test_an_engine_says_what_has_no_effect(stage: Stage, name: str, options: dict[str, OptionValue], ignored: set[str]) -> None:
    assert ignored_by(EngineChoice(stage=stage, name=name, version="1", options=options)) == ignored


def test_another_mood_is_no_longer_told_in_the_words_of_the_old_one() -> None:
    cue = MusicCue(mood="calm", prompt="calm film score")

    assert CueEdits(mood="tense").applied(cue) == MusicCue(mood="tense")
    assert CueEdits(mood="tense", prompt="one low string").applied(cue) == MusicCue(mood="tense", prompt="one low string")
    assert CueEdits(seed=3).applied(cue) == cue
