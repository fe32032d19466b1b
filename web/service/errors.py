"""Errors that help: a page in the site's layout, or a problem document (RFC 9457) in the API."""

from __future__ import annotations

from flask import Flask, Response, request
from werkzeug.exceptions import HTTPException, InternalServerError

from web import responses
from web.api import problems
from web.finding import question
from web.language.translated import gettext

_KEPT = ("Allow", "Content-Range")  # headers that an error carries


def set_up(app: Flask) -> None:
    """Answer every HTTP error, and what should not have happened as a 500."""
    app.register_error_handler(HTTPException, _answer)


def _answer(error: HTTPException) -> Response:
    if error.response is not None:  # a redirect, or an answer made whole where it was raised
        return error.response  # type: ignore[return-value]
    response = problems.answer(error) if request.path.startswith("/api/") else _page(error)
    response.headers.extend(
        (name, value) for name, value in error.get_headers(request.environ) if name in _KEPT
    )
    return response


def _page(error: HTTPException) -> Response:
    code = error.code or InternalServerError.code
    explained = "description" in vars(error) and code != InternalServerError.code
    reason = error.description if explained else _reason(code)
    return responses.page(
        "error.html",
        status=code,
        noindex=True,
        title=_title(code),
        reasons=[reason or ""],
        asked=question.cleaned(request.args.get("q", ""))[:1000],
    )


def _title(code: int) -> str:
    return {
        400: gettext("Adressen går inte att förstå"),
        404: gettext("Sidan finns inte"),
        405: gettext("Så går det inte att göra"),
        410: gettext("Inte längre tillgängligt"),
        416: gettext("Den delen av filen finns inte"),
        500: gettext("Något gick fel"),
    }.get(code, gettext("Det gick inte"))


def _reason(code: int) -> str:
    return {
        400: gettext("Något i adressen är inte som det ska."),
        404: gettext("Adressen leder ingenstans. Kanske är den felskriven, eller så har sidan flyttats."),
        405: gettext("Sidan går bara att läsa."),
        410: gettext("Sidan har funnits men är inte längre tillgänglig."),
        416: gettext("Filen är kortare än den del som begärdes."),
        500: gettext("Felet är vårt och har antecknats. Försök gärna igen om en stund."),
    }.get(code, gettext("Begäran gick inte att besvara (%(code)d).", code=code))
