"""Word documents: a word planted in each place is found or told; pages end where they do."""

import docx
import pytest

from archive.folder.outcomes import Outcome
from ingest.readers.reading import Attachment, Limits, OutlineEntry, Refused
from ingest.readers.word.drawings import NOT_READ
from tests.ingest.readers.decks import change, outline
from tests.ingest.readers.word.documents import document, drawing, p, read_all, rich, run

SEEN = run(inner="<w:lastRenderedPageBreak/>")
OPEN = run(inner='<w:fldChar w:fldCharType="begin"/>')  # a field that never ends
BREAK = run(inner='<w:br w:type="page"/>')


def texts(path, limits=None):
    return [page.text for page in read_all(path, limits)[0]]


def test_a_word_in_each_place_is_found_or_told(tmp_path):
    pages, summary = read_all(rich(tmp_path / "a.docx"))
    (page,) = pages
    planted = [
        *("Huvudrubriken", "textord", "fotnotsord", "slutnotsord", "listord", "infogatord", "flyttattill"),
        *("kontrollord", "inlinekontroll", "fältresultat", "länkord", "formelord", "textruta", "gruppruta"),
        *("djupruta", "valruta", "vmlruta", "ordkonst", "gammalalt", "alternativtext", "bildavkalkyl"),
        *("diagramrubrik", "kategoriord", "smartartord", "cellord", "nästladcell"),
    ]
    assert {word: page.text.count(word) for word in planted} == dict.fromkeys(planted, 1)
    for word in ("struketord", "struketrad", "flyttatfrån", "strecket", "HYPERLINK", "doltord"):
        assert word not in page.text
    assert page.comments == ("kommentarord", "lösriven")
    assert page.links == ("https://falt.example/", "https://lank.example/")
    assert page.coverage.pictures == 1
    assert summary.attachments == (Attachment("kalkyl.xlsx", "xlsx", 20, 0, NOT_READ),)
    assert summary.left_out == (
        "page 1: the embedded file kalkyl.xlsx",
        "page 1: text that is marked as hidden",
    )
    assert "\n".join(text for _, _, text in outline(page)) == page.text


def test_headings_lists_tables_and_the_outline(tmp_path):
    made = docx.Document()
    made.add_heading("Titeln", 0)
    made.add_heading("Kapitlet", 1)
    made.add_paragraph("punkt", style="List Bullet")
    made.add_page_break()
    made.add_heading("Avsnittet", 2)
    table = made.add_table(2, 2)
    table.cell(0, 0).merge(table.cell(1, 0)).text = "sammanslagen"
    made.core_properties.title, made.core_properties.author = "Filens titel", "Någon"
    made.save(tmp_path / "a.docx")
    pages, summary = read_all(tmp_path / "a.docx")
    assert outline(pages[0]) == [("heading", 1, "Titeln"), ("heading", 1, "Kapitlet"), ("item", 1, "punkt")]
    assert [page.title for page in pages] == ["Titeln", "Avsnittet"]
    (table_block,) = (block for block in pages[1].blocks if block.rows)
    cells = [[pages[1].text[start:end] for start, end in row] for row in table_block.rows]
    assert cells == [["sammanslagen", ""], ["", ""]]
    assert summary.headline == "Titeln"
    assert summary.outline == (
        OutlineEntry(1, "Titeln", 1),
        OutlineEntry(1, "Kapitlet", 1),
        OutlineEntry(2, "Avsnittet", 2),
    )
    assert (summary.embedded["title"], summary.embedded["author"]) == ("Filens titel", "Någon")
    assert (pages[0].width, pages[0].height) == (612.0, 792.0)


