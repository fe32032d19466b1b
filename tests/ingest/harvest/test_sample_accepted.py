"""The sample listing beside the sample material: matched, accepted, kept when files are read anew, undone."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from archive.catalogue import open_catalogue
from archive.catalogue.staff import decisions, undoing
from archive.catalogue.staff.corrections import correcting
from archive.catalogue.staff.corrections.correcting import Given
from archive.catalogue.tables import Document
from helixarkiv import main

DATA = Path(__file__).parents[3] / "data"
LISTING = str(DATA / "listing.html")
PROGRAMME, CHECKLIST, LEAVERS, ANDERS, HELENE = 1, 2, 4, 11, 18
ELSEWHERE = {3, 5, 6, 7, 8, 9, 10}  # links that the folder has no file of

Run = Callable[..., Any]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    shutil.copytree(DATA / "material", tmp_path / "folder")
    settings = '[archive]\nfolder = "folder"\ndata = "run"\n[ingest]\nsettle_seconds = 0\n'
    (tmp_path / "config.toml").write_text(settings)
    monkeypatch.setenv("HELIXARKIV_CONFIG", str(tmp_path / "config.toml"))

    def call(*arguments: str) -> Any:
        told = CliRunner().invoke(main, [*arguments, "--json"])
        assert told.exit_code == 0, told.output
        return json.loads(told.stdout)

    call("ingest")
    return call


def difference(item: Any, field: str) -> Any:
    return next((each for each in item["differences"] if each["field"] == field), None)


def test_the_sample_is_matched_accepted_corrected_and_undone(run: Run, tmp_path: Path) -> None:
    items = {each["position"]: each for each in run("harvest", LISTING)["items"]}
    assert {number for number, each in items.items() if not each["document"]} == ELSEWHERE
    assert all(each["sure"] for number, each in items.items() if number not in ELSEWHERE)
    assert difference(items[PROGRAMME], "series")["outcome"] == "replaces"
    assert difference(items[CHECKLIST], "position") == {
        "field": "position",
        "listed": 1,
        "archive": 2,
        "origin": "sidecar",
        "outcome": "yields",
        "perhaps": False,
    }
    assert difference(items[ANDERS], "speakers") is None  # its sidecar says who speaks: nothing is asked
    assert difference(items[HELENE], "speakers")["outcome"] == "same"

    told = CliRunner().invoke(main, ["harvest", LISTING, "--accept"]).stdout
    table, _, accepted = told.partition("\naccepted:\n")
    assert f"accepted {items[ANDERS]['document']}" in table
    assert "series: Vägledning och program (folder) -> Skåne tillsammans mot brott" in accepted
    assert "accepting would change" not in told and told.endswith("14 accepted\n")
    again = run("harvest", LISTING, "--accept")
    assert (again["new"], again["changed"], again["accepted"]) == (0, 0, 0)
    ids = {number: each["document"] for number, each in items.items()}

    with closing(open_catalogue(tmp_path / "run")) as catalogue:
        with catalogue.write() as session:
            by_hand = {"title": Given("Rättad för hand")}
            correcting.correct(session, "eva", session.get_one(Document, ids[LEAVERS]), by_hand)
        sidecar = next((tmp_path / "folder").rglob("Checklista*.toml"))
        sidecar.write_text(sidecar.read_text() + '\ndescription = "Läst på nytt"\n')
        assert run("ingest")["refused"] == []
        assert run("harvest", LISTING, "--accept")["changed"] == 0

        with catalogue.write() as session:
            checklist = session.get_one(Document, ids[CHECKLIST])
            assert checklist.description == "Läst på nytt"
            assert (checklist.series.name, checklist.position) == (items[CHECKLIST]["series"], 2)
            assert session.get_one(Document, ids[LEAVERS]).title == "Rättad för hand"
            [decided] = decisions.of_document(session, ids[CHECKLIST])
            assert undoing.undo(session, decided, "eva") == ""
    undone = {each["position"]: each for each in run("harvest", LISTING)["items"]}
    assert difference(undone[CHECKLIST], "series")["archive"] == "Vägledning och program"
    assert (undone[CHECKLIST]["state"], undone[PROGRAMME]["state"]) == ("new", "accepted")
