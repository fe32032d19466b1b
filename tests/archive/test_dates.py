from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.dates import BadDate, StatedDate


@pytest.mark.parametrize(
    ("stated", "first", "last"),
    [
        ("2017", date(2017, 1, 1), date(2017, 12, 31)),
        ("2017-02", date(2017, 2, 1), date(2017, 2, 28)),
        ("2017-11-08", date(2017, 11, 8), date(2017, 11, 8)),
        ("2017-11-08/2017-11-09", date(2017, 11, 8), date(2017, 11, 9)),
        ("2018/2020", date(2018, 1, 1), date(2020, 12, 31)),
    ],
)
def test_a_date_covers_what_was_stated(stated: str, first: date, last: date) -> None:
    parsed = StatedDate.parse(stated)
    assert (parsed.first, parsed.last) == (first, last)


def test_a_span_touches_every_year_in_it() -> None:
    assert StatedDate.parse("2018/2020").years == ("2018", "2019", "2020")


@pytest.mark.parametrize(
    "text", ["", "17", "2017-13", "2017-02-30", "2019/2017", "8 nov 2017", "2017-1-1", "/"]
)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(BadDate):
        StatedDate.parse(text)


@given(st.text(max_size=25))
def test_any_text_is_a_date_or_is_refused(text: str) -> None:
    try:
        parsed = StatedDate.parse(text)
    except BadDate:
        return
    assert parsed.first <= parsed.last
