"""Engines that ask somebody: a language model on a server, OpenAI's moderation endpoint."""

import json
from pathlib import Path
from typing import Any

import pytest

from activities.engines import Job, engine_class, engine_info, engine_options
from activities.moderation.by_model import chunks_of
from activities.moderation.engines.llm import Llm, LlmOptions
from activities.moderation.passages import Passage
from schemas.failures import Broken, Refused, Unavailable
from schemas.moderation import Category, GivenWords, ModerateText, Verdict
from schemas.stages import Stage
from tests.activities.moderation.orders import job_of, verdict_of
from tests.fakes.llm_server import LlmServer, Reply, llm_server
from tests.hosted.orders import settings_for
from tests.hosted.server import Fault, Server

SCRIPT = "INT. HALL - DAY\n\nRain on the roof.\n\nMARA\nYou are all vile.\n\nTOM\nGo home.\n"
HOSTED = "openai_moderation"


def concern(**changes: Any) -> dict[str, Any]:
    """Passages: 1 the heading, 2 the rain, 3 Mara, 4 Tom."""
    return {"passage": 3, "category": "hate", "severity": 80, "quote": "all vile", "reason": "It means it."} | changes


def reply(*concerns: dict[str, Any]) -> Reply:
    return Reply(json.dumps({"concerns": list(concerns)}))


def judged(server: LlmServer, folder: Path, script: str = SCRIPT, **options: Any) -> Verdict:
    return verdict_of(Llm(LlmOptions(base_url=server.base_url, model="tiny", **options)), job_of(folder, script, engine="llm"))


def hosted(server: Server, job: Job[ModerateText], **more: str) -> Verdict:
    options = engine_options(Stage.MODERATION, HOSTED, settings_for(server, Stage.MODERATION, HOSTED, **more))
    return verdict_of(engine_class(Stage.MODERATION, HOSTED)(options), job)


def test_a_concern_becomes_a_finding_with_its_place(tmp_path: Path) -> None:
    with llm_server([reply(concern())]) as server:
        verdict = judged(server, tmp_path)

    assert verdict.scores == {Category.HATE: 0.8}
    [finding] = verdict.findings
    assert (finding.scene, finding.line, finding.quote, finding.reason) == (1, 6, "all vile", "It means it.")


def test_the_model_is_shown_numbered_passages_as_data(tmp_path: Path) -> None:
    with llm_server([reply()]) as server:
        judged(server, tmp_path)

    told = json.loads(server.requests[0]["messages"][1]["content"])
    assert [(one["passage"], one["kind"], one["text"]) for one in told["passages"]] == [
        (1, "shown", "INT. HALL - DAY"),
        (2, "shown", "Rain on the roof."),
        (3, "said", "You are all vile."),
        (4, "said", "Go home."),
    ]


def test_a_quote_that_nobody_wrote_is_sent_back(tmp_path: Path) -> None:
    with llm_server([reply(concern(quote="never written")), reply(concern())]) as server:
        verdict = judged(server, tmp_path)

    assert verdict.score == 0.8
    assert "does not stand in passage 3" in server.requests[1]["messages"][-1]["content"]


def test_a_model_that_names_passages_that_are_not_there_is_refused(tmp_path: Path) -> None:
    with llm_server([reply(concern(passage=9))]) as server, pytest.raises(Refused, match="there is no passage 9"):
        judged(server, tmp_path)


def test_the_rules_are_heard_beside_the_model(tmp_path: Path) -> None:
    with llm_server([reply()]) as server:
        verdict = judged(server, tmp_path, "INT. HALL - DAY\n\nA naked schoolgirl.\n")

    assert verdict.scores[Category.SEXUAL_MINORS] >= 0.5


