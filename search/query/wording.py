"""What a query means, in Swedish: a step for each thing that is asked, told from the query itself.

Since the steps are made from the tree that is searched, they cannot say anything else than it does.
They follow *Sökningen förstods som:*, each with what was typed before it: *polis* ordet i alla dess
former.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from search.query.composing import Leaf, all_of, terms
from search.query.model import (
    All,
    AnyOf,
    AtLeast,
    Near,
    Node,
    Not,
    Optional,
    Phrase,
    Prefix,
    Reading,
    Term,
)

_PLACES = {"": "", "title": " i titeln", "speaker": " bland talarna", "series": " i seriens namn"}
_FIELDS = {"": "", "title": "titel:", "speaker": "talare:", "series": "serie:"}
_ENDS = {"": "", "first": "förled:", "last": "efterled:"}

_NEVER_RESTRICTS = "ett småord som inte begränsar sökningen"
# Small words that are operators when written otherwise
_OTHERWISE = {
    "eller": "; skrivet med stora bokstäver, ELLER, räcker det med ett av orden",
    "or": "; skrivet med stora bokstäver, OR, räcker det med ett av orden",
    "inte": "; ett minustecken före ett ord utesluter det",
    "not": "; ett minustecken före ett ord utesluter det",
}


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of a query: as `search.query.model.Step`, and which nodes it tells of.

    These are nodes that can be taken back to what was typed. `used` is what is searched in place of the
    `typed` word, "" where that is searched itself.
    """

    kind: str
    text: str
    meaning: str
    about: tuple[Node, ...] = ()
    typed: str = ""
    used: str = ""


def told(node: Node | None) -> Iterator[Told]:
    """Yield what a query asks, in order."""
    match node:
        case Term() | Phrase() | Prefix() | Near():
            yield Told(_kind(node), spelled(node), _asked(node) + _PLACES[node.scope], (node,))
        case Reading():
            yield _read(node)
        case Optional(part):
            exact = part.exact if isinstance(part, Term) else ""
            meaning = _NEVER_RESTRICTS + _OTHERWISE.get(exact, "")
            yield Told("function-word", spelled(part), meaning, (part,))
        case All(parts):
            for part in parts:
                yield from told(part)
        case AnyOf(parts):
            for part in parts:
                yield from told(part)
            yield Told("operator", " eller ".join(map(_within, parts)), "något av dem räcker")
        case AtLeast(parts, least):
            for part in parts:
                yield from told(part)
            yield Told("least", spelled(node), _enough(parts, least), (node,))
        case Not(part):
            yield from _excluded(part)


def spelled(node: Node) -> str:
    """Return a part of a query as one can type it."""
    match node:
        case Term():
            word = f'"{node.surface}"' if node.literal else node.surface
            return _FIELDS[node.scope] + _ENDS[node.of_compound] + word
        case Prefix():
            return f"{_FIELDS[node.scope]}{node.surface}*"
        case Phrase():
            return f'{_FIELDS[node.scope]}"{" ".join(term.surface for term in node.terms)}"'
        case Near(left, right, distance, scope):
            pair = f"{spelled(left)} NEAR/{distance} {spelled(right)}"
            return f"{_FIELDS[scope]}({pair})" if scope else pair
        case Reading(typed, _, part):
            return _FIELDS[_scope(part)] + typed
        case All(parts) | AtLeast(parts):
            return " ".join(map(_within, parts))
        case AnyOf(parts):
            return " eller ".join(map(_within, parts))
        case Not(part):
            return f"−{_within(part)}"
        case Optional(part):
            return spelled(part)


def _within(node: Node) -> str:
    group = isinstance(node, All | AnyOf | AtLeast | Near) and not getattr(node, "scope", "")
    return f"({spelled(node)})" if group else spelled(node)


def _scope(node: Node) -> str:
    return next((term.scope for term in terms(node)), "")


def _kind(node: Leaf) -> str:
    match node:
        case Term() if node.of_compound:
            return "compound"
        case Near():
            return "near"
        case _ if node.scope:
            return "field"
        case Term():
            return "word"
        case Phrase():
            return "phrase"
        case Prefix():
            return "prefix"


