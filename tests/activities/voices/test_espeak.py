"""Speaking lines with eSpeak NG, measured."""

import hashlib
import subprocess
import sys
import time
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from activities.engines import EngineOptions, Input, Job, Made
from activities.media.delivery import delivery_of
from activities.media.sound.loudness import integrated_lufs, true_peak_dbtp
from activities.media.sound.waveform import Sound, decibels, read_sound, root_mean_square
from activities.voices.cast import TIMBRES, speaker_for
from activities.voices.engines.espeak import Espeak
from activities.voices.treatment import treated
from schemas.engines import EngineChoice
from schemas.failures import FilmError, Refused
from schemas.order import About
from schemas.shots import Character
from schemas.stages import Stage
from schemas.voices import SpeakLine

MARA = Character(name="MARA", gender="female")
TEXT = "She never said that you could come back here. Did she?"
ABOUT = About(film="film", owner="owner", cut=1, target="line 1", label="Line 1")
CHOICE = EngineChoice(stage=Stage.VOICES, name="espeak", version="1")


def _order(text: str = TEXT, character: Character = MARA, **fields: Any) -> SpeakLine:
    return SpeakLine.model_validate({"engine": CHOICE, "about": ABOUT, "character": character, "text": text, **fields})


def _speak(folder: Path, text: str = TEXT, character: Character = MARA, **fields: Any) -> Made:
    folder = folder / hashlib.blake2b(repr((text, character, sorted(fields.items()))).encode(), digest_size=8).hexdigest()
    folder.mkdir(exist_ok=True)
    inputs: dict[str, Input] = {}
    return Espeak(EngineOptions()).make(Job(order=_order(text, character, **fields), inputs=inputs, folder=folder))


def _sound(made: Made) -> Sound:
    return read_sound(made.path)


def _pitch_hz(sound: Sound) -> float:
    """The median over voiced moments, by autocorrelation."""
    found = []
    for first in range(0, sound.shape[1] - 4_000, 1_500):
        piece = sound[0, first : first + 4_000].astype(np.float64)
        if root_mean_square(piece[None].astype(np.float32)) < 0.02:
            continue
        likeness = np.fft.irfft(np.abs(np.fft.rfft(piece, 16_384)) ** 2)[:800]
        lag = 120 + int(likeness[120:].argmax())
        if likeness[lag] > 0.4 * likeness[0]:
            found.append(48_000 / lag)
    return float(np.median(found))


def test_a_line_is_mono_flac_of_the_stated_length(tmp_path: Path) -> None:
    made = _speak(tmp_path)
    sound = _sound(made)

    assert sound.shape[0] == 1
    assert sound.shape[1] == made.samples
    assert 2.5 < sound.shape[1] / 48_000 < 5


def test_a_line_has_its_level_and_stays_under_its_peak(tmp_path: Path) -> None:
    sound = _sound(_speak(tmp_path))

    assert -22 < integrated_lufs(sound) < -19.5
    assert true_peak_dbtp(sound) < -3


def test_nothing_but_50_ms_of_silence_at_the_ends(tmp_path: Path) -> None:
    for manner in ("", "whispering"):
        sound = _sound(_speak(tmp_path, delivery=manner))
        loud = np.flatnonzero(np.abs(sound[0]) > np.abs(sound).max() * 0.003)

        assert loud[0] < 2_400
        assert sound.shape[1] - loud[-1] < 2_400


def test_phonemes_are_in_order_and_cover_the_speech(tmp_path: Path) -> None:
    made = _speak(tmp_path)
    phonemes = made.facts["phonemes"]
    ends = [first + samples for first, samples, _ in phonemes]

    assert all(end <= begin for end, (begin, _, _) in zip(ends, phonemes[1:], strict=False))
    assert ends[-1] <= (made.samples or 0)
    assert min(samples for _, samples, _ in phonemes) > 0
    assert sum(samples for _, samples, _ in phonemes) > 0.75 * (made.samples or 0)


