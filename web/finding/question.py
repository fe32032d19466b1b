"""What may be asked of a search: one definition that validates pages and API and documents it.

The names are the parameters of the address, so they are Swedish (design: Asking).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import BadRequest

from archive.dates import StatedDate
from archive.kept.pictures import Size
from search.concordance.sorting import ORDERS
from search.engine import FACETS
from search.results import Request
from web.language.translated import gettext

SORTS = ("relevans", "datum", "-datum", "titel")
LAST_PAGE = 1_000_000

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]+")
_SINGLE = ("q", "fran", "till", "sortera", "sida", "size")
_RULES = {
    "sida": "number",
    "version": "number",
    "size": "size",
    "sortera": "sort",
    "ordna": "order",
    "fran": "date",
    "till": "date",
}
_LONGEST_ECHO = 100  # characters of a value that was wrong


@dataclass(frozen=True, slots=True)
class Wrong:
    """One parameter that cannot be answered: what was given, and the rule that it breaks.

    `rule` is number, size, sort, order, date, later, single, words, picture, selection or short; pages
    and API each have words for it.
    """

    field: str
    value: str
    rule: str

    def __str__(self) -> str:
        """Say it in one sentence to readers."""
        return gettext(
            "%(field)s=%(value)s går inte att använda. Tillåtet är: %(allowed)s.",
            field=self.field,
            value=self.value,
            allowed=_allowed(self.rule),
        )


class BadQuestion(Exception):  # noqa: N818 - named for the mistake
    """Some parameters cannot be answered."""

    def __init__(self, wrongs: tuple[Wrong, ...]) -> None:
        """Keep what was wrong."""
        super().__init__(" ".join(map(str, wrongs)))
        self.wrongs = wrongs


class Question(BaseModel):
    """The parameters of a search."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    q: str = Field(
        "",
        description="The words asked for, with operators",
        json_schema_extra={"example": "samverkan polis"},
    )
    serie: list[str] = Field(
        [],
        description="Series, by slug; several are alternatives",
        json_schema_extra={"example": ["kunskapsseminarium-i"]},
    )
    talare: list[str] = Field(
        [],
        description="Speakers, by slug; several are alternatives",
        json_schema_extra={"example": ["anna-exempel"]},
    )
    organisation: list[str] = Field(
        [],
        description="Organisations, by slug; several are alternatives",
        json_schema_extra={"example": ["polisen"]},
    )
    format: list[str] = Field(
        [],
        description="Formats: pdf, pptx, ppt, odp, docx, odt, txt, link",
        json_schema_extra={"example": ["pptx", "pdf"]},
    )
    sprak: list[str] = Field([], description="Languages: sv, en", json_schema_extra={"example": ["sv"]})
    ar: list[str] = Field(
        [], description="Years of the seminar, or odaterad", json_schema_extra={"example": ["2017", "2018"]}
    )
    fran: str = Field(
        "", description="First day, YYYY[-MM[-DD]], inclusive", json_schema_extra={"example": "2017-11"}
    )
    till: str = Field(
        "", description="Last day, YYYY[-MM[-DD]], inclusive", json_schema_extra={"example": "2018"}
    )
    sortera: Literal["relevans", "datum", "-datum", "titel"] = Field(
        "relevans", description="Order", json_schema_extra={"example": "-datum"}
    )
    sida: int = Field(1, ge=1, le=LAST_PAGE, description="Result page", json_schema_extra={"example": 2})
    size: int = Field(
        10, ge=1, le=100, description="Documents a result page", json_schema_extra={"example": 20}
    )

    @field_validator("sortera", mode="before")
    @classmethod
    def _by_relevance(cls, value: Any) -> Any:
        return value or "relevans"

    @field_validator("sida", "size", mode="before")
    @classmethod
    def _as_number(cls, value: Any, info: Any) -> Any:
        return value or cls.model_fields[info.field_name].default

    @field_validator("q")
    @classmethod
    def _without_control_characters(cls, value: str) -> str:
        return cleaned(value)

    @field_validator(*FACETS)
    @classmethod
    def _without_empty_values(cls, values: list[str]) -> list[str]:
        return [value for value in dict.fromkeys(map(cleaned, values)) if value]

    @field_validator("fran", "till")
    @classmethod
    def _date(cls, value: str) -> str:
        value = cleaned(value)
        if value:
            if "/" in value:
                raise ValueError("a span is no single date")
            StatedDate.parse(value)
        return value

    def request(self) -> Request:
        """Return the question as search takes it."""
        return Request(
            q=self.q,
            facets={name: tuple(values) for name in FACETS if (values := getattr(self, name))},
            date_from=self.fran,
            date_to=self.till,
            sort=self.sortera,
            page=self.sida,
            size=self.size,
        )


