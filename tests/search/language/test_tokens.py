import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.language.tokens import LONGEST, exact_form, pieces, words


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in words(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("EU-projekt och SOU-rapport", ["EU-projekt", "och", "SOU-rapport"]),
        ("dnr 701-1234-2018, 2017-11-08", ["dnr", "701-1234-2018", "2017-11-08"]),
        ("OSL 10 kap. 2 §", ["OSL", "10", "kap", "2"]),
        ("Brå, Säpo (CVE)", ["Brå", "Säpo", "CVE"]),
        ("EU:s och SIP:arna. Obs:nytt 10:30", ["EU:s", "och", "SIP:arna", "Obs", "nytt", "10", "30"]),
        ("brotts- och våldsprevention", ["brotts", "och", "våldsprevention"]),
        ("a_b x--y -z", ["a", "b", "x", "y", "z"]),
        ("d’Or 'hej'", ["d’Or", "hej"]),
        ("", []),
        ("… – • 🙂", []),
    ],
)
def test_text_is_cut_into_words(text: str, expected: list[str]) -> None:
    assert cut(text) == expected


@pytest.mark.parametrize(
    ("surface", "exact"),
    [
        ("GÄNG", "gäng"),
        ("Lööw", "lööw"),
        ("idé", "ide"),
        ("Müller", "muller"),
        ("Bjørgo", "björgo"),
        ("Ærø", "ärö"),
        ("ﬁnansiering", "finansiering"),
        ("sam\u00adver\u200bkan", "samverkan"),
        ("sam\u200everkan", "samverkan"),
        ("EU‑projekt", "eu-projekt"),
        ("EU:s", "eu:s"),
        ("İstanbul", "istanbul"),
    ],
)
def test_the_exact_form_keeps_å_ä_ö_alone(surface: str, exact: str) -> None:
    assert exact_form(surface) == exact


def test_decomposed_text_gives_the_same_words_with_its_own_offsets() -> None:
    composed = "Överenskommelsen om gäng på Brå"
    decomposed = unicodedata.normalize("NFD", composed)
    assert [exact_form(word) for word in cut(decomposed)] == [exact_form(word) for word in cut(composed)]
    assert "".join(cut(decomposed)) == decomposed.replace(" ", "")


def test_a_hyphenated_word_has_pieces() -> None:
    surface = "EU‑projekts:s"
    assert [surface[a:b] for a, b in pieces(surface)] == ["EU", "projekts"]
    assert pieces("projekt") == ()
    assert pieces("d'or") == ()


@given(st.text())
def test_words_are_in_order_apart_and_never_empty(text: str) -> None:
    at = 0
    for start, end in words(text):
        assert at <= start < end <= len(text)
        at = end
        assert exact_form(text[start:end])


@given(st.text(alphabet="aåäöéÅÄÖ -e1'’:s\u00ad\u200b\u0301"))
def test_composing_never_changes_the_words(text: str) -> None:
    composed = unicodedata.normalize("NFC", text)
    decomposed = unicodedata.normalize("NFD", text)
    assert list(map(exact_form, cut(composed))) == list(map(exact_form, cut(decomposed)))


@pytest.mark.parametrize("text", ["हिन्दी", "שָׁלוֹם", "مُحَمَّد", "Ελλάδα", "Łódź", "o\u0308l", "Lööw´s"])
def test_words_of_every_script_hold_together(text: str) -> None:
    assert list(words(text)) == [(0, len(text))]


def test_what_is_too_long_for_a_word_is_bounded() -> None:
    assert exact_form("å" * 1000) == exact_form("a\u030a" * 1000) == "å" * LONGEST
    assert len(pieces("-".join("a" * 1000))) == 20
