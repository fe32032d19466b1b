"""Every string that people see passes here: gettext, with Swedish as its own source language.

The translations are read as they are kept, `web/translations/LANGUAGE.po`, so that there is nothing
to build and nothing that can be older than its source.
"""

from __future__ import annotations

import gettext as gnu
from functools import cache
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from flask import Flask

from web.language.choosing import LANGUAGES, spoken

_KEPT = Path(__file__).parents[1] / "translations"


def set_up(app: Flask) -> None:
    """Let the templates translate as the handlers do; read the translations before anybody waits for them."""
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]
        lambda text: _translations(spoken()).gettext(text),
        lambda one, many, num: _translations(spoken()).ngettext(one, many, num),
        newstyle=True,
        pgettext=lambda context, text: _translations(spoken()).pgettext(context, text),
    )
    for language in LANGUAGES:
        _translations(language)


def gettext(text: str, **values: object) -> str:
    """Return a string in the reader's language, with its %(name)s filled in."""
    translated = _translations(spoken()).gettext(text)
    return translated % values if values else translated


def ngettext(one: str, many: str, num: int, **values: object) -> str:
    """Return a string in the reader's language and in the number that %(num)d is."""
    return _translations(spoken()).ngettext(one, many, num) % {"num": num, **values}


@cache
def _translations(language: str) -> gnu.NullTranslations:
    if language == LANGUAGES[0]:
        return gnu.NullTranslations()
    compiled = BytesIO()
    with (_KEPT / f"{language}.po").open("rb") as kept:
        write_mo(compiled, read_po(kept, locale=language))
    compiled.seek(0)
    return gnu.GNUTranslations(compiled)
