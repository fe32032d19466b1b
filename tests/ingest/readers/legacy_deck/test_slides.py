"""What the slides of a legacy deck say, and what stands beside them."""

import struct

from ingest.readers.legacy_deck.stream.records import Type
from tests.ingest.readers.legacy_deck.building import (
    Deck,
    comment,
    drawing,
    embedded,
    group,
    holding,
    hyperlink,
    link,
    notes,
    outline_reference,
    placeholder,
    properties,
    read_deck,
    record,
    shape,
    slide,
    text,
    titled,
)

WORD_ART, NAME, DESCRIPTION, GROUP_FLAGS, PICTURE = 0x00C0, 0x0380, 0x0381, 0x03BF, 0x0104


def outline(page):
    """Return the blocks of a page as (kind, level, text)."""
    return [(block.kind.value, block.level, page.text[block.start : block.end]) for block in page.blocks]


def one(tmp_path, *shapes, more=b"", external=b"", outline_text=b"", **about):
    """Return the page of a deck of one slide, and the summary."""
    deck = Deck([slide(*shapes, more=more, **about)], {0: outline_text}, external=external)
    pages, summary = read_deck(deck.save(tmp_path / "a.ppt"))
    return pages[0], summary


def test_slides_stand_in_the_order_of_their_list(tmp_path):
    deck = Deck([titled("Ett"), titled("Två"), titled("Tre")], listed=[4, 2, 3])
    pages, summary = read_deck(deck.save(tmp_path / "a.ppt"))
    assert [(page.number, page.title, page.text) for page in pages] == [
        (1, "Tre", "Tre"),
        (2, "Ett", "Ett"),
        (3, "Två", "Två"),
    ]
    assert (pages[0].width, pages[0].height) == (720.0, 540.0)
    assert (summary.page_count, summary.headline, summary.left_out) == (3, "Tre", ())
    assert summary.counts == {"slides": 3}
    assert summary.reader.startswith("olefile ")


def test_a_later_edit_wins_over_what_it_replaced(tmp_path):
    old = Deck([titled("Gammal")])
    made, first = old.stream()
    new = titled("Ny")
    offset = len(made)
    made += new
    directory = len(made)
    made += record(Type.PERSIST_DIRECTORY, struct.pack("<II", 1 << 20 | 2, offset))
    last = len(made)
    made += record(Type.USER_EDIT, struct.pack("<7I", 0, 3, first, directory, 1, 2, 0))
    old.stream = lambda: (made, last)
    pages, summary = read_deck(old.save(tmp_path / "a.ppt"))
    assert ([page.title for page in pages], summary.left_out) == (["Ny"], ())


def test_texts_of_the_outline_stand_where_shapes_refer_to_them(tmp_path):
    outline_text = text("Rubrik", 0) + text("Punkt ett\rPunkt två", 1)
    page, _ = one(
        tmp_path,
        shape(box=text("Fri ruta ☃")),
        shape(client=placeholder(0x0E), box=outline_reference(1)),
        shape(client=placeholder(0x0D), box=outline_reference(0)),
        outline_text=outline_text,
    )
    assert outline(page) == [
        ("heading", 1, "Rubrik"),
        ("paragraph", 0, "Fri ruta ☃"),
        ("item", 1, "Punkt ett"),
        ("item", 1, "Punkt två"),
    ]


def test_a_text_of_the_outline_that_no_shape_has_is_not_lost(tmp_path):
    page, summary = one(
        tmp_path,
        shape(client=placeholder(0x0D), box=text("Rubrik", 0)),
        outline_text=text("Rubrik", 0) + text("Bara i dispositionen", 1),
    )
    assert outline(page) == [("heading", 1, "Rubrik"), ("item", 1, "Bara i dispositionen")]
    assert summary.left_out == ()


def test_levels_bullets_and_sizes(tmp_path):
    letters = "Ingress\rYta\rDjup\rSlut"
    style = struct.pack("<IHIH", 8, 0, 0x1, 0)  # no bullet
    style += struct.pack("<IHI", 4, 0, 0)
    style += struct.pack(
        "<IHIHHHHIhH", 5, 2, 0x1 | 0x80 | 0x10 | 0x40 | 0x20 | 0x800 | 0x100000, 1, 8226, 0, 100, 0, 0, 1
    )
    style += struct.pack("<HH", 0, 0) + struct.pack("<IHI", 5, 99, 0)
    style += struct.pack("<II", 12, 0x1) + struct.pack("<H", 1) + struct.pack("<IIH", 11, 0x20000, 44)
    page, _ = one(tmp_path, shape(box=text(letters, 1, style)))
    assert outline(page) == [
        ("paragraph", 0, "Ingress"),
        ("item", 1, "Yta"),
        ("item", 3, "Djup"),
        ("item", 9, "Slut"),
    ]
    assert page.title == "Djup"  # the largest letters, the first of them


def test_what_is_made_is_not_text(tmp_path):
    made = record(Type.SLIDE_NUMBER_META, struct.pack("<I", 5))
    page, _ = one(
        tmp_path,
        shape(box=text("Sida * av tio*", more=made)),
        shape(client=placeholder(0x09), box=text("Sidfot")),
        shape(client=record(Type.HEADER_FOOTER_PLACEHOLDER, b"\x08"), box=text("Nummer")),
        shape(flags=0x400, box=text("Bakgrund")),
        shape(flags=0x008, box=text("Raderad")),
    )
    assert page.text == "Sida av tio*"


