"""Errors of the API as problem documents (RFC 9457)."""

from __future__ import annotations

from http import HTTPStatus

from flask import Response
from pydantic import BaseModel, Field, ValidationError
from werkzeug.exceptions import HTTPException

from web import responses
from web.finding.question import BadQuestion, Wrong, wrongs


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
    detail: str = Field("", description="What went wrong and what to do, in the language of the site")
    errors: list[WrongParameter] = Field([], description="Each parameter that was wrong")


def answer(error: HTTPException) -> Response:
    """Answer an HTTP error."""
    code = error.code or HTTPStatus.INTERNAL_SERVER_ERROR
    detail = error.description if code < HTTPStatus.INTERNAL_SERVER_ERROR else ""
    return _problem(code, detail or "")


def bad_question(error: BadQuestion) -> Response:
    """Answer a question that cannot be answered."""
    return bad_parameters(error.wrongs)


def invalid(error: ValidationError) -> Response:
    """Answer what the models of the API refuse."""
    return bad_parameters(wrongs(error))


def bad_parameters(found: tuple[Wrong, ...]) -> Response:
    """Answer parameters that cannot be used, naming each."""
    errors = [WrongParameter(field=w.field, value=w.value, allowed=w.allowed) for w in found]
    return _problem(HTTPStatus.BAD_REQUEST, " ".join(map(str, found)), errors)


def unavailable() -> Response:
    """Answer that there is no index to search just now."""
    response = _problem(HTTPStatus.SERVICE_UNAVAILABLE, "The index is being rebuilt. Try again shortly.")
    response.headers["Retry-After"] = "30"
    return response


def _problem(code: int, detail: str, errors: list[WrongParameter] | None = None) -> Response:
    problem = Problem(title=HTTPStatus(code).phrase, status=code, detail=detail, errors=errors or [])
    body = problem.model_dump(exclude_defaults=True) | {"type": problem.type}
    return responses.data(body, code, responses.PROBLEM)
