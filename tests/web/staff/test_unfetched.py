"""Why a listed file could not be fetched is told in the language of the page."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from web.staff.harvest import unfetched

FETCHING = Path("ingest/harvest/fetching")
RAISED = ("NotFetched", "NotAllowed", "_note")


def said() -> Iterator[str]:
    """Yield each sentence that what fetches can say, with a number where a value stands."""
    for module in FETCHING.glob("*.py"):
        for node in ast.walk(ast.parse(module.read_text())):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in RAISED:
                yield from filter(None, (_text(each) for each in node.args))
            elif isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "_FAILED":
                yield _text(node.value)


def _text(node: ast.expr) -> str:
    if isinstance(node, ast.JoinedStr):
        return "".join(_text(each) for each in node.values)
    if isinstance(node, ast.FormattedValue):
        return "7"
    return str(node.value) if isinstance(node, ast.Constant) else ""


def test_every_reason_is_told_in_english(app: Flask) -> None:
    sentences = set(said())
    assert len(sentences) > 25
    with app.test_request_context("/personal/?lang=en"):
        assert {each for each in sentences if unfetched.told(each) == each} == set()
        assert {each for each in map(unfetched.told, sentences) if "…" in each} == set()


@pytest.mark.parametrize(
    ("swedish", "english"),
    [
        ("a.se svarade med felkod 404.", "a.se answered with the error code 404."),
        (
            "a.se leder vidare dit inget hämtas: b.se finns inte bland de webbplatser som filer får hämtas "
            "från (inställningen harvest.hosts).",
            "a.se redirects to where nothing is fetched: b.se is not among the websites that files may be "
            "fetched from (the setting harvest.hosts).",
        ),
        ("Något som ingen har sagt förut.", "Något som ingen har sagt förut."),
    ],
)
def test_what_differs_stays_as_it_was(app: Flask, swedish: str, english: str) -> None:
    with app.test_request_context("/personal/?lang=en"):
        assert unfetched.told(swedish) == english
    with app.test_request_context("/personal/?lang=sv"):
        assert unfetched.told(swedish) == swedish
