"""Lines: how long they take, where their speakers are, which pauses they have."""

import pytest

from activities.shots.beats import Action, Speech, action_pieces, read_story
from activities.shots.breakdown import break_down
from activities.shots.sound.speech import parts, pause_s, placed, spoken_s
from activities.shots.words import sentences
from schemas.screenplay import Cue, Paragraph, Screenplay
from schemas.shots import Line
from tests.activities.shots.scripts import Piece, action, film, says, scene


def lines_of(*pieces: Piece) -> list[Line]:
    shot_list = break_down(film(scene("INT. ROOM - DAY", *pieces)))
    return [line for part in shot_list.scenes for shot in part.shots for line in shot.lines]


def beats_of(screenplay: Screenplay) -> list[object]:
    return [beat for part in read_story(screenplay).scenes for beat in part.beats]


def test_150_words_take_a_minute() -> None:
    assert spoken_s("word " * 150) == pytest.approx(60)


def test_a_line_marked_up_for_its_voice_stays_whole_and_is_timed_by_its_words() -> None:
    words = "I saw the light go out over the sea. " * 4
    marked = f"<speak>{words}<break time='1s'/> {words}</speak>"
    (line,) = lines_of(says("MARA", marked))
    (speech,) = (beat for beat in beats_of(film(scene("INT. ROOM - DAY", says("MARA", marked)))) if isinstance(beat, Speech))

    assert line.text == " ".join(marked.split())
    assert speech.seconds == spoken_s(words * 2)


def test_chinese_is_timed_by_characters() -> None:
    assert spoken_s("我看见了灯光从海上来") == pytest.approx(10 / 4.5)


@pytest.mark.parametrize(
    ("told", "wanted"), [("beat", 1.0), ("a long pause", 2.0), ("pausa larga", 2.0), ("short beat", 0.5), ("angrily", 0.0)]
)
def test_a_beat_is_a_pause(told: str, wanted: float) -> None:
    assert pause_s(told) == wanted


@pytest.mark.parametrize(
    ("extensions", "wanted"),
    [
        ([], ("on", "")),
        (["CONT'D"], ("on", "")),
        (["CONT’D"], ("on", "")),
        (["V.O."], ("voice_over", "")),
        (["v.o.", "CONT'D"], ("voice_over", "")),
        (["O.S."], ("off_screen", "")),
        (["OFF"], ("voice_over", "")),
        (["ON PHONE"], ("off_screen", "on phone")),
        (["INTO PHONE"], ("on", "into phone")),
        (["FILTERED"], ("off_screen", "filtered")),
        (["SINGING"], ("on", "singing")),
    ],
)
def test_extensions_place_the_speaker(extensions: list[str], wanted: tuple[str, str]) -> None:
    assert placed(extensions) == wanted


def test_a_parenthetical_is_the_delivery_and_its_pause_comes_before_the_line() -> None:
    line = lines_of(says("MARA", "Why?", "beat, then softly"))[0]

    assert (line.delivery, line.pause_before_s) == ("beat, then softly", 0.5)


def test_a_pause_inside_a_speech_is_silence_and_not_spoken() -> None:
    lines = lines_of(says("MARA", "I thought (beat) you were dead."))

    assert [(line.text, line.pause_before_s) for line in lines] == [("I thought", 0.0), ("you were dead.", 1.0)]


def test_a_pause_between_speeches_belongs_to_the_next() -> None:
    lines = lines_of(says("MARA", "Well?"), action("(a long pause)"), says("TOM", "No."))

    assert [line.pause_before_s for line in lines] == [0.0, 2.0]


def test_a_gesture_nobody_speaks_after_is_action() -> None:
    speech: Piece = [Cue(name="MARA"), Paragraph(type="dialogue", text="Yes."), Paragraph(type="parenthetical", text="(she smiles)")]

    beats = beats_of(film(scene("INT. ROOM - DAY", speech)))

    assert [(type(beat), getattr(beat, "text", "")) for beat in beats] == [(Speech, "Yes."), (Action, "MARA: (she smiles)")]


def test_markup_and_notes_are_not_spoken() -> None:
    assert lines_of(says("MARA", "I *never* said [[check this]] **that**."))[0].text == "I never said that."


def test_lyrics_are_spoken_lines() -> None:
    song: Piece = [Cue(name="MARA"), Paragraph(type="lyric", text="La la la")]

    assert lines_of(song)[0].text == "La la la"


def test_lines_are_numbered_through_the_film() -> None:
    screenplay = film(scene("INT. A - DAY", says("MARA", "One."), says("TOM", "Two.")), scene("INT. B - DAY", says("MARA", "Three.")))

    numbers = [line.number for part in break_down(screenplay).scenes for shot in part.shots for line in shot.lines]

    assert numbers == [1, 2, 3]


def test_a_speech_that_fits_one_shot_is_not_taken_apart() -> None:
    assert parts("A few words. And some more.") == ["A few words. And some more."]


def test_a_long_speech_is_cut_at_sentence_ends() -> None:
    speech = " ".join(f"Sentence number {count} has some more words in it." for count in range(10))

    cut = parts(speech)

    assert len(cut) > 1
    assert " ".join(cut) == speech
    assert all(part.endswith(".") and spoken_s(part) <= 13 for part in cut)


def test_one_endless_sentence_is_cut_at_clauses() -> None:
    speech = ", ".join(f"and then clause number {count} came along" for count in range(12)) + "."

    assert all(part.endswith((",", ".")) for part in parts(speech))
    assert len(parts(speech)) > 1


def test_titles_and_initials_do_not_end_a_sentence() -> None:
    assert sentences("Mr. Smith met Dr. J. Wong at 8 p.m. sharp. They ate.") == ["Mr. Smith met Dr. J. Wong at 8 p.m. sharp.", "They ate."]


def test_chinese_sentences_end_without_blanks() -> None:
    assert sentences("灯亮了。船来了！") == ["灯亮了。", "船来了！"]


def test_pieces_of_action_are_short_and_complete() -> None:
    text = (
        "The sea heaves, the wind howls round the tower, the lamp swings and the old door bangs against the wall again and again. Silence."
    )

    pieces = action_pieces(text)

    assert " ".join(pieces) == text
    assert max(map(len, pieces)) <= 110


def test_a_wrapped_line_is_one_sentence_and_a_new_line_another() -> None:
    assert sentences("He pushes his bicycle\nthrough the snow\nSilence") == ["He pushes his bicycle\nthrough the snow", "Silence"]
