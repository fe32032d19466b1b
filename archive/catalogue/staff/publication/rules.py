"""Rules of folders: whether what comes into one is published at once, or when staff have reviewed it."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.catalogue.staff import decisions
from archive.catalogue.tables import FolderRule

DECISION = "rule"
"""A decision of this kind has a folder as its subject; before and after are its rule, None for none."""


def needs_review(path: str, rules: Mapping[str, bool], default: bool) -> bool:
    """Tell whether a file waits for staff: by the rule of the nearest folder, else by the setting."""
    folder = unicodedata.normalize("NFC", path)
    while folder:
        folder = folder.rpartition("/")[0]
        if folder in rules:
            return rules[folder]
    return default


def all_rules(session: Session) -> dict[str, bool]:
    """Return each folder that has a rule, and whether it asks for review; "" is the whole folder."""
    rows = session.scalars(select(FolderRule).order_by(FolderRule.folder))
    return {row.folder: row.review for row in rows}


def put(session: Session, by: str, folder: str, review: bool | None) -> int | None:
    """Give a folder a rule, or take it away (None). Return the decision's number, None if all stays as it is.

    What stands in the folder already keeps its state: a rule is for what comes.
    """
    folder = cleaned(folder)
    row = session.get(FolderRule, folder)
    before = row.review if row else None
    if before == review:
        return None
    if review is None:
        session.delete(row)
    elif row is None:
        session.add(FolderRule(folder=folder, review=review))
    else:
        row.review = review
    return decisions.record(session, by, DECISION, subject=folder, before=before, after=review)


def cleaned(folder: str) -> str:
    """Return how a folder's path is kept: with / between its parts and none at its ends, composed (NFC)."""
    parts = unicodedata.normalize("NFC", folder).replace("\\", "/").split("/")
    return "/".join(part for part in map(str.strip, parts) if part)
