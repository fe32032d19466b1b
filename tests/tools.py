"""System tools that some tests need: they skip without them, and in CI that is an error."""

import os
import shutil
from pathlib import Path

import pytest


def tool(name: str) -> str:
    """Return the path of a program; skip the test, saying which is missing, or fail it in CI."""
    places = os.environ["PATH"] + os.pathsep + "/usr/sbin"
    found = shutil.which(name, path=places)
    if found is None:
        told = f"needs {name}, which is not installed on this machine"
        if os.environ.get("CI") == "true":
            pytest.fail(told)
        pytest.skip(told)
    return str(Path(found))
