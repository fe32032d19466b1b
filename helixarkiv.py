"""The command line: the front door of Helixarkivet, which wires the rooms together."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from functools import partial
from typing import TYPE_CHECKING

import click
import structlog

from archive import log as logs
from archive.catalogue import Catalogue
from archive.catalogue.folder.events_command import prune_events
from archive.catalogue.staff.signing import users
from archive.catalogue.staff.signing.user_command import user
from archive.command import DONE, HELD_UP, Stop, as_json, command, opened_archive, print_json
from archive.copies.commands import backup_command, export_command, restore_command
from archive.kept.lock import writer_lock
from archive.legible import legible
from archive.purging.purge_command import end_purges, purge_command
from archive.settings import Settings
from ingest.harvest.command import harvest
from ingest.picturing.command import pictures
from search.upgrade_command import upgrade
from search.verify_command import verify

if TYPE_CHECKING:
    from ingest.ocr.command import Ocr
    from search.indexer import Indexer

log = structlog.get_logger("helixarkiv")


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
def main() -> None:
    """Document archive and full-text search for seminar material and guidance."""


main.add_command(user)
main.add_command(prune_events)
main.add_command(harvest)
main.add_command(pictures)
main.add_command(verify)
main.add_command(upgrade)


@main.command()
@click.option("--no-watch", is_flag=True, help="Serve alone; the folder is watched elsewhere, or not.")
@command
def serve(no_watch: bool) -> int:
    """Serve the site, and watch the folder in a process beside."""
    from ingest.folder.process import WatcherProcess
    from web.server import PortTaken, run

    with opened_archive() as (settings, catalogue), catalogue.read() as session:
        log.info("serving", address=settings.base_url, folder=str(settings.archive.folder))
        if not (settings.staff.user_header or users.any_user(session)):
            log.info("no staff yet: run `helixarkiv user add NAME` to open the pages under /personal/")
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
    from ingest.harvest.fetching.fetcher import Fetcher
    from ingest.ocr.background import PictureReader
    from ingest.parent import die_with
    from ingest.picturing.background import PictureMaker

    if parent is not None:
        die_with(parent)
    with opened_archive() as (settings, catalogue):
        indexer = _indexer(settings, catalogue)
        watcher = Watcher(
            catalogue, settings, indexer.follow, partial(end_purges, settings, catalogue, _rebuild)
        )
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: watcher.stop())
        beside = (
            Fetcher(catalogue, settings),
            PictureReader(catalogue, settings),
            PictureMaker(catalogue, settings),
        )
        for each in beside:
            each.start()
        watcher.run()
        for each in beside:
            each.stop()
    return DONE


def _indexer(settings: Settings, catalogue: Catalogue) -> Indexer:
    from search.indexer import Indexer
    from search.language.analyser import Analyser

    return Indexer(catalogue, settings.archive.data, settings, Analyser())


def _rebuild(settings: Settings, catalogue: Catalogue) -> int:
    return _indexer(settings, catalogue).rebuild()


main.add_command(purge_command(_rebuild))
main.add_command(backup_command)
main.add_command(export_command)
main.add_command(restore_command(_rebuild))


@main.command()
@click.option("--confirm-withdraw", is_flag=True, help="Withdraw also what the guard holds back.")
@click.option("--retry", is_flag=True, help="Read also what was refused once more.")
@click.option("--ocr", is_flag=True, help="Read also the scanned pages that wait, to the last.")
@as_json
@command
def ingest(confirm_withdraw: bool, retry: bool, ocr: bool, as_json: bool) -> int:
    """Reconcile the archive with the folder once; what was added can be searched afterwards."""
    from ingest.folder.reconciler import Progress, Reconciler
    from ingest.ocr.command import waiting

    with opened_archive() as (settings, catalogue):
        with (
            writer_lock(settings.archive.data, "ingest", settings.archive.lock_wait),
            _progress_bar() as (begin, advance),
        ):
            end_purges(settings, catalogue, _rebuild)
            progress = Progress(begin, advance)
            report = Reconciler(catalogue, settings).run(
                confirm_withdraw=confirm_withdraw, wait=True, retry=retry, progress=progress
            )
            _indexer(settings, catalogue).follow()
        read = _read_pictures(settings, catalogue) if ocr else waiting(catalogue)
    if as_json:
        print_json({**report.as_json(), "ocr": asdict(read)})
    else:
        for line in [*report.lines(), *read.lines()]:
            click.echo(legible(line))
    return DONE if report.is_clean else HELD_UP


def _read_pictures(settings: Settings, catalogue: Catalogue) -> Ocr:
    """Read what waits for OCR; the index follows."""
    from ingest.ocr.command import read_all

    with _progress_bar("Reading pictures") as (begin, advance):
        read = read_all(catalogue, settings, begin, advance)
    with writer_lock(settings.archive.data, "ingest", settings.archive.lock_wait):
        _indexer(settings, catalogue).follow()
    return read


@contextmanager
def _progress_bar(label: str = "Reading") -> Iterator[tuple[Callable[[int], None], Callable[[str], None]]]:
    """Draw a progress bar on a terminal; elsewhere nothing."""
    bar = click.progressbar(
        length=0, label=label, file=sys.stderr, item_show_func=lambda path: path and legible(path)
    )
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
    from web import terminal
    from web.api.serialise import search_body
    from web.urls import Urls

    with opened_archive() as (settings, catalogue):
        try:
            result = open_search(settings, catalogue).ask(Request(q=query, size=limit))
        except EngineUnavailable as error:
            raise Stop(f"{error}; run `helixarkiv ingest` or `helixarkiv reindex`") from None
        urls = Urls(settings.base_url)
        if as_json:
            print_json(search_body(result, urls))
            return DONE
    for remark in terminal.remarks(result):
        click.echo(f"! {remark}", err=True)
    for line in terminal.lines(result, urls):
        click.echo(line)
    return DONE


@main.command()
@as_json
@command
def status(as_json: bool) -> int:
    """Tell where each file of the folder stands, and what holds the service up."""
    from archive.catalogue.folder.status import status as read_status

    with opened_archive() as (_, catalogue), catalogue.read() as session:
        found = read_status(session)
    if as_json:
        print_json(asdict(found))
    else:
        click.echo(f"{found.documents} documents, {found.pages} pages, {found.pending} waiting for the index")
        lacking = "" if found.backup_whole or not found.backup else ", but not whole"
        click.echo(f"last backup: {found.backup or 'never'}{lacking}")
        for notice in found.notices:
            click.echo(f"! {legible(notice)}")
        for file in found.files:
            reason = f" ({file.reason})" if file.reason else ""
            click.echo(legible(f"{file.state:9} {file.path}{reason}"))
            if file.explained.remedy:
                click.echo(legible(f"          {file.explained.label}: {file.explained.remedy}"))
    return HELD_UP if found.notices else DONE


@main.command()
@command
def metrics() -> int:
    """Print where the archive stands in numbers, for Prometheus (its node exporter's textfile collector)."""
    from archive.metrics import metrics as every

    with opened_archive() as (settings, catalogue):
        click.echo(every(catalogue, settings), nl=False)
    return DONE


@main.command()
@as_json
@command
def reindex(as_json: bool) -> int:
    """Build the index anew from the catalogue; the old one answers meanwhile."""
    with (
        opened_archive() as (settings, catalogue),
        writer_lock(settings.archive.data, "reindex", settings.archive.lock_wait),
    ):
        end_purges(settings, catalogue, _rebuild)
        count = _rebuild(settings, catalogue)
    if as_json:
        print_json({"documents": count})
    else:
        click.echo(f"{count} documents indexed")
    return DONE


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
        print_json({"built": built, "path": str(PLACE)})
    else:
        click.echo(f"the lexicon of Swedish {'has been built' if built else 'is there'}: {PLACE}")
    return DONE


if __name__ == "__main__":
    main()