def test_vowels_are_loud_and_pauses_are_not(tmp_path: Path) -> None:
    made = _speak(tmp_path, "Far away. Go home. Stay.")
    sound = _sound(made)
    vowels = [sound[:, first : first + samples] for first, samples, ipa in made.facts["phonemes"] if set(ipa) & set("aɑeɛiouʊɔɐə")]
    spoken = np.zeros(sound.shape[1], bool)
    for first, samples, _ in made.facts["phonemes"]:
        spoken[first : first + samples + 2_400] = True

    vowel_db = np.median([decibels(root_mean_square(vowel)) for vowel in vowels])
    pause_db = decibels(root_mean_square(sound[:, ~spoken]))
    assert vowel_db - pause_db > 25


def test_an_s_hisses_where_its_phoneme_is(tmp_path: Path) -> None:
    made = _speak(tmp_path, "She sells sea shells.")
    sound = _sound(made)[0].astype(np.float64)

    def high_share(first: int, samples: int) -> float:
        power = np.abs(np.fft.rfft(sound[first : first + samples] * np.hanning(samples))) ** 2
        return float(power[samples * 3_500 // 48_000 :].sum() / power.sum())

    hisses = [high_share(first, samples) for first, samples, ipa in made.facts["phonemes"] if ipa == "s"]
    vowels = [high_share(first, samples) for first, samples, ipa in made.facts["phonemes"] if "ɛ" in ipa]
    assert min(hisses) > 0.8
    assert max(vowels) < 0.1


def test_the_same_order_makes_the_same_bytes_in_another_process(tmp_path: Path) -> None:
    here = _speak(tmp_path).path.read_bytes()
    (tmp_path / "there").mkdir()
    script = (
        "import sys, pathlib; from activities.engines import EngineOptions, Job; from schemas.voices import SpeakLine; "
        "from activities.voices.engines.espeak import Espeak; order = SpeakLine.model_validate_json(sys.argv[1]); "
        "Espeak(EngineOptions()).make(Job(order=order, inputs={}, folder=pathlib.Path(sys.argv[2])))"
    )
    root = Path(__file__).parents[3]
    subprocess.run([sys.executable, "-c", script, _order().model_dump_json(), str(tmp_path / "there")], check=True, cwd=root)

    assert here == next((tmp_path / "there").glob("*.flac")).read_bytes()


def test_a_breathy_voice_sounds_the_same_at_another_time_of_day(tmp_path: Path) -> None:
    """eSpeak NG seeds the noise of some voices by the second it starts in."""
    readings = set()
    for number in range(3):
        folder = tmp_path / str(number)
        folder.mkdir()
        readings.add(_speak(folder, delivery="whispering").path.read_bytes())
        time.sleep(0.6)

    assert len(readings) == 1


def test_another_take_is_another_reading(tmp_path: Path) -> None:
    assert _speak(tmp_path).path.read_bytes() != _speak(tmp_path, take=2).path.read_bytes()


def test_a_voice_stays_with_its_character(tmp_path: Path) -> None:
    first, second = _speak(tmp_path, "Good morning."), _speak(tmp_path, "I have to leave.", Character(name=" mara ", gender="female"))

    assert first.facts["voice"] == second.facts["voice"]
    assert speaker_for(MARA, "") == speaker_for(Character(name="mara", gender="female", description="new"), "")


def test_characters_differ_even_in_one_timbre() -> None:
    speakers = [speaker_for(Character(name=name, gender="male"), "cello") for name in ("TOM", "JONAS", "PETER", "WU")]

    assert len({speaker.pitch_semitones for speaker in speakers}) == 4


def test_gender_and_age_are_heard(tmp_path: Path) -> None:
    man = _pitch_hz(_sound(_speak(tmp_path, character=Character(name="TOM", gender="male"))))
    woman = _pitch_hz(_sound(_speak(tmp_path)))
    child = _pitch_hz(_sound(_speak(tmp_path, character=Character(name="TOM", gender="male", age="child"))))

    assert man < 145 < woman
    assert child > man * 1.6


@pytest.mark.parametrize("timbre", [timbre.name for timbre in TIMBRES])
def test_every_timbre_speaks(tmp_path: Path, timbre: str) -> None:
    sound = _sound(_speak(tmp_path, "Come in, then.", voice=timbre))

    assert root_mean_square(sound) > 0.03


@pytest.mark.parametrize(
    ("language", "text", "tag"),
    [
        ("en-GB", "Hello there.", "en-gb"),
        ("zh-TW", "你好,世界。", "cmn"),
        ("ja", "こんにちは。", "ja"),
        ("hi-IN", "नमस्ते, आप कैसे हैं?", "hi"),
        ("ar", "مرحبا كيف حالك", "ar"),
        ("pt-BR", "Bom dia, tudo bem?", "pt-br"),
        ("fr_CA", "Bonjour tout le monde.", "fr-fr"),
        ("ko", "안녕하세요", "ko"),
        ("ru", "Привет, мир.", "ru"),
    ],
)
def test_languages_are_spoken_by_their_own_voice(tmp_path: Path, language: str, text: str, tag: str) -> None:
    made = _speak(tmp_path, text, language=language)

    assert tag == made.facts["language"]
    assert len(made.facts["phonemes"]) >= 5


@pytest.mark.parametrize("text", ["...", "—", "?!", "😀", " "])
def test_a_line_without_words_is_a_short_breath(tmp_path: Path, text: str) -> None:
    made = _speak(tmp_path, text)
    sound = _sound(made)

    assert made.facts["is_spoken"] is False
    assert made.facts["phonemes"] == []
    assert 0.4 < sound.shape[1] / 48_000 < 1.5
    assert integrated_lufs(sound) < -35


@pytest.mark.parametrize("text", ["<b>x</b> & y", "20° at 5 p.m.", "[[h@]] said {he}", "a\x00b", "Don't—stop", "♪ la la ♪ 😀"])
def test_odd_text_is_spoken_not_interpreted(tmp_path: Path, text: str) -> None:
    assert _speak(tmp_path, text).facts["is_spoken"] is True


def test_a_line_in_capitals_is_shouted_not_spelled(tmp_path: Path) -> None:
    loud, plain = _speak(tmp_path, "WHAT IS IT NOW?"), _speak(tmp_path, "What is it now?")

    assert len(loud.facts["phonemes"]) == len(plain.facts["phonemes"])
    assert _pitch_hz(_sound(loud)) > _pitch_hz(_sound(plain))


def test_delivery_changes_pace_pitch_and_level(tmp_path: Path) -> None:
    plain, slow, sad, shout = (_sound(_speak(tmp_path, delivery=manner)) for manner in ("", "slowly", "sadly", "shouting"))

    assert slow.shape[1] > 1.15 * plain.shape[1]
    assert integrated_lufs(sad) < integrated_lufs(plain) - 1
    assert _pitch_hz(sad) < _pitch_hz(plain) < _pitch_hz(shout)


def test_a_whisper_has_no_tone(tmp_path: Path) -> None:
    plain, whisper = _sound(_speak(tmp_path)), _sound(_speak(tmp_path, delivery="whispers"))

    def peakiness(sound: Sound) -> float:
        piece = sound[0, 10_000:90_000].astype(np.float64)
        likeness = np.fft.irfft(np.abs(np.fft.rfft(piece, 2**18)) ** 2)
        return float(likeness[120:800].max() / likeness[0])

    assert peakiness(whisper) < 0.6 * peakiness(plain)
    assert integrated_lufs(whisper) < integrated_lufs(plain) - 5


def test_speed_and_pitch_are_honoured(tmp_path: Path) -> None:
    plain, fast, high = (_sound(_speak(tmp_path, speed=speed, pitch=pitch)) for speed, pitch in ((1, 0), (1.6, 0), (1, 7)))

    assert 1.35 < plain.shape[1] / fast.shape[1] < 1.85
    assert 12 * np.log2(_pitch_hz(high) / _pitch_hz(plain)) == pytest.approx(7, abs=1.6)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"language": "tlh"}, "en-us"),
        ({"voice": "bob"}, "cello"),
        ({"voice": "tlh/cello"}, "en-us"),
        ({"speed": 3.0}, "0.5 to 2"),
        ({"pitch": 20.0}, "-12 to 12"),
    ],
)
def test_what_cannot_be_spoken_is_refused_with_what_can(tmp_path: Path, fields: dict[str, Any], said: str) -> None:
    with pytest.raises(Refused, match=said):
        _speak(tmp_path, **fields)


