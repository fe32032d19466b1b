"""From entries to the arrays that a lexicon is kept in."""

from __future__ import annotations

from collections.abc import Mapping

import marisa_trie

from search.language.lexicon.entries import Entry
from search.language.lexicon.lexicon import COLUMNS, ENGLISH, FIXED, INSIDE, SWEDISH, Packed


def pack(entries: Mapping[str, Entry]) -> Packed:
    """Return entries as arrays. There may be at most 256 ways from a form to its base."""
    trie = marisa_trie.Trie(entries)
    columns = {name: bytearray(len(entries)) for name in COLUMNS}
    edits: dict[tuple[int, str], int] = {(0, ""): 0}
    for form, entry in entries.items():
        number = trie[form]
        columns["kinds"][number] = (
            SWEDISH * entry.swedish | ENGLISH * entry.english | FIXED * entry.fixed | INSIDE * entry.inside
        )
        columns["whole"][number] = entry.whole
        columns["begins"][number] = entry.begins
        columns["ends"][number] = entry.ends
        columns["edits"][number] = edits.setdefault(_edit(form, entry.base), len(edits))
    return Packed(trie, {name: bytes(column) for name, column in columns.items()}, tuple(edits))


def _edit(form: str, base: str) -> tuple[int, str]:
    same = 0
    for ours, its in zip(form, base, strict=False):
        if ours != its:
            break
        same += 1
    return len(form) - same, base[same:]
