from __future__ import annotations

import re
from html.parser import HTMLParser
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from archive.pages import Block, BlockKind, Page
from tests.web.material import LI, C, F, H, P, T, page
from web.reading.parts.text import as_html, plain, with_gaps


def html_of(made: Page) -> str:
    return str(as_html(made, plain(made.text)))


def test_headings_stand_below_the_heading_of_the_page_and_leave_no_level_out() -> None:
    html = html_of(page(1, (H, 1, "Ett"), (H, 4, "Två"), (H, 2, "Tre"), (H, 9, "Fyra")))
    assert html == "<h2>Ett</h2>\n<h3>Två</h3>\n<h3>Tre</h3>\n<h4>Fyra</h4>"


def test_lists_nest_by_level_and_lose_their_bullets() -> None:
    made = page(1, (LI, 1, "• Ett"), (LI, 2, "– Ett ett"), (LI, 5, "Ett ett ett"), (LI, 1, "-Två"))
    assert html_of(made) == (
        "<ul><li>Ett<ul><li>Ett ett<ul><li>Ett ett ett</li></ul></li></ul></li><li>-Två</li></ul>"
    )


def test_the_first_row_of_a_table_heads_its_columns() -> None:
    html = html_of(page(1, (T, 0, "Aktör\t\nPolisen\tMars")))
    assert '<th scope="col">Aktör</th><td></td></tr><tr><td>Polisen</td><td>Mars</td>' in html
    assert 'tabindex="0"' in html  # a wide table can be scrolled by keyboard


def test_pictures_and_charts_are_said_in_words() -> None:
    html = html_of(page(1, (F, 0, "Två personer"), (C, 0, "Brott\n2015: 1")))
    assert "<b>Bildbeskrivning:</b> Två personer" in html
    assert "<li>Brott</li><li>2015: 1</li>" in html


def test_text_outside_every_block_becomes_paragraphs() -> None:
    made = Page(1, "Före.\n\nMera.\nRubrik\nEfter.", (Block(BlockKind.HEADING, 13, 19, 1),))
    assert html_of(made) == "<p>Före.</p>\n<p>Mera.\n</p>\n<h2>Rubrik</h2>\n<p>\nEfter.</p>"


def test_an_empty_page_is_empty() -> None:
    assert html_of(Page(1, " \n ")) == ""


class _Text(HTMLParser):
    """Gathers the text of HTML, and checks that every element is closed in order."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text, self.open = "", [""]

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


@st.composite
def pages(draw: st.DrawFn) -> Page:
    text = draw(st.text(st.sampled_from("aö <>&\"'\n•-"), max_size=60))
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=8)))
    kinds = st.sampled_from([H, P, LI, F, C])
    blocks = tuple(
        Block(draw(kinds), start, end, draw(st.integers(0, 9)))
        for start, end in zip(cuts[::2], cuts[1::2], strict=False)
    )
    return Page(1, text, blocks)


@given(pages())
def test_whatever_a_page_holds_its_letters_come_out_escaped_and_in_order(made: Page) -> None:
    parser = _Text()
    parser.feed(html_of(made))
    parser.close()
    assert parser.open == [""]
    shown = parser.text.replace("Bildbeskrivning:", "").replace("Diagram:", "")

    def letters(text: str) -> str:
        return re.sub(r"[\s•-]", "", text)

    assert letters(shown) == letters(made.text)


@given(pages())
def test_blocks_and_gaps_cover_every_letter_once(made: Page) -> None:
    spans = [(block.start, block.end) for block in with_gaps(made.text, made.blocks)]
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
    covered = "".join(made.text[start:end] for start, end in spans)
    assert "".join(covered.split()) == "".join(made.text.split())