def cleaned(text: str) -> str:
    """Return what was typed without control characters, which nobody types.

    Where there is nothing else a sign stands for them: it can be said of a sign, not of nothing, that
    there is no word in it.
    """
    kept = _CONTROL.sub(" ", text).strip()
    return kept if kept or not _CONTROL.search(text.strip(" \t\r\n")) else "\N{REPLACEMENT CHARACTER}"


def read(args: MultiDict[str, str]) -> Question:
    """Return the question that an address asks; raise :class:`BadQuestion` naming all that is wrong."""
    refuse_repeated(args)
    single = {name: args[name] for name in _SINGLE if name in args}
    try:
        return Question.model_validate(single | {name: args.getlist(name) for name in FACETS})
    except ValidationError as error:
        raise BadQuestion(wrongs(error)) from None


def asked(args: MultiDict[str, str]) -> Request:
    """Return the question that led to a document or page; its words alone where the rest is wrong."""
    try:
        return read(args).request()
    except BadQuestion:
        return Request(q=cleaned(args.get("q", "")))


def refuse_repeated(args: MultiDict[str, str], *others: str) -> None:
    """Raise :class:`BadQuestion` where a parameter that has one value was given several.

    `others` have one value too, beside those of a question.
    """
    repeated = [name for name in (*_SINGLE, *others) if len(set(args.getlist(name))) > 1]
    if repeated:
        raise BadQuestion(tuple(wrong(name, " & ".join(args.getlist(name)), "single") for name in repeated))


def page_number(args: MultiDict[str, str]) -> int:
    """Return which page of a list `sida` asks for, from 1; raise 400 for what is no number."""
    return number(args, "sida")


def number(args: MultiDict[str, str], name: str) -> int:
    """Return the number from 1 that a parameter states, 1 without it; raise 400 for what is none."""
    stated = args.get(name, "") or "1"
    if not (stated.isascii() and stated.isdigit() and int(stated[:10])):
        raise BadRequest(str(wrong(name, stated, "number")))
    return min(int(stated[:10]), LAST_PAGE)


def wrong(field: str, value: object, rule: str) -> Wrong:
    """Return what is wrong with a parameter, with as much of its value as can be shown."""
    return Wrong(field, cleaned(str(value)[:_LONGEST_ECHO]), rule)


def wrongs(error: ValidationError) -> tuple[Wrong, ...]:
    """Return what a validation found."""
    found = []
    for each in error.errors(include_url=False):
        name = str(each["loc"][0]) if each["loc"] else ""
        found.append(wrong(name, each["input"], _RULES.get(name, "short")))
    return tuple(found)


def _allowed(rule: str) -> str:
    return {
        "number": gettext("ett heltal från 1"),
        "size": gettext("ett heltal från 1 till 100"),
        "sort": ", ".join(SORTS),
        "order": ", ".join(ORDERS),
        "date": gettext("ett datum skrivet 2017, 2017-11 eller 2017-11-08"),
        "later": gettext("samma dag som fran, eller senare"),
        "single": gettext("ett enda värde"),
        "words": gettext("minst ett sökord"),
        "picture": ", ".join(filter(None, Size)),
        "selection": gettext("ett dokuments id, eller id@version"),
        "short": gettext("kort text"),
    }[rule]
