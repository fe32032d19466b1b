"""Which language a page speaks: the one chosen in its address, else the browser's, else Swedish.

No cookie remembers it: the addresses carry the choice on (`Urls.lang`).
"""

from __future__ import annotations

from urllib.parse import quote, urlencode

from flask import Response, g, has_request_context, request

LANGUAGES = ("sv", "en")
"""What the pages speak; the first is their own."""


def chosen() -> str:
    """Return the language that the present address chooses; "" for none, or for one that is not spoken."""
    asked = request.args.get("lang", "")
    return asked if asked in LANGUAGES else ""


def spoken() -> str:
    """Return the language that the present request is answered in; outside one the pages' own."""
    if not has_request_context():
        return LANGUAGES[0]
    if own := chosen():
        return own
    g.as_the_browser_asks = True
    return request.accept_languages.best_match(LANGUAGES) or LANGUAGES[0]


def tell_caches(response: Response) -> None:
    """Say of an answer that it differs by the browser's language, where that decided its words."""
    if g.get("as_the_browser_asks"):
        response.vary.add("Accept-Language")


def in_language(language: str) -> str:
    """Return the address of the present page in another language, with all else that was asked."""
    kept = [(name, value) for name, value in request.args.items(multi=True) if name != "lang"]
    path = quote("/" + request.path.lstrip("/"))
    return f"{request.root_path.rstrip('/')}{path}?{urlencode([*kept, ('lang', language)])}"
