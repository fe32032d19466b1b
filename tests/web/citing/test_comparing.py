"""A quotation laid beside a page: exact whatever its marks, nearly with what differs, or not at all."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from web.citing.checking.comparing import Comparison, Kind, compared
from web.citing.checking.words import segments, words

FIRST = (
    "Samverkan i kommunen\nKommun och polis möts varje månad och delar en gemensam lägesbild. De prövar "
    "insat-\nserna i liten skala, och de följer upp dem med en enkät till EU-projektets medarbetare.\n12 (40)"
)
SECOND = "Helixarkivets rapport\nsom besvaras före sommaren. Svaren visar att tilliten ökar där fler möts."
TEXTS = {4: FIRST, 5: SECOND}


def at(quotation: str, number: int = 4, texts: dict[int, str] | None = None) -> Comparison | None:
    return compared(quotation, number, texts or TEXTS)


@pytest.mark.parametrize(
    "quotation",
    [
        "Kommun och polis möts varje månad",
        "”kommun och polis möts\nvarje månad”",
        "De prövar insatserna i liten skala",
        "de prövar insat-\nserna i li-\nten skala",
        "Kommun och polis […] delar en gemensam lägesbild",
        "Kommun och polis … en gemensam lägesbild. De prövar",
        "en enkät till EU-projektets medarbetare",
        "en enkät till EU-\nprojektets medarbetare",
        "en\xa0enk\u0061\u0308t till EUprojektets medarbetare",
    ],
)
def test_marks_breaks_and_hyphens_do_not_count(quotation: str) -> None:
    found = at(quotation)
    assert found
    assert found.exact
    assert found.likeness == 1
    assert found.pages == (4,)


def differing(found: Comparison | None) -> list[tuple[str, str]]:
    assert found
    assert not found.exact
    return [(piece.kind.value, piece.text) for piece in found.pieces if piece.kind is not Kind.SAME]


def test_what_differs_is_told_word_by_word() -> None:
    assert differing(at("Kommun och polis träffas varje månad")) == [("quoted", "träffas"), ("there", "möts")]
    assert differing(at("Kommun och polis möts varje enda månad")) == [("quoted", "enda")]
    assert differing(at("Kommun och polis möts månad och delar")) == [("there", "varje")]
    assert differing(at("Kornmun och polis möts varje månad")) == [("quoted", "Kornmun"), ("there", "Kommun")]
    assert differing(at("delar en gemensam lägesblid")) == [("quoted", "lägesblid"), ("there", "lägesbild")]


def test_what_agrees_by_chance_far_away_is_no_part_of_it() -> None:
    found = at("Kommun och polis möts varje sommar och")
    assert differing(found) == [("quoted", "sommar"), ("there", "månad")]
    assert found
    assert found.pieces[-1].text == "och"


def test_a_quotation_goes_on_over_the_end_of_a_page() -> None:
    for number in (4, 5):
        found = at("med en enkät till EU-projektets medarbetare som besvaras före sommaren", number)
        assert found
        assert found.exact  # the foot of a page and the head of the next are no part of it
        assert found.pages == (4, 5)
        assert [piece.kind for piece in found.pieces] == [Kind.SAME, Kind.BREAK, Kind.SAME]


@pytest.mark.parametrize(
    "quotation",
    ["Grannarna odlar tomater på balkongen hela sommaren", "månad varje polis och kommun möts en"],
)
def test_something_else_is_not_found(quotation: str) -> None:
    assert at(quotation) is None


def test_what_stands_around_it_is_shown() -> None:
    found = at("polis möts varje månad")
    assert found
    assert found.before == "Samverkan i kommunen Kommun och"
    assert found.after.startswith("och delar en gemensam lägesbild. De prövar")
    assert found.after.endswith("…")
    assert found.sought == '"polis möts varje månad"'


@settings(deadline=None)
@given(st.data())
def test_any_stretch_of_any_page_stands_there_word_for_word(data: st.DataObject) -> None:
    text = data.draw(st.text("ab åö-.,\n\xad’", min_size=1, max_size=200))
    found = words(text)
    if not found:
        return
    first = data.draw(st.integers(0, len(found) - 1))
    last = data.draw(st.integers(first, len(found) - 1))
    quotation = text[found[first].start : found[last].end]
    if len(segments(quotation)) == 1 and [w.plain for w in words(quotation)] == [
        w.plain for w in found[first : last + 1]
    ]:
        comparison = at(quotation, 1, {1: text})
        repeated = max(text.count(text[w.start : w.end]) for w in found) > 30
        assert repeated or (comparison and comparison.exact)


@settings(deadline=None)
@given(quotation=st.text(max_size=80), page=st.text(max_size=120), after=st.text(max_size=60))
def test_nothing_that_is_pasted_ends_in_an_error(quotation: str, page: str, after: str) -> None:
    if segments(quotation):
        found = compared(quotation, 1, {1: page, 2: after})
        assert found is None or 0.6 <= found.likeness <= 1
