"""How alike two texts are, told from sketches of them that are small enough to keep with each version.

Pure. A text is taken as the set of the pairs of words that stand next to each other on one page;
page numbers, headers that come again, line-end hyphens and the order of pages thus change little. The
sketch keeps the smallest hashes of that set, and of two sketches the smallest hashes of both together
tell the share of pairs that both texts have (A. Broder, On the resemblance and containment of
documents, 1997: "bottom-k" MinHash). With 128 hashes the share is within .08 of the exact one 19 times
of 20; of a text of at most 128 pairs it is exact.
"""

from __future__ import annotations

import hashlib
import re
import struct
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

KEPT = 128
"""Hashes in a sketch: 512 bytes of it."""

LEAST = 60
"""Different pairs of words that a text needs to be likened: shorter ones look alike by chance (agendas,
title slides). Measured in docs/decisions.md, as what follows is."""

ALIKE = 0.5
"""The share from which two texts are nearly the same."""

_MADE_AS = b"\x01"  # another way of making sketches counts on
_HYPHENS = re.compile(r"(?<=\w)[-\u00ad\u2010]\s*\n\s*(?=[^\W\d_])")
_WORD = re.compile(r"[^\W\d_]{2,}")


@dataclass(frozen=True, slots=True)
class Sketch:
    """What :func:`sketch` packs: how many different pairs a text has, and their smallest hashes."""

    size: int
    hashes: frozenset[int]

    @property
    def tells(self) -> bool:
        """Whether the text is long enough to be likened to another."""
        return self.size >= LEAST


def sketch(pages: Iterable[str]) -> bytes:
    """Return the sketch of a text, given by its pages; of one without words it is not empty either."""
    pairs = {pair for page in pages for pair in pairwise(words(page))}
    hashes = sorted({_hash(first, second) for first, second in pairs})[:KEPT]
    return _MADE_AS + struct.pack(f">I{len(hashes)}I", len(pairs), *hashes)


def words(text: str) -> list[str]:
    """Return the words of a page as they are compared: no case, no digits, line ends mended."""
    whole = unicodedata.normalize("NFKC", _HYPHENS.sub("", text))
    return _WORD.findall(whole.casefold())


def unpack(packed: bytes) -> Sketch | None:
    """Return a sketch as it is compared; None of one that was never made, or made otherwise."""
    if not packed.startswith(_MADE_AS):
        return None
    size, *hashes = struct.unpack(f">{(len(packed) - 1) // 4}I", packed[1:])
    return Sketch(size, frozenset(hashes))


def share(one: Sketch, other: Sketch) -> float:
    """Return the share of pairs of words, of all that either text has, that both have; 0 to 1."""
    smallest = sorted(one.hashes | other.hashes)[:KEPT]
    both = one.hashes & other.hashes
    return sum(each in both for each in smallest) / len(smallest) if smallest else 0.0


def _hash(first: str, second: str) -> int:
    digest = hashlib.blake2b(f"{first} {second}".encode("utf-8", "surrogatepass"), digest_size=4).digest()
    return int.from_bytes(digest)
