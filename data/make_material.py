"""Make the sample material: `python data/make_material.py [FOLDER]`, by default `data/material`.

Running it twice gives the same bytes. A file in the folder that it does not make stops it with a
message, so that nothing lingers under a name that is no longer used.
"""

import os
import sys
from pathlib import Path

from sample.pdf.look import register_fonts
from sample.shelf import write_shelf

DEFAULT = Path(__file__).parent / "material"


def main(arguments: list[str]) -> int:
    """Write the material and return the exit code."""
    folder = Path(arguments[0]) if arguments else DEFAULT
    # What reportlab writes as the time of making, 2018-01-01 as in the decks.
    os.environ["SOURCE_DATE_EPOCH"] = "1514764800"
    register_fonts()
    written = write_shelf(folder)
    stray = sorted(path for path in folder.rglob("*") if path.is_file() and path not in written)
    for path in stray:
        print(f"not made by this script, remove it: {path}", file=sys.stderr)
    size = sum(path.stat().st_size for path in written)
    print(f"{len(written)} files, {size / 1024:.0f} KiB in {folder}")
    return 1 if stray else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
