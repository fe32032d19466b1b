"""``helixarkiv verify``: whether everything is as it was, and agrees."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass

import click

from archive.catalogue import Catalogue
from archive.catalogue.folder.status import pending
from archive.checking import whole
from archive.checking.originals import Wrong
from archive.checking.repairing import repair as repair_originals
from archive.command import DONE, HELD_UP, as_json, command, opened_archive, print_json
from archive.kept.lock import writer_lock
from archive.kept.originals import Originals
from archive.purging import purge
from archive.settings import Settings


@dataclass(frozen=True, slots=True)
class _Index:
    """What is wrong with the index: why it cannot be used, or the documents that it holds otherwise."""

    unusable: str = ""
    lacking: tuple[str, ...] = ()
    left_over: tuple[str, ...] = ()
    other_pages: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.unusable or self.lacking or self.left_over or self.other_pages)


@click.command()
@click.option("--within", type=click.FloatRange(0), metavar="MINUTES", help="Leave the rest for later.")
@click.option("--anew", is_flag=True, help="Begin from the start, also where the last check left something.")
@click.option("--repair", is_flag=True, help="Put right what can be: from the folder, and in the index.")
@as_json
@command
def verify(within: float | None, anew: bool, repair: bool, as_json: bool) -> int:
    """Check every original against its hash, and catalogue, originals and index against each other."""
    with opened_archive() as (settings, catalogue):
        kept = Originals(settings.archive.data)
        found = whole.check(catalogue, kept, anew=anew, seconds=None if within is None else within * 60)
        index, repaired = _index(settings, catalogue), frozenset[str]()
        if repair and (found.wrong or index):
            with writer_lock(settings.archive.data, "verify --repair", settings.archive.lock_wait):
                hashes = [each.sha256 for each in found.wrong]
                repaired = repair_originals(catalogue, kept, settings.archive.folder, hashes)
                _repair_index(settings, catalogue)
            index = _index(settings, catalogue)
        purging = purge.unfinished(catalogue, settings.archive.data)
        with catalogue.read() as session:
            waiting = pending(session)
    wrong = tuple(each for each in found.wrong if each.sha256 not in repaired)
    if as_json:
        body = {"checked": found.checked, "left": found.left, "wrong": [asdict(each) for each in wrong]}
        body |= {"repaired": sorted(repaired), "catalogue": found.catalogue, "pending": waiting}
        body |= {"index": index.unusable, "differences": _differences(index)}
        print_json({**body, "unreferenced": found.strays, "purging": purging})
    else:
        for line in _lines(found, wrong, repaired, index, waiting, purging):
            click.echo(line)
    return HELD_UP if wrong or found.catalogue or index or waiting or purging else DONE


def _index(settings: Settings, catalogue: Catalogue) -> _Index:
    """Open the index, which checks every file's sum, ask it, and compare it with the catalogue."""
    from search.engine import EngineUnavailable
    from search.indexer.comparing import differences
    from search.opening import open_engine, open_search
    from search.results import Request

    try:
        open_search(settings, catalogue).ask(Request(size=1))
        held = open_engine(settings).pages_held()
    except EngineUnavailable as error:
        return _Index(str(error))
    with catalogue.read() as session:
        found = differences(session, held, settings.publish)
    return _Index("", found.lacking, found.left_over, found.other_pages)


def _repair_index(settings: Settings, catalogue: Catalogue) -> None:
    """Bring the index up to the catalogue; one that cannot be used is made anew."""
    from search.indexer import Indexer
    from search.indexer.comparing import index_again
    from search.language.analyser import Analyser

    index = _index(settings, catalogue)
    with catalogue.write() as session:
        index_again(session, [key for keys in _differences(index).values() for key in keys])
    Indexer(catalogue, settings.archive.data, settings, Analyser()).follow()


def _differences(index: _Index) -> dict[str, tuple[str, ...]]:
    return {"lacking": index.lacking, "left_over": index.left_over, "other_pages": index.other_pages}


def _lines(
    found: whole.Found,
    wrong: tuple[Wrong, ...],
    repaired: frozenset[str],
    index: _Index,
    waiting: int,
    purging: tuple[str, ...],
) -> Iterator[str]:
    yield f"{found.checked} originals checked, {len(wrong)} wrong; {waiting} documents wait for the index"
    if found.left:
        yield f"{found.left} originals are left; the next `helixarkiv verify` goes on with them"
    for each in wrong:
        yield f"{each.document} version {each.version}: {each.problem}"
    for sha256 in sorted(repaired):
        yield f"the original {sha256} was put right from the folder"
    for line in found.catalogue:
        yield f"the catalogue: {line}"
    for name in found.strays:
        yield f"no version has the original {name}; the watcher removes it, unless there are many"
    for document in purging:
        yield f"{document} is hidden but not gone yet; run `helixarkiv ingest`"
    if index.unusable:
        yield f"the index cannot be used: {index.unusable}; run `helixarkiv reindex`"
    for document in index.lacking:
        yield f"{document} is not in the index; `helixarkiv verify --repair` puts it in"
    for document in index.left_over:
        yield f"{document} is in the index and should not be; `helixarkiv verify --repair` takes it out"
    for document in index.other_pages:
        yield f"{document} is in the index with other pages; `helixarkiv verify --repair` puts it right"
