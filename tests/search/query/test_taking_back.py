"""Everything understood can be taken back: what is left is the question exactly as it was written."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.language.analyser import Analyser
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
from search.query.relaxing import most, relaxed
from search.query.syntax.parse import parse
from search.query.syntax.tree import (
    AndNode,
    CompoundNode,
    NearNode,
    NotNode,
    OrNode,
    PhraseNode,
    PrefixNode,
    ScopeNode,
    SyntaxNode,
    WordNode,
)
from search.query.understand import QueryLimits, understand
from tests.search.query.questions import QUESTIONS
from tests.search.query.words_of import WordsOf

ANALYSER = Analyser()
ARCHIVE = WordsOf(
    [("gäng och gång", 5), ("rad", 1), ("råd våldsbejakande Lööw", 9), ("polis station kommun på", 3)],
    ANALYSER,
)


def understood(text: str) -> UnderstoodQuery:
    return understand(text, ANALYSER, vocabulary=ARCHIVE)


def taken_back(text: str, choose: int = 0) -> UnderstoodQuery:
    """Follow offers to take something back until there is none."""
    query = understood(text)
    for _ in range(200):
        offers = [step.without for step in query.steps if step.without]
        if not offers:
            return query
        again = understood(offers[choose % len(offers)])
        assert again.text != query.text
        query = again
    raise AssertionError(text)


def is_as_written(node: Node | None) -> bool:
    match node:
        case None | Prefix():
            return True
        case Term():
            return node.literal or bool(node.of_compound)
        case Phrase(terms):
            return all(term.literal for term in terms)
        case Near(left, right):
            return left.literal and right.literal
        case All(parts) | AnyOf(parts):
            return all(map(is_as_written, parts))
        case Not(part):
            return is_as_written(part)
        case Optional() | AtLeast() | Reading():
            return False


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("samverkan", "+samverkan"),
        ("valdsbejakande och polsi", "+valdsbejakande +och +polsi"),
        ('"lokal polis" titel:hot', '+"lokal polis" titel:+hot'),
        ("polis -gang", "+polis -+gang"),
        ("-(gang polis) hot", "-(+gang +polis) +hot"),
        ("hot ELLER (våld rad)", "+hot OR +våld +rad"),
        ("polis NEAR/3 gang NEAR kommun", "+polis NEAR/3 +gang NEAR/10 +kommun"),
        ("förled:gäng polis*", "förled:gäng polis*"),
        ("polisstation p* 10.2", "+polisstation +p +10.2"),
        ("polis, polis: hej:polis", "+polis +polis +polis"),
    ],
)
def test_what_is_left_is_what_was_typed(text: str, left: str) -> None:
    assert taken_back(text).text == left


def test_of_many_words_all_can_be_demanded() -> None:
    query = understood("polis kommun station gäng råd")
    assert isinstance(query.root, AtLeast)
    [step] = [step for step in query.steps if step.kind == "least"]
    assert (step.text, step.meaning) == ("polis kommun station gäng råd", "minst 4 av 5 ord räcker")
    assert step.without == "polis AND kommun AND station AND gäng AND råd"
    assert isinstance(understood(step.without).root, All)


@given(QUESTIONS, st.integers(0, 9))
@settings(deadline=None)
def test_taking_all_of_it_back_gives_the_exact_form(text: str, choose: int) -> None:
    query = taken_back(text[:200], choose)
    assert is_as_written(query.root)


@given(QUESTIONS)
@settings(deadline=None)
def test_taking_one_thing_back_takes_no_word_away(text: str) -> None:
    query = understood(text[:200])
    typed = surfaces(parse(query.text).root)
    for step in query.steps:
        if step.without:
            assert surfaces(parse(step.without).root) == typed


def surfaces(tree: SyntaxNode | None) -> list[str]:
    match tree:
        case None:
            return []
        case WordNode(surface) | PrefixNode(surface) | CompoundNode(surface):
            return [surface]
        case PhraseNode(words):
            return list(words)
        case NearNode(words=near):
            return [word.surface for word in near]
        case AndNode(parts) | OrNode(parts):
            return [surface for part in parts for surface in surfaces(part)]
        case ScopeNode(part=part) | NotNode(part):
            return surfaces(part)


def test_a_sentence_is_one_still_when_a_word_is_taken_back() -> None:
    query = understood("fungerar samverkan i skolan?")
    steps = {step.text: step.without for step in query.steps}
    assert steps["samverkan"] == "fungerar +samverkan i skolan?"
    enough = {step.meaning for step in query.steps if step.kind == "least"}
    assert enough == {step.meaning for step in understood(steps["samverkan"]).steps if step.kind == "least"}
    assert steps["fungerar samverkan skolan"] == "fungerar AND samverkan AND i AND skolan"


def test_a_repeated_word_is_told_and_taken_back_once() -> None:
    query = understood("polis kommun polis och och")
    assert [(step.text, step.without) for step in query.steps] == [
        ("polis", "+polis kommun +polis och och"),
        ("kommun", "polis +kommun polis och och"),
        ("och", "polis kommun polis +och +och"),
    ]


def test_a_question_cut_short_is_taken_back_as_it_was_counted() -> None:
    query = understand("polis kommun", ANALYSER, QueryLimits(characters=6), ARCHIVE)
    assert query.steps[0].without == "+polis"


@pytest.mark.parametrize(
    ("text", "demanded"),
    [
        ("polis", 0),
        ("polis kommun", 2),
        ("polis AND kommun", 0),
        ("polis kommun AND gäng råd", 2),
        ('polis kommun "lokal plan" +råd titel:gäng -rad', 2),
        ("polis kommun station gäng råd", 4),
        ("hot OR våld", 0),
        ("titel:(polis kommun)", 0),
        ("polis +kommun", 0),
        ("vad är det", 0),
        ("-polis", 0),
    ],
)
def test_words_that_only_follow_one_another_can_be_fewer(text: str, demanded: int) -> None:
    assert most(understood(text)) == demanded


def test_a_relaxed_question_demands_fewer_words_and_says_so() -> None:
    query = relaxed(understood('polis kommun och råd gäng gång "lokal plan" -rad'), 2)
    assert isinstance(query.root, All)
    fewer, *rest = query.root.parts
    assert isinstance(fewer, AtLeast)
    assert (len(fewer.parts), fewer.least) == (5, 2)
    assert [type(part) for part in rest] == [Optional, Phrase, Not]
    [step] = [step for step in query.steps if step.kind == "least"]
    assert step.meaning == "inget har alla orden; minst 2 av 5 räcker"
    assert step.without == 'polis AND kommun AND och AND råd AND gäng AND gång AND "lokal plan" AND -rad'
    assert most(understood(step.without)) == 0
    assert most(query) == 2
