"""Shortcuts lead to the web and nowhere else."""

import plistlib

import pytest

from archive.folder.outcomes import Outcome
from ingest.readers.reading import Limits, Refused
from ingest.readers.shortcut import read


def link_of(path, data):
    path.write_bytes(data)
    reader = read(path, Limits())
    with pytest.raises(StopIteration) as end:
        next(reader)
    assert end.value.value.page_count == 0
    return end.value.value.link


@pytest.mark.parametrize(
    "data",
    [
        b"[InternetShortcut]\r\nURL=https://www.youtube.com/watch?v=x&t=1\r\n",
        b"[{000214A0-0000-0000-C000-000000000046}]\r\nProp3=19,2\r\n[InternetShortcut]\r\nIDList=\r\n"
        b" url = https://www.youtube.com/watch?v=x&t=1 \r\n[x]\r\nURL=http://other/",
        "[InternetShortcut]\r\nURL=https://www.youtube.com/watch?v=x&t=1".encode("utf-16"),
        plistlib.dumps({"URL": "https://www.youtube.com/watch?v=x&t=1"}),
        plistlib.dumps({"URL": "https://www.youtube.com/watch?v=x&t=1"}, fmt=plistlib.FMT_BINARY),
    ],
)
def test_where_it_leads(tmp_path, data):
    assert link_of(tmp_path / "a.url", data) == "https://www.youtube.com/watch?v=x&t=1"


@pytest.mark.parametrize(
    ("url", "outcome"),
    [
        ("file:///etc/passwd", Outcome.NOT_WHAT_IT_CLAIMS),
        ("javascript:alert(1)", Outcome.NOT_WHAT_IT_CLAIMS),
        ("\\\\server\\share", Outcome.DAMAGED),
        ("https://", Outcome.NOT_WHAT_IT_CLAIMS),
        ("https://user:secret@example.se/", Outcome.NOT_WHAT_IT_CLAIMS),
        ("https://[::1/", Outcome.DAMAGED),
        ("https://example.se:99999/", Outcome.DAMAGED),
        ("https://example.se/a b", Outcome.DAMAGED),
        ('https://example.se/"onclick=', Outcome.DAMAGED),
        ("https://example.se/" + "x" * 3000, Outcome.DAMAGED),
        ("", Outcome.DAMAGED),
    ],
)
def test_what_is_no_web_address_is_refused(tmp_path, url, outcome):
    path = tmp_path / "a.url"
    path.write_bytes(f"[InternetShortcut]\r\nURL={url}\r\n".encode())
    with pytest.raises(Refused) as refused:
        next(read(path, Limits()))
    assert refused.value.outcome is outcome
    assert refused.value.reason


def test_a_broken_webloc_is_refused(tmp_path):
    (tmp_path / "a.webloc").write_bytes(b"<?xml version='1.0'?><plist><dict><key>URL</key>")
    with pytest.raises(Refused, match="damaged"):
        next(read(tmp_path / "a.webloc", Limits()))
