"""Offers: what would help where nothing is found, with how much it finds."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.asking.facets import facets
from search.engine import Window
from search.helping.offering import MOST, offers
from search.helping.reach import Reach
from search.query.understand import understand
from search.results import Offer, Request
from tests.search.archives import add, change
from tests.search.helping.library import ANALYSER, Library
from tests.search.query.questions import QUESTIONS

_MOST_QUESTIONS = 20


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    library = Library(tmp_path_factory.mktemp("data"))
    catalogue = library.catalogue
    add(catalogue, "a", ["Samverkan mot gäng i skolan."], series="Serie I", date="2017", title="Ett")
    add(catalogue, "b", ["Samverkan med polisen."], series="Serie I", date="2018", format="pptx", title="Två")
    add(catalogue, "c", ["Polisen och skolan.", "Kyrkan."], series="Serie II", date="2018", title="Kyrkan")
    add(catalogue, "d", ["Hemlig kyrkan och gäng."], title="Dolt")
    library.follow()
    change(catalogue, "d", visibility="hidden", publication_revision=9)  # the index holds it still
    yield library
    catalogue.close()


def offered(library: Library, q: str, **narrowed: Any) -> tuple[Offer, ...]:
    request = Request(q, **narrowed)
    with library.reach() as reach:
        return of(request, reach)


def of(request: Request, reach: Reach) -> tuple[Offer, ...]:
    query = understand(request.q, ANALYSER, None, reach.vocabulary)
    answer = reach.search(query.root, Window(documents=0, pages=0))
    return offers(request, query, facets(reach.session, answer, request.facets), reach)


def told(found: tuple[Offer, ...]) -> list[tuple[str, str, str, int]]:
    return [(offer.kind, offer.text, offer.request.q, offer.matching_documents) for offer in found]


def test_a_word_that_nothing_has_beside_the_others_can_be_dropped(library: Library) -> None:
    found = offered(library, "samverkan kyrkan")
    assert told(found) == [("word", "kyrkan", "samverkan", 2), ("word", "samverkan", "kyrkan", 1)]


def test_only_what_finds_something_is_offered(library: Library) -> None:
    assert told(offered(library, "skolan zebra")) == [("word", "zebra", "skolan", 2)]
    assert not offered(library, "zebra")
    assert not offered(library, "zebra giraff elefant")


def test_a_small_word_is_never_the_hindrance(library: Library) -> None:
    assert [offer.text for offer in offered(library, "samverkan och kyrkan")] == ["kyrkan", "samverkan"]


def test_what_is_to_be_absent_can_be_let_in(library: Library) -> None:
    assert ("word", "-samverkan", "gäng", 1) in told(offered(library, "gäng -samverkan"))


def test_words_inside_groups_can_be_dropped(library: Library) -> None:
    questions = [offer.request.q for offer in offered(library, "titel:(samverkan kyrkan)")]
    assert "titel:kyrkan" in questions
    questions = [offer.request.q for offer in offered(library, "(zebra kyrkan) OR giraff")]
    assert "kyrkan OR giraff" in questions


def test_a_right_word_that_the_archive_lacks_is_offered_as_one_that_it_has(library: Library) -> None:
    assert told(offered(library, "skalan")) == [("spelling", "skolan", "skolan", 2)]
    assert told(offered(library, "polisen skalan"))[0] == ("spelling", "skolan", "polisen skolan", 1)
    assert not [o for o in offered(library, "polisen skolsn kyrkan gäng") if o.kind == "spelling"]  # it was


def test_a_right_word_is_offered_as_no_other_that_only_looks_like_it(tmp_path: Path) -> None:
    library = Library(tmp_path)
    add(library.catalogue, "a", ["Hon yrkade på en förskola."], title="Ett")
    library.follow()
    assert not offered(library, "kyrka")  # yrka stands there in another form alone
    assert not offered(library, "forskningen")  # förskola begins otherwise
    assert [offer.text for offer in offered(library, "förskolepedagog")] == ["förskol*"]
    library.catalogue.close()


def test_words_are_offered_with_less_said_of_how(library: Library) -> None:
    assert told(offered(library, '"skolan samverkan"')) == [
        ("spelling", "skolan samverkan", "skolan samverkan", 1)
    ]
    assert told(offered(library, "+gängen")) == [("spelling", "gängen", "gängen", 1)]
    assert told(offered(library, "titel:gäng")) == [("spelling", "gäng", "gäng", 1)]
    assert told(offered(library, "polisen NEAR/1 skolan kyrkan"))[:2] == [
        ("spelling", "polisen skolan", "polisen skolan kyrkan", 1),
        ("word", "polisen NEAR/1 skolan", "kyrkan", 1),
    ]


def test_one_filter_is_offered_by_its_name(library: Library) -> None:
    found = offered(library, "gäng", facets={"serie": ("serie-ii",)})
    assert told(found) == [("filter", "Serie II", "gäng", 1)]
    assert found[0].request == Request("gäng")


def test_of_several_filters_each_is_tried_and_all_together(library: Library) -> None:
    found = offered(library, "gäng", facets={"serie": ("serie-i",), "format": ("pptx",)})
    assert [(offer.kind, offer.text) for offer in found] == [("filter", "PowerPoint"), ("filters", "")]
    assert found[0].request.facets == {"serie": ("serie-i",)}
    dated = offered(library, "gäng", facets={"serie": ("serie-ii",)}, date_from="2018")
    assert [offer.kind for offer in dated] == ["filters"]
    assert offered(library, "gäng", date_from="2018")[0].kind == "dates"


def test_filters_help_a_question_without_words_too(library: Library) -> None:
    found = offered(library, "", facets={"serie": ("serie-ii",)}, date_to="2017")
    assert [(offer.kind, offer.matching_documents) for offer in found] == [
        ("filter", 1),
        ("dates", 1),
        ("filters", 3),
    ]


def test_an_offer_begins_at_the_first_page_and_keeps_the_rest(library: Library) -> None:
    offer = offered(library, "skolan zebra", page=3, sort="titel", facets={"serie": ("serie-i",)})[0]
    assert offer.request == Request("skolan", {"serie": ("serie-i",)}, sort="titel")


def test_of_a_long_question_only_the_filters_are_in_question(library: Library) -> None:
    long = "samverkan OR " * 12 + "zebra giraff"
    assert not [offer for offer in offered(library, long, date_from="2030") if offer.kind != "dates"]


def test_what_is_withheld_is_not_counted(library: Library) -> None:
    assert {offer[1:] for offer in told(offered(library, "gäng kyrkan"))} == {
        ("kyrkan", "gäng", 1),
        ("gäng", "kyrkan", 1),
    }
    assert not offered(library, "hemlig zebra")


class Counting(Reach):
    asked = 0

    def count(self, request: Request) -> int:
        self.asked += 1
        return super().count(request)


_WORDS = st.lists(
    st.sampled_from(["samverkan", "kyrkan", "zebra", "polisen", "gäng", "skolan", "hemlig", "och"]),
    max_size=12,
)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.one_of(QUESTIONS, _WORDS.map(" ".join)),
    st.dictionaries(
        st.sampled_from(["serie", "format", "ar"]), st.sampled_from([("serie-i",), ("pdf", "2018")])
    ),
    st.sampled_from(["", "2018"]),
)
def test_every_offer_finds_what_it_says(
    library: Library, q: str, chosen: dict[str, tuple[str, ...]], date: str
) -> None:
    request = Request(q, chosen, date_from=date)
    with library.reach() as reach:
        reach.__class__ = Counting
        assert isinstance(reach, Counting)
        found = of(request, reach)
        assert reach.asked <= _MOST_QUESTIONS
        assert len(found) <= MOST
        for offer in found:
            assert offer.request != request
            assert offer.matching_documents == reach.count(offer.request) > 0
