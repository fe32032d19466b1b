"""``python -m bench.relevance.questions``: fifty questions to the sample material, to be read and judged.

For each: what it was taken to mean, how much matches, and the first three hits, each with its best page.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import unescape
from pathlib import Path

from archive import log as logs
from archive.settings import LogSettings
from bench.relevance.sample import sample_archive
from search.results import Request, ResultDocument, SearchResult

_QUESTIONS = Path(__file__).with_name("questions.txt")
_SHOWN = 3


def questions() -> tuple[str, ...]:
    """Return the questions; a line that begins with # says what those below it have in common."""
    lines = _QUESTIONS.read_text(encoding="utf-8").splitlines()
    return tuple(line for line in lines if line.strip() and not line.startswith("# "))


def main() -> None:
    """Ask them all."""
    logs.set_up(LogSettings(level="warning"))
    with sample_archive() as sample:
        for number, question in enumerate(questions(), start=1):
            result = sample.search.ask(Request(question, size=_SHOWN))
            print(f"\n{number}. {question}")
            for line in _told(result):
                print(f"   {line}")


def _told(result: SearchResult) -> Iterator[str]:
    for step in result.query.steps:
        yield f"({step.kind}) {step.text}: {step.meaning}"
    for correction in result.query.corrections:
        yield f"sökte {correction.used} i stället för {correction.typed}"
    part = ", i delar" if result.partial else ""
    yield f"{result.matching_documents} dokument, {result.matching_pages} sidor{part}"
    for hit in result.hits:
        yield from _hit(hit)
    for offer in result.offers:
        yield f"förslag: {offer.kind} {offer.text}: {offer.matching_documents} dokument"


def _hit(hit: ResultDocument) -> Iterator[str]:
    yield f"- {hit.document.title} ({hit.score:.2f})"
    for page in hit.pages[:1]:
        snippet = unescape(page.snippet.replace("<mark>", "[").replace("</mark>", "]"))
        yield f"    s. {page.label or page.number}: {' '.join(snippet.split())[:160]}"


if __name__ == "__main__":
    main()
