"""What a consent allows, and how a sample's voice is ordered."""

from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from schemas.changes import ChangeCharacter, ChangeLine, SelectTake, TakeSettings
from schemas.orders import speak_order
from schemas.plan import FilmPlan
from schemas.samples import Consent, sample_id, sample_of, sample_voice, samples_of
from schemas.stages import Stage
from tests.activities.test_planning import PLACES
from tests.small import small_plan, small_shot_list

TODAY = date(2026, 11, 21)
GIVEN: dict[str, Any] = {
    "speaker": "Ann Example",
    "words": "I agree that my voice speaks in these films.",
    "recorded_by": "Bob Example",
    "given_on": "2026-11-01",
}
LINES = [line for scene in small_shot_list().scenes for shot in scene.shots for line in shot.lines]


def consent(**fields: Any) -> Consent:
    return Consent.model_validate({**GIVEN, **fields})


def why_not(given: Consent, language: str = "en", *, commercial_only: bool = False) -> str | None:
    return given.why_not(language, TODAY, commercial_only=commercial_only)


def voices(plan: FilmPlan) -> list[str]:
    return [speak_order(plan, 1, line).voice for line in LINES]


@pytest.mark.parametrize("missing", list(GIVEN))
def test_a_consent_says_who_gave_it_to_whom_when_and_in_which_words(missing: str) -> None:
    with pytest.raises(ValidationError, match=missing):
        Consent.model_validate({name: value for name, value in GIVEN.items() if name != missing})


@pytest.mark.parametrize(
    "fields", [{"words": "yes"}, {"speaker": "  "}, {"expires_on": "2026-10-31"}, {"languages": ["English"]}, {"ever": True}]
)
def test_what_is_no_consent_is_none(fields: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        consent(**fields)


def test_a_consent_holds_to_its_last_day() -> None:
    assert why_not(consent(expires_on="2026-11-21")) is None
    assert why_not(consent(expires_on="2026-11-20")) == "the consent of Ann Example ended on 2026-11-20"


def test_commercial_films_need_a_consent_that_names_them() -> None:
    assert "excludes commercial use" in (why_not(consent(), commercial_only=True) or "")
    assert why_not(consent(commercial_use=True), commercial_only=True) is None


@pytest.mark.parametrize(
    ("language", "is_allowed"), [("en", True), ("en-GB", True), ("pt", False), ("pt-BR", True), ("enm", False), ("auto", True)]
)
def test_a_consent_may_be_for_some_languages(language: str, is_allowed: bool) -> None:
    assert (why_not(consent(languages=["en", "pt-BR"]), language) is None) == is_allowed


def test_a_samples_id_belongs_to_its_owner_and_its_sound() -> None:
    ids = {sample_id(owner, sound) for owner in ("ann", "bob") for sound in ("a" * 64, "b" * 64)}

    assert len(ids) == 4
    assert sample_id("ann", "a" * 64) in ids
    assert [sample_of(sample_voice("x1")), sample_of("cello"), samples_of(["sample:a", "cello", "sample:a"])] == ["x1", None, ["a"]]


def test_a_film_is_cast_when_it_is_ordered_and_cast_anew_by_edits() -> None:
    plan = small_plan(voices={"MARA": "sample:a"})
    recast = PLACES.applied(plan.edits, [ChangeCharacter(name="MARA", voice="sample:b"), ChangeLine(line=4, voice="")])

    assert voices(plan) == ["sample:a", "", "", "sample:a"]
    assert voices(plan.model_copy(update={"edits": recast})) == ["sample:b", "", "", ""]


def test_another_sample_makes_another_line_of_that_character_alone() -> None:
    plain, cast = small_plan(voices={"MARA": "sample:a"}), small_plan(voices={"MARA": "sample:b"})
    keys = [[speak_order(plan, 1, line).key for line in LINES] for plan in (plain, cast)]

    assert [one == other for one, other in zip(*keys, strict=True)] == [False, True, True, False]


def test_going_back_to_a_take_goes_back_to_its_sample() -> None:
    plan = small_plan()
    back = SelectTake(stage=Stage.VOICES, number=1, settings=TakeSettings(voice="sample:a"))

    assert voices(plan.model_copy(update={"edits": PLACES.applied(plan.edits, [back])})) == ["sample:a", "", "", ""]
