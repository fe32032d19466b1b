"""What every engine must do. A test class inherits :class:`EngineContract` and gives `index`."""

from __future__ import annotations

from dataclasses import replace
from typing import Protocol

import pytest

from search.engine import Answer, Budget, Engine, FacetCount, Filters, IndexDocument, IndexWriter, Window
from search.query.model import All, AnyOf, AtLeast, Near, Node, Not, Optional, Prefix, Reading
from tests.search.toy import document, phrase, word, words


class Index(Protocol):
    """A writer, and an engine that reads what it commits."""

    writer: IndexWriter
    engine: Engine


def fill(index: Index, *documents: IndexDocument) -> Engine:
    for each in documents:
        index.writer.replace(each)
    index.writer.commit()
    index.engine.refresh()
    return index.engine


def ask(
    engine: Engine,
    root: Node | None,
    filters: Filters = Filters(),  # noqa: B008 - frozen
    window: Window = Window(),  # noqa: B008
    budget: Budget = Budget(),  # noqa: B008
) -> Answer:
    return engine.search(root, filters, window, budget)


def found(answer: Answer) -> dict[str, set[int]]:
    """Documents of the window, each with the pages shown."""
    return {hit.id: {page.number for page in hit.pages} for hit in answer.hits}


class EngineContract:
    @pytest.fixture
    def index(self) -> Index:
        raise NotImplementedError

    # Words

    def test_a_word_matches_pages_by_key_and_all_words_must(self, index: Index) -> None:
        engine = fill(
            index,
            document("a", ["samverkan i skolan", "polisens arbete", "samverkans polis"]),
            document("b", ["samverkan"]),
        )
        assert found(ask(engine, word("samverka"))) == {"a": {1, 3}, "b": {1}}
        assert found(ask(engine, words("samverkan polis"))) == {"a": {3}}
        assert found(ask(engine, words("samverkan hund"))) == {}
        answer = ask(engine, word("samverkan"))
        assert (answer.matching_pages, answer.matching_documents) == (3, 2)

    def test_a_literal_word_matches_its_form_alone(self, index: Index) -> None:
        engine = fill(index, document("a", ["polis", "polisen"]))
        assert found(ask(engine, word("polisen", literal=True))) == {"a": {2}}

    def test_the_form_typed_ranks_first(self, index: Index) -> None:
        engine = fill(index, document("a", ["polis hund"]), document("b", ["polisen hund"]))
        assert [hit.id for hit in ask(engine, word("polisen")).hits] == ["b", "a"]
        assert [hit.id for hit in ask(engine, word("polis")).hits] == ["a", "b"]

    def test_about_is_lifted_to_pages_that_hold_another_word(self, index: Index) -> None:
        engine = fill(
            index,
            document("a", ["samverkan", "polis"], title="Trygghet", speakers="Åsa Ek"),
            document("b", ["samverkan"], about="Brå"),
        )
        assert found(ask(engine, words("trygghet samverkan"))) == {"a": {1}}
        assert found(ask(engine, words("åsa polis"))) == {"a": {2}}
        assert found(ask(engine, words("samverkan brå"))) == {"b": {1}}

    def test_about_alone_is_a_hit_on_the_front(self, index: Index) -> None:
        engine = fill(index, document("a", ["samverkan"], title="Trygghet"), document("b", title="Trygghet"))
        answer = ask(engine, word("trygghet"))
        assert found(answer) == {"a": set(), "b": set()}
        assert (answer.matching_pages, answer.matching_documents) == (0, 2)

    def test_the_title_of_a_page_is_its_own_text(self, index: Index) -> None:
        engine = fill(index, document("a", [("Trygghet", "samverkan"), ("", "trygghet samverkan")]))
        assert found(ask(engine, word("trygghet"))) == {"a": {1, 2}}
        assert found(ask(engine, word("trygghet", scope="title"))) == {"a": {1}}

    def test_scopes(self, index: Index) -> None:
        engine = fill(
            index,
            document("a", ["ek lind"], title="Lind", speakers="Ek", series="Alm"),
            document("b", ["alm"], speakers="Lind", series="Ek"),
        )
        assert found(ask(engine, word("lind", scope="title"))) == {"a": set()}
        assert found(ask(engine, word("lind", scope="speaker"))) == {"b": set()}
        assert found(ask(engine, word("ek", scope="series"))) == {"b": set()}
        assert found(ask(engine, All((word("ek", scope="speaker"), word("lind"))))) == {"a": {1}}

    def test_a_rarer_word_and_a_weightier_word_count_more(self, index: Index) -> None:
        engine = fill(
            index,
            document("a", ["vanlig"]),
            document("b", ["vanlig"]),
            document("c", ["ovanlig"]),
            document("d", ["tomt"]),
        )
        assert ask(engine, AnyOf((word("vanlig"), word("ovanlig")))).hits[0].id == "c"
        heavy = AnyOf((word("vanlig", weight=5), word("ovanlig")))
        assert ask(engine, heavy).hits[0].id == "a"

    def test_what_a_document_is_about_adds_to_its_score(self, index: Index) -> None:
        engine = fill(
            index, document("a", ["polis"]), document("b", ["polis"], title="Polis"), document("c", ["hund"])
        )
        assert [hit.id for hit in ask(engine, word("polis")).hits] == ["b", "a"]

    # Operators

    def test_any_of(self, index: Index) -> None:
        engine = fill(index, document("a", ["polis", "hund", "katt"]))
        assert found(ask(engine, AnyOf((word("polis"), word("katt"))))) == {"a": {1, 3}}

    def test_not_excludes_by_text_and_by_about(self, index: Index) -> None:
        engine = fill(
            index,
            document("a", ["polis hund", "polis"]),
            document("b", ["polis"], title="Hund"),
            document("c", ["katt"], title="Polis"),
        )
        root = All((word("polis"), Not(word("hund"))))
        assert found(ask(engine, root)) == {"a": {2}, "c": set()}

    def test_an_optional_word_never_restricts_but_adds(self, index: Index) -> None:
        engine = fill(index, document("a", ["polis"]), document("b", ["polis i"]), document("c", ["i"]))
        root = All((word("polis"), Optional(word("i"))))
        assert [hit.id for hit in ask(engine, root).hits] == ["b", "a"]

    def test_an_optional_word_makes_no_page_a_hit_of_its_own(self, index: Index) -> None:
        engine = fill(index, document("a", ["i"], title="Polis"))
        assert found(ask(engine, All((word("polis"), Optional(word("i")))))) == {"a": set()}

    def test_a_prefix_matches_exact_forms_everywhere(self, index: Index) -> None:
        engine = fill(
            index, document("a", ["polisen", "polishund", "politik"]), document("b", title="Polisär")
        )
        assert found(ask(engine, Prefix("polis*", "polis"))) == {"a": {1, 2}, "b": set()}
        assert found(ask(engine, Prefix("polis*", "polis", scope="title"))) == {"b": set()}

    def test_a_prefix_with_too_many_words_stands_for_the_commonest_and_says_so(self, index: Index) -> None:
        engine = fill(index, document("a", ["polisa", "polisb", "polisb", "polisc"]))
        answer = ask(engine, Prefix("polis*", "polis"), budget=Budget(expansions=2))
        assert found(answer) == {"a": {1, 2, 3}}
        assert answer.limits == ("expansions",)

    def test_a_phrase_stands_in_one_place(self, index: Index) -> None:
        engine = fill(
            index,
            document("a", ["lokala polisen här", "polisen lokala", "lokala, polisen", "den lokal polis"]),
            document("b", ["polisen"], title="Lokala"),
            document("c", title="Den lokala polisen"),
        )
        assert found(ask(engine, phrase("lokala polisen"))) == {"a": {1, 4}, "c": set()}
        assert found(ask(engine, phrase("lokala polisen", literal=True))) == {"a": {1}, "c": set()}
        assert found(ask(engine, phrase("lokala polisen", scope="title"))) == {"c": set()}
        assert ask(engine, phrase("lokala polisen")).hits[0].pages[0].number == 1

    def test_at_least_so_many_of_the_words(self, index: Index) -> None:
        engine = fill(
            index,
            document("a", ["polis hund", "polis", "polis hund katt"]),
            document("b", ["katt", "ingen"], title="Hund"),
        )
        parts = (word("polis"), word("hund"), word("katt"))
        assert found(ask(engine, AtLeast(parts, 2))) == {"a": {1, 3}, "b": {1}}
        assert ask(engine, AtLeast(parts, 3)) == ask(engine, All(parts))
        assert ask(engine, AtLeast(parts, 2)).hits[0].pages[0].number == 3
        assert found(ask(engine, AtLeast(parts, 4))) == {}

    def test_a_reading_matches_as_what_it_stands_for(self, index: Index) -> None:
        engine = fill(index, document("a", ["hund", "polis"]))
        reading = Reading("hnd", "spelling", word("hund"))
        assert ask(engine, reading) == ask(engine, word("hund"))
        assert found(ask(engine, AnyOf((reading, word("polis"))))) == {"a": {1, 2}}

    def test_words_near_each_other(self, index: Index) -> None:
        engine = fill(
            index,
            document("a", ["polis ger hund", "hundar polis", "polis", "hund, polis", "polis a b hund"]),
            document("b", ["hund"], title="Polis"),
            document("c", ["katt"], title="Polis med hund"),
            document("d", ["katt katt", "katt"]),
        )

        def near(distance: int, *, scope: str = "", literal: bool = False) -> dict[str, set[int]]:
            polis, hund = (word(text, literal=literal) for text in ("polis", "hund"))
            return found(ask(engine, Near(polis, hund, distance, scope), window=Window(pages=9)))

        assert near(1) == {"a": {2}}
        assert near(1, literal=True) == {}
        assert near(2) == {"a": {1, 2}, "c": set()}
        assert near(2, literal=True) == {"a": {1}, "c": set()}
        assert near(3) == {"a": {1, 2, 5}, "c": set()}
        assert near(3, scope="title") == {"c": set()}
        assert near(0) == {}
        assert found(ask(engine, Near(word("katt"), word("katt"), 5))) == {"d": {1}}  # not near itself

    def test_parts_of_a_word_add_to_the_score_and_match_nothing(self, index: Index) -> None:
        engine = fill(
            index,
            document("a", ["polis-hund katt"]),
            document("b", ["polis-hund hund hund"]),
            document("c", ["katt x", "katt hund", "x"]),
        )
        asked = replace(word("polis-hund"), related=("hund",))
        assert [hit.id for hit in ask(engine, word("polis-hund")).hits] == ["a", "b"]
        assert [hit.id for hit in ask(engine, asked).hits] == ["b", "a"]
        least = ask(engine, AtLeast((asked, word("katt")), 1), Filters(only=frozenset({"c"})))
        assert [page.number for page in least.hits[0].pages] == [2, 1]

    def test_a_word_by_its_parts_matches_where_one_of_them_stands(self, index: Index) -> None:
        engine = fill(
            index,
            document("a", ["polis-hund", "hund", "katt"]),
            document("b", ["x", "polis", "x"], title="hund"),
        )
        asked = replace(word("polis-hund"), related=("hund", "poli"), by_parts=True)
        assert found(ask(engine, asked)) == {"a": {1, 2}, "b": {2}}
        assert found(ask(engine, replace(asked, scope="title"))) == {"b": set()}

    def test_a_compound_is_found_by_its_parts_at_its_own_place(self, index: Index) -> None:
        engine = fill(index, document("a", ["en polis-hund här", "polis hund"]))
        assert found(ask(engine, word("hund"))) == {"a": {1, 2}}
        assert found(ask(engine, word("polis-hund"))) == {"a": {1}}
        assert found(ask(engine, phrase("hund här"))) == {"a": {1}}
        assert found(ask(engine, Near(word("polis"), word("hund"), 3))) == {"a": {2}}

    def test_words_rank_by_how_near_they_stand_to_how_they_were_asked(self, index: Index) -> None:
        pages = ["hund polis x x", "polis x x hund", "x polis hund x", "polis x hund x", "hund x x polis"]
        engine = fill(index, document("a", pages), document("b", ["x"] * 9))
        (hit,) = ask(engine, words("polis hund"), window=Window(pages=9)).hits
        assert [page.number for page in hit.pages] == [3, 4, 1, 2, 5]

    def test_function_words_keep_their_place_between(self, index: Index) -> None:
        engine = fill(index, document("a", ["polis hund x i", "polis i hund x"]), document("b", ["x"] * 9))
        root = All((word("polis"), Optional(word("i")), word("hund")))
        assert ask(engine, root).hits[0].pages[0].number == 2

    # Window, sorting, filters, facets

    def test_windows_follow_each_other(self, index: Index) -> None:
        engine = fill(index, *(document(f"d{n}", ["polis " * (n + 1), "polis"]) for n in range(7)))
        whole = ask(engine, word("polis"), window=Window(0, 100, 2)).hits
        pieces = [ask(engine, word("polis"), window=Window(first, 3, 2)).hits for first in (0, 3, 6, 9)]
        assert tuple(hit for piece in pieces for hit in piece) == whole
        assert len(whole) == 7

    def test_pages_come_by_score_then_number_and_the_rest_is_counted(self, index: Index) -> None:
        engine = fill(index, document("a", ["polis x", "polis y", "polis polis"]), document("b", ["hund"]))
        (hit,) = ask(engine, word("polis"), window=Window(pages=2)).hits
        assert [page.number for page in hit.pages] == [3, 1]
        assert hit.more_pages == 1
        assert hit.pages[0].score > hit.pages[1].score

    def test_depth_is_a_limit_that_is_said(self, index: Index) -> None:
        engine = fill(index, *(document(f"d{n}", ["polis"]) for n in range(5)))
        answer = ask(engine, word("polis"), window=Window(2, 2), budget=Budget(depth=3))
        assert (len(answer.hits), answer.matching_documents, answer.limits) == (1, 5, ("depth",))
        assert ask(engine, word("polis"), window=Window(0, 3), budget=Budget(depth=3)).limits == ()

    def test_sorting_puts_what_is_undated_last(self, index: Index) -> None:
        engine = fill(
            index,
            document("a", ["polis"], dates=(20170101, 20171231), sort_title="c"),
            document("b", ["polis polis"], sort_title="a"),
            document("c", ["polis"], dates=(20150101, 20151231), sort_title="b"),
            document("d", ["polis"], dates=(20170101, 20170101), sort_title="b"),
        )

        def order(sort: str) -> str:
            return "".join(hit.id for hit in ask(engine, word("polis"), window=Window(sort=sort)).hits)

        assert order("datum") == "cadb"
        assert order("-datum") == "adcb"
        assert order("titel") == "bcda"
        assert order("relevans") == "bacd"

    def test_no_query_lists_every_document(self, index: Index) -> None:
        engine = fill(index, document("b", ["polis"], sort_title="1"), document("a", sort_title="2"))
        answer = ask(engine, None, window=Window(sort="titel"))
        assert [hit.id for hit in answer.hits] == ["b", "a"]
        assert (answer.matching_pages, answer.matching_documents) == (0, 2)

    def test_dates_overlap(self, index: Index) -> None:
        engine = fill(
            index,
            document("a", ["polis"], dates=(20170101, 20171231)),
            document("b", ["polis"], dates=(20171108, 20171109)),
            document("c", ["polis"]),
        )

        def within(first: int, last: int) -> set[str]:
            return set(found(ask(engine, word("polis"), Filters(date_from=first, date_to=last))))

        assert within(20170601, 0) == {"a", "b"}
        assert within(20171109, 20171109) == {"a", "b"}
        assert within(0, 20171107) == {"a"}
        assert within(20180101, 0) == set()

    def test_values_of_a_facet_are_alternatives_and_counted_without_their_own_filter(
        self, index: Index
    ) -> None:
        engine = fill(
            index,
            document("a", ["polis", "polis"], facets={"serie": ("i",), "format": ("pdf",)}),
            document("b", ["polis"], facets={"serie": ("ii",), "format": ("pdf",), "talare": ("x", "y")}),
            document("c", ["hund"], title="Polis", facets={"serie": ("ii",), "format": ("pptx",)}),
        )
        answer = ask(engine, word("polis"), Filters({"serie": frozenset({"i"})}))
        assert set(found(answer)) == {"a"}
        assert answer.facets["serie"] == {"i": FacetCount(1, 2), "ii": FacetCount(2, 1)}
        assert answer.facets["format"] == {"pdf": FacetCount(1, 2)}
        assert answer.facets["talare"] == {}
        both = Filters({"serie": frozenset({"i", "ii"}), "format": frozenset({"pdf"})})
        assert set(found(ask(engine, word("polis"), both))) == {"a", "b"}
        assert ask(engine, word("polis"), both).facets["talare"] == {
            "x": FacetCount(1, 1),
            "y": FacetCount(1, 1),
        }

    def test_an_unknown_facet_value_matches_nothing_and_is_no_error(self, index: Index) -> None:
        engine = fill(index, document("a", ["polis"], facets={"serie": ("i",)}))
        answer = ask(engine, word("polis"), Filters({"serie": frozenset({"finns inte"})}))
        assert (answer.matching_documents, answer.facets["serie"]) == (0, {"i": FacetCount(1, 1)})

    def test_excluded_documents_are_in_no_hit_and_no_count(self, index: Index) -> None:
        engine = fill(
            index,
            document("a", ["polis"], facets={"ar": ("2017",)}),
            document("b", ["polis"], facets={"ar": ("2018",)}),
        )
        answer = ask(engine, word("polis"), Filters(exclude=frozenset({"a", "okänd"})))
        assert set(found(answer)) == {"b"}
        assert (answer.matching_pages, answer.facets["ar"]) == (1, {"2018": FacetCount(1, 1)})
        only = ask(engine, word("polis"), Filters(only=frozenset({"a", "okänd"})))
        assert set(found(only)) == {"a"}

    def test_no_time_is_said_and_shows_nothing_wrong(self, index: Index) -> None:
        engine = fill(index, document("a", ["polis hund"]), document("b", ["polis"]))
        root = All((word("polis"), Not(word("hund"))))
        answer = ask(engine, root, budget=Budget(seconds=0))
        assert answer.limits == ("time",)
        assert set(found(answer)) <= {"b"}

    def test_pages_of_one_document(self, index: Index) -> None:
        engine = fill(index, document("a", ["polis", "hund", "polisen"]), document("b", ["polis"]))
        assert engine.match_page(word("polis"), "a") == (1, 3)
        assert engine.match_page(word("polis"), "finns-inte") == ()

    # Writing

    def test_an_empty_index_answers(self, index: Index) -> None:
        engine = fill(index)
        assert ask(engine, word("polis")).hits == ()
        assert ask(engine, None).matching_documents == 0
        assert engine.vocabulary().beginning("", 5) == ()
        assert engine.vocabulary().close_to("polis", 2, 5) == ()

    def test_a_document_is_replaced_whole(self, index: Index) -> None:
        engine = fill(index, document("a", ["polis", "hund"]), document("b", ["polis"]))
        fill(index, document("a", ["katt"]))
        assert found(ask(engine, word("polis"))) == {"b": {1}}
        assert found(ask(engine, word("katt"))) == {"a": {1}}
        assert engine.vocabulary().beginning("hund", 5) == ()

    def test_a_document_replaced_twice_before_a_commit_stands_once(self, index: Index) -> None:
        engine = fill(index, document("a", ["polis"]), document("a", ["polis hund"]))
        answer = ask(engine, word("polis"))
        assert (answer.matching_documents, found(answer)) == (1, {"a": {1}})
        assert ask(engine, word("hund")).matching_pages == 1

    def test_what_is_not_listed_is_found_on_its_pages_alone(self, index: Index) -> None:
        other = replace(document("b", ["polis hund"], title="gäng"), listed=False)
        engine = fill(index, document("a", ["katt"], title="gäng"), other)
        assert found(ask(engine, word("gäng"))) == {"a": set()}
        assert found(ask(engine, words("gäng hund"))) == {"b": {1}}
        assert found(ask(engine, None)) == {"a": set()}
        assert ask(engine, word("gäng")).matching_documents == 1

    def test_removed_documents_are_gone(self, index: Index) -> None:
        engine = fill(index, document("a", ["polis"]), document("b", ["polis"]))
        index.writer.remove(["a", "okänd"])
        fill(index)
        assert found(ask(engine, word("polis"))) == {"b": {1}}
        assert ask(engine, None).matching_documents == 1
        assert engine.vocabulary().records("polis") == 1

    def test_what_is_not_committed_is_thrown_away(self, index: Index) -> None:
        engine = fill(index, document("a", ["polis"]))
        index.writer.replace(replace(document("a", ["hund"]), revision=2))
        index.writer.close()
        engine.refresh()
        assert found(ask(engine, word("polis"))) == {"a": {1}}
