"""Where things stand in a bag, and names that do on every file system."""

from __future__ import annotations

from archive.uploads import naming

CATALOGUE = "data/arkiv/catalogue.sqlite"
PURGED = "data/arkiv/purged.jsonl"

_MOST_OF_A_TITLE = 80  # letters, so that whole paths stay within what Windows opens


def below_data(path: str) -> str:
    """Return where something of the payload stands before the bag is made of it."""
    return path.removeprefix("data/")


def folder_of(document: str, title: str) -> str:
    """Return the name of a document's folder: its title for people, its id for certain."""
    return readable(f"{title[:_MOST_OF_A_TITLE].rstrip(' .')} ({document})", document)


def readable(name: str, otherwise: str) -> str:
    """Return a name with its å ä ö as single letters (NFC) and nothing that a file system refuses.

    Where nothing is left of it, `otherwise`.
    """
    return naming.legal(name).rstrip(" .") or otherwise
