"""Reading files in processes of their own (decision 10).

PDFium, lxml and pdfminer.six abort, hang or fill the memory on small files made to hurt them. Each
file is therefore read in a process that can be killed, by :func:`read_file`; :func:`read_files`
reads many at once.
"""

from ingest.sandbox.many import read_files
from ingest.sandbox.one import Reading, read_file

__all__ = ["Reading", "read_file", "read_files"]
