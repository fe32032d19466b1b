"""Every string that readers see passes here: gettext, with Swedish as its own source language."""

from __future__ import annotations

import flask_babel


def gettext(text: str, **values: object) -> str:
    """Return a string in the reader's language, with its %(name)s filled in."""
    return str(flask_babel.gettext(text, **values))


def ngettext(one: str, many: str, num: int, **values: object) -> str:
    """Return a string in the reader's language and in the number that %(num)d is."""
    return str(flask_babel.ngettext(one, many, num, **values))