def test_letters_are_as_they_are_read(tmp_path):
    page, _ = one(tmp_path, shape(box=text("A\u030ar\xa0 och\vlä\x00n\u200bs\r\r• Skriven ☃\r\r")))
    assert outline(page) == [("paragraph", 0, "År och\nlä ns"), ("item", 1, "Skriven ☃")]


def test_groups_tables_and_drawn_letters(tmp_path):
    cells = [(0, 0, "Ort"), (500, 0, ""), (0, 90, "Lund"), (500, 90, "12")]
    table = [
        shape(
            record(Type.ART_CHILD_ANCHOR, struct.pack("<4i", x, y, x + 9, y + 9)), box=text(said) or text("")
        )
        for x, y, said in reversed(cells)
    ]
    line = shape(record(Type.ART_CHILD_ANCHOR, struct.pack("<4i", 3, 3, 3, 3)), kind=20)
    stray = shape(box=text("Utan plats"))
    page, summary = one(
        tmp_path,
        group(shape(box=text("I grupp")), nested=[group(shape(box=text("Djupare")))]),
        group(line, *table, stray, table=True, said="Orter i tal"),
        shape(properties(texts={WORD_ART: "Tecknat"}), kind=136),
    )
    assert outline(page) == [
        ("paragraph", 0, "I grupp"),
        ("paragraph", 0, "Djupare"),
        ("figure", 0, "Orter i tal"),
        ("paragraph", 0, "Utan plats"),
        ("table", 0, "Ort\t\nLund\t12"),
        ("paragraph", 0, "Tecknat"),
    ]
    assert summary.counts["tables"] == 1


def test_pictures_are_told_by_their_description_or_counted(tmp_path):
    page, summary = one(
        tmp_path,
        shape(properties(texts={DESCRIPTION: "Karta över Skåne"}), kind=75),
        shape(properties({PICTURE: 1}, {DESCRIPTION: "DSC_0012.jpg", NAME: "Bild 3"}), kind=75),
        shape(properties({PICTURE: 2}), kind=1),
        shape(properties({GROUP_FLAGS: 0x00020002}, {DESCRIPTION: "Dold"}), kind=75),
    )
    assert outline(page) == [("figure", 0, "Karta över Skåne")]
    assert page.coverage.pictures == 2
    assert summary.counts["images"] == 3
    assert summary.counts["images_without_alt_text"] == 2
    assert summary.counts["hidden_shapes"] == 1


def test_what_is_embedded_is_told_as_not_read(tmp_path):
    def refers(number):
        return shape(kind=75, client=record(Type.EX_OBJ_REF, struct.pack("<I", number)))

    page, summary = one(
        tmp_path,
        refers(1),
        refers(2),
        refers(3),
        shape(box=text("Text")),
        external=embedded(1, "MSGraph.Chart.8") + embedded(2, "Excel.Sheet.8") + embedded(3, "Excel.Sheet.8"),
    )
    assert page.remarks == (
        "an embedded chart (MSGraph.Chart.8) was not read",
        "2 embedded: object (Excel.Sheet.8), not read",
    )
    assert page.coverage.pictures == 0
    assert (summary.counts["charts"], summary.counts["embedded_objects"]) == (1, 2)


def test_links_that_can_be_followed_stand_once_in_their_order(tmp_path):
    external = b"".join(
        hyperlink(number, target)
        for number, target in enumerate(
            ["https://example.org/stöd", "mailto:a@example.org", "javascript:x", "C:\\hemlig.doc"], 1
        )
    )
    page, summary = one(
        tmp_path,
        shape(client=link(2), box=text("Skriv", more=link(1) + link(2))),
        shape(client=link(3) + link(4) + link(77), box=text("Nej")),
        external=external,
    )
    assert page.links == ("mailto:a@example.org", "https://example.org/stöd")
    assert summary.counts["links"] == 2


def test_notes_comments_and_hidden_slides(tmp_path):
    said = shape(client=placeholder(0x0C), box=text("Säg detta", 2))
    deck = Deck(
        [slide(notes=901, hidden=True, more=comment("Stämmer det?") + comment("Ja")), slide(), slide()],
        notes=[
            notes(257, shape(client=placeholder(0x0B)), shape(box=text("Till bild två", 2))),
            notes(0, said, shape(client=placeholder(0x0A), box=text("Sidhuvud"))),
        ],
    )
    pages, summary = read_deck(deck.save(tmp_path / "a.ppt"))
    assert [page.notes for page in pages] == ["Säg detta", "Till bild två", ""]
    assert pages[0].comments == ("Stämmer det?", "Ja")
    assert [page.hidden for page in pages] == [True, False, False]
    assert summary.counts == {"slides": 3, "notes": 2, "comments": 2, "hidden_slides": 1}


def test_a_slide_without_a_drawing_says_so(tmp_path):
    page, _ = one(tmp_path, more=holding(Type.DRAWING))
    assert page.remarks == ("its drawing cannot be read",)
    page, _ = one(tmp_path, more=drawing(shape(box=text("Kvar"))))
    assert (page.text, page.remarks) == ("Kvar", ())
