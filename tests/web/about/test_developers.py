from __future__ import annotations

import re
from html import unescape

from flask.testing import FlaskClient


def test_every_call_that_is_shown_works(client: FlaskClient) -> None:
    calls = re.findall(r"curl 'http://localhost(/[^']*)'", client.get("/utvecklare").text)
    assert len(calls) >= 7
    for call in calls:
        assert client.get(unescape(call), buffered=True).status_code == 200, call


def test_it_is_a_step_from_every_page(client: FlaskClient) -> None:
    assert 'href="/utvecklare?lang=en">For developers</a>' in client.get("/?lang=en").text
