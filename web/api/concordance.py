"""The concordance as the API gives it: what it is asked, and its answer."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field, field_validator

from search.concordance.lines import Line
from search.concordance.sorting import ORDERS
from search.results import Complete
from web.api.models import Body
from web.concordance import asked as asking
from web.concordance.asked import Asked, Window
from web.finding.question import LAST_PAGE, Question
from web.taking.delimited import FORMS
from web.urls import Urls


class ConcordanceQuery(Question):
    """The parameters of a concordance: those of a search, and the order of the lines."""

    q: str = Field(
        "",
        description="The words asked for, with operators; at least one word",
        json_schema_extra={"example": "samverkan"},
    )
    sortera: Literal["relevans", "datum", "-datum", "titel"] = Field(
        "relevans",
        description="Order of the documents, where the lines are in their order",
        json_schema_extra={"example": "datum"},
    )
    ordna: Literal["dokument", "vanster", "hoger"] = Field(
        "dokument",
        description="Order of the lines: as the documents, by the word before, by the word after",
        json_schema_extra={"example": "hoger"},
    )
    sida: int = Field(
        1,
        ge=1,
        le=LAST_PAGE,
        description="Which window of the lines, from 1",
        json_schema_extra={"example": 2},
    )
    size: int = Field(10, ge=1, le=100, description="Lines in an answer", json_schema_extra={"example": 50})

    @field_validator("ordna", mode="before")
    @classmethod
    def _by_document(cls, value: Any) -> Any:
        return value or ORDERS[0]

    def asked(self) -> Asked:
        """Return it as the concordance takes it."""
        return Asked(self.request(), self.ordna)


class LineBody(Body):
    """An occurrence: ``left + match + right`` is a stretch of the page's text."""

    document: str = Field(description="Its id")
    version: int
    title: str = Field(description="Of the document")
    date: str | None = Field(description="Of the seminar, as precisely as stated; null is undated")
    page: int
    label: str
    in_notes: bool = Field(description="Whether it stands in the speaker notes, which are published")
    left: str
    match: str
    right: str
    url: str = Field(description="Where it is marked on its page")


class FileBody(Body):
    """Every line as a file."""

    format: str = Field(description="csv, excel.csv or tsv")
    url: str


class ConcordanceBody(Body):
    """A window of the occurrences of the words asked for."""

    q: str
    order: str = Field(description="dokument, vanster or hoger")
    matching_pages: int
    matching_documents: int
    total: int = Field(description="Lines in all; where `whole` is false, of the first documents alone")
    whole: bool = Field(
        description="Whether all lines are counted and in order. Where more than "
        f"{asking.MOST_ON_SCREEN} pages match, only the files have all"
    )
    partial: bool = Field(
        description="Nothing matches the whole question; these are the best of what matches in part"
    )
    limits: list[str] = Field(description="A sentence on each limit that made the answer incomplete")
    lines: list[LineBody]
    next: str | None = Field(description="The next window; null after the last")
    url: str = Field(description="Its page")
    files: list[FileBody]


def concordance_body(asked: Asked, complete: Complete, window: Window, urls: Urls) -> dict[str, Any]:
    """Return a window of a concordance."""
    request = asked.request
    more = window.first + len(window.lines) < window.total and window.lines
    following = asked.pairs(page=request.page + 1, size=request.size)
    return {
        "q": request.q,
        "order": asked.order,
        "matching_pages": complete.matching_pages,
        "matching_documents": complete.matching_documents,
        "total": window.total,
        "whole": window.whole,
        "partial": complete.partial,
        "limits": list(complete.limits),
        "lines": [_line(line, asked, urls) for line in window.lines],
        "next": urls.api_concordance(following) if more else None,
        "url": urls.concordance(asked.pairs()),
        "files": [{"format": form, "url": urls.concordance_export(form, asked.pairs())} for form in FORMS],
    }


def _line(line: Line, asked: Asked, urls: Urls) -> dict[str, Any]:
    document = line.document
    return {
        "document": document.id,
        "version": document.version,
        "title": document.title,
        "date": document.date or None,
        "page": line.page,
        "label": line.label or str(line.page),
        "in_notes": not line.mark,
        "left": line.left,
        "match": line.middle,
        "right": line.right,
        "url": asking.place(line, asked, urls, document.version),
    }
