"""What templates may use of citing: the head of a document's page, and its source in one line."""

from __future__ import annotations

from flask import Flask
from markupsafe import Markup

from archive.catalogue.documents import Document
from archive.pages import Page
from web.citing.cited import citable, cited
from web.citing.head import meta
from web.language.wording import page_name, stated_date
from web.site import permalinks, site


def set_up(app: Flask) -> None:
    """Give the templates what they tell of citing."""
    app.jinja_env.globals.update(citation_head=citation_head, citable=citable, source_line=source_line)


def citation_head(document: Document, page: Page | None = None) -> Markup:
    """Return the meta elements and the JSON-LD of a document or page."""
    item, addresses = cited(document, page), _addresses(document)
    elements = [
        Markup('<meta name="{}" content="{}">').format(name, content)
        for name, content in meta.tags(item, addresses)
        if content
    ]
    name = page_name(document, page.number, page.label) if page else ""
    data = meta.linked_data(document, item, addresses, name)
    # a block of data: no script-src of the policy applies, since it is never run
    elements.append(Markup('<script type="application/ld+json">{}</script>').format(Markup(data)))  # noqa: S704
    return Markup("\n").join(elements)


def source_line(document: Document, page: Page | None = None) -> str:
    """Return the source of a quotation in one line: who, what, when, where in it, its address."""
    item = cited(document, page)
    who = ", ".join(each.name for each in document.speakers or document.organisations)
    where = page_name(document, page.number, page.label) if page else ""
    told = [who, item["title"], stated_date(document.date), where[:1].lower() + where[1:]]
    return f"({', '.join(filter(None, told))}) {item['URL']}"


def _addresses(document: Document) -> meta.Addresses:
    urls = permalinks()
    served = (
        document.format == "pdf"
        and document.original
        and not document.link
        and site().originals.has(document.sha256)
    )
    return meta.Addresses(
        start=urls.start(),
        series=urls.series(document.series[0].slug),
        document=urls.document(document.id, document.version),
        pdf=urls.original(document.id, document.version) if served else "",
    )
