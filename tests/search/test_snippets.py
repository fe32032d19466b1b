import html
import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.language.analyser import Analyser
from search.marking import Marker
from search.query.understand import understand
from search.snippets import snippet

ANALYSER = Analyser()


def shown(question: str, text: str, length: int = 80) -> str:
    marks = Marker(understand(question, ANALYSER).root, ANALYSER).marks(text, "sv")
    return snippet(text, marks, length)


def test_a_short_text_is_shown_whole() -> None:
    assert shown("polis", "Polisen & kommunen.\nEn plan.") == "<mark>Polisen</mark> &amp; kommunen. En plan."


def test_a_snippet_is_cut_at_sentences() -> None:
    text = "Först kommer något annat som är långt. Polisen leder arbetet. Sedan följer mycket mer text."
    assert shown("polis", text, 30) == "… <mark>Polisen</mark> leder arbetet. …"


def test_a_snippet_is_cut_at_bullets() -> None:
    text = "Mål för arbetet med trygghet\nPolisen leder arbetet\nKommunen bidrar med lokaler och tid"
    assert shown("polis", text, 25) == "… <mark>Polisen</mark> leder arbetet …"


def test_a_law_and_an_abbreviation_end_no_sentence() -> None:
    text = "Det som sägs i OSL 10 kap. 2 § gäller bl.a. Polisen i hela landet. Annat följer här."
    assert shown("gäller", text, 70).startswith(
        "Det som sägs i OSL 10 kap. 2 § <mark>gäller</mark> bl.a. Polisen"
    )


def test_the_stretch_with_most_of_the_question_is_shown() -> None:
    text = "Polisen ringde. Det hände inget mer den dagen. Polisen och kommunen har en plan."
    expected = "… <mark>Polisen</mark> och <mark>kommunen</mark> har en plan."
    assert shown("polis kommun", text, 40) == expected


def test_two_stretches_are_shown_where_one_does_not_hold_all() -> None:
    text = "Polisen ringde. " + "Det hände inget mer den dagen som var lång. " * 4 + "Kommunen har en plan."
    assert shown("polis kommun", text, 60) == (
        "<mark>Polisen</mark> ringde. … <mark>Kommunen</mark> har en plan."
    )


def test_what_is_long_without_a_full_stop_is_cut_at_words() -> None:
    text = "ord " * 50 + "polisen " + "ord " * 50
    made = shown("polis", text, 40)
    assert "<mark>polisen</mark>" in made
    assert len(made) < 80
    assert re.fullmatch(r"… (ord )+<mark>polisen</mark>( ord)* …|… <mark>polisen</mark>( ord)+ …", made)


def test_where_the_text_ends_what_comes_before_fills_the_snippet() -> None:
    text = "Något helt annat står allra först. Ett stycke om plan och mål. Polisen leder."
    assert shown("polis", text, 50) == "… Ett stycke om plan och mål. <mark>Polisen</mark> leder."


def test_without_matches_the_beginning_is_shown() -> None:
    assert shown("gäng", "Rubrik\nEn första mening om annat.\nEn till som inte får plats här", 40) == (
        "Rubrik En första mening om annat. …"
    )
    assert shown("gäng", "") == ""
    assert shown("gäng", " \n ") == ""


@given(
    st.text(alphabet=st.one_of(st.sampled_from("polis <&>.\n Polisgäng"), st.characters())),
    st.integers(1, 200),
    st.sampled_from(["polis", "polis gäng", "p* g*", '"polis gäng"', "finns inte"]),
)
def test_without_its_marks_a_snippet_is_stretches_of_the_text(text: str, length: int, question: str) -> None:
    made = shown(question, text, length)
    assert re.findall("</?mark>", made) == ["<mark>", "</mark>"] * made.count("<mark>")
    source = re.sub(r"\s+", " ", html.escape(text))
    at = 0
    for part in re.sub("</?mark>", "", made).replace("…", " … ").split("…"):
        at = source.replace("…", " ").find(part.strip(), at)
        assert at >= 0 or "…" in text


@pytest.mark.parametrize(
    "text", ["polis " * 30_000, "polis. Polis\n" * 10_000, "polis\n" * 30_000, "x" * 200_000, "\n" * 100_000]
)
def test_long_pages_are_cut_in_time(text: str) -> None:
    marks = Marker(understand("polis", ANALYSER).root, ANALYSER).marks(text, "sv")
    started = time.perf_counter()
    snippet(text, marks, 240)
    assert time.perf_counter() - started < 1
