"""Policies and what they make of a verdict."""

import pytest

from schemas.changes import Change, ChangeCharacter, ChangeCue, ChangeFilm, ChangeLine, ChangeShot, SelectTake, TakeSettings
from schemas.engines import EngineChoice
from schemas.moderation import Category, ModerateText, Moderation, TextFinding, Verdict, policy_fields, words_of
from schemas.options import FilmOptions
from schemas.order import About
from schemas.stages import Stage

ORDER = ModerateText(
    engine=EngineChoice(stage=Stage.MODERATION, name="llm", version="2", model="m"),
    about=About(film="f", owner="o", cut=1, target="film", label=""),
)
FINDINGS = [
    TextFinding(category=Category.HATE, score=0.3, line=3, quote="weaker", reason="a slur"),
    TextFinding(category=Category.HATE, score=0.6, line=9, quote="stronger", reason="a slur"),
]
VERDICT = Verdict(scores={Category.HATE: 0.6, Category.VIOLENCE: 0.2}, findings=FINDINGS)


@pytest.mark.parametrize(
    ("own", "project", "server", "stands"),
    [
        ("off", "off", "off", "off"),
        ("warn", "off", "off", "warn"),
        ("off", "warn", "off", "warn"),
        ("warn", "off", "refuse", "refuse"),
        ("refuse", "warn", "off", "refuse"),
    ],
)
def test_of_film_project_and_server_the_strictest_stands(own: str, project: str, server: str, stands: str) -> None:
    options = FilmOptions.model_validate({"moderation": own, "moderation_threshold": 0.7})

    assert policy_fields(options, [project, server], 0.6) == {"moderation": stands, "moderation_threshold": 0.6}
    assert policy_fields(options, [project, server], 1.0)["moderation_threshold"] == 0.7


def test_a_reason_names_category_score_threshold_and_the_worst_place_first() -> None:
    found = Moderation.of(VERDICT, FilmOptions(), ORDER)

    assert found.engine == "llm 2 m"
    assert found.reason == "hate: score 0.60 of a threshold of 0.50, line 9: “stronger” (a slur); line 3: “weaker” (a slur)"


def test_only_the_policy_refuse_refuses() -> None:
    refused = [Moderation.of(VERDICT, FilmOptions(moderation=policy), ORDER).is_refused for policy in ("off", "warn", "refuse")]

    assert refused == [False, False, True]


def test_a_score_that_is_the_threshold_reaches_it() -> None:
    assert VERDICT.reaching(0.6) == [Category.HATE]
    assert VERDICT.reaching(0.601) == []


def test_the_words_of_an_edit_are_those_something_is_made_from() -> None:
    changes: list[Change] = [
        ChangeShot(shot=3, prompt="a storm", negative_prompt="people"),
        ChangeShot(shot=4, camera="push_in"),
        ChangeLine(line=2, text="Go.", delivery="whispering"),
        ChangeCue(scene=1, prompt="a waltz"),
        ChangeCharacter(name="MARA", description="fifty"),
        ChangeFilm(title="Storm"),
        SelectTake(stage=Stage.IMAGES, number=3, settings=TakeSettings(prompt="looked through before")),
    ]

    assert [(words.where, words.text, words.is_spoken) for words in words_of(changes)] == [
        ("prompt of shot 3", "a storm", False),
        ("text of line 2", "Go.", True),
        ("delivery of line 2", "whispering", False),
        ("prompt of the music of scene 1", "a waltz", False),
        ("description of MARA", "fifty", False),
        ("title of the film", "Storm", False),
    ]
