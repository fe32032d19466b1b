import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.readers.pdf.engines.sheet import HYPHEN_MARK, Piece
from ingest.readers.pdf.repair import Joint, Vocabulary, mend, mended_text


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        ("f¨or", "för"),
        ("l¨ anet", "länet"),
        ("p˚a", "på"),
        ("˚Ar", "År"),
        ("fo\u0308r", "för"),
        ("ide´", "ide´"),
        ("id´e", "idé"),
        ("oﬃciell", "officiell"),
        ("ﬂera", "flera"),
        ("sam\u00adverkan", "samverkan"),
        ("noll\u200bbredd", "nollbredd"),
        ("a\x00b\x07c", "abc"),
        ("20 ˚C", "20 ˚C"),
        (f"sam{HYPHEN_MARK}", "sam-"),
        ("\uf0b7", "•"),
    ],
)
def test_letters_are_made_whole(broken: str, whole: str) -> None:
    assert mended_text(broken) == whole


@given(st.text())
def test_mending_is_done_once_and_leaves_composed_text(text: str) -> None:
    mended = mended_text(text)
    assert unicodedata.is_normalized("NFC", mended)
    assert not set(mended) & set("\x00\x07\xad\u200b\ufeff\ufb01\ufb02")


def piece(text: str, x0: float, x1: float) -> Piece:
    return Piece(text, x0, 100, x1, 110, 0)


def test_an_accent_apart_from_its_letter_is_joined_and_the_box_is_of_both() -> None:
    mended = mend([piece("kommunf¨", 10, 50), piece("or", 51, 60), piece("alla", 64, 80)])
    assert [word.text for word in mended] == ["kommunför", "alla"]
    assert mended[0][1:5] == (10, 100, 60, 110)


def test_rows_of_dots_are_left_out_and_an_ellipsis_is_kept() -> None:
    dots = [piece(".", 50 + 5 * index, 52 + 5 * index) for index in range(8)]
    mended = mend([piece("Inledning", 10, 48), *dots, piece("3", 100, 105), piece("...", 110, 120)])
    assert [word.text for word in mended] == ["Inledning", "3", "..."]


def test_an_accent_far_from_a_letter_stays() -> None:
    assert len(mend([piece("f¨", 10, 20), piece("or", 200, 210)])) == 2


@pytest.mark.parametrize(
    ("left", "right", "joint"),
    [
        ("brotts-", "förebyggande", Joint.JOINED),
        ("färg-", "och", Joint.APART),
        ("in-", "eller", Joint.APART),
        ("EU-", "projektet", Joint.HYPHENATED),
        ("e-", "tjänst", Joint.HYPHENATED),
        ("2017-", "2018", Joint.HYPHENATED),
        ("Norra-", "Skåne", Joint.HYPHENATED),
        ("LIPS-", "mallar", Joint.HYPHENATED),
        ("-", "och", Joint.APART),
        ("slut.", "början", Joint.APART),
        ("a-", "–", Joint.APART),
    ],
)
def test_a_hyphen_at_a_line_end(left: str, right: str, joint: Joint) -> None:
    assert Vocabulary().joint(left, right) is joint


def test_a_hyphen_that_the_file_writes_elsewhere_is_kept() -> None:
    vocabulary = Vocabulary()
    vocabulary.learn(["Quatro-helix,", "annat"])
    assert vocabulary.joint("quatro-", "helix.") is Joint.HYPHENATED
