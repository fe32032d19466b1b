"""What of an item several formats write alike: names in reverse, dates as ISO 8601, who gave it out."""

from __future__ import annotations

from web.citing.item import ARCHIVE, REPORT, Item


def in_reverse(name: dict[str, str]) -> str:
    """Return a name with the family name first: Ek, Anna; a body's name as it is."""
    return name["literal"] if "literal" in name else f"{family(name)}, {name['given']}"


def family(name: dict[str, str]) -> str:
    """Return a family name with its particle: af Ugglas."""
    return f"{name.get('non-dropping-particle', '')} {name['family']}".strip()


def days(item: Item) -> list[list[int]]:
    """Return the dates of an item as year, month and day, as far as they are stated; two for a span."""
    stated: list[list[int]] = item.get("issued", {}).get("date-parts", [])
    return stated


def iso(day: list[int]) -> str:
    """Write a date as precisely as it is stated: 2017, 2017-11, 2017-11-08."""
    return "-".join([f"{day[0]:04}", *(f"{part:02}" for part in day[1:])])


def within(item: Item) -> str:
    """Return what it is a part of: the seminars of a talk, the series of a report; "" for nothing."""
    return str(item.get("container-title") or item.get("collection-title") or "")


def institution(item: Item) -> str:
    """Return who gave it out; a report needs somebody: who made it, else the archive where it is found."""
    told = str(item.get("publisher", ""))
    if told or item["type"] != REPORT:
        return told
    return next((name["literal"] for name in item.get("author", ()) if "literal" in name), ARCHIVE)
