"""What stands on or within a PDF beside the words that are drawn on its pages."""

from pathlib import Path

import pytest

from archive.pages import Page
from ingest.readers.pdf.engines.beside import annotations
from ingest.readers.reading import Attachment, Summary
from tests.corpora import corpus
from tests.ingest.readers.pdf.building import Leaf, build, literal, stream, text
from tests.ingest.readers.pdf.making import LEFT, block_text, lines, make, read_all
from tests.ingest.readers.pdf.test_document import assert_sound

RECTANGLE = b"/Rect [60 600 300 620]"
LOOK = b"/AP << /N 90 0 R >>"


def look(words: str) -> bytes:
    """Return what an annotation looks like."""
    return stream(
        b"BT /F1 11 Tf 2 5 Td %s Tj ET" % literal(words, "cp1252"),
        b"/Type /XObject /Subtype /Form /BBox [0 0 240 20] /Resources << /Font << /F1 3 0 R >> >>",
    )


def annotated(path: Path, *entries: bytes, catalog: bytes = b"", **objects: bytes) -> tuple[Page, Summary]:
    """Read a page of text with annotations; objects are named by their number, as `n90`."""
    listed = b" ".join(b"<< /Type /Annot %s >>" % entry for entry in entries)
    leaf = Leaf(text(*LEFT), b"/Annots [%s]" % listed)
    numbered = {int(name[1:]): value for name, value in objects.items()}
    (page, *_), summary = read_all(build(path / "a.pdf", [leaf], catalog, numbered))
    assert_sound(page)
    assert page.text.startswith("Samverkan mellan kommun")
    return page, summary


def last_block(page: Page) -> str:
    return block_text(page, page.blocks[-1])


def test_a_text_box_is_a_block_of_its_own(tmp_path: Path) -> None:
    entry = b"/Subtype /FreeText %s %s /DA (/F1 11 Tf) /Contents %s" % (
        RECTANGLE,
        LOOK,
        literal("Ändras i höst"),
    )
    page, _ = annotated(tmp_path, entry, n90=look("Ändras i höst"))
    assert last_block(page) == "Ändras i höst"
    assert page.text.count("höst") == 1
    x0, y0, _, _ = page.words[-1].boxes[0]
    assert 60 / 595 < x0 < 300 / 595
    assert y0 == pytest.approx(1 - 615 / 842, abs=0.02)


def test_a_text_box_without_looks_is_read_by_what_it_says(tmp_path: Path) -> None:
    page, _ = annotated(
        tmp_path, b"/Subtype /FreeText %s /Contents %s" % (RECTANGLE, literal("Nytt datum\nsom är satt"))
    )
    assert last_block(page) == "Nytt datum som är satt"


def test_what_a_stamp_shows_is_text(tmp_path: Path) -> None:
    page, _ = annotated(tmp_path, b"/Subtype /Stamp %s %s" % (RECTANGLE, LOOK), n90=look("GODKÄND 2017"))
    assert last_block(page) == "GODKÄND 2017"


def test_what_is_said_about_a_page_is_a_comment(tmp_path: Path) -> None:
    said = [
        b"/Subtype /%s %s /Contents %s" % (kind, RECTANGLE, literal(words))
        for kind, words in (
            (b"Text", "Kolla siffran"),
            (b"Highlight", "Viktigt stycke"),
            (b"StrikeOut", "Bort"),
            (b"Popup", "Kolla siffran"),
        )
    ]
    page, _ = annotated(tmp_path, *said)
    assert page.comments == ("Kolla siffran", "Viktigt stycke", "Bort")
    assert "siffran" not in page.text


def test_links_lead_to_the_web_and_to_mail_alone(tmp_path: Path) -> None:
    addresses = (
        "https://www.lansstyrelsen.se/skane",
        "mailto:skane@example.se",
        "javascript:alert(1)",
        "file:///etc/passwd",
        "https://www.lansstyrelsen.se/skane",
    )
    entries = [b"/Subtype /Link %s /A << /S /URI /URI (%s) >>" % (RECTANGLE, a.encode()) for a in addresses]
    page, _ = annotated(tmp_path, *entries)
    assert page.links == addresses[:2]


