"""Voices that can be heard before they are given to anybody."""

import io
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile
from httpx import AsyncClient

from tests.api.commanding import film
from tests.api.conftest import Face


async def heard(http: AsyncClient, **asked: Any) -> tuple[Any, int]:
    answer = await http.get("/api/voices/preview", params=asked)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "audio/flac"), answer.text
    sound, rate_hz = soundfile.read(io.BytesIO(answer.content), dtype="float32")
    return sound, rate_hz


async def test_a_voice_says_a_sentence(http: AsyncClient) -> None:
    sound, rate_hz = await heard(http, voice="cello")

    assert rate_hz == 48_000
    assert 2 < len(sound) / rate_hz < 10
    assert np.sqrt(np.mean(sound**2)) > 0.01


async def test_voices_speeds_and_languages_are_told_apart(http: AsyncClient) -> None:
    cello, _ = await heard(http, voice="cello", text="Did you hear that?")
    velvet, _ = await heard(http, voice="velvet", text="Did you hear that?")
    slow, _ = await heard(http, voice="cello", text="Did you hear that?", speed=0.6)
    german, _ = await heard(http, voice="cello", language="de")

    assert len(slow) > 1.3 * len(cello)
    assert not np.array_equal(cello, velvet)
    assert len(german) > len(cello)


@pytest.mark.parametrize(
    ("asked", "status", "words"),
    [
        ({"voice": "nobody"}, 422, "no voice 'nobody'"),
        ({"voice": "cello", "language": "sw"}, 422, "query/text: say what is to be said"),
        ({"voice": "cello", "text": "x" * 301}, 422, "query/text"),
        ({"voice": "cello", "profile": "none"}, 422, "there is no profile 'none'"),
        ({"voice": "cello", "profile": "hosted"}, 409, "hear it in a film's line"),
        ({"voice": "cello", "engine": "xtts"}, 409, "'xtts' speaks on gpu workers"),
        ({"voice": "cello", "engine": "nobody"}, 422, "no engine 'nobody'"),
        ({"voice": "sample:abc"}, 422, "a sample's voice is heard in a film's line"),
    ],
)
async def test_what_can_not_be_heard_is_refused_with_the_reason(http: AsyncClient, asked: dict[str, str], status: int, words: str) -> None:
    answer = await http.get("/api/voices/preview", params=asked)

    assert answer.status_code == status
    assert words in answer.json()["detail"]


async def test_the_command_leaves_a_file_and_says_where(face: Face, tmp_path: Path) -> None:
    file = tmp_path / "heard" / "cello.flac"

    code, out, _ = await film(face.url, "voices", "preview", "cello", "--text", "No.", "--out", str(file))

    assert (code, out) == (0, f"{file}\n")
    assert soundfile.info(str(file)).samplerate == 48_000
