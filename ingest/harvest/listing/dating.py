"""When a listing page says that it was published: the earliest that it tells of itself. Pure."""

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
    "article:modified_time",
    "dcterms.modified",
    "dc.date.modified",
    "last-modified",
)
_SAYS = re.compile(
    r"(?i)\b(?P<what>publicerad|publicerat|publiceringsdatum|senast uppdaterad|senast ändrad|uppdaterad|"
    r"senast granskad)(?:\s+den)?\s*:?\s*(?P<day>\d{4}-\d{2}-\d{2}|\d{1,2}\s+[a-zåäö]{3,9}\.?\s+\d{4})"
)
_MOST = 20_000  # characters of a page's end or beginning that are looked through


def first_published(root: html.HtmlElement) -> str:
    """Return the day, as `archive.dates` states it; "" where the page tells none.

    What stands there was published that day or earlier, where only *senast uppdaterad* is told.
    """
    told = _of_metas(root)
    for name in _METAS[:4]:
        if name in told:
            return told[name]
    marked = [str(each) for each in root.xpath("//time[@datetime]/@datetime")]
    text = tidy(" ".join(root.xpath("//body//text()[not(ancestor::script or ancestor::style)]")))
    found = [each for part in (text[:_MOST], text[-_MOST:]) for each in _SAYS.finditer(part)]
    for published in (True, False):
        days = [_day(each["day"]) for each in found if each["what"].lower().startswith("publ") is published]
        if any(days):
            return min(day for day in days if day)
    days = [_day(each) for each in marked]
    return next((day for day in days if day), next((told[name] for name in _METAS if name in told), ""))


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
