"""`helixarkiv harvest`: a listing page into proposals for staff; accepted and fetched only where asked to."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict

import click

from archive.catalogue import Catalogue
from archive.catalogue.staff.harvesting import accepting, items, proposals
from archive.catalogue.staff.harvesting.items import LINK
from archive.catalogue.staff.harvesting.proposals import Proposal
from archive.command import DONE, HELD_UP, Stop, as_json, command, opened_archive, operator, print_json
from archive.settings import Settings
from ingest.harvest import telling


@click.command()
@click.argument("source", metavar="FILE-or-URL")
@click.option("--base-url", default="", help="Where the page of FILE stands, for its relative links.")
@click.option("--accept", is_flag=True, help="Accept what is new and belongs to one document without doubt.")
@click.option(
    "--fetch", is_flag=True, help="Fetch files that the archive lacks, from hosts of harvest.hosts."
)
@as_json
@command
def harvest(source: str, base_url: str, accept: bool, fetch: bool, as_json: bool) -> int:
    """Read the listing page FILE-or-URL and tell what it says otherwise than the archive."""
    from ingest.harvest.source import NoListing, listing

    with opened_archive() as (settings, catalogue):
        try:
            found = listing(source, base_url, settings)
        except NoListing as error:
            raise Stop(str(error)) from None
        with catalogue.write() as session:
            recorded = items.record(session, found.page, found.read.items)
            accepting.accept_what_came(session)
        accepted = _accept(catalogue, found.page) if accept else ()
        problems = _fetch(catalogue, settings, found.page, coming=accept) if fetch else []
        with catalogue.read() as session:
            made = proposals.of_page(session, found.page)
    told, left_out = {**asdict(recorded), "accepted": len(accepted)}, dict(found.read.left_out)
    if as_json:
        listed = [telling.as_json(each) for each in made]
        print_json({"page": found.page, **told, "left_out": left_out, "items": listed})
    else:
        _tell(found.page, accepted, made, told, left_out)
    return HELD_UP if problems else DONE


def _accept(catalogue: Catalogue, page: str) -> tuple[Proposal, ...]:
    """Accept what is beyond doubt, in the name of the system's user; return it as it stood before."""
    with catalogue.write() as session:
        wanted = [each for each in proposals.of_page(session, page) if each.is_beyond_doubt]
        return tuple(
            each for each in wanted if not accepting.accept(session, operator(), each.number, each.document)
        )


def _fetch(catalogue: Catalogue, settings: Settings, page: str, *, coming: bool) -> list[str]:
    """Fetch what the archive lacks, links elsewhere aside; return what could not be fetched, and why."""
    from ingest.harvest.fetching.bringing import bring
    from ingest.harvest.fetching.fetcher import PAUSE

    with catalogue.read() as session:
        made = proposals.of_page(session, page)
    wanted = [each for each in made if each.can_be_brought and each.item.format != LINK]
    problems = []
    for number, each in enumerate(wanted):
        if number:
            time.sleep(PAUSE)
        if coming:
            with catalogue.write() as session:
                accepting.accept_when_it_comes(session, operator(), each.number)
        if problem := bring(catalogue, settings, each.number):
            problems.append(f"{each.item.address}: {problem}")
            click.echo(problems[-1], err=True)
    return problems


def _tell(
    page: str,
    accepted: Sequence[Proposal],
    made: Sequence[Proposal],
    told: Mapping[str, int],
    left_out: Mapping[str, int],
) -> None:
    click.echo(page)
    for line in telling.table(made):
        click.echo(line)
    for head, concerned in (("accepted:", accepted), ("accepting would change:", made)):
        if lines := list(telling.differences(concerned)):
            click.echo(f"\n{head}")
            click.echo("\n".join(lines))
    click.echo()
    for line in telling.left_out(left_out):
        click.echo(line)
    click.echo(", ".join(f"{count} {what}" for what, count in told.items()))
