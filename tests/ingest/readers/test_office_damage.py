"""Damage to Word and OpenDocument files: always pages or a refusal, and blocks that are the text."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest.readers import opendocument, word
from ingest.readers.reading import Limits, Refused
from ingest.sandbox import wire
from tests.ingest.readers.decks import change, outline
from tests.ingest.readers.opendocument.documents import rich_deck, rich_text
from tests.ingest.readers.word.documents import read_all, rich

FORMATS = {
    "docx": (word.read, rich, "word/document.xml"),
    "odt": (opendocument.read_text, rich_text, "content.xml"),
    "odp": (opendocument.read_presentation, rich_deck, "content.xml"),
}
TAG = re.compile(rb"<[^<>]*>")


def check(path, reader, limits):
    try:
        pages, summary = read_all(path, limits, reader=reader)
    except Refused:
        return
    assert wire.decode(wire.encode(summary))
    for number, page in enumerate(pages, 1):
        assert page.number == number
        assert wire.decode(wire.encode(page))
        assert "\n".join(text for _, _, text in outline(page)) == page.text


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@pytest.mark.parametrize("kind", FORMATS)
@given(data=st.data())
def test_no_damage_raises_anything_but_a_refusal(tmp_path, kind, data):
    reader, make, main = FORMATS[kind]
    victim = data.draw(
        st.sampled_from((main, main, "word/styles.xml", "docProps/core.xml", "meta.xml", "styles.xml"))
    )

    def damaged(name, part):
        if name != victim:
            return part
        for _ in range(data.draw(st.integers(1, 3))):
            tags = list(TAG.finditer(part)) or [re.match(rb"", part)]
            first, second = (tags[data.draw(st.integers(0, len(tags) - 1))] for _ in range(2))
            put = data.draw(
                st.sampled_from((b"", second[0], second[0] * 40, b"<x>")) | st.binary(max_size=20)
            )
            part = part[: first.start()] + put + part[first.end() :]
        return part

    path = change(make(tmp_path / "a"), damaged)
    check(path, reader, Limits(page_chars=data.draw(st.sampled_from((50, 200_000)))))


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@pytest.mark.parametrize("kind", FORMATS)
@given(at=st.floats(0, 0.999), noise=st.binary(min_size=1, max_size=30))
def test_no_damage_to_the_package_raises_anything_but_a_refusal(tmp_path, kind, at, noise):
    reader, make, _ = FORMATS[kind]
    path = make(tmp_path / "a")
    whole = path.read_bytes()
    start = int(at * len(whole))
    path.write_bytes(whole[:start] + noise + whole[start + len(noise) :])
    check(path, reader, Limits())


def test_a_name_in_the_package_that_is_not_utf8_costs_its_part(tmp_path):
    path = rich_text(tmp_path / "a.odt")
    whole = path.read_bytes()
    assert whole.count(b"Object 1/content.xml") == 2
    broken = whole.replace(b"Object 1/content.xml", b"\xafbject 1/content.xml", 1)
    place = broken.index(b"\xafbject") - 30 + 6  # of the flags in the part's own header (APPNOTE 4.3.7)
    path.write_bytes(broken[:place] + b"\x00\x08" + broken[place + 2 :])
    pages, summary = read_all(path, reader=opendocument.read_text)
    assert "textord" in pages[0].text
    assert any("embedded" in said for said in summary.left_out)


@pytest.mark.parametrize(
    "inner", [b"<dcterms:created/>", b"<dcterms:created>9999</dcterms:created>", b"<dc:title/>"]
)
def test_an_empty_property_is_none(tmp_path, inner):
    path = rich(tmp_path / "a.docx")
    created = re.compile(rb"<dcterms:created[^>]*>.*?</dcterms:created>")
    change(path, lambda name, part: created.sub(inner, part) if name == "docProps/core.xml" else part)
    pages, _ = read_all(path)
    assert "textord" in pages[0].text


def test_deep_nesting_and_many_pages_end(tmp_path):
    path = rich_text(tmp_path / "a.odt")
    deep = b"<text:span>" * 5000 + b"djup" + b"</text:span>" * 5000
    change(path, lambda name, part: part.replace(b"textord", deep) if name == "content.xml" else part)
    check(path, opendocument.read_text, Limits())
    path = rich(tmp_path / "a.docx")
    deep = b"<w:tbl><w:tr><w:tc><w:p/></w:tc><w:tc>" * 80 + b"</w:tc></w:tr></w:tbl>" * 80
    change(
        path,
        lambda name, part: part.replace(b"<w:sectPr", deep + b"<w:sectPr") if "document" in name else part,
    )
    check(path, word.read, Limits())
