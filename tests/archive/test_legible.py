import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from archive.legible import legible


@given(st.text(st.characters(codec=None)))
def test_nothing_invisible_is_left_and_what_is_visible_stays(name: str) -> None:
    shown = legible(name)
    for letter in shown:
        assert unicodedata.category(letter) not in ("Cc", "Cs", "Zl", "Zp")
    shown.encode()  # also a name whose bytes were no text


def test_names_as_people_write_them_stay() -> None:
    for name in ("Överenskommelse – bilaga 1 (slutlig).pdf", "a\u030a.pdf", "日本.txt", "-rf"):
        assert legible(name) == name
    assert legible("a\u202eb\nc\ufeff\ud800") == "a‹U+202E›b‹U+000A›c‹U+FEFF›‹U+D800›"
