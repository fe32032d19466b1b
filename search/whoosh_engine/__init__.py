"""The embedded engine: Whoosh keeps the postings, matching and collecting are ours."""

from search.whoosh_engine.disk.generations import Generations
from search.whoosh_engine.engine import WhooshEngine
from search.whoosh_engine.writer import WhooshWriter

__all__ = ["Generations", "WhooshEngine", "WhooshWriter"]
