"""Only allowed hosts are asked, at public addresses, within limits of hops, size, time and type."""

from __future__ import annotations

import io
import threading
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.settings import HarvestSettings, Settings
from ingest.harvest.fetching.allowed import NotAllowed, is_public, target
from ingest.harvest.fetching.checking import check, name_for, shortcut_name
from ingest.harvest.fetching.connecting import Network, NotFetched
from ingest.harvest.fetching.fetch import Fetched, fetch
from tests.ingest.harvest.serving import Answer, Site, serving

HOSTS = ("www.example.org", "files.example.org:8443")
PDF = b"%PDF-1.7 " + b"x" * 2000


@pytest.fixture
def site() -> Iterator[Site]:
    with serving({"/a.pdf": Answer(PDF, headers={"Content-Type": "application/pdf"})}) as served:
        yield served


def get(
    site: Site, path: str, *, most: int = 1 << 20, seconds: float = 20, network: Network | None = None
) -> Fetched:
    settings = Settings(harvest=HarvestSettings(hosts=[site.host], timeout_seconds=seconds))
    found = fetch(site.address(path), io.BytesIO(), settings, most, network or site.network)
    assert found is not None
    return found


@pytest.mark.parametrize(
    "address",
    [
        "https://evil.example/x.pdf",
        "https://www.example.org.evil.example/x.pdf",
        "https://www.example.org@evil.example/x.pdf",
        "https://evil.example\\@www.example.org/x.pdf",
        "https://user:pass@www.example.org/x.pdf",
        "https://www.example.org:22/x.pdf",
        "http://www.example.org:443/x.pdf",
        "https://files.example.org/x.pdf",
        "https://www.example.org:0/x.pdf",
        "file:///etc/passwd",
        "gopher://www.example.org/x",
        "ftp://www.example.org/x.pdf",
        "http://2130706433/x.pdf",
        "http://0x7f.1/x.pdf",
        "http://[::ffff:127.0.0.1]/x.pdf",
        "http://127.0.0.1/x.pdf",
        "https://www.example.org/x.pdf\r\nHost: evil",
        "https:///x.pdf",
        "https://[::/",
        "//www.example.org/x.pdf",
    ],
)
def test_what_the_setting_does_not_name_is_not_asked(address: str) -> None:
    with pytest.raises(NotAllowed):
        target(address, HOSTS)


def test_what_the_setting_names_may_be_asked_and_nothing_without_it() -> None:
    assert target("https://WWW.example.org./x?y=1", HOSTS).address == "https://www.example.org/x?y=1"
    assert target("https://files.example.org:8443/x", HOSTS).port == 8443
    with pytest.raises(NotAllowed, match=r"harvest\.hosts"):
        target("https://www.example.org/x", ())


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0"),
        *("224.0.0.1", "240.0.0.1", "255.255.255.255", "192.0.2.1", "198.18.0.1", "::1", "::", "fe80::1"),
        *("fe80::1%eth0", "fc00::1", "fec0::1", "ff02::1", "::ffff:10.0.0.1", "::ffff:127.0.0.1"),
        *("64:ff9b::7f00:1", "2002:7f00:1::", "2001:db8::1", "::127.0.0.1", "x", ""),
    ],
)  # fmt: skip
def test_private_and_special_addresses_are_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "193.10.0.1", "2a00:1450:400f::1", "::ffff:8.8.8.8"])
def test_addresses_of_the_internet_are_public(address: str) -> None:
    assert is_public(address)


def test_a_name_that_leads_inside_is_not_asked_even_where_it_also_leads_outside(site: Site) -> None:
    for found in (["127.0.0.1"], ["8.8.8.8", "10.0.0.1"], ["::ffff:127.0.0.1"]):
        with pytest.raises(NotAllowed, match="internt nät"):
            get(site, "/a.pdf", network=Network(lambda *_, found=found: found))
    assert site.asked == []


def test_a_name_is_resolved_once_so_that_it_cannot_lead_elsewhere_meanwhile(site: Site) -> None:
    answers = iter([["127.0.0.1"]])  # a second look would raise
    network = Network(lambda *_: next(answers), site.network.is_public)
    assert get(site, "/a.pdf", network=network).size == len(PDF)
    assert site.asked[0][1]["Host"] == site.host
    assert "Helixarkivet" in site.asked[0][1]["User-Agent"]


