"""What staff asked for, carried out in a round of the watcher, which holds the writer's lock."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import structlog

from archive.catalogue import Catalogue
from archive.catalogue.staff import requests
from archive.catalogue.staff.joining import deciding
from archive.catalogue.staff.requests import Asked
from archive.settings import Settings
from ingest.folder.applying.failures import concerns_every_file
from ingest.folder.likeness import carrying

log = structlog.get_logger("ingest.requested")

Carry = Callable[[Catalogue, Settings, Asked], str]
"""Carries out a request; returns "" or, in Swedish, why it cannot be done."""

CARRYING: Mapping[str, Carry] = {
    deciding.JOIN_VERSION: carrying.join,
    deciding.PART_VERSION: carrying.part,
}
"""How each kind is carried out that is not a matter of the plan."""

_OF_THE_PLAN = (requests.RETRY, requests.CONFIRM_WITHDRAW, requests.FOLLOW)
_ELSEWHERE = (*_OF_THE_PLAN, *requests.BESIDE)


@dataclass(frozen=True, slots=True)
class Asking:
    """What was asked for that the plan of this round heeds."""

    retry: frozenset[str] = frozenset()  # paths of refused files
    retry_all: bool = False
    confirm_withdraw: bool = False
    numbers: tuple[int, ...] = ()


def of_the_plan(catalogue: Catalogue) -> Asking:
    """Return what waits and concerns the plan."""
    with catalogue.read() as session:
        waiting = [asked for asked in requests.waiting(session) if asked.kind in _OF_THE_PLAN]
    retried = [asked.subject for asked in waiting if asked.kind == requests.RETRY]
    return Asking(
        retry=frozenset(path for path in retried if path),
        retry_all="" in retried,
        confirm_withdraw=any(asked.kind == requests.CONFIRM_WITHDRAW for asked in waiting),
        numbers=tuple(asked.id for asked in waiting),
    )


def finish(catalogue: Catalogue, asking: Asking) -> None:
    """Note that a round has heeded what was asked of its plan."""
    if asking.numbers:
        with catalogue.write() as session:
            for number in asking.numbers:
                requests.finish(session, number)


def carry_out(catalogue: Catalogue, settings: Settings) -> None:
    """Carry out what else waits; what fails is told to whoever asked, and stops no other."""
    with catalogue.read() as session:
        waiting = [asked for asked in requests.waiting(session) if asked.kind not in _ELSEWHERE]
    for asked in waiting:
        try:
            carry = CARRYING.get(asked.kind)
            problem = carry(catalogue, settings, asked) if carry else "Arkivet känner inte till begäran."
        except Exception as error:
            if concerns_every_file(error):
                raise
            log.exception("a request could not be carried out", kind=asked.kind, number=asked.id)
            problem = "Något gick fel. Felet har antecknats i loggen."
        with catalogue.write() as session:
            requests.finish(session, asked.id, problem)
