"""``python -m bench.quotations [--pages N]``: how well, and how fast, quotations are found again.

Quotations are drawn from a made-up archive (`bench.search_corpus`), spoilt as people and machines
spoil them, and looked up as the site does; some stand nowhere.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from statistics import median, quantiles

from archive.catalogue import Catalogue, open_catalogue, store
from archive.catalogue.store import Content
from archive.catalogue.values import Origin, Statement
from archive.folder.outcomes import Outcome
from archive.pages import Page
from archive.settings import ArchiveSettings, PublishSettings, Settings
from bench.search_corpus import Corpus
from search.ask import Search
from search.indexer import Indexer
from search.language.analyser import Analyser
from search.opening import open_search
from web.citing.checking.finding import looked_up

_WORDS = 25  # of a quotation
_ROUNDS = 60  # quotations of each kind
_ALIKE = {"å": "ä", "ä": "a", "ö": "o", "m": "rn", "l": "1", "e": "c", "i": "l", "t": "f"}

Spoil = Callable[[list[str], random.Random], str]


def as_is(words: list[str], _chance: random.Random) -> str:
    """Quote word for word."""
    return f"”{' '.join(words)}”"


def reflowed(words: list[str], chance: random.Random) -> str:
    """Break the lines elsewhere, and words at their ends."""
    broken = [f"{w[:3]}-\n{w[3:]}" if len(w) > 5 and chance.random() < 0.2 else w for w in words]
    return " ".join(broken)


def read_by_machine(words: list[str], chance: random.Random) -> str:
    """Take a letter for another in every fifth word, as OCR does."""
    return " ".join("".join(_ALIKE.get(c, c) for c in w) if chance.random() < 0.2 else w for w in words)


def left_out(words: list[str], _chance: random.Random) -> str:
    """Leave out the middle, and say so."""
    return " ".join([*words[:9], "[…]", *words[-9:]])


def changed(words: list[str], chance: random.Random) -> str:
    """Put another word in place of every eighth, and leave one out."""
    kept = [chance.choice(words) if chance.random() < 0.125 else w for w in words]
    del kept[len(kept) // 2]
    return " ".join(kept)


def elsewhere(words: list[str], chance: random.Random) -> str:
    """Put the words into another order: it stands nowhere."""
    return " ".join(chance.sample(words, len(words)))


KINDS: dict[str, Spoil] = {
    spoil.__name__: spoil for spoil in (as_is, reflowed, read_by_machine, left_out, changed, elsewhere)
}


def main() -> None:
    """Print a line for each kind: found first, told as exact, median and 95th percentile."""
    parser = argparse.ArgumentParser(prog="python -m bench.quotations", description=__doc__)
    parser.add_argument("--pages", type=int, default=5000, help="pages that are generated")
    pages = parser.parse_args().pages
    with tempfile.TemporaryDirectory(prefix="helixarkivet-bench-") as folder:
        data = Path(folder) / "data"
        settings = Settings(archive=ArchiveSettings(folder=Path(folder) / "material", data=data))
        catalogue = open_catalogue(data)
        texts = _filled(catalogue, pages)
        Indexer(catalogue, data, settings, Analyser()).follow()
        search = open_search(settings, catalogue)
        for across in (False, True):
            for name, spoil in KINDS.items():
                print(
                    _line(
                        f"{name}{' across pages' if across else ''}", spoil, across, search, catalogue, texts
                    )
                )


def _filled(catalogue: Catalogue, pages: int) -> dict[str, list[str]]:
    """Catalogue the made-up documents; return the texts of their pages by their ids."""
    texts: dict[str, list[str]] = {}
    with catalogue.write() as session:
        for made in Corpus(pages).documents():
            read = [_sentences([posting.exact for posting in page.text]) for page in made.pages]
            said = [Statement("title", Origin.PAGE, f"Dokument {made.id}")]
            row = store.add_document(session, _content(made.id, read), f"{made.id}.pdf", said)
            texts[row.id] = read
    return texts


def _content(name: str, read: Sequence[str]) -> Content:
    return Content(
        sha256=name.encode().hex().ljust(64, "0"),
        size=1,
        format="pdf",
        file_name=f"{name}.pdf",
        modified_at=datetime(2018, 3, 1, tzinfo=UTC),
        outcome=Outcome.COMPLETE,
        reason="",
        reader="bench",
        page_count=len(read),
        pages=[Page(number, text, language="sv") for number, text in enumerate(read, 1)],
    )


def _sentences(words: Sequence[str]) -> str:
    told = [" ".join(words[at : at + 12]).capitalize() + "." for at in range(0, len(words), 12)]
    return "\n".join(told)


def _line(
    name: str,
    spoil: Spoil,
    across: bool,
    search: Search,
    catalogue: Catalogue,
    texts: dict[str, list[str]],
) -> str:
    chance = random.Random(name)
    right = exact = 0
    took = []
    for _ in range(_ROUNDS):
        document = chance.choice([each for each in texts if len(texts[each]) > 2])
        number, words = _drawn(texts[document], across, chance)
        quotation = spoil(words, chance)
        began = time.perf_counter()
        candidates = search.quoted(quotation)
        with catalogue.read() as session:
            places = looked_up(session, quotation, candidates, PublishSettings()).places
        took.append((time.perf_counter() - began) * 1000)
        first = places[0] if places else None
        right += first is not None and first.document.id == document and first.pages[0].number == number
        exact += first is not None and first.comparison.exact
    slow = quantiles(took, n=20)[-1]
    return (
        f"{name:30} found {right}/{_ROUNDS} exact {exact}/{_ROUNDS} {median(took):.0f} ms, p95 {slow:.0f} ms"
    )


def _drawn(pages: list[str], across: bool, chance: random.Random) -> tuple[int, list[str]]:
    number = chance.randrange(1, len(pages))
    words = pages[number - 1].split()
    if across:
        return number, [*words[-_WORDS // 2 :], *pages[number].split()[: _WORDS // 2]]
    start = chance.randrange(max(1, len(words) - _WORDS))
    return number, words[start : start + _WORDS]


if __name__ == "__main__":
    main()
