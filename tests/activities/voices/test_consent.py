"""Lines are spoken with a sample only while its speaker consents."""

import asyncio
import secrets
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update
from sqlmodel import col
from temporalio.exceptions import ApplicationError

from activities.engines import Job, Made, engine_class, engine_names, engine_options
from activities.making import Bench
from activities.media.sound.waveform import Sound, write_sound
from activities.models.tiny.vits_hf import TINY
from activities.voices.activity import VoicesActivities
from activities.voices.consent import with_sample
from activities.voices.engine import cloning_engines
from activities.voices.modelled import ModelVoice
from schemas.engines import EngineChoice
from schemas.failures import Refused
from schemas.media import FLAC, ArtifactRef
from schemas.order import About
from schemas.samples import SAMPLE_STAGE, Sample, sample_voice
from schemas.shots import Character
from schemas.stages import Stage
from schemas.tables import ArtifactRow, FilmRow, TakeRow, VoiceSampleRow
from schemas.voices import SpeakLine
from tests.activities.conftest import Workplace
from tests.speech import speech

TODAY = date(2026, 11, 21)
CONSENT = {
    "speaker": "Ann Example",
    "words": "I agree that my voice speaks in these films.",
    "recorded_by": "Bob Example",
    "given_on": "2026-11-01",
}


async def sample(
    workplace: Workplace, owner: str = "local", consent: dict[str, Any] | None = None, recording: Sound | None = None, **fields: Any
) -> str:
    """A sample as the API keeps it; its id."""
    name, data = secrets.token_hex(10), secrets.token_bytes(50)
    if recording is not None:
        write_sound(workplace.settings.state_dir / "sample.flac", recording, channels=1)
        data = (workplace.settings.state_dir / "sample.flac").read_bytes()
    ref = ArtifactRef(key=secrets.token_hex(32), media_type=FLAC, size_bytes=len(data), sha256=secrets.token_hex(32), samples=240_000)
    stored = f"artifacts/{SAMPLE_STAGE}/{ref.key}/{ref.sha256[:16]}.flac"
    workplace.bench.objects.store.put_bytes(stored, data, FLAC)
    told = ref.model_dump(mode="json")
    artifact = ArtifactRow(
        key=ref.key, stage=SAMPLE_STAGE, kind="VoiceSample", ref=told, object_name=stored, engine="upload", engine_version="1",
        created_at=datetime.now(UTC),
    )  # fmt: skip
    row = VoiceSampleRow(
        id=name, owner=owner, name="a.wav", recording=told, measures={}, consent={**CONSENT, **(consent or {})},
        created_at=datetime.now(UTC), **fields,
    )  # fmt: skip
    async with workplace.sessions.begin() as session:
        session.add_all([artifact, row])
    return name


def line(voice: str, engine: str = "espeak", language: str = "en", text: str = "") -> SpeakLine:
    return SpeakLine(
        engine=EngineChoice(stage=Stage.VOICES, name=engine, version=engine_class(Stage.VOICES, engine).version),
        about=About(film="f", owner="local", cut=1, target="line 1", label="Line 1"),
        character=Character(name="MARA"),
        text=text or f"Hello {secrets.token_hex(4)}.",
        voice=voice,
        language=language,
    )


async def test_a_line_gets_the_sample_its_voice_names_and_keeps_its_key(workplace: Workplace) -> None:
    name = await sample(workplace)
    order = line(sample_voice(name))

    given = await with_sample(workplace.sessions, order, TODAY)

    assert given.key == order.key
    assert given.sample is not None
    assert (given.sample.told.sample, given.sample.told.speaker, given.sample.told.consent_given_on) == (
        name,
        "Ann Example",
        date(2026, 11, 1),
    )
    assert [ref.key for ref in given.inputs()] == [given.sample.recording.key]


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"owner": "somebody else"}, "there is no voice sample"),
        ({"consent": {"expires_on": "2026-11-20"}}, "the consent of Ann Example ended on 2026-11-20"),
        ({"consent": {"languages": ["de"]}}, "is for de, not for 'en'"),
        (
            {"withdrawn_at": datetime(2026, 11, 20, tzinfo=UTC), "reason": "moved on"},
            "was withdrawn on 2026-11-20: moved on; give MARA another voice",
        ),
    ],
)
async def test_without_consent_nothing_is_spoken_and_the_reason_told(workplace: Workplace, fields: dict[str, Any], reason: str) -> None:
    order = line(sample_voice(await sample(workplace, **fields)))

    with pytest.raises(Refused, match=reason):
        await with_sample(workplace.sessions, order, TODAY)


