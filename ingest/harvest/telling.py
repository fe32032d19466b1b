"""What a harvest tells on the terminal and as JSON: every item, and what it would change. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from archive.catalogue.staff.harvesting.differences import Difference, Outcome
from archive.catalogue.staff.harvesting.items import State
from archive.catalogue.staff.harvesting.proposals import Proposal

_HEADS = ("", "series", "title", "speaker", "format", "in the archive", "link")
_LEFT_OUT = {
    "internal": "to other pages of the same site",
    "repeated": "that stood there before",
    "e-service": "to e-services",
    "sharing": "for sharing",
    "address": "that are no web addresses",
    "many": "beyond the most that are read of one page",
}


def table(proposals: Sequence[Proposal]) -> Iterator[str]:
    """Yield the lines of a table of a page's items."""
    rows = [_HEADS, *(_row(each) for each in proposals)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(_HEADS))]
    for row in rows:
        cells = (text.ljust(width) for text, width in zip(row, widths, strict=True))
        yield "  ".join(cells).rstrip()


def _row(proposal: Proposal) -> tuple[str, ...]:
    item = proposal.item
    speakers = "; ".join(item.speakers) or next(
        (f"{each.listed[0]}?" for each in proposal.differences if each.perhaps), ""
    )
    return (
        str(item.position),
        item.series,
        item.title,
        speakers,
        item.format,
        standing(proposal),
        item.address,
    )


def standing(proposal: Proposal) -> str:
    """Say where an item stands."""
    if proposal.gone:
        return "no longer on the page"
    if proposal.state in (State.ACCEPTED, State.DECLINED, State.COMING):
        return f"{proposal.state} {proposal.document}".strip()
    if not proposal.document:
        return "not there"
    reason = proposal.candidates[0].reason if proposal.candidates else "chosen"
    changed = "changed on the page, " if proposal.state is State.CHANGED else ""
    return f"{changed}{proposal.document} ({reason}{'' if proposal.sure else ', not sure'})"


def differences(proposals: Iterable[Proposal]) -> Iterator[str]:
    """Yield what the open items would change in the catalogue."""
    for proposal in proposals:
        concerned = [each for each in proposal.differences if not proposal.moved or each.field == "position"]
        told = [each for each in concerned if each.outcome is not Outcome.SAME]
        if proposal.is_open and proposal.document and told:
            yield f"{proposal.item.position} {proposal.item.title} -> {proposal.document}"
            yield from (f"    {_difference(each)}" for each in told)


def _difference(each: Difference) -> str:
    holds = f"{_value(each.holds.value)} ({each.holds.origin})" if each.holds else "nothing"
    if each.outcome is Outcome.YIELDS:
        return f"{each.field}: stays {holds}; the page says {_value(each.listed)}"
    question = " if that is a name (for staff to say)" if each.perhaps else ""
    return f"{each.field}: {holds} -> {_value(each.listed)}{question}"


def _value(value: Any) -> str:
    return "; ".join(value) if isinstance(value, list) else str(value) or "none"


def left_out(counts: Mapping[str, int]) -> Iterator[str]:
    """Yield what of the page's main content is no item."""
    for why, count in sorted(counts.items()):
        yield f"left out: {count} links {_LEFT_OUT.get(why, why)}"


def as_json(proposal: Proposal) -> dict[str, Any]:
    """Return an item as JSON has it."""
    item = proposal.item
    return {
        "number": proposal.number,
        "position": item.position,
        "series": item.series,
        "title": item.title,
        "speakers": list(item.speakers),
        "format": item.format,
        "address": item.address,
        "first_published": item.first_published,
        "state": str(proposal.state),
        "gone": proposal.gone,
        "document": proposal.document,
        "candidates": [
            {"document": each.document, "reason": str(each.reason), "sure": each.sure}
            for each in proposal.candidates
        ],
        "sure": proposal.sure,
        "differences": [
            {
                "field": each.field,
                "listed": each.listed,
                "archive": each.holds.value if each.holds else None,
                "origin": str(each.holds.origin) if each.holds else "",
                "outcome": str(each.outcome),
                "perhaps": each.perhaps,
            }
            for each in proposal.differences
        ],
        "fetched": proposal.fetched,
        "problem": proposal.problem,
    }
