"""The syntax of questions: what is typed gives a tree, whatever it is."""

import time

import pytest
from hypothesis import example, given

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
from tests.search.query.questions import QUESTIONS


def word(surface: str) -> WordNode:
    return WordNode(surface)


def exactly(surface: str) -> WordNode:
    return WordNode(surface, literal=True)


def both(*parts: SyntaxNode) -> AndNode:
    return AndNode(parts)


def demanded(*parts: SyntaxNode) -> AndNode:
    return AndNode(parts, demanded=True)


def near(*words_and_distances: WordNode | int) -> NearNode:
    found = words_and_distances
    return NearNode(
        tuple(each for each in found if isinstance(each, WordNode)),
        tuple(each for each in found if isinstance(each, int)),
    )


def either(*parts: SyntaxNode) -> OrNode:
    return OrNode(parts)


A, B, C = map(word, "abc")


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("a b", both(A, B)),
        ("a AND b OCH c", demanded(A, B, C)),
        ("a b AND c", both(A, demanded(B, C))),
        ("(a b) AND c", demanded(both(A, B), C)),
        ("a (b AND c) d", both(A, demanded(B, C), word("d"))),
        ("a NEAR/3 b", near(A, 3, B)),
        ("a NÄRA b NEAR/5 +c", near(A, 10, B, 5, exactly("c"))),
        ('a AND "b" N\u0041\u0308RA/7 c', demanded(A, near(exactly("b"), 7, C))),
        ("titel:(a NEAR b)", ScopeNode("title", near(A, 10, B))),
        ("-(a NEAR/1 b)", NotNode(near(A, 1, B))),
        ("near a nära b", both(word("near"), A, word("nära"), B)),
        ("POLIS NÄRA SKOLA", both(word("POLIS"), word("NÄRA"), word("SKOLA"))),
        ("förled:a", CompoundNode("a", "first")),
        ('Fo\u0308rled: "a" forled:b', both(CompoundNode("a", "first"), CompoundNode("b", "first"))),
        ("-titel:efterled:a", NotNode(ScopeNode("title", CompoundNode("a", "last")))),
        ("a OR b ELLER c", either(A, B, C)),
        ("(a OR b) OR c", either(A, B, C)),
        ("a (b c)", both(A, B, C)),
        ("a b OR c", either(both(A, B), C)),
        ("a (b OR c)", both(A, either(B, C))),
        ("a -b", both(A, NotNode(B))),
        ("a \u2212b", both(A, NotNode(B))),
        ("a NOT b", both(A, NotNode(B))),
        ("a INTE (b c)", both(A, NotNode(both(B, C)))),
        ("NOT NOT NOT a", NotNode(A)),
        ('"a b" "c"', both(PhraseNode(("a", "b")), exactly("c"))),
        ("”a b” »c«", both(PhraseNode(("a", "b")), exactly("c"))),
        ("+a", exactly("a")),
        ('+"a b"', PhraseNode(("a", "b"), literal=True)),
        ("polis*", PrefixNode("polis")),
        ("polis*, a", both(PrefixNode("polis"), A)),
        ("polis*/kommun*", both(PrefixNode("polis"), PrefixNode("kommun"))),
        ("titel:a", ScopeNode("title", A)),
        ("Titel: a", ScopeNode("title", A)),
        ("talare:(a b)", ScopeNode("speaker", both(A, B))),
        ('serie:"a b"', ScopeNode("series", PhraseNode(("a", "b")))),
        ("-titel:a", NotNode(ScopeNode("title", A))),
        ("titel:-a", NotNode(ScopeNode("title", A))),
        ("titel:+a", ScopeNode("title", exactly("a"))),
        ("hej: a", both(word("hej"), A)),
        ("polis/kommun", both(word("polis"), word("kommun"))),
        ("2017/18:123", PhraseNode(("2017", "18", "123"), quoted=False)),
        ("10.2", PhraseNode(("10", "2"), quoted=False)),
        ("polis**", PrefixNode("polis")),
        ("EU:s", word("EU:s")),
        ("info@bra.se", PhraseNode(("info", "bra", "se"), quoted=False)),
        ("https://bra.se/hot", PhraseNode(("https", "bra", "se", "hot"), quoted=False)),
        ("EU-projekt 701-1234-2018", both(word("EU-projekt"), word("701-1234-2018"))),
        ("kommun- och", both(word("kommun"), word("och"))),
        ("vad, är – detta?", both(word("vad"), word("är"), word("detta"))),
        ("SAMVERKAN OCH POLIS", demanded(word("SAMVERKAN"), word("POLIS"))),
        ("GÖR POLISEN INTE", both(word("GÖR"), word("POLISEN"), word("INTE"))),
    ],
)
def test_what_is_typed_is_read(text: str, tree: SyntaxNode) -> None:
    parsed = parse(text)
    assert parsed.root == tree
    assert all(unused.text == "NOT NOT" for unused in parsed.unused)


