"""Subtitle files beside a cut: for those who do not hear, and in other languages by a language model on the loopback."""

import json
import re
from pathlib import Path
from typing import Any, get_args

import pytest

from activities.casting import cast_profile
from activities.engines import Job
from activities.film.engines.translator import Translator, TranslatorOptions
from activities.film.subtitles.captions import captions_note, captions_of
from activities.film.subtitles.sidecars import sidecars, subtitles_of
from activities.film.subtitles.sound_names import music_name, sound_name
from activities.media.text.line_breaks import columns_of
from schemas.casting import ChooseEngines
from schemas.engines import EngineChoice
from schemas.failures import Refused
from schemas.film import AssembleFilm, Encoding, FrameRange, Reel, ReelLine, ReelShot, Translation
from schemas.media import FLAC, JSON, ArtifactRef
from schemas.order import About
from schemas.shots import Mood, Setting, SoundCue, SoundKind
from schemas.stages import Stage
from schemas.subtitles import TranslatedLines, TranslateLines
from schemas.timeline import lay_out
from tests.activities.film.small_film import SmallFilm
from tests.fakes.llm_server import Reply, llm_server

FPS = 24
ABOUT = About(film="f", owner="o", cut=1, target="scene 1", label="")
NOTHING = ArtifactRef(key="0" * 64, media_type=FLAC, size_bytes=1, sha256="", samples=1)


def _line(number: int, character: str, text: str, start_s: float, seconds: float, *, delivery: str = "", of: int = 1) -> ReelLine:
    speech = NOTHING.model_copy(update={"samples": round(seconds * 48_000)})
    return ReelLine(
        number=number,
        character=character,
        text=text,
        placement="on",
        delivery=delivery,
        number_of_speaker=of,
        speech=speech,
        first_sample=round(start_s * 48_000),
    )


def _reel(lines: list[ReelLine], sounds: list[SoundCue], mood: str = "tense", seconds: int = 20) -> Reel:
    source = FrameRange(clip=NOTHING, image=NOTHING, first_frame=0, frames=seconds * FPS)
    shot = ReelShot(
        number=1, title="", frames=seconds * FPS, segment=NOTHING, source=source, lines=lines, sounds=sounds, image=NOTHING, clip=NOTHING
    )
    return Reel(scene=1, heading="INT. HALL - NIGHT", fps=FPS, shots=[shot], music=NOTHING, music_mood=mood)


def _told(reel: Reel, language: str = "en") -> list[list[str]]:
    return [cue.lines for cue in captions_of(lay_out([reel]), [reel], language)]


SPOKEN = [
    _line(1, "MARA", "Who is there?", 5, 1.5),
    _line(2, "JONAS", "It is me. Open the door, it is cold out here.", 7, 3, delivery="whispering", of=2),
]


def test_every_new_speaker_is_named_and_how_they_speak() -> None:
    told = _told(_reel(SPOKEN, [], mood=""))

    assert told[0] == ["MARA: Who is there?"]
    assert " ".join(told[1]).startswith("JONAS: [whispering] It is me.")


@pytest.mark.parametrize(
    ("delivery", "told"),
    [("preguntó Jonas", ""), ("dijo Jonas en voz baja", "[en voz baja] "), ("said softly", "[softly] "), ("to herself", "[to herself] ")],
)
def test_that_something_is_said_is_no_manner(delivery: str, told: str) -> None:
    lines = _told(_reel([_line(1, "JONAS", "Come.", 5, 2, delivery=delivery)], [], mood=""))

    assert lines == [[f"JONAS: {told}Come."]]


def test_manner_that_goes_on_is_told_once() -> None:
    lines = [_line(n, "MARA", "The river does not ask.", 4 * n, 2, delivery="reciting") for n in (1, 2)]

    assert str(_told(_reel(lines, []))).count("reciting") == 1


def test_rain_of_a_scene_is_told_once() -> None:
    reel = _reel(SPOKEN, [], mood="")
    rainy = [reel.shots[0].model_copy(update={"setting": Setting(location="HALL", weather="rain"), "number": number}) for number in (1, 2)]

    assert str(_told(reel.model_copy(update={"shots": rainy}))).count("[rain falls]") == 1


def test_sound_is_told_where_nobody_speaks() -> None:
    assert ["[door slams]"] in _told(_reel(SPOKEN, [SoundCue(kind="door_slams", at=0.6)]))


def test_sound_that_must_not_be_missed_is_put_before_the_words_it_is_heard_with() -> None:
    told = [" ".join(lines) for lines in _told(_reel(SPOKEN, [SoundCue(kind="gunshot", at=7.5 / 20)]))]

    assert any("[gunshot]" in text and "It is me" in text for text in told)


def test_sounds_of_the_place_give_way_to_speech() -> None:
    assert "birds" not in str(_told(_reel(SPOKEN, [SoundCue(kind="birds", at=7.5 / 20)])))


def test_same_sound_is_not_told_again_and_again() -> None:
    told = _told(_reel([], [SoundCue(kind="knock", at=at / 20) for at in (1, 4, 7)], mood=""))

    assert told == [["[knocking]"]]


