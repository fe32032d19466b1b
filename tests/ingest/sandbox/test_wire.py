"""The wire: what goes in comes out, and nonsense is refused."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.folder.outcomes import Outcome
from archive.pages import Block, BlockKind, Page, Word
from ingest.readers.reading import OutlineEntry, Refused, Summary
from ingest.sandbox import wire

SENDABLE = st.text(st.characters().filter(lambda letter: wire.clean(letter) == letter), max_size=30)
ANYTHING = st.text(
    st.characters(categories=None) | st.sampled_from("\x00\ud83d\ude00\ufffe\x1b"), max_size=30
)
COUNTS = st.integers(0, 10_000)
EDGES = st.integers(0, 100_000).map(lambda n: n / 100_000)
BOXES = st.lists(st.tuples(EDGES, EDGES, EDGES, EDGES), min_size=1, max_size=3).map(tuple)


@st.composite
def pages(draw, texts=SENDABLE):
    text = draw(texts)
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=6)))
    blocks = tuple(
        Block(
            draw(st.sampled_from(BlockKind)),
            start,
            end,
            draw(st.integers(0, 9)),
            (((start, end),),) * draw(st.integers(0, 2)),
        )
        for start, end in zip(cuts[::2], cuts[1::2], strict=False)
    )
    words = tuple(Word(text[b.start : b.end], b.start, b.end, draw(BOXES)) for b in blocks)
    return Page(
        draw(st.integers(1, 9999)),
        text,
        blocks,
        words,
        label=draw(texts),
        title=draw(texts),
        notes=draw(texts),
        comments=tuple(draw(st.lists(texts, max_size=3))),
        hidden=draw(st.booleans()),
        language=draw(st.sampled_from(["sv", "en", ""])),
        width=draw(EDGES),
        height=draw(EDGES),
        remarks=tuple(draw(st.lists(texts, max_size=2))),
    )


SUMMARIES = st.builds(
    Summary,
    SENDABLE,
    COUNTS,
    SENDABLE,
    st.dictionaries(SENDABLE, SENDABLE, max_size=3),
    st.lists(st.builds(OutlineEntry, COUNTS, SENDABLE, COUNTS), max_size=3).map(tuple),
    st.lists(SENDABLE, max_size=3).map(tuple),
    SENDABLE,
    st.dictionaries(SENDABLE, COUNTS, max_size=3),
)


@given(pages() | SUMMARIES | st.builds(wire.Begun, SENDABLE))
def test_a_message_comes_out_as_it_went_in(message):
    line = wire.encode(message)
    assert line.count(b"\n") == 1
    assert line.endswith(b"\n")
    assert wire.decode(line) == message


@given(pages(ANYTHING))
def test_letters_that_xml_cannot_hold_are_replaced_and_offsets_stand(page):
    found = wire.decode(wire.encode(page))
    assert found.text == wire.clean(page.text)
    assert len(found.text) == len(page.text)
    assert [(b.start, b.end) for b in found.blocks] == [(b.start, b.end) for b in page.blocks]
    assert found.title == wire.clean(page.title)
    found.text.encode("utf-8")
    assert not set(found.text) & {"\x00", "\x1b", "\ufffe"}


def test_a_refusal_goes_through():
    found = wire.decode(wire.encode(Refused(Outcome.ENCRYPTED, "krypterad\x00")))
    assert (found.outcome, found.reason) == (Outcome.ENCRYPTED, "krypterad\ufffd")


@given(st.binary(max_size=60))
def test_noise_is_no_message(line):
    with pytest.raises(wire.BadMessage):
        wire.decode(line)


GOOD = json.loads(
    wire.encode(Page(1, "En sida", (Block(BlockKind.PARAGRAPH, 0, 7),), (Word("En", 0, 2, ((0, 0, 1, 1),)),)))
)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("number", 0),
        ("number", True),
        ("number", 10**30),
        ("text", 7),
        ("text", ""),  # the blocks reach beyond it
        ("blocks", [["paragraph", 0, 9, 0, []]]),
        ("blocks", [["paragraph", 3, 7, 0, []], ["paragraph", 0, 3, 0, []]]),
        ("blocks", [["script", 0, 7, 0, []]]),
        ("blocks", [["table", 0, 3, 0, [[[0, 7]]]]]),
        ("words", [[0, 2, 0.5]]),
        ("words", [[0, 2]]),
        ("words", [[0, 2, 0, 0, 1, "1"]]),
        ("size", [1]),
        ("size", ["NaN", 1]),
        ("notes", ["x"]),
        ("blocks", None),
    ],
)
def test_a_page_that_lies_is_refused(name, value):
    assert isinstance(wire.decode(json.dumps(GOOD).encode()), Page)
    with pytest.raises(wire.BadMessage):
        wire.decode(json.dumps([GOOD[0], {**GOOD[1], name: value}]).encode())


def test_deep_and_infinite_values_are_refused():
    for line in (
        b"[" * 100_000,
        b'["page",' + b"[" * 5000 + b"]" * 5000 + b"]",
        json.dumps(["page", {**GOOD[1], "size": [float("inf"), 1]}]).encode(),
    ):
        with pytest.raises(wire.BadMessage):
            wire.decode(line)


def test_a_box_beyond_the_page_ends_at_its_edge():
    values = {**GOOD[1], "words": [[0, 2, -50_000, 20_000, 170_000, 30_000]]}
    assert wire.decode(json.dumps(["page", values]).encode()).words[0].boxes == ((0.0, 0.2, 1.0, 0.3),)
