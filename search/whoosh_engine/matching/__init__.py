"""Matching: a query's tree worked out over every record of a snapshot at once."""

from search.whoosh_engine.matching.matcher import Matcher, Matches

__all__ = ["Matcher", "Matches"]
