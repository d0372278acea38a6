"""Voices and music bought from providers: what the stages want, measured."""

from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from activities.media.sound.loudness import integrated_lufs
from activities.media.sound.waveform import decibels, read_sound
from activities.voices.engine import VoiceEngine
from schemas.failures import Broken, Refused
from schemas.media import FLAC
from schemas.shots import Character
from tests.hosted.orders import Desk, cue_order, line_order
from tests.hosted.server import Fault, Server

VOICES = ["elevenlabs", "openai_speech"]
MUSIC = ["elevenlabs", "stability"]


@pytest.mark.parametrize("name", VOICES)
def test_a_line_is_mono_trimmed_and_under_its_peak(server: Server, tmp_path: Path, name: str) -> None:
    made = Desk(server, tmp_path).make(line_order(name))

    sound = read_sound(made.path)
    assert (made.media_type, sound.shape) == (FLAC, (1, made.samples))
    assert abs(sound.shape[1] - 48_000 - 2_400) < 300  # a second of tone, 50 ms around it
    assert decibels(float(np.abs(sound).max())) < -3
    assert integrated_lufs(sound) == pytest.approx(-20, abs=0.5)


@pytest.mark.parametrize("name", VOICES)
def test_a_character_keeps_a_voice_of_their_gender(server: Server, tmp_path: Path, name: str) -> None:
    tom_says = line_order(name, character=Character(name="TOM", gender="male", age="old"))
    lines = [line_order(name, text="One."), line_order(name, text="Two."), tom_says]
    first, second, tom = (Desk(server, tmp_path / str(number)).make(line).facts["voice"] for number, line in enumerate(lines))

    engine = Desk(server, tmp_path).engine(tom_says)
    assert isinstance(engine, VoiceEngine)
    known = {voice.id: voice for voice in engine.voices()}
    assert first == second
    assert (known[first].gender, known[tom].gender) == ("female", "male")
    assert "old" in known[tom].ages


@pytest.mark.parametrize("name", VOICES)
def test_a_voice_nobody_has_is_refused_with_those_there_are(server: Server, tmp_path: Path, name: str) -> None:
    with pytest.raises(Refused, match=r"no voice 'nobody'.*there are"):
        Desk(server, tmp_path).make(line_order(name, voice="nobody"))

    assert server.seen == []


@pytest.mark.parametrize("name", VOICES)
@pytest.mark.parametrize(("fields", "told"), [({"pitch": 3}, "pitch of 3 semitones"), ({"speed": 5}, "speed 5 is outside")])
def test_what_a_provider_has_no_means_for_is_refused(server: Server, tmp_path: Path, name: str, fields: dict[str, Any], told: str) -> None:
    with pytest.raises(Refused, match=told):
        Desk(server, tmp_path).make(line_order(name, **fields))


@pytest.mark.parametrize("name", VOICES)
def test_a_line_without_words_is_a_breath_and_costs_nothing(server: Server, tmp_path: Path, name: str) -> None:
    made = Desk(server, tmp_path).make(line_order(name, text="..."))

    assert made.facts["is_spoken"] is False
    assert server.seen == []


def test_a_cloned_voice_is_asked_for_by_its_id(server: Server, tmp_path: Path) -> None:
    Desk(server, tmp_path).make(line_order("elevenlabs", voice="aB3" * 6 + "xY"))

    assert server.seen[0].path == f"/elevenlabs/v1/text-to-speech/{'aB3' * 6}xY/with-timestamps"


def test_characters_are_timed_in_the_trimmed_sound(server: Server, tmp_path: Path) -> None:
    made = Desk(server, tmp_path).make(line_order("elevenlabs"))

    characters = made.facts["characters"]
    assert "".join(character for _, _, character in characters) == "Did you hear that?"
    # the tone begins 0.3 s into the answer and 10 ms into the line
    assert characters[0][0] == pytest.approx(480, abs=100)
    assert all(before[0] + before[1] <= after[0] + 1 for before, after in pairwise(characters))


def test_a_delivery_becomes_what_the_provider_has_for_it(server: Server, tmp_path: Path) -> None:
    Desk(server, tmp_path / "a").make(line_order("elevenlabs", delivery="excited"))
    Desk(server, tmp_path / "b").make(line_order("elevenlabs"))
    Desk(server, tmp_path / "c", MODEL="eleven_v3").make(line_order("elevenlabs", delivery="whispering"))
    Desk(server, tmp_path / "d").make(line_order("openai_speech", delivery="whispering"))

    excited, plain, tagged, told = (seen.json for seen in server.seen)
    assert excited["voice_settings"]["stability"] < plain["voice_settings"]["stability"]
    assert excited["voice_settings"]["speed"] > plain["voice_settings"]["speed"]
    assert tagged["text"].startswith("[whispers] ")
    assert "whispering" in told["instructions"]
    assert "a tired nurse" in told["instructions"]


