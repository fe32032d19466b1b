"""One check of the whole archive but its index: originals, what is kept beside them, the catalogue."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import delete, select

from archive.catalogue import Catalogue
from archive.catalogue.checks import CheckKind, recorded
from archive.catalogue.tables import OriginalCheck, Version
from archive.checking import catalogue as rows
from archive.checking import originals
from archive.checking.originals import Wrong
from archive.kept.originals import Originals


@dataclass(frozen=True, slots=True)
class Found:
    """What a check found. `left` originals are for another time."""

    checked: int
    left: int
    wrong: tuple[Wrong, ...]
    strays: tuple[str, ...]  # originals that no version has
    catalogue: tuple[str, ...]  # what is wrong with it


def check(
    catalogue: Catalogue,
    kept: Originals,
    *,
    anew: bool = False,
    seconds: float | None = None,
) -> Found:
    """Check all that the last check left, or everything where it left nothing; end after so many seconds.

    `anew` begins from the start in any case. What was found is in the history, also of a check that is
    called off.
    """
    with recorded(catalogue, CheckKind.VERIFY, go_on=not anew) as round_:
        with catalogue.write() as session:
            session.execute(delete(OriginalCheck).where(OriginalCheck.sha256.not_in(select(Version.sha256))))
        checked = sum(1 for _ in originals.check(catalogue, kept, round_.began_at, seconds))
        left = originals.left(catalogue, round_.began_at)
        with catalogue.read() as session:
            wrong = originals.wrong(session)
            referred = set(session.scalars(select(Version.sha256)))
            damage = rows.problems(session)
        strays = tuple(path.name for path in kept.unreferenced(referred))
        round_.whole, round_.wrong = not left, len({each.sha256 for each in wrong}) + len(damage)
        round_.counts = {"originals": len(referred), "strays": len(strays), "catalogue": len(damage)}
    return Found(checked, left, wrong, strays, damage)