FORM = b"/AcroForm << /Fields [50 0 R 51 0 R 52 0 R 53 0 R 54 0 R] /DR << /Font << /F1 3 0 R >> >> >>"


def test_fields_say_what_was_filled_in_and_chosen(tmp_path: Path) -> None:
    field = b"<< /Type /Annot /Subtype /Widget /P 10 0 R /Rect [60 %d 300 %d] %s >>"
    objects = {
        50: field % (600, 620, b"/FT /Tx /T (a) /V %s" % literal("Ifylld av Åsa")),
        51: field
        % (
            570,
            590,
            b"/FT /Ch /Ff 131072 /T (b) /V (k2) /Opt [[(k1) %s] [(k2) %s]]"
            % (literal("Ystad"), literal("Östra Göinge")),
        ),
        52: field % (540, 560, b"/FT /Tx /Ff 8192 /T (c) /V (hemligtlosen)"),
        53: field % (510, 530, b"/FT /Tx /F 2 /T (d) /V (undangomt)"),
        54: field
        % (
            480,
            500,
            b"/FT /Btn /T (e) /V /Norrgruppen /AS /Norrgruppen /AP << /N << /Norrgruppen 90 0 R >> >>",
        ),
        90: stream(b"0 0 m 9 9 l S", b"/Type /XObject /Subtype /Form /BBox [0 0 20 20]"),
    }
    leaf = Leaf(text(*LEFT), b"/Annots [50 0 R 51 0 R 52 0 R 53 0 R 54 0 R]")
    (page,), summary = read_all(build(tmp_path / "a.pdf", [leaf], FORM, objects))
    assert_sound(page)
    for words in ("Ifylld av Åsa", "Östra Göinge", "Norrgruppen"):
        assert page.text.count(words) == 1, words
    assert "hemligtlosen" not in page.text
    assert "Ystad" not in page.text
    assert page.remarks == ("Left out: 1 form fields or annotations that are hidden.",)
    assert summary.counts["form_fields"] == 5


def test_annotations_beyond_the_limit_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(annotations, "MOST", 2)
    entry = b"/Subtype /Text %s /Contents (hej)" % RECTANGLE
    page, summary = annotated(tmp_path, entry, entry, entry)
    assert len(page.comments) == 2
    assert "of 3 annotations only the first 2" in summary.left_out[0]


def with_attached(
    path: Path, files: list[tuple[str, bytes]], pinned: bytes = b"", catalog: bytes = b""
) -> Path:
    """Write a page of text with files in its list of embedded ones."""
    objects: dict[int, bytes] = {}
    names = b""
    for index, (name, data) in enumerate(files):
        objects[50 + 2 * index] = stream(data, b"/Type /EmbeddedFile")
        objects[51 + 2 * index] = b"<< /Type /Filespec /F %s /UF %s /EF << /F %d 0 R >> >>" % (
            literal(name),
            literal(name),
            50 + 2 * index,
        )
        names += b"%s %d 0 R " % (literal(name), 51 + 2 * index)
    listed = b"/Names << /EmbeddedFiles << /Names [%s] >> >> " % names
    return build(path, [Leaf(text(*LEFT), pinned)], (b"" if pinned else listed) + catalog, objects)


