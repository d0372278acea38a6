"""Opening title, intertitles, black screens and closing credits."""

from collections.abc import Sequence

from activities.shots.beats import Beat, Words
from activities.shots.card_words import CardWords, card_words, english_words
from activities.shots.covering.durations import TITLE_S, credits_s
from activities.shots.covering.transitions import Transition
from activities.shots.people.cast import Cast, is_chorus, is_narrator
from schemas.markup import plain
from schemas.screenplay import Screenplay
from schemas.shots import Card, MusicCue, Scene, Shot

MOST_CREDITS = 24
NAMES_IN_A_LINE = 4
"""Names on the closing card; more would be too small to read, and are said in a note."""


def authors(screenplay: Screenplay) -> list[str]:
    """Who wrote it, from the title page."""
    page = {key.casefold().strip(): values for key, values in screenplay.title_page.items()}
    found = next((page[key] for key in ("author", "authors", "written by", "autor", "autora", "auteur") if page.get(key)), [])
    return [plain(line).strip() for line in found if line.strip()]


def title_scene(title: str, screenplay: Screenplay) -> Scene:
    """Scene 0: the title, who wrote it, and what the title page says about credit and source."""
    by = _words(screenplay).by
    page = {key.casefold(): values for key, values in screenplay.title_page.items()}
    names = authors(screenplay)
    credit = plain(" ".join(page.get("credit", []))).strip()
    source = plain(" ".join(page.get("source", []))).strip()
    lines = [f"{credit or by} {', '.join(names)}"] if names else []
    lines += [source] if source else []
    card = Card(kind="title", heading=title, lines=lines)
    prompt = f'Title card: the words "{title}" in elegant type on a dark, quiet background.'
    shot = Shot(number=0, scene=0, size="WS", framing="card", move="static", card=card, prompt=prompt, min_duration_s=TITLE_S)
    return Scene(number=0, heading=title, shots=[shot], music=MusicCue(mood="calm", intensity=0.4))


def credits_scene(
    screenplay: Screenplay, cast: Cast, *, shot: int, scene: int, is_ended: bool, transition: Transition
) -> tuple[Scene, list[str]]:
    """The last scene: who wrote it and who is in it; and notes about who found no room.

    Args:
        screenplay: For its title page.
        cast: In order of importance.
        shot: Number of the shot.
        scene: Number of the scene.
        is_ended: Whether the script itself ends in words ("THE END"), so that the credits don't say it again.
        transition: Into the credits.
    """
    words = _words(screenplay)
    names = [_spelled(character.name, words.narrator) for character in cast.characters if not is_chorus(character.name)]
    lines = [f"{words.written}: {name}" for name in authors(screenplay)]
    shown, left_out = names[:MOST_CREDITS], names[MOST_CREDITS:]
    rows = [", ".join(shown[first : first + NAMES_IN_A_LINE]) for first in range(0, len(shown), NAMES_IN_A_LINE)]
    lines += [f"{words.voices}: {row}" if index == 0 else row for index, row in enumerate(rows)]
    notes = [f"the closing credits have no room for {', '.join(left_out)}"] if left_out else []
    if card_words(screenplay.language) is None:
        notes.append(f"title and credits say their own words in English: none are known in '{screenplay.language}'")
    card = Card(kind="credits", heading="" if is_ended else words.the_end, lines=lines)
    prompt = f"Closing credits on a dark, quiet background: {'; '.join(lines)}."
    closing = Shot(
        number=shot,
        scene=scene,
        size="WS",
        framing="card",
        move="static",
        card=card,
        prompt=prompt,
        min_duration_s=credits_s(len(lines)),
        transition_in=transition.kind,
        transition_s=transition.seconds,
        sound_leads_s=transition.leads_s,
        is_hard_cut=transition.is_hard,
    )
    return Scene(number=scene, heading=words.the_end, shots=[closing]), notes


def card_of(beats: Sequence[Beat]) -> Card | None:
    """The card that beats are shown as: the script's own words, or a black screen with or without them; None for a picture."""
    is_black = any(beat.is_black for beat in beats)
    shown = next((beat for beat in beats if isinstance(beat, Words)), None)
    if shown is not None:
        return Card(kind="black" if is_black else "intertitle", heading=shown.lines[0], lines=list(shown.lines[1:]))
    return Card(kind="black") if is_black else None


def card_prompt(card: Card) -> str:
    """What a model would be told of an intertitle or a black screen."""
    words = " ".join((card.heading, *card.lines)).strip()
    if card.kind == "black":
        return f'Black screen with the words "{words}".' if words else "Black screen."
    return f'Intertitle: the words "{words}" on a dark, quiet background.'


def _words(screenplay: Screenplay) -> CardWords:
    return card_words(screenplay.language) or english_words()


def _spelled(name: str, narrator: str) -> str:
    if is_narrator(name):
        return narrator
    return name.title() if name.isupper() else name
