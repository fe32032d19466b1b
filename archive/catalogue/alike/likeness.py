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
from itertools import pairwise

KEPT = 128
"""Hashes in a sketch: 512 bytes of it."""

LEAST = 60
"""Different pairs of words that a text needs to be likened: shorter ones look alike by chance (agendas,
title slides). Measured in docs/decisions.md, as what follows is."""

ALIKE = 0.5
"""The share from which two texts are nearly the same."""

_MADE_AS = b"\x01"  # another way of making sketches counts on
_HEAD = 5  # bytes before the hashes: how it was made, and the number of pairs
_HYPHENS = re.compile(r"(?<=\w)[-\u00ad\u2010]\s*\n\s*(?=[^\W\d_])")
_WORD = re.compile(r"[^\W\d_]{2,}")


def sketch(pages: Iterable[str]) -> bytes:
    """Return the sketch of a text, given by its pages; of one without words it is not empty either."""
    pairs = {pair for page in pages for pair in pairwise(words(page))}
    hashes = sorted({_hash(first, second) for first, second in pairs})[:KEPT]
    return _MADE_AS + struct.pack(f">I{len(hashes)}I", len(pairs), *hashes)


def words(text: str) -> list[str]:
    """Return the words of a page as they are compared: no case, no digits, line ends mended."""
    whole = unicodedata.normalize("NFKC", _HYPHENS.sub("", text))
    return _WORD.findall(whole.casefold())


def is_made(packed: bytes) -> bool:
    """Tell whether there is a sketch, made as they are made now."""
    return packed.startswith(_MADE_AS)


def size_of(packed: bytes) -> int:
    """Return how many different pairs of words the text has that was sketched."""
    return int.from_bytes(packed[1:_HEAD])


def tells(packed: bytes) -> bool:
    """Tell whether the text is long enough to be likened to another."""
    return size_of(packed) >= LEAST


def unpack(packed: bytes) -> frozenset[int]:
    """Return the hashes of a sketch."""
    return frozenset(struct.unpack(f">{(len(packed) - _HEAD) // 4}I", packed[_HEAD:]))


def may_be_alike(one: bytes, other: bytes) -> bool:
    """Tell, quickly, whether a share of :data:`ALIKE` or more is possible.

    It is not where none of the smallest 16 hashes stands in the other sketch: of texts that are just
    alike one pair in 65,000 is missed.
    """
    return any(one[at : at + 4] in other for at in range(_HEAD, min(len(one), _HEAD + 64), 4))


def share(one: frozenset[int], other: frozenset[int]) -> float:
    """Return, from the hashes of two sketches, the share of pairs that both texts have of all; 0 to 1."""
    smallest = sorted(one | other)[:KEPT]
    both = one & other
    return sum(each in both for each in smallest) / len(smallest) if smallest else 0.0


def _hash(first: str, second: str) -> int:
    digest = hashlib.blake2b(f"{first} {second}".encode("utf-8", "surrogatepass"), digest_size=4).digest()
    return int.from_bytes(digest)
