"""What a question means, and what its reader is told of it."""

import re

import pytest
from hypothesis import given

from search.language.analyser import Analyser
from search.language.tokens import exact_form, words
from search.query.composing import sought
from search.query.model import (
    All,
    AnyOf,
    AtLeast,
    Near,
    Node,
    Not,
    Optional,
    Phrase,
    Prefix,
    Reading,
    Term,
    UnderstoodQuery,
)
from search.query.syntax.lexemes import lexemes, visible
from search.query.understand import QueryLimits, understand
from search.query.wording import spelled
from tests.search.query.questions import QUESTIONS

ANALYSER = Analyser()


def understood(text: str, limits: QueryLimits | None = None) -> UnderstoodQuery:
    return understand(text, ANALYSER, limits)


def steps(text: str) -> list[tuple[str, str, str]]:
    return [(step.kind, step.text, step.meaning) for step in understood(text).steps]


def leaves(node: Node | None) -> list[Term | Prefix]:
    match node:
        case None:
            return []
        case Term() | Prefix():
            return [node]
        case Phrase(terms):
            return list(terms)
        case Near(left, right):
            return [left, right]
        case All(parts) | AnyOf(parts) | AtLeast(parts):
            return [leaf for part in parts for leaf in leaves(part)]
        case Not(part) | Optional(part) | Reading(part=part):
            return leaves(part)


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("samverkan mellan polis", "samverkan mellan polis"),
        ("hot ELLER våld", "hot eller våld"),
        ("hot OR om OR våld", "hot eller om eller våld"),
        ("(om och) OR våld", "(om och) eller våld"),
        ("a1 (-b1 -c1)", "a1 −b1 −c1"),
        ("-(-a1 -b1)", "a1 eller b1"),
        ("x1 -(-(-a1))", "x1 −a1"),
        ("x1 -(a1 -b1)", "x1 −(a1 −b1)"),
        ("x1 OR (y1 -z1)", "x1 eller (y1 −z1)"),
        ("polis -och", "polis −och"),
        ("och -gäng", "och −gäng"),
        ("talare:(Salo OR Kaati)", "talare:Salo eller talare:Kaati"),
        ("p*", "p"),
    ],
)
def test_a_question_means(text: str, meaning: str) -> None:
    root = understood(text).root
    assert root is not None
    assert spelled(root) == meaning


@pytest.mark.parametrize(
    "text", ["", " ", "?", "-polis", "NOT (a1 OR b1)", "-a1 OR -b1", '""', "()", "*", "🚓"]
)
def test_what_says_nothing_to_look_for_has_no_root(text: str) -> None:
    assert understood(text).root is None


@pytest.mark.parametrize("text", ["polis och", "polis och/eller", "polis t.ex.", "POLIS OM", "polis is"])
def test_small_words_never_restrict(text: str) -> None:
    root = understood(text).root
    assert [leaf.surface.lower() for leaf in sought(root) if isinstance(leaf, Term)] == ["polis"]


def test_small_words_count_where_there_is_nothing_else() -> None:
    assert len(sought(understood("vad är det").root)) == 3
    assert len(sought(understood("om -gäng").root)) == 1


def test_a_word_is_asked_for_in_every_language() -> None:
    root = understood("communities").root
    assert isinstance(root, Term)
    assert root.keys == ANALYSER.question_keys("communities")
    assert any(key.startswith("en:") for key in root.keys)


def test_what_is_sought_leaves_out_what_is_not_to_be_found() -> None:
    root = understood('hot i (skola OR "lokal plan") -gäng polis*').root
    assert [spelled(part) for part in sought(root)] == ["hot", "skola", '"lokal plan"', "polis*"]


def test_capitals_among_small_letters_are_a_name() -> None:
    assert [spelled(leaf) for leaf in sought(understood("vad gör WHO om IT").root)] == ["gör", "WHO", "IT"]
    assert [spelled(leaf) for leaf in sought(understood("IS och terrorism").root)] == ["IS", "terrorism"]
    assert [spelled(leaf) for leaf in sought(understood("is terrorism").root)] == ["terrorism"]
    assert [spelled(leaf) for leaf in sought(understood("HOT MOT BARN").root)] == ["HOT", "BARN"]
    assert [spelled(leaf) for leaf in sought(understood("POLISEN OM IT").root)] == ["POLISEN"]


def test_quotes_and_plus_take_a_word_as_it_is_written() -> None:
    for text in ('"om"', "+om"):
        assert understood(text).root == Term("om", "om", ANALYSER.question_keys("om"), literal=True)
    phrase = understood('+"lokal samverkan"').root
    assert isinstance(phrase, Phrase)
    assert all(term.literal for term in phrase.terms)


def test_fields_reach_into_groups_and_under_signs() -> None:
    root = understood('titel:(a1 "b1 c1" d1* -e1) f1').root
    assert isinstance(root, All)
    *inside, outside = root.parts
    assert outside == Term("f1", "f1", ANALYSER.question_keys("f1"))
    flat = [part.part if isinstance(part, Not) else part for part in inside]
    assert [part.scope for part in flat if isinstance(part, Term | Phrase | Prefix)] == ["title"] * 4


