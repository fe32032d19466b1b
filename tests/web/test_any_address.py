"""Whatever an address asks: an answer or a 4xx that explains itself, never a fault, never raw input.

`TEST_ADDRESSES` sets how many addresses are tried.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from tests.web.conftest import Archive

ADDRESSES = int(os.environ.get("TEST_ADDRESSES", "400"))
HOSTILE = "<x-raw onerror=1>\"'"
_NAMES = (
    "q serie talare organisation format sprak ar fran till sortera sida size version storlek vy lang "
    "citat dokument d ordna visa limit"
)
_TYPED = (
    " 0 -1 1 2 3 999999999999999999999999 1.5 ² NaN 1e9 true None samverkan polis* NEAR/ titel: * () (((( - "
    "relevans -datum bild text stor liten sv en pdf 2017 2017-13 2018/2019 %00 ../../etc/passwd {{7*7}}"
)
_SPACED = ('"lokal lägesbild"', "a OR", '"', "' OR 1=1 --", "\x00", "\u202e", "\ud800", "å" * 3000, HOSTILE)
_VALUES = st.one_of(st.sampled_from((*_TYPED.split(" "), *_SPACED)), st.text(max_size=30))
_ANSWERS = {200, 206, 301, 302, 303, 307, 308, 400, 404, 405, 410, 414, 503}
_WITHHELD = ("dold", "borttaget")


def _rules(app: Flask) -> Iterator[str]:
    for rule in app.url_map.iter_rules():
        if "GET" in (rule.methods or ()) and not rule.rule.startswith(("/personal", "/static", "/openapi")):
            yield rule.rule


@st.composite
def _addresses(draw: st.DrawFn, rules: tuple[str, ...], ids: tuple[str, ...]) -> str:
    def part(found: re.Match[str]) -> str:
        if found[1] == "int:":
            return str(draw(st.one_of(st.integers(0, 6), st.sampled_from((10**6, 10**30)))))
        known = (*ids, "kunskapsseminarium-i", "finns-inte", HOSTILE, "..", "å\x00")
        return quote(
            draw(st.one_of(st.sampled_from(known), st.text(min_size=1, max_size=12))),
            safe="",
            errors="replace",
        )

    path = re.sub(r"<(int:)?\w+>", part, draw(st.sampled_from(rules)))
    pairs = draw(st.lists(st.tuples(st.sampled_from(_NAMES.split()), _VALUES), max_size=5))
    asked = "&".join(f"{name}={quote(value, safe='', errors='replace')}" for name, value in pairs)
    return f"{path}?{asked}" if asked else path


@pytest.mark.slow
def test_any_address_is_answered_or_explained(app: Flask, archive: Archive) -> None:
    client = app.test_client()
    rules, ids = tuple(_rules(app)), tuple(archive.ids.values())
    withheld = {archive.ids[key] for key in _WITHHELD}

    @settings(max_examples=ADDRESSES, deadline=None, suppress_health_check=list(HealthCheck))
    @given(_addresses(rules, ids), st.sampled_from(("", "en", "sv;q=.5, en", "\x7f*")))
    def holds(address: str, spoken: str) -> None:
        _check(client, address, {"Accept-Language": spoken} if spoken.isprintable() else {}, withheld)

    holds()


def _check(client: FlaskClient, address: str, headers: dict[str, str], withheld: set[str]) -> None:
    response = client.get(address, headers=headers, buffered=True)
    assert response.status_code in {200, 204, 206, 301, 302, 303, 307, 308, 400, 404, 405, 410, 414, 503}, (
        address
    )
    if response.status_code == 503:
        assert response.headers["Retry-After"]
    body = response.get_data()
    assert b"Traceback" not in body
    if response.mimetype == "text/html":
        assert b"<x-raw" not in body
        if response.status_code >= 400:
            assert b"<h1" in body
    elif response.mimetype.endswith("json"):
        told: Any = json.loads(body)
        if response.status_code >= 400:
            assert told["detail"] or told["title"]
    elif response.mimetype.endswith("xml"):
        etree.fromstring(body)
    if response.status_code == 200:
        path = address.partition("?")[0]
        assert not any(each in path for each in withheld)
