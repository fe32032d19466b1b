import pytest
from hypothesis import given
from hypothesis import strategies as st

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

A, B, C = WordNode("ansvar"), WordNode("brott"), WordNode("chef")


@pytest.mark.parametrize(
    ("text", "root"),
    [
        ("ansvar", A),
        ("ansvar brott", AndNode((A, B))),
        ("ansvar AND brott", AndNode((A, B))),
        ("ansvar OCH brott", AndNode((A, B))),
        ("ansvar OR brott", OrNode((A, B))),
        ("ansvar ELLER brott", OrNode((A, B))),
        ("ansvar OR brott chef", OrNode((A, AndNode((B, C))))),
        ("(ansvar OR brott) chef", AndNode((OrNode((A, B)), C))),
        ("ansvar -brott", AndNode((A, NotNode(B)))),
        ("ansvar NOT brott", AndNode((A, NotNode(B)))),
        ("ansvar INTE brott", AndNode((A, NotNode(B)))),
        ("-brott", NotNode(B)),
        ("--brott", B),
        ('"ansvar brott"', PhraseNode(("ansvar", "brott"))),
        ("”ansvar brott”", PhraseNode(("ansvar", "brott"))),
        ("“ansvar brott”", PhraseNode(("ansvar", "brott"))),
        ("»ansvar brott«", PhraseNode(("ansvar", "brott"))),
        ('"ansvar"', WordNode("ansvar", literal=True)),
        ("+ansvar", WordNode("ansvar", literal=True)),
        ("polis*", PrefixNode("polis")),
        ("polis**", PrefixNode("polis")),
        ("titel:ansvar", ScopeNode("title", A)),
        ("Talare: ansvar", ScopeNode("speaker", A)),
        ('serie:"ansvar brott"', ScopeNode("series", PhraseNode(("ansvar", "brott")))),
        ("titel:polis*", ScopeNode("title", PrefixNode("polis"))),
        ("ansvar/brott,chef", AndNode((A, B, C))),
        ("10.2", PhraseNode(("10", "2"))),
        ("701-1234-2018", WordNode("701-1234-2018")),
        ("EU-projekt", WordNode("EU-projekt")),
        ("EU:s", WordNode("EU:s")),
        ("ansvar?", A),
    ],
)
def test_syntax(text: str, root: SyntaxNode) -> None:
    parsed = parse(text)
    assert parsed.root == root
    assert parsed.unused == ()


@pytest.mark.parametrize(
    ("text", "root", "unused"),
    [
        ("", None, []),
        ("*", None, ["*"]),
        ("OR", None, ["OR"]),
        ("AND OR NOT", None, ["AND", "NOT", "OR"]),
        ("ansvar AND", A, ["AND"]),
        ("OR ansvar", A, ["OR"]),
        ("ansvar OR AND", A, ["AND", "OR"]),
        ('"ansvar brott', AndNode((A, B)), ['"']),
        ("((ansvar", A, ["(", "("]),
        ("ansvar))", A, [")", ")"]),
        (") ansvar (", A, [")", "("]),
        ("titel:", None, ["titel:"]),
        ("- ansvar", A, ["-"]),
        ("*ansvar", A, ["*ansvar"]),
        ("an*svar", PhraseNode(("an", "svar")), ["an*svar"]),
        ("🙂 ansvar", A, ["🙂"]),
        ("\x00ansvar", A, ["osynliga tecken"]),
        ("\u202eans\u200bvar", A, ["osynliga tecken"]),
        ('""', None, ['""']),
        ("() ansvar", A, ["()"]),
        ("+(ansvar brott)", AndNode((A, B)), ["+"]),
    ],
)
def test_what_cannot_be_used_is_named(text: str, root: SyntaxNode | None, unused: list[str]) -> None:
    parsed = parse(text)
    assert parsed.root == root
    assert sorted(item.text for item in parsed.unused) == sorted(unused)
    assert all(item.why for item in parsed.unused)


PIECES = """ord "ord ” « ( ) - + * OR ELLER AND OCH NOT INTE titel: talare: serie: och \x00 polis* a/b"""
SYNTAX = st.builds(
    str.join, st.sampled_from(["", " "]), st.lists(st.sampled_from(sorted(set(PIECES.split(" ")))))
)


@given(st.one_of(st.text(), SYNTAX))
def test_whatever_is_typed_is_read(text: str) -> None:
    parsed = parse(text)
    assert all(item.text.strip() and item.why for item in parsed.unused)


@pytest.mark.parametrize("text", ["(" * 5000, "-(" * 5000, "titel:" * 5000, '"' * 5001, "a* " * 5000])
def test_long_and_deep_questions_are_read(text: str) -> None:
    parse(text)
