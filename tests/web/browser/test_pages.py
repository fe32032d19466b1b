"""Every kind of page in every state, in a real browser: accessible, within the window, without cookies."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.web.conftest import Archive

pytestmark = [pytest.mark.browser, pytest.mark.slow]

OpenPage = Callable[..., Page]

PLACES = {
    "start": "/",
    "all material": "/sok",
    "results": "/sok?q=samverkan",
    "results with filters": "/sok?q=samverkan&serie=kunskapsseminarium-i&format=pptx&fran=2017&till=2018",
    "a later result page": "/sok?q=trygghet&size=5&sida=2",
    "beyond the last": "/sok?q=trygghet&sida=99",
    "nothing found": "/sok?q=xyzzyplugh",
    "parts unused": "/sok?q=%22samverkan+OR",
    "refused": "/sok?sida=-1",
    "series": "/serie/kunskapsseminarium-iv",
    "speaker": "/talare/anna-exempel",
    "about": "/om",
    "document": "/dokument/{checklista}",
    "document with hits": "/dokument/{checklista}?q=samverkan",
    "older version": "/dokument/{checklista}?version=1",
    "original withheld": "/dokument/{bildspel}",
    "lecture elsewhere": "/dokument/{lank}",
    "partly read": "/dokument/{delvis}",
    "without text": "/dokument/{inskannad}",
    "hostile sample": "/dokument/{fientlig}",
    "page": "/dokument/{checklista}/sida/1?q=samverkan",
    "page with a table": "/dokument/{checklista}/sida/2?version=1",
    "slide": "/dokument/{bildspel}/sida/2?q=samverkan",
    "slide with remarks": "/dokument/{bildspel}/sida/4",
    "page in English": "/dokument/{english}/sida/1",
    "page without text": "/dokument/{inskannad}/sida/1",
    "citing": "/dokument/{checklista}/citera?version=1",
    "citing a slide": "/dokument/{bildspel}/sida/2/citera",
    "citing sample material": "/dokument/{fientlig}/citera",
    "checking a quotation": "/kontrollera-citat",
    "quoted exactly": "/kontrollera-citat?citat=kommun+och+polis+bygger+p%C3%A5+en+gemensam+l%C3%A4gesbild",
    "quoted nearly": "/kontrollera-citat?citat=kommun+och+skola+bygger+p%C3%A5+en+ny+gemensam+l%C3%A4gesblid",
    "quoted from elsewhere": "/kontrollera-citat?citat=glass+med+p%C3%A4ron&dokument={checklista}",
    "one page's picture alone": "/dokument/{checklista}/sida/1?q=samverkan&vy=bild",
    "one page's text alone": "/dokument/{bildspel}/sida/2?q=samverkan&vy=text",
    "whole text": "/dokument/{checklista}/text?q=samverkan",
    "concordance": "/konkordans?q=samverkan",
    "concordance by the right neighbour": "/konkordans?q=samverkan&ordna=hoger",
    "concordance of nothing": "/konkordans?q=xyzzyplugh",
    "concordance not asked": "/konkordans",
    "how often": "/frekvens?q=samverkan",
    "how often of nothing": "/frekvens?q=xyzzyplugh",
    "how often, not asked": "/frekvens",
    "for developers": "/utvecklare",
    "selection": "/urval?d={checklista}&d={bildspel}@1",
    "empty selection": "/urval",
    "accessibility statement": "/tillganglighet",
    "register of accessibility": "/tillganglighet/dokument",
    "not found": "/nowhere",
    "gone": "/dokument/{borttaget}",
}


_TARGETS = "button, select, input:not([type=checkbox]), label:has(input), summary, .chips a, .pager a, nav a"
_SMALL = """
targets => [...document.querySelectorAll(targets)]
  .map(element => [element.textContent.trim(), element.getBoundingClientRect()])
  .filter(([, box]) => box.width && (box.width < 24 || box.height < 24))
  .map(([text]) => text)
"""

_SCHEMES: Mapping[Literal["light", "dark"], Mapping[str, Any]] = {
    "light": {"resultTypes": ["violations"]},
    "dark": {"resultTypes": ["violations"], "runOnly": ["color-contrast", "link-in-text-block"]},
}

_SPACED_OUT = """
() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: .12em !important;
    word-spacing: .16em !important } p { margin-bottom: 2em !important }`);
  document.adoptedStyleSheets = [sheet];
  const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
  const cut = [...document.querySelectorAll("main *, header *, footer *")].filter(element => {
    const style = getComputedStyle(element);
    return !element.closest(".hidden") && (style.overflowX === "hidden" || style.overflowY === "hidden")
      && (element.scrollHeight > element.clientHeight + 1 || element.scrollWidth > element.clientWidth + 1);
  });
  return [...(wide ? [`${wide} pixels too wide`] : []), ...cut.map(each => each.outerHTML.slice(0, 200))];
}
"""


def in_language(path: str, language: str) -> str:
    return f"{path}{'&' if '?' in path else '?'}lang={language}"


@pytest.mark.parametrize("language", ["sv", "en"])
def test_no_page_breaks_a_rule_of_axe(
    open_page: OpenPage, address: str, archive: Archive, language: str
) -> None:
    """In the dark every page is looked at again for its contrasts, all that is then another."""
    page = open_page()
    found = {}
    for name, place in PLACES.items():
        page.goto(address + in_language(place.format(**archive.ids), language))
        assert page.locator("html").get_attribute("lang") == language
        for scheme, options in _SCHEMES.items():
            page.emulate_media(color_scheme=scheme)
            result = Axe().run(page, options=options)
            if result.violations_count:
                found[name, scheme] = result.generate_report()
    assert found == {}


@pytest.mark.parametrize(("width", "language"), [(320, "sv"), (320, "en"), (1920, "sv")])
def test_no_page_is_wider_than_its_window(
    open_page: OpenPage, address: str, archive: Archive, width: int, language: str
) -> None:
    """320 CSS pixels are a small phone, and 1280 at 400 % zoom (WCAG 1.4.10)."""
    page = open_page(width=width)
    for name, place in PLACES.items():
        page.goto(address + in_language(place.format(**archive.ids), language))
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide == 0, name


def test_no_text_is_cut_off_when_readers_space_it_out(
    open_page: OpenPage, address: str, archive: Archive
) -> None:
    """Lines, paragraphs, letters and words as far apart as WCAG 1.4.12 has them, on a small phone."""
    page = open_page(width=320)
    found = {}
    for name, place in PLACES.items():
        page.goto(address + place.format(**archive.ids))
        if cut := page.evaluate(_SPACED_OUT):
            found[name] = cut
    assert found == {}


def test_targets_are_large_enough_to_hit(open_page: OpenPage, address: str, archive: Archive) -> None:
    """Controls are at least 24 by 24 CSS pixels (WCAG 2.5.8)."""
    page = open_page(width=360)
    for place in ("/sok?q=samverkan&serie=kunskapsseminarium-i&format=pptx", "/dokument/{checklista}"):
        page.goto(address + place.format(**archive.ids))
        small = page.evaluate(_SMALL, _TARGETS)
        assert small == []
