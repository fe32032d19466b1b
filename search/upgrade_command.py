"""``helixarkiv upgrade``: what this version will do to an archive, and doing it."""

from __future__ import annotations

from collections.abc import Iterator

import click

from archive.catalogue import unasked
from archive.catalogue.outlook import Outlook, outlook
from archive.command import DONE, HELD_UP, as_json, command, opened_archive, print_json
from archive.kept.lock import writer_lock
from archive.log import set_up
from archive.settings import Settings, load

_USUALLY_A_SECOND = 100.0  # pages, where this archive has not told yet


@click.command()
@click.option("--check", is_flag=True, help="Only say what would be done, and how long it takes.")
@as_json
@command
def upgrade(check: bool, as_json: bool) -> int:
    """Bring catalogue and index up to this version, as the first start would; the site may serve on."""
    from search.indexer.outlook import Fate, fate

    settings = load()
    set_up(settings.log)
    coming, index = outlook(settings.archive.data), fate(settings.archive.data, settings.publish)
    seconds = 0.0 if index is Fate.STAYS else coming.pages / (coming.pages_a_second or _USUALLY_A_SECOND)
    if as_json:
        body = {"schema": coming.schema, "newest": coming.newest, "steps": coming.steps, "fits": coming.fits}
        more = {"index": index.name.lower(), "pages_for_ocr": coming.pages_for_ocr}
        print_json({**body, **more, "seconds": round(coming.seconds + seconds)})
    else:
        for line in (*_lines(coming), f"{index.value}: {_in_words(seconds)}" if seconds else index.value):
            click.echo(line)
    if check or not coming.fits:
        return DONE if coming.fits else HELD_UP
    _do(settings)
    return DONE


def _do(settings: Settings) -> None:
    from search.indexer import Indexer
    from search.language.analyser import Analyser

    data = settings.archive.data
    with opened_archive() as (_, catalogue), writer_lock(data, "upgrade", settings.archive.lock_wait):
        with catalogue.write() as session:
            unasked.ask(session)
        Indexer(catalogue, data, settings, Analyser()).follow()


def _lines(coming: Outlook) -> Iterator[str]:
    if coming.pages_for_ocr:
        yield (
            f"{coming.pages_for_ocr} scanned pages of documents archived before there was OCR "
            "are read by it in the background"
        )
    if not coming.steps:
        yield f"the catalogue has the newest schema ({coming.schema})"
        return
    yield f"the catalogue goes from schema {coming.schema} to {coming.newest}: {_in_words(coming.seconds)}"
    for step in coming.steps:
        yield f"  {step}"
    yield f"it is copied before: {coming.size >> 20} MB, and {coming.free >> 20} MB are free"
    if not coming.fits:
        yield "that is too little; make room for twice the catalogue"


def _in_words(seconds: float) -> str:
    return "less than a minute" if seconds < 60 else f"about {seconds / 60:.0f} minutes"
