"""What staff answered to a proposal and the watcher carries out, since places change hands."""

from __future__ import annotations

from archive.catalogue import Catalogue
from archive.catalogue.staff.joining import deciding
from archive.catalogue.staff.requests import Asked
from archive.settings import Settings


def join(catalogue: Catalogue, _settings: Settings, asked: Asked) -> str:
    """Make one document a further version of another."""
    with catalogue.write() as session:
        return deciding.carry_out_join(session, int(asked.subject), asked.by, asked.at)


def part(catalogue: Catalogue, _settings: Settings, asked: Asked) -> str:
    """Give a document that was made a further version of another its versions back."""
    with catalogue.write() as session:
        return deciding.carry_out_part(session, int(asked.subject), asked.by, asked.at)