def test_a_field_within_another_is_said() -> None:
    root = understood("titel:(a1 talare:b1)").root
    assert [leaf.scope for leaf in sought(root)] == ["title", "speaker"]
    assert ("unused", "talare:b1", "ett fält inom ett annat; bara det inre gäller här") in steps(
        "titel:(a1 talare:b1)"
    )


def test_each_step_is_told() -> None:
    assert steps('samverkan och "lokal polis" brott* -gäng (hot OR våld) titel:skola 2017') == [
        ("word", "samverkan", "ordet i alla dess former"),
        ("function-word", "och", "ett småord som inte begränsar sökningen"),
        ("phrase", '"lokal polis"', "orden i följd"),
        ("prefix", "brott*", "alla ord som börjar så"),
        ("operator", "−gäng", "sidor med ordet visas inte"),
        ("word", "hot", "ordet i alla dess former"),
        ("word", "våld", "ordet i alla dess former"),
        ("operator", "hot eller våld", "något av dem räcker"),
        ("field", "titel:skola", "ordet i alla dess former i titeln"),
        ("word", "2017", "så skrivet, också i datum och beteckningar"),
    ]
    assert steps("-titel:a1 -(b1 c1) -(d1 OR e1*) x1")[:-1] == [
        ("operator", "−titel:a1", "sidor med ordet i titeln visas inte"),
        ("operator", "−(b1 c1)", "sidor där allt detta stämmer visas inte"),
        ("operator", "−d1", "sidor med ordet visas inte"),
        ("operator", "−e1*", "sidor med ord som börjar så visas inte"),
    ]
    assert steps("x1 -(a1 och)")[1:] == [
        ("operator", "−a1", "sidor med ordet visas inte"),
        ("function-word", "och", "ett småord som inte begränsar sökningen"),
    ]
    assert steps("a1 OR -b1")[1:] == [
        ("unused", "−b1", "ett uteslutet ord kan inte vara ett av flera alternativ; räknas inte"),
    ]
    assert steps("p*") == [
        ("word", "p", "ordet i alla dess former"),
        ("unused", "p*", "före stjärnan behövs minst 2 tecken; söks som ett helt ord"),
    ]


def test_limits_bite_between_words_and_are_said() -> None:
    long = understood("samverkan " * 50 + "slutord", QueryLimits(characters=105))
    assert long.text == " ".join(["samverkan"] * 10)
    assert long.steps[-1].kind == "limit"
    assert long.steps[-1].text.startswith("samverkan samverkan")
    many = understood("ett1 två2 tre3 fyra4", QueryLimits(words=2))
    assert [spelled(leaf) for leaf in sought(many.root)] == ["ett1", "två2"]
    assert many.steps[-1].text == "tre3 fyra4"


def exact_words(text: str) -> set[str]:
    return {exact_form(text[start:end]) for start, end in words(text)}


@given(QUESTIONS)
def test_every_word_is_asked_for_or_named(text: str) -> None:
    query = understood(text)
    asked = {leaf.exact if isinstance(leaf, Term) else leaf.stem for leaf in leaves(query.root)}
    named = set().union(*(exact_words(step.text) for step in query.steps))
    for lexeme in lexemes(visible(query.text)):
        if lexeme.kind in ("word", "phrase"):
            assert exact_words(lexeme.text) <= asked | named


@given(QUESTIONS)
def test_operators_stand_where_an_engine_can_use_them(text: str) -> None:
    def check(node: Node, *, beside: bool) -> None:
        match node:
            case Not(part):
                assert beside
                assert not isinstance(part, Not)
                check(part, beside=False)
            case Optional(part):
                assert beside
                assert isinstance(part, Term | Phrase)
            case All(parts):
                asks = any(not isinstance(part, Not | Optional) for part in parts)
                assert asks
                for part in parts:
                    check(part, beside=asks)
            case AtLeast(parts, least):
                assert 0 < least < len(parts)
                assert all(isinstance(part, Term | Reading) for part in parts)
            case AnyOf(parts):
                for part in parts:
                    assert not isinstance(part, Not | Optional)
                    check(part, beside=False)

    root = understood(text).root
    if root is not None:
        assert not isinstance(root, Optional)
        check(root, beside=False)


@given(QUESTIONS)
def test_understanding_depends_on_the_question_alone(text: str) -> None:
    query = understood(text)
    assert query == understand(text, Analyser())
    assert all(step.text and step.meaning for step in query.steps)
    assert query.steps or not text.strip()


def test_the_steps_are_calm() -> None:
    """No shouting, no full stop, no English: they are set in a list by the page."""
    for text in ("a1 OR -b1", "titel:talare:x ) ( NOT NOT a* *", "inte eller", "+(x y)", "-x"):
        for _, _, meaning in steps(text):
            assert not re.search(r"[!.]$|  ", meaning)
            assert meaning[0].islower()
