"""What may be stated of a document, and dates as people type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive import dates, stating
from archive.dates import StatedDate
from archive.stating import BadValue, Rule


@pytest.mark.parametrize(
    ("typed", "stated"),
    [
        ("2017", "2017"),
        ("8 november 2017", "2017-11-08"),
        ("den 8 nov 2017", "2017-11-08"),
        ("November 2017", "2017-11"),
        ("8–9 november 2017", "2017-11-08/2017-11-09"),
        ("8 november 2017 – 9 november 2017", "2017-11-08/2017-11-09"),
        ("november 2017 till januari 2018", "2017-11/2018-01"),
        ("2017-11-08 / 2017-11-09", "2017-11-08/2017-11-09"),
        ("2017-11-08/2017-11-09", "2017-11-08/2017-11-09"),
        ("8/11 2017", "8/11 2017"),
        ("i höstas", "i höstas"),
    ],
)
def test_dates_are_understood_as_people_type_them(typed: str, stated: str) -> None:
    assert dates.typed(typed) == stated


@given(st.text(max_size=40))
def test_what_is_typed_is_a_date_or_left_alone(text: str) -> None:
    understood = dates.typed(text)
    if understood != text:
        assert dates.typed(understood) == understood
        try:
            stating.date(understood)
        except BadValue as wrong:
            assert wrong.rule is Rule.DATE
        else:
            assert StatedDate.parse(understood).stated == understood


@pytest.mark.parametrize(
    ("rule", "read", "value"),
    [
        (Rule.TEXT, stating.text, "\u200e\n "),
        (Rule.SHORT, stating.text, "x" * 501),
        (Rule.SHORT, stating.description, "x" * 10_001),
        (Rule.NAMES, stating.names, ["Anna", 7]),
        (Rule.FEWER, stating.names, [f"Talare {number}" for number in range(301)]),
        (Rule.SHORT_NAMES, stating.names, ["x" * 201]),
        (Rule.DATE, stating.date, "2017-13"),
        (Rule.SERIES, stating.series, "a/b"),
        (Rule.POSITION, stating.position, -1),
        (Rule.LANGUAGE, stating.language, "de"),
    ],
)
def test_each_rule_is_named_where_it_is_broken(rule: Rule, read: object, value: object) -> None:
    with pytest.raises(BadValue) as raised:
        read(value)  # type: ignore[operator]
    assert raised.value.rule is rule


def test_names_are_tidied_and_stand_once() -> None:
    assert stating.names(["  Anna\u202e  Ek\n", "Anna Ek", "Bo <script>"]) == ["Anna Ek", "Bo <script>"]
    assert stating.names_typed("Anna Ek; Bo Al") == ["Anna Ek", "Bo Al"]
    assert stating.names_typed("Ek, Anna") == ["Ek, Anna"]