def test_markup_becomes_what_elevenlabs_has_for_it(server: Server, tmp_path: Path) -> None:
    text = "<speak><prosody rate='80%' volume='-6dB'>Wait. <break time='1200ms'/> <sub alias='Saint'>St</sub> John.</prosody></speak>"
    made = Desk(server, tmp_path).make(line_order("elevenlabs", text=text))

    (sent,) = (seen.json for seen in server.seen)
    assert sent["text"] == 'Wait. <break time="1.2s" /> Saint John.'
    assert sent["voice_settings"]["speed"] == 0.8
    assert integrated_lufs(read_sound(made.path)) == pytest.approx(-26, abs=0.5)


@pytest.mark.parametrize(
    ("name", "model", "text", "told"),
    [
        ("elevenlabs", "eleven_v3", "Wait. <break/> Now.", "eleven_v3 can't be told how long a pause is"),
        ("elevenlabs", "eleven_multilingual_v2", "Wait. <break time='9s'/> Now.", "longer than the 3 s"),
        ("elevenlabs", "eleven_multilingual_v2", "<prosody rate='x-slow'>Now.</prosody>", "speed 0.6 is outside 0.7 to 1.2"),
        ("openai_speech", "gpt-4o-mini-tts", "Wait. <break/> Now.", "OpenAI can't be told how long a pause is"),
        ("openai_speech", "gpt-4o-mini-tts", "Wait. <prosody rate='fast'>Now.</prosody>", "in one manner"),
    ],
)
def test_markup_a_provider_has_nothing_for_is_refused_and_not_read_aloud(
    server: Server, tmp_path: Path, name: str, model: str, text: str, told: str
) -> None:
    with pytest.raises(Refused, match=told):
        Desk(server, tmp_path, MODEL=model).make(line_order(name, text=f"<speak>{text}</speak>"))

    assert server.seen == []


@pytest.mark.parametrize("name", VOICES)
def test_a_line_costs_by_its_characters(server: Server, tmp_path: Path, name: str) -> None:
    desk, long = Desk(server, tmp_path / "short"), Desk(server, tmp_path / "long")
    desk.make(line_order(name, text="Yes it is."))
    long.make(line_order(name, text="Yes it is." * 10))

    assert 0 < desk.purchases.costs[1] * 10 == pytest.approx(long.purchases.costs[1], abs=10)


def test_what_is_no_speech_is_broken(server: Server, tmp_path: Path) -> None:
    server.fail("openai.submit", Fault(200))

    with pytest.raises(Broken, match="no 16-bit sound"):
        Desk(server, tmp_path).make(line_order("openai_speech"))


@pytest.mark.parametrize("name", MUSIC)
@pytest.mark.parametrize("seconds", [1.5, 4.3])
def test_a_cue_has_exactly_its_samples_and_loudness(server: Server, tmp_path: Path, name: str, seconds: float) -> None:
    samples = round(seconds * 48_000)

    made = Desk(server, tmp_path).make(cue_order(name, samples=samples))

    sound = read_sound(made.path)
    assert sound.shape == (2, samples)
    assert integrated_lufs(sound) == pytest.approx(-20, abs=1)
    assert float(np.abs(sound[:, -24:]).max()) < 0.02


def test_a_cue_longer_than_is_sold_is_bought_once_and_goes_round(server: Server, tmp_path: Path) -> None:
    samples = 200 * 48_000

    made = Desk(server, tmp_path).make(cue_order("stability", samples=samples))

    sound = read_sound(made.path)
    loudness = [decibels(float(np.sqrt(np.square(sound[:, at : at + 24_000]).mean()))) for at in range(185 * 48_000, 196 * 48_000, 24_000)]
    assert server.sold == {"stability": 1}
    assert sound.shape == (2, samples)
    assert max(loudness) - min(loudness) < 4  # over the splice
    assert float(np.abs(sound[:, -24:]).max()) < 0.02
    assert made.notes == (
        "Stability AI makes 190 s of music at most: it goes round",
        "the music went on behind the cue's end and is faded",
    )


@pytest.mark.parametrize(
    ("model", "steps", "told"), [("stable-audio-2", "8", "30 to 100 steps"), ("stable-audio-2.5", "50", "4 to 8 steps")]
)
def test_steps_that_a_model_does_not_take_are_refused_before_anything_is_sent(
    server: Server, tmp_path: Path, model: str, steps: str, told: str
) -> None:
    with pytest.raises(Refused, match=told):
        Desk(server, tmp_path, MODEL=model, STEPS=steps).make(cue_order("stability"))

    assert server.seen == []


def test_what_is_no_music_is_broken(server: Server, tmp_path: Path) -> None:
    server.fail("stability.submit", Fault(200, {"not": "music"}))

    with pytest.raises(Broken, match="can't be read as sound"):
        Desk(server, tmp_path).make(cue_order("stability"))
