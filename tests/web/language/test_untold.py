"""No text for people bypasses gettext: not in the templates, the program or its scripts, nor on a page."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from jinja2 import Environment
from lxml import etree

from tests.web.browser.test_pages import PLACES
from tests.web.conftest import Archive
from tests.web.language.test_english import WEB, both, english

_NAMES = {  # the same in every language
    *("Helixarkivet", "– Helixarkivet", "Helixarkivet,", "www.digg.se/tdosanmalan", "(SHA-256)"),
    *("RIS", "BibTeX", "CSL-JSON", "curl '", "openapi.json", "helixarkiv harvest"),
}
_READ_ALOUD = re.compile(r'\b(?:aria-label|title|placeholder|alt)="([^"\0]*\w{2}[^"\0]*)"')
_PART_OF_A_TAG = re.compile(r'="|^-\w')  # of a macro that makes attributes
_IN_SWEDISH = re.compile(r"[åäö]", re.IGNORECASE)
# What the search and the archive say, what titles say, an example
_ABOUT_SWEDISH = {"meanings.py", "explaining.py", "unfetched.py", "item.py", "models.py"}
_VALUE = re.compile(r"%\\\(\w+\\\)[sd]|%%")
_SAID = (
    "//text()[normalize-space() and not(ancestor::*[@lang='sv'])]"
    " | //@aria-label | //@title | //@placeholder | //@*[starts-with(name(), 'data-')]"
)


def bare(template: Path) -> Iterator[str]:
    """Yield what a template says without gettext: text between tags, and attributes that are read aloud."""
    tokens = Environment(autoescape=True).lex(template.read_text())
    html = "".join(text if kind == "data" else "\0" for _, kind, text in tokens)
    html = re.sub(r"<(script|style)\b.*?</\1>", "\0", html, flags=re.DOTALL)
    yield from _READ_ALOUD.findall(html)
    for text in re.sub(r"<[^<>]*>", "\0", html).split("\0"):
        if re.search(r"[^\W\d_]{2}", text) and not _PART_OF_A_TAG.search(text):
            yield " ".join(text.split())


def untold(program: Path) -> Iterator[str]:
    """Yield the Swedish texts of a module that do not go through gettext."""
    tree = ast.parse(program.read_text())
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call))
    told = [call for call in calls if getattr(call.func, "id", "") in ("gettext", "ngettext")]
    apart = {id(each) for call in told for each in ast.walk(call)}
    apart |= {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}  # docstrings
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and id(node) not in apart and _IN_SWEDISH.search(str(node.value)):
            yield str(node.value)


@pytest.mark.parametrize("template", sorted((WEB / "templates").rglob("*.html")), ids=str)
def test_every_text_of_a_template_can_be_translated(template: Path) -> None:
    assert set(bare(template)) <= _NAMES


def test_every_text_of_the_program_can_be_translated() -> None:
    modules = (each for each in WEB.rglob("*.py") if each.name not in _ABOUT_SWEDISH)
    assert {str(each): said for each in modules if (said := list(untold(each)))} == {}


def test_scripts_say_what_their_page_tells_them() -> None:
    for script in (WEB / "static").glob("*.js"):
        code = re.sub(r"//.*", "", script.read_text())
        assert not _IN_SWEDISH.search(code), script


def _swedish() -> re.Pattern[str]:
    """Match a text as the source has it, with its values, where the English is another."""
    texts = {
        source
        for message in english()
        if message.id
        for source, translated in zip(both(message.id), both(message.string), strict=True)
        if source.casefold() != translated.casefold() and source.strip("%()abcdefghijklmnopqrstuvwxyz_ :")
    }
    return re.compile("|".join(_VALUE.sub(".+", re.escape(text)) for text in texts))


SWEDISH = _swedish()


@pytest.mark.parametrize("place", sorted(PLACES))
def test_an_english_page_says_nothing_in_swedish(
    answering: FlaskClient, archive: Archive, place: str
) -> None:
    address = PLACES[place].format(**archive.ids)
    html = answering.get(address, headers={"Accept-Language": "en"}).text
    said = map(str, etree.HTML(html).xpath(_SAID))
    assert [text for text in said if SWEDISH.fullmatch(" ".join(text.split()))] == []
