import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.language.analyser import Analyser
from search.query.composing import excludes, restricts, sought
from search.query.model import All, AnyOf, Node, Not, Optional, Phrase, Prefix, Step, Term, UnderstoodQuery
from search.query.understand import QueryLimits, understand
from tests.search.query.test_parse import SYNTAX

ANALYSER = Analyser()


def ask(text: str, limits: QueryLimits | None = None) -> UnderstoodQuery:
    return understand(text, ANALYSER, limits)


def drawn(node: Node | None) -> str:
    """Draw a tree so that it can be read in a test."""
    match node:
        case None:
            return ""
        case Term():
            return f"{'=' if node.literal else ''}{node.exact}{'@' * bool(node.scope)}{node.scope}"
        case Prefix():
            return f"{node.stem}*"
        case Phrase():
            return '"' + " ".join(term.exact for term in node.terms) + '"'
        case Not():
            return f"-{drawn(node.part)}"
        case Optional():
            return f"?{drawn(node.part)}"
        case All():
            return "(" + " & ".join(map(drawn, node.parts)) + ")"
        case AnyOf():
            return "(" + " | ".join(map(drawn, node.parts)) + ")"


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("Samverkan", "samverkan"),
        ("samverkan mellan kommun och polis", "(samverkan & ?mellan & kommun & ?och & polis)"),
        ("vad är samverkan?", "(?vad & ?är & samverkan)"),
        ("IS och terrorism", "(is & ?och & terrorism)"),
        ("is terrorism", "(?is & terrorism)"),
        ("HOT MOT BARN", "(hot & ?mot & barn)"),
        ("IT", "it"),
        ("vad är det", "(vad & är & det)"),
        ("och -gäng", "(och & -gäng)"),
        ('"och"', "=och"),
        ("+ska", "=ska"),
        ('"kommun och polis"', '"kommun och polis"'),
        ("titel:för", "för@title"),
        ("talare:(Salo OR Kaati)", "(salo@speaker | kaati@speaker)"),
        ("hot OR våld OR och", "(hot | våld | och)"),
        ("(och ett) x (hot våld)", "(?och & ?ett & x & hot & våld)"),
        ("(-a1 -b1) polis", "(-a1 & -b1 & polis)"),
        ("-(-a1 -b1) polis", "((a1 | b1) & polis)"),
        ("polis -(hot OR våld)", "(polis & -(hot | våld))"),
        ("polis -och", "(polis & -och)"),
        ("hot OR -våld", "hot"),
        ("polis*", "polis*"),
        ("p*", "p"),
        ("-gäng", ""),
        ("", ""),
        ("*", ""),
    ],
)
def test_what_a_question_means(text: str, tree: str) -> None:
    assert drawn(ask(text).root) == tree


def test_a_word_has_the_keys_of_both_languages() -> None:
    root = ask("communities").root
    assert isinstance(root, Term)
    assert set(root.keys) == set(ANALYSER.question_keys("communities"))
    assert any(key.startswith("en:") for key in root.keys)


@pytest.mark.parametrize(
    ("text", "step"),
    [
        ("samverkan", Step("word", "samverkan", "ordet i alla dess former")),
        ("hot och", Step("function-word", "och", "ett småord som inte begränsar sökningen")),
        ('"lokal plan"', Step("phrase", '"lokal plan"', "orden i följd")),
        ("polis*", Step("prefix", "polis*", "alla ord som börjar så")),
        ("titel:plan", Step("field", "titel:plan", "ordet i alla dess former i titeln")),
        ("hot -våld", Step("operator", "−våld", "sidor med det visas inte")),
        ("a1 OR (b1 c1)", Step("operator", "a1 eller (b1 c1)", "något av dem räcker")),
        ("-gäng", Step("unused", "-gäng", "det går inte att söka bara på vad som inte ska finnas")),
        (
            "po*lis",
            Step("unused", "po*lis", "* kan bara stå sist i ett ord; sökningen gäller orden utan tecknet"),
        ),
    ],
)
def test_each_step_is_said(text: str, step: Step) -> None:
    assert step in ask(text).steps


def test_limits_cut_and_say_so() -> None:
    long = ask("ord " * 5000, QueryLimits(characters=100, words=10))
    assert isinstance(long.root, All)
    assert len(long.root.parts) == 10
    assert [step.meaning for step in long.steps if step.kind == "limit"] == [
        "frågan är längre än 100 tecken; det som följer räknas inte",
        "frågan har fler än 10 ord; 15 räknas inte",
    ]


def test_what_is_sought_leaves_out_what_is_not_to_be_found() -> None:
    root = ask('hot i (skola OR "lokal plan") -gäng polis*').root
    assert [drawn(part) for part in sought(root)] == ["hot", "skola", '"lokal plan"', "polis*"]


def well_formed(node: Node) -> bool:
    """Tell whether a tree keeps to what the model promises an engine."""
    match node:
        case All(parts):
            kinds_fit = len(parts) > 1 and any(restricts(part) for part in parts)
            inner = [part.part if isinstance(part, Not | Optional) else part for part in parts]
            return kinds_fit and all(well_formed(part) for part in inner)
        case AnyOf(parts):
            return len(parts) > 1 and all(well_formed(part) for part in parts)
        case Phrase(terms):
            return len(terms) > 1
        case Not() | Optional():
            return False
        case _:
            return True


@given(st.one_of(st.text(), SYNTAX))
def test_whatever_is_typed_can_be_searched_and_explained(text: str) -> None:
    understood = ask(text)
    assert understood.root is None or well_formed(understood.root)
    assert all(step.meaning for step in understood.steps)
    if text.strip():
        assert understood.steps
    if understood.root is not None:
        assert not excludes(understood.root)


def test_understanding_is_quick() -> None:
    text = 'samverkan mellan "kommun och polis" OR lägesbild* -gäng titel:överenskommelse'
    ask(text)
    started = time.perf_counter()
    for _ in range(20):
        ask(text)
    assert (time.perf_counter() - started) / 20 < 0.005
