"""The application: one open archive, every route, every header."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from flask_babel import Babel
from flask_openapi3.models.info import Info
from flask_openapi3.openapi import OpenAPI
from werkzeug.wrappers import Response

from archive.catalogue import open_catalogue
from archive.kept.originals import Originals
from archive.settings import Settings
from search.opening import open_search, warm_up
from web import responses
from web.about import accessibility, archive, developers
from web.api import description, endpoints, problems
from web.citing import cite
from web.citing.checking import check
from web.citing.head import showing as heads
from web.concordance import exported as concordance_exported
from web.concordance import frequency, frequency_exported
from web.concordance import page as concordance
from web.finding import results, series, speaker, start
from web.following import feed, opensearch, sitemap
from web.language import choosing, presenting, translated
from web.proxies import Mounted, TrustedProxies, mounted_path
from web.reading import document, original, page, picture, slides, whole
from web.reading import opened as opened_by
from web.service import crawlers, errors, health, measured
from web.site import Site, keep
from web.staff import routes as staff
from web.taking import results as exported
from web.taking import selection

_HERE = Path(__file__).parent
_ROUTES: dict[str, Callable[..., Response]] = {
    "/": start.start,
    "/sok": results.results,
    "/serie/<slug>": series.series,
    "/talare/<slug>": speaker.speaker,
    "/om": archive.about,
    "/utvecklare": developers.developers,
    "/tillganglighet": accessibility.statement,
    "/tillganglighet/dokument": accessibility.register,
    "/dokument/<document_id>": document.document,
    "/dokument/<document_id>/sida/<int:number>": page.page,
    "/dokument/<document_id>/sida/<int:number>.webp": picture.picture,
    "/dokument/<document_id>/original": original.original,
    "/dokument/<document_id>/bilder.pdf": slides.slides,
    "/dokument/<document_id>/text": whole.whole,
    "/dokument/<document_id>/citera": cite.cite,
    "/dokument/<document_id>/sida/<int:number>/citera": cite.cite,
    "/dokument/<document_id>/citera.<ending>": cite.citation,
    "/dokument/<document_id>/sida/<int:number>/citera.<ending>": cite.citation,
    "/sok.atom": feed.feed,
    "/sok.<ending>": exported.results_as_file,
    "/konkordans": concordance.concordance,
    "/konkordans.<ending>": concordance_exported.concordance_as_file,
    "/frekvens": frequency.frequency,
    "/frekvens.<ending>": frequency_exported.frequency_as_file,
    "/urval": selection.selection,
    "/urval.zip": selection.selection_as_zip,
    "/opensearch.xml": opensearch.opensearch,
    "/sitemap.xml": sitemap.index,
    "/sitemap-<int:number>.xml": sitemap.part,
    "/kontrollera-citat": check.check,
    "/api/v1/openapi.json": description.describe,
    "/healthz": health.health,
    "/metrics": measured.measured,
    "/robots.txt": crawlers.robots,
}


def create_app(settings: Settings) -> OpenAPI:
    """Open the archive that the settings name and return the application that shows it.

    Raises :class:`archive.catalogue.CatalogueError` where the catalogue cannot be opened.
    """
    app = OpenAPI(
        __name__,
        info=Info(title="Helixarkivet", version="1"),
        doc_ui=False,
        validation_error_status=400,
        validation_error_model=problems.Problem,
        validation_error_callback=problems.invalid,
        static_folder=str(_HERE / "static"),
        template_folder=str(_HERE / "templates"),
    )
    app.url_map.strict_slashes = False
    app.config["SEND_FILE_MAX_AGE_DEFAULT"] = 365 * 24 * 3600  # static addresses carry a digest
    app.config["MAX_CONTENT_LENGTH"] = 256 * 1024  # a form of the staff's with hundreds of names
    Babel(
        app,
        default_timezone=settings.archive.timezone,
        locale_selector=choosing.spoken,
        configure_jinja=False,
    )
    translated.set_up(app)
    catalogue = open_catalogue(settings.archive.data)
    originals = Originals(settings.archive.data)
    search = open_search(settings, catalogue)
    warm_up(search)
    opened = Site(settings, catalogue, search, originals)
    keep(app.extensions, opened)
    for rule, view in _ROUTES.items():
        app.add_url_rule(rule, view_func=view)
    app.register_api(endpoints.api)
    staff.set_up(app, opened)
    presenting.set_up(app)
    heads.set_up(app)
    opened_by.set_up(app, catalogue)  # before what makes answers conditional, so that it sees them after
    responses.set_up(app)
    errors.set_up(app)
    mounted = Mounted(app.wsgi_app, mounted_path(settings.web))
    app.wsgi_app = TrustedProxies(  # type: ignore[method-assign]
        mounted, settings.web.trusted_proxies, settings.staff.user_header
    )
    return app
