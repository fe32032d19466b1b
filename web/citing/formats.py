"""Citations as files for reference managers: RIS, BibTeX and CSL-JSON.

Each takes items as :func:`web.citing.item.item` makes them and yields the file in pieces, one for each
item, so that a file of many can be sent while it is made.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import quote

from web.citing import parts
from web.citing.item import LINK, REPORT, SLIDE, TALK, Item

MEDIA_TYPES = {
    "ris": "application/x-research-info-systems",
    "bib": "application/x-bibtex",
    "json": "application/vnd.citationstyles.csl+json",
}
"""By the ending of the file."""

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_LANGUAGES = {"sv": "swedish", "en": "english"}  # as babel and biblatex name them
_SLIDES = "bild"  # Swedish, as the material is; a number alone would be read as a page

_RIS_TYPES = {TALK: "CPAPER", REPORT: "RPRT", LINK: "ELEC"}
_BIBTEX_TYPES = {TALK: "inproceedings", REPORT: "techreport", LINK: "misc"}
_BIBTEX_WITHIN = {TALK: "booktitle", REPORT: "series", LINK: "howpublished"}
_TEX = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",  # \{ would count as a brace to BibTeX, which knows no escape
    "}": r"\textbraceright{}",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    **{special: f"\\{special}" for special in "#$%&_"},
}
_TEX_TABLE = str.maketrans(_TEX)
_SEPARATES = re.compile(r",|(?<!\S)and(?!\S)", re.IGNORECASE)  # what parts names in BibTeX
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


def ris(items: Iterable[Item]) -> Iterator[str]:
    """Yield RIS records: a tag and a value each line, CRLF at its end, one AU for each author."""
    for item in items:
        lines = [f"{tag}  - {_one_line(value)}" for tag, value in _ris_fields(item) if value]
        yield "\r\n".join([*lines, "ER  - ", "", ""])


def bibtex(items: Iterable[Item]) -> Iterator[str]:
    """Yield BibTeX entries, in UTF-8, with the fields of biblatex too; no two have the same key."""
    seen: dict[str, int] = {}
    for item in items:
        name = str(item["id"])
        seen[name] = seen.get(name, 0) + 1
        if seen[name] > 1:
            name = f"{name}-x{seen[name]}"
        fields = [f"  {field} = {value}" for field, value in _bibtex_fields(item) if value]
        yield f"@{_BIBTEX_TYPES[item['type']]}{{{name},\n" + ",\n".join(fields) + "\n}\n\n"


def csl_json(items: Iterable[Item]) -> Iterator[str]:
    """Yield a JSON array of the items."""
    before = "[\n"
    for item in items:
        yield before + json.dumps(item, ensure_ascii=False)
        before = ",\n"
    yield "\n]\n" if before == ",\n" else "[]\n"


def _ris_fields(item: Item) -> Iterator[tuple[str, str]]:
    yield "TY", _RIS_TYPES[item["type"]]
    yield "ID", item["id"]
    yield "TI", item["title"]
    yield from (("AU", parts.in_reverse(name)) for name in item.get("author", ()))
    stated = parts.days(item)
    if stated:
        yield "PY", f"{stated[0][0]:04}"
        yield "DA", _ris_date(*stated)
    yield "T2", parts.within(item)
    yield "PB", item.get("publisher", "")
    yield "LA", item.get("language", "")
    yield "ET", item.get("version", "")
    yield "SP", _place(item)
    yield "DB", item["source"]
    yield "Y2", _ris_date(item["accessed"]["date-parts"][0])
    yield "UR", item["URL"]


def _ris_date(day: list[int], last: list[int] | None = None) -> str:
    """Write YYYY/MM/DD/other; parts that are not stated stay empty, the end of a span is told in words."""
    stated = [f"{day[0]:04}", *(f"{part:02}" for part in day[1:]), "", ""]
    return "/".join([*stated[:3], f"till {parts.iso(last)}" if last else ""])


def _bibtex_fields(item: Item) -> Iterator[tuple[str, str]]:
    kind, language, stated = item["type"], item.get("language", ""), parts.days(item)
    names = " and ".join(_bibtex_name(name) for name in item.get("author", ()))
    yield "author", f"{{{names}}}" if names else ""
    yield "title", f"{{{_braced(item['title'])}}}"  # twice: no style makes its capitals small
    yield _BIBTEX_WITHIN[kind], _braced(parts.within(item))
    yield "institution" if kind == REPORT else "publisher", _braced(parts.institution(item))
    if stated:
        yield "year", f"{{{stated[0][0]:04}}}"
        yield "month", _MONTHS[stated[0][1] - 1] if len(stated[0]) > 1 else ""
        yield "date", f"{{{'/'.join(map(parts.iso, stated))}}}"
    yield "note" if item.get("label") == SLIDE else "pages", _braced(_place(item))
    yield "version", _braced(item.get("version", ""))
    yield "language", _braced(language)
    yield "langid", _braced(_LANGUAGES.get(language, ""))
    yield "url", f"{{{quote(item['URL'], safe=_URL_SAFE)}}}"
    yield "urldate", f"{{{parts.iso(item['accessed']['date-parts'][0])}}}"


_URL_SAFE = "%/:?#[]@!$&'()*+,;=~-._"  # what an address is written with; a brace would end the field


def _bibtex_name(name: dict[str, str]) -> str:
    if "literal" in name:
        return f"{{{_tex(name['literal'])}}}"
    family, given = (
        f"{{{_tex(part)}}}" if _SEPARATES.search(part) else _tex(part)
        for part in (parts.family(name), name["given"])
    )
    return f"{family}, {given}"


def _place(item: Item) -> str:
    locator = str(item.get("locator", ""))
    return f"{_SLIDES} {locator}" if item.get("label") == SLIDE else locator


def _braced(value: str) -> str:
    return f"{{{_tex(value)}}}" if value else ""


def _tex(value: str) -> str:
    return _one_line(value).translate(_TEX_TABLE)


def _one_line(value: Any) -> str:
    return " ".join(_CONTROLS.sub(" ", str(value)).split())
