"""Which document an item of a listing page is: proposed with its reason, for staff to accept. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from urllib.parse import unquote, urlsplit

from rapidfuzz import fuzz, process

from archive.catalogue.naming.names import roman
from archive.catalogue.staff.harvesting.folders import key
from archive.catalogue.staff.harvesting.items import LINK
from archive.formats import same_kind

_MOST = 3  # proposed for one item
_NEARLY = 88  # percent of letters that titles of one series share
_NEARLY_ELSEWHERE = 93
_NUMBER = re.compile(r"\d+|\b[ivxlc]+\b")


class Reason(StrEnum):
    """Why a document is proposed, the strongest first."""

    FETCHED = "fetched"  # its file was fetched from there, or has the very bytes that were
    ADDRESS = "address"  # that address was accepted as its source
    LINK = "link"  # it is a link to there
    NAME = "name"  # its file is called as the one that the item links to
    TITLE = "title"  # the title is the same, in the same series
    NEARLY = "nearly"  # the title is nearly the same


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for: an item, the folder of its series, and where what was fetched stands."""

    address: str
    title: str
    folder: str
    format: str
    fetched: str = ""


@dataclass(frozen=True, slots=True)
class Kept:
    """A document that may be it. `paths` are all its places, `sources` where it is known to be listed."""

    id: str
    title: str
    folder: str
    format: str
    link: str
    paths: tuple[str, ...]
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Candidate:
    """A document that is proposed. `sure` where it needs no second look by a person."""

    document: str
    reason: Reason
    sure: bool


class Shelf:
    """All documents, found by what items say of them."""

    def __init__(self, kept: Iterable[Kept]) -> None:
        """Hold these documents."""
        self._kept = {each.id: each for each in kept}

    def candidates(self, wanted: Wanted) -> tuple[Candidate, ...]:
        """Return the documents that an item may be, the likeliest first; none where nothing is like it."""
        for reason, found in self._found(wanted):
            if found:
                sure = len(found) == 1 and self._is_sure(reason, wanted, found[0])
                return tuple(Candidate(each, reason, sure) for each in found[:_MOST])
        return ()

    def _found(self, wanted: Wanted) -> Iterator[tuple[Reason, list[str]]]:
        yield Reason.FETCHED, self._by_path.get(wanted.fetched, []) if wanted.fetched else []
        yield Reason.ADDRESS, self._by_source.get(wanted.address, [])
        yield Reason.LINK, self._by_link.get(wanted.address, []) if wanted.format == LINK else []
        named = self._by_name.get(file_key(file_name(wanted.address)), []) if wanted.format != LINK else []
        yield Reason.NAME, self._within(named, wanted.folder)
        titled = self._by_title.get(key(wanted.title), [])
        yield Reason.TITLE, [each for each in titled if self._kept[each].folder == wanted.folder]
        yield Reason.NEARLY, self._nearly(wanted)

    def _within(self, found: list[str], folder: str) -> list[str]:
        """Return those in the series, or all where none is."""
        return [each for each in found if self._kept[each].folder == folder] or found

    def _is_sure(self, reason: Reason, wanted: Wanted, document: str) -> bool:
        if reason in (Reason.TITLE, Reason.NAME):
            return same_kind(self._kept[document].format, wanted.format)
        return reason is not Reason.NEARLY

    def _nearly(self, wanted: Wanted) -> list[str]:
        title = key(wanted.title)
        if not title:
            return []
        within = self._titles_of.get(wanted.folder, {})
        return self._alike(title, within, _NEARLY) or self._alike(title, self._titles, _NEARLY_ELSEWHERE)

    def _alike(self, title: str, among: Mapping[str, str], least: int) -> list[str]:
        """Return the documents whose title is nearly this; *Del 1* and *Del 2* are not alike."""
        found = process.extract(title, among, scorer=fuzz.ratio, score_cutoff=least, limit=4 * _MOST)
        return [document for other, _, document in found if _numbers(other) == _numbers(title)]

    def _index(self, keys: Callable[[Kept], Iterable[str]]) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for each in self._kept.values():
            for one in {one for one in keys(each) if one}:
                found.setdefault(one, []).append(each.id)
        return found

    @cached_property
    def _by_path(self) -> dict[str, list[str]]:
        return self._index(lambda each: each.paths)

    @cached_property
    def _by_source(self) -> dict[str, list[str]]:
        return self._index(lambda each: each.sources)

    @cached_property
    def _by_link(self) -> dict[str, list[str]]:
        return self._index(lambda each: [each.link])

    @cached_property
    def _by_name(self) -> dict[str, list[str]]:
        return self._index(lambda each: [file_key(path.rpartition("/")[2]) for path in each.paths])

    @cached_property
    def _by_title(self) -> dict[str, list[str]]:
        return self._index(lambda each: [key(each.title)])

    @cached_property
    def _titles(self) -> dict[str, str]:
        return {each.id: key(each.title) for each in self._kept.values()}

    @cached_property
    def _titles_of(self) -> dict[str, dict[str, str]]:
        found: dict[str, dict[str, str]] = {}
        for each in self._kept.values():
            found.setdefault(each.folder, {})[each.id] = key(each.title)
        return found


def file_name(address: str) -> str:
    """Return the name of the file that an address ends in, decoded; "" where it has none."""
    path = urlsplit(address).path.rpartition("/")[2]
    try:
        name = unquote(path, errors="strict")
    except UnicodeDecodeError:
        name = unquote(path, encoding="cp1252", errors="replace")
    return unicodedata.normalize("NFC", name)


def file_key(name: str) -> str:
    """Return what two names of one file have in common: spaces, hyphens and underscores are alike.

    What has no ending is no file's name.
    """
    plain = " ".join(re.sub(r"[\s_+‐-―−-]+", " ", unicodedata.normalize("NFC", name).casefold()).split())
    stem, dot, _ = plain.rpartition(".")
    return plain if dot and stem else ""


def _numbers(title: str) -> list[str]:
    return [str(roman(each)) if each.isalpha() else each.lstrip("0") for each in _NUMBER.findall(title)]
