"""The indexer: what the catalogue holds that readers may see, brought into the index."""

from search.indexer.documents import index_document
from search.indexer.following import Indexer, follow, rebuild, stamp

__all__ = ["Indexer", "follow", "index_document", "rebuild", "stamp"]
