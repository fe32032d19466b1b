"""The sample material: what the authority's page lists, marked, made by the script, the same every time."""

import hashlib
import subprocess
import sys
import tomllib
import unicodedata
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from lxml import etree
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pptx.shapes.base import BaseShape
from pptx.slide import Slide

DATA = Path(__file__).parents[2] / "data"
MATERIAL = DATA / "material"
MARK = "Exempelmaterial"

# Folder by folder what the page lists; the file names that staff would give the long titles.
LISTED = {
    "Vägledning och program": [
        "Skånes regionala programförklaring och handlingsprogram – brottsförebyggande arbetet 2018–2020.pdf",
        "Checklista för överenskommelser om samverkan mellan kommun och polis.pdf",
        "Vägledning till överenskommelse om samverkan gällande arbete med avhoppare.pdf",
    ],
    "Kunskapsseminarium I": ["Anders Bergman.pdf", "Dan Erik Andersson.pdf", "Manne Gerell.pdf"],
    "Kunskapsseminarium II": [
        "Medier och terrorism.pdf",
        "Riksenheten för säkerhetsmål.pdf",
        "Sekretess i samverkan.pdf",
    ],
    "Kunskapsseminarium III": ["Center mot våldsbejakande extremism.pdf"],
    "Kunskapsseminarium IV": [
        "Presentation av Helene Lööw.pptx",
        "Kampen om kulturen.url",
        "Psykisk ohälsa.pdf",
        "BOUNCE.pdf",
    ],
    "Exempelbildspel": [
        "Lägesbild och orsaksanalys i den lokala samverkan.pptx",
        "Att ta emot en avhoppare – kommunens och polisens roller.pptx",
    ],
}
PDFS = [f"{folder}/{name}" for folder, names in LISTED.items() for name in names if name.endswith(".pdf")]
DECKS = [f"Exempelbildspel/{name}" for name in LISTED["Exempelbildspel"]]
SPEAKERS = {
    "Kunskapsseminarium I/Anders Bergman.pdf": ["Anders Bergman"],
    "Kunskapsseminarium I/Dan Erik Andersson.pdf": ["Dan Erik Andersson"],
    "Kunskapsseminarium I/Manne Gerell.pdf": ["Manne Gerell"],
    "Kunskapsseminarium IV/Presentation av Helene Lööw.pptx": ["Helene Lööw"],
    "Kunskapsseminarium IV/Kampen om kulturen.url": ["Helene Lööw"],
}
KEYS = {"title", "speakers", "organisations", "date", "language", "sample", "position", "link"}


def sidecar(path: str) -> dict[str, object]:
    return tomllib.loads((MATERIAL / f"{path}.toml").read_text(encoding="utf-8"))


def page_texts(path: Path) -> list[str]:
    document = pypdfium2.PdfDocument(path)
    texts = [page.get_textpage().get_text_range() for page in document]
    document.close()
    return texts


def inside(shapes: Iterator[BaseShape]) -> Iterator[BaseShape]:
    for shape in shapes:
        yield shape
        if shape.shape_type == MSO_SHAPE_TYPE.GROUP:
            yield from inside(shape.shapes)


def slide_text(slide: Slide) -> str:
    parts = []
    for shape in inside(slide.shapes):
        if shape.has_text_frame:
            parts.append(shape.text_frame.text)
        if getattr(shape, "has_table", False):
            parts += [cell.text for row in shape.table.rows for cell in row.cells]
    return "\n".join(parts)


def make(folder: Path) -> None:
    subprocess.run([sys.executable, DATA / "make_material.py", folder], check=True, capture_output=True)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("material")
    make(folder)
    return folder


def test_the_folders_hold_what_the_page_lists_and_nothing_else():
    expected = {f"{folder}/_serie.toml" for folder in LISTED}
    for folder, names in LISTED.items():
        expected |= {f"{folder}/{name}" for name in names} | {f"{folder}/{name}.toml" for name in names}
    expected.add("Kunskapsseminarium IV/Kampen om kulturen.txt")
    found = {path.relative_to(MATERIAL).as_posix() for path in MATERIAL.rglob("*") if path.is_file()}
    assert found == expected
    assert all(unicodedata.is_normalized("NFC", name) for name in found)


