"""Everything that files and contents say of one document, each value with where it came from.

Which of several statements holds is not decided here but by `archive.catalogue.values.effective`.
Nobody becomes a speaker by metadata, and no date of a file the date of a seminar (decisions 7
and 8): of people and dates only descriptors speak.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence

from archive.catalogue.values import Origin, Statement
from archive.folder.unpublished import is_unpublished, series_folder
from archive.pages import Page
from ingest.describe.descriptors import Descriptors
from ingest.describe.titles import LEAST_LETTERS, clean_file_name, clean_title, is_junk, says_nothing
from ingest.readers.reading import Summary


def describe(
    path: str, summary: Summary | None, pages: Sequence[Page], descriptors: Descriptors
) -> tuple[Statement, ...]:
    """Return every statement about the document at `path`, relative to the archive's folder.

    `summary` is None where reading did not come to its end. There is always a title (at least
    the file's name) and a series (empty at the root).
    """
    return (*descriptors.statements, *_read_off(path, summary, pages))


def _read_off(path: str, summary: Summary | None, pages: Sequence[Page]) -> Iterator[Statement]:
    yield from _titles(path, summary, pages)
    yield Statement("series", Origin.FOLDER, unicodedata.normalize("NFC", series_folder(path)))
    if is_unpublished(path):
        yield Statement("visibility", Origin.FOLDER, "hidden", path.rpartition("/")[0])
    if language := main_language(pages):
        yield Statement("language", Origin.CONTENT, language)
    if summary is not None and summary.link:
        yield Statement("link", Origin.EMBEDDED, summary.link)


def _titles(path: str, summary: Summary | None, pages: Sequence[Page]) -> Iterator[Statement]:
    headline = clean_title(summary.headline) if summary else ""
    unseen = ""
    if pages and pages[0].hidden:
        # PowerPoint also embeds the first slide's title: what is withheld must not come out that way.
        unseen = headline or clean_title(pages[0].title)
        headline = next((clean_title(page.title) for page in pages if not page.hidden), "")
    if summary is not None:
        embedded = clean_title(summary.embedded.get("title", ""))
        author = summary.embedded.get("author", "")
        if embedded != unseen and not is_junk(embedded, path, author):
            yield Statement("title", Origin.EMBEDDED, embedded)
    if sum(map(str.isalpha, headline)) >= LEAST_LETTERS and not says_nothing(headline):
        yield Statement("title", Origin.PAGE, headline)
    yield Statement("title", Origin.FILE_NAME, clean_file_name(path))


def main_language(pages: Sequence[Page]) -> str:
    """Return the language that most letters of the pages are in, empty where no page tells."""
    letters: Counter[str] = Counter()
    for page in pages:
        if page.language and not page.hidden:
            letters[page.language] += sum(map(str.isalpha, page.text))
    return letters.most_common(1)[0][0] if letters else ""
