"""What is said of a document, and what wins."""

from collections.abc import Sequence
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.catalogue.values import FIELDS, Origin, Statement, effective
from archive.pages import Page
from ingest.describe import describe
from ingest.describe.descriptors import Descriptors
from ingest.describe.statements import main_language
from ingest.describe.titles import clean_title
from ingest.readers.reading import Summary
from tests.corpora import corpus


def summary(headline: str = "", link: str = "", **embedded: str) -> Summary:
    return Summary(reader="test", page_count=1, headline=headline, embedded=embedded, link=link)


def title(path: str, of: Summary | None = None, pages: Sequence[Page] = ()) -> tuple[Origin, str]:
    winner = effective(describe(path, of, pages, Descriptors()))["title"]
    return winner.origin, winner.value


def test_a_good_embedded_title_stands_before_the_headline_and_that_before_the_name() -> None:
    both = summary("Medier & terrorism", title="Medier och terrorism")
    assert title("II/m.pdf", both) == (Origin.EMBEDDED, "Medier och terrorism")
    bad = summary("Medier\n&  terrorism", title="Microsoft PowerPoint - m.pptx")
    assert title("II/m.pdf", bad) == (Origin.PAGE, "Medier & terrorism")
    worse = summary("12", title="Presentation1")
    assert title("II/Kopia av Medier_och_terrorism (1).pdf", worse) == (
        Origin.FILE_NAME,
        "Medier och terrorism",
    )
    assert title("FINAL_v3.pdf") == (Origin.FILE_NAME, "FINAL_v3")


def test_the_first_folder_is_the_series() -> None:
    for path, series in (("I/B/a.pdf", "I"), ("a.pdf", ""), ("A\u030a/a.pdf", "Å")):
        winner = effective(describe(path, None, (), Descriptors()))["series"]
        assert (winner.origin, winner.value) == (Origin.FOLDER, series)


def test_metadata_never_states_people_or_dates() -> None:
    of = summary("Sekretess 2017-11-08", title="Sekretess", author="Anna Ek", created="2017-11-08")
    fields = {statement.field for statement in describe("I/2017-11-08 Bo Al.pdf", of, (), Descriptors())}
    assert fields == {"title", "series"}


def test_the_language_is_that_of_most_letters() -> None:
    pages = [
        Page(1, "Agenda", language="en"),
        Page(2, "Welcome", language="en"),
        Page(3, "Samverkan mot våldsbejakande extremism", language="sv"),
        Page(4, "1 2 3"),
    ]
    assert main_language(pages) == "sv"
    assert main_language(pages[3:]) == ""
    statements = describe("a.pdf", None, pages, Descriptors())
    assert effective(statements)["language"] == Statement("language", Origin.CONTENT, "sv")


def test_descriptors_win() -> None:
    said = Descriptors("x", (Statement("title", Origin.SIDECAR, "Rätt", "a.pdf.toml"),))
    statements = describe("a.pdf", summary("Fel", title="Felaktig titel"), (), said)
    assert effective(statements)["title"].value == "Rätt"


def test_a_shortcut_leads_where_its_reader_says() -> None:
    winner = effective(describe("IV/Lööw.url", summary(link="https://exempel.se/"), (), Descriptors()))[
        "link"
    ]
    assert (winner.origin, winner.value) == (Origin.EMBEDDED, "https://exempel.se/")


def test_the_title_of_a_hidden_slide_is_not_let_out() -> None:
    of = summary("Intern arbetsbild", title="Intern arbetsbild")
    slides = [
        Page(1, "Intern arbetsbild", title="Intern arbetsbild", hidden=True),
        Page(2, "x", title="Samverkan"),
    ]
    assert title("I/bilder.pptx", of, slides) == (Origin.PAGE, "Samverkan")
    assert "Intern" not in str(describe("I/bilder.pptx", of, slides, Descriptors()))


PAGES = st.builds(
    Page, number=st.integers(1, 9), text=st.text(), title=st.text(), hidden=st.booleans(),
    language=st.sampled_from(["", "sv", "en"]),
)  # fmt: skip


@given(
    path=st.text(st.characters(), min_size=1),
    of=st.none()
    | st.builds(summary, st.text(st.characters()), title=st.text(st.characters()), author=st.text()),
    pages=st.lists(PAGES, max_size=4),
)
def test_any_document_has_a_title_and_a_series(path: str, of: Summary | None, pages: list[Page]) -> None:
    statements = describe(path, of, pages, Descriptors())
    assert {s.field for s in statements} <= set(FIELDS)
    assert effective(statements)["title"].value.strip()
    assert "series" in effective(statements)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("introprog-survey-2015.pdf", "introprog survey 2015"),
        ("scaientific-slutrapport.pdf", "scaientific-slutrapport"),
        ("introprog-kickoff-2016march11.pdf", "Kursutvecklingsmöte pgk - Kickoff"),
        ("introprog-scala-first.pdf", "Scala as a beginner language – Experiences and plans at LTH"),
    ],
)
def test_real_swedish_documents_without_their_headlines(name: str, expected: str) -> None:
    path: Path = corpus("pdf-swedish") / name
    pdf = pypdfium2.PdfDocument(path)
    metadata = pdf.get_metadata_dict()
    pdf.close()
    of = summary(title=metadata["Title"], author=metadata["Author"])
    assert title(name, of)[1] == clean_title(expected)
