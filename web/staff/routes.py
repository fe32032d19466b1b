"""Every page of the staff, and the guard before them all."""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint, Flask
from werkzeug.wrappers import Response

from web.site import Site
from web.staff import home
from web.staff.adding import bodies, page, protocol
from web.staff.addresses import MOUNTED
from web.staff.documents import correcting, history, reading, undoing
from web.staff.documents import listing as documents
from web.staff.folder import acting, file
from web.staff.folder import overview as folder
from web.staff.harvest import answering, listings
from web.staff.joining import likenesses
from web.staff.keeping import events, review
from web.staff.people import listing as people
from web.staff.people import person
from web.staff.publishing import document, overview, preview, taking_down
from web.staff.signing import cookie, guard, member, sign_in, slowing

_ROUTES: tuple[tuple[str, str, Callable[..., Response]], ...] = (
    ("/", "GET", home.home),
    ("/logga-in", "GET POST", sign_in.sign_in),
    ("/logga-ut", "POST", sign_in.sign_out),
    ("/mappen", "GET", folder.folder),
    ("/mappen/fil", "GET", file.file),
    ("/mappen/forsok", "POST", acting.retry),
    ("/mappen/bekrafta", "POST", acting.confirm),
    ("/granska", "GET", review.review),
    ("/granska.csv", "GET", review.review_table),
    ("/handelser", "GET", events.events),
    ("/dokument", "GET", documents.documents),
    ("/publicering", "GET", overview.overview),
    ("/publicering/regel", "POST", overview.rule),
    ("/dokument/<document_id>", "GET POST", correcting.facts),
    ("/dokument/<document_id>/historik", "GET", history.history),
    ("/dokument/<document_id>/lasning", "GET", reading.reading),
    ("/dokument/<document_id>/lasning/<int(max=1000000000):number>", "GET", reading.reading_of_page),
    ("/angra/<int(max=1000000000):number>", "POST", undoing.undo_decision),
    ("/personer", "GET", people.people),
    ("/personer/<slug>", "GET POST", person.person),
    ("/dokument/<document_id>/publicering", "GET POST", document.publication),
    ("/dokument/<document_id>/granskad", "POST", document.reviewed),
    ("/dokument/<document_id>/innehall", "GET", preview.preview),
    ("/dokument/<document_id>/avpublicera", "GET POST", taking_down.take_down),
    ("/dokument/<document_id>/publicera-igen", "POST", taking_down.publish_again),
    ("/forslag", "GET", likenesses.likenesses),
    ("/forslag/<int:number>/ja", "POST", likenesses.accept),
    ("/forslag/<int:number>/nej", "POST", likenesses.decline),
    ("/forslag/<int:number>/angra", "POST", likenesses.undo),
    ("/lagg-till", "GET POST", page.add),
    ("/lagg-till/filer", "POST", protocol.begin),
    ("/lagg-till/filer/<number>", "GET", protocol.received),
    ("/lagg-till/filer/<number>", "PATCH", protocol.chunk),
    ("/lagg-till/filer/<number>/klar", "POST", protocol.finish),
    ("/lagg-till/filer/<number>/avbryt", "POST", protocol.cancel),
    ("/lagg-till/lage", "GET", protocol.states),
    ("/forteckning", "GET", listings.listings),
    ("/forteckning/flera", "POST", answering.accept_several),
    ("/forteckning/<int(max=1000000000):number>/godta", "POST", answering.accept_item),
    ("/forteckning/<int(max=1000000000):number>/avboj", "POST", answering.decline_item),
    ("/forteckning/<int(max=1000000000):number>/hamta", "POST", answering.bring_item),
    ("/kvitto/<int:number>", "GET", taking_down.receipt),
)


def set_up(app: Flask, opened: Site) -> None:
    """Give the application the staff's pages."""
    cookie.set_up(app, opened)
    member.manager.init_app(app)
    slowing.set_up(app)
    app.before_request(bodies.make_way)  # before the guard, which reads forms
    guard.set_up(app)
    pages = Blueprint("personal", __name__, url_prefix=MOUNTED)
    for rule, methods, view in _ROUTES:
        pages.add_url_rule(rule, view_func=view, methods=methods.split())
    app.register_blueprint(pages)
