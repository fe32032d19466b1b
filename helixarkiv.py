"""The command line: the front door of Helixarkivet, which wires the rooms together.

Exit codes: 0 done, 1 something was refused or held up, 2 bad usage or a bad setting. What is asked
for goes to standard output (with ``--json``, as one JSON object), logs go to standard error.
"""

from __future__ import annotations

import json
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from functools import wraps
from typing import TYPE_CHECKING, Any, ParamSpec

import click
import structlog
from sqlalchemy.exc import DBAPIError

from archive import log as logs
from archive.catalogue import Catalogue, CatalogueError, open_catalogue
from archive.lock import LockHeld, writer_lock
from archive.settings import Settings, SettingsError, load

if TYPE_CHECKING:
    from search.indexer import Indexer
    from search.results import SearchResult

log = structlog.get_logger("helixarkiv")

P = ParamSpec("P")

DONE, HELD_UP, BAD_USAGE = 0, 1, 2


class Stop(Exception):  # noqa: N818 - ends a command, with one line on why
    """Ends the command with one line on standard error."""

    def __init__(self, text: str, code: int = HELD_UP) -> None:
        """End with this line and exit code."""
        super().__init__(text)
        self.code = code


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
def main() -> None:
    """Document archive and full-text search for seminar material and guidance."""


def command(function: Callable[P, int]) -> Callable[P, None]:
    """Turn what people and machines do wrong into one line and an exit code."""

    @wraps(function)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            code = function(*args, **kwargs)
        except SettingsError as error:
            code = _complain(str(error), BAD_USAGE)
        except LockHeld as error:
            code = _complain(f"{error}; try again when it has finished", HELD_UP)
        except CatalogueError as error:
            code = _complain(str(error), HELD_UP)
        except Stop as stop:
            code = _complain(str(stop), stop.code)
        except OSError as error:
            code = _complain(_os_error(error), HELD_UP)
        except DBAPIError as error:
            code = _complain(f"the catalogue cannot be used: {error.orig}", HELD_UP)
        except KeyboardInterrupt:
            code = _complain("interrupted; what was finished is kept", 130)
        sys.exit(code)

    return run


def _complain(text: str, code: int) -> int:
    click.echo(f"helixarkiv: {text}", err=True)
    return code


def _os_error(error: OSError) -> str:
    name = f"{error.filename}: " if error.filename else ""
    return f"{name}{error.strerror or error}"


@contextmanager
def _archive() -> Iterator[tuple[Settings, Catalogue]]:
    settings = load()
    logs.set_up(settings.log)
    catalogue = open_catalogue(settings.archive.data)
    try:
        yield settings, catalogue
    finally:
        catalogue.close()


as_json = click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")


def _print(body: Any) -> None:
    click.echo(json.dumps(body, ensure_ascii=False, indent=2))


@main.command()
@click.option("--no-watch", is_flag=True, help="Serve alone; the folder is watched elsewhere, or not.")
@command
def serve(no_watch: bool) -> int:
    """Serve the site, and watch the folder in a process beside."""
    from ingest.folder.process import WatcherProcess
    from web.server import PortTaken, run

    with _archive() as (settings, _):
        log.info("serving", address=settings.base_url, folder=str(settings.archive.folder))
    watcher = WatcherProcess()
    try:
        run(settings, started=None if no_watch else watcher.start)
    except PortTaken as error:
        raise Stop(str(error)) from None
    finally:
        watcher.stop()
    return DONE


@main.command()
@click.option("--parent", type=int, hidden=True, help="Process to die with.")
@command
def watch(parent: int | None) -> int:
    """Watch the folder: archive what comes, withdraw what goes."""
    from ingest.folder.watch import Watcher
    from ingest.parent import die_with

    if parent is not None:
        die_with(parent)
    with _archive() as (settings, catalogue):
        watcher = Watcher(catalogue, settings, _indexer(settings, catalogue).follow)
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: watcher.stop())
        watcher.run()
    return DONE


def _indexer(settings: Settings, catalogue: Catalogue) -> Indexer:
    from search.indexer import Indexer
    from search.language.analyser import Analyser

    return Indexer(catalogue, settings.archive.data, settings, Analyser())


@main.command()
@click.option("--confirm-withdraw", is_flag=True, help="Withdraw also what the guard holds back.")
@click.option("--retry", is_flag=True, help="Read also what was refused once more.")
@as_json
@command
def ingest(confirm_withdraw: bool, retry: bool, as_json: bool) -> int:
    """Reconcile the archive with the folder once; what was added can be searched afterwards."""
    from ingest.folder.reconciler import Progress, Reconciler

    with (
        _archive() as (settings, catalogue),
        writer_lock(settings.archive.data, "ingest", settings.archive.lock_wait),
        _progress_bar() as (begin, advance),
    ):
        progress = Progress(begin, advance)
        report = Reconciler(catalogue, settings).run(
            confirm_withdraw=confirm_withdraw, wait=True, retry=retry, progress=progress
        )
        _indexer(settings, catalogue).follow()
    if as_json:
        _print(report.as_json())
    else:
        for line in report.lines():
            click.echo(line)
    return DONE if report.is_clean else HELD_UP


@contextmanager
def _progress_bar() -> Iterator[tuple[Callable[[int], None], Callable[[str], None]]]:
    """Draw a progress bar on a terminal; elsewhere nothing."""
    bar = click.progressbar(length=0, label="Reading", file=sys.stderr, item_show_func=lambda path: path)
    if not sys.stderr.isatty():
        yield (lambda _: None), (lambda _: None)
        return

    def begin(length: int) -> None:
        bar.length = length

    with bar:
        yield begin, lambda path: bar.update(1, path)


