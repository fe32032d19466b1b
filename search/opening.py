"""Opening the search of one archive: the engine that the settings name, and one analyser for all."""

from __future__ import annotations

import threading

from archive.catalogue import Catalogue
from archive.settings import Settings
from search.ask import Search
from search.indexer import stamp
from search.language.analyser import Analyser
from search.language.lexicon.opening import ensure
from search.whoosh_engine import WhooshEngine

_WARM_UP_AFTER = 0.5  # seconds: the first page comes first


def open_search(settings: Settings, catalogue: Catalogue) -> Search:
    """Return what answers questions to the archive. Also where there is no index yet: one may come.

    Builds the lexicon where it is missing; raises `LexiconError` where that cannot be done.
    """
    ensure()
    return Search(settings, catalogue, open_engine(settings), Analyser())


def open_engine(settings: Settings) -> WhooshEngine:
    """Return the engine on the index that answers, once there is one."""
    return WhooshEngine(settings.archive.data, stamp(settings.publish))


def warm_up(search: Search) -> None:
    """Load in a moment what the first question would have to wait a second for."""
    timer = threading.Timer(_WARM_UP_AFTER, search.understand, ("samverkan",))
    timer.daemon = True
    timer.start()
