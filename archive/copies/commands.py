"""`helixarkiv backup`, `export` and `restore`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

import click

from archive import log
from archive.catalogue import Catalogue, open_catalogue
from archive.command import DONE, HELD_UP, Stop, as_json, command, opened_archive, print_json
from archive.copies import files
from archive.copies.backup import back_up
from archive.copies.exporting.export import export
from archive.copies.files import CopyError
from archive.copies.restoring.restore import restore
from archive.copies.restoring.source import look
from archive.settings import Settings, load

Rebuilding = Callable[[Settings, Catalogue], object]
"""Makes the index anew from the catalogue."""

_folder = click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))


@contextmanager
def _told() -> Iterator[None]:
    """End the command with one line where a copy cannot be made or taken back."""
    try:
        yield
    except CopyError as error:
        raise Stop(str(error)) from None


@click.command("backup")
@_folder
@click.option("--check", is_flag=True, help="Read also what is linked, and copy it anew if it has changed.")
@click.option("--keep", type=click.IntRange(1), help="Remove all but so many of the newest backups.")
@as_json
@command
def backup_command(folder: Path, check: bool, keep: int | None, as_json: bool) -> int:
    """Copy catalogue and originals to a new folder in DIR; the service may run."""
    with opened_archive() as (settings, catalogue), _told():
        files.refuse_overlap(folder, settings.archive.data, settings.archive.folder)
        made = back_up(catalogue, settings.archive.data, folder.resolve(), check=check, keep=keep or 0)
    if as_json:
        print_json(asdict(made))
    else:
        click.echo(
            f"{made.path}: {made.originals} originals, {made.bytes >> 20} MiB; {made.copied} copied, "
            f"{made.linked} linked to the backup before"
        )
        if made.removed:
            click.echo(f"{made.removed} older backups removed")
        _tell_missing(made.missing)
    return HELD_UP if made.missing else DONE


@click.command("export")
@_folder
@as_json
@command
def export_command(folder: Path, as_json: bool) -> int:
    """Write everything as a BagIt bag to DIR, which must not be there yet; the service may run."""
    with opened_archive() as (settings, catalogue), _told():
        files.refuse_overlap(folder, settings.archive.data, settings.archive.folder)
        made = export(catalogue, settings.archive.data, folder.resolve())
    if as_json:
        print_json(asdict(made))
    else:
        click.echo(
            f"{made.path}: {made.documents} documents, {made.originals} originals, {made.bytes >> 20} MiB"
        )
        _tell_missing(made.missing)
    return HELD_UP if made.missing else DONE


def restore_command(rebuild: Rebuilding) -> click.Command:
    """Return the command, given what makes the index anew."""

    @click.command("restore")
    @_folder
    @click.option(
        "--purged",
        multiple=True,
        type=click.Path(dir_okay=False, path_type=Path),
        help="A further purged.jsonl: what it lists does not come back.",
    )
    @as_json
    @command
    def run(folder: Path, purged: tuple[Path, ...], as_json: bool) -> int:
        """Put a backup (the newest in DIR, or DIR itself) or an export back into an empty data folder."""
        settings = load()
        log.set_up(settings.log)

        def index(data: Path) -> None:
            catalogue = open_catalogue(data)
            try:
                rebuild(settings, catalogue)
            finally:
                catalogue.close()

        with _told():
            files.refuse_overlap(folder, settings.archive.data)
            restored = restore(look(folder), settings.archive.data, purged, index)
        if as_json:
            print_json(asdict(restored))
        else:
            click.echo(
                f"{restored.documents} documents and {restored.originals} originals are back; "
                "every hash was as it should be"
            )
            for document in restored.purged:
                click.echo(f"{document} was removed for good and stays so")
            if restored.users:
                click.echo(
                    f"{restored.users} users need a new password: `helixarkiv user password NAME` "
                    "(no copy holds passwords)"
                )
            _tell_missing(restored.missing)
        return HELD_UP if restored.missing else DONE

    return run


def _tell_missing(missing: tuple[str, ...]) -> None:
    for sha256 in missing:
        click.echo(
            f"the original {sha256} is gone or damaged in the archive; `helixarkiv verify` tells whose"
        )
