"""What a tree is written as is read as that tree."""

import pytest
from hypothesis import given

from search.query.syntax.parse import parse
from search.query.syntax.writing import written
from tests.search.query.questions import QUESTIONS


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("samverkan  polis/kommun", "samverkan polis kommun"),
        ('"samverkan" ”lokal polis” +”a b”', '+samverkan "lokal polis" +"a b"'),
        ("hot ELLER våld OCH gäng", "hot OR våld AND gäng"),
        ("(hot våld) OCH (gäng eller OR rån)", "(hot våld) AND (gäng eller OR rån)"),
        ("NOT a -+b NOT (c d)", "-a -+b -(c d)"),
        ("Titel: a talare:(b -c)", "titel:a talare:(b -c)"),
        ("TITEL:A OM", "TITEL:A OM"),
        ("polis NÄRA kommun NEAR/3 skola", "polis NEAR/10 kommun NEAR/3 skola"),
        ('"OR" NOT. 10.2 polis*', '"OR" .NOT 10.2 polis*'),
        ("forled:gäng", "förled:gäng"),
    ],
)
def test_a_question_is_written_in_one_way(text: str, expected: str) -> None:
    assert written(parse(text).root, shouted=text.isupper()) == expected


@given(QUESTIONS)
def test_what_is_written_is_read_as_the_same_tree(text: str) -> None:
    tree = parse(text).root
    again = parse(written(tree, shouted=text.isupper()))
    assert again.root == tree
    assert not again.unused
