"""A catalogue, and documents put into it as the ingester does."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.orm import Session

from archive.catalogue import open_catalogue, store
from archive.catalogue.tables import Document
from archive.catalogue.values import Origin, Statement
from archive.folder.outcomes import Outcome
from archive.pages import Page

AddDocument = Callable[..., Document]


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    catalogue = open_catalogue(tmp_path)
    with catalogue.write() as session:
        yield session
    catalogue.close()


@pytest.fixture
def add_document(session: Session) -> AddDocument:
    """Add a document of which a sidecar says these values."""
    made = iter(range(1, 1_000_000))

    def add(**values: Any) -> Document:
        number = next(made)
        content = store.Content(
            sha256=f"{number:064x}",
            size=10,
            format="pdf",
            file_name=f"{number}.pdf",
            modified_at=datetime(2018, 3, 1, tzinfo=UTC),
            outcome=Outcome.COMPLETE,
            reason="",
            reader="test",
            page_count=1,
            pages=(Page(1, "Samverkan"),),
        )
        return store.add_document(session, content, f"I/{number}.pdf", said(values))

    return add


def said(values: dict[str, Any], origin: Origin = Origin.SIDECAR) -> list[Statement]:
    """Return what a sidecar says that holds these values, and the folder of the file."""
    folder = Statement("series", Origin.FOLDER, "I")
    return [folder, *(Statement(field, origin, value, "a.pdf.toml") for field, value in values.items())]
