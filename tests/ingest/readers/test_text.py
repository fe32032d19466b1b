"""Plain text files."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.pages import BlockKind
from ingest.readers.encoding import decode
from ingest.readers.reading import Limits
from ingest.readers.text import read

LETTERS = "Förebyggande åtgärder på Öland"


def read_all(path, data, limits=None):
    path.write_bytes(data)
    pages, reader = [], read(path, limits or Limits())
    while True:
        try:
            pages.append(next(reader))
        except StopIteration as end:
            return pages, end.value


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "latin-1"])
def test_swedish_letters_in_every_encoding(tmp_path, encoding):
    pages, _ = read_all(tmp_path / "a.txt", (LETTERS + " på").encode(encoding))
    assert pages[0].text == LETTERS + " på"


@given(st.text(st.characters(codec="cp1252", exclude_categories=["Cc"]), max_size=40))
def test_windows_1252_is_read_unless_it_happens_to_be_utf8(text):
    data = text.encode("cp1252")
    try:
        expected = data.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError:
        expected = text
    assert decode(data) == expected or "\ufffd" in decode(data) or data[:2] in (b"\xff\xfe", b"\xfe\xff")


def test_one_broken_letter_does_not_spoil_a_utf8_file():
    assert decode(("åäö" * 20).encode() + b"\xff" + ("åäö" * 20).encode()).count("ö") == 40


def test_dos_quotes_and_dashes():
    assert decode("”Samverkan” – så här".encode("cp1252")) == "”Samverkan” – så här"


def test_a_form_feed_starts_a_page(tmp_path):
    pages, summary = read_all(tmp_path / "a.txt", b"Ett\n\fTv\xe5\n\n\f\fFyra\n\f")
    assert [(page.number, page.text) for page in pages] == [(1, "Ett"), (2, "Två"), (3, ""), (4, "Fyra")]
    assert (summary.page_count, summary.headline, summary.left_out) == (4, "Ett", ())


def test_blocks(tmp_path):
    source = """Samverkan
=========

En rad
och en till.

Bakgrund
---
- första
  fortsätter
    * under
1. inte en punkt

## Sist ##
slut
"""
    pages, summary = read_all(tmp_path / "a.txt", source.encode())
    page = pages[0]
    assert [(b.kind, b.level, page.text[b.start : b.end]) for b in page.blocks] == [
        (BlockKind.HEADING, 1, "Samverkan"),
        (BlockKind.PARAGRAPH, 0, "En rad\noch en till."),
        (BlockKind.HEADING, 2, "Bakgrund"),
        (BlockKind.ITEM, 1, "första\nfortsätter"),
        (BlockKind.ITEM, 3, "under\n1. inte en punkt"),
        (BlockKind.HEADING, 2, "Sist"),
        (BlockKind.PARAGRAPH, 0, "slut"),
    ]
    assert page.title == summary.headline == "Samverkan"


@given(st.text(st.sampled_from("ab å\n\f#=-*•\t\r\x00") | st.characters(), max_size=200))
def test_blocks_cover_the_text_in_order_and_no_word_is_lost(tmp_path_factory, text):
    path = tmp_path_factory.getbasetemp() / "any.txt"
    data = text.encode("utf-8", "ignore")
    if not data:
        return
    pages, _ = read_all(path, data)
    for page in pages:
        assert "\n".join(page.text[b.start : b.end] for b in page.blocks) == page.text
    written = "".join(page.text for page in pages)
    assert written.count("a") == decode(data).count("a")


def test_a_page_that_is_too_long_goes_on_on_the_next(tmp_path):
    lines = b"".join(b"rad %d\n" % n for n in range(100))
    pages, summary = read_all(tmp_path / "a.txt", lines, Limits(page_chars=200))
    assert len(pages) == 4
    assert "\n".join(page.text for page in pages).split("\n") == [f"rad {n}" for n in range(100)]
    assert summary.left_out == ()


def test_what_is_beyond_the_limits_is_told(tmp_path):
    pages, summary = read_all(tmp_path / "a.txt", b"a\fb\fc", Limits(pages=2))
    assert [page.text for page in pages] == ["a", "b"]
    assert summary.left_out == ("the pages after the first 2",)
