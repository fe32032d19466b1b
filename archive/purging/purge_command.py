"""`helixarkiv purge`: removes a document for good, or lets what was removed come back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict

import click
import structlog

from archive.catalogue import Catalogue
from archive.command import DONE, Stop, as_json, command, opened_archive, operator, print_json
from archive.kept.lock import writer_lock
from archive.purging import purge
from archive.purging.purged import PurgedList
from archive.purging.traces import Traces
from archive.settings import Settings

log = structlog.get_logger("archive.purging")

Rebuilding = Callable[[Settings, Catalogue], object]
"""Makes the index anew from the catalogue and removes every older one."""


def purge_command(rebuild: Rebuilding) -> click.Command:
    """Return the command, given what makes the index anew."""

    @click.command("purge")
    @click.argument("document")
    @click.option("--reason", required=True, help="Why, for the record; name no person in it.")
    @click.option(
        "--block", is_flag=True, help="Also while the folder holds the file; it is passed over then."
    )
    @click.option(
        "--allow", is_flag=True, help="Let what was removed, by its id or a SHA-256, come back instead."
    )
    @click.option("--yes", is_flag=True, help="Do not ask; nor does --json.")
    @as_json
    @command
    def run(document: str, reason: str, block: bool, allow: bool, yes: bool, as_json: bool) -> int:
        """Remove DOCUMENT (its id) for good: text, versions, originals, pictures, every trace."""
        with opened_archive() as (settings, catalogue):
            if allow:
                return _allow(settings, document, reason, as_json)
            asking = not (yes or as_json)
            try:
                removed = _purge(settings, catalogue, rebuild, document, reason, block=block, asking=asking)
            except purge.NotPurged as error:
                raise Stop(str(error)) from None
        if as_json:
            print_json(asdict(removed))
        else:
            _tell(document, removed)
        return DONE

    return run


def end_purges(settings: Settings, catalogue: Catalogue, rebuild: Rebuilding) -> None:
    """Remove what was to be removed for good when the power went, or came back with an older catalogue.

    Needs the writer's lock.
    """
    data = settings.archive.data
    documents = purge.unfinished(catalogue, data)
    if not documents:
        return
    purge.hide_again(catalogue, data)
    try:
        purge.finish(catalogue, data, documents, lambda: rebuild(settings, catalogue))
    except purge.NotPurged as error:
        raise Stop(f"{', '.join(documents)}: {error}") from None
    log.info("what was removed for good is gone", documents=documents)


def _purge(
    settings: Settings,
    catalogue: Catalogue,
    rebuild: Rebuilding,
    document: str,
    reason: str,
    *,
    block: bool,
    asking: bool,
) -> purge.Removed:
    """Remove a document, or go on with it where that was begun before."""
    data = settings.archive.data
    begun = document in purge.unfinished(catalogue, data)
    if asking and not begun:
        _confirm(purge.look(catalogue, document, block=block))
    with writer_lock(data, "purge", settings.archive.lock_wait):
        if not begun:
            found = purge.look(catalogue, document, block=block)
            purge.begin(catalogue, data, found, reason, operator())
        return purge.finish(catalogue, data, [document], lambda: rebuild(settings, catalogue))


def _confirm(found: Traces) -> None:
    """Ask whether a document is to be removed, naming it: ids are easily mistaken."""
    click.echo(f"{found.document}: {found.title!r}, {len(found.hashes)} versions", err=True)
    for path in found.standing:
        click.echo(f"  the folder holds {path!r}, which is passed over from now on", err=True)
    click.confirm("Remove it for good? It cannot be undone", abort=True, err=True)


def _tell(document: str, removed: purge.Removed) -> None:
    click.echo(f"{document} is gone: {removed.versions} versions, {removed.originals} originals")
    click.echo(f"its title and its files' names were looked for in {removed.checked} files of archive.data")
    for path in removed.left:
        click.echo(f"one of them stands in {path}; does another document say it?")


def _allow(settings: Settings, named: str, reason: str, as_json: bool) -> int:
    with writer_lock(settings.archive.data, "purge", settings.archive.lock_wait):
        documents = PurgedList(settings.archive.data).allow(named, reason, operator())
    if not documents:
        raise Stop(f"nothing that was removed for good is called {named!r}, or has that SHA-256")
    if as_json:
        print_json({"allowed": documents})
    else:
        click.echo(f"the bytes of {', '.join(documents)} may come back")
    return DONE
