"""The event log as staff see it, and how it forgets."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from click.testing import CliRunner

from archive.catalogue import open_catalogue
from archive.catalogue.folder import events
from archive.catalogue.staff import decisions
from archive.catalogue.tables import Event
from helixarkiv import main
from tests.web.conftest import Archive
from tests.web.staff.conftest import Staff

PAGE = "/personal/handelser"
KINDS = (
    *("place", "added", "changed", "refused", "moved", "redescribed", "withdrawn", "restored", "held"),
    *(
        "released",
        "taken-down",
        "republished",
        "joined",
        "parted",
        "format-joined",
        "format-parted",
        "purged",
    ),
)


@pytest.fixture
def logged(staffed: Archive) -> Archive:
    catalogue = open_catalogue(staffed.data)
    with catalogue.write() as session:
        old = datetime(2020, 5, 1, 22, 30, tzinfo=UTC)  # after midnight in Stockholm
        session.add(Event(at=old, kind="moved", document_id=None, detail={}))
        session.flush()
        for kind in KINDS:
            events.record(session, kind, staffed.ids["delvis"])
        events.record(session, "place", place="0123456789ab", state="refused", outcome="encrypted")
        events.record(session, "place", place="<b>", state="<b>ny</b>", outcome="ny")
        events.record(session, "held", staffed.ids["delvis"], reasons=["review", "<i>okänt"])
        events.record(session, "<u>nytt")
        decisions.record(session, "eva", "hold", staffed.ids["delvis"])
    catalogue.close()
    return staffed


def test_every_kind_is_told_in_swedish(logged: Archive, staff: Staff) -> None:
    page = staff.get(PAGE).text
    for kind in KINDS:
        assert f">{kind}<" not in page, kind
    assert "En fil i mappen fick ett nytt läge: kunde inte läsas" in page
    assert "Mappen publicerar först efter granskning." in page
    assert "Handlingsplan" in page
    assert "<b>ny" not in page
    assert "<u>nytt" not in page


def test_events_are_picked_out_by_kind_document_and_day_of_stockholm(logged: Archive, staff: Staff) -> None:
    assert "1 händelse<" in staff.get(f"{PAGE}?dag=2020-05-02").text
    assert "0 händelser<" in staff.get(f"{PAGE}?dag=2020-05-01").text
    assert "2 händelser<" in staff.get(f"{PAGE}?handelse=held").text
    of_one = staff.get(f"{PAGE}?dokument={logged.ids['delvis']}").text
    assert f"{len(KINDS) + 1} händelser<" in of_one
    for wrong in ("dag=i-dag", "dag=9999-12-31", "sida=0"):
        assert staff.get(f"{PAGE}?{wrong}").status_code == 400, wrong


def test_the_log_is_paged(logged: Archive, staff: Staff) -> None:
    catalogue = open_catalogue(logged.data)
    with catalogue.write() as session:
        for _ in range(230):
            events.record(session, "redescribed")
    catalogue.close()
    last = staff.get(f"{PAGE}?handelse=redescribed&sida=3").text
    assert "Sida 3 av 3" in last
    assert last.count("<time") == 31


def test_old_events_are_forgotten_by_a_command_and_decisions_are_not(
    logged: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HELIXARKIV_ARCHIVE__DATA", str(logged.data))
    monkeypatch.setenv("HELIXARKIV_ARCHIVE__FOLDER", str(logged.data.parent / "folder"))
    run = CliRunner().invoke(main, ["prune-events", "--before", "2021-01-01", "--json"])
    assert run.exit_code == 0, run.output
    assert '"pruned": 1' in run.stdout
    assert CliRunner().invoke(main, ["prune-events", "--before", "i går"]).exit_code == 2
    catalogue = open_catalogue(logged.data)
    with catalogue.write() as session:
        assert events.count(session, events.Asked(kinds=("moved",))) == 1
        assert events.prune(session, datetime.now(UTC) + timedelta(days=1)) > len(KINDS)
        assert events.count(session, events.Asked()) == 1  # the last: numbers are not given twice
        assert decisions.latest(session, 1)[0].kind == "hold"
    catalogue.close()
