"""Samples of voices: taken with consent, cast in films, withdrawn."""

import asyncio
import json
import secrets
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from httpx import AsyncClient
from minio.error import S3Error
from sqlmodel import select

from activities.media.sound.waveform import read_sound
from activities.models.tiny.xtts import make_tiny_xtts
from activities.storage.store import Store
from api.deps import LOCAL_OWNER
from api.problems import Problem
from api.voices.recordings import Taken, Upload
from api.voices.sample_store import erase, keep, withdraw
from schemas.failures import Unavailable
from schemas.samples import Consent, SampleMeasures
from schemas.tables import ArtifactRow, FilmRow, TakeRow, VoiceSampleRow
from tests.api.rows import finish, outline
from tests.api.submitting import SCRIPT, submit
from tests.speech import speech, wav
from workers.bootstrap import Services

TODAY = datetime.now(UTC).date()
CONSENT: dict[str, Any] = {
    "speaker": "Ann Example",
    "words": "I agree that my voice speaks in these films.",
    "recorded_by": "Bob Example",
    "given_on": "2026-11-01",
}
CLONING = "draft-xtts"
_IN_SWEDISH = "INT. KÖK - NATT\n\nMARA\nJag tror att det var någon där ute, men jag är inte säker på det.\n"


def voice(pitch_hz: float | None = None) -> bytes:
    """A recording no other test sends."""
    return wav(speech(4.0, pitch_hz or 90 + secrets.randbelow(10**9) / 10**7))


async def send(http: AsyncClient, recording: bytes | None = None, name: str = "ann.wav", **consent: Any) -> httpx.Response:
    """Send a recording with a consent."""
    files = {"recording": (name, voice() if recording is None else recording)}
    return await http.post("/api/voices/samples", files=files, data={"consent": json.dumps({**CONSENT, **consent})})


async def kept(http: AsyncClient, services: Services, recording: bytes = b"", **consent: Any) -> dict[str, Any]:
    """A sample as it is kept once its recording was decoded, which takes a second."""
    measures = SampleMeasures(format="wav", sample_rate_hz=48_000, channels=1, file_s=4, duration_s=4, voiced_s=2, range_db=40)
    upload = Upload(data=b"", name="ann.wav", consent=Consent.model_validate({**CONSENT, **consent}))
    async with services.sessions() as session:
        taken = Taken(flac=recording or secrets.token_bytes(50), measures=measures)
        row, _ = await keep(session, services.store, LOCAL_OWNER, upload, taken)
    return dict((await http.get(f"/api/voices/samples/{row.id}")).json())


async def rows(services: Services) -> int:
    """How many samples there are."""
    async with services.sessions() as session:
        return len(list(await session.scalars(select(VoiceSampleRow))))


async def test_a_recording_with_consent_becomes_a_sample_that_can_be_heard(http: AsyncClient, tmp_path: Path) -> None:
    answer = await send(http, languages=["en"], commercial_use=True)
    told = answer.json()
    heard = await http.get(told["recording"], follow_redirects=True)
    listed = (await http.get("/api/voices/samples", params={"limit": 1})).json()["items"]

    (tmp_path / "heard.flac").write_bytes(heard.content)
    assert (answer.status_code, answer.headers["location"]) == (201, told["href"])
    assert (told["state"], told["voice"], told["name"]) == ("usable", f"sample:{told['id']}", "ann.wav")
    assert told["consent"] == {**CONSENT, "languages": ["en"], "commercial_use": True, "expires_on": None}
    assert read_sound(tmp_path / "heard.flac").shape == (1, round(told["measures"]["duration_s"] * 48_000))
    assert listed == [told] == [(await http.get(told["href"])).json()]


@pytest.mark.parametrize(
    ("consent", "words"),
    [
        (None, "/consent: nobody's voice is taken without their recorded consent: give `consent` as JSON with `speaker`"),
        ("", "nobody's voice is taken without their recorded consent"),
        ("yes", "/consent: not JSON"),
        (json.dumps({"speaker": "Ann"}), "/consent/words: Field required; /consent/recorded_by: Field required"),
        (json.dumps({**CONSENT, "words": "ok"}), "/consent/words: String should have at least 20 characters"),
        (json.dumps({**CONSENT, "given_on": str(TODAY + timedelta(days=9))}), "is yet to come"),
        (json.dumps({**CONSENT, "expires_on": str(TODAY - timedelta(days=1))}), "this consent ended on"),
        (json.dumps({**CONSENT, "expires_on": "2020-01-01"}), "is before given_on"),
        (json.dumps({**CONSENT, "for_ever": True}), "/consent/for_ever: there is no such field"),
    ],
)
async def test_without_consent_no_voice_is_taken(http: AsyncClient, services: Services, consent: str | None, words: str) -> None:
    before = await rows(services)
    data = {} if consent is None else {"consent": consent}
    answer = await http.post("/api/voices/samples", files={"recording": ("a.wav", voice())}, data=data)

    assert (answer.status_code, answer.headers["content-type"]) == (422, "application/problem+json")
    assert words in answer.json()["detail"]
    assert await rows(services) == before


