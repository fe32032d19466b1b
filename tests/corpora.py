"""The corpora beside the project: real and hostile files that are never copied into it."""

from pathlib import Path

import pytest

CORPORA = Path(__file__).resolve().parents[2] / "shared" / "corpora"


def corpus(name: str) -> Path:
    """Return the folder of a corpus; skip the test, saying so, where it is missing."""
    folder = CORPORA / name
    if not folder.is_dir():
        pytest.skip(f"needs the corpus {name!r}, which stands beside the project and is not here")
    return folder
