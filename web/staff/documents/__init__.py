"""A document's pages for staff: its facts, its publication, what it holds, what was decided."""
