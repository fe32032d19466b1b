"""The concordance of the API has the lines of the page and of the files, a window at a time."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest
from flask.testing import FlaskClient

from tests.web.concordance.test_concordance import rows_of
from tests.web.conftest import Archive
from tests.web.material import WITHHELD
from web.api.concordance import ConcordanceBody
from web.concordance import asked


@pytest.mark.parametrize(
    "question",
    [{"q": "samverkan"}, {"q": "polis OR samverkan", "ordna": "hoger"}, {"q": "i", "format": "pdf"}],
)
def test_its_windows_are_the_file(client: FlaskClient, question: dict[str, str]) -> None:
    _, rows = rows_of(client, **question)
    lines, place = [], "/api/v1/concordance"
    asking: dict[str, str] | None = {**question, "size": "7"}
    while place:
        body = client.get(place, query_string=asking).get_json()
        ConcordanceBody.model_validate(body)
        assert (body["total"], body["whole"]) == (len(rows), True)
        lines += body["lines"]
        place, asking = body["next"], None
    assert len(rows) > 7
    assert [(row["document"], int(row["page"]), row["left"], row["match"], row["url"]) for row in rows] == [
        (line["document"], line["page"], line["left"], line["match"], line["url"]) for line in lines
    ]


def test_its_addresses_lead_somewhere(client: FlaskClient) -> None:
    body = client.get("/api/v1/concordance?q=samverkan&size=3").get_json()
    for address in (body["url"], *(line["url"] for line in body["lines"])):
        assert client.get(address).status_code == 200
    for each in body["files"]:
        assert client.get(each["url"], buffered=True).status_code == 200
    first = urlsplit(body["lines"][0]["url"])
    assert f'id="{first.fragment}"' in client.get(f"{first.path}?{first.query}").text


def test_more_than_a_screen_is_told_and_beyond_the_last_is_nothing(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    beyond = client.get("/api/v1/concordance?q=samverkan&sida=1000000&size=100").get_json()
    assert (beyond["lines"], beyond["next"]) == ([], None)
    monkeypatch.setattr(asked, "MOST_ON_SCREEN", 1)
    cut = client.get("/api/v1/concordance?q=samverkan").get_json()
    assert not cut["whole"]
    assert cut["total"] < beyond["total"]


@pytest.mark.parametrize(
    ("address", "field", "allowed"),
    [
        ("?", "q", "at least one word"),
        ("?q=%20", "q", "at least one word"),
        ("?q=a&ordna=x", "ordna", "dokument, vanster, hoger"),
        ("?q=a&ordna=hoger&ordna=vanster", "ordna", "one value"),
        ("?q=a&size=101", "size", "a whole number from 1 to 100"),
    ],
)
def test_what_cannot_be_answered_names_the_parameter(
    client: FlaskClient, address: str, field: str, allowed: str
) -> None:
    response = client.get(f"/api/v1/concordance{address}")
    assert (response.status_code, response.mimetype) == (400, "application/problem+json")
    (error,) = response.get_json()["errors"]
    assert (error["field"], error["allowed"]) == (field, allowed)


def test_what_has_not_changed_is_not_sent_again(client: FlaskClient) -> None:
    first = client.get("/api/v1/concordance?q=samverkan")
    again = client.get("/api/v1/concordance?q=samverkan", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


def test_what_is_withheld_is_in_no_line(client: FlaskClient, archive: Archive) -> None:
    for word in WITHHELD:
        body = client.get("/api/v1/concordance", query_string={"q": word}).get_json()
        text = " ".join(line["left"] + line["match"] + line["right"] for line in body["lines"])
        assert not re.search(word, text), word
    asked_for_all = client.get("/api/v1/concordance?q=samverkan+OR+i&size=100").get_json()
    assert archive.ids["borttaget"] not in {line["document"] for line in asked_for_all["lines"]}
