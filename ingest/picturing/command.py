"""`helixarkiv pictures`: the pictures that are missing, made now instead of by and by."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING

import click
from sqlalchemy.orm import Session

from archive.catalogue.tables import Document
from archive.command import DONE, HELD_UP, Stop, as_json, command, opened_archive, print_json

if TYPE_CHECKING:
    from ingest.picturing.wanted import Wanted


@click.command()
@click.argument("documents", metavar="[ID]...", nargs=-1)
@click.option("--again", is_flag=True, help="Make also those anew that are there, or could not be made.")
@as_json
@command
def pictures(documents: tuple[str, ...], again: bool, as_json: bool) -> int:
    """Make the pictures of pages and slides that are missing: of all documents, or of those named."""
    from ingest.picturing.background import PictureMaker

    with opened_archive() as (settings, catalogue):
        if not settings.pictures.enabled:
            raise Stop("pictures.enabled is false: no pictures are made")
        maker = PictureMaker(catalogue, settings)
        with catalogue.read() as session:
            asked = _of(session, documents)
        waiting = (
            list(asked.values()) if again else [each for each in maker.missing() if each.sha256 in asked]
        )
        made, problems = 0, []
        with _bar(waiting) as bar:
            for each in bar:
                done = maker.step(each)
                made += done.pages if done else 0
                if done and (done.reason or done.failed):
                    problems.append({"document": each.document, "reason": done.reason, "pages": done.failed})
        maker.tidy()
    if as_json:
        print_json({"files": len(waiting), "pages": made, "problems": problems})
    else:
        click.echo(f"{len(waiting)} files, {made} pages drawn")
        for problem in problems:
            click.echo(f"{problem['document']}: {problem['reason'] or problem['pages']}")
    return HELD_UP if problems else DONE


def _bar(waiting: list[Wanted]) -> AbstractContextManager[Iterable[Wanted]]:
    """Return a progress bar on a terminal; elsewhere one that is not seen."""
    return click.progressbar(waiting, label="Drawing", file=sys.stderr, hidden=not sys.stderr.isatty())


def _of(session: Session, documents: tuple[str, ...]) -> dict[str, Wanted]:
    """Return what can be drawn by its hash, each file once: of all documents, or of those with these ids."""
    from ingest.picturing import wanted

    for each in documents:
        if session.get(Document, each) is None:
            raise Stop(f"no document is called {each}")
    once: dict[str, Wanted] = {}
    for found in wanted.newest(session):
        if not documents or found.document in documents:
            once.setdefault(found.sha256, found)
    return once
