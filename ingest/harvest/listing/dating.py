"""When a listing page says that it was published. When it was last changed tells nothing of that. Pure."""

from __future__ import annotations

import re

from lxml import html

from archive import dates
from archive.stating import tidy

_METAS = (
    "article:published_time",
    "dcterms.issued",
    "dc.date.issued",
    "datepublished",
)
_SAYS = re.compile(
    r"(?i)\b(?:publicerad|publicerat|publicerades|publiceringsdatum)(?:\s+den)?\s*:?\s*"
    r"(?P<day>\d{4}-\d{2}-\d{2}|\d{1,2}\s+[a-zåäö]{3,9}\.?\s+\d{4})"
)
_MOST = 20_000  # characters of a page's end or beginning that are looked through


def first_published(root: html.HtmlElement) -> str:
    """Return the day, as `archive.dates` states it; "" where the page tells none.

    By what it says to machines, else the earliest *Publicerad* of its text, else its only ``<time>``:
    several are of what it tells about.
    """
    told = _of_metas(root)
    for name in _METAS:
        if name in told:
            return told[name]
    text = tidy(" ".join(root.xpath("//body//text()[not(ancestor::script or ancestor::style)]")))
    found = [each for part in (text[:_MOST], text[-_MOST:]) for each in _SAYS.finditer(part)]
    if days := [day for each in found if (day := _day(each["day"]))]:
        return min(days)
    marked = {_day(str(each)) for each in root.xpath("//time/@datetime")}
    return marked.pop() if len(marked) == 1 else ""


def _of_metas(root: html.HtmlElement) -> dict[str, str]:
    found: dict[str, str] = {}
    for meta in root.xpath("//meta[@content]"):
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower()
        if name in _METAS and (day := _day(meta.get("content", ""))):
            found.setdefault(name, day)
    return found


def _day(text: str) -> str:
    """Return a day as it is stated, from ISO 8601 or from words; "" where it is none."""
    text = text.strip()
    stated = text[:10] if re.match(r"\d{4}-\d{2}-\d{2}", text) else dates.typed(text.replace(".", ""))
    try:
        return dates.StatedDate.parse(stated).stated
    except dates.BadDate:
        return ""
