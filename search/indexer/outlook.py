"""What this program will do with the index that is there; nothing is done here."""

from __future__ import annotations

from enum import Enum
from pathlib import Path

from archive.settings import PublishSettings
from search.engine import EngineUnavailable
from search.indexer.following import stamp
from search.whoosh_engine import Generations
from search.whoosh_engine.disk import manifest as manifests
from search.whoosh_engine.disk import stamps


class Fate(Enum):
    """What becomes of an index."""

    STAYS = "the index stays as it is"
    ANSWERS_MEANWHILE = "the index is made anew; the old one answers until the new one is there"
    IS_AWAY_MEANWHILE = "the index is made anew; until then the search answers that it is on its way"


def fate(data: Path, publish: PublishSettings) -> Fate:
    """Return what becomes of the index below a data folder."""
    wanted = stamp(publish)
    try:
        found = manifests.read(Generations(data).current()).stamp
    except EngineUnavailable:
        return Fate.IS_AWAY_MEANWHILE
    if found == wanted:
        return Fate.STAYS
    return Fate.ANSWERS_MEANWHILE if stamps.may_answer(found, wanted) else Fate.IS_AWAY_MEANWHILE