def test_proxies_of_the_environment_are_not_heeded(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://192.0.2.1:3128")
    assert get(site, "/a.pdf").size == len(PDF)


@pytest.mark.parametrize(
    "location",
    [
        "http://169.254.169.254/latest",
        "http://evil.example/x",
        "file:///etc/passwd",
        "//evil.example/x",
        "http://[::/",
    ],
)
def test_redirects_out_of_the_list_are_not_followed(site: Site, location: str) -> None:
    site.answers["/r"] = Answer(status=302, headers={"Location": location})
    with pytest.raises((NotAllowed, NotFetched)):
        get(site, "/r")
    assert len(site.asked) == 1


def test_redirects_within_are_followed_a_few_times(site: Site) -> None:
    site.answers["/r"] = Answer(status=302, headers={"Location": "/a.pdf"})
    site.answers["/loop"] = Answer(status=301, headers={"Location": "/loop"})
    assert get(site, "/r").address.endswith("/a.pdf")
    with pytest.raises(NotFetched, match="för många"):
        get(site, "/loop")
    assert len(site.asked) == 2 + 6


def test_each_hop_is_looked_at_anew(site: Site) -> None:
    site.answers["/r"] = Answer(status=302, headers={"Location": "/a.pdf"})
    found = iter([["127.0.0.1"], ["10.0.0.1"]])
    with pytest.raises(NotAllowed):
        get(site, "/r", network=Network(lambda *_: next(found), site.network.is_public))


def test_what_is_too_large_is_cut_off(site: Site) -> None:
    with pytest.raises(NotFetched, match="större"):
        get(site, "/a.pdf", most=1000)
    site.answers["/b.pdf"] = Answer(b"", headers={"Content-Length": str(1 << 40)})
    with pytest.raises(NotFetched, match="större"):
        get(site, "/b.pdf")


def test_what_takes_too_long_is_cut_off(site: Site) -> None:
    never = threading.Event()
    site.answers["/slow"] = Answer(b"x", hangs=never)
    with pytest.raises(NotFetched, match="lång tid"):
        get(site, "/slow", seconds=0.3)
    never.set()


@pytest.mark.parametrize(
    "answer",
    [
        Answer(status=404),
        Answer(status=302),
        Answer(b"x", headers={"Content-Encoding": "gzip"}),
        Answer(b"abc", headers={"Content-Length": "10"}),
        Answer(status=304),
    ],
)
def test_answers_of_no_use_are_told(site: Site, answer: Answer) -> None:
    site.answers["/x"] = answer
    with pytest.raises(NotFetched):
        get(site, "/x")


@pytest.mark.parametrize(
    ("name", "media_type", "head"),
    [
        ("a.pdf", "text/html", b"%PDF-1.7"),
        ("a.pdf", "application/pdf", b"\xef\xbb\xbf\n<!DOCTYPE html><title>Logga in"),
        ("a.pdf", "application/pdf", b"PK\x03\x04"),
        ("a.pdf", "image/png", b"%PDF-1.7"),
        ("a.pptx", "application/pdf", b"PK\x03\x04"),
    ],
)
def test_a_sign_in_page_is_no_pdf(name: str, media_type: str, head: bytes) -> None:
    with pytest.raises(NotFetched):
        check(name, media_type, head)


def test_names_are_cleaned_whatever_the_server_says() -> None:
    base = "https://www.example.org"
    assert name_for(f"{base}/d/%C3%A5%20b.pdf", "", "T", "pdf") == "å b.pdf"
    assert name_for(f"{base}/d/..%2f..%2fetc%2fx.pdf", "", "T", "pdf") == "x.pdf"
    assert name_for(f"{base}/d?id=3", "Rapport.pdf", "T", "pdf") == "Rapport.pdf"
    assert name_for(f"{base}/d?id=3", "../../x", "Min titel: ett/två", "pdf") == "två.pdf"
    assert name_for(f"{base}/CON.pdf", "", "T", "pdf") == "_CON.pdf"
    assert name_for(f"{base}/%2Ehidden%00%0A%E2%80%AE.pdf", "", "T", "pdf") == "hidden.pdf"
    assert name_for(f"{base}/a.url", "b.url", "T", "pdf") == "T.pdf"
    with pytest.raises(NotFetched):
        name_for(f"{base}/a.xlsx", "", "T", "xlsx")


@given(st.text(max_size=100), st.text(max_size=100), st.text(max_size=100))
def test_no_name_leaves_its_folder(path: str, served: str, title: str) -> None:
    for make in (
        lambda: name_for(f"https://x.org/{path}", served, title, "pdf"),
        lambda: shortcut_name(title, path),
    ):
        try:
            name = make()
        except (NotFetched, ValueError):
            continue
        assert name and "/" not in name and name[0] not in ".-" and "\0" not in name
        assert name.lower().endswith((".pdf", ".pptx", ".ppsx", ".txt", ".text", ".potx", ".pptm", ".url"))