def test_heads_and_feet_stand_once_and_without_numbers_of_pages(tmp_path):
    made = docx.Document()
    for number in range(3):
        section = made.sections[0] if not number else made.add_section()
        section.header.is_linked_to_previous = section.footer.is_linked_to_previous = False
        section.header.paragraphs[0].text = "huvudord"
        section.footer.paragraphs[0].text = f"fotord {number}"
        made.add_paragraph(f"sida {number}")
    made.save(tmp_path / "a.docx")
    assert texts(tmp_path / "a.docx") == [
        "sida 0\nhuvudord\nfotord 0",
        "sida 1\nfotord 1",
        "sida 2\nfotord 2",
    ]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (p("a") + p("b"), ["a\nb"]),
        (p(inner=run("a") + BREAK + run("b")), ["a", "b"]),
        (p(inner=run("a") + BREAK) + p(inner=SEEN + run("b")), ["a", "b"]),
        (p(inner=run("a") + SEEN + run("b")), ["a", "b"]),
        (p(inner=run("a") + BREAK + BREAK + run("b")), ["a", "", "b"]),
        (p("a") + "<w:p><w:pPr><w:pageBreakBefore/></w:pPr>" + SEEN + run("b") + "</w:p>", ["a", "b"]),
        ("<w:p><w:pPr><w:pageBreakBefore/></w:pPr>" + run("a") + "</w:p>", ["a"]),
        (
            f"<w:tbl><w:tr><w:tc>{p('a')}</w:tc><w:tc>{p('b')}</w:tc></w:tr>"
            f"<w:tr><w:tc>{p(inner=SEEN + run('c'))}</w:tc><w:tc>{p('d')}</w:tc></w:tr></w:tbl>",
            ["a\tb", "c\td"],
        ),
        (p("a") + p(inner=drawing("<wps:wsp/>") + OPEN) + p("b"), ["a\nb"]),
    ],
)
def test_pages_end_where_the_file_says_so(tmp_path, body, expected):
    assert texts(document(tmp_path / "a.docx", body)) == expected


def test_what_is_fuller_than_a_page_goes_on_on_the_next(tmp_path):
    words = " ".join(f"ord{n}" for n in range(200))
    rows = "".join(f"<w:tr><w:tc>{p(f'rad{n}')}</w:tc><w:tc>{p('x')}</w:tc></w:tr>" for n in range(100))
    path = document(tmp_path / "a.docx", p(words) + f"<w:tbl>{rows}</w:tbl>")
    pages, summary = read_all(path, Limits(page_chars=300))
    assert max(len(page.text) for page in pages) <= 300
    assert "\n".join(page.text for page in pages).split() == [
        *words.split(),
        *(word for n in range(100) for word in (f"rad{n}", "x")),
    ]
    assert summary.left_out == ()
    pages, summary = read_all(path, Limits(page_chars=300, pages=2))
    assert (len(pages), summary.left_out) == (2, ("the pages after the first 2",))


def test_a_broken_part_costs_itself_alone(tmp_path):
    broken = ("charts/c.xml", "footnotes.xml", "comments.xml", "styles.xml")
    for part in broken:
        path = rich(tmp_path / "a.docx")
        change(path, lambda name, data, part=part: b"\0" if name == f"word/{part}" else data)
        pages, summary = read_all(path)
        assert "textord" in pages[0].text
        assert any(part.rpartition("/")[2] in said for said in summary.left_out), part


@pytest.mark.parametrize(
    ("kind", "counted"),
    [
        ("application/vnd.ms-word.document.macroEnabled.main+xml", {}),
        ("application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml", {"template": 1}),
        ("application/vnd.ms-word.template.macroEnabledTemplate.main+xml", {"template": 1}),
    ],
)
def test_templates_and_files_with_macros_are_documents(tmp_path, kind, counted):
    path = document(tmp_path / "a.docm", p("ord"))
    plain = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    change(path, lambda name, data: data.replace(plain, kind.encode()))
    pages, summary = read_all(path)
    assert pages[0].text == "ord"
    assert {name: count for name, count in summary.counts.items() if name == "template"} == counted


def test_a_document_without_its_text_is_refused(tmp_path):
    path = document(tmp_path / "a.docx", p("ord"))
    change(path, lambda name, data: None if name == "word/document.xml" else data)
    with pytest.raises(Refused, match="text of the document") as refused:
        read_all(path)
    assert refused.value.outcome is Outcome.DAMAGED
    deck = b'<p:presentation xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"/>'
    path = document(tmp_path / "b.docx", p("ord"))
    change(path, lambda name, data: deck if name == "word/document.xml" else data)
    with pytest.raises(Refused, match="not a document"):
        read_all(path)
