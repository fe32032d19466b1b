"""``python -m bench [--pages N]``: print every bench line."""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from bench import search_bench

_FEWEST_PAGES = 2000  # with fewer there are no words of every class


def main() -> None:
    """Run what there is; the index is made in a temporary folder and removed."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--pages", type=int, default=50_000, help="pages that are generated")
    pages = parser.parse_args().pages
    if pages < _FEWEST_PAGES:
        parser.error(f"--pages: at least {_FEWEST_PAGES}")
    with tempfile.TemporaryDirectory(prefix="helixarkivet-bench-") as folder:
        search_bench.run(pages, Path(folder))


if __name__ == "__main__":
    main()
