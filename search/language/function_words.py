"""Words that carry no subject of their own: they never restrict a search, they only add to it.

Reviewed by hand: a word that may be a subject (makt, mål, rätt, första) is better left out of this list
than put in. Prepositions stand here since *våld mot barn* must not lose pages on *våld i familjen*. In
quotes, after a plus, in a field and where a question has no other words they count like any word; so
do they in capitals beside other words (*IS*, *IT*, *WHO*), which `search.query.meaning` sees to.
"""

from __future__ import annotations

from collections.abc import Iterable

_SWEDISH = """
alla allt annan annat att av bara bland blev bli blir blivit de dem den denna deras dess dessa det detta
dig din dina ditt du där därför efter eller emot en enligt er era ert ett från för genom ha hade han
hans har henne hennes hon honom hur här i icke in ingen inget inga innan inom inte jag ju kan
kunde man med medan men mellan mig min mina mitt mot mycket ni nu när någon något några och
också om oss per på redan samt se sedan sig sin sina sitt ska skall skulle som så sådan sådana
sådant till under upp ut utan vad var vara varit varje vem vi vid vilka vilken vilket vår våra
vårt än är åt över även
"""

_ABBREVIATED = "dvs etc osv pga resp tex"

_ENGLISH = """
a about after all also an and any are as at be been between but by can could did do does for
from had has have he her his how i if in into is it its may more most no not of on or our out
over s she should so some such than that the their them then there these they this those to was
we were what when which who will with would you your
"""

_EXPRESSIONS = "t.ex bl.a m.m m.fl s.k o.s.v d.v.s f.n f.d p.g.a e.g i.e"

FUNCTION_EXPRESSIONS = frozenset(tuple(expression.split(".")) for expression in _EXPRESSIONS.split())
"""Abbreviations with full stops, as the words that they are cut into."""

FUNCTION_WORDS = frozenset(f"{_SWEDISH} {_ABBREVIATED}".split()) | frozenset(_ENGLISH.split())


def is_function_word(exact: str) -> bool:
    """Tell whether a word, in its exact form, carries no subject in Swedish or English."""
    return exact in FUNCTION_WORDS


def is_function_expression(words: Iterable[str]) -> bool:
    """Tell whether words typed as one (*och/eller*, *t.ex.*) carry no subject together."""
    expression = tuple(words)
    return expression in FUNCTION_EXPRESSIONS or all(map(is_function_word, expression))
