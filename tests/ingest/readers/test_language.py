import pytest

from ingest.readers.language import page_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Samverkan mellan kommun och polis förebygger brott i hela länet.", "sv"),
        ("Överenskommelsen gäller för tre år och följs upp varje höst.", "sv"),
        ("Cooperation between the municipality and the police prevents crime.", "en"),
        ("The county administrative board supports local work against violent extremism.", "en"),
    ],
)
def test_a_sentence_is_enough(text: str, language: str) -> None:
    assert page_language(text) == language


@pytest.mark.parametrize("text", ["", "   ", "2017-11-08", "§ 4 … 12 % · 1 000", "Tack!", "a b c d e f g"])
def test_too_little_text_says_nothing(text: str) -> None:
    assert page_language(text) == ""


def test_a_swedish_page_that_quotes_english_stays_swedish() -> None:
    swedish = "Kommunerna har ansvar för det lokala arbetet och för att följa upp hur det går. " * 4
    assert page_language(swedish + "Countering violent extremism") == "sv"


def test_a_long_page_is_judged_by_its_beginning() -> None:
    assert page_language("Det här är en mycket lång sida om brottsförebyggande arbete. " * 5_000) == "sv"