async def test_a_recording_that_no_voice_can_be_learnt_from_is_refused_and_nothing_kept(http: AsyncClient, services: Services) -> None:
    before = await rows(services)
    answers = [await send(http, b"hello"), await send(http, b""), await send(http, wav(0 * speech(4.0)))]
    plain = await http.post("/api/voices/samples", json=CONSENT)
    nothing = await http.post("/api/voices/samples", files={"other": ("a", b"x")}, data={"consent": json.dumps(CONSENT)})

    assert [answer.status_code for answer in (*answers, plain, nothing)] == [422, 422, 422, 415, 422]
    assert "WAV, FLAC, MP3 or M4A of 3 to 60 s" in answers[0].json()["detail"]
    assert "/recording: the recording is empty" in answers[1].json()["detail"]
    assert "the recording is silent" in answers[2].json()["detail"]
    assert "there is no such field; an upload has consent, recording" in nothing.json()["detail"]
    assert await rows(services) == before


async def test_a_recording_that_is_too_large_is_turned_away(http: AsyncClient) -> None:
    answer = await send(http, bytes(34 * 2**20))

    assert answer.status_code == 413


async def test_the_same_recording_is_kept_once_and_with_one_consent(http: AsyncClient) -> None:
    recording = voice()
    answers = await asyncio.gather(*(send(http, recording) for _ in range(2)))
    other = await send(http, recording, commercial_use=True)

    assert sorted(answer.status_code for answer in answers) == [200, 201]
    assert len({answer.json()["id"] for answer in answers}) == 1
    assert (other.status_code, "another consent; withdraw that first" in other.json()["detail"]) == (409, True)


async def test_a_withdrawn_consent_takes_the_recording_along(http: AsyncClient, services: Services) -> None:
    sample = await kept(http, services)
    async with services.sessions() as session:
        row = await session.get_one(VoiceSampleRow, sample["id"])
        stored = (await session.get_one(ArtifactRow, row.recording["key"])).object_name

    withdrawn = await http.delete(sample["href"], params={"reason": "moved on"})
    again = await http.delete(sample["href"])
    heard = await http.get(f"{sample['href']}/recording")

    told = withdrawn.json()
    assert (withdrawn.status_code, told["state"], told["recording"]) == (200, "withdrawn", None)
    assert told["reason"] == f"the consent of Ann Example for sample '{sample['id']}' was withdrawn on {TODAY}: moved on"
    assert told["erased_at"] is not None
    assert again.json() == told
    assert heard.status_code == 409
    with pytest.raises(S3Error, match="NoSuchKey"):
        services.store._client.stat_object(services.store.bucket, stored)
    async with services.sessions() as session:
        assert await session.get(ArtifactRow, row.recording["key"]) is None


async def test_a_consent_may_be_given_anew_and_the_former_one_is_remembered(http: AsyncClient, services: Services) -> None:
    recording = secrets.token_bytes(50)
    sample = await kept(http, services, recording)
    await http.delete(sample["href"])

    renewed = await kept(http, services, recording, given_on="2026-11-02")

    async with services.sessions() as session:
        row = await session.get_one(VoiceSampleRow, sample["id"])
    assert (renewed["id"], renewed["state"]) == (sample["id"], "usable")
    assert [former["consent"]["given_on"] for former in row.former] == ["2026-11-01"]
    assert (await http.get(renewed["recording"], follow_redirects=True)).status_code == 200


async def test_somebody_elses_sample_is_not_there(http: AsyncClient, services: Services, project: str) -> None:
    sample = await kept(http, services)
    async with services.sessions.begin() as session:
        (await session.get_one(VoiceSampleRow, sample["id"])).owner = "somebody else"
    answers = [
        await http.get(sample["href"]),
        await http.get(f"{sample['href']}/recording"),
        await http.delete(sample["href"]),
        await make(http, project, sample["voice"]),
    ]

    assert [answer.status_code for answer in answers] == [404, 404, 404, 422]
    assert sample["id"] not in (await http.get("/api/voices/samples", params={"limit": 200})).text


