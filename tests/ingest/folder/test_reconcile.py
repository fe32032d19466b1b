"""The plan is pure, so every history of a folder can be told here without one."""

from hypothesis import given
from hypothesis import strategies as st

from archive.catalogue.folder.ledger import Entry, Fingerprint
from archive.folder.outcomes import PlaceState
from ingest.folder.reconcile import (
    Add,
    Change,
    Gone,
    Guard,
    Ledger,
    Place,
    Redescribe,
    Scan,
    Seen,
    Wait,
    plan,
)

PRINT = Fingerprint(1, 1, 1)
GUARD = Guard()


def seen(path: str, sha256: str, fingerprint: Fingerprint = PRINT, descriptors: str = "") -> Seen:
    return Seen(path, fingerprint, sha256, descriptors)


def scan(**files: str) -> Scan:
    return Scan({path: seen(path, sha256) for path, sha256 in files.items()})


def ledger(**files: str) -> Ledger:
    """A ledger of archived files; the document of the bytes `x` is `doc-x`."""
    entries = {
        path: Entry(path, PRINT, sha256, "", PlaceState.ARCHIVED, document=f"doc-{sha256}")
        for path, sha256 in files.items()
    }
    return Ledger(entries, {sha256: f"doc-{sha256}" for sha256 in files.values()})


def test_a_new_file_is_added() -> None:
    assert plan(Ledger(), scan(a="1"), GUARD).actions == (Add(seen("a", "1")),)


def test_the_same_folder_again_is_nothing() -> None:
    again = plan(ledger(a="1", b="2"), scan(a="1", b="2"), GUARD)
    assert again.actions == ()
    assert again.unchanged == 2


def test_new_bytes_at_a_path_are_a_new_version() -> None:
    assert plan(ledger(a="1"), scan(a="2"), GUARD).actions == (Change(seen("a", "2"), "doc-1"),)


def test_the_same_bytes_at_another_path_have_moved() -> None:
    assert plan(ledger(a="1"), scan(b="1"), GUARD).actions == (Place(seen("b", "1"), moved_from="a"),)


def test_the_same_bytes_twice_are_a_duplicate() -> None:
    assert plan(ledger(a="1"), scan(a="1", b="1"), GUARD).actions == (Place(seen("b", "1")),)


def test_two_new_files_with_the_same_bytes_are_one_document() -> None:
    assert plan(Ledger(), scan(a="1", b="1"), GUARD).actions == (Add(seen("a", "1")), Place(seen("b", "1")))


def test_a_file_that_is_gone_is_gone() -> None:
    assert plan(ledger(a="1", b="2"), scan(b="2"), GUARD).actions == (Gone("a", "doc-1"),)


def test_a_file_that_is_missing_since_a_moment_is_not_gone_but_may_have_moved() -> None:
    assert plan(ledger(a="1"), Scan({}, leaving=frozenset("a")), GUARD).actions == ()
    moved = Scan({"b": seen("b", "1")}, leaving=frozenset("a"))
    assert plan(ledger(a="1"), moved, GUARD).actions == (Place(seen("b", "1"), moved_from="a"),)


def test_two_files_that_changed_names_are_placed_by_their_bytes() -> None:
    swapped = plan(ledger(a="1", b="2"), scan(a="2", b="1"), GUARD)
    assert swapped.actions == (Place(seen("a", "2")), Place(seen("b", "1")))


def test_a_file_that_moved_and_one_that_took_its_path() -> None:
    actions = plan(ledger(a="1"), scan(a="2", b="1"), GUARD).actions
    assert set(actions) == {Add(seen("a", "2")), Place(seen("b", "1"))}


def test_a_file_that_took_the_path_of_one_that_does_not_stand_still_yet_waits_with_it() -> None:
    found = Scan({"a": seen("a", "2"), "b": seen("b", "")})  # as large as what stood at a: perhaps moved
    assert plan(ledger(a="1"), found, GUARD).actions == (Wait(seen("a", "2")), Wait(seen("b", "")))
    other = Scan({"a": seen("a", "2"), "b": seen("b", "", Fingerprint(2, 1, 1))})
    assert Change(seen("a", "2"), "doc-1") in plan(ledger(a="1"), other, GUARD).actions


