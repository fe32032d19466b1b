"""Reading files in processes of their own (decision 10).

PDFium, lxml and pdfminer.six abort, hang or fill the memory on small files made to hurt them. Each
file is therefore read in a process that can be killed, by :func:`read_file`; :func:`read_files`
reads many at once.

The parent's side is imported when it is first asked for: a worker is a module of this package too,
and what only its parent needs would double the time that it takes to start.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ingest.sandbox.many import Pool, read_files
    from ingest.sandbox.one import Reading, read_file

__all__ = ["Pool", "Reading", "read_file", "read_files"]


def __getattr__(name: str) -> object:
    """Import the parent's side (PEP 562)."""
    if name not in __all__:
        raise AttributeError(name)
    from ingest.sandbox import many, one

    return getattr(many if name in ("Pool", "read_files") else one, name)