@pytest.mark.parametrize(
    ("text", "tree", "unused"),
    [
        ('"a b', both(A, B), ['"']),
        ("(a b", both(A, B), ["("]),
        ("a) b)", both(A, B), [")"]),
        ("a OR", A, ["OR"]),
        ("OCH a", A, ["OCH"]),
        ("a AND OR b", either(A, B), ["AND"]),
        ("-", None, ["-"]),
        ("a - b", both(A, B), ["-"]),
        ("a NOT", A, ["NOT"]),
        ("\u017ferie:a", A, ["\u017ferie:"]),
        ("T\u0131TEL:a", A, ["T\u0131TEL:"]),
        ("titel:", None, ["titel:"]),
        ("titel:talare:a", ScopeNode("speaker", A), ["titel:"]),
        ("-- a", A, ["--"]),
        ("*", None, ["*"]),
        ("*a", A, ["*a"]),
        ("a*b", both(A, B), ["a*b"]),
        ("a*b*", both(A, PrefixNode("b")), ["a*b*"]),
        ("hej:a", A, ["hej:"]),
        ('hej:"a b" c:-a', both(PhraseNode(("a", "b")), NotNode(A)), ["hej:", "c:"]),
        ("a NEAR", A, ["NEAR"]),
        ("NEAR/3 a", A, ["NEAR/3"]),
        ("a NEAR NEAR b", both(A, B), ["NEAR"]),
        ("a NEAR/2 (b c)", both(A, B, C), ["NEAR/2"]),
        ("a NEAR/2 -b", both(A, NotNode(B)), ["NEAR/2"]),
        ("titel:a NEAR b", both(ScopeNode("title", A), B), ["NEAR"]),
        ("a NEAR/0 b", near(A, 1, B), ["NEAR/0"]),
        ("a NEAR/9999 b", near(A, 100, B), ["NEAR/9999"]),
        ("a NEAR/två b", near(A, 10, B), ["NEAR/två"]),
        ("a NEAR/-1 b", near(A, 10, B), ["NEAR/-1"]),
        ("a NEAR/2.5 b", near(A, 10, B), ["NEAR/2.5"]),
        ("förled:(a b)", both(A, B), ["förled:"]),
        ("förled:+a", CompoundNode("a", "first"), ["+"]),
        ("förled:efterled:a", CompoundNode("a", "last"), ["förled:"]),
        ('"" a', A, ['""']),
        ("() a", A, ["()"]),
        ("+(a b)", both(A, B), ["+"]),
        ("NOT NOT a", A, ["NOT NOT"]),
        ("a 🚓 §", A, ["🚓", "§"]),
        ("-* a", A, ["*", "-"]),
        ("AND OR NOT", None, ["AND", "NOT", "OR"]),
        (") a (", A, [")", "("]),
        ("((a", A, ["("]),
        ("sam\u00adverkan \u200b-a", both(word("samverkan"), NotNode(A)), ["osynliga tecken"]),
        ("a\x00b", both(A, B), ["osynliga tecken"]),
        ("", None, []),
        ("?!", None, []),
    ],
)
def test_what_cannot_be_used_is_named(text: str, tree: SyntaxNode | None, unused: list[str]) -> None:
    parsed = parse(text)
    assert parsed.root == tree
    assert [each.text for each in parsed.unused] == unused
    assert all(each.why for each in parsed.unused)


@given(QUESTIONS)
@example("(a AND b) c")
@example("a AND (b c)")
def test_whatever_is_typed_gives_a_tree_without_groups_in_groups(text: str) -> None:
    def check(node: SyntaxNode | None) -> None:
        match node:
            case AndNode(parts, demanded):
                assert len(parts) > 1
                assert all(part.demanded != demanded for part in parts if isinstance(part, AndNode))
                for part in parts:
                    check(part)
            case OrNode(parts):
                assert len(parts) > 1
                assert not any(isinstance(part, OrNode) for part in parts)
                for part in parts:
                    check(part)
            case NotNode(part) | ScopeNode(part=part):
                check(part)

    check(parse(text).root)


@pytest.mark.parametrize(
    "piece",
    ["(", ")", "a) ", '"', '"a', '" ', "-", "- ", "-a ", "NOT ", "titel:", "titel:(", "-(", "+", "*", "a*",
     "OR ", "a OR ", "AND ", "(a OR ", "(a ", "a/", "a-", "a:", "a:b", "NEAR ", "a NEAR ",
     "förled:", "a*b", "a AND ", "\u200b", "å\u0308", "🚓 ", "\x00"],
)  # fmt: skip
def test_ten_thousand_characters_take_no_time(piece: str) -> None:
    text = (piece * 10_000)[:10_000]
    began = time.process_time()
    parse(text)
    assert time.process_time() - began < 1.0  # 10 to 50 ms; quadratic ways took seconds


@pytest.mark.parametrize("typed", ["--polis", "+-polis", '"polis*"', '"lokal* samverkan"'])
def test_signs_that_say_nothing_are_named(typed: str) -> None:
    assert parse(typed).unused
    assert parse(typed).root is not None
