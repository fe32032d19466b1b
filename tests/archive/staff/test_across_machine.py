"""Joins, take-downs, holds, purges and their undoing in any order: nothing comes out that nobody let out."""

from __future__ import annotations

import shutil
import tempfile
from itertools import permutations
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from sqlalchemy import select

from archive.catalogue import store
from archive.catalogue.alike import formats
from archive.catalogue.publication import is_let_out, is_listed, is_visible
from archive.catalogue.staff.overview.standing import Standing, standings
from archive.catalogue.staff.publication import publishing, taking_down
from archive.catalogue.tables import Decision, Document, Likeness, Version
from archive.dates import now
from tests.archive.staff.test_across import Desk, empty

__all__ = ["empty"]

KEYS = ("a", "b", "c", "d")
PAIRS = list(permutations(range(len(KEYS)), 2))
WITHHOLD = {
    "take down": lambda s, by, d: taking_down.take_down(s, by, d, "skäl"),
    "hold": publishing.hold,
    "hide": lambda s, by, d: publishing.decide(s, by, d, {"visibility": "hidden"}),
}
LET_OUT = {
    "publish again": taking_down.publish_again,
    "release": publishing.release,
    "show": lambda s, by, d: publishing.decide(s, by, d, {"visibility": "public"}),
}


class Staff(RuleBasedStateMachine):
    """Staff do anything to four documents. What is let out, they themselves let out one by one."""

    empty: Path

    @initialize(hidden=st.sampled_from(("", *KEYS)))
    def open(self, hidden: str) -> None:
        self.data = Path(tempfile.mkdtemp())
        self.desk = Desk(shutil.copytree(self.empty, self.data, dirs_exist_ok=True))
        self.ids = [self.desk.add(key, visibility="hidden" if key == hidden else "public") for key in KEYS]
        self.let_out = self._let_out()

    def teardown(self) -> None:
        self.desk.catalogue.close()
        shutil.rmtree(self.data)

    def _let_out(self) -> set[str]:
        """Return the bytes of which nobody holds the document back."""
        own = Document.joined_to.is_(None)
        with self.desk.catalogue.read() as session:
            query = select(Version.sha256).join(Document).where(is_let_out(now()), own)
            return set(session.scalars(query))

    def _standing(self) -> list[str]:
        """Return the documents that are there and go on as themselves."""
        with self.desk.catalogue.read() as session:
            return list(session.scalars(select(Document.id).where(Document.joined_to.is_(None))))

    @rule(
        pair=st.sampled_from(PAIRS),
        kind=st.sampled_from(["format", "version"]),
    )
    def join(self, pair: tuple[int, int], kind: str) -> None:
        one, other = (self.ids[each] for each in pair)
        with self.desk.catalogue.read() as session:
            there = {*session.scalars(select(Document.id))}
            known = session.scalars(select(Likeness).where(Likeness.document_id.in_((one, other)))).all()
        if {one, other} <= there and not any({k.document_id, k.other_id} == {one, other} for k in known):
            self.desk.join(kind, one, other)

    @rule(at=st.integers(0, 5))
    def undo_a_join(self, at: int) -> None:
        with self.desk.catalogue.read() as session:
            made = list(session.scalars(select(Likeness.id).where(Likeness.state == "accepted")))
        if made:
            self.desk.part(made[at % len(made)])

    @rule(at=st.integers(0, 3), how=st.sampled_from(sorted(WITHHOLD)))
    def withhold(self, at: int, how: str) -> None:
        there = self._standing()
        self.desk.on(there[at % len(there)], WITHHOLD[how])
        self.let_out &= self._let_out()

    @rule(at=st.integers(0, 3), how=st.sampled_from(sorted(LET_OUT)))
    def publish(self, at: int, how: str) -> None:
        there = self._standing()
        self.desk.on(there[at % len(there)], LET_OUT[how])
        self.let_out |= self._let_out()

    @rule(at=st.integers(0, 3), gone=st.booleans())
    def leave_or_return(self, at: int, gone: bool) -> None:
        there = self._standing()
        act = store.withdraw if gone else store.restore
        self.desk.act(lambda session: act(session.get_one(Document, there[at % len(there)])))

    @rule(at=st.integers(0, 10))
    def undo_a_decision(self, at: int) -> None:
        with self.desk.catalogue.read() as session:
            kinds = [d.kind for d in session.scalars(select(Decision).where(Decision.undone_at.is_(None)))]
        if kinds:
            self.desk.undo(kinds[at % len(kinds)])
        if kinds and not kinds[at % len(kinds)].startswith("join"):
            self.let_out |= self._let_out()

    @rule(at=st.integers(0, 3))
    def purge(self, at: int) -> None:
        there = self._standing()
        if len(there) > 2:
            self.desk.purge(there[at % len(there)])

    @invariant()
    def nothing_came_out_by_itself(self) -> None:
        assert self._let_out() <= self.let_out

    @invariant()
    def what_can_be_read_is_found(self) -> None:
        with self.desk.catalogue.read() as session:
            rows = {row.id: row for row in session.scalars(select(Document))}
            visible = set(session.scalars(select(Document.id).where(is_visible(now()))))
            listed = set(session.scalars(select(Document.id).where(is_listed(now()))))
            told = formats.others(session, [rows[each] for each in visible])
            for key, row in rows.items():
                assert (standings(session, row, now()) == (Standing.PUBLISHED,)) == (key in visible)
                if row.format_of is not None and row.joined_to is None:
                    first = rows[row.format_of]
                    assert (first.format_of, first.joined_to) == (None, None)
                versions = select(Version.number).where(Version.document_id == key)
                numbers = sorted(session.scalars(versions))
                assert numbers == ([] if row.joined_to else list(range(1, row.version + 1)))
        assert listed <= visible
        for each in visible - listed:
            assert any(other.first and other.id in listed for other in told[each])
        for each in visible:
            assert all(other.id in visible for other in told[each])


def test_nothing_comes_out_that_staff_did_not_let_out(empty: Path) -> None:
    Staff.empty = empty
    run_state_machine_as_test(
        Staff,
        settings=settings(
            max_examples=12,
            stateful_step_count=14,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