@main.command()
@click.argument("query")
@click.option("--limit", type=click.IntRange(1, 100), default=10, show_default=True, help="Documents.")
@as_json
@command
def search(query: str, limit: int, as_json: bool) -> int:
    """Search the archive for QUERY."""
    from search.engine import EngineUnavailable
    from search.opening import open_search
    from search.results import Request
    from web.api.serialise import search_body
    from web.urls import Urls

    with _archive() as (settings, catalogue):
        try:
            result = open_search(settings, catalogue).ask(Request(q=query, size=limit))
        except EngineUnavailable as error:
            raise Stop(f"{error}; run `helixarkiv ingest` or `helixarkiv reindex`") from None
        urls = Urls(settings.base_url)
        if as_json:
            _print(search_body(result, urls))
            return DONE
    for remark in _remarks(result):
        click.echo(f"! {remark}", err=True)
    click.echo(f"{result.matching_documents} documents, {result.matching_pages} pages")
    for hit in result.hits:
        click.echo(f"\n{hit.document.title}\n  {urls.document(hit.document.id)}")
        for page in hit.pages:
            click.echo(f"  {page.label or page.number}: {_plain(page.snippet)}")
    return DONE


def _remarks(result: SearchResult) -> Iterator[str]:
    """Yield what was searched otherwise than it was typed, or not at all, and what would find something."""
    for each in result.query.corrections:
        yield f"searched for {each.used} instead of {each.typed}; as typed: {each.original}"
    for step in result.query.steps:
        if step.kind in ("unused", "limit"):
            yield f"{step.text}: {step.meaning}"
    yield from result.limits
    if result.partial:
        yield "nothing matches the whole question; these are the best of what matches in part"
    for offer in result.offers:
        yield f"{offer.matching_documents} documents for: {offer.request.q}"


def _plain(snippet: str) -> str:
    from html import unescape

    return unescape(snippet.replace("<mark>", "[").replace("</mark>", "]"))


@main.command()
@as_json
@command
def status(as_json: bool) -> int:
    """Tell where each file of the folder stands, and what holds the service up."""
    from archive.catalogue.folder.status import status as read_status

    with _archive() as (_, catalogue), catalogue.read() as session:
        found = read_status(session)
    if as_json:
        _print(asdict(found))
    else:
        click.echo(f"{found.documents} documents, {found.pages} pages, {found.pending} waiting for the index")
        for notice in found.notices:
            click.echo(f"! {notice}")
        for file in found.files:
            reason = f" ({file.reason})" if file.reason else ""
            click.echo(f"{file.state:9} {file.path}{reason}")
            if file.explained.remedy:
                click.echo(f"          {file.explained.label}: {file.explained.remedy}")
    return HELD_UP if found.notices else DONE


@main.command()
@as_json
@command
def reindex(as_json: bool) -> int:
    """Build the index anew from the catalogue; the old one answers meanwhile."""
    with (
        _archive() as (settings, catalogue),
        writer_lock(settings.archive.data, "reindex", settings.archive.lock_wait),
    ):
        count = _indexer(settings, catalogue).rebuild()
    if as_json:
        _print({"documents": count})
    else:
        click.echo(f"{count} documents indexed")
    return DONE


@main.command()
@as_json
@command
def verify(as_json: bool) -> int:
    """Check every original against its hash, and the index against the catalogue."""
    from archive.catalogue.folder.status import pending
    from archive.fixity import check_originals
    from archive.originals import Originals

    with _archive() as (settings, catalogue):
        checked = list(check_originals(catalogue, Originals(settings.archive.data)))
        with catalogue.read() as session:
            waiting = pending(session)
        index = _what_is_wrong_with_the_index(settings, catalogue)
    wrong = [asdict(item) for item in checked if item.problem]
    if as_json:
        _print({"checked": len(checked), "wrong": wrong, "pending": waiting, "index": index})
    else:
        click.echo(
            f"{len(checked)} originals checked, {len(wrong)} wrong; {waiting} documents wait for the index"
        )
        for item in wrong:
            click.echo(f"{item['document']} version {item['version']}: {item['problem']}")
        if index:
            click.echo(f"the index cannot be used: {index}; run `helixarkiv reindex`")
    return HELD_UP if wrong or waiting or index else DONE


def _what_is_wrong_with_the_index(settings: Settings, catalogue: Catalogue) -> str:
    """Return why questions cannot be answered, "" where they can; opening checks every file's sum."""
    from search.engine import EngineUnavailable
    from search.opening import open_search
    from search.results import Request

    try:
        open_search(settings, catalogue).ask(Request(size=1))
    except EngineUnavailable as error:
        return str(error)
    return ""


@main.command()
@as_json
@command
def lexicon(as_json: bool) -> int:
    """Build the lexicon of Swedish below the checkout's data/run, unless the present one is there."""
    from archive.settings import LogSettings
    from search.language.lexicon.opening import PLACE, ensure

    logs.set_up(LogSettings())  # it belongs to the checkout: no configuration is asked
    built = ensure()
    if as_json:
        _print({"built": built, "path": str(PLACE)})
    else:
        click.echo(f"the lexicon of Swedish {'has been built' if built else 'is there'}: {PLACE}")
    return DONE


if __name__ == "__main__":
    main()
