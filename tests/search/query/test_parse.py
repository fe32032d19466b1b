"""The syntax of questions: what is typed gives a tree, whatever it is."""

import time

import pytest
from hypothesis import given

from search.query.parse import parse
from search.query.syntax import (
    AndNode,
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


def either(*parts: SyntaxNode) -> OrNode:
    return OrNode(parts)


A, B, C = map(word, "abc")


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("a b", both(A, B)),
        ("a AND b OCH c", both(A, B, C)),
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
        ("undertitel:a", PhraseNode(("undertitel", "a"), quoted=False)),
        ("polis/kommun", both(word("polis"), word("kommun"))),
        ("2017/18:123", PhraseNode(("2017", "18", "123"), quoted=False)),
        ("10.2", PhraseNode(("10", "2"), quoted=False)),
        ("--polis", word("polis")),
        ("polis**", PrefixNode("polis")),
        ("EU:s", word("EU:s")),
        ("info@bra.se", PhraseNode(("info", "bra", "se"), quoted=False)),
        ("https://bra.se/hot", PhraseNode(("https", "bra", "se", "hot"), quoted=False)),
        ("EU-projekt 701-1234-2018", both(word("EU-projekt"), word("701-1234-2018"))),
        ("kommun- och", both(word("kommun"), word("och"))),
        ("vad, är – detta?", both(word("vad"), word("är"), word("detta"))),
        ("SAMVERKAN OCH POLIS", both(word("SAMVERKAN"), word("POLIS"))),
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
        ("titel:", None, ["titel:"]),
        ("titel:talare:a", ScopeNode("speaker", A), ["titel:"]),
        ("-- a", A, ["--"]),
        ("*", None, ["*"]),
        ("*a", A, ["*a"]),
        ("a*b", PhraseNode(("a", "b"), quoted=False), ["a*b"]),
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
def test_whatever_is_typed_gives_a_tree_without_groups_in_groups(text: str) -> None:
    def check(node: SyntaxNode | None) -> None:
        match node:
            case AndNode(parts) | OrNode(parts):
                assert len(parts) > 1
                assert not any(isinstance(part, type(node)) for part in parts)
                for part in parts:
                    check(part)
            case NotNode(part) | ScopeNode(part=part):
                check(part)

    check(parse(text).root)


@pytest.mark.parametrize(
    "piece",
    ["(", ")", "a) ", '"', '"a', '" ', "-", "- ", "-a ", "NOT ", "titel:", "titel:(", "-(", "+", "*", "a*",
     "OR ", "a OR ", "AND ", "(a OR ", "(a ", "a/", "a-", "\u200b", "å\u0308", "🚓 ", "\x00"],
)  # fmt: skip
def test_ten_thousand_characters_take_no_time(piece: str) -> None:
    text = (piece * 10_000)[:10_000]
    began = time.process_time()
    parse(text)
    assert time.process_time() - began < 1.0  # 10 to 50 ms; quadratic ways took seconds
