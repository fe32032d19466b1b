"""Errors of the API as problem documents (RFC 9457)."""

from __future__ import annotations

from http import HTTPStatus

from flask import Response
from pydantic import BaseModel, Field, ValidationError
from werkzeug.exceptions import HTTPException

from search.concordance.sorting import ORDERS
from web import responses
from web.finding.question import SORTS, Wrong, wrongs

_DETAILS: dict[int, str] = {
    HTTPStatus.BAD_REQUEST: "The request cannot be understood.",
    HTTPStatus.NOT_FOUND: "There is nothing at this address.",
    HTTPStatus.METHOD_NOT_ALLOWED: "The API can only be read: use GET.",
    HTTPStatus.GONE: "It was in the archive and is not available any more.",
    HTTPStatus.INTERNAL_SERVER_ERROR: "The fault is ours and has been logged.",
}
_ALLOWED = {  # by the rule that a parameter breaks
    "number": "a whole number from 1",
    "size": "a whole number from 1 to 100",
    "sort": ", ".join(SORTS),
    "order": ", ".join(ORDERS),
    "date": "a date written 2017, 2017-11 or 2017-11-08",
    "later": "the same day as fran, or later",
    "single": "one value",
    "words": "at least one word",
    "short": "a short text",
}


class WrongParameter(BaseModel):
    """A parameter that cannot be answered."""

    field: str
    value: str
    allowed: str


class Problem(BaseModel):
    """What went wrong."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str = Field("", description="What went wrong and what to do")
    errors: list[WrongParameter] = Field([], description="Each parameter that was wrong")


def answer(error: HTTPException) -> Response:
    """Answer an HTTP error; one that a handler explained to readers says so in English too."""
    code = error.code or HTTPStatus.INTERNAL_SERVER_ERROR
    return _problem(code, getattr(error, "in_english", "") or _DETAILS.get(code, ""))


def invalid(error: ValidationError) -> Response:
    """Answer what the models of the API refuse."""
    return bad_parameters(wrongs(error))


def bad_parameters(found: tuple[Wrong, ...]) -> Response:
    """Answer parameters that cannot be used, naming each."""
    errors = [WrongParameter(field=w.field, value=w.value, allowed=_ALLOWED[w.rule]) for w in found]
    detail = " ".join(f"{e.field}={e.value} cannot be used. Allowed: {e.allowed}." for e in errors)
    return _problem(HTTPStatus.BAD_REQUEST, detail, errors)


def unavailable() -> Response:
    """Answer that there is no index to search just now."""
    response = _problem(HTTPStatus.SERVICE_UNAVAILABLE, "The index is being rebuilt. Try again shortly.")
    response.headers["Retry-After"] = "30"
    return response


def _problem(code: int, detail: str, errors: list[WrongParameter] | None = None) -> Response:
    problem = Problem(title=HTTPStatus(code).phrase, status=code, detail=detail, errors=errors or [])
    body = problem.model_dump(exclude_defaults=True) | {"type": problem.type}
    return responses.data(body, code, responses.PROBLEM)
