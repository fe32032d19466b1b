"""The catalogue: the truth of the archive. Tables, reading, writing, publication, the ledger."""

from archive.catalogue.database import Catalogue, CatalogueError, open_catalogue

__all__ = ["Catalogue", "CatalogueError", "open_catalogue"]