@pytest.mark.skipif(find_spec("pykakasi") is not None, reason="pykakasi is installed and reads them")
def test_chinese_characters_in_japanese_are_refused_not_misread(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="東京"):
        _speak(tmp_path, "東京は寒い。", language="ja")


@pytest.mark.skipif(find_spec("pykakasi") is None, reason="needs pip install pykakasi")
def test_chinese_characters_in_japanese_are_read(tmp_path: Path) -> None:
    read, written = _speak(tmp_path, "東京は寒い。", language="ja"), _speak(tmp_path, "とうきょうはさむい。", language="ja")

    assert [ipa for _, _, ipa in read.facts["phonemes"]] == [ipa for _, _, ipa in written.facts["phonemes"]]


def test_voices_are_listed_with_accents() -> None:
    engine = Espeak(EngineOptions())
    ids = {voice.id for voice in engine.voices("en")}

    assert {"cello", "en-gb-scotland/cello", "en-us/alto"} <= ids
    assert {voice.gender for voice in engine.voices()} == {"female", "male"}


def test_cancelling_ends_the_process(tmp_path: Path) -> None:
    class Cancelled(FilmError):
        pass

    def stop(_fraction: float) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        Espeak(EngineOptions()).make(Job(order=_order(), inputs={}, folder=tmp_path, progress=stop))


