"""A deck that LibreOffice has saved as .ppt: records that we did not write ourselves."""

import shutil
import subprocess

import pytest
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Inches

from tests.ingest.readers.legacy_deck.building import read_deck
from tests.ingest.readers.legacy_deck.test_slides import outline


def box(shapes, said, left=0):
    shapes.add_textbox(Inches(left), 0, Inches(2), Inches(1)).text_frame.text = said


@pytest.fixture(scope="module")
def saved(tmp_path_factory):
    """Return the pages and the summary of a deck made with python-pptx and saved by LibreOffice."""
    if shutil.which("soffice") is None:
        pytest.skip("needs LibreOffice (soffice) to save a .ppt")
    folder = tmp_path_factory.mktemp("ppt")
    made = Presentation()
    first = made.slides.add_slide(made.slide_layouts[1])
    first.shapes.title.text = "Våld i nära relationer"
    first.placeholders[1].text_frame.text = "Första punkten"
    deeper = first.placeholders[1].text_frame.add_paragraph()
    deeper.text, deeper.level = "Djupare punkt", 1
    first.notes_slide.notes_text_frame.text = "Säg något om hjälpen"
    box(first.shapes, "Fri textruta ☃ ")
    run = first.shapes[-1].text_frame.paragraphs[0].add_run()
    run.text, run.hyperlink.address = "länken", "https://example.org/stöd"
    second = made.slides.add_slide(made.slide_layouts[5])
    second.shapes.title.text = "Tabell"
    table = second.shapes.add_table(2, 2, 0, Inches(2), Inches(6), Inches(2)).table
    for row, said in enumerate((("Ort", ""), ("Lund", "12"))):
        for column, text in enumerate(said):
            table.cell(row, column).text = text
    third = made.slides.add_slide(made.slide_layouts[6])
    third._element.set("show", "0")
    group = third.shapes.add_group_shape()
    box(group.shapes, "I en grupp")
    box(group.shapes.add_group_shape().shapes, "I en grupp i en grupp", 3)
    chart = CategoryChartData()
    chart.categories = ["a"]
    chart.add_series("S", (1,))
    sizes = (0, 0, Inches(4), Inches(4))
    made.slides.add_slide(made.slide_layouts[6]).shapes.add_chart(XL_CHART_TYPE.PIE, *sizes, chart)
    made.core_properties.title, made.core_properties.author = "Titeln å", "Åsa Öberg"
    made.save(folder / "a.pptx")
    command = [
        "soffice",
        "--headless",
        f"-env:UserInstallation=file://{folder}/profile",
        "--convert-to",
        "ppt",
    ]
    subprocess.run(
        [*command, "--outdir", folder, folder / "a.pptx"], check=False, capture_output=True, timeout=120
    )
    if not (folder / "a.ppt").is_file():  # it ends with 0 where it fails
        pytest.skip("LibreOffice is here, but saved nothing")
    return read_deck(folder / "a.ppt")


def test_titles_lists_text_boxes_notes_and_links(saved):
    page = saved[0][0]
    assert outline(page) == [
        ("heading", 1, "Våld i nära relationer"),
        ("item", 1, "Första punkten"),
        ("item", 2, "Djupare punkt"),
        ("paragraph", 0, "Fri textruta ☃ länken"),
    ]
    assert (page.notes, page.links) == ("Säg något om hjälpen", ("https://example.org/stöd",))


def test_tables_groups_and_hidden_slides(saved):
    _, second, third, _ = saved[0]
    assert outline(second) == [("heading", 1, "Tabell"), ("table", 0, "Ort\t\nLund\t12")]
    assert outline(third) == [("paragraph", 0, "I en grupp"), ("paragraph", 0, "I en grupp i en grupp")]
    assert [page.hidden for page in saved[0]] == [False, False, True, False]


def test_a_chart_is_told_as_not_read_and_the_properties_are_there(saved):
    pages, summary = saved
    assert pages[3].remarks == ("an embedded object (of an unknown program) was not read",)
    assert summary.embedded["title"] == "Titeln å"
    assert summary.embedded["author"] == "Åsa Öberg"
