"""What a page of results says of the question itself: how it was understood and what else to ask.

Whatever can be taken back or asked instead is a plain link: the present question with one thing
changed, its filters kept unless they are what changes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from search.results import Offer, Request, SearchResult
from web.finding.narrowing import Link, asking, facet_title, pairs, unknown_filters
from web.language.meanings import meaning
from web.language.translated import gettext
from web.urls import Urls

_SHOWN = 6  # things understood before they are folded away
_CORRECTED = ("twin", "spelling", "parts")  # kinds of steps that a correction tells of too


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed, and the address of the question without what it was taken for ("" for none)."""

    text: str
    without: str


@dataclass(frozen=True, slots=True)
class Understood:
    """What some of the words were taken to mean, all of them the same."""

    kind: str
    meaning: str
    typed: tuple[Typed, ...]


@dataclass(frozen=True, slots=True)
class Corrected:
    """A spelling that was searched instead of the typed one, and the address of what was typed."""

    typed: str
    used: str
    original: str


@dataclass(frozen=True, slots=True)
class Offered:
    """Another question that finds something: its words, its address, how many documents."""

    text: str
    url: str
    matching_documents: int


def understood(result: SearchResult, urls: Urls) -> tuple[Understood, ...]:
    """Return what was understood, in order; words that mean the same together.

    What :func:`corrections` tells of is not told twice.
    """
    corrected = {correction.original for correction in result.query.corrections}
    meant: dict[tuple[str, str], list[Typed]] = {}
    for step in result.query.steps:
        if step.kind in _CORRECTED and step.without in corrected:
            continue
        without = asking(result.request, step.without, urls) if step.without else ""
        meant.setdefault((step.kind, meaning(step.meaning)), []).append(Typed(step.text, without))
    return tuple(Understood(kind, told, tuple(typed)) for (kind, told), typed in meant.items())


def corrections(result: SearchResult, urls: Urls) -> tuple[Corrected, ...]:
    """Return each spelling that was put right."""
    return tuple(
        Corrected(each.typed, each.used, asking(result.request, each.original, urls))
        for each in result.query.corrections
    )


def offers(result: SearchResult, urls: Urls) -> tuple[Offered, ...]:
    """Return what would help where nothing, or nothing whole, was found."""
    return tuple(
        Offered(_offer(offer), urls.results(pairs(offer.request)), offer.matching_documents)
        for offer in result.offers
    )


def related(result: SearchResult, urls: Urls) -> tuple[Link, ...]:
    """Return related terms, to be asked for."""
    return words(result.related, urls)


def words(terms: Iterable[str], urls: Urls) -> tuple[Link, ...]:
    """Return a link for each term; it is asked for alone and in the whole archive, where it stands."""
    return tuple(Link(term, urls.results(pairs(Request(q=term)))) for term in terms)


def remarks(result: SearchResult) -> tuple[str, ...]:
    """Return what has to be said before the hits: limits that bit, filters nobody knows."""
    unknown = (
        gettext(
            "Avgränsningen ”%(facet)s: %(value)s” finns inte i arkivet.", facet=facet_title(name), value=value
        )
        for name, value in unknown_filters(result)
    )
    return (*unknown, *map(meaning, result.limits))


def is_long(understood: Iterable[Understood]) -> bool:
    """Tell whether so much was understood that it is folded; what could not be used never is."""
    told = tuple(understood)
    return len(told) > _SHOWN and not any(each.kind in ("unused", "limit") for each in told)


def _offer(offer: Offer) -> str:
    if offer.kind == "word" and not offer.text.isalpha():  # a phrase, a word in a field
        return gettext("Utan %(words)s", words=offer.text)
    return {
        "filters": gettext("Utan avgränsningar"),
        "filter": gettext("Utan avgränsningen %(value)s", value=offer.text),
        "dates": gettext("Utan avgränsning i tid"),
        "word": gettext("Utan ordet %(word)s", word=offer.text),
        "spelling": gettext("I stället %(word)s", word=offer.text),
    }[offer.kind]
