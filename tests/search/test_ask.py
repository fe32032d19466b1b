"""Asking: the whole way from what is typed to the result object."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from archive.catalogue import Catalogue, tables
from archive.dates import now
from archive.pages import Page
from archive.settings import Settings
from search import indexer
from search.ask import BadRequest, Search
from search.engine import EngineUnavailable
from search.language.analyser import Analyser
from search.results import Request, SearchResult
from search.whoosh_engine import WhooshEngine
from tests.search.archives import add, change, new_catalogue

ANALYSER = Analyser()


class Archive:
    def __init__(self, data: Path, **search: object) -> None:
        self.data = data
        self.catalogue, settings = new_catalogue(data)
        limits = settings.search.model_copy(update=search)
        self.settings = settings.model_copy(update={"search": limits})

    def follow(self) -> None:
        indexer.follow(self.catalogue, self.data, self.settings, ANALYSER)

    def search(self, settings: Settings | None = None) -> Search:
        settings = settings or self.settings
        engine = WhooshEngine(self.data, indexer.stamp(settings.publish))
        return Search(settings, self.catalogue, engine, ANALYSER)

    def ask(self, q: str, **request: object) -> SearchResult:
        return self.search().ask(Request(q, **request))  # type: ignore[arg-type]


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    archive = Archive(tmp_path)
    fill(archive.catalogue)
    archive.follow()
    yield archive
    archive.catalogue.close()


def fill(catalogue: Catalogue) -> None:
    add(
        catalogue,
        "a",
        ["Inledning & samverkan <b>här</b>. Polisen och skolan.", "Om något annat.", "Samverkans former."],
        title="Samverkan i Skåne",
        series="Kunskapsseminarium I",
        speakers=["Åsa Öberg"],
        organisations=["Länsstyrelsen Skåne"],
        date="2017-11-08",
    )
    add(
        catalogue,
        "b",
        [Page(1, "Skolan mera", label="iv", title="Skolan")],
        title="Övrigt",
        series="Kunskapsseminarium II",
        format="pptx",
        date="2016",
    )
    add(catalogue, "c", [], title="Föreläsning om samverkan", format="link")


def ids(result: SearchResult) -> list[str]:
    return [hit.document.id for hit in result.hits]


def values(result: SearchResult, facet: str) -> list[tuple[str, str, int, bool]]:
    return [(v.value, v.label, v.count, v.selected) for v in result.facets[facet]]


def test_a_question_finds_pages_and_marks_them_escaped(archive: Archive) -> None:
    result = archive.ask("samverkan")
    assert (result.matching_pages, result.matching_documents) == (2, 2)
    first = result.hits[0]
    assert first.document.title == "Samverkan i Skåne"
    assert first.title_html == "<mark>Samverkan</mark> i Skåne"
    assert {page.number for page in first.pages} == {1, 3}
    snippet = next(page.snippet for page in first.pages if page.number == 1)
    assert "&amp; <mark>samverkan</mark> &lt;b&gt;här&lt;/b&gt;" in snippet
    assert result.hits[1].pages == ()
    assert result.took_ms > 0
    assert result.limits == ()


def test_words_of_title_speaker_and_page_work_together(archive: Archive) -> None:
    result = archive.ask("öberg polisen")
    assert [(h.document.id, [p.number for p in h.pages]) for h in result.hits] == [("a", [1])]
    assert ids(archive.ask("talare:öberg")) == ["a"]
    assert ids(archive.ask("titel:skola")) == ["b"]


def test_facets_have_names_and_order_and_keep_what_is_chosen(archive: Archive) -> None:
    result = archive.ask("", facets={"serie": ("kunskapsseminarium-i", "finns-inte")})
    assert ids(result) == ["a"]
    assert values(result, "serie") == [
        ("kunskapsseminarium-i", "Kunskapsseminarium I", 1, True),
        ("kunskapsseminarium-ii", "Kunskapsseminarium II", 1, False),
        ("utan-serie", "Utan serie", 1, False),
        ("finns-inte", "finns-inte", 0, True),
    ]
    assert values(result, "talare") == [("asa-oberg", "Åsa Öberg", 1, False)]
    assert values(result, "organisation") == [("lansstyrelsen-skane", "Länsstyrelsen Skåne", 1, False)]
    everything = archive.ask("", facets={"ar": ("1999",)})
    assert values(everything, "ar") == [
        ("2017", "2017", 1, False),
        ("2016", "2016", 1, False),
        ("1999", "1999", 0, True),
        ("odaterad", "odaterad", 1, False),
    ]
    assert values(archive.ask(""), "format") == [
        ("link", "Länk", 1, False),
        ("pdf", "PDF", 1, False),
        ("pptx", "PowerPoint", 1, False),
    ]
    assert values(archive.ask(""), "sprak") == [("sv", "svenska", 3, False)]


def test_an_empty_question_lists_everything_in_any_order(archive: Archive) -> None:
    assert ids(archive.ask("  ")) == ["a", "b", "c"]
    assert ids(archive.ask("", sort="datum")) == ["b", "a", "c"]
    assert ids(archive.ask("", sort="titel")) == ["c", "a", "b"]
    assert ids(archive.ask("", page=2, size=2)) == ["c"]
    assert ids(archive.ask("", page=9, size=2)) == []


def test_dates_narrow(archive: Archive) -> None:
    assert ids(archive.ask("", date_from="2017")) == ["a"]
    assert ids(archive.ask("", date_to="2017-11-07")) == ["b"]
    assert ids(archive.ask("", date_from="2016-05", date_to="2016-05-01")) == ["b"]


@pytest.mark.parametrize(
    ("field", "request_"),
    [
        ("fran", Request(date_from="i går")),
        ("fran", Request(date_from="2017-13")),
        ("till", Request(date_to="2017/2018")),
        ("till", Request(date_from="2018", date_to="2017")),
        ("sida", Request(page=0)),
        ("size", Request(size=101)),
        ("size", Request(size=0)),
        ("sortera", Request(sort="storlek")),
        ("farg", Request(facets={"farg": ("blå",)})),
    ],
)
def test_what_cannot_be_asked_is_told(archive: Archive, field: str, request_: Request) -> None:
    with pytest.raises(BadRequest) as told:
        archive.search().ask(request_)
    assert told.value.field == field
    assert str(told.value).startswith(f"{field} = ")
    assert told.value.allowed


@pytest.mark.parametrize(
    "q", ["*", '"', '""', "-", "(((", "\0", "a" * 10_000, "och", "-polisen", "å* " * 200]
)
def test_whatever_is_typed_is_answered(archive: Archive, q: str) -> None:
    result = archive.ask(q)
    assert result.matching_documents <= 3


def test_a_question_that_cannot_be_searched_finds_nothing(archive: Archive) -> None:
    result = archive.ask("*")
    assert (result.query.root, result.matching_documents, result.hits) == (None, 0, ())


def test_what_is_taken_down_is_gone_at_once(archive: Archive) -> None:
    search = archive.search()
    change(archive.catalogue, "a", taken_down_at=now())
    result = search.ask(Request("samverkan"))
    assert ids(result) == ["c"]
    assert (result.matching_pages, result.matching_documents) == (0, 1)
    assert values(result, "serie") == [("utan-serie", "Utan serie", 1, False)]
    guessed = search.ask(Request("", facets={"talare": ("asa-oberg",)}))
    assert values(guessed, "talare") == [("asa-oberg", "asa-oberg", 0, True)]


def test_notes_show_where_they_are_published_and_the_words_stand_there(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    page = Page(1, "Bildens text", notes="Talarens anteckning om brobyggande")
    add(archive.catalogue, "a", [page], publish_notes=True)
    add(archive.catalogue, "b", [page])
    archive.follow()
    result = archive.ask("brobyggande")
    assert ids(result) == ["a"]
    assert "<mark>brobyggande</mark>" in result.hits[0].pages[0].snippet
    with archive.catalogue.write() as session:
        row = session.get_one(tables.Document, "a")
        row.publish_notes = False
        row.revision += 1
        row.publication_revision = row.revision
    assert archive.ask("brobyggande").matching_documents == 0
    archive.follow()
    assert archive.ask("brobyggande").matching_documents == 0
    assert "brobyggande" not in repr(archive.ask("bildens"))


def test_limits_are_told_in_words(tmp_path: Path) -> None:
    archive = Archive(tmp_path, max_depth=2, max_expansions=1)
    for name in "abc":
        add(archive.catalogue, name, [f"polis{name}"])
    archive.follow()
    result = archive.ask("", page=2, size=2)
    assert (ids(result), result.matching_documents) == ([], 3)
    assert result.limits == ("Bara de 2 första dokumenten kan bläddras fram.",)
    (told,) = archive.ask("polis*").limits
    assert "1 ord" in told


def test_where_nothing_matches_the_whole_question_the_best_partial_matches_are_shown(
    archive: Archive,
) -> None:
    result = archive.ask("skolan polisen hammare")
    assert (ids(result), result.partial) == (["a"], True)
    assert not archive.ask("skolan polisen").partial


def test_words_are_read_as_the_archive_writes_them(archive: Archive) -> None:
    assert ids(archive.ask("oberg")) == ["a"]
    change(archive.catalogue, "a", taken_down_at=now())
    assert ids(archive.ask("oberg")) == []


def test_pages_of_one_document(archive: Archive) -> None:
    search = archive.search()
    assert search.matches_on("a", "samverkan") == (1, 3)
    assert search.matches_on("a", "*") == ()
    assert search.matches_on("a", "hammare skolan polisen") == (1,)
    assert search.matches_on("a", "öberg skolan") == (1,)  # the speaker belongs to every page


def test_without_an_index_it_says_so_and_answers_once_there_is_one(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    fill(archive.catalogue)
    search = archive.search()
    with pytest.raises(EngineUnavailable):
        search.ask(Request("samverkan"))
    archive.follow()
    assert search.ask(Request("samverkan")).matching_documents == 2
    change(archive.catalogue, "b", title="Samverkan igen")
    archive.follow()
    assert search.ask(Request("samverkan igen")).matching_documents == 1


@pytest.mark.parametrize("q", ["samverkan", "polis OR skola", "", "samverkan xyzxyz", "talare:Öberg"])
@pytest.mark.parametrize("sort", ["relevans", "titel"])
def test_all_that_is_found_is_what_the_pages_of_results_show_together(
    archive: Archive, q: str, sort: str
) -> None:
    search = archive.search()
    complete = search.complete(Request(q, sort=sort, page=7, size=3))
    shown = [search.ask(Request(q, sort=sort, page=page, size=1)) for page in range(1, 20)]
    documents = [hit.document.id for result in shown for hit in result.hits]
    assert [hit.id for hit in complete.hits] == documents
    assert complete.matching_documents == len(documents) == shown[0].matching_documents
    assert sum(len(hit.pages) for hit in complete.hits) == complete.matching_pages
    assert not any(hit.more_pages for hit in complete.hits)
    assert complete.partial == shown[0].partial


def test_all_that_is_found_is_more_than_can_be_paged_through(tmp_path: Path) -> None:
    archive = Archive(tmp_path, max_depth=100)
    for number in range(120):
        add(archive.catalogue, f"d{number}", ["samverkan"])
    archive.follow()
    assert len(archive.search().complete(Request("samverkan")).hits) == 120
    archive.catalogue.close()
