"""The file that a lexicon is kept in: a line that names it, a line of JSON, then the arrays.

Written whole or not at all. It is made from sources of its own on every machine and never handed on:
what comes from hunspell-sv is LGPL-3.0, what comes from wordfreq CC BY-SA 4.0.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from zlib import crc32

import marisa_trie

from search.language.lexicon.lexicon import COLUMNS, Lexicon, Packed

_MAGIC = b"helixarkivet lexicon\n"


class NoLexicon(Exception):  # noqa: N818 - a state of the world
    """There is no lexicon here, or it is another one than asked for, or damaged."""


def write(path: Path, packed: Packed, stamp: str) -> None:
    """Put a lexicon in a file, in one step that lasts: temporary file, fsync, rename, fsync.

    Only one may write at a time. The folder must be there.
    """
    blobs = [packed.trie.tobytes(), *(packed.columns[name] for name in COLUMNS)]
    header = {
        "stamp": stamp,
        "edits": packed.edits,
        "sizes": [len(blob) for blob in blobs],
        "sum": crc32(b"".join(blobs)),
    }
    temporary = path.with_name(f"{path.name}.new")
    with temporary.open("wb") as file:
        file.write(_MAGIC + json.dumps(header, ensure_ascii=False).encode() + b"\n" + b"".join(blobs))
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def read_stamp(path: Path) -> str:
    """Return the stamp of the lexicon in a file; raises :class:`NoLexicon` where there is none."""
    try:
        with path.open("rb") as file:
            if file.readline() != _MAGIC:
                raise NoLexicon(f"{path} is no lexicon")
            return str(json.loads(file.readline())["stamp"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise NoLexicon(f"{path}: {error}") from None


def read(path: Path, stamp: str) -> Lexicon:
    """Return the lexicon in a file, if it has this stamp; raises :class:`NoLexicon` otherwise."""
    try:
        content = path.read_bytes()
        magic, line, body = content.split(b"\n", 2)
        header = json.loads(line)
        found, sizes = header["stamp"], header["sizes"]
        edits = tuple((int(cut), str(add)) for cut, add in header["edits"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise NoLexicon(f"{path}: {error}") from None
    if magic + b"\n" != _MAGIC or found != stamp:
        raise NoLexicon(f"{path} is not the lexicon {stamp}")
    if sum(sizes) != len(body) or crc32(body) != header.get("sum"):
        raise NoLexicon(f"{path} is damaged")
    blobs = []
    for size in sizes:
        blobs.append(body[:size])
        body = body[size:]
    trie = marisa_trie.Trie()
    trie.frombytes(blobs[0])
    return Lexicon(Packed(trie, dict(zip(COLUMNS, blobs[1:], strict=True)), edits))
