"""What the search says of a question is told in English too: nothing that it can say is left in Swedish."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from search.asking.limits import sentence
from search.engine import Budget
from web.language.meanings import in_english

QUESTIONS = [
    "samverkan",
    "samverkan och polis",
    "samverkan eller polis",
    "samverkan inte polis",
    "samverkan -polis",
    "samverkan NOT (polis OR skola)",
    "samverkan NOT (polis skola)",
    'samverkan -"lokal lägesbild" -pol* -förled:gäng',
    "samverkan -(polis NEAR skola) -(polis NEAR/1 skola)",
    "samverkan OR polis",
    '"utan slut',
    '""',
    '"pol* samverkan"',
    '"lokal samverkan"',
    '"samverkan"',
    "+samverkan",
    "'lokal samverkan'",
    "polis NEAR/5 skola",
    "polis NEAR/1 skola",
    "polis NEAR/x skola",
    "polis NEAR/999 skola",
    "polis NEAR (a b)",
    "titel:samverkan",
    "talare:anna",
    "serie:kunskap",
    "-titel:samverkan polis",
    "förled:gäng",
    "efterled:våld",
    "förled:(a b)",
    "polis*",
    "p*",
    "*polis",
    "po*lis",
    "samvrekan",
    "valdsbejakande",
    "samverkansöverenskommelsexyz",
    "trygghetsskapandeplanering",
    "hur arbetar kommun och polis tillsammans mot gängen?",
    "kommun polis skola trygghet samverkan",
    "2017-11-08",
    "§ 12",
    "((polis)",
    "polis)",
    "polis OR",
    "AND",
    "- polis",
    "--polis",
    "NOT NOT polis",
    "-polis",
    "titel: talare:anna",
    "titel:talare:anna",
    "finns:anna",
    "+(a b)",
    "polis\u200b",
    "!!!",
    "a OR -b",
    "titel:(talare:anna polis)",
    "ord " * 70,
    "x" * 2000,
]


@pytest.mark.parametrize("question", QUESTIONS)
def test_each_step_of_a_question_is_known_in_english(client: FlaskClient, question: str) -> None:
    body = client.get("/api/v1/search", query_string={"q": question}).get_json()
    for step in body["query"]["understood"]:
        assert in_english(step["meaning"]) != step["meaning"], step


def test_whatever_the_source_can_say_is_known() -> None:
    """Every sentence that stands whole in the source of the search; those with values in them are above."""
    known = 0
    for path in Path("search/query").rglob("*.py"):
        for said in re.findall(r'(?:why = |_NO_\w+ = |, )"([a-zåäö][^"{}]* [^"{}]*)"', path.read_text()):
            assert in_english(said) != said, said
            known += 1
    assert known > 12


@pytest.mark.parametrize("limit", ["expansions", "depth", "older", "time"])
def test_limits_are_told_in_english(limit: str) -> None:
    told = sentence(limit, Budget())
    assert in_english(told) != told


def test_places_and_words_go_along() -> None:
    assert in_english("ordet i alla dess former i titeln") == "the word in all its forms in the title"
    assert (
        in_english("finns inte i arkivet; söks som samverkan bland talarna")
        == "not in the archive; searched for as samverkan among the speakers"
    )
    assert (
        in_english("sidor med ordet i titeln visas inte") == "pages with the word in the title are not shown"
    )
    assert in_english("något alldeles nytt") == "något alldeles nytt"