def _sway(sound: Sound) -> float:
    """How much of the level's movement lies between 5 and 7.5 movements a second."""
    levels = np.sqrt(np.square(sound[0][: sound.shape[1] // 480 * 480].reshape(-1, 480)).mean(axis=1))
    power = np.abs(np.fft.rfft(levels - levels.mean())) ** 2
    rates_hz = np.fft.rfftfreq(len(levels), 0.01)
    return float(power[(rates_hz > 5) & (rates_hz < 7.5)].sum() / power[rates_hz > 0.5].sum())


def _above_2_khz(sound: Sound) -> float:
    power = np.abs(np.fft.rfft(sound[0])) ** 2
    return float(power[len(power) // 12 :].sum() / power.sum())


def test_a_frightened_voice_trembles() -> None:
    buzz = np.asarray((np.arange(96_000) * 150 / 48_000 % 1 - 0.5)[None] * 0.3, dtype=np.float32)
    plain, afraid = (treated(buzz, TIMBRES[0], delivery_of(words)) for words in ("", "terrified"))

    assert _sway(afraid) > 3 * _sway(plain)


def test_an_angry_voice_is_sharper_than_a_tired_one(tmp_path: Path) -> None:
    angry, tired = (
        _sound(_speak(tmp_path, "Where are you going, my brother?", delivery=delivery)) for delivery in ("furious", "exhausted")
    )

    assert _above_2_khz(angry) > 1.2 * _above_2_khz(tired)


def test_numbers_are_spoken_as_a_person_would(tmp_path: Path) -> None:
    year, number = (_speak(tmp_path, text) for text in ("It was 1984.", "It was 1,984."))

    assert year.samples is not None
    assert number.samples is not None
    assert year.samples < 0.8 * number.samples


@pytest.mark.parametrize(("shorter", "longer"), [(" ", ", "), (", ", "—"), ("—", "... ")])
def test_pauses_grow_with_their_punctuation(tmp_path: Path, shorter: str, longer: str) -> None:
    short, long = (_speak(tmp_path, f"I know{mark}you came back") for mark in (shorter, longer))

    assert short.samples is not None
    assert long.samples is not None
    assert long.samples > short.samples + 2_000


@pytest.mark.slow
def test_a_speech_that_takes_longer_than_a_moment_is_waited_for(tmp_path: Path) -> None:
    made = _speak(tmp_path, "The river does not ask me why. " * 200)

    assert made.samples is not None
    assert made.samples > 200 * 48_000
