"""What every command shares: the archive opened for it, its exit code, one line for what went wrong.

Exit codes: 0 done, 1 something was refused or held up, 2 bad usage or a bad setting. What is asked
for goes to standard output (with ``--json``, as one JSON object), logs go to standard error.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from getpass import getuser
from typing import Any, ParamSpec

import click
from sqlalchemy.exc import DBAPIError

from archive import log
from archive.catalogue import Catalogue, CatalogueError, open_catalogue
from archive.kept.lock import LockHeld
from archive.purging.purge import hide_again
from archive.purging.purged import TornList
from archive.settings import Settings, SettingsError, load

P = ParamSpec("P")

DONE, HELD_UP, BAD_USAGE, INTERRUPTED = 0, 1, 2, 130

as_json = click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
"""The option of every command that has something to tell."""


class Stop(Exception):  # noqa: N818 - ends a command, with one line on why
    """Ends the command with one line on standard error."""

    def __init__(self, text: str, code: int = HELD_UP) -> None:
        """End with this line and exit code."""
        super().__init__(text)
        self.code = code


def command(function: Callable[P, int]) -> Callable[P, None]:
    """Turn what people and machines do wrong into one line and an exit code."""

    @wraps(function)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            code = function(*args, **kwargs)
        except SettingsError as error:
            code = _complain(str(error), BAD_USAGE)
        except LockHeld as error:
            code = _complain(f"{error}; try again when it has finished", HELD_UP)
        except (CatalogueError, TornList) as error:
            code = _complain(str(error), HELD_UP)
        except Stop as stop:
            code = _complain(str(stop), stop.code)
        except OSError as error:
            code = _complain(_os_error(error), HELD_UP)
        except DBAPIError as error:
            code = _complain(f"the catalogue cannot be used: {error.orig}", HELD_UP)
        except KeyboardInterrupt:
            code = _complain("interrupted; what was finished is kept", INTERRUPTED)
        sys.exit(code)

    return run


@contextmanager
def opened_archive() -> Iterator[tuple[Settings, Catalogue]]:
    """Open the archive that the settings name, for as long as the command runs.

    What was removed for good and has come back with an older catalogue is hidden before anything else.
    """
    settings = load()
    log.set_up(settings.log)
    catalogue = open_catalogue(settings.archive.data)
    try:
        hide_again(catalogue, settings.archive.data)
        yield settings, catalogue
    finally:
        catalogue.close()


def print_json(body: Any) -> None:
    """Print what was asked for as one JSON object."""
    click.echo(json.dumps(body, ensure_ascii=False, indent=2))


def operator() -> str:
    """Return who runs the command; the user of a container may have no name."""
    try:
        return getuser()
    except (KeyError, OSError):
        return f"user {os.getuid()}"


def _complain(text: str, code: int) -> int:
    click.echo(f"helixarkiv: {text}", err=True)
    return code


def _os_error(error: OSError) -> str:
    name = f"{error.filename}: " if error.filename else ""
    return f"{name}{error.strerror or error}"
