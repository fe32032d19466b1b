"""What a legacy deck says of itself."""

import struct

from hypothesis import given
from hypothesis import strategies as st

from ingest.readers.legacy_deck.stream.summary import summary
from tests.ingest.readers.legacy_deck.building import Deck, read_deck, titled

SUMMARY = "\x05SummaryInformation"


def property_set(*values, claimed=None):
    """Return a property set of these values: (key, type, bytes)."""
    head = bytes(28) + bytes(16) + struct.pack("<I", 48)
    table, data = b"", b""
    start = 8 + 8 * len(values)
    for key, kind, value in values:
        table += struct.pack("<II", key, start + len(data))
        data += struct.pack("<I", kind) + value
    count = len(values) if claimed is None else claimed
    return head + struct.pack("<II", len(table) + len(data) + 8, count) + table + data


def letters(text, encoding="cp1252"):
    said = text.encode(encoding) + b"\0"
    return struct.pack("<I", len(said)) + said


def ticks(seconds):
    return struct.pack("<Q", seconds * 10**7)


def test_a_deck_states_its_title_author_and_times(tmp_path):
    said = property_set(
        (1, 2, struct.pack("<h", -535) + b"\0\0"),  # UTF-8
        (2, 30, letters("Våld ☃", "utf-8")),
        (4, 31, struct.pack("<I", 3) + "Åsa".encode("utf-16-le")),
        (12, 64, ticks(13_000_000_000)),
        (13, 64, ticks(0)),
        (9, 30, letters("annat")),
    )
    _, read = read_deck(Deck([titled("Ett")]).save(tmp_path / "a.ppt", **{SUMMARY: said}))
    assert read.embedded == {"title": "Våld ☃", "author": "Åsa", "created": "2012-12-14T23:06:40+00:00"}


def test_a_code_page_that_nobody_knows_is_that_of_windows():
    assert summary(property_set((1, 2, b"\x0f\x27\0\0"), (2, 30, letters("å")))) == {"title": "å"}
    assert summary(property_set((2, 30, letters("å")))) == {"title": "å"}


def test_what_lies_about_its_length_is_taken_as_far_as_it_goes():
    assert summary(property_set((2, 30, struct.pack("<I", 0xFFFFFFFF) + b"Kort"))) == {"title": "Kort"}
    assert summary(property_set((2, 30, letters("Titel")), claimed=0xFFFFFFFF)) == {"title": "Titel"}
    vector = struct.pack("<I", 0xFFFFFFFF)
    assert summary(property_set((2, 0x101E, vector), (12, 64, b"\xff" * 8))) == {}


@given(st.binary(max_size=300), st.integers(0, 60))
def test_no_bytes_are_too_strange(data, kept):
    assert isinstance(summary(property_set((2, 30, letters("Titel")))[:kept] + data), dict)
