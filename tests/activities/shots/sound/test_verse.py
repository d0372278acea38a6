"""Songs, poems and slokas: line by line, with pauses, over a drone."""

from activities.shots.breakdown import break_down
from schemas.screenplay import Cue, Paragraph
from schemas.shots import Line, Scene, ShotList
from tests.activities.shots.scripts import Piece, action, film, says, scene


def _sings(name: str, *lines: str) -> Piece:
    return [Cue(name=name), *(Paragraph(type="lyric", text=line) for line in lines)]


def _scene(*pieces: Piece) -> Scene:
    shots: ShotList = break_down(film(scene("EXT. RIVER - DAWN", *pieces)))
    return next(part for part in shots.scenes if part.number == 1)


def _lines(part: Scene) -> list[Line]:
    return [line for shot in part.shots for line in shot.lines]


POEM = "The river does not ask me why.\nIt takes the light, it gives the sky.\n\nAnd I, who asked it all day long,"


def test_every_line_of_a_song_is_spoken_by_itself_after_a_pause() -> None:
    lines = _lines(_scene(_sings("ANJALI", "Asato ma sad gamaya", "Tamaso ma jyotir gamaya")))

    assert [line.text for line in lines] == ["Asato ma sad gamaya", "Tamaso ma jyotir gamaya"]
    assert all(line.is_verse for line in lines)
    assert lines[1].pause_before_s >= 0.7


def test_recited_poem_keeps_its_lines_and_stanzas() -> None:
    lines = _lines(_scene(says("ANJALI", POEM, "reciting")))

    assert len(lines) == 3
    assert 0 < lines[1].pause_before_s < lines[2].pause_before_s


def test_scene_of_verse_has_a_drone() -> None:
    assert _scene(says("ANJALI", POEM, "reciting a prayer")).music.manner == "recitation"


def test_a_line_of_a_song_in_a_conversation_leaves_the_music_alone() -> None:
    talk = [says("ANJALI", f"Tell me more about number {count}.") for count in range(4)]
    part = _scene(action("They sit by the water."), *talk, _sings("RAVI", "La la la"))

    assert part.music.manner == "score"


def test_ordinary_speech_is_no_verse() -> None:
    assert not any(line.is_verse for line in _lines(_scene(says("ANJALI", "I wrote a poem\nyesterday.", "smiling"))))
