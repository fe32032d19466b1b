"""What Zotero's *Embedded Metadata* makes of a page, by its rules in our own words.

- An element tells by its `name`, else its `property`; one without content tells nothing.
- What begins with a known prefix and a dot, colon or underscore (DC., og:, bib.) is a statement of RDF.
  A prefix is known by itself or from a `link` with `rel="schema.…"`.
- The kind is decided by a telling `citation_` element, the last one that stands there: a journal's title
  makes it an article, a technical report's institution a report, a conference's title a conference
  paper, a book's title a section of a book, a dissertation's institution a thesis. Without any of these a
  title alone is taken for a journal article; without that, statements make it a web page, and nothing
  makes it nothing at all.
- Authors are those of `citation_author`, each element one, and only without any those of `DC.creator`.
  One with two words on each side of a comma is taken for two people. A name with a comma is family name
  first; without, its last word is the family name; what is left alone by that is a name in one piece.
  Marks at its ends fall away first.
- `citation_title`, `citation_publication_date`, `citation_conference_title`, `citation_language`,
  `citation_public_url` and so on win over what RDF says of the same field.
- `citation_pdf_url` is attached, the first of them.
"""

from __future__ import annotations

from dataclasses import dataclass

from lxml import html

_KINDS = {
    "citation_journal_title": "journalArticle",
    "citation_technical_report_institution": "report",
    "citation_conference_title": "conferencePaper",
    "citation_conference": "conferencePaper",
    "citation_book_title": "bookSection",
    "citation_dissertation_institution": "thesis",
}
_GUESSED = ("citation_title", "citation_series_title")
_FIELDS = {
    "title": ("citation_title", "dc.title"),
    "date": ("citation_publication_date", "citation_date", "dc.date"),
    "language": ("citation_language", "dc.language"),
    "url": ("citation_public_url", "dc.identifier"),
    "conference": ("citation_conference_title", "citation_conference"),
    "institution": ("citation_technical_report_institution",),
    "publisher": ("citation_publisher", "dc.publisher"),
    "page": ("citation_firstpage",),
}


@dataclass(frozen=True)
class Saved:
    """The item that would be saved; an author is (family, given), given "" for a name in one piece."""

    kind: str
    authors: list[tuple[str, str]]
    pdf: str
    fields: dict[str, str]


def saved(page: str) -> Saved:
    """Return what would be saved of a page."""
    told: list[tuple[str, str]] = []
    for element in html.fromstring(page).iterfind("head/meta"):
        content = element.get("content") or ""
        for name in (element.get("name") or element.get("property") or "").split():
            if content:
                told.append((name if name.startswith("citation_") else name.lower(), content))
    first: dict[str, str] = {}
    for name, content in told:
        first.setdefault(name, content)
    authors = [name for key, value in told if key == "citation_author" for name in _people(value)]
    creators = [name for key, value in told if key == "dc.creator" for name in [_cut(value, comma=True)]]
    fields = {
        field: next((first[name] for name in names if name in first), "") for field, names in _FIELDS.items()
    }
    return Saved(_kind(told), authors or creators, first.get("citation_pdf_url", ""), fields)


def _kind(told: list[tuple[str, str]]) -> str:
    sure = [_KINDS[name] for name, _ in told if name in _KINDS]
    if sure:
        return sure[-1]
    if any(name in _GUESSED for name, _ in told):
        return "journalArticle"
    return "webpage" if any(name.startswith("dc.") for name, _ in told) else ""


def _people(value: str) -> list[tuple[str, str]]:
    people = [each.strip() for each in value.split(";")]
    if len(people) == 1:
        parts = [each.strip() for each in value.split(",")]
        if len(parts) > 1 and " " in parts[0] and " " in parts[1]:
            people = parts
    return [_cut(each, comma="," in each) for each in people if each.strip(" ,-.;")]


def _cut(name: str, *, comma: bool) -> tuple[str, str]:
    plain = name.strip(" .,/[]:\u00a0")
    if comma:
        family, _, given = plain.partition(",")
        return family.strip(), given.strip()
    given, _, family = plain.rpartition(" ")
    return family, given
