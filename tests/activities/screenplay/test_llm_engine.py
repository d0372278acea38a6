"""The engine that reads with a language model, against a real server on the loopback."""

import json
from pathlib import Path
from typing import Any

import pytest

from activities.engines import engine_class, engine_info
from activities.screenplay.engines.llm import Llm, LlmOptions
from schemas.failures import Refused
from schemas.screenplay import Screenplay
from schemas.stages import Stage
from tests.activities.screenplay.orders import job_of
from tests.activities.screenplay.shown import shown
from tests.fakes.llm_server import LlmServer, Reply, llm_server

_STORY = "The kitchen was dark. Zorp sat at the table.\n\n“Who is there?” a voice asked.\n\n“Me.”\n"
"""Pieces: 1 The kitchen... 2 Zorp sat... 3 Who is there? 4 a voice asked. 5 Me."""


def _reading(**changes: Any) -> dict[str, Any]:
    return {
        "scenes": [{"piece": 1, "int_ext": "INT", "place": "dark kitchen", "time": "NIGHT"}],
        "speeches": [{"piece": 3, "speaker": "voice", "is_thought": False}, {"piece": 5, "speaker": "Zorp", "is_thought": False}],
        "not_spoken": [],
        "tags": [4],
        "shown": [2],
        "people": [{"name": "Zorp", "gender": "male", "age": "old", "described_in": [2]}],
    } | changes


def _read(server: LlmServer, folder: Path, script: str = _STORY, **options: Any) -> Screenplay:
    engine = Llm(LlmOptions(base_url=server.base_url, model="tiny", **options))
    return Screenplay.model_validate_json(engine.make(job_of(folder, script.encode(), "llm")).path.read_bytes())


def _reply(**changes: Any) -> Reply:
    return Reply(json.dumps(_reading(**changes)))


def test_it_is_found_by_its_name() -> None:
    assert engine_class(Stage.SCREENPLAY, "llm") is Llm
    settings = {"FILM_SCREENPLAY_LLM_BASE_URL": "http://127.0.0.1:1/v1", "FILM_SCREENPLAY_LLM_MODEL": "m"}
    assert engine_info(Stage.SCREENPLAY, "llm", settings).unavailable is None
    assert (
        engine_info(Stage.SCREENPLAY, "llm", {}).unavailable
        == "not available: set FILM_SCREENPLAY_LLM_BASE_URL and FILM_SCREENPLAY_LLM_MODEL"
    )


def test_its_model_counts() -> None:
    assert Llm.model(LlmOptions(base_url="http://127.0.0.1:1/v1", model="m")) == "m"


def test_without_a_server_it_says_which_setting_to_make() -> None:
    with pytest.raises(Refused, match="FILM_SCREENPLAY_LLM_BASE_URL"):
        Llm(LlmOptions())


def test_the_model_points_and_the_text_stays_the_writers(tmp_path: Path) -> None:
    with llm_server([_reply()]) as server:
        screenplay = _read(server, tmp_path)

    assert shown(screenplay) == [
        ("action", "The kitchen was dark."),
        ("character", "NARRATOR", "V.O."),
        ("dialogue", "The kitchen was dark."),
        ("action", "Zorp sat at the table."),
        ("character", "VOICE"),
        ("parenthetical", "(a voice asked)"),
        ("dialogue", "Who is there?"),
        ("character", "ZORP"),
        ("dialogue", "Me."),
    ]


