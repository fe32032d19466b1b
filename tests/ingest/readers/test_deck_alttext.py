"""Alt text that somebody wrote, and what programs put in its place."""

import pytest
from pptx import Presentation

from tests.ingest.readers.decks import outline, read_deck

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360000000000500017a5eab3f0000000049454e44ae426082"
)


def picture(path, description, name="Picture 3", decorative=False):
    image = path.with_name("bild.png")
    image.write_bytes(PNG)
    presentation = Presentation()
    slide = presentation.slides.add_slide(presentation.slide_layouts[6])
    shape = slide.shapes.add_picture(str(image), 0, 0)
    properties = shape._element.nvPicPr.cNvPr
    properties.set("descr", description)
    properties.set("name", name)
    if decorative:
        namespace = "http://schemas.microsoft.com/office/drawing/2017/decorative"
        mark = properties.makeelement(f"{{{namespace}}}decorative", {"val": "1"})
        properties.append(mark)
    presentation.save(path)
    return read_deck(path)


def test_a_description_is_a_figure(tmp_path):
    (page,), summary = picture(tmp_path / "a.pptx", "Karta över Skåne\nmed 33 kommuner.")
    assert outline(page) == [("figure", 0, "Karta över Skåne med 33 kommuner.")]
    assert summary.counts == {"slides": 1, "images": 1}


@pytest.mark.parametrize(
    "description",
    [
        "",
        "bild.png",
        "Skärmbild 2017-11-08.PNG",
        "C:\\Users\\x\\karta.jpg",
        "https://example.se/karta",
        "Picture 3",
        "Bildobjekt 4",
        "image1",
        "12345",
        "En bild som visar text\n\nAutomatiskt genererad beskrivning",
        "A close up of a map\n\nDescription automatically generated",
        "Kartan",  # the same as the name of the shape
    ],
)
def test_what_a_program_filled_in_is_no_description(tmp_path, description):
    (page,), summary = picture(tmp_path / "a.pptx", description, name="Kartan")
    assert page.text == ""
    assert summary.counts["images_without_alt_text"] == 1


def test_decoration_lacks_nothing(tmp_path):
    _, summary = picture(tmp_path / "a.pptx", "", decorative=True)
    assert "images_without_alt_text" not in summary.counts
