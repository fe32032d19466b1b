"""Decks that are broken, large, of another kind; and what stands beside the slides."""

import hashlib
import re
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pptx import Presentation

from archive.folder.outcomes import Outcome
from ingest.readers.reading import Limits, OutlineEntry, Refused
from tests.corpora import corpus
from tests.ingest.readers.decks import SLIDE, box, change, deck, outline, read_deck, related, with_shapes


@pytest.fixture
def three(tmp_path):
    return deck(tmp_path / "a.pptx", "Ett", "Två", "Tre")


def second(edit):
    return lambda name, data: edit(data) if name == "ppt/slides/slide2.xml" else data


@pytest.mark.parametrize(
    ("edit", "remark"),
    [
        (lambda data: None, "slide2.xml is missing"),
        (lambda data: b"", "slide2.xml is not XML"),
        (lambda data: b"\0\1\2", "slide2.xml is not XML"),
    ],
)
def test_a_slide_that_is_gone_leaves_its_number(three, edit, remark):
    pages, summary = read_deck(change(three, second(edit)))
    assert [(page.number, page.title) for page in pages] == [(1, "Ett"), (2, ""), (3, "Tre")]
    assert pages[1].remarks[0].startswith(remark)
    assert summary.left_out[0].startswith(f"slide 2: {remark}")


def test_a_slide_that_is_cut_off_keeps_what_came_before(three):
    pages, summary = read_deck(change(three, second(lambda data: data[: data.index(b"Punkt")])))
    assert [page.title for page in pages] == ["Ett", "Två", "Tre"]
    assert pages[1].text == "Två"
    assert pages[1].remarks[0].startswith("it is damaged")
    assert len(summary.left_out) == 1


def test_a_slide_whose_reference_is_gone_leaves_its_number(three):
    gone = re.compile(rb'<Relationship [^>]*slide2\.xml"[^>]*/>')
    pages, _ = read_deck(
        change(
            three,
            lambda name, data: gone.sub(b"", data) if name == "ppt/_rels/presentation.xml.rels" else data,
        )
    )
    assert [page.title for page in pages] == ["Ett", "", "Tre"]


def test_slides_stand_in_the_order_of_the_presentation(three):
    ids = re.compile(rb"(<p:sldId [^>]*/>)(<p:sldId [^>]*/>)(<p:sldId [^>]*/>)")
    pages, _ = read_deck(
        change(
            three, lambda name, data: ids.sub(rb"\3\1\2", data) if name == "ppt/presentation.xml" else data
        )
    )
    assert [page.title for page in pages] == ["Tre", "Ett", "Två"]


@pytest.mark.parametrize(
    "lost",
    [
        "ppt/presentation.xml",
        "ppt/_rels/presentation.xml.rels",
        "_rels/.rels",
        "[Content_Types].xml",
        "docProps/core.xml",
    ],
)
def test_the_parts_around_the_slides_may_be_lost(three, lost):
    def edit(name, data):
        return None if name == lost else data

    if lost == "ppt/_rels/presentation.xml.rels":  # the order is known, but not what stands in it
        with pytest.raises(Refused, match="no slide can be read"):
            read_deck(change(three, edit))
        return
    pages, _ = read_deck(change(three, edit))
    assert [page.title for page in pages] == ["Ett", "Två", "Tre"]


@pytest.mark.parametrize(
    "kind", ["slideshow", "template", "presentation.macroEnabled", "slideshow.macroEnabled"]
)
def test_shows_templates_and_macros(three, kind):
    other = f"application/vnd.openxmlformats-officedocument.presentationml.{kind}.main+xml".encode()
    main = b"application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
    change(three, lambda name, data: data.replace(main, other) if name == "[Content_Types].xml" else data)
    assert len(read_deck(three)[0]) == 3


def test_the_strict_form_of_the_standard(three):
    old = re.compile(
        rb"http://schemas\.openxmlformats\.org/(presentationml|drawingml|officeDocument)/2006/(\w+)"
    )
    change(three, lambda name, data: old.sub(rb"http://purl.oclc.org/ooxml/\1/\2", data))
    assert [page.title for page in read_deck(three)[0]] == ["Ett", "Två", "Tre"]


