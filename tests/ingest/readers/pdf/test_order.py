import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.readers.pdf.engines.sheet import Piece
from ingest.readers.pdf.order import reading_order
from tests.ingest.readers.pdf.making import LEFT, RIGHT


def row(text: str, x: float, y: float, size: float = 10) -> list[Piece]:
    """Set a text at a place, five points a letter."""
    pieces = []
    for word in text.split():
        pieces.append(Piece(word, x, y, x + 5 * len(word), y + size, 0))
        x += 5 * (len(word) + 1)
    return pieces


def words(pieces: list[Piece]) -> str:
    return " ".join(piece.text for part in reading_order(pieces) for line in part for piece in line.pieces)


def test_columns_below_a_title_and_above_a_footer_are_read_one_after_the_other() -> None:
    page = row("En titel som står mitt över de två spalterna på den här sidan", 100, 20, 14)
    for index, (left, right) in enumerate(zip(LEFT, RIGHT, strict=True)):
        page += row(left, 50, 60 + 13 * index) + row(right, 300, 60 + 13 * index)
    page += row("12", 275, 200)
    text = words(page)
    assert text.startswith("En titel")
    assert " ".join(LEFT + RIGHT) in text
    assert text.endswith("12")


def test_a_table_of_short_cells_is_read_row_by_row() -> None:
    page = []
    for index, cells in enumerate(
        [("År", "Antal", "Andel"), ("2015", "310", "12 %"), ("2016", "290", "11 %")]
    ):
        for column, cell in enumerate(cells):
            page += row(cell, 50 + 120 * column, 60 + 15 * index)
    assert words(page) == "År Antal Andel 2015 310 12 % 2016 290 11 %"


def test_columns_of_different_heights_are_columns_even_with_short_lines() -> None:
    page = []
    for index in range(6):
        page += row(f"vänster {index}", 50, 60 + 13 * index)
    for index in range(3):
        page += row(f"höger {index}", 300, 66.5 + 26 * index)
    assert words(page) == " ".join([f"vänster {i}" for i in range(6)] + [f"höger {i}" for i in range(3)])


@pytest.mark.parametrize("turn", [0, 1, 2, 3])
def test_writing_at_any_quarter_turn_is_read_along_its_lines(turn: int) -> None:
    boxes = {  # two words on a first line, one on the second, turned clockwise around the origin
        0: [(0, 0, 20, 10), (25, 0, 45, 10), (0, 14, 20, 24)],
        1: [(-10, 0, 0, 20), (-10, 25, 0, 45), (-24, 0, -14, 20)],
        2: [(-20, -10, 0, 0), (-45, -10, -25, 0), (-20, -24, 0, -14)],
        3: [(0, -20, 10, 0), (0, -45, 10, -25), (14, -20, 24, 0)],
    }[turn]
    page = [Piece(text, *box, turn) for text, box in zip(["ett", "två", "tre"], boxes, strict=True)]
    assert words(page[::-1]) == "ett två tre"


pieces = st.builds(
    lambda text, x, y, width, size, turn: Piece(text, x, y, x + width, y + size, turn),
    st.text("abcåäö", min_size=1, max_size=8),
    st.floats(-50, 600),
    st.floats(-50, 800),
    st.floats(0, 80),
    st.floats(0, 30),
    st.integers(0, 3),
)


@given(st.lists(pieces, max_size=60))
def test_no_piece_is_lost_or_doubled(page: list[Piece]) -> None:
    read = [piece for part in reading_order(page) for line in part for piece in line.pieces]
    assert sorted(read) == sorted(page)


def test_a_page_of_scattered_labels_is_read_in_little_time() -> None:
    page = [
        Piece(f"ord{i}", i * 7919 % 600, i * 104729 % 800, i * 7919 % 600 + 9, i * 104729 % 800 + 3, 0)
        for i in range(20_000)
    ]
    began = time.process_time()
    assert sum(len(line.pieces) for part in reading_order(page) for line in part) == 20_000
    assert time.process_time() - began < 10