def test_the_material_is_small_and_has_pages_to_search():
    assert sum(path.stat().st_size for path in MATERIAL.rglob("*") if path.is_file()) < 2_000_000
    pages = sum(len(page_texts(MATERIAL / path)) for path in PDFS)
    slides = sum(len(Presentation(MATERIAL / path).slides) for path in DECKS)
    assert pages + slides >= 60


@pytest.mark.parametrize("folder", LISTED)
def test_every_series_says_that_it_is_a_sample(folder: str):
    values = tomllib.loads((MATERIAL / folder / "_serie.toml").read_text(encoding="utf-8"))
    assert values["name"] == folder
    assert values["organisations"] == ["Exempel"]
    assert values["sample"] is True
    assert values["description"]


@pytest.mark.parametrize("folder", LISTED)
def test_sidecars_keep_the_order_of_the_page_and_only_known_keys(folder: str):
    sidecars = [sidecar(f"{folder}/{name}") for name in LISTED[folder]]
    assert [values["position"] for values in sidecars] == list(range(1, len(sidecars) + 1))
    assert all(set(values) <= KEYS for values in sidecars)


def test_speakers_and_seminar_dates_are_what_the_page_states_and_no_more():
    for folder, names in LISTED.items():
        for path in (f"{folder}/{name}" for name in names):
            values = sidecar(path)
            assert values.get("speakers") == SPEAKERS.get(path)
            if folder.startswith("Kunskapsseminarium"):
                assert "date" not in values


@pytest.mark.parametrize("path", PDFS)
def test_every_page_of_a_pdf_is_marked(path: str):
    texts = page_texts(MATERIAL / path)
    assert all(MARK in text for text in texts)
    assert "visa hur arkivet fungerar" in texts[0]
    assert not any("\N{REPLACEMENT CHARACTER}" in text for text in texts)


@pytest.mark.parametrize("path", [*DECKS, "Kunskapsseminarium IV/Presentation av Helene Lööw.pptx"])
def test_every_slide_of_a_deck_is_marked(path: str):
    slides = Presentation(MATERIAL / path).slides
    assert all(MARK in slide_text(slide) for slide in slides)
    assert "visa hur arkivet fungerar" in slide_text(slides[0])


@pytest.mark.parametrize("path", [path for path in SPEAKERS if not path.endswith(".url")])
def test_what_is_named_by_speaker_alone_is_one_page_that_says_which_file_belongs_here(path: str):
    if path.endswith(".pdf"):
        (text,) = page_texts(MATERIAL / path)
    else:
        (slide,) = Presentation(MATERIAL / path).slides
        text = slide_text(slide)
    assert f"Här ska presentationen från {SPEAKERS[path][0]} " in " ".join(text.split())


def test_the_lecture_elsewhere_is_a_shortcut_with_a_description():
    shortcut = (MATERIAL / "Kunskapsseminarium IV/Kampen om kulturen.url").read_bytes()
    assert shortcut.startswith(b"[InternetShortcut]\r\nURL=https://example.org/")
    description = MATERIAL / "Kunskapsseminarium IV/Kampen om kulturen.txt"
    assert MARK in description.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", DECKS)
def test_an_invented_deck_has_everything_a_reader_must_manage(path: str):
    slides = Presentation(MATERIAL / path).slides
    shapes = [shape for slide in slides for shape in inside(slide.shapes)]
    assert len(slides) >= 10
    assert sum(slide._element.get("show") == "0" for slide in slides) == 1
    assert any(slide.has_notes_slide and slide.notes_slide.notes_text_frame.text for slide in slides)
    assert any(getattr(shape, "has_chart", False) for shape in shapes)
    assert any(getattr(shape, "has_table", False) for shape in shapes)
    assert any(shape.shape_type == MSO_SHAPE_TYPE.GROUP for shape in shapes)
    pictures = [shape for shape in shapes if shape.shape_type == MSO_SHAPE_TYPE.PICTURE]
    assert pictures
    assert all(picture._element.xpath(".//p:cNvPr/@descr")[0] for picture in pictures)
    placeholders = {shape.placeholder_format.type.name for shape in shapes if shape.is_placeholder}
    assert {"FOOTER", "SLIDE_NUMBER"} <= placeholders


