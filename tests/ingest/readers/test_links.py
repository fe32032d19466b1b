"""Only addresses that a reader of the archive may follow are kept."""

import pytest

from ingest.readers.links import kept, leads_out


@pytest.mark.parametrize(
    "address", ["https://example.org/å?b=c#d", "HTTP://example.org", "mailto:a@example.org"]
)
def test_the_web_and_e_mail(address):
    assert leads_out(address)


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "data:text/html,x",
        "//x.se",
        "https://a b",
        "https://a\nb",
        "",
        f"https://x.se/{'a' * 3000}",
    ],
)
def test_nothing_else(address):
    assert not leads_out(address)


def test_each_once_in_order():
    assert kept(["https://b.se", "file:x", "https://a.se", "https://b.se"]) == (
        "https://b.se",
        "https://a.se",
    )
