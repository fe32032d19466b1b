"""Words that tell a page from others, pages like it, and words related to a question."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.catalogue import documents
from archive.catalogue.documents import Document
from search.engine import Window
from search.helping import related as related_terms
from search.helping import similar, telling
from search.helping.reach import Reach
from search.helping.related import FoundPage
from search.query.understand import understand
from search.results import Request, SimilarPage
from tests.search.archives import add, change
from tests.search.helping.library import ANALYSER, Library

SECRECY = (
    "Sekretess hindrar att uppgifter om enskilda röjs. Socialtjänsten kan bryta sekretessen med samtycke, "
    "eller göra en menprövning. Offentlighetsprincipen gäller handlingar."
)
LIKE_IT = "Samtycke och menprövning är två vägar förbi sekretess mellan socialtjänsten och andra."
OTHER = (
    "Idrottsföreningar ordnar nattvandringar om lördagarna, och fritidsledare lagar pannkakor.",
    "Belysning och buskage planeras av gatukontoret tillsammans med fastighetsägare.",
    "Propaganda sprids i slutna kanaler, och journalister granskar avsändaren.",
    "Kommunfullmäktige antar budgeten i november, och nämnderna redovisar i februari.",
)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    library = Library(tmp_path_factory.mktemp("data"))
    fill(library)
    yield library
    library.catalogue.close()


def fill(library: Library) -> None:
    catalogue = library.catalogue
    add(catalogue, "a", [SECRECY, OTHER[0], "Sekretess och samtycke: menprövning igen, socialtjänsten."])
    add(catalogue, "b", [OTHER[1], LIKE_IT], title="Vägar")
    add(catalogue, "c", [LIKE_IT.replace("två", "flera")], title="Flera vägar")
    for number in range(10):
        add(catalogue, f"x{number}", OTHER)
    add(catalogue, "hidden", [SECRECY + " Hemligstämpel."])
    library.follow()
    change(catalogue, "hidden", visibility="hidden", publication_revision=9)  # the index holds it still


def told(text: str, language: str, reach: Reach) -> tuple[str, ...]:
    return telling.telling(telling.telling_words(text, language, reach))


def like(library: Library, document: str, text: str) -> tuple[SimilarPage, ...]:
    with library.reach() as reach:
        return similar.similar(known(reach, document), telling.telling_words(text, "sv", reach), reach)


def known(reach: Reach, document: str) -> Document:
    return documents.get_many(reach.session, [document], reach.publish)[document]


def test_pages_of_other_documents_that_share_its_words_are_like_a_page(library: Library) -> None:
    assert [(page.document.id, page.number) for page in like(library, "b", LIKE_IT)] == [("c", 1), ("a", 3)]
    assert {page.document.id for page in like(library, "a", SECRECY)} == {"b", "c"}


def test_nothing_is_like_a_page_of_its_own_kind(library: Library) -> None:
    assert not like(library, "a", "Valthornet stämdes om före konserten.")
    assert not like(library, "a", "Sekretess.")
    assert not like(library, "a", "")


def test_one_page_of_a_document_is_shown_and_at_most_five(library: Library) -> None:
    found = like(library, "x0", OTHER[2] + OTHER[3])
    assert len({page.document.id for page in found}) == len(found) <= similar.MOST


def test_what_is_withheld_is_like_nothing_and_counts_for_nothing(library: Library) -> None:
    for text in (SECRECY, LIKE_IT, "Hemligstämpel"):
        assert "hidden" not in {page.document.id for page in like(library, "b", text)}
        with library.reach() as reach:
            assert "Hemligstämpel" not in told(text + " Hemligstämpel", "sv", reach)


def test_a_page_is_told_by_words_that_few_others_have(library: Library) -> None:
    with library.reach() as reach:
        found = told(SECRECY, "sv", reach)
    assert {"samtycke", "menprövning"} <= set(found)
    assert len(found) <= telling.MOST
    assert not {"om", "och", "att", "Offentlighetsprincipen"} & set(found)  # the last stands here alone


def test_a_word_is_shown_in_its_commonest_form(library: Library) -> None:
    with library.reach() as reach:
        (found,) = telling.telling_words("Samtycket. SAMTYCKE, samtycke, samtyckes.", "sv", reach)
        assert found.surface == "samtycke"
        assert told("Samtycket. SAMTYCKE, samtycke, samtyckes.", "sv", reach) == ()  # too little


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.one_of(
        st.text(max_size=200),
        st.lists(st.sampled_from(f"{SECRECY} {LIKE_IT} {OTHER[0]} SOU-rapport 2018 é".split())).map(" ".join),
    ),
    st.sampled_from(["sv", "en", ""]),
)
def test_every_telling_word_is_found_when_asked_for(library: Library, text: str, language: str) -> None:
    with library.reach() as reach:
        for word in told(text, language, reach):
            assert reach.count(Request(word))


def asked(library: Library, q: str) -> tuple[str, ...]:
    with library.reach() as reach:
        root = understand(q, ANALYSER, None, reach.vocabulary).root
        found = []
        for hit in reach.search(root, Window()).hits:
            pages = documents.get_pages(
                reach.session, known(reach, hit.id), [page.number for page in hit.pages], reach.publish
            )
            found += [FoundPage(hit.id, page.text, page.language) for page in pages.values()]
        return related_terms.related(root, found, reach)


def test_related_terms_stand_where_the_words_asked_for_do(library: Library) -> None:
    found = asked(library, "sekretess")
    assert {"samtycke", "menprövning", "socialtjänsten"} >= set(found)
    assert found


def test_words_of_the_question_and_their_likes_are_not_related(library: Library) -> None:
    assert "samtycke" not in asked(library, "sekretess samtycket")
    assert not [word for word in asked(library, "sam* sekretess") if word.startswith("sam")]
    assert not {"mening", "prövning", "menprövning"} & set(asked(library, "menprövningen"))


def test_few_pages_have_no_related_terms(library: Library) -> None:
    assert not asked(library, "offentlighetsprincipen")
    with library.reach() as reach:
        assert not related_terms.related(None, (), reach)


def test_a_small_archive_is_no_fault(tmp_path: Path) -> None:
    library = Library(tmp_path)
    add(library.catalogue, "a", [SECRECY])
    library.follow()
    with library.reach() as reach:
        assert not told(SECRECY, "sv", reach)
    assert not like(library, "a", SECRECY)
    library.catalogue.close()