def test_music_is_told_by_its_mood_in_the_films_language() -> None:
    assert _told(_reel(SPOKEN, []), "fr")[0] == ["♪ musique tendue ♪"]


@pytest.mark.parametrize("language", ["en", "es", "fr", "de", "it", "pt", "hi"])
def test_everything_that_sounds_has_a_name(language: str) -> None:
    names = [sound_name(kind, language) for kind in get_args(SoundKind)]
    moods = [music_name(mood, language) for mood in get_args(Mood)]

    assert all(names)
    assert len(set(moods)) == len(moods)
    assert all(columns_of(name) <= 40 for name in names + moods)


def test_language_without_names_is_told() -> None:
    assert captions_note("sv") == "sounds and music are named in English: their names in 'sv' are not known"
    assert captions_note("pt-BR") is None


def _choice(server_model: str = "tiny") -> EngineChoice:
    return EngineChoice(stage=Stage.FILM, name="translator", version="1", model=server_model)


def _translate(small: SmallFilm, base_url: str, reel: Reel) -> ArtifactRef:
    path = small.folder / "reel.json"
    path.write_text(reel.model_dump_json())
    order = TranslateLines(
        engine=_choice(), about=ABOUT, reel=small.keep(path, JSON), said=reel.said_key, source="en", target="fr", title="The Lamp"
    )
    made = Translator(TranslatorOptions(base_url=base_url, model="tiny")).make(small.job(order, "lines"))
    return small.keep(made.path, JSON)


def _upside_down(request: dict[str, Any]) -> Reply:
    data = json.loads(request["messages"][-1]["content"])
    return Reply(json.dumps({"lines": [{"number": line["number"], "text": f"« {line['text'].upper()} »"} for line in data["lines"]]}))


def test_translated_lines_become_a_subtitle_file_of_their_own(tmp_path: Path) -> None:
    small, reel = SmallFilm(tmp_path), _reel(SPOKEN, [])
    with llm_server(_upside_down) as server:
        lines = _translate(small, server.base_url, reel)
    order = AssembleFilm(
        engine=_choice(), about=ABOUT, title="The Lamp", reels=[lines], mix=lines, encoding=Encoding(width_px=128, height_px=72, fps=FPS),
        sdh=True, subtitles_style="colours", translations=[Translation(language="fr", scenes=[lines])],
    )  # fmt: skip

    job = Job(order=order, inputs=small.inputs, folder=tmp_path)
    made = sidecars(job, subtitles_of(job, [reel], lay_out([reel])), lay_out([reel]))
    files = {name: file.path.read_text(encoding="utf-8") for name, file in made.items()}

    assert sorted(files) == sorted(["srt", "vtt", *order.further_subtitles])
    assert made["fr.srt"].path.name == "film.fr.srt"
    assert "« WHO IS THERE? »" in files["fr.srt"]
    assert re.findall(r"[\d:,]+ --> [\d:,]+", files["fr.srt"]) == re.findall(r"[\d:,]+ --> [\d:,]+", files["srt"])
    assert '::cue(v[voice="JONAS"]) { color: #ffec5f }' in files["vtt"]


def test_translator_gets_speaker_manner_film_and_language(tmp_path: Path) -> None:
    with llm_server(_upside_down) as server:
        _translate(SmallFilm(tmp_path), server.base_url, _reel(SPOKEN, []))

        data = json.loads(server.requests[0]["messages"][-1]["content"])
        assert data["film"] == "The Lamp"
        assert data["lines"][1]["speaker"] == "JONAS"
        assert data["lines"][1]["spoken"] == "whispering"
        assert "'fr'" in server.requests[0]["messages"][0]["content"] or " fr " in server.requests[0]["messages"][0]["content"]


def test_lost_line_is_asked_for_again(tmp_path: Path) -> None:
    lost = Reply(json.dumps({"lines": [{"number": 1, "text": "Qui est là ?"}]}))
    whole = Reply(json.dumps({"lines": [{"number": 1, "text": "Qui est là ?"}, {"number": 2, "text": "C'est moi. Ouvre."}]}))
    small = SmallFilm(tmp_path)
    with llm_server([lost, whole]) as server:
        lines = _translate(small, server.base_url, _reel(SPOKEN, []))

        assert "wanted lines 1 to 2" in server.requests[1]["messages"][-1]["content"]
    assert TranslatedLines.model_validate_json(small.inputs[lines.key].path.read_bytes()).texts == ["Qui est là ?", "C'est moi. Ouvre."]


def test_film_that_wants_translations_is_refused_without_a_translator() -> None:
    with pytest.raises(Refused, match="FILM_FILM_TRANSLATOR_BASE_URL"):
        cast_profile(ChooseEngines(profile="draft", is_translated=True), {})


def test_translator_is_chosen_with_its_model() -> None:
    settings = {"FILM_FILM_TRANSLATOR_BASE_URL": "http://127.0.0.1:1/v1", "FILM_FILM_TRANSLATOR_MODEL": "mistral"}

    translator = cast_profile(ChooseEngines(profile="draft", is_translated=True), settings).translator

    assert translator is not None
    assert (translator.name, translator.model) == ("translator", "mistral")
