"""OpenDocument texts and presentations: a word planted in each place is found, withheld or told."""

import subprocess

import pytest
from pptx import Presentation

from archive.folder.outcomes import Outcome
from ingest.readers.opendocument import read_presentation, read_text
from ingest.readers.reading import Limits, OutlineEntry, Refused
from tests.ingest.readers.decks import change, outline
from tests.ingest.readers.opendocument.documents import NAMES, rich_deck, rich_text, save
from tests.ingest.readers.word.documents import read_all
from tests.tools import tool

EVERYWHERE = [
    *("Huvudrubriken", "textruta", "gruppform", "djupform", "alternativtext"),
    *("diagramrubrik", "kategoriord", "cellord", "nästladcell", "listord"),
]


def test_a_word_in_each_place_of_a_text_is_found_or_told(tmp_path):
    pages, summary = read_all(rich_text(tmp_path / "a.odt"), reader=read_text)
    planted = [*EVERYWHERE, "textord", "fotnotsord", "slutnotsord", "djuplista", "länkord", "fältord"]
    planted += ["sektionsord", "innehållsord", "huvudord", "fotord"]
    assert {word: pages[0].text.count(word) for word in planted} == dict.fromkeys(planted, 1)
    for word in ("struketord", "doltord", "17,5", "huvudord 7"):
        assert word not in pages[0].text
    assert [page.text for page in pages[1:]] == ["Andra", "tredje"]
    assert pages[0].comments == ("kommentarord",)
    assert pages[0].links == ("https://lank.example/",)
    assert pages[0].coverage.pictures == 2  # one of them is the look of what is embedded
    assert ("item", 2, "djuplista") in outline(pages[0])
    assert summary.outline == (OutlineEntry(1, "Huvudrubriken", 1),)
    assert summary.embedded == {
        "title": "Filens titel",
        "author": "Någon",
        "language": "sv-SE",
        "created": "2017-11-08T09:10:11+00:00",
    }
    assert [(a.name, a.size) for a in summary.attachments] == [("kalkyl", 20)]
    assert summary.left_out == (
        "page 1: text that is marked as hidden",
        "page 1: the embedded file kalkyl",
    )
    assert (round(pages[0].width), round(pages[0].height)) == (595, 842)


def test_a_word_in_each_place_of_a_deck_is_found_withheld_or_told(tmp_path):
    pages, summary = read_all(rich_deck(tmp_path / "a.odp"), reader=read_presentation)
    first, second = pages
    planted = [*EVERYWHERE, "masterord", "fotord"]
    assert {word: first.text.count(word) for word in planted} == dict.fromkeys(planted, 1)
    assert outline(first)[:2] == [("heading", 1, "Huvudrubriken"), ("item", 1, "listord")]
    assert "Klicka" not in first.text
    assert (first.notes, first.comments, first.hidden) == ("anteckningsord", ("kommentarord",), False)
    assert (second.text, second.hidden, second.links) == ("länkord", True, ("https://lank.example/",))
    assert first.coverage.pictures == 2
    assert (summary.page_count, summary.headline) == (2, "Huvudrubriken")
    assert summary.left_out == ("slide 1: the embedded file kalkyl",)


def test_slides_and_letters_over_the_limit_are_told(tmp_path):
    limits = Limits(pages=1, page_chars=30)
    pages, summary = read_all(rich_deck(tmp_path / "a.odp"), limits, reader=read_presentation)
    assert len(pages) == 1
    assert "the slides after the first 1" in summary.left_out
    assert "slide 1: the text after the first 30 characters" in summary.left_out


@pytest.mark.parametrize(("reader", "kind"), [(read_text, "text"), (read_presentation, "presentation")])
def test_refusals_say_why(tmp_path, reader, kind):
    secret = f"<manifest:manifest {NAMES}><manifest:encryption-data/></manifest:manifest>"
    path = save(tmp_path / "a", kind, "", parts={"META-INF/manifest.xml": secret})
    with pytest.raises(Refused, match="password") as refused:
        read_all(path, reader=reader)
    assert refused.value.outcome is Outcome.ENCRYPTED
    with pytest.raises(Refused, match="not a") as refused:
        read_all(save(tmp_path / "b", "spreadsheet", ""), reader=reader)
    assert refused.value.outcome is Outcome.NOT_WHAT_IT_CLAIMS
    path = save(tmp_path / "c", kind, "")
    change(path, lambda name, data: None if name == "content.xml" else data)
    with pytest.raises(Refused, match="is missing") as refused:
        read_all(path, reader=reader)
    assert refused.value.outcome is Outcome.DAMAGED
    (tmp_path / "d").write_bytes((tmp_path / "b").read_bytes()[:300])
    with pytest.raises(Refused, match="damaged or cut off"):
        read_all(tmp_path / "d", reader=reader)


def test_a_deck_as_libreoffice_writes_it(tmp_path):
    soffice = tool("soffice")
    made = Presentation()
    slide = made.slides.add_slide(made.slide_layouts[1])
    slide.shapes.title.text = "Rubriken"
    slide.placeholders[1].text = "Punkten"
    slide.notes_slide.notes_text_frame.text = "Anteckningen"
    slide = made.slides.add_slide(made.slide_layouts[5])
    slide.shapes.title.text = "Dold"
    slide.shapes.add_table(1, 2, 0, 0, 900_000, 900_000).table.cell(0, 0).text = "cellord"
    slide._element.set("show", "0")
    made.save(tmp_path / "a.pptx")
    own = f"-env:UserInstallation={(tmp_path / 'own').as_uri()}"
    command = [soffice, own, "--headless", "--convert-to", "odp", "--outdir", tmp_path, tmp_path / "a.pptx"]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    pages, _ = read_all(tmp_path / "a.odp", reader=read_presentation)
    assert [(page.title, page.notes, page.hidden) for page in pages] == [
        ("Rubriken", "Anteckningen", False),
        ("Dold", "", True),
    ]
    assert outline(pages[0]) == [("heading", 1, "Rubriken"), ("item", 1, "Punkten")]
    assert "cellord" in pages[1].text
    assert pages[1].coverage.pictures == 0  # what LibreOffice keeps of the table's look
