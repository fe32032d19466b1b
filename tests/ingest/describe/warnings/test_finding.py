"""What staff are warned of before publishing, and what they are not."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import luhn

from archive.catalogue.staff.publication.warned import Kind, Warned, Where, pack, unpack
from archive.pages import Block, BlockKind, Page
from ingest.describe.warnings import find
from tests.corpora import corpus


def kinds(text: str, notes: str = "", *blocks: Block) -> list[str]:
    """Return the kinds of warnings of one page."""
    return [w.kind.value for w in find("fil.pdf", ["Titel"], [Page(1, text, blocks, notes=notes)])]


@pytest.mark.parametrize(
    "text",
    [
        "Ring Eva, 811228-9874, i dag",
        "19811228-9874",
        "8112289874",
        "198112289874",
        f"Född 201228+987{luhn.calc_check_digit('201228987')} i Lund",
        "811228\u20139874",
        "1 811228-9874 Eva",
        "personnummer: 811228 9874",
        f"samordningsnummer 811288-987{luhn.calc_check_digit('811288987')}",
        "701063-2391",  # samordningsnummer, from the authority's published examples
        f"pnr 070101238{luhn.calc_check_digit('070101238')}",
        "(811228-9874).",
    ],
)
def test_a_valid_personal_number_is_warned_of(text: str) -> None:
    assert kinds(text) == ["personnummer"]
    assert kinds("Inget.", text) == ["personnummer"]


@pytest.mark.parametrize(
    "text",
    [
        "811228-9875",  # check digit
        "811328-9874",  # month
        "556036-0793",  # an organisation's number
        "dnr 811228-9874",
        "ISBN 8112289874",
        "5811228-9874",
        "811228-98741",
        "811228-9874-01",
        "12.811228-9874",
        "46811228987455",
        "811228 9874",  # two numbers of a table, where nothing says otherwise
        "29991228-9874",
        f"070101238{luhn.calc_check_digit('070101238')}",  # a telephone number sooner
        "0701234567",
        "2147483647",
        "040-123 45 67",
    ],
)
def test_what_is_none_is_not(text: str) -> None:
    assert "personnummer" not in kinds(text)


@given(st.text(alphabet=string.digits + " -+/.:\n", max_size=200))
def test_any_digits_are_looked_through_and_spans_quote_nothing(text: str) -> None:
    for warned in find("x", [], [Page(3, text, notes=text)]):
        assert warned.page == 3
        assert all(0 <= start < end <= len(text) for start, end in warned.spans)
        assert unpack(pack([warned])) == (warned,)
        assert not any(isinstance(value, str) and value.isdigit() for value in pack([warned])[0].values())


PEOPLE = ["Anna Ek", "Bo Al", "Cecilia Dahl-Berg", "David Ström", "Eva Lind", "Fatima Ali", "Gun Öst"]


def test_many_numbers_beside_names_are_a_list() -> None:
    rows = [f"{name}\t040-12 34 {i}{i}\tsamordnare" for i, name in enumerate(PEOPLE)]
    assert kinds("Larmlista\n" + "\n".join(rows)) == ["telefonlista"]
    below = [f"{name}\nsamordnare\n+46 70 123 45 {i}{i}" for i, name in enumerate(PEOPLE)]
    assert kinds("\n".join(below)) == ["telefonlista"]


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(f"{name} 010-224 10 00" for name in PEOPLE),  # one number, of the exchange
        "Kontakt: Anna Ek, 040-12 34 56\nBo Al, 0701-23 45 67\nVäxel 010-224 10 00",
        "\n".join(f"{year}-{year + 1} {year * 3} 0{year}" for year in range(2000, 2020)),
        "\n".join(f"Område {i} 0,{i}12 345 678" for i in range(20)),
    ],
)
def test_few_contacts_or_tables_are_none(text: str) -> None:
    assert kinds(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "ARBETSMATERIAL\nRubrik\nText",
        "Rubrik\nArbetsmaterial 2017-11-08",
        "Arbetsmaterial – ej för spridning",
        "(UTKAST)",
        "Utkast version 0.3",
        "Internt arbetsmaterial",
        "Utkast 3 nov 2017",
    ],
)
def test_a_marking_of_a_draft_is_warned_of(text: str) -> None:
    assert kinds(text) == ["arbetsmaterial"]


@pytest.mark.parametrize(
    "text",
    [
        "Arbetsmaterialet delas ut på mötet.",
        "Vi tog fram ett utkast till lägesbild.",
        "• Utkast",
        "Utkastade idéer",
        "Arbetsmaterial från skolan används i arbetet med unga.",
    ],
)
def test_the_same_word_in_a_sentence_is_none(text: str) -> None:
    assert kinds(text) == []


@pytest.mark.parametrize(
    ("name", "titles", "warned"),
    [
        ("plan_utkast2.pdf", [], True),
        ("Arbetsmaterial lägesbild.pptx", [], True),
        ("plan.pdf", ["Utkast till plan"], True),
        ("utkastning.pdf", [], False),
        ("plan.pdf", ["Plan"], False),
    ],
)
def test_the_name_of_a_file_says_it_too(name: str, titles: list[str], warned: bool) -> None:
    expected = (Warned(Kind.DRAFT, 0, Where.TITLE),) if warned else ()
    assert find(name, titles, []) == expected


@pytest.mark.parametrize(
    "text",
    [
        "SEKRETESS\nUtredning",
        "SEKRETESS enligt 18 kap. 2 § OSL",
        "Sekretessbelagd",
        "Sekretessmarkerad handling",
        "Omfattas av sekretess enligt 35 kap. 1 § offentlighets- och sekretesslagen (2009:400)",
        "Obs! Denna handling omfattas av sekretess och får inte spridas.",
        "Detta dokument är sekretessbelagt.",
    ],
)
def test_a_marking_of_secrecy_is_warned_of(text: str) -> None:
    assert kinds(text) == ["sekretess"]


@pytest.mark.parametrize(
    "text",
    [
        "Sekretess i samverkan\nSekretess gäller mellan myndigheter.",
        "Uppgifterna omfattas av sekretess om den enskilde lider men.",
        "• Sekretessbelagda uppgifter\n• Sekretess",
        "Vad är sekretessbelagt?",
        "Sekretess",
        "Sekretessmarkering i folkbokföringen är en varningssignal.",
    ],
)
def test_secrecy_as_a_topic_is_none(text: str) -> None:
    assert kinds(text) == []


def test_a_heading_in_capitals_over_a_page_on_secrecy_is_its_topic() -> None:
    text = "SEKRETESS\nSekretess gäller mot den enskilde."
    assert kinds(text, "", Block(BlockKind.HEADING, 0, 9, 1)) == []


@pytest.mark.slow
@pytest.mark.parametrize("name", ["pdf-swedish", "pptx"])
def test_real_documents_raise_no_false_alarm(name: str) -> None:
    from archive.settings import Settings
    from ingest.folder.applying.intake import limits_of
    from ingest.sandbox import read_files

    files = sorted(path for path in corpus(name).rglob("*") if path.suffix in (".pdf", ".pptx"))
    for path, reading in read_files(files[:30], limits_of(Settings())):
        assert find(path.name, [], reading.pages) == (), path
