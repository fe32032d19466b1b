"""`helixarkiv prune-events`: forgets what happened before a day."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import click

from archive.catalogue.folder import events
from archive.command import DONE, as_json, command, opened_archive, print_json


@click.command("prune-events")
@click.option("--before", required=True, metavar="DAY", type=click.DateTime(["%Y-%m-%d"]), help="YYYY-MM-DD.")
@as_json
@command
def prune_events(before: datetime, as_json: bool) -> int:
    """Forget the events before DAY; what staff decided is kept."""
    with opened_archive() as (settings, catalogue):
        midnight = before.replace(tzinfo=ZoneInfo(settings.archive.timezone))
        with catalogue.write() as session:
            count = events.prune(session, midnight)
    if as_json:
        print_json({"pruned": count, "before": midnight.isoformat()})
    else:
        click.echo(f"{count} events before {midnight:%Y-%m-%d} are forgotten")
    return DONE
