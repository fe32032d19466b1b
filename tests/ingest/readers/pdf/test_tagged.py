from dataclasses import dataclass
from pathlib import Path

from archive.pages import BlockKind, Page
from tests.corpora import corpus
from tests.ingest.readers.pdf.building import Leaf, build, literal, marked, text
from tests.ingest.readers.pdf.making import block_text, read_all
from tests.ingest.readers.pdf.test_document import assert_sound

TAGGED = b"/MarkInfo << /Marked true >> /StructTreeRoot 60 0 R"


@dataclass(frozen=True)
class Element:
    """An element of a structure tree: the marked content in it, and what is below it."""

    kind: str
    marks: tuple[int, ...] = ()
    below: tuple["Element", ...] = ()
    entries: bytes = b""


class Tree:
    """Writes elements as objects, and notes which owns each marked content."""

    def __init__(self) -> None:
        self.objects: dict[int, bytes] = {}
        self.owners: dict[int, int] = {}
        self._number = 69

    def write(self, element: Element, parent: int) -> int:
        self._number += 1
        number = self._number
        self.owners.update(dict.fromkeys(element.marks, number))
        below = b" ".join(b"%d 0 R" % self.write(each, number) for each in element.below)
        marks = b" ".join(b"%d" % mark for mark in element.marks)
        self.objects[number] = b"<< /Type /StructElem /S /%s /P %d 0 R /Pg 10 0 R /K [%s %s] %s >>" % (
            element.kind.encode(),
            parent,
            marks,
            below,
            element.entries,
        )
        return number


def tagged(path: Path, content: bytes, *elements: Element, roles: bytes = b"") -> Page:
    """Read a page whose structure tree has these elements."""
    tree = Tree()
    root = tree.write(Element("Document", below=elements), 60)
    owners = b" ".join(b"%d 0 R" % tree.owners[mark] for mark in sorted(tree.owners))
    tree.objects[60] = b"<< /Type /StructTreeRoot /K %d 0 R /ParentTree 62 0 R /RoleMap << %s >> >>" % (
        root,
        roles,
    )
    tree.objects[62] = b"<< /Nums [0 [%s]] >>" % owners
    leaf = Leaf(content, b"/StructParents 0")
    (page,), _ = read_all(build(path / "a.pdf", [leaf], TAGGED, tree.objects))
    assert_sound(page)
    return page


def kinds(page: Page) -> list[tuple[BlockKind, int, str]]:
    return [(block.kind, block.level, block_text(page, block)) for block in page.blocks]


def test_headings_are_what_the_tags_say_and_not_what_is_large(tmp_path: Path) -> None:
    content = (
        marked("P", 0, text("STORT SOM EN RUBRIK", y=780, size=24))
        + marked("H2", 1, text("Så gjorde vi", y=740))
        + marked("P", 2, text("Vi började med en gemensam bild av läget i kommunen.", y=724))
        + marked("Rubrik", 3, text("Resultatet", y=690))
    )
    elements = [Element(kind, (mark,)) for mark, kind in enumerate(("P", "H2", "P", "Rubrik"))]
    page = tagged(tmp_path, content, *elements, roles=b"/Rubrik /H3")
    assert kinds(page) == [
        (BlockKind.PARAGRAPH, 0, "STORT SOM EN RUBRIK"),
        (BlockKind.HEADING, 1, "Så gjorde vi"),
        (BlockKind.PARAGRAPH, 0, "Vi började med en gemensam bild av läget i kommunen."),
        (BlockKind.HEADING, 3, "Resultatet"),
    ]
    assert page.title == "Så gjorde vi"


def test_a_table_has_its_rows_and_stands_where_the_tags_say(tmp_path: Path) -> None:
    content = (
        marked("P", 0, text("Före tabellen", y=780))
        + marked("TH", 1, text("Kommun", x=60, y=700))
        + marked("TH", 2, text("Antal brott", x=300, y=700))
        + marked("TD", 3, text("Östra", "Göinge", x=60, y=680))
        + marked("TD", 4, text("12", x=300, y=672))
        + marked("TD", 5, text("Ystad", x=60, y=640))
        + marked("P", 6, text("Efter tabellen", y=600))
        + text("Otaggad fot", y=40)
    )
    rows = (
        Element("TR", below=(Element("TH", (1,)), Element("TH", (2,)))),
        Element("TR", below=(Element("TD", (3,)), Element("TD", (4,)))),
        Element("TR", below=(Element("TD", (5,)), Element("TD"))),
    )
    table = Element("Table", below=(Element("THead", below=rows[:1]), Element("TBody", below=rows[1:])))
    page = tagged(tmp_path, content, Element("P", (0,)), table, Element("P", (6,)))
    assert [kind for kind, _, _ in kinds(page)][:3] == [
        BlockKind.PARAGRAPH,
        BlockKind.TABLE,
        BlockKind.PARAGRAPH,
    ]
    (found,) = (block for block in page.blocks if block.kind is BlockKind.TABLE)
    assert [[page.text[start:end] for start, end in row] for row in found.rows] == [
        ["Kommun", "Antal brott"],
        ["Östra Göinge", "12"],
        ["Ystad", ""],
    ]
    assert (
        page.text
        == "Före tabellen\nKommun\tAntal brott\nÖstra Göinge\t12\nYstad\nEfter tabellen\nOtaggad fot"
    )


def test_a_page_laid_out_with_a_table_is_no_table(tmp_path: Path) -> None:
    content = marked("TD", 0, text("Vänster")) + marked("TD", 1, text("höger", x=300))
    row = Element("TR", below=(Element("TD", (0,)), Element("TD", (1,))))
    page = tagged(tmp_path, content, Element("Table", below=(row,)))
    assert [kind for kind, _, _ in kinds(page)] == [BlockKind.PARAGRAPH]
    assert page.text == "Vänster höger"


def test_what_a_figure_is_said_to_show_is_text(tmp_path: Path) -> None:
    content = (
        marked("P", 0, text("Före", y=780))
        + marked("Figure", 1, b"60 650 90 90 re f ")
        + marked("Figure", 2, b"160 650 90 90 re f ")
        + marked("P", 3, text("Efter", y=600))
    )
    told = Element("Figure", (1,), entries=b"/Alt %s" % literal("Karta över Österlen"))
    named = Element("Figure", (2,), entries=b"/Alt (bild1.png)")
    page = tagged(tmp_path, content, Element("P", (0,)), told, named, Element("P", (3,)))
    assert kinds(page) == [
        (BlockKind.PARAGRAPH, 0, "Före"),
        (BlockKind.FIGURE, 0, "Karta över Österlen"),
        (BlockKind.PARAGRAPH, 0, "Efter"),
    ]


def test_real_tables_are_read_by_their_tags() -> None:
    pages, _ = read_all(corpus("pdf-swedish") / "digitalisering-projektrapport.pdf")
    (table,) = (block for block in pages[4].blocks if block.kind is BlockKind.TABLE)
    assert [pages[4].text[start:end] for start, end in table.rows[1]] == [
        "1 200 dpi",
        "157 MB",
        "För stor fil för att arbeta med",
    ]
