"""How staff are told of a listing: its fields, what becomes of them, why a document is proposed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from archive.catalogue.staff.corrections.correcting import FIELDS
from archive.catalogue.staff.harvesting.differences import Difference, Outcome
from archive.catalogue.staff.harvesting.items import State
from archive.catalogue.staff.harvesting.matching import Reason
from archive.catalogue.values import Origin
from web.language import wording
from web.language.translated import gettext
from web.staff.documents import saying


def field_name(name: str) -> str:
    """Say which field it is."""
    if name in FIELDS:
        return saying.field_name(name)
    return {
        "link": gettext("Länk"),
        "source_url": gettext("Källa på webbplatsen"),
        "first_published": gettext("Först publicerad"),
    }[name]


def value(name: str, said: Any, series: Mapping[str, str]) -> str:
    """Say the value of a field; `series` is of `saying.series_names`."""
    if name == "first_published" and said:
        return wording.stated_date(said)
    return saying.value(name, said, series)


def outcome(difference: Difference) -> str:
    """Say what becomes of a field when its item is accepted."""
    if difference.perhaps:
        return gettext("Titeln kan vara ett namn. Kryssa bara om det är talaren.")
    if difference.outcome is Outcome.YIELDS:
        origin = difference.holds.origin if difference.holds else Origin.STAFF
        return {
            Origin.STAFF: gettext("rättat av personal, ändras inte"),
            Origin.SIDECAR: gettext("står i sidofilen, ändras inte"),
        }.get(origin, gettext("ändras inte"))
    return {
        Outcome.SAME: gettext("står så redan"),
        Outcome.NEW: gettext("läggs till"),
        Outcome.REPLACES: gettext("ersätter det som står"),
    }[difference.outcome]


def reason(why: Reason) -> str:
    """Say why a document is proposed."""
    return {
        Reason.FETCHED: gettext("filen är hämtad därifrån"),
        Reason.ADDRESS: gettext("samma adress som förut"),
        Reason.LINK: gettext("länkar till samma adress"),
        Reason.NAME: gettext("filen heter som på sidan"),
        Reason.TITLE: gettext("samma titel i samma serie"),
        Reason.NEARLY: gettext("nästan samma titel"),
    }[why]


def state_name(state: State, gone: bool) -> str:
    """Say where an item stands."""
    if gone:
        return gettext("står inte längre på sidan")
    return {
        State.NEW: gettext("ny"),
        State.COMING: gettext("godtas när filen har kommit"),
        State.ACCEPTED: gettext("godtagen"),
        State.CHANGED: gettext("ändrad på sidan sedan den godtogs"),
        State.DECLINED: gettext("avböjd"),
    }[state]


def format_name(code: str) -> str:
    """Say the format that a page tells."""
    return {"docx": "Word", "xlsx": "Excel", "zip": "ZIP"}.get(code) or wording.format_name(code)
