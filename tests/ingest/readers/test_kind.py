"""Kinds are told by content."""

import io
import plistlib
import zipfile

import pytest

from archive.folder.outcomes import Outcome
from ingest.readers.kind import Kind, refusal, sniff
from ingest.readers.reading import Refused
from tests.corpora import corpus


def zipped(*names):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as package:
        for name in names:
            package.writestr(name, b"x" * 50)
    return data.getvalue()


def opened(kind, compression=zipfile.ZIP_STORED):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", compression) as package:
        package.writestr("mimetype", f"application/vnd.oasis.opendocument.{kind}")
        package.writestr("content.xml", "<x/>")
    return data.getvalue()


CASES = [
    (b"%PDF-1.7\n", "a.pptx", Kind.PDF),
    (b"HTTP/1.1 200 OK\r\n\r\n%PDF-1.4\n1 0 obj\n", "a.pdf", Kind.PDF),
    (b"A PDF begins with %PDF-1.4, says the standard.", "a.txt", Kind.TEXT),
    (zipped("[Content_Types].xml", "ppt/presentation.xml"), "a.pdf", Kind.DECK),
    (zipped("[Content_Types].xml", "ppt\\presentation.xml"), "a.ppsx", Kind.DECK),
    (zipped("[Content_Types].xml", "ppt/slides/slide1.xml")[:200], "a.pptx", Kind.DECK),
    (zipped("word/document.xml"), "a.pptx", Kind.DOCUMENT),
    (zipped("xl/workbook.xml"), "a.pptx", Kind.EXCEL),
    (zipped("mimetype", "content.xml"), "a.odp", Kind.OPEN_DOCUMENT),
    (opened("text"), "a.pdf", Kind.ODF_TEXT),
    (opened("text-template")[:150], "a.ott", Kind.ODF_TEXT),
    (opened("presentation"), "a.odt", Kind.ODF_DECK),
    (opened("presentation", zipfile.ZIP_DEFLATED), "a.odp", Kind.ODF_DECK),
    (opened("spreadsheet"), "a.odt", Kind.OPEN_DOCUMENT),
    (zipped("föredrag.pdf"), "a.zip", Kind.ARCHIVE),
    (b"PK\x03\x04" + bytes(range(256)) * 9, "a.pdf", Kind.ARCHIVE),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "a.ppt", Kind.LEGACY_DECK),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "a.doc", Kind.OFFICE),
    ("Föreläsning om våld".encode(), "a.txt", Kind.TEXT),
    ("Föreläsning om våld".encode("latin-1"), "a.txt", Kind.TEXT),
    ("Föreläsning".encode("utf-16"), "a.txt", Kind.TEXT),
    (b"plain words", "a", Kind.TEXT),
    (b"404 not found", "a.pdf", Kind.MISNAMED_TEXT),
    (b"<!DOCTYPE html><html>404</html>", "a.pdf", Kind.HTML),
    (b"\xef\xbb\xbf <!-- x --><HTML lang=sv>", "a.txt", Kind.HTML),
    (b"<?xml version='1.0'?><a/>", "a.xml", Kind.XML),
    (b"[InternetShortcut]\r\nURL=https://x.se/", "a.txt", Kind.SHORTCUT),
    (b"\r\n; made by hand\r\n[internetshortcut]\r\nURL=https://x.se/", "a.url", Kind.SHORTCUT),
    ("[InternetShortcut]\r\nURL=https://x.se/".encode("utf-16"), "a.url", Kind.SHORTCUT),
    (plistlib.dumps({"URL": "https://x.se/"}), "a.webloc", Kind.SHORTCUT),
    (plistlib.dumps({"URL": "https://x.se/"}, fmt=plistlib.FMT_BINARY), "a", Kind.SHORTCUT),
    (plistlib.dumps({"Label": "x"}), "a.plist", Kind.XML),
    (plistlib.dumps({"Label": "x"}, fmt=plistlib.FMT_BINARY), "a.plist", Kind.UNKNOWN),
    (b"{\\rtf1 x}", "a.txt", Kind.RTF),
    (b"\x89PNG\r\n\x1a\n", "a.pdf", Kind.IMAGE),
    (b"\0\0\0\x18ftypmp42", "a.mp4", Kind.MEDIA),
    (b"MZ\x90\0\x03", "a.txt", Kind.UNKNOWN),
]


@pytest.mark.parametrize(("data", "name", "kind"), CASES)
def test_kind(tmp_path, data, name, kind):
    path = tmp_path / name
    path.write_bytes(data)
    assert sniff(path) is kind


def test_the_name_may_be_given_apart_from_the_path(tmp_path):
    path = tmp_path / "7"
    path.write_bytes(b"404 not found")
    assert sniff(path, "rapport.pdf") is Kind.MISNAMED_TEXT


def test_an_empty_file_is_damaged(tmp_path):
    (tmp_path / "a.pdf").touch()
    with pytest.raises(Refused, match="empty") as refused:
        sniff(tmp_path / "a.pdf")
    assert refused.value.outcome is Outcome.DAMAGED


def test_old_decks_are_known():
    for path in corpus("ppt").glob("*.ppt"):
        assert sniff(path) in (Kind.LEGACY_DECK, Kind.DECK), path.name


def test_what_has_no_reader_is_refused_with_what_to_do():
    reason = refusal(Kind.EXCEL, "x.ppt").reason
    assert reason == "the file is called .ppt, but it is an Excel workbook; save it as PDF"


def test_every_deck_is_a_deck():
    kinds = {path.name: sniff(path) for path in corpus("pptx").iterdir()}
    assert {name for name, kind in kinds.items() if kind is not Kind.DECK} == set()
