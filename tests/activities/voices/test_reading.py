"""What is abbreviated in a line, as it is said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from activities.voices.conventions import CONVENTIONS
from activities.voices.reading import read_out
from tests.examples import examples


@pytest.mark.parametrize(
    ("language", "written", "said"),
    [
        ("en", "Dr. Smith met Mrs. Jones.", "Doctor Smith met Missis Jones."),
        ("en", "Main St. is near St. John's.", "Main Street is near Saint John's."),
        ("en", "No. I won't. See No. 7.", "No. I won't. See number 7."),
        ("en", "Cats, dogs, etc. Then we left.", "Cats, dogs, et cetera. Then we left."),
        ("en", "3.5 km, then 1 km", "3.5 kilometres, then 1 kilometre"),
        ("en", "-5 °C at 60 mph", "-5 degrees Celsius at 60 miles an hour"),
        ("en", "It costs $20.", "It costs 20 dollars."),
        ("en", "$1, $3.50, £1,250,000", "1 dollar, 3 dollars 50, 1250000 pounds"),
        ("en", "$2.5 million", "2.5 million dollars"),
        ("en", "at 10:30, 10:05 and 7:00", "at 10 30, 10 oh 5 and 7 o'clock"),
        ("en", "in 1984, 1905, 1900, 2005 and 2015", "in 19 84, 19 oh 5, 19 hundred, 2005 and 20 15"),
        ("en", "1,984 people of the 1980s", "1984 people of the 19 eighties"),
        ("en", "12/24/2024", "December 24th, 20 24"),
        ("en", "from 1914–1918", "from 19 14 to 19 18"),
        ("en", "Call 555-0199 & ask", "Call 5 5 5, 0 1 9 9 and ask"),
        ("de", "Dr. Müller, z. B. um 10:30 Uhr", "Doktor Müller, zum Beispiel um 10 Uhr 30"),
        ("de", "1984 für 1.250 € am 3. Mai", "19hundert84 für 1250 Euro am dritten Mai"),
        ("de", "3,5 km am 24.12.2024", "3,5 Kilometer am vierundzwanzigsten Dezember 2024"),
        ("fr", "M. Dupont et Mme Leroy, à 10h30", "monsieur Dupont et madame Leroy, à 10 heures 30"),
        ("fr", "2 millions € le 01/05/1984", "2 millions d'euros le 1er mai 1984"),
        ("fr", "3.5 km, 1 250 €, n° 5", "3,5 kilomètres, 1250 euros, numéro 5"),
        ("es", "El Sr. García pagó 20 € a las 10:30.", "El señor García pagó 20 euros a las 10 y 30."),
        ("es", "EE. UU., 24/12/1984, 3,5 km", "Estados Unidos, 24 de diciembre de 1984, 3,5 kilómetros"),
        ("it", "Il Sig. Rossi e la Dott.ssa Bianchi", "Il signor Rossi e la dottoressa Bianchi"),
        ("it", "alle 10:30 a 3,5 km per 20 €", "alle 10 e 30 a 3,5 chilometri per 20 euro"),
        ("pt", "O Sr. Silva pagou R$ 20 às 10h30", "O senhor Silva pagou 20 reais às 10 e 30"),
        ("pt", "A Dra. Costa, 3,5 km", "A doutora Costa, 3,5 quilómetros"),
        ("hi", "डॉ. शर्मा ने ₹1,250 दिए", "डॉक्टर शर्मा ने 1250 रुपये दिए"),
        ("hi", "10:30 और 3.5 km", "10 बजकर 30 मिनट और 3.5 किलोमीटर"),
    ],
)
def test_what_is_abbreviated_is_said_in_full(language: str, written: str, said: str) -> None:
    assert read_out(written, language) == said


@pytest.mark.parametrize(
    "text",
    [
        "Me and M. Night",
        "AT&T",
        "I am. Sam",
        "the 4 of us",
        "version 2.0.1",
        "10:75",
        "99/99/2024",
        "A B C",
        "discovered 250 coins",
        "light 200",
    ],
)
def test_what_only_looks_like_it_stays(text: str) -> None:
    assert read_out(text, "en") == text


@pytest.mark.parametrize(
    ("language", "written", "said"),
    [
        ("en", "Henry VIII fought in World War II, chapter IV.", "Henry the 8th fought in World War 2, chapter 4."),
        ("en", "Henry, I saw Malcolm X. Charles I. Mix it.", "Henry, I saw Malcolm X. Charles the 1st. Mix it."),
        ("en", "Open 24/7: 1/2 price, 2 1/2 cups, ¾ full", "Open 24 7: a half price, 2 and a half cups, three quarters full"),
        ("en", "Call 911! Call me at 1-800-555-0199, Agent 007.", "Call 9 1 1! Call me at 1, 8 0 0, 5 5 5, 0 1 9 9, Agent 0 0 7."),
        ("en", "It was 911 miles and 1/2000 s.", "It was 911 miles and 1/2000 s."),
        ("en", "$0.99, $5M and £20K at 7:05 a.m.", "99 cents, 5 million dollars and 20 thousand pounds at 7 oh 5 AM."),
        ("de", "Ludwig XIV. wohnte im 3. Stock.", "Ludwig der vierzehnte wohnte im dritten Stock."),
        ("de", "Ich las Kapitel IV. Dann ging ich.", "Ich las Kapitel 4. Dann ging ich."),
        ("de", "Der 1. Preis, 1/2 Liter, Bahnhofstr. 12", "Der erste Preis, ein halb Liter, Bahnhofstraße 12"),
        ("fr", "Le XXe siècle de Louis XIV et François Ier", "Le 20ème siècle de Louis 14 et François premier"),
        ("fr", "Au 2e étage à 10 h 45 ou 13h, 1re fois", "Au 2ème étage à 10 heures 45 ou 13 heures, 1ère fois"),
        ("es", "El 1.º de mayo, la 3.ª planta y el 1.er piso", "El primero de mayo, la tercera planta y el primer piso"),
        ("es", "a las 13:00 h en la Av. Libertad", "a las 13 en punto en la avenida Libertad"),
        ("it", "il 1° maggio a 5 °C", "il 1º maggio a 5 gradi"),
        ("pt", "D. Pedro II e D. Maria, 1.º andar, Av. Brasil", "dom Pedro segundo e dona Maria, primeiro andar, avenida Brasil"),
        ("hi", "1/2 किलो", "आधा किलो"),
    ],
)
def test_numbers_that_voices_misread_are_written_out(language: str, written: str, said: str) -> None:
    assert read_out(written, language) == said


def test_language_without_conventions_stays_as_written() -> None:
    assert read_out("Dr. Svensson 10:30", "sv") == "Dr. Svensson 10:30"


@examples(200)
@given(st.text(max_size=60), st.sampled_from(sorted(CONVENTIONS)))
def test_no_text_is_too_odd_to_read(text: str, language: str) -> None:
    assert "\ue000" not in read_out(text.replace("\ue000", ""), language)


@examples(100)
@given(st.lists(st.sampled_from(["the", "lamp", "was", "never", "lit"]), min_size=1, max_size=12), st.sampled_from(sorted(CONVENTIONS)))
def test_plain_words_stay_plain_words(words: list[str], language: str) -> None:
    assert read_out(" ".join(words), language) == " ".join(words)