def test_names_with_backslashes_and_other_capitals(three):
    with zipfile.ZipFile(three) as package:
        parts = {info.filename: package.read(info) for info in package.infolist()}
    with zipfile.ZipFile(three, "w") as package:
        for name, data in parts.items():
            package.writestr(name.replace("slides/", "Slides\\"), data)
    assert [page.title for page in read_deck(three)[0]] == ["Ett", "Två", "Tre"]


def test_notes_comments_and_hidden_slides_stand_apart(tmp_path):
    presentation = Presentation()
    for _ in range(2):
        slide = presentation.slides.add_slide(presentation.slide_layouts[5])
        slide.shapes.title.text = "Synlig"
    slide.notes_slide.notes_text_frame.text = "Anteckning\nmed två rader"
    slide._element.set("show", "0")
    presentation.save(tmp_path / "a.pptx")
    p188 = "http://schemas.microsoft.com/office/powerpoint/2018/8/main"
    a = "http://schemas.openxmlformats.org/drawingml/2006/main"
    said = "<p188:txBody><a:bodyPr/><a:p><a:r><a:t>{}</a:t></a:r></a:p></p188:txBody>"
    threaded = (
        f'<p188:cmLst xmlns:p188="{p188}" xmlns:a="{a}"><p188:cm><p188:replyLst><p188:reply>'
        f"{said.format('Svar')}</p188:reply></p188:replyLst>{said.format('Fråga')}</p188:cm></p188:cmLst>"
    )
    legacy = (
        '<p:cmLst xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"><p:cm authorId="0">'
        "<p:text>Gammal</p:text></p:cm></p:cmLst>"
    )
    extra = related("rId90", "comments", "/ppt/comments/c1.xml") + related(
        "rId91", "comments", "../comments/c2.xml"
    )
    change(
        tmp_path / "a.pptx",
        lambda name, data: (
            data.replace(b"</Relationships>", extra.encode() + b"</Relationships>")
            if name == "ppt/slides/_rels/slide2.xml.rels"
            else data
        ),
        {"ppt/comments/c1.xml": legacy, "ppt/comments/c2.xml": threaded},
    )
    pages, summary = read_deck(tmp_path / "a.pptx")
    assert [(page.text, page.notes, page.comments, page.hidden) for page in pages] == [
        ("Synlig", "", (), False),
        ("Synlig", "Anteckning\nmed två rader", ("Gammal", "Fråga", "Svar"), True),
    ]
    assert {name: summary.counts[name] for name in ("notes", "comments", "hidden_slides")} == {
        "notes": 1,
        "comments": 3,
        "hidden_slides": 1,
    }


def test_what_the_file_says_of_itself_and_its_sections(three):
    presentation = Presentation(three)
    core = presentation.core_properties
    core.title, core.author = "  Samverkan\u00a0nu ", "Någon"
    presentation.save(three)
    ids = [slide.slide_id for slide in presentation.slides]
    section = "".join(
        f'<p14:section name="{name}"><p14:sldIdLst><p14:sldId id="{first}"/></p14:sldIdLst></p14:section>'
        for name, first in (("Inledning", ids[0]), ("Övrigt", ids[2]), ("Tom", 9))
    )
    extension = (
        '<p:extLst><p:ext uri="x"><p14:sectionLst '
        'xmlns:p14="http://schemas.microsoft.com/office/powerpoint/2010/main">'
        f"{section}</p14:sectionLst></p:ext></p:extLst></p:presentation>"
    )
    change(
        three,
        lambda name, data: (
            re.sub(rb"(<p:extLst>.*</p:extLst>)?</p:presentation>", extension.encode(), data, flags=re.S)
            if name == "ppt/presentation.xml"
            else data
        ),
    )
    _, summary = read_deck(three)
    assert summary.outline == (OutlineEntry(1, "Inledning", 1), OutlineEntry(1, "Övrigt", 3))
    assert (summary.embedded["title"], summary.embedded["author"]) == ("Samverkan nu", "Någon")
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00", summary.embedded["modified"])


