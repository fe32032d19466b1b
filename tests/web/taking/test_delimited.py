"""Tables as text: what is written is read back, and no spreadsheet takes a cell for a formula."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from web.taking.delimited import FORMS, written

CELLS = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\x00"), max_size=20)
ROWS = st.lists(st.lists(CELLS, min_size=2, max_size=2), min_size=1, max_size=8)


def text(ending: str, rows: list[list[str]]) -> str:
    return "".join(written(FORMS[ending], rows))


@given(ROWS)
def test_csv_gives_back_what_was_written(rows: list[list[str]]) -> None:
    assert list(csv.reader(io.StringIO(text("csv", rows), newline=""))) == rows


@given(ROWS)
def test_a_tsv_has_a_line_for_each_row_and_a_tab_between_cells(rows: list[list[str]]) -> None:
    lines = text("tsv", rows).split("\r\n")
    assert lines.pop() == ""
    assert len(lines) == len(rows)
    assert all(line.count("\t") == 1 and len(line.splitlines()) <= 1 for line in lines)


@given(ROWS)
def test_nothing_in_a_spreadsheet_is_a_formula(rows: list[list[str]]) -> None:
    made = text("excel.csv", rows)
    assert made.startswith("\ufeff")
    for written_row, row in zip(
        csv.reader(io.StringIO(made[1:], newline=""), delimiter=";"), rows, strict=True
    ):
        for cell, value in zip(written_row, row, strict=True):
            assert cell in (value, f"'{value}")
            assert cell.lstrip()[:1] not in ("=", "+", "@")


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("-2+3", "'-2+3"),
        (" @SUM(A1)", "' @SUM(A1)"),
        ("-12", "-12"),
        ("-1,5", "-1,5"),
        (7, "7"),
    ],
)
def test_numbers_stay_numbers(value: object, cell: str) -> None:
    assert "".join(written(FORMS["excel.csv"], [[value, "x"]])) == f"\ufeff{cell};x\r\n"


def test_many_rows_come_in_pieces() -> None:
    pieces = list(written(FORMS["csv"], ([number, "x"] for number in range(1000))))
    assert len(pieces) == 6
    assert "".join(pieces).count("\r\n") == 1000