@pytest.mark.parametrize("path", DECKS)
def test_smartart_has_its_five_parts_and_the_slide_finds_them(path: str):
    with zipfile.ZipFile(MATERIAL / path) as deck:
        parts = {name for name in deck.namelist() if name.startswith("ppt/diagrams/")}
    assert {name.rsplit("/", 1)[1] for name in parts} == {
        f"{part}1.xml" for part in ("data", "layout", "quickStyle", "colors", "drawing")
    }
    slides = Presentation(MATERIAL / path).slides
    (relation,) = (
        related
        for slide in slides
        for related in slide.part.rels.values()
        if related.reltype.endswith("/diagramData") and related.rId in etree.tostring(slide._element).decode()
    )
    data = relation.target_part
    assert "<a:t>" in data.blob.decode()


@pytest.mark.parametrize("path", DECKS)
def test_no_two_shapes_of_a_slide_share_a_number(path: str):
    for slide in Presentation(MATERIAL / path).slides:
        numbers = slide._element.xpath(".//p:cNvPr/@id")
        assert len(numbers) == len(set(numbers))


def test_the_word_of_slide_seven_stands_there():
    slide = Presentation(MATERIAL / DECKS[1]).slides[6]
    assert "avhopparverksamheten" in slide_text(slide)


def test_pdf_titles_are_good_junk_and_missing():
    titles = {path: pypdfium2.PdfDocument(MATERIAL / path).get_metadata_value("Title") for path in PDFS}
    assert (
        titles["Vägledning och program/" + LISTED["Vägledning och program"][1]]
        == "Microsoft Word - utkast.docx"
    )
    assert titles["Kunskapsseminarium II/Riksenheten för säkerhetsmål.pdf"] == "PowerPoint-presentation"
    assert titles["Kunskapsseminarium II/Sekretess i samverkan.pdf"] in ("", "untitled")
    assert titles["Kunskapsseminarium II/Medier och terrorism.pdf"] == "Medier och terrorism"


def test_the_programme_has_roman_front_pages_and_an_outline():
    document = pypdfium2.PdfDocument(MATERIAL / PDFS[0])
    assert [document.get_page_label(number) for number in range(4)] == ["i", "ii", "1", "2"]
    assert [entry.level for entry in document.get_toc()].count(0) >= 5


def test_reports_hyphenate_at_line_ends():
    # PDFium writes U+FFFE where a hyphen divides a word between two lines.
    texts = [text for path in PDFS[:3] for text in page_texts(MATERIAL / path)]
    assert sum(text.count("\ufffe") for text in texts) >= 10


def test_the_script_gives_the_same_bytes_twice(made: Path, tmp_path: Path):
    make(tmp_path)

    def digests(folder: Path) -> dict[str, str]:
        files = (path for path in folder.rglob("*") if path.is_file())
        return {
            path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in files
        }

    assert digests(made) == digests(tmp_path)


@pytest.mark.parametrize("path", PDFS)
def test_the_tracked_pdfs_are_what_the_script_makes(path: str, made: Path):
    assert page_texts(MATERIAL / path) == page_texts(made / path)


@pytest.mark.parametrize("path", DECKS)
def test_the_tracked_decks_are_what_the_script_makes(path: str, made: Path):
    tracked, fresh = (Presentation(folder / path).slides for folder in (MATERIAL, made))
    assert [slide_text(slide) for slide in tracked] == [slide_text(slide) for slide in fresh]


def test_the_script_names_a_file_that_it_does_not_make(made: Path):
    stray = made / "Kunskapsseminarium I" / "gammalt namn.pdf"
    stray.write_bytes(b"%PDF-1.4")
    run = subprocess.run(
        [sys.executable, DATA / "make_material.py", made], capture_output=True, text=True, encoding="utf-8"
    )
    stray.unlink()
    assert run.returncode == 1
    assert "gammalt namn.pdf" in run.stderr
