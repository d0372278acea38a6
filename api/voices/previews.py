"""A voice to hear before it is given to anybody: a sentence of its own, spoken while one waits.

Only voices that the machine of the API can speak with cheaply are heard so: one of a model on a GPU, or of a provider who is paid for each
sentence, is heard in a film's line, where the wait and the money are accounted for.
"""

import asyncio
import tempfile
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import Response

from activities.engines import Engine, Job, engine_class, engine_options
from api.problems import Problem, documented, refused
from api.voices.routes import speaker_of
from schemas.engines import EngineChoice, Queue, WantedEngine, Wish
from schemas.media import FLAC
from schemas.order import About
from schemas.profiles import EngineUse
from schemas.samples import sample_of
from schemas.shots import Character
from schemas.stages import Stage
from schemas.voices import SpeakLine
from workers.bootstrap import engine_settings

router = APIRouter(prefix="/api", tags=["engines"])

_TEXT_MAX = 300
_AT_ONCE = asyncio.Semaphore(2)
"""Who listens to voices must not keep those waiting who make films."""
_NOBODY = About(film="", owner="", cut=1, target="preview", label="Preview of a voice")

_SENTENCES = {
    "de": "Seit dreißig Jahren hat niemand diese Lampe angezündet. Hast du das gehört?",
    "en": "Nobody has lit that lamp for thirty years. Did you hear that?",
    "es": "Nadie ha encendido esa lámpara en treinta años. ¿Has oído eso?",
    "fr": "Personne n'a allumé cette lampe depuis trente ans. Tu as entendu ?",
    "hi": "तीस साल से किसी ने वह दीया नहीं जलाया। क्या तुमने सुना?",
    "it": "Nessuno accende quella lampada da trent'anni. Hai sentito?",
    "pt": "Ninguém acende aquela lâmpada há trinta anos. Ouviste isto?",
}
"""What is said when nothing is given to say: a statement and a question, for the two melodies of a language."""


@router.get(
    "/voices/preview",
    summary="Hear a voice",
    response_class=Response,
    responses=documented(409, 422) | {200: {"content": {FLAC: {}}, "description": "Mono FLAC at 48 kHz."}},
)
async def preview_voice(  # noqa: PLR0913, PLR0917 - what a request brings
    voice: Annotated[str, Query(min_length=1, max_length=200, description="A voice of `GET /api/voices`.", examples=["cello"])],
    profile: Annotated[str, Query(max_length=100, description="Whose voices engine speaks.")] = "draft",
    engine: Annotated[str, Query(pattern=r"^([a-z][a-z0-9_]{0,60})?$", description="Another voices engine than the profile's.")] = "",
    language: Annotated[str, Query(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$", description="A BCP 47 tag.")] = "en",
    text: Annotated[str, Query(max_length=_TEXT_MAX, description="What to say; by default a sentence of the language.")] = "",
    delivery: Annotated[str, Query(max_length=200, description='As a parenthetical: "whispering".')] = "",
    speed: Annotated[float, Query(ge=0.5, le=2)] = 1.0,
    pitch: Annotated[float, Query(ge=-12, le=12, description="In semitones.")] = 0.0,
) -> Response:
    """A sentence in this voice, as a line of a film would sound before its room and its loudness."""
    said = text.strip() or _SENTENCES.get(language.partition("-")[0], "")
    if not said:
        raise refused("query/text", f"say what is to be said: there is no sentence of ours in '{language}'")
    if sample_of(voice) is not None:
        raise refused("query/voice", "a sample's voice is heard in a film's line, with its speaker's consent looked at")
    use = speaker_of(profile, [Wish(stage=Stage.VOICES, wanted=WantedEngine(engine=engine))] if engine else [])
    speaker = await asyncio.to_thread(_ready, use)
    order = SpeakLine(
        engine=EngineChoice(stage=Stage.VOICES, name=use.engine, version=type(speaker).version),
        about=_NOBODY,
        character=Character(name=""),
        text=said,
        delivery=delivery,
        language=language,
        voice=voice,
        speed=speed,
        pitch=pitch,
    )
    async with _AT_ONCE:
        return Response(
            await asyncio.to_thread(_spoken, speaker, order), media_type=FLAC, headers={"Cache-Control": "private, max-age=3600"}
        )


def _ready(use: EngineUse) -> Engine[SpeakLine]:
    """A voices engine.

    Raises:
        Problem: 409, it does not speak on this machine, or not for nothing.
    """
    found = engine_class(Stage.VOICES, use.engine)
    if found.queue is not Queue.CPU:
        raise Problem(409, f"the voices engine '{use.engine}' speaks on {found.queue} workers: hear it in a film's line")
    options = engine_options(Stage.VOICES, use.engine, engine_settings(), use.options)
    reason = found.unavailable(options)
    if reason is not None:
        raise Problem(409, f"the voices engine '{use.engine}' can't speak here: {reason}")
    return found(options)


def _spoken(engine: Engine[SpeakLine], order: SpeakLine) -> bytes:
    with tempfile.TemporaryDirectory(prefix="film-preview-") as folder:
        return engine.make(Job(order=order, inputs={}, folder=Path(folder))).path.read_bytes()