def test_of_two_copies_one_that_is_edited_becomes_a_document_of_its_own() -> None:
    assert plan(ledger(a="1", b="1"), scan(a="1", b="2"), GUARD).actions == (Add(seen("b", "2")),)


def test_bytes_of_a_withdrawn_document_bring_it_back() -> None:
    known = Ledger({}, {"1": "doc-1"})
    assert plan(known, scan(a="1"), GUARD).actions == (Place(seen("a", "1")),)


def test_a_growing_file_waits() -> None:
    assert plan(Ledger(), scan(a=""), GUARD).actions == (Wait(seen("a", "")),)
    assert plan(ledger(a="1"), scan(a=""), GUARD).actions == (Wait(seen("a", "")),)


def test_a_file_described_anew_is_redescribed_and_not_read() -> None:
    described = Scan({"a": seen("a", "1", descriptors="d")})
    assert plan(ledger(a="1"), described, GUARD).actions == (
        Redescribe(seen("a", "1", descriptors="d"), restate=True),
    )


def test_a_refused_file_is_not_read_again_until_it_changes() -> None:
    refused = Entry("a", PRINT, "1", "", PlaceState.REFUSED, outcome="damaged")
    known = Ledger({"a": refused}, {})
    assert plan(known, scan(a="1"), GUARD).actions == ()
    assert plan(known, scan(a="2"), GUARD).actions == (Add(seen("a", "2")),)


def test_a_missing_folder_withdraws_nothing() -> None:
    assert plan(ledger(a="1"), Scan(absent="the folder is missing"), GUARD).actions == ()


def test_what_stands_below_an_unreadable_folder_is_not_gone() -> None:
    known = ledger(**{"in/a": "1", "in/b": "2", "out": "3"})
    found = Scan({}, unreadable={"in": "Permission denied"})
    assert plan(known, found, GUARD).actions == (Gone("out", "doc-3"),)


def many(count: int) -> dict[str, str]:
    return {f"f{i:03}": str(i) for i in range(count)}


def test_the_guard_holds_when_too_much_is_gone_at_once() -> None:
    known, files = ledger(**many(40)), many(40)
    left = dict(list(files.items())[:30])
    held = plan(known, scan(**left), GUARD)
    assert held.actions == ()
    assert len(held.held) == 10
    confirmed = plan(known, scan(**left), GUARD, confirmed=True)
    assert len(confirmed.actions) == 10
    assert confirmed.held == ()


def test_the_guard_lets_a_smaller_share_or_number_go() -> None:
    known = ledger(**many(60))
    assert plan(known, scan(**dict(list(many(60).items())[:50])), GUARD).held == ()
    assert plan(ledger(**many(9)), scan(), GUARD).held == ()


def test_the_guard_does_not_stop_new_files_nor_moves() -> None:
    known = ledger(**many(40))
    moved = {f"moved/{path}": sha256 for path, sha256 in many(40).items()}
    assert plan(known, scan(**moved), GUARD).held == ()
    held = plan(known, scan(new="n"), GUARD)
    assert held.actions == (Add(seen("new", "n")),)
    assert len(held.held) == 40


paths = st.sampled_from("abcdef")
hashes = st.sampled_from(["", "1", "2", "3", "4"])
folders = st.dictionaries(paths, hashes, max_size=6)


@given(st.dictionaries(paths, hashes.filter(bool), max_size=6), folders)
def test_each_file_of_any_folder_is_planned_for_once(before: dict[str, str], after: dict[str, str]) -> None:
    known, found = ledger(**before), scan(**after)
    decided = plan(known, found, GUARD, confirmed=True)
    planned = [a.path if isinstance(a, Gone) else a.seen.path for a in decided.actions]
    moved = [a.moved_from for a in decided.actions if isinstance(a, Place) and a.moved_from]
    assert len(planned) + len(moved) == len({*planned, *moved})
    assert len(planned) - sum(isinstance(a, Gone) for a in decided.actions) + decided.unchanged == len(after)
    missing = set(before) - set(after)
    assert missing == {a.path for a in decided.actions if isinstance(a, Gone)} | set(moved)
    added = [a.seen.sha256 for a in decided.actions if isinstance(a, Add | Change)]
    assert len(added) == len(set(added)), "the same bytes are read once"
    assert not set(added) & set(known.documents), "bytes that a document has are not read again"