@pytest.mark.parametrize(
    "moment", ["", "igår", "2017-02-31T00:00:00Z", "0001-01-01T00:00:00+14:00", "9" * 40]
)
def test_a_time_that_never_was_is_not_told(three, moment):
    created = re.compile(rb"(<dcterms:created[^>]*>)[^<]*")
    change(
        three, lambda name, data: created.sub(rb"\g<1>" + moment.encode(), data) if "core" in name else data
    )
    pages, summary = read_deck(three)
    assert len(pages) == 3
    assert "created" not in summary.embedded


def test_media_do_not_count_towards_the_limit(three):
    film = b"".join(hashlib.sha256(bytes([n % 251, n // 251])).digest() for n in range(20_000))
    change(three, lambda name, data: data, {"ppt/media/film.mp4": film, "ppt/embeddings/x.bin": film})
    assert len(read_deck(three, Limits(text_bytes=200_000))[0]) == 3


def test_parts_over_the_limit_are_left_out(three):
    change(three, second(lambda data: data.replace(b"</p:cSld>", b" " * 300_000 + b"</p:cSld>")))
    pages, summary = read_deck(three, Limits(text_bytes=200_000))
    assert [page.title for page in pages] == ["Ett", "", "Tre"]
    assert summary.left_out[0].startswith("slide 2: slide2.xml takes")


def test_slides_and_letters_over_the_limit_are_told(three):
    pages, summary = read_deck(three, Limits(pages=2, page_chars=10))
    assert [page.text for page in pages] == ["Ett", "Två"]
    assert summary.page_count == 3
    assert summary.left_out == (
        "slide 1: the text after the first 10 characters",
        "slide 2: the text after the first 10 characters",
        "the slides after the first 2",
    )


def test_a_document_is_no_deck(three):
    word = b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>'
    change(three, lambda name, data: word if name == "ppt/presentation.xml" else data)
    with pytest.raises(Refused) as refused:
        read_deck(three)
    assert refused.value.outcome is Outcome.NOT_WHAT_IT_CLAIMS


def test_entities_are_not_followed(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("hemligt")
    path = deck(tmp_path / "a.pptx", "Rubrik")
    doctype = f'<!DOCTYPE x [<!ENTITY e SYSTEM "{secret.as_uri()}"><!ENTITY i "inne">]>'.encode()

    def edit(name, data):
        if name != SLIDE:
            return data
        return data.replace(b"<p:sld ", doctype + b"<p:sld ", 1).replace(b"Punkt om", b"Punkt &e; &i; om")

    pages, _ = read_deck(change(path, edit))
    assert "hemligt" not in pages[0].text
    assert pages[0].title == "Rubrik"


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.data())
def test_no_damage_to_a_part_raises_anything_but_a_refusal(tmp_path, data):
    path = with_shapes(tmp_path / "a.pptx", box("Text"))
    with zipfile.ZipFile(path) as package:
        names = [name for name in package.namelist() if "slides/" in name or "presentation" in name]
    victim = data.draw(st.sampled_from(sorted(names)))
    start, length = data.draw(st.integers(0, 5000)), data.draw(st.integers(1, 60))
    noise = data.draw(st.binary(max_size=30))
    change(path, lambda name, part: part[:start] + noise + part[start + length :] if name == victim else part)
    try:
        pages, _ = read_deck(path)
    except Refused:
        return
    for page in pages:
        assert "\n".join(text for _, _, text in outline(page)) == page.text


def test_pages_are_the_slide_parts_of_every_deck():
    wrong = {}
    for path in sorted(corpus("pptx").iterdir()):
        try:
            with zipfile.ZipFile(path) as package:
                slides = {name for name in package.namelist() if re.match(r"ppt/slides/[^/]+\.xml$", name)}
        except zipfile.BadZipFile:
            with pytest.raises(Refused):
                read_deck(path)
            continue
        pages, summary = read_deck(path)
        if not len(pages) == summary.page_count == len(slides):
            wrong[path.name] = len(slides), len(pages)
        for page in pages:
            assert "\n".join(text for _, _, text in outline(page)) == page.text, path.name
    assert wrong == {}
