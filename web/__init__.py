"""What people see: pages, API and their errors, made from the catalogue and the search."""

from web.app import create_app

__all__ = ["create_app"]