def test_scenes_and_people_are_as_the_model_tells(tmp_path: Path) -> None:
    with llm_server([_reply()]) as server:
        screenplay = _read(server, tmp_path)

    scene = screenplay.scenes[0]
    zorp = next(member for member in screenplay.characters if member.name == "ZORP")
    assert (scene.int_ext, scene.location, scene.time_of_day) == ("INT", "dark kitchen", "NIGHT")
    assert (zorp.gender, zorp.age, zorp.description) == ("male", "old", "Zorp sat at the table.")


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"speeches": [{"piece": 3, "speaker": "voice", "is_thought": False}]}, "piece 5 has no speaker"),
        ({"not_spoken": [3]}, "piece 3 is given a speaker, or not_spoken, more than once"),
        ({"not_spoken": [1]}, "piece 1 is no quotation"),
        ({"tags": [3]}, "piece 3 is no narration"),
        ({"shown": [77]}, "piece 77 is no piece"),
        ({"scenes": []}, "a scene must begin there"),
        ({"people": [{"name": "Dracula", "gender": "male", "age": "old", "described_in": []}]}, "nobody called 'Dracula'"),
    ],
)
def test_each_broken_rule_is_told_and_mended(tmp_path: Path, changes: dict[str, Any], reason: str) -> None:
    with llm_server([_reply(**changes), _reply()]) as server:
        screenplay = _read(server, tmp_path)

    assert reason in server.requests[1]["messages"][-1]["content"]
    assert ("dialogue", "Me.") in shown(screenplay)


def test_an_invented_speaker_is_refused_in_the_end(tmp_path: Path) -> None:
    speeches = [{"piece": number, "speaker": "Dracula", "is_thought": False} for number in (3, 5)]
    with llm_server([_reply(speeches=speeches)]) as server, pytest.raises(Refused, match="Dracula"):
        _read(server, tmp_path)


def test_a_long_text_is_asked_in_chunks_that_know_the_people_before(tmp_path: Path) -> None:
    def answer(request: dict[str, Any]) -> Reply:
        data = json.loads(request["messages"][1]["content"])
        speeches = [{"piece": part["piece"], "speaker": "Zorp", "is_thought": False} for part in data["pieces"] if part["kind"] == "said"]
        scenes = [{"piece": data["pieces"][0]["piece"], "int_ext": "", "place": "", "time": ""}] if data["begins"] else []
        return Reply(json.dumps(_reading(scenes=scenes, speeches=speeches, tags=[], shown=[], people=[])))

    story = "Zorp sat down and thought about the sea for a long while.\n\n“Me,” said Zorp.\n\n" * 30
    with llm_server(answer) as server:
        screenplay = _read(server, tmp_path, story, chunk_characters=500)

    questions = [json.loads(request["messages"][1]["content"]) for request in server.requests]
    assert len(questions) > 3
    assert [question["known_people"] for question in questions[1:]] == [["Zorp"]] * (len(questions) - 1)
    assert sum(parts == ("dialogue", "Me,") for parts in shown(screenplay)) == 30


def test_of_a_screenplay_only_the_cast_is_asked(tmp_path: Path) -> None:
    people = [{"name": "ZORP", "gender": "male", "age": "old", "described_in": [1]}]
    with llm_server([Reply(json.dumps({"people": people}))]) as server:
        screenplay = _read(server, tmp_path, "INT. HOUSE - DAY\n\nZorp limps in.\n\nZORP\nHello.")

    assert shown(screenplay)[-1] == ("dialogue", "Hello.")
    assert [(member.gender, member.age, member.description) for member in screenplay.characters] == [("male", "old", "Zorp limps in.")]


def test_a_cast_with_somebody_else_in_it_is_refused(tmp_path: Path) -> None:
    people = [{"name": "DRACULA", "gender": "male", "age": "old", "described_in": []}]
    with llm_server([Reply(json.dumps({"people": people}))]) as server, pytest.raises(Refused, match="'DRACULA' is not in the cast"):
        _read(server, tmp_path, "INT. HOUSE - DAY\n\nZorp limps in.\n\nZORP\nHello.")


def test_a_cancelled_film_stops_the_reading(tmp_path: Path) -> None:
    class Cancelled(Exception):
        pass

    def progress(_fraction: float) -> None:
        raise Cancelled

    with llm_server([_reply()]) as server, pytest.raises(Cancelled):
        Llm(LlmOptions(base_url=server.base_url, model="tiny")).make(job_of(tmp_path, _STORY.encode(), "llm", progress=progress))


def test_the_orders_model_overrides_the_workers(tmp_path: Path) -> None:
    with llm_server([_reply()]) as server:
        Llm(LlmOptions(base_url=server.base_url, model="tiny")).make(job_of(tmp_path, _STORY.encode(), "llm", model="large"))

        assert server.requests[0]["model"] == "large"
