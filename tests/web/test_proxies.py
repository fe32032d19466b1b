from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import pytest
from flask.testing import FlaskClient

from tests.web.conftest import Archive
from tests.web.crawling import crawl

ClientWith = Callable[..., FlaskClient]


@pytest.mark.slow
@pytest.mark.parametrize("strips", [False, True], ids=["path left in place", "path stripped by the proxy"])
def test_below_a_path_no_link_escapes_and_none_is_broken(client_with: ClientWith, strips: bool) -> None:
    client = client_with(base_url="/arkiv")

    class Stripping(FlaskClient):
        def open(self, *args: Any, **kwargs: Any) -> Any:
            return super().open(args[0].removeprefix("/arkiv"), **kwargs)

    if strips:
        client.__class__ = Stripping
    seen = crawl(client, "http://archive.test/arkiv/")
    elsewhere = {address for address, status in seen.items() if not status}
    inside = seen.keys() - elsewhere
    assert len(inside) > 100
    assert {urlsplit(address).netloc for address in elsewhere} == {"example.org", "purl.org", "www.digg.se"}
    assert all(urlsplit(address).path.startswith("/arkiv/") for address in inside)
    assert {address: seen[address] for address in inside if seen[address] != 200} == {}


def test_a_whole_base_url_is_what_leaves_the_page_whatever_the_host_header(
    client_with: ClientWith, archive: Archive
) -> None:
    client = client_with(base_url="https://arkiv.example.se/arkiv")
    url = f"/arkiv/dokument/{archive.ids['checklista']}"
    html = client.get(url, headers={"Host": "evil.example"}).text
    assert "evil.example" not in html
    assert f"https://arkiv.example.se{url}?version=2" in html
    body = client.get("/arkiv/api/v1/documents", headers={"Host": "evil.example"}).get_json()
    assert all(d["url"].startswith("https://arkiv.example.se/arkiv/dokument/") for d in body["documents"])


def test_with_a_path_alone_scheme_and_host_come_from_the_request(
    client_with: ClientWith, archive: Archive
) -> None:
    body = client_with(base_url="/arkiv").get(
        "/arkiv/api/v1/documents?size=1", base_url="https://a.test:8443"
    )
    assert body.get_json()["documents"][0]["url"].startswith("https://a.test:8443/arkiv/dokument/")


def test_forwarded_headers_count_only_from_trusted_proxies(client_with: ClientWith) -> None:
    headers = {
        "X-Forwarded-Proto": "https",
        "X-Forwarded-Host": "public.example",
        "X-Forwarded-Prefix": "/under",
    }

    def first_url(client: FlaskClient, path: str = "/api/v1/documents?size=1") -> str:
        response = client.get(path, headers=headers, environ_base={"REMOTE_ADDR": "10.1.2.3"})
        url: str = response.get_json()["documents"][0]["url"]
        return url

    assert first_url(client_with()).startswith("http://localhost/dokument/")
    assert first_url(client_with(trusted_proxies=["10.9.0.0/16"])).startswith("http://localhost/dokument/")
    trusting = client_with(trusted_proxies=["10.1.0.0/16"])
    assert first_url(trusting).startswith("https://public.example/under/dokument/")
    assert first_url(trusting, "/under/api/v1/documents?size=1").startswith(
        "https://public.example/under/dok"
    )


def test_a_host_header_that_is_no_host_is_not_repeated(client_with: ClientWith, archive: Archive) -> None:
    response = client_with().get(
        f"/dokument/{archive.ids['checklista']}", headers={"Host": 'x"><script>alert(1)</script>'}
    )
    assert response.status_code == 200
    assert "alert(1)" not in response.text
