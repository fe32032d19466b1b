"""The tables of the catalogue, which is the truth of the archive; the index is made from it.

Times are UTC. A change here needs a revision below `archive/migrations`.
"""

from archive.catalogue.tables.base import Base, UtcTime
from archive.catalogue.tables.documents import (
    Document,
    DocumentOrganisation,
    DocumentSpeaker,
    FieldValue,
    PageRow,
    Person,
    PersonAlias,
    Series,
    Version,
)
from archive.catalogue.tables.folder import Event, Fact, Notice, Place
from archive.catalogue.tables.keeping import Check, Job, OriginalCheck
from archive.catalogue.tables.staff import Decision, FolderRule, Harvested, Likeness, Request, User

__all__ = [
    "Base",
    "Check",
    "Decision",
    "Document",
    "DocumentOrganisation",
    "DocumentSpeaker",
    "Event",
    "Fact",
    "FieldValue",
    "FolderRule",
    "Harvested",
    "Job",
    "Likeness",
    "Notice",
    "OriginalCheck",
    "PageRow",
    "Person",
    "PersonAlias",
    "Place",
    "Request",
    "Series",
    "User",
    "UtcTime",
    "Version",
]
