"""Effects bought from a provider."""

from pathlib import Path

import pytest

from activities.engines import engine_info
from activities.media.sound.loudness import integrated_lufs
from activities.media.sound.waveform import read_sound
from schemas.effects import WantedSound
from schemas.failures import Broken, Refused, Unavailable
from schemas.stages import Stage
from tests.hosted.orders import Desk, effects_order
from tests.hosted.server import Fault, Server


def test_every_sound_is_bought_once_and_has_its_length_and_level(server: Server, tmp_path: Path) -> None:
    made = Desk(server, tmp_path).make(effects_order("elevenlabs"))
    sound = read_sound(made.path)

    assert server.sold == {"elevenlabs": 3}
    assert sound.shape == (2, made.samples) == (2, 3 * 48_000)
    for second in range(3):
        assert integrated_lufs(sound[:, second * 48_000 : (second + 1) * 48_000]) == pytest.approx(-20, abs=1)


def test_the_provider_is_told_words_and_length(server: Server, tmp_path: Path) -> None:
    Desk(server, tmp_path, INFLUENCE="0.9").make(effects_order("elevenlabs", action="A fist on the iron door."))
    first, second, _ = server.requests("elevenlabs.submit")

    assert first.path == "/elevenlabs/v1/sound-generation"
    assert first.query == {"output_format": "mp3_44100_128"}
    assert first.headers["xi-api-key"] == "secret-key"
    assert (first.json["duration_seconds"], first.json["prompt_influence"]) == (1.5, 0.9)
    assert first.json["text"].startswith("a dog barks")
    assert second.json["text"].startswith("three knocks on a heavy iron door")


def test_where_the_provider_is_busy_between_two_sounds_the_next_attempt_buys_the_rest_only(server: Server, tmp_path: Path) -> None:
    desk = Desk(server, tmp_path)
    server.fail("elevenlabs.submit", Fault(), Fault(429, headers={"Retry-After": "17"}))
    with pytest.raises(Unavailable) as caught:
        desk.make(effects_order("elevenlabs"))

    desk.make(effects_order("elevenlabs"))

    assert caught.value.retry_after_s == 17
    assert server.sold == {"elevenlabs": 3}
    assert [seen.json["text"][:5] for seen in server.seen] == ["a dog", "three", "three", "stead"]


def test_a_sound_that_was_asked_for_otherwise_is_not_taken_for_this_one(server: Server, tmp_path: Path) -> None:
    desk = Desk(server, tmp_path)
    server.fail("elevenlabs.submit", Fault(), Fault(503))
    with pytest.raises(Unavailable):
        desk.make(effects_order("elevenlabs"))

    longer = WantedSound(kind="dog", number=1, samples=2 * 48_000)
    desk.make(effects_order("elevenlabs", sounds=[longer, *effects_order("elevenlabs").sounds[1:]]))

    assert server.sold == {"elevenlabs": 4}


def test_what_is_busy_before_anything_was_bought_is_left_to_whoever_retries(server: Server, tmp_path: Path) -> None:
    server.fail("elevenlabs.submit", Fault(429, headers={"Retry-After": "17"}))

    with pytest.raises(Unavailable) as caught:
        Desk(server, tmp_path).make(effects_order("elevenlabs"))

    assert caught.value.retry_after_s == 17
    assert not server.sold


def test_a_refusal_is_told_in_the_providers_words(server: Server, tmp_path: Path) -> None:
    server.fail("elevenlabs.submit", Fault(400, {"detail": {"status": "content_against_policy", "message": "not this sound"}}))

    with pytest.raises(Refused, match="not this sound"):
        Desk(server, tmp_path).make(effects_order("elevenlabs"))


def test_a_sound_longer_than_is_sold_is_refused_before_anything_is_sent(server: Server, tmp_path: Path) -> None:
    sounds = [WantedSound(kind="dog", number=1, samples=48_000), WantedSound(kind="rain", number=1, samples=40 * 48_000)]

    with pytest.raises(Refused, match="a sound of 40 s is ordered"):
        Desk(server, tmp_path).make(effects_order("elevenlabs", sounds=sounds))

    assert server.seen == []


def test_what_is_no_sound_is_broken_and_not_kept(server: Server, tmp_path: Path) -> None:
    desk = Desk(server, tmp_path)
    server.fail("elevenlabs.submit", Fault(), Fault(200, {"not": "a sound"}))
    with pytest.raises(Broken, match="can't be read as sound"):
        desk.make(effects_order("elevenlabs"))

    desk.make(effects_order("elevenlabs"))

    assert len(server.seen) == 4
    assert [desk.purchases.records[part].purchases for part in (1, 2, 3)] == [1, 2, 1]


def test_without_a_key_it_says_which_to_set() -> None:
    assert engine_info(Stage.EFFECTS, "elevenlabs", {}).unavailable == "not available: set FILM_EFFECTS_ELEVENLABS_API_KEY"
