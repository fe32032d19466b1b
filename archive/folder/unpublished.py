"""The folder *_ej publicerat*: whatever stands below it is kept from readers until it is moved out."""

from __future__ import annotations

import re
import unicodedata

FOLDER = "_ej publicerat"
"""How the folder is called in what staff read."""

_NAMES = frozenset(("ej publicerat", "ej publicerad", "ej publicerade"))
_BETWEEN = re.compile(r"[\s_-]+")


def is_unpublished(path: str) -> bool:
    """Tell whether a folder on the way to a file keeps it unpublished.

    It is known in any case and composition of its letters, with spaces, underscores or hyphens.
    """
    return any(_keeps(part) for part in path.split("/")[:-1])


def series_folder(path: str) -> str:
    """Return the folder of the first level that a file belongs to; "" at the root.

    *_ej publicerat* is no series: what stands in it belongs to the folder above.
    """
    first = path.partition("/")[0] if "/" in path else ""
    return "" if _keeps(first) else first


def _keeps(folder: str) -> bool:
    name = unicodedata.normalize("NFC", folder)
    return _BETWEEN.sub(" ", name).strip().casefold() in _NAMES
