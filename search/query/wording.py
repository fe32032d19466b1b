"""What a query means, in Swedish: a step for each thing that is asked, told from the query itself.

Since the steps are made from the tree that is searched, they cannot say anything else than it does.
They follow *Sökningen förstods som:*, each with what was typed before it: *polis* ordet i alla dess
former.
"""

from __future__ import annotations

from collections.abc import Iterator

from search.query.composing import all_of
from search.query.model import All, AnyOf, Node, Not, Optional, Phrase, Prefix, Step, Term

_PLACES = {"": "", "title": " i titeln", "speaker": " bland talarna", "series": " i seriens namn"}
_FIELDS = {"": "", "title": "titel:", "speaker": "talare:", "series": "serie:"}

_NEVER_RESTRICTS = "ett småord som inte begränsar sökningen"
# Small words that are operators when written otherwise
_OTHERWISE = {
    "eller": "; skrivet med stora bokstäver, ELLER, räcker det med ett av orden",
    "or": "; skrivet med stora bokstäver, OR, räcker det med ett av orden",
    "inte": "; ett minustecken före ett ord utesluter det",
    "not": "; ett minustecken före ett ord utesluter det",
}


def told(node: Node | None) -> Iterator[Step]:
    """Yield what a query asks, in order."""
    match node:
        case Term() | Phrase() | Prefix():
            kind = "field" if node.scope else _KINDS[type(node)]
            yield Step(kind, spelled(node), _asked(node) + _PLACES[node.scope])
        case Optional(part):
            exact = part.exact if isinstance(part, Term) else ""
            yield Step("function-word", spelled(part), _NEVER_RESTRICTS + _OTHERWISE.get(exact, ""))
        case All(parts):
            for part in parts:
                yield from told(part)
        case AnyOf(parts):
            for part in parts:
                yield from told(part)
            yield Step("operator", " eller ".join(map(_within, parts)), "något av dem räcker")
        case Not(part):
            yield from _excluded(part)


def spelled(node: Node) -> str:
    """Return a part of a query as one can type it."""
    match node:
        case Term():
            return _FIELDS[node.scope] + (f'"{node.surface}"' if node.literal else node.surface)
        case Prefix():
            return f"{_FIELDS[node.scope]}{node.surface}*"
        case Phrase():
            return f'{_FIELDS[node.scope]}"{" ".join(term.surface for term in node.terms)}"'
        case All(parts):
            return " ".join(map(_within, parts))
        case AnyOf(parts):
            return " eller ".join(map(_within, parts))
        case Not(part):
            return f"−{_within(part)}"
        case Optional(part):
            return spelled(part)


_KINDS = {Term: "word", Phrase: "phrase", Prefix: "prefix"}


def _within(node: Node) -> str:
    return f"({spelled(node)})" if isinstance(node, All | AnyOf) else spelled(node)


def _asked(node: Term | Phrase | Prefix) -> str:
    match node:
        case Prefix():
            return "alla ord som börjar så"
        case Phrase():
            literal = all(term.literal for term in node.terms)
            return "orden i följd, exakt så skrivna" if literal else "orden i följd"
        case Term() if node.literal or not any(map(str.isalpha, node.surface)):
            return "exakt så skrivet"
        case _:
            return "ordet i alla dess former"


def _excluded(part: Node) -> Iterator[Step]:
    """Yield what is told of a part that is to be absent."""
    match part:
        case AnyOf(parts):  # without any of them is without each of them
            for alternative in parts:
                yield from _excluded(alternative)
        case Term() | Phrase() | Prefix():
            what = {Term: "ordet", Phrase: "orden i följd", Prefix: "ord som börjar så"}[type(part)]
            meaning = f"sidor med {what}{_PLACES[part.scope]} visas inte"
            yield Step("operator", f"−{spelled(part)}", meaning)
        case All(parts) if any(isinstance(each, Optional) for each in parts):
            counted = all_of([each for each in parts if not isinstance(each, Optional)])
            if counted is not None:
                yield from _excluded(counted)
            for each in parts:
                if isinstance(each, Optional):
                    yield from told(each)
        case _:
            yield Step("operator", f"−{_within(part)}", "sidor där allt detta stämmer visas inte")