async def test_a_commercial_film_needs_a_consent_for_it(workplace: Workplace) -> None:
    async with workplace.sessions.begin() as session:
        await session.execute(update(FilmRow).where(col(FilmRow.id) == "f").values(options={"commercial_only": True}))
    allowed = await sample(workplace, consent={"commercial_use": True})

    assert (await with_sample(workplace.sessions, line(sample_voice(allowed)), TODAY)).sample
    with pytest.raises(Refused, match="excludes commercial use"):
        await with_sample(workplace.sessions, line(sample_voice(await sample(workplace))), TODAY)


async def test_a_line_spoken_before_stays_when_the_consent_is_withdrawn(workplace: Workplace) -> None:
    name = await sample(workplace, withdrawn_at=datetime.now(UTC) - timedelta(days=1))
    spoken, new = line(sample_voice(name)), line(sample_voice(name))

    def say(job: Job[SpeakLine]) -> Made:
        path = job.folder / "speech.flac"
        path.write_bytes(b"speech")
        return Made(path=path, media_type=FLAC, samples=6)

    ref = await workplace.bench.make_with(spoken, say)

    assert await VoicesActivities(workplace.bench).speak_line(spoken) == ref
    with pytest.raises(ApplicationError, match="was withdrawn on") as told:
        await VoicesActivities(workplace.bench).speak_line(new)
    assert (told.value.type, told.value.non_retryable) == ("Refused", True)


async def test_an_engine_with_its_own_voices_only_refuses_a_sample(workplace: Workplace) -> None:
    order = line(sample_voice(await sample(workplace)))

    with pytest.raises(ApplicationError, match=r"'espeak' can't speak with a sample's voice; those that can: xtts"):
        await VoicesActivities(workplace.bench).speak_line(order)


OWN_VOICES = [name for name in engine_names(Stage.VOICES) if name not in cloning_engines()]


@pytest.mark.parametrize(
    "name", [name for name in OWN_VOICES if name == "vits_hf" or not issubclass(engine_class(Stage.VOICES, name), ModelVoice)]
)
def test_each_engine_that_can_not_clone_says_which_can(name: str, tmp_path: Path, vits_hf_models: Path) -> None:
    """Also when it stands in for another one. Those over models share how they begin: one of them speaks for all."""
    found = engine_class(Stage.VOICES, name)
    engine = found(engine_options(Stage.VOICES, name, {"FILM_MODELS_DIR": str(vits_hf_models)}, TINY.get(name)))

    with pytest.raises(Refused, match=f"'{name}' can't speak with a sample's voice; those that can: xtts"):
        engine.make(Job(line("sample:x", name), {}, tmp_path))


async def test_a_sample_stays_on_no_shelf(workplace: Workplace, tmp_path: Path) -> None:
    """Or its recording would be there after its consent was withdrawn."""
    given = await with_sample(workplace.sessions, line(sample_voice(await sample(workplace))), TODAY)
    folder = tmp_path / "job"
    folder.mkdir()

    inputs = await workplace.bench.fetch(given, folder)

    assert isinstance(given.sample, Sample)
    assert inputs[given.sample.recording.key].path.stat().st_size == 50
    assert not [path for path in await asyncio.to_thread(lambda: list((tmp_path / "shelf").rglob("*"))) if path.is_file()]


@pytest.mark.slow
async def test_a_line_is_spoken_with_the_sample_and_tells_whose_voice_it_is(
    workplace: Workplace, xtts_models: Path, tmp_path: Path
) -> None:
    name = await sample(workplace, recording=speech(5.0))
    settings = {"FILM_MODELS_DIR": str(xtts_models), "FILM_VOICES_XTTS_MODEL": "tiny/xtts"}
    bench = Bench(workplace.bench.objects, workplace.bench.ledger, tmp_path / "speaking", settings)
    model = engine_class(Stage.VOICES, "xtts").model(engine_options(Stage.VOICES, "xtts", settings))
    order = line(sample_voice(name), "xtts")
    order = order.model_copy(update={"engine": order.engine.model_copy(update={"model": model})})

    spoken = await VoicesActivities(bench).speak_line(order)

    assert spoken.cloned_from is not None
    assert (spoken.cloned_from.sample, spoken.cloned_from.speaker) == (name, "Ann Example")
    assert [(row.settings["voice"]) for row in await workplace.rows(TakeRow)] == [sample_voice(name)]
