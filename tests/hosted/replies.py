"""What each provider answers, as its documentation shows it."""

import base64
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from email import message_from_bytes
from typing import TYPE_CHECKING, Any

from tests.hosted import media

if TYPE_CHECKING:
    from tests.hosted.server import Seen, Server

VIDEO_FPS = 24


@dataclass(frozen=True)
class Reply:
    """An answer."""

    content: bytes
    media_type: str = "application/json"
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)

    @staticmethod
    def json(body: Any, status: int = 200, headers: dict[str, str] | None = None) -> "Reply":
        """An answer of JSON."""
        return Reply(json.dumps(body).encode(), "application/json", status, headers or {})


def form_of(seen: "Seen") -> dict[str, bytes]:
    """The parts of a multipart form, by name; of equal names the last."""
    head = f"Content-Type: {seen.headers['content-type']}\r\n\r\n".encode()
    form = message_from_bytes(head + seen.body)
    parts = [part for part in form.walk() if not part.is_multipart()]
    return {str(part.get_param("name", header="content-disposition")): bytes(part.get_payload(decode=True)) for part in parts}


def _openai_image(server: "Server", seen: "Seen") -> Reply:
    told = seen.json if seen.headers["content-type"] == "application/json" else {n: v.decode("latin-1") for n, v in form_of(seen).items()}
    width, _, height = str(told["size"]).partition("x")
    server.sell("openai")
    packed = base64.b64encode(media.picture(int(width) // 4, int(height) // 4)).decode()
    return Reply.json({"created": 1, "data": [{"b64_json": packed}], "usage": {"total_tokens": 100}}, headers={"x-request-id": "req-1"})


def _openai_speech(server: "Server", seen: "Seen") -> Reply:
    assert seen.json["response_format"] == "pcm"
    server.sell("openai")
    return Reply(media.speech(), "audio/pcm")


def _openai_moderation(_server: "Server", seen: "Seen") -> Reply:
    """Texts with "vile" in them score, the higher the shorter they are."""
    results = [{"flagged": False, "category_scores": _moderation_scores(text)} for text in seen.json["input"]]
    return Reply.json({"id": "modr-1", "model": seen.json["model"], "results": results})


def _moderation_scores(text: str) -> dict[str, float]:
    found = 1 - len(text) / 3000 if "vile" in text else 0.001
    return {"hate": found, "hate/threatening": 0.0001, "harassment": 0.99, "violence": 0.9, "self-harm/instructions": 0.002}


def _stability_image(server: "Server", seen: "Seen") -> Reply:
    across, _, down = form_of(seen)["aspect_ratio"].decode().partition(":")
    server.sell("stability")
    return Reply(media.picture(20 * int(across), 20 * int(down)), "image/png", headers={"finish-reason": "SUCCESS", "seed": "5"})


def _stability_music(server: "Server", seen: "Seen") -> Reply:
    server.sell("stability")
    return Reply(media.music(server.folder / "music.mp3", float(form_of(seen)["duration"])), "audio/mpeg")


def _elevenlabs_speech(server: "Server", seen: "Seen") -> Reply:
    text = seen.json["text"]
    server.sell("elevenlabs")
    starts = [0.3 + number / len(text) for number in range(len(text))]
    alignment = {
        "characters": list(text),
        "character_start_times_seconds": starts,
        "character_end_times_seconds": [*starts[1:], 1.3],
    }
    packed = base64.b64encode(media.speech()).decode()
    return Reply.json({"audio_base64": packed, "alignment": alignment, "normalized_alignment": alignment}, headers={"request-id": "r"})


def _elevenlabs_music(server: "Server", seen: "Seen") -> Reply:
    server.sell("elevenlabs")
    return Reply(media.music(server.folder / "music.mp3", seen.json["music_length_ms"] / 1000), "audio/mpeg", headers={"song-id": "s"})


def _elevenlabs_effect(server: "Server", seen: "Seen") -> Reply:
    server.sell("elevenlabs")
    return Reply(media.music(server.folder / "effect.mp3", seen.json["duration_seconds"]), "audio/mpeg")


def _replicate_submit(server: "Server", seen: "Seen") -> Reply:
    server.sell("replicate")
    name = server.take_job(seen.json)
    return Reply.json({"id": name, "status": "starting", "output": None, "urls": {}}, 201)


def _replicate_look(server: "Server", seen: "Seen") -> Reply:
    name = seen.path.rpartition("/")[2]
    if name not in server.jobs:
        return Reply.json({"detail": "The requested resource could not be found."}, 404)
    if not server.is_done(name):
        return Reply.json({"id": name, "status": "processing", "output": None})
    job = server.jobs[name]
    if job["verdict"] is not None:
        return Reply.json({"id": name, "output": None, **job["verdict"]})
    return Reply.json({"id": name, "status": "succeeded", "output": [_made(server, "replicate", job["body"]["input"])]})


def _replicate_upload(server: "Server", seen: "Seen") -> Reply:
    address = server.offer(form_of(seen)["content"], "application/octet-stream", "replicate")
    return Reply.json({"id": "file", "urls": {"get": address}}, 201)


def _made(server: "Server", provider: str, told: dict[str, Any]) -> str:
    """The same video with a mouth for whoever sends one, a video for whoever names a duration, else a picture."""
    if "video" in told:
        content, _ = server.files[told["video"].rpartition("/")[2]]
        return server.offer(media.with_mouth(content, server.folder), "video/mp4", provider)
    if "duration" in told:
        content = media.video(server.folder / "made.mp4", int(told["duration"]), VIDEO_FPS, 64, 36)
        return server.offer(content, "video/mp4", provider)
    size = told.get("image_size") or {"width": 160, "height": 90}
    return server.offer(media.picture(size["width"] // 4, size["height"] // 4), "image/png", provider)


def _fal_submit(server: "Server", seen: "Seen") -> Reply:
    server.sell("fal")
    name = server.take_job(seen.json)
    there = f"{server.url('fal')}/elsewhere/requests/{name}"
    return Reply.json(
        {"request_id": name, "status": "IN_QUEUE", "queue_position": 0, "response_url": there, "status_url": f"{there}/status"}
    )


def _fal_look(server: "Server", seen: "Seen") -> Reply:
    name = seen.path.split("/")[-2]
    if name not in server.jobs:
        return Reply.json({"detail": "Request not found"}, 404)
    return Reply.json({"request_id": name, "status": "COMPLETED" if server.is_done(name) else "IN_PROGRESS"})


def _fal_result(server: "Server", seen: "Seen") -> Reply:
    job = server.jobs[seen.path.rpartition("/")[2]]
    if job["verdict"] is not None:
        return Reply.json(job["verdict"], 422)
    address = _made(server, "fal", job["body"])
    return Reply.json({"video": {"url": address}} if "duration" in job["body"] else {"images": [{"url": address}], "seed": 5})


def _runway_submit(server: "Server", seen: "Seen") -> Reply:
    assert seen.headers["x-runway-version"] == "2024-11-06"
    server.sell("runway")
    return Reply.json({"id": server.take_job(seen.json)})


def _runway_look(server: "Server", seen: "Seen") -> Reply:
    name = seen.path.rpartition("/")[2]
    if name not in server.jobs:
        return Reply.json({"error": "Not found"}, 404)
    if not server.is_done(name):
        return Reply.json({"id": name, "status": "RUNNING", "progress": 0.5})
    job = server.jobs[name]
    if job["verdict"] is not None:
        return Reply.json({"id": name, **job["verdict"]})
    body = job["body"]
    width, _, height = body["ratio"].partition(":")
    content = media.video(server.folder / "made.mp4", body["duration"], VIDEO_FPS, int(width) // 16 // 2 * 2, int(height) // 16 // 2 * 2)
    address = server.offer(content, "video/mp4", "runway")
    return Reply.json({"id": name, "status": "SUCCEEDED", "output": [address], "cost": {"credits": 5 * body["duration"]}})


Answer = Callable[["Server", "Seen"], Reply]
_NAME = r"[\w.-]+"
PROVIDERS: dict[str, tuple[tuple[str, str, str, Answer], ...]] = {
    "openai": (
        ("submit", "POST", r"/v1/images/(generations|edits)", _openai_image),
        ("submit", "POST", r"/v1/audio/speech", _openai_speech),
        ("moderate", "POST", r"/v1/moderations", _openai_moderation),
    ),
    "stability": (
        ("submit", "POST", r"/v2beta/stable-image/generate/(core|ultra|sd3)", _stability_image),
        ("submit", "POST", r"/v2beta/audio/stable-audio-2/text-to-audio", _stability_music),
    ),
    "elevenlabs": (
        ("submit", "POST", rf"/v1/text-to-speech/{_NAME}/with-timestamps", _elevenlabs_speech),
        ("submit", "POST", r"/v1/music", _elevenlabs_music),
        ("submit", "POST", r"/v1/sound-generation", _elevenlabs_effect),
    ),
    "replicate": (
        ("submit", "POST", rf"/v1/(models/{_NAME}/{_NAME}/)?predictions", _replicate_submit),
        ("look", "GET", rf"/v1/predictions/{_NAME}", _replicate_look),
        ("upload", "POST", r"/v1/files", _replicate_upload),
    ),
    "fal": (
        ("look", "GET", rf"/{_NAME}/{_NAME}/requests/{_NAME}/status", _fal_look),
        ("result", "GET", rf"/{_NAME}/{_NAME}/requests/{_NAME}", _fal_result),
        ("submit", "POST", rf"/{_NAME}/{_NAME}(/{_NAME})*", _fal_submit),
    ),
    "runway": (
        ("submit", "POST", r"/v1/image_to_video", _runway_submit),
        ("look", "GET", rf"/v1/tasks/{_NAME}", _runway_look),
    ),
}
"""For each provider: a route's name, method, path (a regular expression) and answer."""
