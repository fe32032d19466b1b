"""Results, documents and pages as the plain values of the API's JSON (design, section 4).

Plain functions of a value and the addresses, so that the command line prints the same body.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from archive.catalogue.coverage import Seen
from archive.catalogue.documents import Document, PageHead, VersionNote
from archive.pages import Page, Word
from search.results import ResultDocument, SearchResult, Suggestion
from web.finding.narrowing import asking, pairs, unknown_filters
from web.urls import Urls


def search_body(result: SearchResult, urls: Urls) -> dict[str, Any]:
    """Return the answer to a search."""
    return {
        "query": _query(result, urls),
        "matching_pages": result.matching_pages,
        "matching_documents": result.matching_documents,
        "hits": [hit_body(hit, result.request.q, urls) for hit in result.hits],
        "facets": {
            name: [
                {"value": v.value, "label": v.label, "count": v.count, "selected": v.selected} for v in values
            ]
            for name, values in result.facets.items()
        },
        "took_ms": round(result.took_ms, 3),
        "partial": result.partial,
        "offers": [
            {
                "kind": offer.kind,
                "text": offer.text,
                "url": urls.results(pairs(offer.request)),
                "matching_documents": offer.matching_documents,
            }
            for offer in result.offers
        ],
        "related": list(result.related),
    }


def suggestions_body(suggestions: Iterable[Suggestion]) -> dict[str, Any]:
    """Return suggestions for a question that is being typed."""
    return {
        "suggestions": [
            {"kind": s.kind, "text": s.text, "q": s.q, "matching_documents": s.matching_documents}
            for s in suggestions
        ]
    }


def document_body(document: Document, urls: Urls) -> dict[str, Any]:
    """Return a document as it stands in a list."""
    return {
        "id": document.id,
        "version": document.version,
        "title": document.title,
        "series": [{"slug": series.slug, "name": series.name} for series in document.series],
        "speakers": [speaker.name for speaker in document.speakers],
        "organisations": [organisation.name for organisation in document.organisations],
        "date": document.date or None,
        "language": document.language,
        "format": document.format,
        "page_count": document.page_count,
        "source": document.source,
        "url": urls.document(document.id, document.version),
    }


def whole_document_body(
    document: Document,
    pages: Iterable[PageHead],
    versions: Iterable[VersionNote],
    seen: Seen,
    urls: Urls,
) -> dict[str, Any]:
    """Return a document with its pages and versions."""
    parts = dict(seen.parts)
    offered = document.original and not document.link
    return document_body(document, urls) | {
        "description": document.description,
        "latest_version": document.latest,
        "link": document.link or None,
        "sample": document.sample,
        "outcome": document.outcome,
        "reason": "; ".join(seen.left_out),
        "file_name": document.file_name,
        "size": document.size,
        "sha256": document.sha256,
        "original_url": urls.original(document.id, document.version) if offered else None,
        "pages": [
            {
                "number": head.number,
                "label": _label(head.label, head.number),
                "title": head.title,
                "part": parts.get(head.number, ""),
                "url": urls.page(document.id, head.number, version=document.version),
            }
            for head in pages
        ],
        "versions": [
            {
                "number": version.number,
                "added_at": version.added_at.isoformat(),
                "page_count": version.page_count,
                "outcome": version.outcome,
                "url": urls.document(document.id, version.number),
            }
            for version in versions
        ],
        "formats": [
            {"id": other.id, "format": other.format, "url": urls.document(other.id, other.version)}
            for other in document.formats
        ],
        "coverage": {
            "words": seen.words,
            "pictures": seen.pictures,
            "pages_waiting_for_ocr": list(seen.queued),
            "pages_wanting_ocr": list(seen.unread),
            "pages_failed_by_ocr": list(seen.failed),
            "pages_read_by_ocr": list(seen.ocr),
            "confidence": seen.confidence,
            "left_out": list(seen.left_out),
        },
        "attachments": [
            {
                "name": each.name,
                "format": each.format,
                "size": each.size,
                "page_count": each.page_count,
                "reason": each.reason,
            }
            for each in seen.attachments
        ],
    }


def page_body(document: Document, page: Page, urls: Urls) -> dict[str, Any]:
    """Return a page with its words and their boxes."""
    return {
        "document": document.id,
        "version": document.version,
        "number": page.number,
        "label": _label(page.label, page.number),
        "title": page.title,
        "language": page.language,
        "text": page.text,
        "notes": page.notes,
        "words": [_word(word) for word in page.words if word.boxes],
        "part": page.part,
        "links": list(page.links),
        "coverage": {
            "pictures": page.coverage.pictures,
            "wants_ocr": page.coverage.wants.value,
            "confidence": page.coverage.confidence,
            "left_out": list(page.remarks),
        },
        "url": urls.page(document.id, page.number, version=document.version),
    }


def _query(result: SearchResult, urls: Urls) -> dict[str, Any]:
    query, asked = result.query, result.request
    return {
        "text": query.text,
        "understood": [
            {
                "kind": step.kind,
                "text": step.text,
                "meaning": step.meaning,
                "without": step.without or None,
                "without_url": asking(asked, step.without, urls) if step.without else None,
            }
            for step in query.steps
        ],
        "corrections": [
            {
                "typed": each.typed,
                "used": each.used,
                "original": each.original,
                "original_url": asking(asked, each.original, urls),
            }
            for each in query.corrections
        ],
        "limits": list(result.limits),
        "unknown_filters": [{"field": name, "value": value} for name, value in unknown_filters(result)],
    }


def hit_body(hit: ResultDocument, q: str, urls: Urls) -> dict[str, Any]:
    """Return a document that a question found, with its pages."""
    return {
        "document": document_body(hit.document, urls),
        "score": hit.score,
        "pages": [
            {
                "number": page.number,
                "label": _label(page.label, page.number),
                "score": page.score,
                "snippet": page.snippet,
                "url": urls.page(hit.document.id, page.number, q, hit.document.version),
            }
            for page in hit.pages
        ],
        "more_pages": hit.more_pages,
    }


def _word(word: Word) -> dict[str, Any]:
    body: dict[str, Any] = {"text": word.text, "box": list(word.boxes[0])}
    if len(word.boxes) > 1:
        body["boxes"] = [list(box) for box in word.boxes]
    return body


def _label(label: str, number: int) -> str:
    return label or str(number)
