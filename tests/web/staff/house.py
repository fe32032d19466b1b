"""A real folder with its archive and somebody signed in: nothing in it but what a test puts there."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from flask import Flask

from archive.catalogue import Catalogue, open_catalogue
from archive.catalogue.staff.signing import users
from archive.settings import ArchiveSettings, IngestSettings, Settings
from ingest.folder.reconciler import Reconciler
from tests.web.conftest import as_tested
from tests.web.staff.conftest import NAME, PASSWORD, Staff
from web import create_app


@dataclass
class House:
    """A folder, its catalogue, and the application over it."""

    settings: Settings
    catalogue: Catalogue
    app: Flask
    staff: Staff  # signed in

    def put(self, path: str | bytes, text: bytes) -> None:
        """Write a file; a name may be bytes that are no text."""
        file = os.fsencode(self.settings.archive.folder) + b"/" + os.fsencode(path)
        os.makedirs(os.path.dirname(file), exist_ok=True)  # noqa: PTH103, PTH120
        with open(file, "wb") as out:  # noqa: PTH123
            out.write(text)

    def remove(self, path: str) -> None:
        """Remove a file."""
        (self.settings.archive.folder / path).unlink()

    def reconcile(self) -> None:
        """Do what a round of the watcher does."""
        Reconciler(self.catalogue, self.settings).run()

    def page(self, pairs: str = "") -> str:
        """Return *Mappen* with these parameters."""
        answer = self.staff.get("/personal/mappen" + (f"?{pairs}" if pairs else ""))
        assert answer.status_code == 200, answer.text
        return answer.text


@contextmanager
def make_house(below: Path) -> Iterator[House]:
    """Make an empty folder, its archive, a member of staff, and sign them in."""
    (below / "folder").mkdir()
    settings = Settings(
        archive=ArchiveSettings(folder=below / "folder", data=below / "run"),
        ingest=IngestSettings(settle_seconds=0, guard_minimum=3),
    )
    catalogue = open_catalogue(settings.archive.data)
    with catalogue.write() as session:
        users.add(session, NAME, PASSWORD)
    app = as_tested(create_app(settings))
    staff = Staff(app.test_client())
    assert staff.sign_in().status_code == 303
    yield House(settings, catalogue, app, staff)
    catalogue.close()
