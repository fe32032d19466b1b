"""Generations of the index below one folder, and the pointer to the one that answers.

``index/current`` names ``index/<generation>/``. A rebuild makes a new generation beside it and
then moves the pointer, in one step.
"""

from __future__ import annotations

import secrets
import shutil
from pathlib import Path

from archive.dates import now
from search.engine import EngineUnavailable
from search.whoosh_engine.disk import files

_POINTER = "current"


class Generations:
    """The generations below `data`/index."""

    def __init__(self, data: Path) -> None:
        self.folder = data / "index"

    def current(self) -> Path:
        """Return the folder of the generation that answers; raise EngineUnavailable without one."""
        try:
            name = (self.folder / _POINTER).read_text(encoding="ascii").strip()
        except FileNotFoundError:
            raise EngineUnavailable("there is no index yet") from None
        except (OSError, UnicodeDecodeError) as error:
            raise EngineUnavailable(f"the pointer to the index cannot be read: {error}") from error
        if not name or Path(name).name != name or not (self.folder / name).is_dir():
            raise EngineUnavailable("the pointer to the index points nowhere")
        return self.folder / name

    def begin(self) -> Path:
        """Make the folder of a new generation; nobody reads it before :meth:`switch`."""
        name = f"{now():%Y%m%dT%H%M%S}-{secrets.token_hex(3)}"
        (self.folder / name).mkdir(parents=True)
        files.sync(self.folder)
        return self.folder / name

    def switch(self, generation: Path) -> None:
        """Let this generation answer from now on, also after a power cut."""
        files.write_whole(self.folder / _POINTER, f"{generation.name}\n".encode("ascii"))

    def remove_others(self) -> None:
        """Remove every generation but the current one; readers keep what they have open."""
        current = self.current()
        for path in self.folder.iterdir():
            if path.is_dir() and path != current:
                shutil.rmtree(path)
