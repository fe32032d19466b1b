"""Drawing the pages of a PDF: programs of their own, run by `ingest.sandbox.tools` and by nothing else.

They import nothing of ours but what stands beside them: under the sandbox's roof there is no package.
"""

import sys
from pathlib import Path


def program(name: str) -> list[str]:
    """Return how a program of this folder is started: grey or webp."""
    return [sys.executable, "-E", "-s", str(Path(__file__).with_name(f"{name}.py"))]
