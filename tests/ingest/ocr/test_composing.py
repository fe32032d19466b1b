"""From what tesseract hands over to a page's text, words and blocks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.ocr.recognising.composing import compose
from ingest.ocr.recognising.table import NotATable, paragraphs

HEAD = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n"
PAGE = "1\t1\t0\t0\t0\t0\t0\t0\t1000\t2000\t-1\t\n"


def row(place: str, text: str, left: int = 100, confidence: float = 95.0) -> str:
    block, paragraph, line, word = place.split(".")
    return f"5\t1\t{block}\t{paragraph}\t{line}\t{word}\t{left}\t200\t50\t20\t{confidence}\t{text}\n"


def sentence(block: int, words: str) -> list[str]:
    return [row(f"{block}.1.1.{number}", word) for number, word in enumerate(words.split())]


def table(*rows: str) -> str:
    return HEAD + PAGE + "".join(rows)


def test_words_stand_in_reading_order_in_blocks_with_their_boxes() -> None:
    made = compose(
        paragraphs(table(row("1.1.1.1", "Samverkan"), row("1.1.2.1", "mellan"), row("2.1.1.1", "oss", 900))),
        1000,
    )
    assert made.text == "Samverkan mellan\noss"
    assert [made.text[word.start : word.end] for word in made.words] == ["Samverkan", "mellan", "oss"]
    assert [made.text[block.start : block.end] for block in made.blocks] == ["Samverkan mellan", "oss"]
    assert made.words[2].boxes == ((0.9, 0.1, 0.95, 0.11),)
    assert made.confidence == pytest.approx(0.95)
    assert made.remarks == ()


def test_a_word_that_a_line_end_divides_is_one_with_two_boxes_and_the_lower_confidence() -> None:
    divided = [row("1.1.1.1", "överens-", confidence=60), row("1.1.2.1", "kommelse", 10)]
    made = compose(paragraphs(table(*divided)), 1000)
    assert made.text == "överenskommelse"
    assert len(made.words[0].boxes) == 2
    assert made.words[0].confidence == pytest.approx(0.6)
    kept = compose(paragraphs(table(row("1.1.1.1", "EU-"), row("1.1.2.1", "projektet"))), 1000)
    assert kept.text == "EU-projektet"
    apart = compose(paragraphs(table(row("1.1.1.1", "färg-"), row("1.1.2.1", "och"))), 1000)
    assert apart.text == "färg- och"


def test_what_cannot_be_made_out_is_left_out_and_told() -> None:
    made = compose(
        paragraphs(
            table(
                row("1.1.1.1", "ord"),
                row("1.1.1.2", "|", confidence=50),
                row("1.1.1.3", "xq", confidence=12),
                row("1.1.1.4", "–", confidence=90),
            )
        ),
        1000,
    )
    assert made.text == "ord –"
    assert made.remarks == ("OCR left out 2 signs that it could not make out.",)


def test_an_empty_page_says_so_and_a_long_one_where_it_is_cut() -> None:
    empty = compose(paragraphs(table()), 1000)
    assert (empty.text, empty.confidence) == ("", 0.0)
    assert empty.remarks == ("OCR found nothing to read on this page.",)
    cut = compose(paragraphs(table(row("1.1.1.1", "ett"), row("1.1.1.2", "två"))), 5)
    assert cut.text == "ett"
    assert cut.remarks == ("The text is cut at 5 characters.",)


def test_a_paragraph_in_english_makes_a_page_one_that_holds_english() -> None:
    swedish = sentence(1, "det här är en text om samverkan i Skåne")
    english = sentence(2, "this is what the others have said about it")
    assert not compose(paragraphs(table(*swedish)), 1000).holds_english
    assert compose(paragraphs(table(*swedish, *english)), 1000).holds_english


@given(
    st.text(max_size=300)
    | st.lists(st.lists(st.text(max_size=6) | st.integers().map(str), min_size=12, max_size=12)).map(
        lambda rows: table(*("\t".join(cells) + "\n" for cells in rows))
    )
)
def test_whatever_stands_there_is_a_page_or_makes_no_sense(written: str) -> None:
    try:
        found = paragraphs(written)
    except NotATable:
        return
    made = compose(found, 1000)
    for word in made.words:
        assert made.text[word.start : word.end] == word.text
        assert all(0 <= share <= 1 for box in word.boxes for share in box)
