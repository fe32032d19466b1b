import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.readers.pdf.metadata import information, iso_date


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("D:20171108093000+01'00'", "2017-11-08T09:30:00+01:00"),
        ("D:20171108093000+01'00", "2017-11-08T09:30:00+01:00"),
        ("D:20171108093000Z", "2017-11-08T09:30:00+00:00"),
        ("D:20171108093000Z00'00'", "2017-11-08T09:30:00+00:00"),
        ("D:20171108", "2017-11-08"),
        ("D:2017", "2017"),
        ("20171108093000", "2017-11-08T09:30:00"),
        ("2017-11-08T09:30:00+01:00", "2017-11-08T09:30:00+01:00"),
        ("D:20171399", ""),
        ("D:20171108253000", ""),
        ("i går", ""),
        ("", ""),
    ],
)
def test_dates_become_iso_8601(written: str, date: str) -> None:
    assert iso_date(written) == date


@given(st.text(max_size=40))
def test_no_text_for_a_date_raises(text: str) -> None:
    iso_date(text)
    iso_date("D:" + text)


def test_information_is_kept_under_our_names_without_what_is_empty() -> None:
    assert information(
        {"Title": " V\u00e4g-\n ledning ", "Author": "", "CreationDate": "x", "Trapped": "No"}
    ) == {"title": "Väg- ledning"}
