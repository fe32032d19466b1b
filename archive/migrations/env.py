"""Alembic's entry: runs the revisions on the connection that the catalogue hands over."""

from __future__ import annotations

from alembic import context

from archive.catalogue.tables import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
)
context.run_migrations()
