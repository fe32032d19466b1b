from hypothesis import given
from hypothesis import strategies as st

from ingest.readers.pdf.judging.garbled import is_garbled, share_of_usual_pairs
from tests.corpora import corpus
from tests.ingest.readers.pdf.making import LEFT, RIGHT, read_all

RUNNING = " ".join(LEFT + RIGHT)


def moved(text: str, places: int) -> str:
    """Return a text as a font reads that calls each letter by the name of another."""
    return "".join(chr(ord(letter) + places) if letter.isalpha() else letter for letter in text)


def test_signs_without_a_meaning_are_garbled() -> None:
    assert is_garbled("\ufffd\ufffd\ufffd" * 10)
    assert is_garbled("\ue001\ue002 abc " * 20)
    assert is_garbled("#%&/ ()=? 34 +* !! " * 10)


@given(st.integers(1, 9))
def test_letters_that_stand_for_others_are_garbled(places: int) -> None:
    assert is_garbled(moved(RUNNING, places))


def test_text_is_not() -> None:
    assert not is_garbled(RUNNING)
    assert not is_garbled("Inledning ............................................... 3 " * 5)
    assert not is_garbled("")
    assert not is_garbled("Qxz vkj")  # too little to tell


def test_names_figures_formulas_keys_and_other_languages_are_not() -> None:
    for text in (
        "Andersson Lars 040-674 52 10 Svensson Gunilla Bjärehov Lindqvist Åke Nilsson Märta Sjöström Knut "
        * 3,
        "2017 12 345 89,4 % 1 204 33,1 % 2018 13 002 91,0 % 1 377 34,2 % Ystad Lund Eslöv Höör Klippan " * 3,
        "Lösning: f(x) = (a + b) / 2 ger sin(t) dt = f(x) dx, lim n k=1 max min log exp f(x), g(x), h(x) = a "
        * 3,
        "iVBORw0KGgoAAAANSUhEUgAAAXcAAAF3CAYAAABewAv8AAAACXBIWXMAAAsTAAALEwEAmpwYAAAKT2lDQ1BQaG90b3Nob3AgSUND"
        * 9,
        "Wszyscy ludzie rodzą się wolni i równi pod względem swej godności i swych praw. Są oni obdarzeni "
        * 3,
        "Kaikki ihmiset syntyvät vapaina ja tasavertaisina arvoltaan ja oikeuksiltaan. Heille on annettu "
        * 3,
        "Все люди рождаются свободными и равными в своем достоинстве и правах. Они наделены разумом " * 3,
        "BRÅ MSB NBF SKR LST EU ESF NTU BVC HVB SSPF SIG SFI LSS SoL LVU LVM OSL GDPR PBL MKB ÖP RÖ SITREP "
        * 3,
    ):
        assert not is_garbled(text), text


def test_few_usual_pairs_are_left_of_garbled_text() -> None:
    assert share_of_usual_pairs(RUNNING) > 0.9
    assert share_of_usual_pairs(moved(RUNNING, 2)) < 0.6


def test_a_font_that_lies_is_no_complete_reading() -> None:
    (page,), summary = read_all(corpus("hostile") / "tounicode_wrong.pdf")
    assert page.coverage.wants == "garbled"
    assert page.remarks == ("The text looks garbled.",)
    assert summary.left_out
