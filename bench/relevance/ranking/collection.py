"""A collection with known answers, as BEIR lays it out (Thakur et al. 2021)."""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PAGE_CHARACTERS = 3000
"""What a page of running text holds; a longer text becomes several pages."""

_QRELS = ("qrels.tsv", "qrels/test.tsv", "qrels/dev.tsv")


@dataclass(frozen=True, slots=True)
class Document:
    """A document of a collection; its text in pages."""

    id: str
    title: str
    pages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Collection:
    """Documents, questions, and how relevant which document is to which question (0: not)."""

    name: str
    documents: tuple[Document, ...]
    queries: Mapping[str, str]
    relevance: Mapping[str, Mapping[str, int]]


def is_collection(folder: Path) -> bool:
    """Tell whether a folder holds a collection."""
    names = ("corpus.jsonl", "queries.jsonl")
    return all((folder / name).is_file() for name in names) and _qrels(folder) is not None


def read(folder: Path) -> Collection:
    """Read a collection; queries that nothing answers are left out, since they measure nothing."""
    relevance = _relevance(folder)
    queries = {str(row["_id"]): str(row["text"]) for row in _rows(folder / "queries.jsonl")}
    documents = tuple(
        Document(str(row["_id"]), str(row.get("title") or ""), pages(str(row["text"])))
        for row in _rows(folder / "corpus.jsonl")
    )
    answered = {query: text for query, text in queries.items() if any(relevance.get(query, {}).values())}
    return Collection(folder.name, documents, answered, relevance)


def pages(text: str) -> tuple[str, ...]:
    """Return a text as pages of at most :data:`PAGE_CHARACTERS`, cut between lines or words."""
    made = [""]
    for piece in _pieces(text.strip()):
        if len(made[-1]) + len(piece) > PAGE_CHARACTERS:
            made.append("")
        made[-1] += piece
    return tuple(made)


def _pieces(text: str) -> Iterator[str]:
    """Yield the lines of a text with their ends; of lines that are too long, pieces that end in a space."""
    for line in text.splitlines(keepends=True):
        rest = line
        while len(rest) > PAGE_CHARACTERS:
            cut = rest.rfind(" ", 0, PAGE_CHARACTERS) + 1 or PAGE_CHARACTERS
            yield rest[:cut]
            rest = rest[cut:]
        yield rest


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def _qrels(folder: Path) -> Path | None:
    return next((folder / name for name in _QRELS if (folder / name).is_file()), None)


def _relevance(folder: Path) -> Mapping[str, Mapping[str, int]]:
    path = _qrels(folder)
    if path is None:
        raise FileNotFoundError(f"{folder} holds none of {', '.join(_QRELS)}")
    found: dict[str, dict[str, int]] = defaultdict(dict)
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            if len(row) == 3 and row[2].strip().lstrip("-").isdecimal():  # not the header
                found[row[0]][row[1]] = int(row[2])
    return found
