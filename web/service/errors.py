"""Errors that help: a page in the layout of where one is, or a problem document (RFC 9457) in the API."""

from __future__ import annotations

from flask import Flask, Response, request
from flask_login import current_user
from werkzeug.exceptions import BadRequest, HTTPException, InternalServerError, MethodNotAllowed

from search.ask import BadRequest as BadSearch
from search.engine import EngineUnavailable
from web import responses
from web.api import problems
from web.finding.question import BadQuestion, Wrong, cleaned, wrong
from web.language.translated import gettext
from web.staff import answers
from web.staff.addresses import is_below

_KEPT = ("Allow", "Content-Range", "Retry-After")  # headers that an error carries


def set_up(app: Flask) -> None:
    """Answer every HTTP error, questions that cannot be answered, and what should not have happened."""
    app.register_error_handler(HTTPException, _answer)
    app.register_error_handler(BadQuestion, lambda error: _refused(error.wrongs))
    app.register_error_handler(BadSearch, lambda error: _refused((wrong(error.field, error.value, "later"),)))
    app.register_error_handler(EngineUnavailable, _rebuilding)


def _answer(error: HTTPException) -> Response:
    if error.response is not None:  # a redirect, or an answer made whole where it was raised
        return error.response  # type: ignore[return-value]
    response = problems.answer(error) if _is_api() else _page(error)
    response.headers.extend(
        (name, value) for name, value in error.get_headers(request.environ) if name in _KEPT
    )
    return response


def _page(error: HTTPException) -> Response:
    code = error.code or InternalServerError.code
    sent = request.method not in ("GET", "HEAD")
    explained = "description" in vars(error) and code != InternalServerError.code
    reason = (error.description if explained else _reason(code, sent)) or ""
    if code < InternalServerError.code and is_below(request.path) and current_user.is_authenticated:
        return answers.page("error.html", code, title=_title(code, sent), reason=reason)
    return _shown(code, _title(code, sent), [reason])


def _refused(found: tuple[Wrong, ...]) -> Response:
    """Explain why a question cannot be answered, and let it be put right."""
    if _is_api():
        return problems.bad_parameters(found)
    return _shown(400, gettext("Sökningen går inte att göra så"), [str(each) for each in found])


def _rebuilding(_error: EngineUnavailable) -> Response:
    """Say that there is no index to search just now."""
    if _is_api():
        return problems.unavailable()
    reason = gettext("Sökregistret byggs om just nu. Dokumenten går att läsa under tiden.")
    response = _shown(503, gettext("Sökningen byggs om"), [reason])
    response.headers["Retry-After"] = "30"
    return response


def _is_api() -> bool:
    return request.path.startswith("/api/")


def _shown(status: int, title: str, reasons: list[str]) -> Response:
    asked = cleaned(request.args.get("q", ""))[:1000]
    return responses.page("error.html", status, noindex=True, title=title, reasons=reasons, asked=asked)


def _title(code: int, sent: bool) -> str:
    """Return what is wrong; `sent` tells that something was sent here, and not only asked for."""
    if sent and code == BadRequest.code:
        return gettext("Formuläret kunde inte tas emot")
    return {
        400: gettext("Adressen går inte att förstå"),
        401: gettext("Du är inte inloggad"),
        404: gettext("Sidan finns inte"),
        405: gettext("Så går det inte att göra"),
        410: gettext("Inte längre tillgängligt"),
        413: gettext("Det var för mycket på en gång"),
        416: gettext("Den delen av filen finns inte"),
        429: gettext("Det har blivit för många försök"),
        500: gettext("Något gick fel"),
    }.get(code, gettext("Det gick inte"))


def _reason(code: int, sent: bool) -> str:
    if sent and code == BadRequest.code:
        return gettext("Något i det som skickades är inte som det ska. Öppna sidan på nytt och försök igen.")
    if not sent and code == MethodNotAllowed.code:
        return gettext("Hit skickas bara formulär. Gå tillbaka till sidan som formuläret står på.")
    return {
        400: gettext("Något i adressen är inte som det ska."),
        401: gettext("Logga in och försök igen."),
        404: gettext("Adressen leder ingenstans. Kanske är den felskriven, eller så har sidan flyttats."),
        405: gettext("Sidan går bara att läsa."),
        410: gettext("Sidan har funnits men är inte längre tillgänglig."),
        413: gettext("Det som skickades är större än vad sidan tar emot. Inget är sparat."),
        416: gettext("Filen är kortare än den del som begärdes."),
        429: gettext("Försök igen om några minuter."),
        500: gettext("Felet är vårt och har antecknats. Försök gärna igen om en stund."),
    }.get(code, gettext("Begäran gick inte att besvara (%(code)d).", code=code))
