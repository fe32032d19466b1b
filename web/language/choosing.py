"""Which language a page speaks: the one chosen in its address, else the browser's, else Swedish.

No cookie remembers it: the addresses carry the choice on (`Urls.lang`).
"""

from __future__ import annotations

from flask import request

LANGUAGES = ("sv", "en")
"""What the pages speak; the first is their own."""


def chosen() -> str:
    """Return the language that the present address chooses; "" for none, or for one that is not spoken."""
    asked = request.args.get("lang", "")
    return asked if asked in LANGUAGES else ""


def spoken() -> str:
    """Return the language that the present request is answered in."""
    return chosen() or request.accept_languages.best_match(LANGUAGES) or LANGUAGES[0]
