"""Takes in recordings of voices: reads the upload, and has it decoded by a process that holds no secrets of ours."""

import asyncio
import json
import sys
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import structlog
from fastapi import Request
from pydantic import ValidationError
from starlette.datastructures import UploadFile

from api.errors import invalid
from api.problems import Problem, refused, unavailable
from schemas.failures import Broken
from schemas.samples import LARGEST_BYTES, LONGEST_S, SHORTEST_S, Consent, SampleMeasures

_log = structlog.get_logger(__name__)

_ROOT = Path(__file__).parents[2]
_TAKING_IN = "activities.voices.taking_in"
_WITHIN_S = 60.0
"""A minute of speech takes two seconds, on a machine that is not busy."""
_AT_ONCE = asyncio.Semaphore(2)
_FIELDS = frozenset({"recording", "consent"})
_WANTED = (
    "give `consent` as JSON with `speaker`, `words`, `recorded_by` and `given_on`; further `commercial_use`, `languages`, `expires_on`"
)


@dataclass(frozen=True)
class Upload:
    """A recording as it came, and the consent that came with it."""

    data: bytes
    name: str
    consent: Consent


@dataclass(frozen=True)
class Taken:
    """A recording as it is kept."""

    flac: bytes
    measures: SampleMeasures


async def read_upload(request: Request) -> Upload:
    """The recording and the consent in a request's body.

    Raises:
        Problem: 415, 413 or 422, with the field that is wrong; without a consent nothing is taken.
    """
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "multipart/form-data":
        raise Problem(415, f"a recording comes as multipart/form-data with the fields `recording` and `consent`, not as '{kind}'")
    async with request.form(max_files=1, max_fields=4) as form:
        unknown = sorted(set(form) - _FIELDS)
        if unknown:
            raise refused(f"/{unknown[0]}", f"there is no such field; an upload has {', '.join(sorted(_FIELDS))}")
        consent = _consent(form.get("consent"))
        recording = form.get("recording")
        if not isinstance(recording, UploadFile):
            raise refused("/recording", "an upload carries the recording as a file named `recording`")
        data, name = await recording.read(), recording.filename or "recording"
    if len(data) > LARGEST_BYTES:
        raise Problem(
            413, f"the recording has {len(data)} bytes, {LARGEST_BYTES} is the most that is taken; {LONGEST_S} s of it are enough"
        )
    if not data:
        raise refused("/recording", f"the recording is empty; {SHORTEST_S} to {LONGEST_S} s of one person speaking are wanted")
    return Upload(data=data, name=name[:200], consent=consent)


def _consent(given: object) -> Consent:
    if not isinstance(given, str) or not given.strip():
        raise refused("/consent", f"nobody's voice is taken without their recorded consent: {_WANTED}")
    try:
        consent = Consent.model_validate(json.loads(given))
    except ValidationError as error:
        raise invalid([{**item, "loc": ("body", "consent", *item["loc"])} for item in error.errors()]) from error
    except ValueError as error:
        raise refused("/consent", f"not JSON: {error}; {_WANTED}") from error
    today = datetime.now(UTC).date()
    if (consent.given_on - today).days > 1:  # it may be tomorrow already where it was given
        raise refused("/consent/given_on", f"{consent.given_on} is yet to come; a consent is recorded once it is given")
    if consent.expires_on is not None and consent.expires_on < today:
        raise refused("/consent/expires_on", f"this consent ended on {consent.expires_on}; nothing could be spoken with it")
    return consent


async def take_in(data: bytes) -> Taken:
    """Have a recording decoded, checked and brought to the form it is kept in.

    Raises:
        Problem: 422, it can't be used, with what is accepted; 503, it took too long.
    """
    async with _AT_ONCE:
        with tempfile.TemporaryDirectory(prefix="voice-sample-") as folder:
            source, target = Path(folder) / "recording", Path(folder) / "sample.flac"
            await asyncio.to_thread(source.write_bytes, data)
            told = await _told(source, target)
            if "refused" in told:
                raise refused("/recording", str(told["refused"]))
            return Taken(flac=await asyncio.to_thread(target.read_bytes), measures=SampleMeasures.model_validate(told))


async def _told(source: Path, target: Path) -> dict[str, Any]:
    """What the process says of a recording. It gets no environment: what decodes strangers' files need not know our passwords."""
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", _TAKING_IN, str(source), str(target), cwd=_ROOT, env={"OMP_NUM_THREADS": "1"}, stdout=pipe, stderr=pipe
    )
    try:
        async with asyncio.timeout(_WITHIN_S):
            output, complaint = await process.communicate()
    except TimeoutError as error:
        raise unavailable(f"the recording was not decoded within {_WITHIN_S:.0f} s; nothing was stored", 10) from error
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    status = process.returncode or 0
    if status < 0:
        _log.warning("the decoder of recordings was stopped", signal=-status)
        raise refused("/recording", "the file is damaged: its decoder gave up; export it again as WAV")
    if status:
        msg = f"recordings can't be taken in: {complaint.decode('utf-8', 'replace').strip()[-1000:]}"
        raise Broken(msg)
    told: dict[str, Any] = json.loads(output)
    return told
