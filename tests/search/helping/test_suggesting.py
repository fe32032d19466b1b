"""Suggestions: whatever is suggested finds something, and nothing withheld is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.helping.suggesting import MOST, suggestions
from search.results import Request, Suggestion
from tests.search.archives import add, change
from tests.search.helping.library import Library
from tests.search.query.questions import QUESTIONS

TEXTS = {
    "a": ["Samverkan mot våldsbejakande extremism. Gäng, gänget och gängen på skolgården.", "Samverkan igen"],
    "b": ["Samverkansmöten om gängkriminalitet 2018, och sambandet med skolan."],
    "c": ["Radikalisering i föreningar. Om gångvägar."],
}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    library = Library(tmp_path_factory.mktemp("data"))
    fill(library)
    yield library
    library.catalogue.close()


def fill(library: Library) -> None:
    about = {
        "a": ("Samverkan i Skåne: en ”översikt”", "Kunskapsseminarium I", ["Helene Lööw", "Åsa Öberg"]),
        "b": ("Möten", "Kunskapsseminarium II", ["Helena Berg"]),
        "c": ("Föreningslivet 2018", "Öppna föreläsningar", []),
    }
    for document_id, (title, series, speakers) in about.items():
        add(
            library.catalogue,
            document_id,
            TEXTS[document_id],
            title=title,
            series=series,
            speakers=speakers,
        )
    library.follow()


def suggested(library: Library, text: str) -> tuple[Suggestion, ...]:
    with library.reach() as reach:
        return suggestions(text, reach)


def shown(library: Library, text: str, kind: str = "word") -> list[str]:
    return [suggestion.text for suggestion in suggested(library, text) if suggestion.kind == kind]


def questions(library: Library, text: str, kind: str) -> list[str]:
    return [suggestion.q for suggestion in suggested(library, text) if suggestion.kind == kind]


def test_words_come_with_the_number_of_documents_that_they_find(library: Library) -> None:
    first = suggested(library, "radi")[0]
    assert first == Suggestion("word", "radikalisering", "radikalisering", 1)


@pytest.mark.parametrize("text", ["", "sa", "samverkan ", " ", "  sa"])
def test_nothing_is_suggested_before_a_word_is_three_characters_long(library: Library, text: str) -> None:
    assert not suggested(library, text)


def test_dots_need_not_be_typed(library: Library) -> None:
    assert shown(library, "valds") == ["våldsbejakande"]
    assert {"gäng", "gångvägar"} <= set(shown(library, "gan"))


def test_dots_that_are_typed_count(library: Library) -> None:
    assert not [word for word in shown(library, "gän") if word.startswith("gå")]


def test_of_one_word_one_form_is_suggested(library: Library) -> None:
    assert sum(word in ("gäng", "gänget", "gängen") for word in shown(library, "gän")) == 1


def test_small_words_and_numbers_are_not(library: Library) -> None:
    assert not shown(library, "och")
    assert not shown(library, "201")


def test_the_words_before_are_kept_and_only_what_they_find_together_is_suggested(library: Library) -> None:
    assert shown(library, "radikalisering för") == [
        "radikalisering föreläsningar",
        "radikalisering föreningar",
        "radikalisering föreningslivet",
    ]
    assert not shown(library, "radikalisering sam")


def test_capitals_stay(library: Library) -> None:
    assert shown(library, "Radi") == ["Radikalisering"]
    assert shown(library, "RADI") == ["RADIKALISERING"]


def test_speakers_are_found_by_any_of_their_names(library: Library) -> None:
    assert questions(library, "loo", "speaker") == ['talare:"Helene Lööw"']
    assert questions(library, "helene l", "speaker") == ['talare:"Helene Lööw"']
    assert questions(library, "hel", "speaker") == ['talare:"Helena Berg"', 'talare:"Helene Lööw"']


def test_a_speaker_can_be_added_to_a_question(library: Library) -> None:
    assert questions(library, "gäng löö", "speaker") == ['gäng talare:"Helene Lööw"']
    assert not questions(library, "radikalisering löö", "speaker")


def test_series_and_titles_are_suggested_by_their_words(library: Library) -> None:
    assert questions(library, "opp", "series") == ['serie:"Öppna föreläsningar"']
    assert shown(library, "kunskapss", "series") == ["Kunskapsseminarium I", "Kunskapsseminarium II"]
    assert shown(library, "samverkan i sk", "title") == ["Samverkan i Skåne: en ”översikt”"]
    assert shown(library, "oversikt skan", "title") == ["Samverkan i Skåne: en ”översikt”"]
    assert not shown(library, "gäng samverk", "title")
    assert questions(library, "möte", "title") == ["titel:+Möten"]


def test_after_a_field_only_its_names_are_suggested(library: Library) -> None:
    assert {s.kind for s in suggested(library, "talare:hel")} == {"speaker"}
    assert questions(library, "samverkan titel:samv", "title") == [
        'samverkan titel:"Samverkan i Skåne en översikt"'
    ]


@pytest.mark.parametrize(
    "text", ['"samverkan mot', "(samv", "-samv", "+samv", "NOT samv", "förled:samv", "polis NEAR/3 samv"]
)
def test_where_a_sign_says_how_a_word_is_meant_nothing_is_suggested(library: Library, text: str) -> None:
    assert not suggested(library, text)


def test_nothing_is_suggested_at_the_end_of_a_long_question(library: Library) -> None:
    assert not suggested(library, "samverkan " * 12 + "gäng")


def test_an_operator_between_words_stays(library: Library) -> None:
    assert shown(library, "skolan OR radi") == ["skolan OR radikalisering"]


def test_what_is_withheld_is_suggested_in_no_way(tmp_path: Path) -> None:
    library = Library(tmp_path)
    fill(library)
    change(library.catalogue, "a", visibility="hidden", publication_revision=9)  # the index holds it still
    for text in ("valds", "gäng", "loo", "asa", "kunskapsseminarium", "samverkan i sk", "samv"):
        for suggestion in suggested(library, text):
            assert "Lööw" not in suggestion.text
            assert suggestion.text not in ("Kunskapsseminarium I", "våldsbejakande", "gäng")
            assert not suggestion.text.startswith("Samverkan i Skåne")
    library.catalogue.close()


_BEGINNINGS = st.sampled_from(["sam", "valds", "gan", "Hel", "loo", "KUN", "mot", "2018", "skån", "för"])


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.tuples(QUESTIONS, st.sampled_from(["", " ", " "]), _BEGINNINGS).map("".join))
def test_whatever_is_suggested_finds_what_it_says(library: Library, text: str) -> None:
    with library.reach() as reach:
        found = suggestions(text, reach)
        assert len(found) <= MOST
        assert len({suggestion.q for suggestion in found}) == len(found)
        for suggestion in found:
            assert suggestion.matching_documents == reach.count(Request(suggestion.q)) > 0