def _asked(node: Leaf) -> str:
    match node:
        case Prefix():
            return "alla ord som börjar så"
        case Near(distance=distance):
            return (
                "sida vid sida, i vilken ordning som helst"
                if distance == 1
                else (f"högst {distance} ord ifrån varandra")
            )
        case Phrase():
            literal = all(term.literal for term in node.terms)
            return "orden i följd, exakt så skrivna" if literal else "orden i följd"
        case Term(of_compound="first"):
            return "sammansättningar som börjar med ordet"
        case Term(of_compound="last"):
            return "sammansättningar som slutar med ordet"
        case Term() if node.literal:
            return "exakt så skrivet"
        case Term() if not any(map(str.isalpha, node.surface)):
            return "så skrivet, också i datum och beteckningar"
        case Term(by_parts=True, related=(_, *_)):
            return "ordet i alla dess former, eller en del av det"
        case _:
            return "ordet i alla dess former"


def _enough(parts: tuple[Node, ...], least: int) -> str:
    if any(term.by_parts for part in parts for term in terms(part)):
        return "frågan är en hel mening: något av orden räcker, och sidor med fler av dem kommer först"
    return f"minst {least} av {len(parts)} ord räcker"


def _read(node: Reading) -> Told:
    """Tell how a word was read that is asked for as something else."""
    place = _PLACES[_scope(node.part)]
    text = spelled(node)
    used = _used(node)
    match node.kind:
        case "twin" if any(term.surface == node.typed for term in terms(node.part)):
            return Told("twin", text, f"ordet i alla dess former, även skrivet {used}{place}", (node,))
        case "twin":
            meaning = f"söks som {used}, så som det skrivs i arkivet{place}"
        case "spelling":
            meaning = f"finns inte i arkivet; söks som {used}{place}"
        case _:
            which = "alla dess delar" if isinstance(node.part, All) else "någon av dess delar"
            meaning = f"finns inte i arkivet; sidor med {which}: {used}{place}"
    return Told(node.kind, text, meaning, (node,), node.typed, used)


def _used(node: Reading) -> str:
    """Return what is searched in place of what was typed."""
    match node.part:
        case AnyOf(parts):
            return _listed([t.surface for part in parts for t in terms(part) if t.surface != node.typed])
        case All(parts):
            return " + ".join(term.surface for part in parts for term in terms(part))
        case Term(surface=surface):
            return surface
        case Phrase(words):
            return f'"{" ".join(word.surface for word in words)}"'
        case part:
            return spelled(part)


def _listed(words: list[str]) -> str:
    return " eller ".join(filter(None, [", ".join(words[:-1]), words[-1]]))


def _excluded(part: Node) -> Iterator[Told]:
    """Yield what is told of a part that is to be absent."""
    match part:
        case AnyOf(parts):  # without any of them is without each of them
            for alternative in parts:
                yield from _excluded(alternative)
        case Term() | Phrase() | Prefix() | Near():
            meaning = f"sidor med {_absent(part)}{_PLACES[part.scope]} visas inte"
            yield Told("operator", f"−{_within(part)}", meaning, (part,))
        case Reading():
            meaning = f"sidor med {_used(part)}{_PLACES[_scope(part.part)]} visas inte"
            yield Told("operator", f"−{_within(part)}", meaning, (part,))
        case All(parts) if any(isinstance(each, Optional) for each in parts):
            counted = all_of([each for each in parts if not isinstance(each, Optional)])
            if counted is not None:
                yield from _excluded(counted)
            for each in parts:
                if isinstance(each, Optional):
                    yield from told(each)
        case _:
            about = tuple(_inside(part))
            yield Told("operator", f"−{_within(part)}", "sidor där allt detta stämmer visas inte", about)


def _absent(leaf: Leaf) -> str:
    match leaf:
        case Term(of_compound=""):
            return "ordet"
        case Term() | Near():
            return _asked(leaf) if isinstance(leaf, Term) else f"orden {_asked(leaf)}"
        case Phrase():
            return "orden i följd"
        case Prefix():
            return "ord som börjar så"


def _inside(node: Node) -> Iterator[Node]:
    """Yield the parts of a query that can be taken back one by one."""
    match node:
        case All(parts) | AnyOf(parts) | AtLeast(parts):
            for part in parts:
                yield from _inside(part)
        case Not(part) | Optional(part):
            yield from _inside(part)
        case _:
            yield node