async def make(http: AsyncClient, project: str, voice: str, character: str = "MARA", **options: Any) -> httpx.Response:
    """Order a film in which somebody has a voice."""
    body = {"script": SCRIPT, "options": {"profile": CLONING, "voices": {character: voice}, **options}}
    return await http.post(f"/api/projects/{project}/films", json=body)


async def test_a_film_is_cast_when_it_is_ordered(http: AsyncClient, project: str, services: Services) -> None:
    sample = await kept(http, services)

    made = await make(http, project, "cello", profile="draft")
    cloned = await make(http, project, sample["voice"])

    assert made.status_code == 201, made.text
    assert (await http.get(made.json()["href"])).json()["options"]["voices"] == {"MARA": "cello"}
    # the voice may be used; what is missing here is the model
    assert (cloned.status_code, "profile 'draft-xtts' can't run here" in cloned.json()["detail"]) == (409, True)


async def test_the_engine_that_a_film_wants_decides_who_may_speak(http: AsyncClient, project: str, services: Services) -> None:
    sample = await kept(http, services)
    cloning, own = ({"voices": {"engine": name}} for name in ("xtts", "espeak"))

    taken = await make(http, project, sample["voice"], profile="draft", engines=cloning)
    own_only = await make(http, project, sample["voice"], engines=own)
    named = await make(http, project, "cello", engines=own)
    nobody = await make(http, project, "cello", engines={"voices": {"engine": "ventriloquist"}})

    # the voice may be used; what is missing here is the model
    assert (taken.status_code, "voices: xtts: not available" in taken.json()["detail"]) == (409, True)
    assert (own_only.status_code, "the voices engine 'espeak' can't speak with a sample's voice" in own_only.text) == (422, True)
    assert named.status_code == 201, named.text
    assert nobody.json()["errors"][0]["field"] == "/options/engines/voices"


async def test_what_a_consent_does_not_allow_is_refused_before_anything_is_made(
    http: AsyncClient, project: str, services: Services
) -> None:
    plain, english, gone = await kept(http, services), await kept(http, services, languages=["en"]), await kept(http, services)
    await http.delete(gone["href"])
    commercial = (await http.post("/api/projects", json={"title": "Sold", "commercial_only": True})).json()["id"]
    before = len((await http.get("/api/films", params={"limit": 200})).json()["items"])

    answers = [
        await make(http, project, gone["voice"]),
        await make(http, project, plain["voice"], commercial_only=True),
        await make(http, commercial, plain["voice"]),
        await make(http, project, english["voice"], language="de"),
        await make(http, project, "sample:nobody"),
        await make(http, project, plain["voice"], character="LARA"),
        await make(http, project, plain["voice"], profile="draft"),
        await make(http, project, "nobody", profile="draft"),
    ]

    assert [answer.status_code for answer in answers] == [422] * len(answers)
    told = [answer.json()["detail"] for answer in answers]
    assert all(detail.startswith("/options/voices/") for detail in told)
    for detail, words in zip(
        told,
        (
            "was withdrawn on",
            "excludes commercial use",
            "excludes commercial use",
            "is for en, not for 'de'",
            "there is no voice sample 'nobody'",
            "nobody of that name is in the script; there are MARA",
            "the voices engine 'espeak' can't speak with a sample's voice; those that can: xtts; profiles with them: draft-xtts",
            "no voice 'nobody' for espeak",
        ),
        strict=True,
    ):
        assert words in detail
    assert len((await http.get("/api/films", params={"limit": 200})).json()["items"]) == before


@pytest.fixture
async def film(http: AsyncClient, project: str, services: Services, film_worker: None) -> str:
    """A finished small film of a profile that clones, whose workflow is open for edits."""
    film = str((await submit(http, project))["id"])
    await outline(services, film)
    await finish(services, film)
    async with services.sessions.begin() as session:
        row = await session.get_one(FilmRow, film)
        row.options = {**row.options, "profile": CLONING}
    return film


