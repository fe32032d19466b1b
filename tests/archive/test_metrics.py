"""What the metrics say is what stands in the catalogue, and every alert rule of the docs has its metric."""

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families

from archive.catalogue import Catalogue
from archive.catalogue.checks import CheckKind, recorded
from archive.catalogue.folder import rounds
from archive.catalogue.tables import Place
from archive.dates import now
from archive.metrics import metrics
from archive.settings import Settings
from tests.installed import ROOT
from tests.search.archives import add, new_catalogue


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[tuple[Catalogue, Settings]]:
    catalogue, settings = new_catalogue(tmp_path)
    yield catalogue, settings
    catalogue.close()


def values(archive: tuple[Catalogue, Settings]) -> dict[str, float]:
    families = text_string_to_metric_families(metrics(*archive))
    return {
        " ".join((sample.name.removeprefix("helixarkiv_"), *sample.labels.values())): sample.value
        for family in families
        for sample in family.samples
    }


def test_an_empty_archive_says_that_nothing_was_ever_done(archive: tuple[Catalogue, Settings]) -> None:
    found = values(archive)
    assert found["documents"] == found["files refused"] == found["pending_documents"] == 0
    assert found["last_scan_timestamp_seconds"] == found["last_backup_timestamp_seconds"] == 0
    assert found["free_disk_bytes"] > 0


def test_what_happened_is_counted(archive: tuple[Catalogue, Settings]) -> None:
    catalogue = archive[0]
    add(catalogue, "ett", ["samverkan", "avhoppare"])
    moment = now()
    with catalogue.write() as session:
        rounds.note_looked(session)
        seen = {"size": 0, "mtime_ns": 0, "ctime_ns": 0, "seen_at": moment, "changed_at": moment}
        session.add_all(Place(path=path, state="refused", **seen) for path in ("a.pdf", "b.pdf"))
    with recorded(catalogue, CheckKind.VERIFY) as check:
        check.whole, check.wrong = True, 3
    with recorded(catalogue, CheckKind.BACKUP):
        pass  # it was not whole
    found = values(archive)
    assert (found["documents"], found["pages"], found["pending_documents"]) == (1, 2, 1)
    assert (found["files refused"], found["files archived"], found["verify_wrong"]) == (2, 0, 3)
    for name in ("last_scan", "last_verify"):
        assert abs(found[f"{name}_timestamp_seconds"] - moment.timestamp()) < timedelta(minutes=5).seconds
    assert found["last_backup_timestamp_seconds"] == 0


def test_every_alert_rule_names_a_metric_that_there_is(archive: tuple[Catalogue, Settings]) -> None:
    with recorded(archive[0], CheckKind.VERIFY) as check:
        check.whole = True
    rules = (ROOT / "docs" / "operating.md").read_text(encoding="utf-8")
    named = set(re.findall(r"\b(helixarkiv_\w+)", rules))
    assert len(named) > 8
    assert named <= set(re.findall(r"^# TYPE (\w+)", metrics(*archive), re.MULTILINE))
