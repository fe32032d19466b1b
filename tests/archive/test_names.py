import pytest

from archive.catalogue.naming.names import alias, roman, slug, sort_key


@pytest.mark.parametrize(("numeral", "value"), [("I", 1), ("IV", 4), ("ix", 9), ("XIV", 14), ("XL", 40)])
def test_roman_numerals_are_numbers(numeral: str, value: int) -> None:
    assert roman(numeral) == value


def test_series_are_sorted_by_their_numbers() -> None:
    names = [f"Kunskapsseminarium {n}" for n in ("I", "II", "III", "IV", "V", "IX", "X", "XI")]
    assert sorted(sorted(names), key=sort_key) == names
    assert sorted(["Del 10", "Del 9", "Del 1"], key=sort_key) == ["Del 1", "Del 9", "Del 10"]


def test_a_word_that_begins_like_a_numeral_is_a_word() -> None:
    assert sort_key("Vägledning") == "vägledning"
    assert sort_key("Civil beredskap") == "civil beredskap"


def test_slugs_are_readable_and_each_once() -> None:
    assert slug("Kunskapsseminarium IV") == "kunskapsseminarium-iv"
    assert slug("Vägledning och program") == "vagledning-och-program"
    assert slug("Lööw", {"loow"}) == "loow-2"
    assert slug("…") == "namnlos"


def test_spellings_of_a_name_are_compared_without_case_and_spaces() -> None:
    assert alias(" Helene  LÖÖW ") == alias("Helene Lööw")