async def test_edits_are_held_to_the_consent_too(http: AsyncClient, services: Services, film: str) -> None:
    sample = await kept(http, services)
    async with services.sessions.begin() as session:
        session.add(TakeRow(film_id=film, stage="voices", target="line 1", number=1, key="v", settings={"voice": sample["voice"]}))

    cast = await http.patch(f"/api/films/{film}/characters/MARA", json={"voice": sample["voice"]})
    withdrawn = await http.delete(sample["href"])
    refused = await http.patch(f"/api/films/{film}/lines/1", json={"voice": sample["voice"]})

    assert cast.status_code == 202, cast.text
    assert withdrawn.json()["films"] == [film]
    assert (refused.status_code, "was withdrawn on" in refused.json()["detail"]) == (422, True)


async def test_a_line_is_not_spoken_again_with_a_withdrawn_voice(http: AsyncClient, services: Services, film: str) -> None:
    """MARA speaks lines 1 and 4, in scenes 1 and 2; TOM has another voice."""
    sample = await kept(http, services)
    async with services.sessions.begin() as session:
        row = await session.get_one(FilmRow, film)
        row.options = {**row.options, "voices": {"MARA": sample["voice"]}}
    await http.delete(sample["href"])
    asks: list[dict[str, Any]] = [
        {"line": 1, "text": "Did you?"},
        {"scene": 2, "stage": "voices"},
        {"stage": "voices"},
        {"line": 3, "text": "Only the wind."},
        {"scene": 2, "stage": "images"},
        {"changes": [{"kind": "line", "line": 1, "text": "Did you?"}, {"kind": "character", "name": "MARA", "voice": ""}]},
    ]

    answers = [await http.post(f"/api/films/{film}/regenerate", json=ask) for ask in asks]

    assert [answer.status_code for answer in answers] == [422, 422, 422, 202, 202, 202]
    assert all("was withdrawn on" in answer.json()["detail"] for answer in answers[:3])


async def test_samples_are_no_voices_of_an_engine_with_its_own_only(http: AsyncClient, services: Services) -> None:
    sample = await kept(http, services)
    drawn = (await http.get("/api/voices")).json()["voices"]

    assert sample["voice"] not in {voice["id"] for voice in drawn}


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")  # of libraries that build a model nobody trained
async def test_usable_samples_are_among_the_voices_of_an_engine_that_clones(
    http: AsyncClient, project: str, services: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FILM_MODELS_DIR", str(tmp_path))
    monkeypatch.setenv("FILM_VOICES_XTTS_MODEL", make_tiny_xtts(tmp_path))
    free, english, gone = await kept(http, services), await kept(http, services, languages=["en"]), await kept(http, services)
    await http.delete(gone["href"])

    found = (await http.get("/api/voices", params={"profile": CLONING, "language": "de"})).json()["voices"]
    wanted = (await http.get("/api/voices", params={"engine": "xtts", "language": "de"})).json()["voices"]
    unspoken = await make(http, project, free["voice"], language="sv")
    guessed = await http.post(f"/api/projects/{project}/films", json={"script": _IN_SWEDISH, "options": {"profile": CLONING}})

    assert wanted == found
    assert (unspoken.status_code, unspoken.json()["errors"][0]["field"]) == (422, "/options/language")
    assert "does not speak 'sv'; it speaks " in unspoken.json()["detail"]
    assert "'sv' is what the script was taken for: order the language where it is another" in guessed.json()["detail"]
    described = {voice["id"]: voice["description"] for voice in found}
    assert described[free["voice"]] == "sample of Ann Example, consent of 2026-11-01"
    assert "studio voice" in described.values()
    assert not {english["voice"], gone["voice"]} & described.keys()


@pytest.fixture
def away(services: Services) -> Services:
    """The services with a store that does not answer."""
    settings = services.settings.model_copy(update={"s3_endpoint": "http://127.0.0.1:9"})
    return replace(services, settings=settings, store=Store(settings))


async def test_without_a_store_nothing_is_kept(http: AsyncClient, services: Services, away: Services) -> None:
    before = await rows(services)

    with pytest.raises(Unavailable):
        await kept(http, away)

    assert await rows(services) == before


async def test_a_consent_is_withdrawn_also_while_the_store_is_away(http: AsyncClient, services: Services, away: Services) -> None:
    sample = await kept(http, services)
    async with services.sessions() as session:
        row = await session.get_one(VoiceSampleRow, sample["id"])
        await withdraw(session, row, "")
        with pytest.raises(Problem, match="is withdrawn, but its recording could not be removed yet") as told:
            await erase(session, away.store, row)
    meanwhile = (await http.get(sample["href"])).json()
    later = (await http.delete(sample["href"])).json()

    assert told.value.status == 503
    assert (meanwhile["state"], meanwhile["erased_at"]) == ("withdrawn", None)
    assert later["erased_at"] is not None