def test_a_long_script_is_asked_about_in_parts(tmp_path: Path) -> None:
    script = "INT. HALL - DAY\n\n" + "\n\n".join(f"Rain number {number} falls on the roof of the house." for number in range(40))
    with llm_server([reply()]) as server:
        judged(server, tmp_path, script, chunk_characters=600)

    texts = [one["text"] for told in server.requests for one in json.loads(told["messages"][1]["content"])["passages"]]
    assert len(server.requests) > 2
    assert len([text for text in texts if text.startswith("Rain number")]) == 40


def test_a_paragraph_that_is_longer_than_a_part_is_cut() -> None:
    chunks = list(chunks_of([Passage("x" * 250, is_spoken=False), Passage("y", is_spoken=True)], 100))

    assert [[len(one.text) for one in chunk] for chunk in chunks] == [[100], [100], [50, 1]]


def test_without_settings_both_say_what_to_set() -> None:
    assert engine_info(Stage.MODERATION, "llm", {}).unavailable == (
        "not available: set FILM_MODERATION_LLM_BASE_URL and FILM_MODERATION_LLM_MODEL"
    )
    assert engine_info(Stage.MODERATION, HOSTED, {}).unavailable == "not available: set FILM_MODERATION_OPENAI_MODERATION_API_KEY"


def test_a_part_that_scores_is_asked_about_paragraph_by_paragraph(server: Server, tmp_path: Path) -> None:
    verdict = hosted(server, job_of(tmp_path, SCRIPT, engine=HOSTED))

    asked = [seen.json["input"] for seen in server.requests("openai.moderate")]
    assert asked == [
        ["INT. HALL - DAY\nRain on the roof.\nYou are all vile.\nGo home."],
        ["INT. HALL - DAY", "Rain on the roof.", "You are all vile.", "Go home."],
    ]
    [finding] = verdict.findings
    assert (finding.line, finding.quote) == (6, "You are all vile.")


def test_a_text_without_anything_costs_one_request(server: Server, tmp_path: Path) -> None:
    verdict = hosted(server, job_of(tmp_path, "INT. HALL - DAY\n\nRain.\n", engine=HOSTED))

    assert (verdict.scores, verdict.findings) == ({}, [])
    assert len(server.seen) == 1


def test_what_is_said_weighs_half_of_what_is_prompted(server: Server, tmp_path: Path) -> None:
    said, prompted = (
        hosted(server, job_of(tmp_path / str(spoken), words=[GivenWords(where="w", text="vile", is_spoken=spoken)], engine=HOSTED)).score
        for spoken in (True, False)
    )

    assert said == pytest.approx(prompted / 2, abs=0.001)
    assert prompted > 0.9


def test_what_drama_is_made_of_is_not_taken_over(server: Server, tmp_path: Path) -> None:
    assert hosted(server, job_of(tmp_path, words=[GivenWords(where="w", text="I will kill him.")], engine=HOSTED)).scores == {}


def test_a_lost_answer_is_asked_for_again_without_being_counted(server: Server, tmp_path: Path) -> None:
    server.fail("openai.moderate", *(Fault(is_cut=True) for _ in range(3)))
    job = job_of(tmp_path, SCRIPT, engine=HOSTED)
    for _ in range(3):
        with pytest.raises(Unavailable):
            hosted(server, job)

    assert hosted(server, job).score > 0


def test_an_answer_of_another_kind_is_told(server: Server, tmp_path: Path) -> None:
    server.fail("openai.moderate", Fault(status=200, body={"results": []}))

    with pytest.raises(Broken, match="asked about 1 passages and answered with 0"):
        hosted(server, job_of(tmp_path, SCRIPT, engine=HOSTED))


def test_a_wrong_key_is_named_by_its_setting(server: Server, tmp_path: Path) -> None:
    server.fail("openai.moderate", Fault(status=401, body={"error": {"message": "no"}}))

    with pytest.raises(Refused, match="FILM_MODERATION_OPENAI_MODERATION_API_KEY"):
        hosted(server, job_of(tmp_path, SCRIPT, engine=HOSTED))
