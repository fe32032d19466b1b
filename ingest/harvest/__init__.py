"""Harvesting: a listing page of the authority's own is read into items, and what it links to is fetched."""
