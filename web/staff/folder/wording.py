"""How the folder's states are called, in the page and in its address."""

from __future__ import annotations

from archive.catalogue.folder.tree import Counts, FileState
from web.language.translated import gettext, ngettext

STATES = {
    "vantar": FileState.WAITING,
    "lases": FileState.READING,
    "kunde-inte-lasas": FileState.REFUSED,
    "ofullstandig": FileState.INCOMPLETE,
    "i-arkivet": FileState.ARCHIVED,
    "dubblett": FileState.DUPLICATE,
    "hoppas-over": FileState.SKIPPED,
    "borttagen": FileState.REMOVED,
}
"""The states by their names in addresses, in the order that they are told in."""

_NAMES = {state: name for name, state in STATES.items()}


def address_name(state: FileState) -> str:
    """Return what a state is called in an address."""
    return _NAMES[state]


def state_name(state: FileState) -> str:
    """Say a state, as files are counted by it."""
    return {
        FileState.WAITING: gettext("väntar"),
        FileState.READING: gettext("läses"),
        FileState.REFUSED: gettext("kunde inte läsas"),
        FileState.INCOMPLETE: gettext("i arkivet men ofullständiga"),
        FileState.ARCHIVED: gettext("i arkivet"),
        FileState.DUPLICATE: gettext("dubbletter"),
        FileState.SKIPPED: gettext("hoppas över"),
        FileState.REMOVED: gettext("borttagna"),
    }[state]


def counted(counts: Counts) -> tuple[tuple[FileState, int], ...]:
    """Return the counts that are not nought, in the order that they are told in."""
    return tuple((state, counts[state]) for state in STATES.values() if counts.get(state))


def in_short(counts: Counts) -> str:
    """Say how many files there are in each state, on one line."""
    if not any(counts.values()):
        return gettext("Inga filer.")
    files = ngettext("%(num)d fil", "%(num)d filer", sum(counts.values()))
    states = ", ".join(f"{state_name(state)}: {count}" for state, count in counted(counts))
    return f"{files} ({states})."