def test_files_within_the_file_are_parts_of_it(tmp_path: Path) -> None:
    inner = with_attached(tmp_path / "inner.pdf", [("djupare.txt", b"inte denna")]).read_bytes()
    path = with_attached(
        tmp_path / "a.pdf",
        [
            ("mapp\\bilaga å.pdf", inner),
            ("anteckning.txt", "Lästa ord".encode()),
            ("blad.xlsx", b"PK\x03\x04 nothing"),
            ("trasig.pdf", b"%PDF-1.4 trasig"),
        ],
    )
    pages, summary = read_all(path)
    assert [(page.number, page.part, page.label) for page in pages] == [
        (1, "", ""),
        (2, "bilaga å.pdf", "1"),
        (3, "anteckning.txt", "1"),
    ]
    assert pages[1].text.startswith("Samverkan")
    assert pages[1].words
    assert pages[2].text == "Lästa ord"
    assert summary.page_count == 3
    named = {each.name: each for each in summary.attachments}
    assert named["bilaga å.pdf"] == Attachment("bilaga å.pdf", "pdf", len(inner), 1, "")
    assert named["djupare.txt"].reason.startswith("it stands within an attached file")
    assert (named["blad.xlsx"].format, named["blad.xlsx"].page_count) == ("archive", 0)
    assert named["blad.xlsx"].reason
    assert [reason for reason in summary.left_out if "trasig.pdf" in reason]
    assert not [reason for reason in summary.left_out if "blad.xlsx" in reason]
    assert summary.counts["attachments"] == 5


def test_settings_of_a_program_are_listed_and_not_read(tmp_path: Path) -> None:
    pages, summary = read_all(with_attached(tmp_path / "a.pdf", [("x.joboptions", b"<< /Pages false >>")]))
    assert len(pages) == 1
    assert summary.attachments[0].reason == "it is text for a program, to judge by its name"
    assert summary.left_out == ()


def test_a_file_pinned_to_a_page_is_a_part_and_what_is_said_of_it_a_comment(tmp_path: Path) -> None:
    pin = (
        b"/Annots [<< /Type /Annot /Subtype /FileAttachment %s /Contents (Se bilagan) /FS 51 0 R >>]"
        % RECTANGLE
    )
    pages, summary = read_all(with_attached(tmp_path / "a.pdf", [("b.txt", b"bilagans ord")], pin))
    assert [page.part for page in pages] == ["", "b.txt"]
    assert pages[0].comments == ("Se bilagan",)
    assert [each.name for each in summary.attachments] == ["b.txt"]


def test_parts_share_the_limits_of_the_file(tmp_path: Path) -> None:
    long = make(tmp_path / "b.pdf", *(lines(f"Sida {n} i bilagan") for n in range(4))).read_bytes()
    pages, summary = read_all(
        with_attached(tmp_path / "a.pdf", [("b.pdf", long), ("c.txt", b"mer")]), pages=3
    )
    assert len(pages) == 3
    first, second = summary.attachments
    assert (first.page_count, second.page_count) == (2, 0)
    assert "limit" in first.reason
    assert "limit" in second.reason
    assert len(summary.left_out) == 2


def test_a_portfolio_tells_what_was_not_read(tmp_path: Path) -> None:
    collection = b"/Collection << /Type /Collection >>"
    whole = with_attached(tmp_path / "a.pdf", [("b.txt", b"ord")], catalog=collection)
    assert read_all(whole)[1].left_out == ()
    part = with_attached(tmp_path / "b.pdf", [("b.png", b"\x89PNG\r\n\x1a\n")], catalog=collection)
    assert "portfolio" in read_all(part)[1].left_out[0]


def test_pdfminer_alone_tells_what_it_does_not_read(tmp_path: Path) -> None:
    _, summary = read_all(with_attached(tmp_path / "a.pdf", [("b.txt", b"ord")]), "pdfminer")
    assert any("attached files were not read" in reason for reason in summary.left_out)


def test_real_annotations_and_attachments_are_read() -> None:
    folder = corpus("pdf-general")
    assert sum(len(page.comments) for page in read_all(folder / "sample-annotated_pdf.pdf")[0]) == 3
    _, summary = read_all(folder / "sample-with-attachment.pdf")
    assert [(each.name, each.format) for each in summary.attachments] == [("image.png", "image")]
    assert read_all(folder / "sample-libre-office-link.pdf")[0][0].links
